/* words.h - the languages netlatch speaks besides English. */
#ifndef NL_MODEL_WORDS_H
#define NL_MODEL_WORDS_H

#include "base/sentence.h"

/* The words of a language by its BCP 47 tag: zh, zh-CN, zh-SG, zh-Hans and its regions give
 * Simplified Chinese. NULL for English and for every language there are no words for. */
const struct nl_words *nl_words_find(const char *language);

#endif
