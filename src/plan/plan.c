/* plan.c - the steps from a machine to a profile. */
#include "plan.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "confusables.h"
#include "denied.h"
#include "exposure_client.h"
#include "finding_machine.h"
#include "finding_ports.h"

#include <string.h>

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return text ? nl_hash(hash, text, strlen(text) + 1) : nl_hash(hash, "", 1);
}

static uint64_t hash_value(uint64_t hash, const struct nl_value *value)
{
    const uint32_t head[4] = {(uint32_t)value->state, value->type, value->missing_keys,
                              (uint32_t)value->size};
    for (size_t i = 0; i < NL_COUNT_OF(head); i++)
        hash = hash_text(hash, nl_decimal(head[i]).text);
    return nl_hash(hash, value->bytes, value->size);
}

static const char *fingerprint(struct nl_arena *arena, const struct nl_plan *plan)
{
    uint64_t hash = NL_HASH_START;
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        hash = hash_text(hash, step->instance.id);
        hash = hash_text(hash, nl_address_show(arena, &step->address));
        hash = hash_value(hash, &step->before);
        hash = hash_value(hash, &step->wanted);
    }
    return nl_arena_format(arena, "%016llx", (unsigned long long)hash);
}

/* Whether the profile blocks the ports of NetBT in the firewall too, and that is so or will be. */
static bool blocks_netbt(const struct nl_plan *plan)
{
    static const char *const blocks[] = {"firewall.block[137]", "firewall.block[138]",
                                         "firewall.block[139]"};
    size_t found = 0;
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        bool holds = request->outcome == NL_OUTCOME_MET || request->outcome == NL_OUTCOME_CHANGE;
        for (size_t b = 0; holds && b < NL_COUNT_OF(blocks); b++)
            found += nl_equal(request->id, blocks[b]);
    }
    return found == NL_COUNT_OF(blocks);
}

/* Adapters that come later are in nobody's plan. */
static void note_later_adapters(struct nl_arena *arena, struct nl_plan *plan)
{
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        if (step->instance.setting->instances != NL_INSTANCE_ADAPTER ||
            !nl_equal(step->wanted_word, "disabled") || blocks_netbt(plan))
            continue;
        nl_say_to(arena, &plan->notes,
                  NL_T("Adapters that come later (VPN, dock, USB, a feature update) begin with "
                       "NetBIOS on. firewall.block[137], [138] and [139] cover them."));
        return;
    }
}

/* Start type manual closes nothing where something starts the service on demand. */
static void note_manual(struct nl_arena *arena, struct nl_plan *plan)
{
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_want *want = plan->requests.items[i].want;
        if (nl_equal(plan->requests.items[i].id, "server.service") &&
            nl_equal(want->word, "manual") && nl_server_is_triggered(plan->machine))
            *NL_PUSH(arena, &plan->notes) = nl_say_server_triggered(arena);
    }
}

/* Connections of the phone book and accounts whose holders are not known: what no step tells. */
static void note_connections(struct nl_arena *arena, struct nl_plan *plan)
{
    bool adapters = false;
    for (size_t i = 0; i < plan->steps.count; i++)
        adapters =
            adapters || (plan->steps.items[i].instance.setting->instances == NL_INSTANCE_ADAPTER &&
                         nl_equal(plan->steps.items[i].wanted_word, "disabled"));
    for (size_t i = 0; adapters && i < plan->machine->phone_book.count; i++) {
        const struct nl_phone_entry *entry = &plan->machine->phone_book.items[i];
        if (entry->netbios == NL_ANSWER_YES)
            *NL_PUSH(arena, &plan->notes) = nl_say_phone_entry(arena, entry);
    }
}

static void note_denied(struct nl_arena *arena, const struct nl_texts *denied, struct nl_plan *plan)
{
    for (size_t i = 0; i < denied->count; i++) {
        if (nl_holder_of(denied->items[i]) == NL_HOLDER_UNKNOWN)
            nl_say_to(arena, &plan->notes, NL_T("Network logon would be denied to {1}: {2}."),
                      nl_clean(arena, denied->items[i]), nl_holder_words(NL_HOLDER_UNKNOWN));
    }
}

/* How a request ends once the steps are made: the machine as it will be is judged as it is today. A
 * step can also undo what another request has already, or mend what kept it from being met. */
