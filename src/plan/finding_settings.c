/* finding_settings.c - settings that are not as requested. */
#include "finding_settings.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "model/sid.h"
#include "setting_state.h"

static const char *found_text(struct nl_arena *arena, const struct nl_judged *judged)
{
    if (judged->effective && judged->meaning.kind != NL_MEANING_INVALID)
        return judged->effective;
    return nl_clean(arena, nl_value_show(arena, &judged->value));
}

/* SIDs with their names, "Guests (S-1-5-32-546), S-1-5-21-...". */
static const char *named_sids(struct nl_arena *arena, const struct nl_texts *sids)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < sids->count; i++) {
        const char *name = nl_sid_known_name(sids->items[i]);
        const char *sid = nl_clean(arena, sids->items[i]);
        if (i)
            nl_text_add(&out, ", ");
        if (name)
            nl_text_format(&out, "%s (%s)", name, sid);
        else
            nl_text_add(&out, sid);
    }
    return out.data;
}

/* The gap between what is there and what is requested, not the whole request. */
static struct nl_sentence say_gap(struct nl_arena *arena, const struct nl_judged *judged)
{
    const char *title = judged->instance.setting->title;
    const char *missing = named_sids(arena, &judged->missing);
    const char *surplus = named_sids(arena, &judged->surplus);
    if (nl_setting_state(judged))
        return nl_say(arena, nl_setting_state(judged), missing);
    if (judged->missing.count)
        return nl_say(arena, NL_T("{1}: missing {2}; too many {3}."), title, missing, surplus);
    return nl_say(arena, NL_T("{1}: too many {2}."), title, surplus);
}

/* What the row says of such a machine; and what is requested, where that is not the hardened word. */
static struct nl_sentence say_state(struct nl_arena *arena, const struct nl_judged *judged)
{
    const struct nl_setting *setting = judged->instance.setting;
    const struct nl_sentence state =
        nl_say(arena, nl_setting_state(judged), nl_setting_which(arena, &judged->instance));
    if (nl_equal(judged->want->word, setting->hardened))
        return state;
    const struct nl_sentence wanted =
        nl_say(arena, NL_T("The profile wants {1}."), judged->want->word);
    return nl_say_then(arena, state, &wanted);
}

static struct nl_sentence say_word(struct nl_arena *arena, const struct nl_judged *judged,
                                   const char *label)
{
    const char *title = judged->instance.setting->title;
    const char *found = found_text(arena, judged);
    const char *wanted = judged->want->word;
    if (judged->meaning.choice && nl_equal(judged->effective, wanted))
        /* In force for another reason than the value (DHCP, an adapter that is gone). */
        return nl_say(arena,
                      NL_T("{1} ({2}) is set to {3}; {4} is in force only for as long as other "
                           "things stay as they are."),
                      title, label ? label : judged->instance.id, judged->meaning.choice->word,
                      wanted);
    if (nl_setting_state(judged))
        return say_state(arena, judged);
    return label ? nl_say(arena, NL_T("{1} ({2}) is {3}, wanted is {4}."), title, label, found,
                          wanted)
                 : nl_say(arena, NL_T("{1} is {2}, wanted is {3}."), title, found, wanted);
}

/* Set as requested, and yet not so. */
static struct nl_sentence say_decisive(struct nl_arena *arena, const struct nl_judged *judged,
                                       const char *label)
{
    const char *title = judged->instance.setting->title;
    return nl_say_then(arena,
                       label ? nl_say(arena, NL_T("{1} ({2}):"), title, label)
                             : nl_say(arena, NL_T("{1}:"), title),
                       &judged->decisive);
}

static struct nl_sentence say_unread(struct nl_arena *arena, const struct nl_judged *judged,
                                     const char *label)
{
    const char *title = judged->instance.setting->title;
    return label ? nl_say(arena, NL_T("{1} ({2}) could not be read, so it does not pass."), title,
                          label)
                 : nl_say(arena, NL_T("{1} could not be read, so it does not pass."), title);
}

static void add_invalid(struct nl_arena *arena, const struct nl_judged *judged,
                        struct nl_findings *findings)
{
    /* Nobody requested it, but somebody wrote it and believes that it counts. */
    struct nl_finding *odd = nl_finding_add(arena, findings, "value", judged->instance.id,
                                            NL_VERDICT_FAIL, NL_SEVERITY_LOW);
    odd->setting = judged->instance.id;
    odd->what = judged->meaning.problem;
}

static struct nl_sentence say_what(struct nl_arena *arena, const struct nl_judged *judged,
                                   const char *label)
{
    if (judged->meaning.kind == NL_MEANING_UNKNOWN)
        return say_unread(arena, judged, label);
    if (judged->outcome != NL_OUTCOME_CHANGE && judged->decisive.format)
        return say_decisive(arena, judged, label);
    if (judged->want->kind != NL_WANT_WORD)
        return say_gap(arena, judged);
    return judged->decisive.format ? say_decisive(arena, judged, label)
                                   : say_word(arena, judged, label);
}

static void add_setting(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_judged *judged, struct nl_findings *findings)
{
    if (!judged->want && judged->meaning.kind == NL_MEANING_INVALID)
        add_invalid(arena, judged, findings);
    if (!judged->want ||
        (judged->verdict != NL_VERDICT_FAIL && judged->verdict != NL_VERDICT_UNKNOWN))
        return;
    const struct nl_instance *instance = &judged->instance;
    const char *label = instance->label ? instance->label : instance->instance;
    struct nl_finding *finding =
        nl_finding_add(arena, findings, nl_arena_format(arena, "setting.%s", instance->setting->id),
                       instance->instance, judged->verdict, judged->severity);
    finding->id = nl_arena_format(arena, "setting.%s", instance->id);
    finding->label = label ? nl_clean(arena, label) : NULL;
    finding->setting = instance->id;
    finding->what = say_what(arena, judged, finding->label);
    finding->pending = judged->outcome == NL_OUTCOME_PENDING;
    finding->decides = false; /* the request itself decides */
    if (judged->value.state == NL_VALUE_DENIED && machine->session.elevated == NL_ANSWER_NO)
        finding->next = nl_say(arena, NL_T("Run netlatch from an elevated prompt to include it."));
}

void nl_findings_of_settings(struct nl_arena *arena, const struct nl_settled *settled,
                             struct nl_findings *findings)
{
    for (size_t i = 0; i < settled->settings.count; i++)
        add_setting(arena, settled->machine, &settled->settings.items[i], findings);
    for (size_t i = 0; i < settled->requests.count; i++) {
        const struct nl_request *request = &settled->requests.items[i];
        if (request->judged != SIZE_MAX || request->outcome != NL_OUTCOME_UNMET)
            continue;
        struct nl_finding *finding = nl_finding_add(
            arena, findings, "request", request->id,
            request->wrong ? NL_VERDICT_FAIL : NL_VERDICT_UNKNOWN, NL_SEVERITY_MEDIUM);
        finding->decides = false;
        finding->what = nl_say_then(
            arena, nl_say(arena, NL_T("{1}:"), nl_clean(arena, request->id)), &request->why);
    }
}
