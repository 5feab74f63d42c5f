/* vocabulary.h - words of documents read back, and what the columns of a port come to. */
#ifndef NL_FLEET_VOCABULARY_H
#define NL_FLEET_VOCABULARY_H

#include "fleet/entry.h"

/* The number of a word in a list that ends with NULL; other for a word that is not in it (a later
 * version may have more) and for NULL. */
int nl_fleet_word(const char *const *words, const char *word, int other);

/* The state of a port of which it is known whether something listens, and who reaches it. */
enum nl_fleet_port nl_fleet_port_of(enum nl_openness observed, enum nl_reach reached_by);

/* The same from a file that was written before audits said who reaches a port. */
enum nl_fleet_port nl_fleet_port_before_reach(enum nl_openness observed,
                                              enum nl_openness reachable);

#endif
