/* said.h - looking for words in lists of sentences, for tests. */
#ifndef NL_TESTS_SAID_H
#define NL_TESTS_SAID_H

#include "base/sentence.h"

#include <stdbool.h>

/* Whether one of the sentences, in English, contains part (ignoring case). */
bool said(struct nl_arena *arena, const struct nl_sentences *sentences, const char *part);

/* All of them as one English text, a line each: for messages of failing tests. */
const char *said_text(struct nl_arena *arena, const struct nl_sentences *sentences);

#endif
