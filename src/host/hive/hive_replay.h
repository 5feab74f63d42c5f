/* hive_replay.h - a hive that was not closed cleanly, brought up to date from its log files.
 *
 * Windows writes changes to a log first and to the hive later: since Windows 8.1 up to an hour later.
 * The changes are put together here in memory; bytes in, bytes out. Either all of an entry is applied
 * or nothing of it, and an entry only after the one before it, so that the result is a state that the
 * hive once had, or none. */
#ifndef NL_HOST_HIVE_HIVE_REPLAY_H
#define NL_HOST_HIVE_HIVE_REPLAY_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A log file as it was found. */
struct nl_hive_log_file {
    bool there;
    const uint8_t *bytes;
    size_t size;
};

/* LOG1, LOG2: both are used, or else the single LOG of older versions. */
enum { NL_HIVE_LOG_1 = 0, NL_HIVE_LOG_2, NL_HIVE_LOG_SINGLE, NL_HIVE_LOGS };

enum nl_hive_state {
    NL_HIVE_CLEAN = 0,    /* nothing to do; log files do not count */
    NL_HIVE_RECOVERED,    /* bytes hold the newer state */
    NL_HIVE_NOT_RECOVERED /* why says what is wrong with the log files */
};

struct nl_hive_replayed {
    enum nl_hive_state state;
    uint8_t
        *bytes; /* RECOVERED: base block, sealed, and bins; in the arena. NOT_RECOVERED: the same,
                     * from a log that may be another state's, or NULL */
    size_t size;
    uint32_t entries; /* how many were applied; 1 for a log of the old form */
    uint32_t last;    /* the number of the last */
    const char *why;  /* NOT_RECOVERED: a sentence without arguments, marked for translation */
};

/* primary: a whole file of at least one base block that begins with "regf". The structure of the
 * result is not judged. Memory: one copy of the hive. */
void nl_hive_replay(struct nl_arena *arena, const uint8_t *primary, size_t size,
                    const struct nl_hive_log_file logs[NL_HIVE_LOGS],
                    struct nl_hive_replayed *out_replayed);

/* A number above those of both base blocks, as it stands in the file (where its checksum is right) and
 * as it was recovered, and above every one left in the logs: with it no old entry can ever look like
 * the next one. */
uint32_t nl_hive_next_sequence(const uint8_t *file_base, const uint8_t *base,
                               const struct nl_hive_log_file logs[NL_HIVE_LOGS]);

#endif
