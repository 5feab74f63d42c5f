/* journal_words.c - a journal in the words that a person reads. */
#include "journal_words.h"

#include "apply/pending.h"
#include "base/clean.h"
#include "input.h"
#include "model/catalogue.h"
#include "output.h"
#include "plan/setting_state.h"
#include "report/label.h"
#include "report/phrase.h"

static const char *word_of(struct nl_arena *arena, const struct nl_setting *setting,
                           const struct nl_value *value)
{
    struct nl_meaning meaning = nl_value_meaning(arena, setting, value);
    return meaning.kind == NL_MEANING_WORD ? meaning.choice->word : NULL;
}

/* The adapter's name as the machine has it now, also of one that is gone. */
static const char *label_of(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_instance *instance)
{
    return machine && instance->instance && instance->setting->instances == NL_INSTANCE_ADAPTER
               ? nl_machine_adapter_name(arena, machine, instance->instance)
               : NULL;
}

bool nl_journal_step_as_step(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_journal_step *step, struct nl_step *out_step)
{
    struct nl_error err = {0};
    *out_step = (struct nl_step){.before = step->before, .wanted = step->wanted};
    if (nl_instance_parse(arena, step->setting, &out_step->instance, &err) != NL_OK ||
        !nl_address_same(&out_step->instance.address, &step->address))
        return false;
    out_step->instance.label = label_of(arena, machine, &out_step->instance);
    out_step->before_word = word_of(arena, out_step->instance.setting, &step->before);
    out_step->wanted_word = word_of(arena, out_step->instance.setting, &step->wanted);
    return true;
}

const char *nl_journal_step_name(struct nl_arena *arena, const struct nl_words *words,
                                 const struct nl_machine *machine,
                                 const struct nl_journal_step *step)
{
    struct nl_step as_step;
    return nl_journal_step_as_step(arena, machine, step, &as_step)
               ? nl_phrase_setting(arena, words, &as_step.instance)
               : nl_clean(arena, step->setting);
}

/* Since when a step is in force, in words; NULL: it is not. */
static const char *force_words(struct nl_app *app, const struct nl_journal *journal, size_t step,
                               const struct nl_journal_sight *sight)
{
    switch (nl_pending_force(journal, step, sight->moment, sight->live)) {
    case NL_FORCE_AT_ONCE:
        return nl_word(app, NL_T("at once"));
    case NL_FORCE_SINCE_RESTART:
        return nl_word(app, NL_T("since a restart of Windows"));
    case NL_FORCE_WAITS:
        return nl_phrase_say(app->arena, app->words, NL_T("after: {1}"),
                             nl_label_effect(journal->steps.items[step].effect));
    case NL_FORCE_NONE:
        break;
    }
    return NULL;
}

/* Whether an incomplete rollback put a step back; NULL: there was none. */
static const char *back_words(struct nl_app *app, const struct nl_journal *journal, size_t step)
{
    if (journal->state != NL_JOURNAL_INCOMPLETE)
        return NULL;
    return nl_word(app, nl_journal_step_left(journal, step) ? NL_T("not rolled back")
                                                            : NL_T("rolled back"));
}

static struct nl_journal_row row_of(struct nl_app *app, const struct nl_journal *journal,
                                    size_t index, const struct nl_journal_sight *sight)
{
    struct nl_arena *arena = app->arena;
    struct nl_step as_step;
    const struct nl_journal_step *step = &journal->steps.items[index];
    bool worded = nl_journal_step_as_step(arena, sight->machine, step, &as_step);
    return (struct nl_journal_row){
        .setting = worded ? as_step.instance.setting : NULL,
        .id = worded ? as_step.instance.setting->id : nl_clean(arena, step->setting),
        .name = worded ? nl_phrase_setting(arena, app->words, &as_step.instance)
                       : nl_clean(arena, step->setting),
        .which = worded ? nl_setting_which(arena, &as_step.instance) : "",
        .before = worded ? nl_phrase_before(arena, app->words, &as_step)
                         : nl_clean(arena, nl_value_show(arena, &step->before)),
        .after = worded ? nl_phrase_after(arena, app->words, &as_step)
                        : nl_clean(arena, nl_value_show(arena, &step->wanted)),
        .force = force_words(app, journal, index, sight),
        .back = back_words(app, journal, index),
        .count = 1,
    };
}

