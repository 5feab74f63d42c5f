/* firewall.c - who can reach a port through Windows Firewall.
 *
 * The order is Windows' own ([MS-FASP] 2.2.34): a rule that lets authenticated peers bypass blocks
 * wins, then blocks, then allows, then the profile's default action. Which profile is in force
 * changes with the network, so every profile that the machine can use is judged. What could not be
 * seen never makes a port closed. */
#include "plan/firewall.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "plan/firewall_match.h"

#define FIRST_VISTA_BUILD 6000

struct judging {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    const struct nl_firewall_rules *rules;
    const struct nl_port *port;
    struct nl_firewall_owners owners;
    struct nl_sentences *why;
};

static bool is_limited(const struct nl_firewall_rule *rule)
{
    return rule->remote.count || rule->local.count || rule->interfaces.count ||
           rule->interface_types.count || rule->remote_ports.count || rule->unheeded.count;
}

/* Rules made by hand have a GUID for an id and a name that says more. */
static const char *shown(struct nl_arena *arena, const struct nl_firewall_rule *rule)
{
    bool by_name = rule->id[0] == '{' && rule->name && rule->name[0] && rule->name[0] != '@';
    return nl_clean(arena, by_name ? rule->name : rule->id);
}

static const char *joined(struct nl_arena *arena, const struct nl_texts *texts)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < texts->count; i++) {
        if (!i || !nl_same(texts->items[i], texts->items[i - 1])) /* RA4 and RA6 say the same */
            nl_text_format(&out, "%s%s", i ? ", " : "", texts->items[i]);
    }
    return nl_clean(arena, out.data);
}

static bool only_local_subnet(const struct nl_firewall_rule *rule)
{
    for (size_t i = 0; i < rule->remote.count; i++) {
        if (!nl_same(rule->remote.items[i], "LocalSubnet"))
            return false;
    }
    return rule->remote.count > 0;
}

/* Each thing that limits a rule, in a sentence of its own. */
static void say_limits(struct judging *j, const struct nl_firewall_rule *rule)
{
    const char *name = shown(j->arena, rule);
    if (only_local_subnet(rule))
        nl_say_to(j->arena, j->why, NL_T("Rule {1} is for peers in the local subnet only."), name);
    else if (rule->remote.count)
        nl_say_to(j->arena, j->why, NL_T("Rule {1} is for these remote addresses only: {2}."), name,
                  joined(j->arena, &rule->remote));
    if (rule->local.count)
        nl_say_to(j->arena, j->why, NL_T("Rule {1} is for these local addresses only: {2}."), name,
                  joined(j->arena, &rule->local));
    if (rule->interfaces.count)
        nl_say_to(j->arena, j->why, NL_T("Rule {1} is for these network interfaces only: {2}."),
                  name, joined(j->arena, &rule->interfaces));
    if (rule->interface_types.count)
        nl_say_to(j->arena, j->why,
                  NL_T("Rule {1} is for these kinds of network interface only: {2}."), name,
                  joined(j->arena, &rule->interface_types));
    if (rule->remote_ports.count)
        nl_say_to(j->arena, j->why, NL_T("Rule {1} is for these remote ports only: {2}."), name,
                  joined(j->arena, &rule->remote_ports));
    if (rule->unheeded.count)
        nl_say_to(j->arena, j->why,
                  NL_T("Rule {1} has conditions that netlatch cannot evaluate: {2}."), name,
                  joined(j->arena, &rule->unheeded));
    if (rule->newer)
        nl_say_to(j->arena, j->why, NL_T("Rule {1} is of a newer version than netlatch knows."),
                  name);
}

/* What the rules of one profile come to. */
struct tally {
    const struct nl_firewall_rule *block, *part_block; /* the first of each kind */
    const struct nl_firewall_rule *allow, *part_allow;
    const struct nl_firewall_rule *bypass;
    const struct nl_firewall_rule *asleep; /* an inactive rule that would allow */
};

