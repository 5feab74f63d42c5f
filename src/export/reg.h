/* reg.h - a file for regedit and reg import. */
#ifndef NL_EXPORT_REG_H
#define NL_EXPORT_REG_H

#include "output.h"

/* "Windows Registry Editor Version 5.00" in UTF-16LE. Source: Microsoft, "How to add, modify, or delete
 * registry subkeys and values by using a .reg file" (310516). */
void nl_reg_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
