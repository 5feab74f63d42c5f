/* journal_words.h - a journal in the words that a person reads: its steps, and how it ended. */
#ifndef NL_APP_JOURNAL_WORDS_H
#define NL_APP_JOURNAL_WORDS_H

#include "app.h"
#include "apply/journal.h"
#include "plan/plan.h"

/* A journal's step as a plan's step: with the words of its values, and the adapter's name as machine
 * has it now (NULL: not known). False for what is written beside a setting (a dependency): it has no
 * words. */
bool nl_journal_step_as_step(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_journal_step *step, struct nl_step *out_step);

/* One line for each setting that the journal changed, "netbios.adapter x3: default -> disabled"; with
 * all one for each step, adapters by name. In the person's language. */
struct nl_texts nl_journal_changes(struct nl_app *app, const struct nl_journal *journal,
                                   const struct nl_machine *machine, bool all);

/* One line for each step that a rollback would restore, last first: "dcom.enabled: no -> yes". */
struct nl_texts nl_journal_undone(struct nl_app *app, const struct nl_journal *journal);

/* A value of a step as its setting's word; the value itself where there is none. */
const char *nl_journal_value(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_journal_step *step, const struct nl_value *value);

/* Who rolled it back and why: a person, the guard, apply itself after a failure, the recovery of an
 * interrupted change. format NULL: nobody did. */
struct nl_sentence nl_journal_ended_by(struct nl_arena *arena, const struct nl_journal *journal);

#endif
