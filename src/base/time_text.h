/* time_text.h - a moment as text. */
#ifndef NL_BASE_TIME_TEXT_H
#define NL_BASE_TIME_TEXT_H

#include "arena.h"

/* "2026-11-22T14:33:55Z" of seconds since 1970. */
const char *nl_time_text(struct nl_arena *arena, uint64_t seconds);

#endif
