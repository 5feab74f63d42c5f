/* inf.h - a security template, for secedit and Group Policy. */
#ifndef NL_EXPORT_INF_H
#define NL_EXPORT_INF_H

#include "output.h"

/* The template as text of the places in the mask (bit 1u << enum nl_place). Source: [MS-GPSB] 2.2. */
void nl_inf_text(struct nl_text *out, const struct nl_export *list, unsigned places);

/* The same as the one file of a target. */
void nl_inf_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
