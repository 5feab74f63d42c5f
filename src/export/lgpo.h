/* lgpo.h - text for Microsoft's LGPO.exe. */
#ifndef NL_EXPORT_LGPO_H
#define NL_EXPORT_LGPO_H

#include "output.h"

/* Four lines for each value. Source: Microsoft, LGPO.exe (the text that /parse writes and /t and /r read). */
void nl_lgpo_write(struct nl_arena *arena, const struct nl_export *list,
                   const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
