/* said.c - looking for words in lists of sentences, for tests. */
#include "said.h"

bool said(struct nl_arena *arena, const struct nl_sentences *sentences, const char *part)
{
    for (size_t i = 0; i < sentences->count; i++) {
        if (nl_holds(nl_sentence_text(arena, &sentences->items[i], NULL), part))
            return true;
    }
    return false;
}

const char *said_text(struct nl_arena *arena, const struct nl_sentences *sentences)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < sentences->count; i++)
        nl_text_format(&out, "%s\n", nl_sentence_text(arena, &sentences->items[i], NULL));
    return out.data;
}
