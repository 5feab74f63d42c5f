/* time_text.h - a moment as text. */
#ifndef NL_BASE_TIME_TEXT_H
#define NL_BASE_TIME_TEXT_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

/* "2026-11-22T14:33:55Z" of seconds since 1970. */
const char *nl_time_text(struct nl_arena *arena, uint64_t seconds);

/* The same form back; false for anything else, a time zone other than Z and a date that is not one. */
bool nl_time_parse(const char *text, uint64_t *out_seconds);

#endif
