/* unattend.h - an answer file for Windows Setup. */
#ifndef NL_EXPORT_UNATTEND_H
#define NL_EXPORT_UNATTEND_H

#include "output.h"

/* Commands of the specialize pass. Source: Microsoft, unattend reference, Microsoft-Windows-Deployment, RunSynchronous
 * (a command has at most 259 characters). */
void nl_unattend_write(struct nl_arena *arena, const struct nl_export *list,
                       const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
