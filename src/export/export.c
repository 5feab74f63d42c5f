/* export.c - what a profile requests, collected for other people's tools. */
#include "export.h"

#include "base/attributes.h"
#include "plan/companion.h"
#include "plan/outcome.h"

#include <string.h>

void nl_export_leave(struct nl_arena *arena, struct nl_export *list, const char *id, bool is_loss,
                     struct nl_sentence why)
{
    *NL_PUSH(arena, &list->absences) =
        (struct nl_export_absence){.id = id, .why = why, .is_loss = is_loss};
}

size_t nl_export_losses(const struct nl_export *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->absences.count; i++)
        count += list->absences.items[i].is_loss;
    return count;
}

bool nl_export_is_driver(const struct nl_setting *setting)
{
    for (const struct nl_choice *choice = setting->choices; choice && choice->word; choice++) {
        if (setting->type == NL_TYPE_START_TYPE && choice->number < 2)
            return true;
    }
    return false;
}

/* The value that a word stands for; a want's word was checked against the row when it was read. */
static struct nl_value value_of_word(struct nl_arena *arena, const struct nl_want *want)
{
    struct nl_value value = nl_value_absent(0);
    if (nl_word_value(arena, want->setting, want->word, &value, NULL) != NL_OK)
        return nl_value_absent(0);
    return value;
}

static struct nl_sentence left_out_why(struct nl_arena *arena, const char *risk)
{
    return nl_say(arena, NL_T("It is left out because of the risk {1}."), risk);
}

/* Windows may not start without it: what nobody accepted by name is not spread. */
static bool needs_acceptance(const struct nl_want *want, const struct nl_export_options *options)
{
    const struct nl_setting *setting = want->setting;
    return (setting->flags & NL_SETTING_CRITICAL) && !nl_equal(want->word, setting->hardened) &&
           !nl_texts_hold(&options->accepted, setting->risk);
}

static struct nl_sentence not_accepted_why(struct nl_arena *arena, const struct nl_want *want)
{
    return nl_say(arena, NL_T("Its risk is not accepted (--accept {1})."), want->setting->risk);
}

static void add_companions(struct nl_arena *arena, const struct nl_judged *judged,
                           struct nl_export *list)
{
    struct nl_steps steps = {0};
    nl_companion_steps_alone(arena, list->machine, judged, &steps);
    for (size_t i = 0; i < steps.count; i++)
        *NL_PUSH(arena, &list->items) = (struct nl_export_item){.instance = steps.items[i].instance,
                                                                .address = steps.items[i].address,
                                                                .want = judged->want,
                                                                .value = steps.items[i].wanted};
}

/* A request of this machine that is to be carried. */
static void add_judged(struct nl_arena *arena, const struct nl_judged *judged,
                       struct nl_export *list)
{
    struct nl_export_item item = {
        .instance = judged->instance, .address = judged->instance.address, .want = judged->want};
    struct nl_step step;
    if (judged->want->kind == NL_WANT_WORD) {
        item.value = value_of_word(arena, judged->want);
    } else if (judged->meaning.kind == NL_MEANING_SIDS) {
        item.value = nl_step_make(arena, judged, &step) ? step.wanted : judged->value;
        item.holders_known = true;
    } else {
        item.value = nl_value_sids(arena, &judged->want->sids);
    }
    add_companions(arena, judged, list); /* written before what needs it */
    *NL_PUSH(arena, &list->items) = item;
}

static void take_request(struct nl_arena *arena, const struct nl_settled *settled,
                         const struct nl_request *request, const struct nl_export_options *options,
                         struct nl_export *list)
{
    if (request->judged == SIZE_MAX) {
        nl_export_leave(arena, list, request->id, true,
                        nl_say(arena, NL_T("Nothing on this machine matches it.")));
    } else if (request->outcome == NL_OUTCOME_EXCEPTED) {
        nl_export_leave(arena, list, request->id, false,
                        nl_say(arena,
                               NL_T("The profile leaves it as it is where the risk {1} holds, and "
                                    "it holds here."),
                               request->risk));
    } else if (request->outcome == NL_OUTCOME_NOT_APPLICABLE) {
        nl_export_leave(arena, list, request->id, false,
                        nl_say(arena, NL_T("This Windows does not have it.")));
    } else if (request->outcome == NL_OUTCOME_UNMET && request->unmet == NL_UNMET_LEFT_OUT) {
        nl_export_leave(arena, list, request->id, true,
                        left_out_why(arena, request->risk ? request->risk : "all"));
    } else if (needs_acceptance(request->want, options)) {
        nl_export_leave(arena, list, request->id, true, not_accepted_why(arena, request->want));
    } else {
        add_judged(arena, &settled->settings.items[request->judged], list);
    }
}

