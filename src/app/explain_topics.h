/* explain_topics.h - what can be explained, and the common words for it. */
#ifndef NL_APP_EXPLAIN_TOPICS_H
#define NL_APP_EXPLAIN_TOPICS_H

#include "app.h"

/* Every subject and every common word, for the nearest one. */
struct nl_texts nl_topics(struct nl_arena *arena);

/* The subjects that a common word stands for ("smb1": smb1.server, smb1.client); none for others. */
struct nl_texts nl_topics_of_word(struct nl_arena *arena, const char *word);

/* The index: ports, settings, components, risks, words. */
void nl_explain_index(struct nl_app *app, struct nl_text *out);

#endif
