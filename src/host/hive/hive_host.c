/* hive_host.c - the hives of a disk as a host. */
#include "hive_host.h"

#include "base/attributes.h"
#include "hive_accounts.h"
#include "hive_change.h"
#include "hive_firewall.h"
#include "hive_folder.h"
#include "hive_open.h"
#include "hive_read.h"
#include "hive_rights.h"
#include "hive_survey.h"
#include "hive_sync.h"
#include "hive_users.h"
#include "host/survey/survey_services.h"
#include "model/value.h"

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services"

struct hive_host {
    struct nl_host host;
    struct nl_arena *arena;
    struct nl_hive_registry registry;
    const char *folder;
    const char *windows;
    const char *config;
    enum nl_hibernation hibernation;
};

static struct hive_host *of(struct nl_host *host)
{
    return (struct hive_host *)(void *)host;
}

/* Why nothing may be written; no sentence when everything may. */
static struct nl_sentence refusal(struct hive_host *hive)
{
    static const enum nl_hive_id written[] = {NL_HIVE_SYSTEM, NL_HIVE_SOFTWARE};
    if (hive->registry.alone)
        return nl_say(hive->arena,
                      NL_T("{1} holds registry hives without their Windows folder, so it is not "
                           "known whether that Windows is hibernated, and nothing is written. Name "
                           "the folder in which the Windows folder lies."),
                      hive->folder);
    for (size_t i = 0; i < NL_COUNT_OF(written); i++) {
        const struct nl_hive_file *file = &hive->registry.files[written[i]];
        if (file->open && file->state == NL_HIVE_NOT_RECOVERED)
            return nl_say(
                hive->arena,
                NL_T("{1} was not closed cleanly, and its newest changes cannot be added "
                     "from its log files ({2}). Writing it would lose them. Start Windows "
                     "from that disk, shut it down completely (shutdown /s /t 0), then "
                     "try again."),
                file->path, file->why);
        if (!file->open && file->problem)
            return nl_say(hive->arena,
                          NL_T("{1} could not be opened, so nothing of that Windows is written: "
                               "{2}"),
                          file->name, file->problem);
    }
    if (hive->hibernation != NL_HIBERNATION_NONE)
        return nl_hive_hibernation_refusal(hive->arena, hive->hibernation, hive->folder);
    return hive->registry.disk->ops->refusal(hive->registry.disk, hive->arena, hive->config);
}

static void hive_capabilities(struct nl_host *host, struct nl_capabilities *out_capabilities)
{
    struct nl_capabilities found = {.kind = "hive"};
    found.places_written =
        1U << NL_PLACE_REGISTRY | 1U << NL_PLACE_SERVICE_START | 1U << NL_PLACE_SERVICE_DEPENDS;
    found.places_read = (1U << NL_PLACE_COUNT) - 1;
    found.reason = refusal(of(host));
    for (size_t i = 0; i < NL_HIVE_COUNT; i++)
        found.replayed += of(host)->registry.files[i].recovered;
    found.can_write = found.reason.format == NULL;
    *out_capabilities = found;
}

static enum nl_status hive_survey(struct nl_host *host, struct nl_arena *arena,
                                  struct nl_machine *out_machine, struct nl_error *err)
{
    (void)err; /* what cannot be seen is said in the machine */
    nl_hive_survey(arena, &of(host)->registry, of(host)->windows, of(host)->hibernation,
                   out_machine);
    return NL_OK;
}

static struct nl_value read_service(struct nl_arena *arena, struct nl_hive_registry *registry,
                                    const struct nl_address *where)
{
    struct nl_service service;
    struct nl_hive_place services = nl_hive_locate(registry, SERVICES);
    if (services.state == NL_VALUE_UNSUPPORTED) /* SYSTEM is open, or there is no host */
        return nl_value_unsupported(services.code);
    if (!nl_survey_service(arena, &registry->reader, where->path, &service))
        return nl_value_absent(0);
    if (where->place == NL_PLACE_SERVICE_START)
        return service.start;
    return service.depends.count ? nl_value_names(arena, &service.depends) : nl_value_absent(0);
}

