/* power_cut.h - a machine and a disk that can lose power, and calls that can fail.
 *
 * The method is SQLite's: a host and a store stand in for the real ones, every call to them is
 * numbered, and at a chosen call the power fails. What the disk then holds is worse than any real
 * one: of the host's writes since the last sync any subset may be missing, the last append may end
 * anywhere, a new file is there or not. Then the program "starts again" with that disk. */
#ifndef NL_TESTS_POWER_CUT_H
#define NL_TESTS_POWER_CUT_H

#include "host/host.h"
#include "host/store.h"

#include <setjmp.h>

struct world_write {
    struct nl_address where;
    struct nl_value wanted;
};

struct world_file {
    const char *name;
    uint8_t *bytes;
    size_t size;
    bool there;
};

enum world_failure { WORLD_WORKS = 0, WORLD_POWER_CUT, WORLD_CALL_FAILS };

struct world {
    struct nl_host host; /* hand &world.host and &world.store to the code under test */
    struct nl_store store;
    struct nl_arena *arena;
    struct nl_machine durable; /* what survives a cut for certain */
    struct nl_machine now;
    NL_LIST(struct world_write) pending; /* written since the last sync */
    NL_LIST(struct world_file) files;
    uint64_t calls;
    uint64_t fail_at; /* the call with this number; 0: never */
    enum world_failure failure;
    size_t torn;        /* a cut append keeps this many bytes */
    uint64_t short_at;  /* the append with this number keeps torn bytes and then fails */
    bool overwrites;    /* an append goes to the beginning of the file, as on a broken system */
    bool kept;          /* a cut create leaves the whole file */
    size_t last_append; /* size of the append that was cut */
    bool cut_in_append;
    bool cut_in_create;
    bool locked;
    uint32_t holder; /* somebody else, who holds the lock and hangs */
    bool stays;      /* and cannot be ended */
    jmp_buf power_off;
};

/* A world in which nothing was written yet. */
void world_init(struct world *world, struct nl_arena *arena, const struct nl_machine *machine);

/* After a cut: the machine as the disk holds it when of the pending writes those in the bit mask
 * kept reached it (in the order they were made), and everything works again. */
void world_restart(struct world *world, uint64_t kept);

/* Counts a call to something that the test keeps itself and that loses power with the world; true where
 * it is to fail. */
bool world_call(struct world *world);

/* The machine as it is now, as its file: for exact comparison. */
const char *world_picture(struct world *world);

#endif
