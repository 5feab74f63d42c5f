/* power_cut.c - a machine and a disk that can lose power, and calls that can fail. */
#include "power_cut.h"

#include "model/machine_json.h"
#include "model/machine_set.h"

#include <string.h>

static struct world *of_host(struct nl_host *host)
{
    return (struct world *)(void *)((char *)host - offsetof(struct world, host));
}

static struct world *of_store(struct nl_store *store)
{
    return (struct world *)(void *)((char *)store - offsetof(struct world, store));
}

/* Counts a call; true when it is the one that goes wrong. */
static bool goes_wrong(struct world *world)
{
    world->calls++;
    return world->calls == world->fail_at && world->failure != WORLD_WORKS;
}

static void cut(struct world *world)
{
    if (world->failure == WORLD_POWER_CUT)
        longjmp(world->power_off, 1);
}

bool world_call(struct world *world)
{
    if (!goes_wrong(world))
        return false;
    cut(world);
    return true;
}

static enum nl_status failed(struct nl_error *err)
{
    return nl_fail(err, NL_FAILED, "the call was made to fail");
}

static void host_capabilities(struct nl_host *host, struct nl_capabilities *out_capabilities)
{
    (void)host;
    *out_capabilities = (struct nl_capabilities){.kind = "world",
                                                 .can_write = true,
                                                 .places_read = (1U << NL_PLACE_COUNT) - 1,
                                                 .places_written = (1U << NL_PLACE_COUNT) - 1};
}

static enum nl_status host_survey(struct nl_host *host, struct nl_arena *arena,
                                  struct nl_machine *out_machine, struct nl_error *err)
{
    struct world *world = of_host(host);
    (void)arena;
    if (goes_wrong(world)) {
        cut(world);
        return failed(err);
    }
    *out_machine = world->now;
    return NL_OK;
}

static enum nl_status host_read(struct nl_host *host, const struct nl_address *where,
                                struct nl_arena *arena, struct nl_value *out_value,
                                struct nl_error *err)
{
    struct world *world = of_host(host);
    if (goes_wrong(world)) {
        cut(world);
        return failed(err);
    }
    *out_value = nl_machine_read(arena, &world->now, where);
    return NL_OK;
}

static enum nl_status host_write(struct nl_host *host, const struct nl_address *where,
                                 const struct nl_value *expected, const struct nl_value *wanted,
                                 enum nl_effect *out_effect, struct nl_error *err)
{
    struct world *world = of_host(host);
    bool wrong = goes_wrong(world);
    if (wrong && world->failure == WORLD_CALL_FAILS)
        return failed(err);
    struct nl_value now = nl_machine_read(world->arena, &world->now, where);
    if (!nl_value_equal(&now, expected))
        return nl_fail(err, NL_CONFLICT, "not as expected");
    nl_machine_set(world->arena, &world->now, where, wanted);
    struct world_write *write = NL_PUSH(world->arena, &world->pending);
    write->where = *where;
    write->wanted = *wanted;
    if (wrong)
        cut(world); /* whether this write reached the disk is up to the subset */
    if (out_effect)
        *out_effect = NL_EFFECT_NOW;
    return NL_OK;
}

static enum nl_status host_sync(struct nl_host *host, struct nl_error *err)
{
    struct world *world = of_host(host);
    if (goes_wrong(world)) {
        cut(world);
        return failed(err);
    }
    world->durable = world->now;
    world->pending.count = 0;
    return NL_OK;
}

static void host_close(struct nl_host *host)
{
    (void)host;
}

static struct world_file *find(struct world *world, const char *name)
{
    for (size_t i = 0; i < world->files.count; i++) {
        if (world->files.items[i].there && strcmp(world->files.items[i].name, name) == 0)
            return &world->files.items[i];
    }
    return NULL;
}

static enum nl_status store_prepare(struct nl_store *store, struct nl_error *err)
{
    struct world *world = of_store(store);
    if (!goes_wrong(world))
        return NL_OK;
    cut(world);
    return failed(err);
}

static enum nl_status store_list(struct nl_store *store, struct nl_arena *arena,
                                 struct nl_texts *out_names, struct nl_error *err)
{
    struct world *world = of_store(store);
    struct nl_texts names = {0};
    if (goes_wrong(world)) {
        cut(world);
        return failed(err);
    }
    for (size_t i = 0; i < world->files.count; i++) {
        if (world->files.items[i].there)
            nl_texts_add(&names, arena, world->files.items[i].name);
    }
    *out_names = names;
    return NL_OK;
}

static enum nl_status store_read(struct nl_store *store, const char *name, struct nl_arena *arena,
                                 const uint8_t **out_bytes, size_t *out_size, struct nl_error *err)
{
    struct world *world = of_store(store);
    struct world_file *file = find(world, name);
    if (goes_wrong(world)) {
        cut(world);
        return failed(err);
    }
    if (!file)
        return nl_fail(err, NL_NOT_FOUND, "no such file");
    *out_bytes = nl_arena_bytes(arena, file->bytes, file->size);
    *out_size = file->size;
    return NL_OK;
}

