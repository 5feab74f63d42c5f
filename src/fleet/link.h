/* link.h - from a page to the files that it speaks of. */
#ifndef NL_FLEET_LINK_H
#define NL_FLEET_LINK_H

#include "base/text.h"

/* Where a document goes and how it was asked for. */
struct nl_fleet_place {
    const char *output;  /* the file that is written; NULL: the standard output */
    const char *command; /* this run with what it was given, without format and output */
    bool (*exists)(const char *path); /* whether a file is there; NULL: nobody can tell */
};

/* The address of a file, as a page at place->output finds it: relative where both are, a file: address
 * where the file is named absolutely. Every character that has a meaning in an address is escaped. */
const char *nl_fleet_link(struct nl_arena *arena, const struct nl_fleet_place *place,
                          const char *file);

/* The file to be linked for a machine: the page beside its audit (PC.html for PC.json) where there is
 * one, else the audit itself. */
const char *nl_fleet_linked_file(struct nl_arena *arena, const struct nl_fleet_place *place,
                                 const char *file);

#endif
