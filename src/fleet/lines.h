/* lines.h - audits as lines: a file with the lines of one machine or of many, in any order of the
 * machines. */
#ifndef NL_FLEET_LINES_H
#define NL_FLEET_LINES_H

#include "fleet/collection.h"
#include "fleet/draft.h"

/* By a number of struct nl_names: 1 + an index in a list; 0: none. */
struct nl_fleet_places {
    size_t *items;
    size_t count;
    size_t capacity;
};

struct nl_fleet_lines {
    struct nl_fleet_collection *collection;
    const char *file;
    NL_LIST(struct nl_fleet_draft *) drafts;
    struct nl_names machines;      /* whose lines have been seen in this file */
    struct nl_fleet_places newest; /* the newest draft of each of them */
    struct nl_names times;         /* "number of the machine, time" */
    struct nl_fleet_places at_time;
    size_t line;
    size_t bad_lines; /* beyond those that are listed */
};

/* Begins a file. Memory of the lines comes from scratch. */
void nl_fleet_lines_begin(struct nl_fleet_lines *lines, struct nl_arena *scratch, const char *file,
                          struct nl_fleet_collection *collection);

/* Takes a parsed line. NL_INVALID where it is none of an audit. */
NL_MUST_CHECK enum nl_status nl_fleet_lines_take(struct nl_fleet_lines *lines,
                                                 struct nl_names *names, struct yyjson_val *line,
                                                 struct nl_error *err);

/* A line that could not be taken: the first ones are faults of their own, the others are counted. */
void nl_fleet_lines_fault(struct nl_fleet_lines *lines, struct nl_arena *arena,
                          const struct nl_error *err);

/* Ends the file: one entry for each audit that is whole, a fault for the others. */
void nl_fleet_lines_end(struct nl_fleet_lines *lines, struct nl_arena *arena);

#endif
