/* settle.c - a profile and a machine, settled into requests.
 *
 * A request that the profile itself excepts where a risk holds is judged alone: whether it is left
 * out must not depend on what else the profile requests, or a second plan after an apply would find
 * new steps. */
#include "settle.h"

#include "base/attributes.h"
#include "companion.h"
#include "outcome.h"

#include <string.h>

static struct nl_sentence excepted(struct nl_arena *arena, const char *risk)
{
    return nl_say(arena,
                  NL_T("The profile leaves it as it is where the risk {1} holds, and it holds "
                       "here."),
                  risk);
}

/* Whether a step, made alone, raises a risk. */
static bool raises(struct nl_arena *arena, const struct nl_settled *settled,
                   const struct nl_step *step, const char *risk)
{
    struct nl_changes changes;
    struct nl_step only[1] = {*step};
    struct nl_steps steps = {.items = only, .count = 1};
    nl_changes_of_step(arena, settled->machine, settled->exposure.ports, step, &changes);
    const struct nl_risk_inquiry inquiry = {.arena = arena,
                                            .machine = settled->machine,
                                            .rules = &settled->exposure.rules,
                                            .steps = &steps,
                                            .changes = &changes};
    return nl_risk_is_raised(&inquiry, risk);
}

/* The first of the risks that the person leaves out and that the step raises alone; NULL: none. */
static const char *left_out_by(struct nl_arena *arena, const struct nl_settled *settled,
                               const struct nl_settle_options *options, const struct nl_step *step)
{
    struct nl_step only[1] = {*step};
    struct nl_steps steps = {.items = only, .count = 1};
    struct nl_plan_outcome outcome;
    if (options->left_out.count == 0)
        return NULL;
    nl_plan_outcome_find(arena, settled->machine, &settled->exposure, &steps, &outcome);
    for (size_t i = 0; i < outcome.risks.count; i++) {
        const char *id = outcome.risks.items[i].row->id;
        if (nl_texts_hold(&options->left_out, id) || nl_texts_hold(&options->left_out, "all"))
            return id;
    }
    return NULL;
}

static struct nl_sentence refused(struct nl_arena *arena, const struct nl_address *address,
                                  uint32_t code)
{
    const char *number = nl_arena_text(arena, nl_decimal(code).text);
    if (address->place == NL_PLACE_SERVICE_START || address->place == NL_PLACE_SERVICE_DEPENDS)
        return nl_say(arena,
                      NL_T("Windows does not let administrators change the service {1} (error "
                           "{2})."),
                      address->path, number);
    return nl_say(arena, NL_T("Windows does not let this account change it (error {1})."), number);
}

/* Whether the step can be made by this host and this run; ends the judged setting where not. */
static bool can_be_made(struct nl_arena *arena, struct nl_settled *settled,
                        const struct nl_settle_options *options, const struct nl_step *step,
                        struct nl_judged *judged)
{
    uint32_t code = 0;
    const struct nl_machine *machine = settled->machine;
    enum nl_answer elevated = machine->session.elevated;
    if (!(options->places_written & 1U << step->address.place)) {
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_UNSUPPORTED,
                      nl_say(arena, nl_equal(machine->source, "hive")
                                        ? NL_T("On a Windows that is not running this is read, and "
                                               "not changed. Start that Windows and run netlatch "
                                               "on it.")
                                        : NL_T("It can be read here, but not changed.")));
        return false;
    }
    if (step->address.place == NL_PLACE_FIREWALL_BLOCK && step->before.state == NL_VALUE_PRESENT &&
        step->before.size == 1 && step->before.bytes[0] == 0) {
        nl_judged_end(
            arena, judged, NL_OUTCOME_UNMET, NL_UNMET_INVALID,
            nl_say(arena,
                   NL_T("netlatch's own firewall rule for port {1} was changed by hand. A "
                        "rollback could not restore that, so it is left as it is: remove "
                        "the rule in Windows Firewall first (its group is netlatch)."),
                   step->address.name));
        return false;
    }
    if (step->address.place == NL_PLACE_FIREWALL_BLOCK &&
        machine->firewall_state != NL_VALUE_PRESENT && elevated != NL_ANSWER_NO) {
        nl_judged_end(
            arena, judged, NL_OUTCOME_UNMET,
            machine->firewall_state == NL_VALUE_DENIED ? NL_UNMET_DENIED : NL_UNMET_UNSUPPORTED,
            nl_say(arena, NL_T("Windows Firewall cannot be asked or changed here (error {1})."),
                   nl_decimal(machine->firewall_code).text));
        return false;
    }
    if (nl_machine_writable(machine, &step->address, &code) == NL_ANSWER_NO &&
        elevated != NL_ANSWER_NO) {
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_DENIED,
                      refused(arena, &step->address, code));
        return false;
    }
    return true;
}

