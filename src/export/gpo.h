/* gpo.h - a backup of a Group Policy, for GPMC and Import-GPO. */
#ifndef NL_EXPORT_GPO_H
#define NL_EXPORT_GPO_H

#include "output.h"

/* The folder of one backup and its manifest. Source: backups that Microsoft publishes (BaselineManagement). */
void nl_gpo_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
