/* win_host.c - the live Windows as a host. */
#include "win_host.h"

#include "win_identity.h"
#include "win_netbios.h"
#include "win_registry.h"

#include "model/catalogue.h"
#include "win_places.h"
#include "win_registry_write.h"
#include "win_survey.h"

enum { NETBIOS_DISABLED = 2 /* the last of the options of NetBT */ };

struct win_host {
    struct nl_host base;
    struct nl_arena *arena;      /* lives as long as the host */
    struct nl_sentences remarks; /* in arena */
    bool accounts_written;       /* since the last sync */
};

static struct win_host *host_of(struct nl_host *base)
{
    return (struct win_host *)base;
}

static struct nl_arena scratch_of(const struct win_host *host)
{
    struct nl_arena scratch;
    nl_arena_init(&scratch, host->arena->exhausted, host->arena->context);
    return scratch;
}

static void host_capabilities(struct nl_host *base, struct nl_capabilities *out_capabilities)
{
    struct win_host *host = host_of(base);
    struct nl_arena scratch = scratch_of(host);
    enum nl_answer elevated = win_identity_elevated(&scratch);
    nl_arena_done(&scratch);
    struct nl_capabilities found = {.kind = "windows", .live = true};
    found.places_read = (1u << NL_PLACE_COUNT) - 1;
    /* Not knowing is no refusal: Windows will say it itself. */
    found.can_write = elevated != NL_ANSWER_NO;
    if (found.can_write)
        found.places_written = found.places_read;
    else
        found.reason = nl_say(host->arena, NL_T("netlatch does not run as administrator"));
    *out_capabilities = found;
}

static enum nl_status host_read(struct nl_host *base, const struct nl_address *where,
                                struct nl_arena *arena, struct nl_value *out_value,
                                struct nl_error *err)
{
    (void)base;
    const struct win_place *place = win_place(where->place);
    if (!place)
        return nl_fail(err, NL_INVALID, NL_T("Windows has no such place for a setting"));
    *out_value = place->read(arena, where);
    return NL_OK;
}

static enum nl_status expect(struct nl_arena *arena, const struct nl_address *where,
                             const struct nl_value *found, const struct nl_value *expected,
                             struct nl_error *err)
{
    const char *shown = nl_address_show(arena, where);
    if (found->state == NL_VALUE_DENIED)
        return nl_fail(err, NL_DENIED, NL_T("{1} may not be read, so it is not changed"), shown);
    if (found->state == NL_VALUE_UNSUPPORTED)
        return nl_fail(err, NL_UNSUPPORTED, NL_T("{1} cannot be read here, so it is not changed"),
                       shown);
    if (!nl_value_equal(found, expected))
        return nl_fail(err, NL_CONFLICT, NL_T("{1} is {2}, no longer {3}"), shown,
                       nl_value_show(arena, found), nl_value_show(arena, expected));
    return NL_OK;
}

/* When a change of this address acts, by the catalogue. */
static enum nl_effect effect_of(const struct nl_address *where, enum nl_effect otherwise)
{
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (row->place == where->place && row->instances == NL_INSTANCE_NONE &&
            nl_same(row->path, where->path) && nl_same(row->name, where->name))
            return row->effect;
    }
    return otherwise;
}

/* NetBIOS alone can be told to act now. WMI first: it tells the driver and writes the registry in its own
 * way; then the registry gets exactly what was asked for, its type and its absence. A setting of an
 * adapter that serves nothing now is written to the registry alone. WMI writes 0 for "none": cut in
 * between, the 0 stands, which a rollback knows for netlatch's own. */
static enum nl_status write_netbios(struct win_host *host, struct nl_arena *scratch,
                                    const struct nl_address *where, const char *guid,
                                    const struct nl_value *wanted, enum nl_effect *out_effect,
                                    struct nl_error *err)
{
    uint32_t option = 0;
    struct nl_sentence remark = {0};
    *out_effect = NL_EFFECT_ADAPTER_RESTART;
    bool known = wanted->state == NL_VALUE_ABSENT ||
                 (nl_value_as_dword(wanted, &option) && option <= NETBIOS_DISABLED);
    /* What WMI could not be told is for the registry to hold. */
    if (known) {
        *out_effect = win_netbios_notify(scratch, guid, option, &remark);
        nl_say_to(host->arena, &host->remarks, remark.format, remark.args[0], remark.args[1],
                  remark.args[2]);
    }
    struct nl_value now = win_registry_read(scratch, where->path, where->name);
    /* Removing also removes keys that were made for the value. */
    if (known && wanted->state == NL_VALUE_PRESENT && nl_value_equal(&now, wanted))
        return NL_OK;
    return win_registry_write(scratch, where->path, where->name, wanted, err);
}

static enum nl_status write_checked(struct win_host *host, struct nl_arena *scratch,
                                    const struct nl_address *where, const struct nl_value *expected,
                                    const struct nl_value *wanted, enum nl_effect *out_effect,
                                    struct nl_error *err)
{
    const struct win_place *place = win_place(where->place);
    if (!place)
        return nl_fail(err, NL_INVALID, NL_T("Windows has no such place for a setting"));
    struct nl_value found = place->read(scratch, where);
    enum nl_status status = expect(scratch, where, &found, expected, err);
    if (status != NL_OK)
        return status;
    const char *guid = where->place == NL_PLACE_REGISTRY
                           ? win_netbios_guid(scratch, where->path, where->name)
                           : NULL;
    if (guid)
        return write_netbios(host, scratch, where, guid, wanted, out_effect, err);
    status = place->write(scratch, where, wanted, err);
    if (status == NL_OK &&
        (where->place == NL_PLACE_USER_RIGHT || where->place == NL_PLACE_ACCOUNT))
        host->accounts_written = true;
    *out_effect = effect_of(where, place->effect);
    return status;
}

static enum nl_status host_write(struct nl_host *base, const struct nl_address *where,
                                 const struct nl_value *expected, const struct nl_value *wanted,
                                 enum nl_effect *out_effect, struct nl_error *err)
{
    struct win_host *host = host_of(base);
    struct nl_arena scratch = scratch_of(host);
    enum nl_effect effect = NL_EFFECT_RESTART;
    enum nl_status status = write_checked(host, &scratch, where, expected, wanted, &effect, err);
    nl_arena_done(&scratch);
    if (status == NL_OK && out_effect)
        *out_effect = effect;
    return status;
}

static enum nl_status host_sync(struct nl_host *base, struct nl_error *err)
{
    struct win_host *host = host_of(base);
    struct nl_arena scratch = scratch_of(host);
    enum nl_status status = win_registry_sync(&scratch, host->accounts_written, err);
    nl_arena_done(&scratch);
    if (status == NL_OK)
        host->accounts_written = false;
    return status;
}

static void host_close(struct nl_host *base)
{
    (void)base; /* it lives in the arena and holds nothing open */
}

static const struct nl_sentences *host_remarks(struct nl_host *base)
{
    return &host_of(base)->remarks;
}

static const struct nl_host_ops host_ops = {
    .capabilities = host_capabilities,
    .survey = win_host_survey,
    .read = host_read,
    .write = host_write,
    .remarks = host_remarks,
    .sync = host_sync,
    .close = host_close,
};

enum nl_status nl_windows_host_open(struct nl_arena *arena, struct nl_host **out_host,
                                    struct nl_error *err)
{
    (void)err;
    struct win_host *host = nl_arena_alloc(arena, sizeof *host);
    host->base.ops = &host_ops;
    host->arena = arena;
    *out_host = &host->base;
    return NL_OK;
}
