/* dsc.h - a configuration document for DSC v3. */
#ifndef NL_EXPORT_DSC_H
#define NL_EXPORT_DSC_H

#include "output.h"

/* Instances of Microsoft.Windows/Registry and Microsoft.Windows/Service. Source: PowerShell/DSC, schemas/v3. */
void nl_dsc_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
