/* wiring_posix.c - the native program: recorded machines and offline folders, no live host. */
#include "app.h"
#include "host/file_write.h"
#include "host/files.h"
#include "host/hive/hive_folder.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_clock.h"
#include "host/posix/posix_console.h"
#include "host/posix/posix_disk.h"
#include "host/posix/posix_mounts.h"
#include "host/posix/posix_net.h"
#include "host/posix/posix_store.h"
#include "host/record/record_host.h"
#include "main.h"
#include "wiring.h"

#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    return nl_app_main(argc, (const char *const *)argv);
}

struct nl_console *nl_wiring_console(void)
{
    return nl_posix_console();
}

struct nl_clock *nl_wiring_clock(void)
{
    return nl_posix_clock();
}

enum nl_status nl_wiring_live_host(struct nl_arena *arena, struct nl_host **out_host,
                                   struct nl_error *err)
{
    (void)arena;
    (void)out_host;
    (void)nl_fail(err, NL_UNSUPPORTED, NL_T("this computer does not run Windows"));
    return nl_next(err, NL_T("Name a recorded machine with --from, or with --offline the folder "
                             "where the disk of a Windows is mounted."));
}

enum nl_status nl_wiring_offline_host(struct nl_arena *arena, const char *folder,
                                      struct nl_host **out_host, struct nl_error *err)
{
    return nl_hive_host_open(arena, nl_posix_disk(), folder, out_host, err);
}

enum nl_status nl_wiring_offline_store(struct nl_arena *arena, const char *folder,
                                       struct nl_store **out_store, struct nl_error *err)
{
    struct nl_hive_folders folders;
    enum nl_status status = nl_hive_folders_find(arena, nl_posix_disk(), folder, &folders, err);
    if (status == NL_OK)
        *out_store = nl_posix_store_on_disk(arena, folders.journal, folders.config);
    return status;
}

enum nl_status nl_wiring_offline_folders(struct nl_arena *arena, struct nl_texts *out_folders,
                                         struct nl_error *err)
{
    struct nl_texts mounts = {0};
    struct nl_hive_folders folders;
    enum nl_status status = nl_posix_mounts(arena, &mounts, err);
    for (size_t i = 0; status == NL_OK && i < mounts.count; i++) {
        if (nl_hive_folders_find(arena, nl_posix_disk(), mounts.items[i], &folders, NULL) ==
                NL_OK &&
            !folders.alone && !nl_texts_hold(out_folders, folders.root))
            nl_texts_add(out_folders, arena, folders.root);
    }
    return status;
}

bool nl_wiring_is_rescue_system(void)
{
    return false;
}

struct nl_host *nl_wiring_record_host(struct nl_arena *arena, const struct nl_machine *machine,
                                      const char *path, const void *bytes, size_t size)
{
    struct nl_host *host = nl_record_host_new(arena, machine, path, nl_file_write);
    nl_record_host_watch(host, nl_file_read, bytes, size);
    return host;
}

enum nl_status nl_wiring_live_store(struct nl_arena *arena, struct nl_store **out_store,
                                    struct nl_error *err)
{
    struct nl_host *unused = NULL;
    (void)out_store;
    return nl_wiring_live_host(arena, &unused, err);
}

enum nl_status nl_wiring_folder_store(struct nl_arena *arena, const char *folder,
                                      struct nl_store **out_store, struct nl_error *err)
{
    (void)err;
    *out_store = nl_posix_store_new(arena, folder);
    return NL_OK;
}

struct nl_guard_service *nl_wiring_guard(void)
{
    return NULL;
}

struct nl_installer *nl_wiring_installer(void)
{
    return NULL;
}

struct nl_events *nl_wiring_events(void)
{
    return NULL;
}

enum nl_status nl_wiring_net(struct nl_net **out_net, struct nl_error *err)
{
    (void)err;
    *out_net = nl_posix_net();
    return NL_OK;
}

const char *nl_wiring_environment(struct nl_arena *arena, const char *name)
{
    return nl_arena_text(arena, getenv(name));
}

/* "zh_CN.UTF-8" is zh-CN. */
static const char *tag_of_locale(struct nl_arena *arena, const char *locale)
{
    char *tag = nl_arena_copy(arena, locale, strcspn(locale, ".@"));
    for (char *at = tag; *at; at++) {
        if (*at == '_')
            *at = '-';
    }
    return tag;
}

const char *nl_wiring_language(struct nl_arena *arena)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return tag_of_locale(arena, value);
    }
    return NULL;
}

enum nl_status nl_wiring_run_elevated(struct nl_arena *arena, const char *arguments,
                                      struct nl_error *err)
{
    (void)arena;
    (void)arguments;
    return nl_fail(err, NL_UNSUPPORTED, NL_T("this computer does not run Windows"));
}

const char *nl_wiring_user(struct nl_arena *arena)
{
    return nl_arena_text(arena, getenv("USER"));
}
