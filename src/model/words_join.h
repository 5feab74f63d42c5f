/* words_join.h - English sentences and their translations become a table. */
#ifndef NL_MODEL_WORDS_JOIN_H
#define NL_MODEL_WORDS_JOIN_H

#include "base/sentence.h"

/* Fills wordings with those of `count` sentences that have a translation, ascending by hash. texts:
 * a translation or an empty text for each sentence of nl_english; it is kept. */
void nl_words_join(struct nl_wording *wordings, size_t count, const char *texts);

#endif