static void collect_from_machine(struct nl_arena *arena, const struct nl_export_options *options,
                                 struct nl_export *list)
{
    struct nl_settled settled;
    struct nl_plan_outcome outcome;
    const struct nl_settle_options settle = {.places_written = NL_EVERY_PLACE,
                                             .left_out = options->left_out};
    nl_settle(arena, list->machine, list->profile, &settle, &settled);
    nl_plan_outcome_find(arena, list->machine, &settled.exposure, &settled.steps, &outcome);
    list->risks = outcome.risks;
    for (size_t i = 0; i < settled.requests.count; i++)
        take_request(arena, &settled, &settled.requests.items[i], options, list);
}

/* The risk that a request raises on any machine; NULL: none that its row names. */
static const char *risk_anywhere(const struct nl_want *want)
{
    const struct nl_setting *setting = want->setting;
    if (!setting->risk || want->kind != NL_WANT_WORD)
        return NULL;
    bool hardens = nl_equal(want->word, setting->hardened);
    bool is_critical = (setting->flags & NL_SETTING_CRITICAL) != 0;
    return hardens != is_critical ? setting->risk : NULL;
}

static void note_risk(struct nl_arena *arena, const char *id, struct nl_export *list)
{
    const struct nl_risk_row *row = nl_risk_find(id);
    for (size_t i = 0; i < list->risks.count; i++) {
        if (list->risks.items[i].row == row)
            return;
    }
    if (row)
        *NL_PUSH(arena, &list->risks) = (struct nl_risk){.row = row};
}

static void note_companion(struct nl_arena *arena, const struct nl_want *want,
                           struct nl_export *list)
{
    const struct nl_companion *companion = &want->setting->companion;
    if (companion->word && nl_equal(companion->word, want->word))
        nl_say_to(arena, &list->notes,
                  NL_T("{1}: where the service {2} depends on {3}, as on Windows 7 and Server 2008 "
                       "R2, it would not start any more. Export from such a machine (--from) to "
                       "take the dependency out."),
                  want->setting->id, companion->dependent, companion->gone);
}

/* A request for any machine. */
static void take_want(struct nl_arena *arena, const struct nl_instance *instance,
                      const struct nl_want *want, const struct nl_export_options *options,
                      struct nl_export *list)
{
    const char *risk = risk_anywhere(want);
    if (want->unless_risk) {
        nl_export_leave(arena, list, instance->id, true,
                        nl_say(arena,
                               NL_T("The profile excepts it where the risk {1} holds, which only a "
                                    "machine can tell: name one with --from."),
                               want->unless_risk));
        return;
    }
    if (risk &&
        (nl_texts_hold(&options->left_out, risk) || nl_texts_hold(&options->left_out, "all"))) {
        nl_export_leave(arena, list, instance->id, true, left_out_why(arena, risk));
        return;
    }
    if (risk)
        note_risk(arena, risk, list);
    if (needs_acceptance(want, options)) {
        nl_export_leave(arena, list, instance->id, true, not_accepted_why(arena, want));
        return;
    }
    note_companion(arena, want, list);
    *NL_PUSH(arena, &list->items) = (struct nl_export_item){
        .instance = *instance,
        .address = instance->address,
        .want = want,
        .value = want->kind == NL_WANT_WORD ? value_of_word(arena, want)
                                            : nl_value_sids(arena, &want->sids),
        .holders_known = want->kind == NL_WANT_SIDS_EXACT,
    };
}

/* Adapters, which no catalogue knows: one that is named by its GUID is meant wherever it is. */
static void take_adapter_want(struct nl_arena *arena, const struct nl_want *want,
                              const struct nl_export_options *options, struct nl_export *list)
{
    const char *id = nl_arena_format(arena, "%s[%s]", want->setting->id, want->selector);
    struct nl_instance instance;
    const char *name = want->selector + (nl_starts(want->selector, "guid:") ? 5 : 0);
    if (nl_instance_parse(arena, nl_arena_format(arena, "%s[%s]", want->setting->id, name),
                          &instance, NULL) == NL_OK)
        take_want(arena, &instance, want, options, list);
    else
        nl_export_leave(arena, list, id, true,
                        nl_say(arena, NL_T("It is set per adapter, and each machine has its own "
                                           "adapters: name a machine with --from.")));
}

static void collect_for_any(struct nl_arena *arena, const struct nl_export_options *options,
                            struct nl_export *list)
{
    /* A machine of which nothing is known: its instances are those of the catalogue. */
    const struct nl_machine none = {0};
    struct nl_instances instances = nl_machine_instances(arena, &none);
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_want *want = nl_profile_want(list->profile, &none, &instances.items[i]);
        if (want)
            take_want(arena, &instances.items[i], want, options, list);
    }
    for (size_t w = 0; w < list->profile->wants.count; w++) {
        const struct nl_want *want = &list->profile->wants.items[w];
        if (want->setting->instances == NL_INSTANCE_ADAPTER)
            take_adapter_want(arena, want, options, list);
    }
}

void nl_export_make(struct nl_arena *arena, const struct nl_profile *profile,
                    const struct nl_machine *machine, const struct nl_export_options *options,
                    struct nl_export *out_export)
{
    struct nl_export list = {.profile = profile, .machine = machine};
    if (machine)
        collect_from_machine(arena, options, &list);
    else
        collect_for_any(arena, options, &list);
    *out_export = list;
}
