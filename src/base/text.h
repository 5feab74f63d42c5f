/* text.h - UTF-8 text: a builder that knows its room, comparing, splitting, hashing. */
#ifndef NL_BASE_TEXT_H
#define NL_BASE_TEXT_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Grows in an arena; data is always terminated. */
struct nl_text {
    struct nl_arena *arena;
    char *data;
    size_t length;
    size_t capacity;
};

void nl_text_init(struct nl_text *text, struct nl_arena *arena);
void nl_text_add(struct nl_text *text, const char *more);
void nl_text_add_part(struct nl_text *text, const char *more, size_t length);
void nl_text_add_char(struct nl_text *text, char c);
void nl_text_repeat(struct nl_text *text, const char *more, size_t times);
void nl_text_format(struct nl_text *text, const char *format, ...) NL_PRINTF(2, 3);

/* A number as text, in automatic storage: nl_decimal(7).text lives to the end of the full
 * expression that made it. */
struct nl_number {
    char text[24];
};
struct nl_number nl_decimal(uint64_t number);
struct nl_number nl_hex(uint64_t number); /* 0x8000001A */

/* Equality that ignores ASCII letter case: registry paths, service names, SIDs. NULL equals only
 * NULL. Letters outside ASCII are compared exactly. */
bool nl_same(const char *a, const char *b);
bool nl_same_parts(const char *a, size_t a_length, const char *b, size_t b_length);
int nl_compare(const char *a, const char *b); /* order of the same equality */
bool nl_starts(const char *text, const char *prefix);
bool nl_ends(const char *text, const char *suffix);
bool nl_holds(const char *text, const char *part); /* contains, ignoring ASCII case */
bool nl_is_guid(const char *text); /* {8-4-4-4-12} hexadecimal digits, nothing else */

/* Exact equality; NULL equals only NULL. */
bool nl_equal(const char *a, const char *b);

/* Whether name matches a pattern of '*' and '?', ignoring ASCII case. Linear in practice, no
 * recursion. */
bool nl_glob(const char *pattern, const char *name);

/* Splits at each separator; the parts are copies, empty parts are kept. */
struct nl_texts {
    const char **items;
    size_t count;
    size_t capacity;
};
void nl_texts_add(struct nl_texts *texts, struct nl_arena *arena, const char *text);
bool nl_texts_hold(const struct nl_texts *texts, const char *text); /* by nl_same */
struct nl_texts nl_split(struct nl_arena *arena, const char *text, char separator);

/* Reads a whole decimal or 0x number; false for anything else or beyond max. */
bool nl_parse_u64(const char *text, uint64_t max, uint64_t *out_number);

/* The first 64-bit FNV-1a hash, continued from seed (NL_HASH_START to begin). Not a signature:
 * it tells two honest plans apart, nothing more. */
#define NL_HASH_START UINT64_C(0xcbf29ce484222325)
uint64_t nl_hash(uint64_t seed, const void *bytes, size_t size);

/* CRC-32 (IEEE 802.3) of bytes. */
uint32_t nl_crc32(const void *bytes, size_t size);

#endif
