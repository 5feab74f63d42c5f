/* collection.h - what was read of many machines, before anything is concluded from it. */
#ifndef NL_FLEET_COLLECTION_H
#define NL_FLEET_COLLECTION_H

#include "fleet/entry.h"

/* A file, or a line of one, that could not be read, and why. */
struct nl_fleet_fault {
    const char *file;
    uint64_t line; /* from 1; 0: the file as a whole */
    uint64_t column;
    struct nl_sentence why;
};

struct nl_fleet_collection {
    NL_LIST(struct nl_fleet_entry) entries;
    NL_LIST(struct nl_fleet_fault) faults;
    size_t files;       /* that were opened */
    size_t other_files; /* in folders, passed over by their names or because they are summaries */
    size_t links;       /* in folders, not followed */
};

/* Appends what err says as a fault; the place that the error names is kept. line: of a file of lines,
 * 0: take the error's own. */
void nl_fleet_fault(struct nl_arena *arena, struct nl_fleet_collection *collection,
                    const char *file, uint64_t line, const struct nl_error *err);

#endif
