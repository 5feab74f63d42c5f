/* intune.h - the pair of scripts of an Intune remediation. */
#ifndef NL_EXPORT_INTUNE_H
#define NL_EXPORT_INTUNE_H

#include "output.h"

/* detect.ps1 and remediate.ps1. Source: Microsoft, Remediations in Intune: remediation runs when detection ends with 1. */
void nl_intune_write(struct nl_arena *arena, const struct nl_export *list,
                     const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
