/* words.h - the languages netlatch speaks besides English. */
#ifndef NL_MODEL_WORDS_H
#define NL_MODEL_WORDS_H

#include "base/sentence.h"
#include "words_rows.h"

/* The words of a language by its BCP 47 tag, whatever its case: the language itself (zh-CN), one of
 * its further tags (zh, zh-SG, zh-Hans), or a continuation that it names (zh-Hans-HK). NULL for
 * English and for every language there are no words for. */
const struct nl_words *nl_words_find(const char *tag);

#endif
