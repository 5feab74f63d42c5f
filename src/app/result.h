/* result.h - what a command that changes the machine tells a person about it. */
#ifndef NL_APP_RESULT_H
#define NL_APP_RESULT_H

#include "app.h"
#include "apply/rollback.h"

/* A journal that was rolled back, or is to be, and how that went. */
struct nl_taken_back {
    const struct nl_journal *journal;
    struct nl_rollback rollback;
};
struct nl_taken_back_list {
    struct nl_taken_back *items;
    size_t count;
    size_t capacity;
};

/* One line per step that is not as it was before the change. */
void nl_result_remains_text(struct nl_app *app, const struct nl_rollback *remains);

/* One sentence per step that was rolled back, was left alone or failed; what is in its way is already
 * in the language of words. machine: for the adapters' names, or NULL. */
void nl_result_rollback_sentences(struct nl_arena *arena, const struct nl_words *words,
                                  const struct nl_machine *machine,
                                  const struct nl_rollback *rollback, struct nl_sentences *out);

/* One line per step that was rolled back, was left alone or failed. */
void nl_result_rollback_text(struct nl_app *app, enum nl_stream stream,
                             const struct nl_rollback *rollback);

#endif
