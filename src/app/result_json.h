/* result_json.h - what a command that changes the machine tells a program about it: netlatch/result/2,
 * res/schema/result.schema.json. */
#ifndef NL_APP_RESULT_JSON_H
#define NL_APP_RESULT_JSON_H

#include "apply/apply.h"
#include "confirming.h"
#include "result.h"

struct yyjson_mut_doc;
struct yyjson_mut_val;

/* An apply, on the standard output. ended: how the requests stand afterwards. err: what went wrong, or
 * NULL. */
void nl_result_apply_json(struct nl_app *app, const struct nl_plan *plan,
                          const struct nl_plan *ended, const struct nl_apply_result *result,
                          const struct nl_error *err);

/* The rollback of one or more journals, which ended with that exit code. */
void nl_result_rollback_json(struct nl_app *app, const struct nl_taken_back_list *taken, int code,
                             const struct nl_error *err);

/* The same of what a rollback would do. */
void nl_result_what_if_json(struct nl_app *app, const struct nl_taken_back_list *chosen);

/* The same of a rollback that was given up; its steps were looked at, not touched. */
void nl_result_abandon_json(struct nl_app *app, const struct nl_taken_back_list *given_up);

/* A confirmation, which ended with that exit code. */
void nl_result_confirm_json(struct nl_app *app, const struct nl_confirmation *confirmation,
                            int code);

/* The document of a command that ended before it had one: with the exit code, what was wrong, and
 * whether the machine is another one (an interrupted change was rolled back on the way). command NULL:
 * the command line could not be read. */
void nl_result_failure_json(struct nl_app *app, const char *command, int code);

/* Fills an object with what a journal says of one step: "setting", "title", "label" (the adapter's name
 * on app's machine), and "before" and "wanted" as value, type, state and word. */
void nl_result_fill_step(struct nl_app *app, struct yyjson_mut_doc *doc,
                         struct yyjson_mut_val *object, const struct nl_journal_step *step);

#endif