static void keep_first(const struct nl_firewall_rule **slot, const struct nl_firewall_rule *rule)
{
    if (!*slot)
        *slot = rule;
}

static void count_rule(const struct nl_firewall_rule *rule, struct tally *tally)
{
    bool limited = is_limited(rule);
    switch (rule->action) {
    case NL_FIREWALL_BLOCK:
        if (rule->active)
            keep_first(limited ? &tally->part_block : &tally->block, rule);
        return;
    case NL_FIREWALL_ALLOW:
        if (!rule->active)
            keep_first(&tally->asleep, rule);
        else
            keep_first(limited ? &tally->part_allow : &tally->allow, rule);
        return;
    case NL_FIREWALL_BYPASS:
        if (rule->active)
            keep_first(&tally->bypass, rule);
        return;
    }
}

static struct tally count_rules(const struct judging *j, enum nl_firewall_profile profile,
                                bool with_local)
{
    struct tally tally = {0};
    for (size_t i = 0; i < j->rules->list.count; i++) {
        const struct nl_firewall_rule *rule = &j->rules->list.items[i];
        if (!(rule->profiles & 1u << profile) || !nl_firewall_concerns(rule, j->port, &j->owners))
            continue;
        if (rule->store == NL_FIREWALL_LOCAL && !with_local)
            continue;
        /* Service hardening only takes away: an allow there opens nothing. */
        if (rule->store == NL_FIREWALL_SERVICES &&
            (rule->action != NL_FIREWALL_BLOCK || (!rule->service && !rule->app)))
            continue;
        count_rule(rule, &tally);
    }
    return tally;
}

/* Says what a store that could not be read leaves open; true when there is one. */
static bool say_unseen_stores(struct judging *j, bool with_local)
{
    static const struct {
        enum nl_firewall_store store;
        const char *format;
    } rows[] = {
        {NL_FIREWALL_LOCAL, NL_T("The local firewall rules could not be seen.")},
        {NL_FIREWALL_POLICY, NL_T("The firewall rules of group policy could not be seen.")},
        {NL_FIREWALL_MDM, NL_T("The firewall rules of device management could not be seen.")},
    };
    bool unseen = false;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        enum nl_value_state state = j->rules->states[rows[i].store];
        if (state == NL_VALUE_PRESENT || state == NL_VALUE_ABSENT ||
            (rows[i].store == NL_FIREWALL_LOCAL && !with_local))
            continue;
        nl_say_to(j->arena, j->why, rows[i].format);
        unseen = true;
    }
    return unseen;
}

static enum nl_openness say_outcome(struct judging *j, const char *profile,
                                    const struct tally *tally, bool no_exceptions,
                                    bool default_allows)
{
    struct nl_arena *arena = j->arena;
    const struct nl_firewall_rule *allow = no_exceptions ? NULL : tally->allow;
    const struct nl_firewall_rule *part_allow = no_exceptions ? NULL : tally->part_allow;
    enum nl_openness openness = NL_OPENNESS_CLOSED;
    if (tally->block) {
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} blocks the port."), profile,
                  shown(arena, tally->block));
    } else if (no_exceptions) {
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: DoNotAllowExceptions is 1, so no rule can open the "
                       "port."),
                  profile);
    } else if (allow) {
        openness = NL_OPENNESS_OPEN;
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} opens the port."), profile,
                  shown(arena, allow));
    } else if (default_allows) {
        openness = NL_OPENNESS_OPEN;
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: the default inbound action is allow."),
                  profile);
    } else if (part_allow) {
        openness = NL_OPENNESS_PARTLY;
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} opens the port for some."),
                  profile, shown(arena, part_allow));
        say_limits(j, part_allow);
    } else if (tally->asleep) {
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: {2} is inactive and the default inbound action is "
                       "block."),
                  profile, shown(arena, tally->asleep));
    } else {
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: no rule opens the port and the default inbound "
                       "action is block."),
                  profile);
    }
    if (openness != NL_OPENNESS_CLOSED && tally->part_block) {
        openness = NL_OPENNESS_PARTLY;
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} blocks the port for some."),
                  profile, shown(arena, tally->part_block));
        say_limits(j, tally->part_block);
    }
    if (openness == NL_OPENNESS_CLOSED && tally->bypass) {
        openness = NL_OPENNESS_PARTLY;
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: rule {2} lets authenticated peers pass every block."),
                  profile, shown(arena, tally->bypass));
    }
    return openness;
}

