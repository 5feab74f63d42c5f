/* names.h - texts that many machines share, each kept once and known by a number. */
#ifndef NL_FLEET_NAMES_H
#define NL_FLEET_NAMES_H

#include "base/text.h"

struct nl_names {
    struct nl_arena *arena;
    NL_LIST(const char *) texts; /* [0] is the empty text: no name */
    uint32_t *slots;             /* open addressing; 0: empty */
    size_t slot_count;           /* a power of two, or 0 */
};

/* An empty table in an arena. */
void nl_names_init(struct nl_names *names, struct nl_arena *arena);

/* The number of a text, which is copied when it is new. Compared exactly. The empty text is 0. */
uint32_t nl_names_number(struct nl_names *names, const char *text, size_t length);

/* The text of a number that nl_names_number gave. */
const char *nl_names_text(const struct nl_names *names, uint32_t number);

#endif
