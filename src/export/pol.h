/* pol.h - Registry.pol, the registry part of a Group Policy. */
#ifndef NL_EXPORT_POL_H
#define NL_EXPORT_POL_H

#include "output.h"

/* Adds the file of the places in the mask (bit 1u << enum nl_place). Source: [MS-GPREG] 2.2.1. */
void nl_pol_add(struct nl_export_files *files, const char *path, struct nl_arena *arena,
                const struct nl_export *list, unsigned places);

/* The same as the one file of a target. */
void nl_pol_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
