/* clean.h - texts that come from a machine, made fit for a person. */
#ifndef NL_BASE_CLEAN_H
#define NL_BASE_CLEAN_H

#include "arena.h"

/* A copy fit for a screen or a document: control characters (C0, DEL, C1), bidirectional overrides,
 * line separators, invisible characters, noncharacters and bytes that are not UTF-8 become '?', so
 * that a name cannot move a cursor, forge a line, hide a part of itself or break an XML document.
 * NULL gives an empty text. */
const char *nl_clean(struct nl_arena *arena, const char *text);

#endif