static void add_step(struct nl_arena *arena, struct nl_settled *settled, struct nl_step *step)
{
    const char *profile = settled->profile->name;
    step->reason =
        step->wanted_word
            ? nl_say(arena, NL_T("The profile {1} requests {2}."), profile, step->wanted_word)
            : nl_say(arena, NL_T("The profile {1} requests other holders."), profile);
    nl_companion_steps(arena, settled->machine, step, &settled->steps);
    *NL_PUSH(arena, &settled->steps) = *step;
}

/* A judged setting that is not as requested: a step, or the reason why there is none. */
static void settle_change(struct nl_arena *arena, struct nl_settled *settled,
                          const struct nl_settle_options *options, struct nl_judged *judged,
                          struct nl_request *request)
{
    struct nl_step step;
    if (!nl_step_make(arena, judged, &step)) {
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_INVALID,
                      nl_say(arena, NL_T("What is stored there cannot be replaced by what is "
                                         "requested.")));
        return;
    }
    request->wrong = true;
    if (judged->want->unless_risk && raises(arena, settled, &step, judged->want->unless_risk)) {
        request->risk = judged->want->unless_risk;
        nl_judged_end(arena, judged, NL_OUTCOME_EXCEPTED, NL_UNMET_NONE,
                      excepted(arena, request->risk));
        return;
    }
    if (!can_be_made(arena, settled, options, &step, judged))
        return;
    request->risk = left_out_by(arena, settled, options, &step);
    if (request->risk) {
        nl_judged_end(arena, judged, NL_OUTCOME_UNMET, NL_UNMET_LEFT_OUT,
                      nl_say(arena, NL_T("It is left out because of the risk {1}, as requested."),
                             request->risk));
        return;
    }
    add_step(arena, settled, &step);
}

/* A setting that is as requested, or not there, can still lack its companion: the Workstation
 * service that waits for an SMB1 client which is off or gone. */
static void settle_companion(struct nl_arena *arena, struct nl_settled *settled,
                             const struct nl_settle_options *options, struct nl_judged *judged,
                             struct nl_request *request)
{
    size_t before = settled->steps.count;
    if (judged->outcome != NL_OUTCOME_MET && judged->outcome != NL_OUTCOME_NOT_APPLICABLE)
        return;
    nl_companion_steps_alone(arena, settled->machine, judged, &settled->steps);
    if (settled->steps.count == before)
        return;
    if (!can_be_made(arena, settled, options, &settled->steps.items[before], judged)) {
        settled->steps.count = before;
        return;
    }
    request->wrong = true;
    nl_judged_end(arena, judged, NL_OUTCOME_CHANGE, NL_UNMET_NONE,
                  settled->steps.items[before].reason);
}

static void settle_one(struct nl_arena *arena, struct nl_settled *settled,
                       const struct nl_settle_options *options, size_t index)
{
    struct nl_judged *judged = &settled->settings.items[index];
    struct nl_request request = {.id = judged->instance.id,
                                 .setting = judged->instance.setting,
                                 .want = judged->want,
                                 .judged = index};
    if (judged->outcome == NL_OUTCOME_CHANGE)
        settle_change(arena, settled, options, judged, &request);
    else
        settle_companion(arena, settled, options, judged, &request);
    if (judged->verdict != NL_VERDICT_FAIL && judged->verdict != NL_VERDICT_UNKNOWN)
        judged->severity = NL_SEVERITY_NONE;
    request.outcome = judged->outcome;
    request.expected = judged->outcome;
    request.unmet = judged->unmet;
    request.wrong = request.wrong || judged->unmet == NL_UNMET_INEFFECTIVE;
    request.waits_for = judged->waits_for;
    request.since = judged->since;
    request.why = judged->decisive;
    *NL_PUSH(arena, &settled->requests) = request;
}