static bool is_seen(const struct nl_firewall_switch *found)
{
    return found->state == NL_VALUE_PRESENT || found->state == NL_VALUE_ABSENT;
}

static enum nl_openness judge_profile(struct judging *j, enum nl_firewall_profile profile)
{
    struct nl_arena *arena = j->arena;
    const char *name = nl_firewall_profile_names[profile];
    struct nl_firewall_switch on = nl_firewall_read_switch(j->machine, profile, "EnableFirewall");
    struct nl_firewall_switch strict =
        nl_firewall_read_switch(j->machine, profile, "DoNotAllowExceptions");
    struct nl_firewall_switch action =
        nl_firewall_read_switch(j->machine, profile, "DefaultInboundAction");
    if (on.state == NL_VALUE_PRESENT && on.number == 0) {
        nl_say_to(arena, j->why,
                  on.by_policy
                      ? NL_T("Firewall profile {1} is off: a policy sets EnableFirewall to 0.")
                      : NL_T("Firewall profile {1} is off: EnableFirewall is 0."),
                  name);
        return NL_OPENNESS_OPEN;
    }
    enum nl_answer ignored = nl_firewall_ignores_local(j->machine, profile);
    if (ignored == NL_ANSWER_YES)
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: a policy sets AllowLocalPolicyMerge to 0, so local "
                       "rules do not count."),
                  name);
    bool with_local = ignored != NL_ANSWER_YES;
    struct tally tally = count_rules(j, profile, with_local);
    enum nl_openness openness =
        say_outcome(j, name, &tally, strict.state == NL_VALUE_PRESENT && strict.number == 1,
                    action.state == NL_VALUE_PRESENT && action.number == 0);
    bool switches_seen = is_seen(&on) && is_seen(&strict) && is_seen(&action);
    if (!switches_seen)
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: whether it is on, and its default action, could not "
                       "be seen."),
                  name);
    /* A full block that counts for certain needs nothing else to be known. */
    bool certain_block = tally.block && is_seen(&on) &&
                         (tally.block->store != NL_FIREWALL_LOCAL || ignored == NL_ANSWER_NO);
    if (openness == NL_OPENNESS_CLOSED && !certain_block &&
        (!switches_seen || ignored == NL_ANSWER_UNKNOWN || say_unseen_stores(j, with_local)))
        return NL_OPENNESS_UNKNOWN;
    return openness;
}

/* Whether the firewall's service filters at all. */
static enum nl_answer filters(struct judging *j, const char *service)
{
    const struct nl_service *found = nl_machine_service(j->machine, service);
    uint32_t start = 0;
    if (!found && j->machine->services_state == NL_VALUE_PRESENT) {
        nl_say_to(j->arena, j->why,
                  NL_T("Nothing filters: the service {1} of Windows Firewall is not there."),
                  service);
        return NL_ANSWER_NO;
    }
    if (found && found->run == NL_SERVICE_RUNNING)
        return NL_ANSWER_YES;
    if (found && found->run == NL_SERVICE_STOPPED) {
        nl_say_to(j->arena, j->why,
                  NL_T("Nothing filters: the service {1} of Windows Firewall is not running."),
                  service);
        return NL_ANSWER_NO;
    }
    if (found && found->run == NL_SERVICE_UNKNOWN && nl_value_as_dword(&found->start, &start) &&
        start == 4) {
        nl_say_to(j->arena, j->why,
                  NL_T("Nothing filters: the service {1} of Windows Firewall is disabled."),
                  service);
        return NL_ANSWER_NO;
    }
    nl_say_to(j->arena, j->why,
              NL_T("Whether the service {1} of Windows Firewall runs could not be seen; what "
                   "follows holds if it does."),
              service);
    return NL_ANSWER_UNKNOWN;
}

