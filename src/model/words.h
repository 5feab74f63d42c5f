/* words.h - the languages netlatch speaks besides English. */
#ifndef NL_MODEL_WORDS_H
#define NL_MODEL_WORDS_H

#include "base/sentence.h"

/* One for each file in res/words, in the order of their names; made by scripts/make_words.py. */
extern const struct nl_words nl_languages[];
extern const size_t nl_language_count;

/* The words of a language by its BCP 47 tag, whatever its case: the language itself (zh-CN), one of
 * its further tags (zh, zh-SG, zh-Hans), or a continuation that it names (zh-Hans-HK). NULL for
 * English and for every language there are no words for. */
const struct nl_words *nl_words_find(const char *tag);

#endif