static void add_file(struct world *world, const char *name, const void *bytes, size_t size)
{
    struct world_file *file = NL_PUSH(world->arena, &world->files);
    file->name = nl_arena_text(world->arena, name);
    file->bytes = nl_arena_bytes(world->arena, bytes, size);
    file->size = size;
    file->there = true;
}

static enum nl_status store_create(struct nl_store *store, const char *name, const void *bytes,
                                   size_t size, struct nl_error *err)
{
    struct world *world = of_store(store);
    bool wrong = goes_wrong(world);
    if (wrong && world->failure == WORLD_CALL_FAILS)
        return failed(err);
    if (find(world, name))
        return nl_fail(err, NL_CONFLICT, "the file exists");
    if (!wrong || world->kept)
        add_file(world, name, bytes, size);
    if (wrong) {
        world->cut_in_create = true;
        cut(world);
    }
    return NL_OK;
}

static enum nl_status store_append(struct nl_store *store, const char *name, const void *bytes,
                                   size_t size, struct nl_error *err)
{
    struct world *world = of_store(store);
    struct world_file *file = find(world, name);
    bool wrong = goes_wrong(world);
    if (wrong && world->failure == WORLD_CALL_FAILS)
        return failed(err);
    if (!file)
        return nl_fail(err, NL_NOT_FOUND, "no such file");
    bool is_short = world->calls == world->short_at;
    size_t kept = (wrong || is_short) && world->torn < size ? world->torn : size;
    if (world->overwrites) {
        memcpy(file->bytes, bytes, kept < file->size ? kept : file->size);
        return NL_OK;
    }
    uint8_t *longer = nl_arena_alloc(world->arena, file->size + kept);
    if (file->size)
        memcpy(longer, file->bytes, file->size);
    if (kept)
        memcpy(longer + file->size, bytes, kept);
    file->bytes = longer;
    file->size += kept;
    if (is_short) {
        world->last_append = size;
        return nl_fail(err, NL_FAILED, "the disk is full");
    }
    if (wrong) {
        world->cut_in_append = true;
        world->last_append = size;
        cut(world);
    }
    return NL_OK;
}

static enum nl_status store_remove(struct nl_store *store, const char *name, struct nl_error *err)
{
    struct world *world = of_store(store);
    struct world_file *file = find(world, name);
    if (goes_wrong(world)) {
        cut(world);
        return failed(err);
    }
    if (file)
        file->there = false;
    return NL_OK;
}

static enum nl_status store_lock(struct nl_store *store, struct nl_error *err)
{
    struct world *world = of_store(store);
    if (world->locked)
        return nl_fail(err, NL_BUSY, "locked");
    world->locked = true;
    return NL_OK;
}

static void store_unlock(struct nl_store *store)
{
    of_store(store)->locked = false;
}

static uint32_t store_holder(struct nl_store *store)
{
    return of_store(store)->holder;
}

/* The death of a process gives its lock back. */
static enum nl_status store_evict(struct nl_store *store, struct nl_error *err)
{
    struct world *world = of_store(store);
    if (world->holder == 0)
        return nl_fail(err, NL_NOT_FOUND, "nobody knows who");
    if (world->stays)
        return nl_fail(err, NL_FAILED, "it does not end");
    world->holder = 0;
    world->locked = false;
    return NL_OK;
}

static const struct nl_host_ops host_ops = {
    .capabilities = host_capabilities,
    .survey = host_survey,
    .read = host_read,
    .write = host_write,
    .sync = host_sync,
    .close = host_close,
};

static const struct nl_store_ops store_ops = {
    .prepare = store_prepare,
    .list = store_list,
    .read = store_read,
    .create = store_create,
    .append = store_append,
    .remove = store_remove,
    .lock = store_lock,
    .unlock = store_unlock,
    .holder = store_holder,
    .evict = store_evict,
    .close = store_unlock,
};

void world_init(struct world *world, struct nl_arena *arena, const struct nl_machine *machine)
{
    memset(world, 0, sizeof *world);
    world->host.ops = &host_ops;
    world->store.ops = &store_ops;
    world->store.where = "the world's disk";
    world->arena = arena;
    world->durable = *machine;
    world->now = *machine;
}

void world_restart(struct world *world, uint64_t kept)
{
    world->now = world->durable;
    for (size_t i = 0; i < world->pending.count; i++) {
        if (kept >> i & 1)
            nl_machine_set(world->arena, &world->now, &world->pending.items[i].where,
                           &world->pending.items[i].wanted);
    }
    world->durable = world->now;
    world->pending.count = 0;
    world->failure = WORLD_WORKS;
    world->fail_at = 0;
    world->calls = 0;
    world->cut_in_append = false;
    world->cut_in_create = false;
    world->locked = false;
}

const char *world_picture(struct world *world)
{
    return nl_machine_json(world->arena, &world->now, NULL);
}
