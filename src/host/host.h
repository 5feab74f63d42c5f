/* host.h - the questions to whatever can make a machine and, if it can, change it.
 *
 * Answers come from host/windows (live), host/record (a machine file), host/hive (an offline
 * Windows folder), and from decorators in tests that record, count, fail or forget. */
#ifndef NL_HOST_HOST_H
#define NL_HOST_HOST_H

#include "base/error.h"
#include "model/machine.h"
#include "model/setting.h"

struct nl_host;

/* What this host can see and change as it runs now. */
struct nl_capabilities {
    const char *kind; /* "windows", "record", "hive" */
    bool live;        /* the machine netlatch runs on */
    bool can_write;   /* false: every write will be refused; reason says why */
    struct nl_sentence reason;
    unsigned places_read; /* bit 1u << enum nl_place */
    unsigned places_written;
    uint32_t
        replayed; /* offline: changes that came from log files, not from the hives themselves */
};

struct nl_host_ops {
    void (*capabilities)(struct nl_host *host, struct nl_capabilities *out_capabilities);

    /* Reads everything. What cannot be seen is said in the machine (states, unseen), never an
     * error; an error means there is no machine at all. Everything lives in the arena. */
    enum nl_status (*survey)(struct nl_host *host, struct nl_arena *arena,
                             struct nl_machine *out_machine, struct nl_error *err);

    /* Reads one setting as it is now. Absent, denied and unsupported are values, not errors. */
    enum nl_status (*read)(struct nl_host *host, const struct nl_address *where,
                           struct nl_arena *arena, struct nl_value *out_value,
                           struct nl_error *err);

    /* Replaces one setting, but only while it still equals *expected (nl_value_equal); otherwise
     * NL_CONFLICT and nothing is changed. (Between check and write a very small window remains:
     * Windows has no compare-and-set for these.) Wanting ABSENT removes the value, and then the
     * last wanted->missing_keys keys of the path as far as they are empty. A PRESENT value in a
     * key that does not exist creates it. out_effect says when it will act, and may be NULL. */
    enum nl_status (*write)(struct nl_host *host, const struct nl_address *where,
                            const struct nl_value *expected, const struct nl_value *wanted,
                            enum nl_effect *out_effect, struct nl_error *err);

    /* What was remarkable about the writes so far, oldest first (when a change acts, and why). The list
     * lives as long as the host. May be NULL: nothing ever is. */
    const struct nl_sentences *(*remarks)(struct nl_host *host);

    /* Returns once every earlier write would survive losing power. */
    enum nl_status (*sync)(struct nl_host *host, struct nl_error *err);

    void (*close)(struct nl_host *host); /* frees the host */
};

struct nl_host {
    const struct nl_host_ops *ops;
};

#endif