static struct nl_value read_place(struct nl_arena *arena, struct nl_hive_registry *registry,
                                  const struct nl_address *where)
{
    uint64_t rid = 0;
    switch (where->place) {
    case NL_PLACE_REGISTRY:
        return nl_hive_registry_value(arena, registry, where->path, where->name ? where->name : "");
    case NL_PLACE_SERVICE_START:
    case NL_PLACE_SERVICE_DEPENDS:
        return read_service(arena, registry, where);
    case NL_PLACE_USER_RIGHT:
        return nl_hive_right(arena, registry, where->path);
    case NL_PLACE_ACCOUNT:
        return nl_parse_u64(where->path, UINT32_MAX, &rid)
                   ? nl_hive_account(arena, registry, (uint32_t)rid)
                   : nl_value_unsupported(NL_HIVE_CODE_INVALID_DATA);
    case NL_PLACE_FIREWALL_BLOCK:
        return nl_hive_firewall_read(arena, registry, where);
    case NL_PLACE_COUNT:
        break;
    }
    return nl_value_unsupported(NL_HIVE_CODE_UNSUPPORTED);
}

static enum nl_status hive_read(struct nl_host *host, const struct nl_address *where,
                                struct nl_arena *arena, struct nl_value *out_value,
                                struct nl_error *err)
{
    (void)err; /* every outcome is a value */
    *out_value = read_place(arena, &of(host)->registry, where);
    return NL_OK;
}

/* A service's setting as the registry value that holds it. */
static enum nl_status service_value(struct nl_arena *arena, const struct nl_address *where,
                                    const struct nl_value *wanted, const char **out_name,
                                    struct nl_value *out_value, struct nl_error *err)
{
    uint32_t start = 0;
    struct nl_texts names = {0};
    if (where->place == NL_PLACE_SERVICE_START) {
        if (wanted->type != NL_TYPE_START_TYPE || !nl_value_as_dword(wanted, &start))
            return nl_fail(err, NL_INVALID, NL_T("a start type is needed for the service {1}"),
                           where->path);
        *out_name = "Start";
        *out_value = nl_value_dword(arena, start);
        return NL_OK;
    }
    if (wanted->state == NL_VALUE_PRESENT && !nl_value_as_texts(arena, wanted, &names))
        return nl_fail(err, NL_INVALID, NL_T("a list of services is needed for the service {1}"),
                       where->path);
    *out_name = "DependOnService";
    *out_value = names.count ? nl_value_multi_sz(arena, &names) : nl_value_absent(0);
    return NL_OK;
}

static enum nl_status write_place(struct hive_host *hive, struct nl_arena *arena,
                                  const struct nl_address *where, const struct nl_value *wanted,
                                  struct nl_error *err)
{
    if (where->place == NL_PLACE_REGISTRY)
        return nl_hive_change(arena, &hive->registry, where->path, where->name ? where->name : "",
                              wanted, err);
    if (where->place == NL_PLACE_FIREWALL_BLOCK)
        return nl_hive_firewall_remove(arena, &hive->registry, where, err);
    const char *name = NULL;
    struct nl_value value;
    enum nl_status status = service_value(arena, where, wanted, &name, &value, err);
    if (status != NL_OK)
        return status;
    return nl_hive_change(arena, &hive->registry,
                          nl_arena_format(arena, SERVICES "\\%s", where->path), name, &value, err);
}