/* What a selector that matches nothing comes to. "*" asks for all there are: none is an answer,
 * where the list was seen. A name or a number asks for something that is not there. */
static void settle_unmatched(struct nl_arena *arena, struct nl_settled *settled,
                             const struct nl_want *want)
{
    struct nl_request request = {
        .setting = want->setting, .want = want, .judged = SIZE_MAX, .outcome = NL_OUTCOME_UNMET};
    bool all = !want->selector || nl_equal(want->selector, "*");
    struct nl_value keys = nl_machine_registry(settled->machine, NL_NETBT_INTERFACES, "");
    bool seen = want->setting->instances != NL_INSTANCE_ADAPTER || keys.state == NL_VALUE_PRESENT ||
                keys.state == NL_VALUE_ABSENT;
    request.id =
        nl_arena_format(arena, "%s[%s]", want->setting->id, want->selector ? want->selector : "*");
    if (!seen) {
        request.unmet = keys.state == NL_VALUE_DENIED ? NL_UNMET_DENIED : NL_UNMET_UNSUPPORTED;
        request.why = nl_say(arena, NL_T("The adapters that NetBT serves could not be seen."));
    } else if (all) {
        request.outcome = NL_OUTCOME_NOT_APPLICABLE;
        request.expected = NL_OUTCOME_NOT_APPLICABLE;
        request.why = nl_say(arena, NL_T("This machine does not have it."));
    } else {
        request.unmet = NL_UNMET_NOT_FOUND;
        request.wrong = true;
        request.why = nl_say(arena, NL_T("Nothing on this machine matches it."));
    }
    *NL_PUSH(arena, &settled->requests) = request;
}

static void settle_selectors(struct nl_arena *arena, struct nl_settled *settled,
                             const struct nl_instances *instances)
{
    for (size_t w = 0; w < settled->profile->wants.count; w++) {
        const struct nl_want *want = &settled->profile->wants.items[w];
        bool matched = false;
        for (size_t i = 0; i < instances->count && !matched; i++)
            matched = nl_want_selects(want, settled->machine, &instances->items[i]);
        if (!matched)
            settle_unmatched(arena, settled, want);
    }
}

void nl_settle(struct nl_arena *arena, const struct nl_machine *machine,
               const struct nl_profile *profile, const struct nl_settle_options *options,
               struct nl_settled *out_settled)
{
    static const struct nl_settle_options all = {.places_written = NL_EVERY_PLACE};
    struct nl_settled settled = {.machine = machine, .profile = profile};
    struct nl_instances instances = nl_machine_instances(arena, machine);
    nl_exposure_judge(arena, machine, NULL, &settled.exposure);
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_want *want = nl_profile_want(profile, machine, &instances.items[i]);
        nl_judge(arena, machine, &settled.exposure, &instances.items[i], want,
                 NL_PUSH(arena, &settled.settings));
        if (want)
            settle_one(arena, &settled, options ? options : &all, i);
    }
    settle_selectors(arena, &settled, &instances);
    nl_steps_order(arena, &settled.steps);
    settled.needs_elevation = settled.steps.count > 0 && machine->session.elevated == NL_ANSWER_NO;
    *out_settled = settled;
}

bool nl_request_ends_unmet(const struct nl_request *request)
{
    return request->outcome != NL_OUTCOME_UNMET && request->expected == NL_OUTCOME_UNMET;
}

bool nl_request_met(const struct nl_request *request)
{
    return request->outcome == NL_OUTCOME_MET || request->outcome == NL_OUTCOME_EXCEPTED ||
           request->outcome == NL_OUTCOME_NOT_APPLICABLE;
}

bool nl_requests_met(const struct nl_requests *requests)
{
    for (size_t i = 0; i < requests->count; i++) {
        if (!nl_request_met(&requests->items[i]))
            return false;
    }
    return true;
}

bool nl_requests_await_restart(const struct nl_requests *requests)
{
    for (size_t i = 0; i < requests->count; i++) {
        if (requests->items[i].outcome == NL_OUTCOME_PENDING &&
            requests->items[i].waits_for == NL_EFFECT_RESTART)
            return true;
    }
    return false;
}

size_t nl_requests_count(const struct nl_requests *requests, enum nl_outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < requests->count; i++)
        count += requests->items[i].outcome == outcome;
    return count;
}
