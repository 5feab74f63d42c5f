/* firewall_state.c - whether Windows Firewall filters on a machine, and in which profiles. */
#include "firewall_state.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "evidence.h"

#define FIRST_VISTA_BUILD 6000

/* Whether the firewall's service runs. */
static enum nl_answer judge_service(struct nl_arena *arena, const struct nl_machine *machine,
                                    const char *service, struct nl_sentence *out_why)
{
    const struct nl_service *found = nl_machine_service(machine, service);
    uint32_t start = 0;
    if (!found && machine->services_state == NL_VALUE_PRESENT) {
        *out_why = nl_say(
            arena, NL_T("Nothing filters: the service {1} of Windows Firewall is not there."),
            service);
        return NL_ANSWER_NO;
    }
    if (found && found->run == NL_SERVICE_RUNNING)
        return NL_ANSWER_YES;
    if (found && found->run == NL_SERVICE_STOPPED) {
        *out_why = nl_say(
            arena, NL_T("Nothing filters: the service {1} of Windows Firewall is not running."),
            service);
        return NL_ANSWER_NO;
    }
    if (found && found->run == NL_SERVICE_UNKNOWN && nl_value_as_dword(&found->start, &start) &&
        start == 4) {
        *out_why =
            nl_say(arena, NL_T("Nothing filters: the service {1} of Windows Firewall is disabled."),
                   service);
        return NL_ANSWER_NO;
    }
    *out_why = nl_say(arena,
                      NL_T("Whether the service {1} of Windows Firewall runs could not be seen; "
                           "what follows holds if it does."),
                      service);
    return NL_ANSWER_UNKNOWN;
}

/* Outside a domain the Domain profile never comes into force. */
static bool domain_usable(const struct nl_machine *machine)
{
    return nl_domain_member(machine) != NL_ANSWER_NO ||
           machine->membership.state != NL_VALUE_PRESENT ||
           machine->membership.controller == NL_ANSWER_YES ||
           machine->os.kind == NL_OS_DOMAIN_CONTROLLER;
}

static enum nl_answer judge_products(const struct nl_machine *machine, const char **out_name)
{
    enum nl_answer answer =
        machine->firewall_products_seen == NL_ANSWER_NO ? NL_ANSWER_UNKNOWN : NL_ANSWER_NO;
    for (size_t i = 0; i < machine->firewall_products.count; i++) {
        const struct nl_firewall_product *product = &machine->firewall_products.items[i];
        if (product->owns_firewall == NL_ANSWER_YES) {
            *out_name = product->name;
            return NL_ANSWER_YES;
        }
        if (product->owns_firewall == NL_ANSWER_UNKNOWN)
            answer = NL_ANSWER_UNKNOWN;
    }
    return answer;
}

void nl_firewall_state_judge(struct nl_arena *arena, const struct nl_machine *machine,
                             struct nl_firewall_state *out_state)
{
    struct nl_firewall_state state = {0};
    state.old = machine->os.build != 0 && machine->os.build < FIRST_VISTA_BUILD;
    state.service_name = state.old ? "SharedAccess" : "MpsSvc";
    state.service = judge_service(arena, machine, state.service_name, &state.service_why);
    state.replaced = judge_products(machine, &state.product);
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        enum nl_firewall_profile profile = (enum nl_firewall_profile)i;
        state.usable[i] = profile != NL_FIREWALL_DOMAIN || domain_usable(machine);
        state.on[i] = nl_firewall_read_switch(machine, profile, "EnableFirewall");
        state.ignores_local[i] = nl_firewall_ignores_local(machine, profile);
    }
    *out_state = state;
}

bool nl_firewall_is_off(const struct nl_firewall_state *state, enum nl_firewall_profile profile)
{
    return state->on[profile].state == NL_VALUE_PRESENT && state->on[profile].number == 0;
}

/* The same question for one profile. */
static enum nl_answer voids_in(struct nl_arena *arena, const struct nl_firewall_state *state,
                               enum nl_firewall_profile profile, struct nl_sentences *out_why)
{
    const char *name = nl_firewall_profile_names[profile];
    enum nl_value_state on = state->on[profile].state;
    if (nl_firewall_is_off(state, profile)) {
        nl_say_to(arena, out_why,
                  NL_T("The rule does not count in firewall profile {1}, where the firewall is "
                       "off."),
                  name);
        return NL_ANSWER_YES;
    }
    if (state->ignores_local[profile] == NL_ANSWER_YES) {
        nl_say_to(arena, out_why,
                  NL_T("The rule does not count in firewall profile {1}, where a policy makes "
                       "local rules ignored."),
                  name);
        return NL_ANSWER_YES;
    }
    if (!nl_section_seen(on) || state->ignores_local[profile] == NL_ANSWER_UNKNOWN) {
        nl_say_to(arena, out_why,
                  NL_T("Whether the rule counts in firewall profile {1} could not be seen."), name);
        return NL_ANSWER_UNKNOWN;
    }
    return NL_ANSWER_NO;
}

enum nl_answer nl_firewall_voids_own_rule(struct nl_arena *arena,
                                          const struct nl_firewall_state *state,
                                          struct nl_sentences *out_why)
{
    enum nl_answer answer = NL_ANSWER_NO;
    if (state->service == NL_ANSWER_NO) {
        *NL_PUSH(arena, out_why) = state->service_why;
        return NL_ANSWER_YES;
    }
    if (state->replaced == NL_ANSWER_YES) {
        nl_say_to(arena, out_why,
                  NL_T("{1} filters in place of Windows Firewall, so the rule does not count."),
                  nl_clean(arena, state->product));
        return NL_ANSWER_YES;
    }
    if (state->service == NL_ANSWER_UNKNOWN) {
        *NL_PUSH(arena, out_why) = state->service_why;
        answer = NL_ANSWER_UNKNOWN;
    }
    if (state->replaced == NL_ANSWER_UNKNOWN) {
        nl_say_to(arena, out_why,
                  NL_T("Whether another product filters in place of Windows Firewall could not be "
                       "found out."));
        answer = NL_ANSWER_UNKNOWN;
    }
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        if (!state->usable[i])
            continue;
        enum nl_answer here = voids_in(arena, state, (enum nl_firewall_profile)i, out_why);
        if (here == NL_ANSWER_YES)
            answer = NL_ANSWER_YES;
        else if (here == NL_ANSWER_UNKNOWN && answer == NL_ANSWER_NO)
            answer = NL_ANSWER_UNKNOWN;
    }
    return answer;
}