static void expect_end(struct nl_arena *arena, const struct nl_machine *after,
                       const struct nl_exposure *exposure, const struct nl_instance *instance,
                       struct nl_request *request)
{
    struct nl_judged judged;
    nl_judge(arena, after, exposure, instance, request->want, &judged);
    if (judged.outcome == NL_OUTCOME_UNMET) {
        request->unmet = judged.unmet;
        request->why = judged.decisive;
    }
    /* What a step cannot be made for stays as it is. */
    if (judged.outcome != NL_OUTCOME_CHANGE)
        request->expected = judged.outcome;
}

static void expect_ends(struct nl_arena *arena, struct nl_settled *settled,
                        const struct nl_machine *after, const struct nl_exposure *exposure)
{
    for (size_t i = 0; i < settled->requests.count && settled->steps.count > 0; i++) {
        struct nl_request *request = &settled->requests.items[i];
        if (request->judged != SIZE_MAX && request->outcome != NL_OUTCOME_EXCEPTED &&
            request->outcome != NL_OUTCOME_NOT_APPLICABLE && request->unmet != NL_UNMET_LEFT_OUT)
            expect_end(arena, after, exposure, &settled->settings.items[request->judged].instance,
                       request);
    }
}

/* Findings that no request is about and that no step ends. */
static void find_remains(struct nl_arena *arena, const struct nl_settled *settled,
                         struct nl_plan *plan)
{
    struct nl_findings findings = {0};
    if (settled->steps.count > 0 || settled->profile->single)
        return;
    nl_findings_of_machine(arena, settled, &findings);
    nl_findings_of_ports(arena, settled, &findings);
    nl_confusables_find(arena, settled->machine, &findings);
    nl_findings_sort(arena, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        if (findings.items[i].decides && !findings.items[i].pending)
            *NL_PUSH(arena, &plan->remains) = findings.items[i].what;
    }
}

static void take_exposure(struct nl_port_exposure out_ports[NL_PORT_COUNT],
                          const struct nl_exposure *exposure)
{
    memcpy(out_ports, exposure->ports, sizeof exposure->ports);
}

void nl_plan_make(struct nl_arena *arena, const struct nl_machine *machine,
                  const struct nl_profile *profile, const struct nl_settle_options *options,
                  struct nl_plan *out_plan)
{
    struct nl_settled settled;
    struct nl_plan_outcome outcome;
    struct nl_exposure after;
    nl_settle(arena, machine, profile, options, &settled);
    nl_plan_outcome_find(arena, machine, &settled.exposure, &settled.steps, &outcome);
    nl_exposure_judge(arena, &outcome.after, &settled.exposure, &after);
    expect_ends(arena, &settled, &outcome.after, &after);
    struct nl_plan plan = {.machine = machine,
                           .profile = profile,
                           .requests = settled.requests,
                           .steps = settled.steps,
                           .impacts = outcome.impacts,
                           .dependents = outcome.dependents,
                           .risks = outcome.risks,
                           .needs_elevation = settled.needs_elevation};
    for (size_t i = 0; i < plan.requests.count; i++)
        plan.unmet = plan.unmet || plan.requests.items[i].expected == NL_OUTCOME_UNMET;
    take_exposure(plan.before, &settled.exposure);
    take_exposure(plan.after, &after);
    for (size_t i = 0; i < plan.steps.count; i++) {
        if (plan.steps.items[i].effect > plan.effect)
            plan.effect = plan.steps.items[i].effect;
    }
    plan.restart_required = plan.effect == NL_EFFECT_RESTART;
    note_later_adapters(arena, &plan);
    note_connections(arena, &plan);
    note_manual(arena, &plan);
    note_denied(arena, &outcome.changes.denied, &plan);
    find_remains(arena, &settled, &plan);
    nl_exposure_client(arena, machine, &plan.client_before);
    nl_exposure_client(arena, &outcome.after, &plan.client_after);
    plan.id = fingerprint(arena, &plan);
    *out_plan = plan;
}

size_t nl_plan_count_ineffective(const struct nl_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->requests.count; i++)
        count += nl_request_ends_unmet(&plan->requests.items[i]);
    return count;
}

bool nl_plan_all_met(const struct nl_plan *plan)
{
    return nl_requests_met(&plan->requests);
}

bool nl_plan_as_wanted(const struct nl_plan *plan)
{
    return nl_plan_all_met(plan) && plan->remains.count == 0;
}