static bool same_row(const struct nl_journal_row *one, const struct nl_journal_row *other)
{
    return nl_equal(one->id, other->id) && nl_equal(one->before, other->before) &&
           nl_equal(one->after, other->after) && nl_equal(one->force, other->force) &&
           nl_equal(one->back, other->back);
}

struct nl_journal_rows nl_journal_rows(struct nl_app *app, const struct nl_journal *journal,
                                       const struct nl_journal_sight *sight, bool all)
{
    struct nl_journal_rows rows = {0};
    for (size_t i = 0; i < journal->steps.count; i++) {
        const struct nl_journal_row row = row_of(app, journal, i, sight);
        size_t g = 0;
        while (g < rows.count && (all || !same_row(&rows.items[g], &row)))
            g++;
        if (g < rows.count) {
            struct nl_journal_row *like = &rows.items[g];
            like->count++;
            like->which = nl_arena_format(app->arena, "%s%s%s", like->which,
                                          nl_translate(app->words, NL_T(", ")), row.which);
            continue;
        }
        *NL_PUSH(app->arena, &rows) = row;
    }
    return rows;
}

/* "netbios.adapter x3: default -> disabled (after: adapter restart)". */
static const char *row_line(struct nl_app *app, const struct nl_journal_row *row)
{
    const char *name =
        row->count > 1 ? nl_arena_format(app->arena, "%s x%zu", row->id, row->count) : row->name;
    const char *change = nl_phrase_say(app->arena, app->words, NL_T("{1}: {2} -> {3}"), name,
                                       row->before, row->after);
    if (row->back)
        return nl_phrase_say(app->arena, app->words, NL_T("{1}; {2}"), change, row->back);
    return row->force ? nl_phrase_say(app->arena, app->words, NL_T("{1}; in force {2}"), change,
                                      row->force)
                      : change;
}

struct nl_texts nl_journal_changes(struct nl_app *app, const struct nl_journal *journal,
                                   const struct nl_journal_sight *sight, bool all)
{
    struct nl_texts lines = {0};
    const struct nl_journal_rows rows = nl_journal_rows(app, journal, sight, all);
    for (size_t i = 0; i < rows.count; i++)
        nl_texts_add(&lines, app->arena, row_line(app, &rows.items[i]));
    return lines;
}

struct nl_texts nl_journal_undone(struct nl_app *app, const struct nl_journal *journal,
                                  const struct nl_machine *machine)
{
    struct nl_texts lines = {0};
    for (size_t i = journal->steps.count; i-- > 0;) {
        const struct nl_journal_step *step = &journal->steps.items[i];
        nl_texts_add(&lines, app->arena,
                     nl_phrase_say(app->arena, app->words, NL_T("{1}: {2} -> {3}"),
                                   nl_journal_step_name(app->arena, app->words, machine, step),
                                   nl_journal_value(app->arena, app->words, step, &step->wanted),
                                   nl_journal_value(app->arena, app->words, step, &step->before)));
    }
    return lines;
}

const char *nl_journal_value(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_journal_step *step, const struct nl_value *value)
{
    struct nl_step as_step;
    const struct nl_journal_step with_value = {.setting = step->setting,
                                               .address = step->address,
                                               .before = *value,
                                               .wanted = step->wanted};
    return nl_journal_step_as_step(arena, NULL, &with_value, &as_step)
               ? nl_phrase_before(arena, words, &as_step)
               : nl_clean(arena, nl_value_show(arena, value));
}