static enum nl_status check_expected(struct nl_arena *arena, const struct nl_address *where,
                                     const struct nl_value *found, const struct nl_value *expected,
                                     struct nl_error *err)
{
    const char *shown = nl_address_show(arena, where);
    if (found->state != NL_VALUE_PRESENT && found->state != NL_VALUE_ABSENT)
        return nl_fail(err, NL_UNSUPPORTED, NL_T("{1} cannot be read here, so it is not changed"),
                       shown);
    if (!nl_value_equal(found, expected))
        return nl_fail(err, NL_CONFLICT, NL_T("{1} is {2}, no longer {3}"), shown,
                       nl_value_show(arena, found), nl_value_show(arena, expected));
    if (found->state == NL_VALUE_ABSENT && where->place != NL_PLACE_REGISTRY &&
        where->place != NL_PLACE_SERVICE_DEPENDS)
        return nl_fail(err, NL_NOT_FOUND, NL_T("{1} does not exist"), shown);
    return NL_OK;
}

static enum nl_status write_checked(struct hive_host *hive, struct nl_arena *arena,
                                    const struct nl_address *where, const struct nl_value *expected,
                                    const struct nl_value *wanted, struct nl_error *err)
{
    struct nl_capabilities capabilities;
    hive_capabilities(&hive->host, &capabilities);
    if (!capabilities.can_write)
        return nl_fail(err, NL_REFUSED, capabilities.reason.format, capabilities.reason.args[0],
                       capabilities.reason.args[1]);
    /* A rule of ours is not among places_written, because it can be removed but not added. */
    bool removes_rule = where->place == NL_PLACE_FIREWALL_BLOCK && wanted->state == NL_VALUE_ABSENT;
    if (!(capabilities.places_written & 1U << where->place) && !removes_rule)
        return nl_fail(err, NL_UNSUPPORTED, NL_T("{1} cannot be written in an offline Windows"),
                       nl_address_show(arena, where));
    struct nl_value found = read_place(arena, &hive->registry, where);
    enum nl_status status = check_expected(arena, where, &found, expected, err);
    return status == NL_OK ? write_place(hive, arena, where, wanted, err) : status;
}

static enum nl_status hive_write(struct nl_host *host, const struct nl_address *where,
                                 const struct nl_value *expected, const struct nl_value *wanted,
                                 enum nl_effect *out_effect, struct nl_error *err)
{
    struct hive_host *hive = of(host);
    struct nl_arena scratch;
    nl_arena_init(&scratch, hive->arena->exhausted, hive->arena->context);
    enum nl_status status = write_checked(hive, &scratch, where, expected, wanted, err);
    nl_arena_done(&scratch);
    if (status == NL_OK && out_effect)
        *out_effect = NL_EFFECT_RESTART; /* when that Windows starts */
    return status;
}

static enum nl_status hive_sync(struct nl_host *host, struct nl_error *err)
{
    return nl_hive_sync(of(host)->arena, &of(host)->registry, err);
}

static void hive_close(struct nl_host *host)
{
    nl_hive_registry_close(&of(host)->registry); /* the rest lives in the arena */
}

static const struct nl_host_ops hive_ops = {
    .capabilities = hive_capabilities,
    .survey = hive_survey,
    .read = hive_read,
    .write = hive_write,
    .sync = hive_sync,
    .close = hive_close,
};

enum nl_status nl_hive_host_open(struct nl_arena *arena, struct nl_disk *disk, const char *folder,
                                 struct nl_host **out_host, struct nl_error *err)
{
    struct nl_hive_folders folders;
    struct hive_host *hive = nl_arena_alloc(arena, sizeof *hive);
    enum nl_status status = nl_hive_folders_find(arena, disk, folder, &folders, err);
    if (status == NL_OK)
        status = nl_hive_registry_open(arena, disk, folders.config, &hive->registry, err);
    if (status != NL_OK)
        return status;
    hive->registry.alone = folders.alone;
    nl_hive_users_open(&hive->registry, folders.root);
    hive->host.ops = &hive_ops;
    hive->arena = arena;
    hive->folder = folders.root;
    hive->windows = folders.windows;
    hive->config = folders.config;
    hive->hibernation = nl_hive_hibernation(arena, disk, folders.root);
    *out_host = &hive->host;
    return NL_OK;
}
