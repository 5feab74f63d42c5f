/* journal_words.c - a journal in the words that a person reads. */
#include "journal_words.h"

#include "base/clean.h"
#include "model/catalogue.h"
#include "report/phrase.h"

static const char *word_of(struct nl_arena *arena, const struct nl_setting *setting,
                           const struct nl_value *value)
{
    struct nl_meaning meaning = nl_value_meaning(arena, setting, value);
    return meaning.kind == NL_MEANING_WORD ? meaning.choice->word : NULL;
}

/* The adapter's name as the machine has it now. */
static const char *label_of(const struct nl_machine *machine, const struct nl_instance *instance)
{
    const struct nl_adapter *adapter =
        machine && instance->instance && instance->setting->instances == NL_INSTANCE_ADAPTER
            ? nl_machine_adapter(machine, instance->instance)
            : NULL;
    return adapter && adapter->name && *adapter->name ? adapter->name : NULL;
}

bool nl_journal_step_as_step(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_journal_step *step, struct nl_step *out_step)
{
    struct nl_error err = {0};
    *out_step = (struct nl_step){.before = step->before, .wanted = step->wanted};
    if (nl_instance_parse(arena, step->setting, &out_step->instance, &err) != NL_OK ||
        !nl_address_same(&out_step->instance.address, &step->address))
        return false;
    out_step->instance.label = label_of(machine, &out_step->instance);
    out_step->before_word = word_of(arena, out_step->instance.setting, &step->before);
    out_step->wanted_word = word_of(arena, out_step->instance.setting, &step->wanted);
    return true;
}

/* "default -> disabled". */
static const char *change_of(struct nl_app *app, const struct nl_journal_step *step,
                             const struct nl_step *as_step, bool worded)
{
    if (worded)
        return nl_phrase_say(app->arena, app->words, NL_T("{1} -> {2}"),
                             nl_phrase_before(app->arena, app->words, as_step),
                             nl_phrase_after(app->arena, app->words, as_step));
    return nl_phrase_say(app->arena, app->words, NL_T("{1} -> {2}"),
                         nl_value_show(app->arena, &step->before),
                         nl_value_show(app->arena, &step->wanted));
}

struct nl_texts nl_journal_changes(struct nl_app *app, const struct nl_journal *journal,
                                   const struct nl_machine *machine, bool all)
{
    struct nl_texts lines = {0};
    struct group {
        const char *name;
        const char *change;
        size_t count;
    } *groups = nl_arena_array(app->arena, journal->steps.count, sizeof *groups);
    size_t count = 0;
    for (size_t i = 0; i < journal->steps.count; i++) {
        struct nl_step as_step;
        const struct nl_journal_step *step = &journal->steps.items[i];
        bool worded = nl_journal_step_as_step(app->arena, machine, step, &as_step);
        const char *name = !worded ? nl_clean(app->arena, step->setting)
                           : all   ? nl_phrase_setting(app->arena, app->words, &as_step.instance)
                                   : as_step.instance.setting->id;
        const char *change = change_of(app, step, &as_step, worded);
        size_t g = 0;
        while (g < count && !(nl_equal(groups[g].name, name) && nl_equal(groups[g].change, change)))
            g++;
        if (g == count)
            groups[count++] = (struct group){name, change, 0};
        groups[g].count++;
    }
    for (size_t g = 0; g < count; g++) {
        const char *name = groups[g].count > 1 ? nl_arena_format(app->arena, "%s x%zu",
                                                                 groups[g].name, groups[g].count)
                                               : groups[g].name;
        nl_texts_add(
            &lines, app->arena,
            nl_phrase_say(app->arena, app->words, NL_T("{1}: {2}"), name, groups[g].change));
    }
    return lines;
}

struct nl_texts nl_journal_undone(struct nl_app *app, const struct nl_journal *journal)
{
    struct nl_texts lines = {0};
    for (size_t i = journal->steps.count; i-- > 0;) {
        const struct nl_journal_step *step = &journal->steps.items[i];
        nl_texts_add(&lines, app->arena,
                     nl_phrase_say(app->arena, app->words, NL_T("{1}: {2} -> {3}"),
                                   nl_clean(app->arena, step->setting),
                                   nl_journal_value(app->arena, app->words, step, &step->wanted),
                                   nl_journal_value(app->arena, app->words, step, &step->before)));
    }
    return lines;
}

const char *nl_journal_value(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_journal_step *step, const struct nl_value *value)
{
    struct nl_instance instance;
    struct nl_error err = {0};
    const char *word = NULL;
    if (nl_instance_parse(arena, step->setting, &instance, &err) == NL_OK &&
        nl_address_same(&instance.address, &step->address))
        word = word_of(arena, instance.setting, value);
    if (!word)
        return nl_clean(arena, nl_value_show(arena, value));
    return value->state == NL_VALUE_ABSENT
               ? nl_phrase_say(arena, words, NL_T("{1} (not set)"), nl_translate(words, word))
               : nl_translate(words, word);
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
