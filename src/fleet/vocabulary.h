/* vocabulary.h - words of documents read back, and what the columns of a port come to. */
#ifndef NL_FLEET_VOCABULARY_H
#define NL_FLEET_VOCABULARY_H

#include "fleet/entry.h"

struct yyjson_val;

/* The number of a word in a list that ends with NULL; other for a word that is not in it (a later
 * version may have more) and for NULL. */
int nl_fleet_word(const char *const *words, const char *word, int other);

/* The state of a port of an audit document or of a line of one, and who reaches it: UNKNOWN where a
 * file of an old version does not say. */
enum nl_fleet_port nl_fleet_port_of(struct yyjson_val *port, enum nl_reach *out_reach);

/* The same before answers to probes were counted; all of it where the file does not tell them apart. */
enum nl_fleet_port nl_fleet_port_said(struct yyjson_val *port);

#endif
