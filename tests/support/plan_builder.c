/* plan_builder.c - makes the steps of a plan from setting ids and words, for tests. */
#include "plan_builder.h"

#include "plan/exposure.h"

#include <stdio.h>
#include <stdlib.h>

static struct nl_step *add_step(struct machine_builder *m, struct nl_plan *plan, const char *id)
{
    struct nl_error err = {0};
    struct nl_step *step = NL_PUSH(&m->arena, &plan->steps);
    if (nl_instance_parse(&m->arena, id, &step->instance, &err) != NL_OK) {
        fprintf(stderr, "%s: %s\n", id, nl_error_text(&m->arena, &err, NULL));
        abort();
    }
    step->address = step->instance.address;
    step->before = nl_machine_read(&m->arena, &m->machine, &step->address);
    plan->machine = &m->machine;
    return step;
}

void plan_step(struct machine_builder *m, struct nl_plan *plan, const char *id, const char *word)
{
    struct nl_error err = {0};
    struct nl_step *step = add_step(m, plan, id);
    if (nl_word_value(&m->arena, step->instance.setting, word, &step->wanted, &err) != NL_OK) {
        fprintf(stderr, "%s=%s: %s\n", id, word, nl_error_text(&m->arena, &err, NULL));
        abort();
    }
    step->wanted_word = word;
}

void plan_deny(struct machine_builder *m, struct nl_plan *plan, const char *sids)
{
    struct nl_step *step = add_step(m, plan, "logon.network.deny");
    struct nl_texts all = {0};
    struct nl_texts added = nl_split(&m->arena, sids, ' ');
    if (!nl_value_as_texts(&m->arena, &step->before, &all))
        all = (struct nl_texts){0};
    for (size_t i = 0; i < added.count; i++)
        nl_texts_add(&all, &m->arena, added.items[i]);
    step->wanted = nl_value_sids(&m->arena, &all);
}

struct nl_changes plan_changes_found(struct machine_builder *m, const struct nl_plan *plan)
{
    struct nl_port_exposure before[NL_PORT_COUNT];
    struct nl_changes changes;
    nl_exposure_predict_all(&m->arena, &m->machine, before);
    nl_changes_find(&m->arena, &m->machine, before, &plan->steps, &changes);
    return changes;
}

uint32_t plan_changes(struct machine_builder *m, const struct nl_plan *plan)
{
    return plan_changes_found(m, plan).all;
}

void plan_find(struct machine_builder *m, struct nl_plan *plan)
{
    struct nl_exposure exposure;
    struct nl_plan_outcome outcome;
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    nl_plan_outcome_find(&m->arena, &m->machine, &exposure, &plan->steps, &outcome);
    plan->machine = &m->machine;
    plan->impacts = outcome.impacts;
    plan->dependents = outcome.dependents;
    plan->risks = outcome.risks;
}

const char *plan_text(struct machine_builder *m, const struct nl_sentences *sentences)
{
    struct nl_text text;
    nl_text_init(&text, &m->arena);
    for (size_t i = 0; i < sentences->count; i++) {
        nl_text_add(&text, nl_sentence_text(&m->arena, &sentences->items[i], NULL));
        nl_text_add_char(&text, '\n');
    }
    return text.data;
}
