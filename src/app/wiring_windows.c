/* wiring_windows.c - the program on Windows: the live machine stands behind the questions. */
#include "host/windows/win_net.h" /* has <winsock2.h>, which must come before <windows.h> */

#include "app.h"
#include "host/file_write.h"
#include "host/files.h"
#include "host/hive/hive_folder.h"
#include "host/hive/hive_host.h"
#include "host/record/record_host.h"
#include "host/windows/win_clock.h"
#include "host/windows/win_console.h"
#include "host/windows/win_disk.h"
#include "host/windows/win_elevate.h"
#include "host/windows/win_events.h"
#include "host/windows/win_guard.h"
#include "host/windows/win_host.h"
#include "host/windows/win_identity.h"
#include "host/windows/win_install.h"
#include "host/windows/win_startup.h"
#include "host/windows/win_store.h"
#include "main.h"
#include "wiring.h"

/* What lives as long as the program: the console and the arguments. */
static struct nl_arena program;

int main(void)
{
    nl_windows_begin();
    nl_arena_init(&program, NULL, NULL);
    struct nl_texts arguments = nl_windows_arguments(&program);
    int code = nl_app_main((int)arguments.count, arguments.items);
    nl_arena_done(&program);
    return code;
}

struct nl_console *nl_wiring_console(void)
{
    static struct nl_console *console;
    if (!console && nl_windows_console_open(&program, &console, NULL) != NL_OK)
        console = NULL;
    return console;
}

struct nl_clock *nl_wiring_clock(void)
{
    return nl_windows_clock();
}

enum nl_status nl_wiring_live_host(struct nl_arena *arena, struct nl_host **out_host,
                                   struct nl_error *err)
{
    return nl_windows_host_open(arena, out_host, err);
}

/* Where things lie on the disk of another Windows; the running one is refused. */
static enum nl_status find_offline(struct nl_arena *arena, const char *folder,
                                   struct nl_hive_folders *out_folders, struct nl_error *err)
{
    enum nl_status status =
        nl_hive_folders_find(arena, nl_windows_disk(), folder, out_folders, err);
    if (status != NL_OK || !nl_windows_is_running_folder(arena, out_folders->windows))
        return status;
    (void)nl_fail(err, NL_REFUSED, NL_T("{1} holds the Windows that is running now"), folder);
    return nl_next(err, NL_T("Leave --offline out to work on it."));
}

enum nl_status nl_wiring_offline_host(struct nl_arena *arena, const char *folder,
                                      struct nl_host **out_host, struct nl_error *err)
{
    struct nl_hive_folders folders;
    enum nl_status status = find_offline(arena, folder, &folders, err);
    return status == NL_OK ? nl_hive_host_open(arena, nl_windows_disk(), folder, out_host, err)
                           : status;
}

enum nl_status nl_wiring_offline_store(struct nl_arena *arena, const char *folder,
                                       struct nl_store **out_store, struct nl_error *err)
{
    struct nl_hive_folders folders;
    enum nl_status status = find_offline(arena, folder, &folders, err);
    return status == NL_OK ? nl_windows_store_on_disk(arena, folders.journal, out_store, err)
                           : status;
}

enum nl_status nl_wiring_offline_folders(struct nl_arena *arena, struct nl_texts *out_folders,
                                         struct nl_error *err)
{
    struct nl_texts drives = nl_windows_drives(arena);
    (void)err; /* a drive that cannot be read holds none that could be named */
    for (size_t i = 0; i < drives.count; i++) {
        struct nl_hive_folders folders;
        if (find_offline(arena, drives.items[i], &folders, NULL) == NL_OK && !folders.alone)
            nl_texts_add(out_folders, arena, folders.root);
    }
    return NL_OK;
}

bool nl_wiring_is_rescue_system(void)
{
    return nl_windows_is_pe();
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
    return nl_windows_store_open(arena, NULL, out_store, err);
}

enum nl_status nl_wiring_folder_store(struct nl_arena *arena, const char *folder,
                                      struct nl_store **out_store, struct nl_error *err)
{
    return nl_windows_store_open(arena, folder, out_store, err);
}

struct nl_guard_service *nl_wiring_guard(void)
{
    return nl_windows_guard();
}

struct nl_events *nl_wiring_events(void)
{
    return nl_windows_events();
}

enum nl_status nl_wiring_net(struct nl_net **out_net, struct nl_error *err)
{
    return nl_windows_net_open(out_net, err);
}

struct nl_installer *nl_wiring_installer(void)
{
    return nl_windows_installer();
}

const char *nl_wiring_environment(struct nl_arena *arena, const char *name)
{
    return nl_windows_environment(arena, name);
}

const char *nl_wiring_language(struct nl_arena *arena)
{
    return nl_windows_language(arena);
}

enum nl_status nl_wiring_run_elevated(struct nl_arena *arena, const char *arguments,
                                      struct nl_error *err)
{
    return nl_windows_run_elevated(arena, arguments, err);
}

const char *nl_wiring_user(struct nl_arena *arena)
{
    return nl_windows_user(arena);
}