const char *nl_journal_rest_note(const struct nl_journal *journal)
{
    enum nl_mark_kind kind = journal->state == NL_JOURNAL_INCOMPLETE  ? NL_MARK_INCOMPLETE
                             : journal->state == NL_JOURNAL_ABANDONED ? NL_MARK_ABANDONED
                                                                      : NL_MARK_WRITTEN;
    for (size_t i = journal->marks.count; kind != NL_MARK_WRITTEN && i-- > 0;) {
        if (journal->marks.items[i].kind == kind)
            return journal->marks.items[i].note;
    }
    return NULL;
}

/* A setting that the rollback left because somebody changed it, as it is now; NULL: it was left for
 * another reason, or cannot be read. */
static const char *changed_since(struct nl_app *app, const struct nl_machine *machine,
                                 const struct nl_journal_step *step)
{
    const struct nl_value now = nl_machine_read(app->arena, machine, &step->address);
    if ((now.state != NL_VALUE_PRESENT && now.state != NL_VALUE_ABSENT) ||
        nl_value_equal(&now, &step->wanted) || nl_value_equal(&now, &step->before))
        return NULL;
    return nl_phrase_say(
        app->arena, app->words,
        NL_T("{1}: somebody changed it to {2}; netlatch had written {3}, and before "
             "that it was {4}"),
        nl_journal_step_name(app->arena, app->words, machine, step),
        nl_journal_value(app->arena, app->words, step, &now),
        nl_journal_value(app->arena, app->words, step, &step->wanted),
        nl_journal_value(app->arena, app->words, step, &step->before));
}

struct nl_texts nl_journal_rest(struct nl_app *app, const struct nl_journal *journal,
                                const struct nl_machine *machine)
{
    struct nl_texts lines = {0};
    const char *note = nl_journal_rest_note(journal);
    bool known = machine != NULL;
    for (size_t i = 0; machine && i < journal->steps.count; i++) {
        if (!nl_journal_step_left(journal, i))
            continue;
        const char *line = changed_since(app, machine, &journal->steps.items[i]);
        known = known && line;
        if (line)
            nl_texts_add(&lines, app->arena, line);
    }
    if (known && lines.count)
        return lines;
    lines.count = 0;
    if (note)
        nl_texts_add(&lines, app->arena, nl_clean(app->arena, note));
    return lines;
}

const char *nl_journal_rest_advice(struct nl_app *app, const struct nl_journal *journal)
{
    if (journal->state != NL_JOURNAL_INCOMPLETE)
        return NULL;
    return nl_phrase_say(
        app->arena, app->words,
        NL_T("to try again: netlatch rollback {1}; to give up what is left: netlatch "
             "rollback {1} --abandon"),
        nl_arena_format(app->arena, "%llu%s", (unsigned long long)journal->sequence,
                        nl_run_options(app)));
}

struct nl_sentence nl_journal_ended_by(struct nl_arena *arena, const struct nl_journal *journal)
{
    /* What the callers of a rollback write into its mark. */
    static const struct {
        const char *note;
        const char *words;
    } ways[] = {
        {"rollback on request", NL_T("rolled back by a person (netlatch rollback)")},
        {"rollback in the wizard", NL_T("rolled back by a person (in the wizard)")},
        {"not confirmed in time", NL_T("rolled back by the guard: not confirmed in time")},
        {"recovery of an interrupted change", NL_T("rolled back after an interruption")},
    };
    if (journal->state == NL_JOURNAL_OPEN) /* a rollback that was cut short ended nothing */
        return (struct nl_sentence){0};
    for (size_t i = journal->marks.count; i-- > 0;) {
        const struct nl_mark *mark = &journal->marks.items[i];
        if (mark->kind != NL_MARK_ROLLING_BACK)
            continue;
        for (size_t w = 0; w < NL_COUNT_OF(ways); w++) {
            if (nl_equal(mark->note, ways[w].note))
                return nl_say(arena, ways[w].words);
        }
        return mark->note ? nl_say(arena, NL_T("rolled back by apply itself, which failed: {1}"),
                                   nl_clean(arena, mark->note))
                          : nl_say(arena, NL_T("rolled back"));
    }
    return (struct nl_sentence){0};
}
