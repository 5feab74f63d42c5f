/* result.h - what a command that changes the machine tells about it, as text and as JSON. */
#ifndef NL_APP_RESULT_H
#define NL_APP_RESULT_H

#include "app.h"
#include "apply/apply.h"

/* "netlatch/result/1" of an apply on the standard output. ended: how the requests stand afterwards.
 * err: what went wrong, or NULL. */
void nl_result_apply_json(struct nl_app *app, const struct nl_plan *plan,
                          const struct nl_plan *ended, const struct nl_apply_result *result,
                          const struct nl_error *err);

/* The same of rolling back one or more journals. */
struct nl_taken_back {
    const struct nl_journal *journal;
    struct nl_rollback rollback;
};
struct nl_taken_back_list {
    struct nl_taken_back *items;
    size_t count;
    size_t capacity;
};
void nl_result_rollback_json(struct nl_app *app, const struct nl_taken_back_list *taken,
                             const struct nl_error *err);

/* The same of what a rollback would do. */
void nl_result_what_if_json(struct nl_app *app, const struct nl_taken_back_list *chosen);

/* The same of a rollback that was given up; its steps were looked at, not touched. */
void nl_result_abandon_json(struct nl_app *app, const struct nl_taken_back_list *given_up);

/* The document of a command that ended before it had one: with the exit code, what was wrong, and
 * whether the machine is another one (an interrupted change was rolled back on the way). command NULL:
 * the command line could not be read. */
void nl_result_failure_json(struct nl_app *app, const char *command, int code);

/* One line per step that is not as it was before the change. */
void nl_result_remains_text(struct nl_app *app, const struct nl_rollback *remains);

/* One sentence per step that was rolled back, was left alone or failed; what is in its way is already
 * in the language of words. */
void nl_result_rollback_sentences(struct nl_arena *arena, const struct nl_words *words,
                                  const struct nl_rollback *rollback, struct nl_sentences *out);

/* One line per step that was rolled back, was left alone or failed. */
void nl_result_rollback_text(struct nl_app *app, enum nl_stream stream,
                             const struct nl_rollback *rollback);

#endif
