/* result.c - what a command that changes the machine tells a person about it. */
#include "result.h"

#include "base/clean.h"
#include "journal_words.h"
#include "output.h"

void nl_result_remains_text(struct nl_app *app, const struct nl_rollback *remains)
{
    for (size_t i = 0; i < remains->steps.count; i++) {
        const struct nl_rollback_step *step = &remains->steps.items[i];
        if (step->kind == NL_ROLLBACK_UNCHANGED || step->kind == NL_ROLLBACK_GONE)
            continue;
        nl_say_out(app, NL_T("  {1}: is {2}, was {3} before the change"),
                   nl_journal_step_name(app->arena, app->words, app->machine, step->step),
                   nl_journal_value(app->arena, app->words, step->step, &step->found),
                   nl_journal_value(app->arena, app->words, step->step, &step->step->before));
    }
}

void nl_result_rollback_sentences(struct nl_arena *arena, const struct nl_words *words,
                                  const struct nl_machine *machine,
                                  const struct nl_rollback *rollback, struct nl_sentences *out)
{
    static const char *const lines[] = {
        [NL_ROLLBACK_UNCHANGED] = NL_T("  {1}: is {2}, as before"),
        [NL_ROLLBACK_RESTORED] = NL_T("  {1}: restored to {2}"),
        [NL_ROLLBACK_LEFT_ALONE] = NL_T("  {1}: left alone, {3}"),
        [NL_ROLLBACK_FORCED] = NL_T("  {1}: restored to {2}, overwriting {4}"),
        [NL_ROLLBACK_FAILED] = NL_T("  {1}: could not be restored to {2}: {3}"),
        [NL_ROLLBACK_GONE] = NL_T("  {1}: no longer exists, so there is nothing to restore"),
    };
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        nl_say_to(arena, out, lines[step->kind],
                  nl_journal_step_name(arena, words, machine, step->step),
                  nl_journal_value(arena, words, step->step, &step->step->before),
                  step->problem ? nl_error_text(arena, step->problem, words) : "",
                  nl_journal_value(arena, words, step->step, &step->found));
    }
}

void nl_result_rollback_text(struct nl_app *app, enum nl_stream stream,
                             const struct nl_rollback *rollback)
{
    struct nl_sentences lines = {0};
    nl_result_rollback_sentences(app->arena, app->words, app->machine, rollback, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const char *const line[] = {
            "{1}", nl_clean(app->arena, nl_sentence_of(app, &lines.items[i])), NULL};
        nl_tell(app, stream, line);
    }
}
