/* import.h - a file of another tool as a profile, by what stands in it. Pure. */
#ifndef NL_EXPORT_IMPORT_H
#define NL_EXPORT_IMPORT_H

#include "intake.h"

/* Reads a security template, a Registry.pol, a list of HardeningKitty or an audit of netlatch in JSON; those
 * that are text in UTF-8, or in UTF-16LE with a byte order mark, as secedit and Windows PowerShell write. The
 * profile has no title; its name comes from that of the file. NL_INVALID names the place, and where
 * nothing of it belongs to a setting. */
NL_MUST_CHECK enum nl_status nl_import(struct nl_arena *arena, const char *file,
                                       const uint8_t *bytes, size_t size,
                                       struct nl_intake *out_intake, struct nl_error *err);

#endif