/* The firewall of XP and Server 2003 has no such rules; its exceptions are not evaluated. */
static enum nl_openness judge_old(struct judging *j)
{
    struct nl_firewall_switch domain =
        nl_firewall_read_switch(j->machine, NL_FIREWALL_DOMAIN, "EnableFirewall");
    struct nl_firewall_switch standard =
        nl_firewall_read_switch(j->machine, NL_FIREWALL_PRIVATE, "EnableFirewall");
    if (domain.state == NL_VALUE_PRESENT && domain.number == 0 &&
        standard.state == NL_VALUE_PRESENT && standard.number == 0) {
        nl_say_to(j->arena, j->why, NL_T("The firewall is off in both of its profiles."));
        return NL_OPENNESS_OPEN;
    }
    nl_say_to(j->arena, j->why,
              NL_T("Windows before Vista keeps the exceptions of its firewall in another form, "
                   "which netlatch does not evaluate."));
    return NL_OPENNESS_UNKNOWN;
}

/* Outside a domain the Domain profile never comes into force. */
static bool domain_usable(const struct nl_machine *machine)
{
    return machine->membership.state != NL_VALUE_PRESENT ||
           (machine->membership.join != NL_JOIN_WORKGROUP &&
            machine->membership.join != NL_JOIN_NONE) ||
           machine->membership.controller == NL_ANSWER_YES ||
           machine->os.kind == NL_OS_DOMAIN_CONTROLLER;
}

static enum nl_openness together(const struct nl_firewall_view *view)
{
    unsigned seen[NL_OPENNESS_OPEN + 1] = {0};
    unsigned usable = 0;
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        if (view->usable[i]) {
            seen[view->profiles[i]]++;
            usable++;
        }
    }
    if (seen[NL_OPENNESS_OPEN] == usable)
        return NL_OPENNESS_OPEN;
    if (seen[NL_OPENNESS_OPEN] || seen[NL_OPENNESS_PARTLY])
        return NL_OPENNESS_PARTLY;
    return seen[NL_OPENNESS_UNKNOWN] ? NL_OPENNESS_UNKNOWN : NL_OPENNESS_CLOSED;
}

void nl_firewall_judge(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_firewall_rules *rules, const struct nl_port *port,
                       struct nl_firewall_view *out_view)
{
    struct nl_firewall_view view = {0};
    struct judging j = {
        .arena = arena, .machine = machine, .rules = rules, .port = port, .why = &view.why};
    bool old = machine->os.build != 0 && machine->os.build < FIRST_VISTA_BUILD;
    enum nl_answer filtering = filters(&j, old ? "SharedAccess" : "MpsSvc");
    enum nl_openness old_openness =
        old && filtering != NL_ANSWER_NO ? judge_old(&j) : NL_OPENNESS_UNKNOWN;
    nl_firewall_find_owners(arena, machine, port, &j.owners);
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        view.usable[i] = i != NL_FIREWALL_DOMAIN || domain_usable(machine);
        if (!view.usable[i])
            view.profiles[i] = NL_OPENNESS_UNKNOWN;
        else if (filtering == NL_ANSWER_NO)
            view.profiles[i] = NL_OPENNESS_OPEN;
        else if (old)
            view.profiles[i] = old_openness;
        else
            view.profiles[i] = judge_profile(&j, (enum nl_firewall_profile)i);
        if (filtering == NL_ANSWER_UNKNOWN && view.profiles[i] == NL_OPENNESS_CLOSED)
            view.profiles[i] = NL_OPENNESS_UNKNOWN;
    }
    if (rules->broken.count > 0)
        nl_say_to(arena, &view.why,
                  NL_T("{1} firewall rules could not be understood and were left out; the first "
                       "is {2}."),
                  nl_decimal(rules->broken.count).text, nl_clean(arena, rules->broken.items[0].id));
    view.openness = together(&view);
    *out_view = view;
}
