/* record_host.c - a machine file as a host. */
#include "record_host.h"

#include "model/machine_json.h"
#include "model/machine_set.h"
#include <string.h>

struct record_host {
    struct nl_host host;
    struct nl_arena *arena;
    struct nl_machine machine;
    const char *path;
    nl_record_save save;
    nl_record_load load;      /* NULL: the file is nobody else's */
    size_t size;              /* of the file as it was read or saved last, */
    uint32_t crc;             /* and what it held */
    struct nl_machine stored; /* the machine in that file */
    bool changed;
};

static struct record_host *of(struct nl_host *host)
{
    return (struct record_host *)(void *)host;
}

static void record_capabilities(struct nl_host *host, struct nl_capabilities *out_capabilities)
{
    (void)host;
    *out_capabilities = (struct nl_capabilities){
        .kind = "record",
        .can_write = true,
        .places_read = (1U << NL_PLACE_COUNT) - 1,
        .places_written = (1U << NL_PLACE_COUNT) - 1,
    };
}

static enum nl_status record_survey(struct nl_host *host, struct nl_arena *arena,
                                    struct nl_machine *out_machine, struct nl_error *err)
{
    (void)arena;
    (void)err;
    *out_machine = of(host)->machine; /* writes replace lists, they never change them in place */
    return NL_OK;
}

static enum nl_status record_read(struct nl_host *host, const struct nl_address *where,
                                  struct nl_arena *arena, struct nl_value *out_value,
                                  struct nl_error *err)
{
    (void)err;
    *out_value = nl_machine_read(arena, &of(host)->machine, where);
    return NL_OK;
}

static enum nl_status record_write(struct nl_host *host, const struct nl_address *where,
                                   const struct nl_value *expected, const struct nl_value *wanted,
                                   enum nl_effect *out_effect, struct nl_error *err)
{
    struct record_host *record = of(host);
    struct nl_value now = nl_machine_read(record->arena, &record->machine, where);
    const char *shown = nl_address_show(record->arena, where);
    if (now.state == NL_VALUE_DENIED)
        return nl_fail(err, NL_DENIED, NL_T("{1}: access was denied"), shown);
    if (now.state == NL_VALUE_UNSUPPORTED)
        return nl_fail(err, NL_UNSUPPORTED, NL_T("{1}: this machine file does not hold it"), shown);
    if (!nl_value_equal(&now, expected))
        return nl_fail(err, NL_CONFLICT, NL_T("{1}: expected {2}, found {3}"), shown,
                       nl_value_show(record->arena, expected), nl_value_show(record->arena, &now));
    nl_machine_set(record->arena, &record->machine, where, wanted);
    record->machine.recording_sha256 = NULL;
    record->changed = true;
    if (out_effect)
        *out_effect = NL_EFFECT_ADAPTER_RESTART; /* a recording does not run */
    return NL_OK;
}

/* Whether the file is still what was read from it or saved to it. */
static enum nl_status check_unchanged(struct record_host *record, struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    if (!record->load)
        return NL_OK;
    enum nl_status status =
        record->load(record->arena, record->path, NL_JSON_MAX_SIZE, &bytes, &size, err);
    if (status == NL_OK && (size != record->size || nl_crc32(bytes, size) != record->crc))
        return nl_fail(err, NL_CONFLICT, NL_T("{1} was changed by somebody else since it was read"),
                       record->path);
    return status;
}

static enum nl_status record_sync(struct nl_host *host, struct nl_error *err)
{
    struct record_host *record = of(host);
    if (!record->path || !record->changed)
        return NL_OK;
    size_t length = 0;
    size_t stored_length = 0;
    const char *json = nl_machine_json(record->arena, &record->machine, &length);
    const char *stored = nl_machine_json(record->arena, &record->stored, &stored_length);
    /* What was changed and changed back needs no writing, which could fail. */
    bool same = length == stored_length && memcmp(json, stored, length) == 0;
    enum nl_status status = same ? NL_OK : check_unchanged(record, err);
    if (status == NL_OK && !same)
        status = record->save(record->path, json, length, err);
    if (status != NL_OK)
        return status;
    record->changed = false;
    if (same)
        return NL_OK;
    record->stored = record->machine;
    record->size = length;
    record->crc = nl_crc32(json, length);
    return NL_OK;
}

static void record_close(struct nl_host *host)
{
    (void)host; /* everything belongs to the arena */
}

static const struct nl_host_ops record_ops = {
    .capabilities = record_capabilities,
    .survey = record_survey,
    .read = record_read,
    .write = record_write,
    .sync = record_sync,
    .close = record_close,
};

struct nl_host *nl_record_host_new(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *path, nl_record_save save)
{
    struct record_host *record = nl_arena_alloc(arena, sizeof *record);
    record->host.ops = &record_ops;
    record->arena = arena;
    record->machine = *machine;
    record->path = nl_arena_text(arena, path);
    record->save = save;
    record->stored = *machine;
    return &record->host;
}

void nl_record_host_watch(struct nl_host *host, nl_record_load load, const void *bytes, size_t size)
{
    struct record_host *record = of(host);
    record->load = load;
    record->size = size;
    record->crc = nl_crc32(bytes, size);
}

const struct nl_machine *nl_record_host_machine(const struct nl_host *host)
{
    return &((const struct record_host *)(const void *)host)->machine;
}
