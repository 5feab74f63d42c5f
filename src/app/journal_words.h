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

/* "netbios.adapter (Ethernet0)": the setting that a step wrote, adapters by the name that machine has
 * (NULL: not known). */
const char *nl_journal_step_name(struct nl_arena *arena, const struct nl_words *words,
                                 const struct nl_machine *machine,
                                 const struct nl_journal_step *step);

/* From where a journal is looked at. */
struct nl_journal_sight {
    const struct nl_machine *machine; /* for the adapters' names; NULL: not known */
    const struct nl_moment *moment;
    bool live; /* the moment is the machine's own */
};

/* Steps of one setting with the same words before and after, in force since the same time. */
struct nl_journal_row {
    const struct nl_setting *setting; /* NULL: what is written beside a setting */
    const char *id;                   /* "netbios.adapter" */
    const char *name;                 /* of the first step: "netbios.adapter (Ethernet0)" */
    const char *which;                /* "Ethernet0, Wi-Fi"; "": just one thing */
    const char *before;
    const char *after;
    const char *force; /* "at once", "after: Windows restart"; NULL: it does not stand */
    const char *back;  /* after an incomplete rollback: whether this was rolled back; or NULL */
    size_t count;
};
struct nl_journal_rows {
    struct nl_journal_row *items;
    size_t count;
    size_t capacity;
};

/* What a journal changed, in the person's language; with all a row for each step. */
struct nl_journal_rows nl_journal_rows(struct nl_app *app, const struct nl_journal *journal,
                                       const struct nl_journal_sight *sight, bool all);

/* The same as lines: "netbios.adapter x3: default -> disabled; in force after: adapter restart". */
struct nl_texts nl_journal_changes(struct nl_app *app, const struct nl_journal *journal,
                                   const struct nl_journal_sight *sight, bool all);

/* One line for each step that a rollback would restore, last first: "dcom.enabled: no -> yes". */
struct nl_texts nl_journal_undone(struct nl_app *app, const struct nl_journal *journal,
                                  const struct nl_machine *machine);

/* A value of a step as its setting's word; the value itself where there is none. */
const char *nl_journal_value(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_journal_step *step, const struct nl_value *value);

/* What a rollback left, in English as the journal keeps it; NULL: nothing. It is still to be done
 * (INCOMPLETE) or was given up (ABANDONED). */
const char *nl_journal_rest_note(const struct nl_journal *journal);

/* The same for a person. Where the machine is known, a setting that somebody changed after netlatch is told
 * with the word that it has now; otherwise the journal's note is the one line. */
struct nl_texts nl_journal_rest(struct nl_app *app, const struct nl_journal *journal,
                                const struct nl_machine *machine);

/* How a person goes on with an INCOMPLETE journal, in the person's language; NULL: with any other. */
const char *nl_journal_rest_advice(struct nl_app *app, const struct nl_journal *journal);

/* Who rolled it back and why: a person, the guard, apply itself after a failure, the recovery of an
 * interrupted change. format NULL: nobody did, or not to the end. */
struct nl_sentence nl_journal_ended_by(struct nl_arena *arena, const struct nl_journal *journal);

#endif
