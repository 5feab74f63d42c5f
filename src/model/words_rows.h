/* words_rows.h - the languages, as scripts/make_words.py compiles them. */
#ifndef NL_MODEL_WORDS_ROWS_H
#define NL_MODEL_WORDS_ROWS_H

#include "base/sentence.h"

/* The English sentences of the program, in the order in which the translations of every language
 * stand; made by scripts/make_words.py. */
struct nl_english {
    const char *(*texts)(void); /* each ends with a zero byte; unpacked when first asked for */
};
extern const struct nl_english nl_english;

/* One for each file in res/words, in the order of their names; made by scripts/make_words.py. */
extern const struct nl_words nl_languages[];
extern const size_t nl_language_count;

#endif
