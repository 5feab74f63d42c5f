/* firewall.c - who can reach a port through Windows Firewall.
 *
 * The order is Windows' own ([MS-FASP] 2.2.34): a rule that lets authenticated peers bypass blocks
 * wins, then blocks, then allows, then the profile's default action. Which profile is in force
 * changes with the network, so every profile that the machine can use is judged. What could not be
 * seen never makes a port closed. */
#include "firewall.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "evidence.h"
#include "firewall_match.h"

struct judging {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    const struct nl_firewall_rules *rules;
    const struct nl_firewall_state *state;
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

/* Whom a limited rule that allows lets in, at most. A rule that is limited by other things than the
 * sender's address lets in whoever meets them. */
static enum nl_reach reach_of(const struct nl_firewall_rule *rule)
{
    enum nl_reach reach = rule->remote.count ? NL_REACH_NAMED : NL_REACH_EVERYBODY;
    for (size_t i = 0; i < rule->remote.count; i++) {
        const char *remote = rule->remote.items[i];
        if (nl_starts(remote, "LocalSubnet")) /* LocalSubnet, LocalSubnet4, LocalSubnet6 */
            reach = nl_reach_widest(reach, NL_REACH_SUBNET);
        else if (nl_starts(remote, "0.0.0.0") || nl_starts(remote, "::/0") ||
                 nl_same(remote, "Internet"))
            reach = NL_REACH_EVERYBODY;
    }
    return reach;
}

/* What the rules of one profile come to. */
struct tally {
    const struct nl_firewall_rule *block, *part_block; /* the first of each kind */
    const struct nl_firewall_rule *other_block;        /* the first that is not netlatch's own */
    const struct nl_firewall_rule *allow;
    const struct nl_firewall_rule *part_allow; /* the one that lets in most */
    const struct nl_firewall_rule *bypass;
};

static void keep_first(const struct nl_firewall_rule **slot, const struct nl_firewall_rule *rule)
{
    if (!*slot)
        *slot = rule;
}

static void count_rule(const struct nl_firewall_rule *rule, struct tally *tally)
{
    bool limited = is_limited(rule);
    if (!rule->active)
        return;
    switch (rule->action) {
    case NL_FIREWALL_BLOCK:
        keep_first(limited ? &tally->part_block : &tally->block, rule);
        if (!limited && !nl_same(rule->group, NL_FIREWALL_GROUP))
            keep_first(&tally->other_block, rule);
        return;
    case NL_FIREWALL_ALLOW:
        if (!limited)
            keep_first(&tally->allow, rule);
        else if (!tally->part_allow || reach_of(rule) > reach_of(tally->part_allow))
            tally->part_allow = rule;
        return;
    case NL_FIREWALL_BYPASS:
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

/* Who gets through in one profile. */
struct passage {
    enum nl_openness openness;
    enum nl_reach reach;
    bool doubtful; /* open or partly, and what was not seen may shut it */
};

static const struct passage nobody = {NL_OPENNESS_CLOSED, NL_REACH_NOBODY, false};
static const struct passage everybody = {NL_OPENNESS_OPEN, NL_REACH_EVERYBODY, false};
static const struct passage not_known = {NL_OPENNESS_UNKNOWN, NL_REACH_UNKNOWN, false};

static struct passage say_outcome(struct judging *j, const char *profile, const struct tally *tally,
                                  bool no_exceptions, bool default_allows)
{
    struct nl_arena *arena = j->arena;
    const struct nl_firewall_rule *allow = no_exceptions ? NULL : tally->allow;
    const struct nl_firewall_rule *part_allow = no_exceptions ? NULL : tally->part_allow;
    struct passage passage = nobody;
    if (tally->block) {
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} blocks the port."), profile,
                  shown(arena, tally->block));
    } else if (no_exceptions) {
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: DoNotAllowExceptions is 1, so no rule can open the "
                       "port."),
                  profile);
    } else if (allow) {
        passage = everybody;
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} opens the port."), profile,
                  shown(arena, allow));
    } else if (default_allows) {
        passage = everybody;
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: the default inbound action is allow."),
                  profile);
    } else if (part_allow) {
        passage = (struct passage){NL_OPENNESS_PARTLY, reach_of(part_allow), false};
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} opens the port for some."),
                  profile, shown(arena, part_allow));
        say_limits(j, part_allow);
    } else {
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: no rule opens the port and the default inbound "
                       "action is block."),
                  profile);
    }
    if (passage.openness != NL_OPENNESS_CLOSED && tally->part_block) {
        passage.openness = NL_OPENNESS_PARTLY;
        nl_say_to(arena, j->why, NL_T("Firewall profile {1}: rule {2} blocks the port for some."),
                  profile, shown(arena, tally->part_block));
        say_limits(j, tally->part_block);
    }
    if (passage.openness == NL_OPENNESS_CLOSED && tally->bypass) {
        passage = (struct passage){NL_OPENNESS_PARTLY, NL_REACH_NAMED, false};
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: rule {2} lets authenticated peers pass every block."),
                  profile, shown(arena, tally->bypass));
    }
    return passage;
}

static bool is_local(const struct nl_firewall_rule *rule)
{
    return rule && rule->store == NL_FIREWALL_LOCAL;
}

static struct passage judge_profile(struct judging *j, enum nl_firewall_profile profile,
                                    const struct nl_firewall_rule **out_other_block)
{
    struct nl_arena *arena = j->arena;
    const char *name = nl_firewall_profile_names[profile];
    const struct nl_firewall_switch *on = &j->state->on[profile];
    struct nl_firewall_switch strict =
        nl_firewall_read_switch(j->machine, profile, "DoNotAllowExceptions");
    struct nl_firewall_switch action =
        nl_firewall_read_switch(j->machine, profile, "DefaultInboundAction");
    if (nl_firewall_is_off(j->state, profile)) {
        nl_say_to(arena, j->why,
                  on->by_policy
                      ? NL_T("Firewall profile {1} is off: a policy sets EnableFirewall to 0.")
                      : NL_T("Firewall profile {1} is off: EnableFirewall is 0."),
                  name);
        return everybody;
    }
    enum nl_answer ignored = j->state->ignores_local[profile];
    if (ignored == NL_ANSWER_YES)
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: a policy sets AllowLocalPolicyMerge to 0, so local "
                       "rules do not count."),
                  name);
    bool with_local = ignored != NL_ANSWER_YES;
    struct tally tally = count_rules(j, profile, with_local);
    struct passage passage =
        say_outcome(j, name, &tally, strict.state == NL_VALUE_PRESENT && strict.number == 1,
                    action.state == NL_VALUE_PRESENT && action.number == 0);
    bool switches_seen = nl_section_seen(on->state) && nl_section_seen(strict.state) &&
                         nl_section_seen(action.state);
    if (!switches_seen)
        nl_say_to(arena, j->why,
                  NL_T("Firewall profile {1}: whether it is on, and its default action, could not "
                       "be seen."),
                  name);
    /* A full block that counts for certain needs nothing else to be known. */
    bool certain_block = tally.block && nl_section_seen(on->state) &&
                         (tally.block->store != NL_FIREWALL_LOCAL || ignored == NL_ANSWER_NO);
    if (certain_block)
        *out_other_block = tally.other_block;
    bool by_local = ignored == NL_ANSWER_UNKNOWN &&
                    (is_local(tally.allow) || (!tally.allow && is_local(tally.part_allow)));
    if (passage.openness != NL_OPENNESS_CLOSED) {
        if (by_local)
            nl_say_to(arena, j->why,
                      NL_T("Firewall profile {1}: whether local rules count could not be seen."),
                      name);
        passage.doubtful =
            by_local || !nl_section_seen(strict.state) || say_unseen_stores(j, with_local);
    } else if (!certain_block &&
               (!switches_seen || ignored == NL_ANSWER_UNKNOWN || say_unseen_stores(j, with_local)))
        return not_known;
    return passage;
}

/* The firewall of XP and Server 2003 has no such rules; its exceptions are not evaluated. */
static struct passage judge_old(struct judging *j)
{
    if (nl_firewall_is_off(j->state, NL_FIREWALL_DOMAIN) &&
        nl_firewall_is_off(j->state, NL_FIREWALL_PRIVATE)) {
        nl_say_to(j->arena, j->why, NL_T("The firewall is off in both of its profiles."));
        return everybody;
    }
    nl_say_to(j->arena, j->why,
              NL_T("Windows before Vista keeps the exceptions of its firewall in another form, "
                   "which netlatch does not evaluate."));
    return not_known;
}

/* What makes the answer of Windows Firewall less than certain, whatever its rules say. */
static struct passage doubt(const struct nl_firewall_state *state, struct passage passage)
{
    bool closed = passage.openness == NL_OPENNESS_CLOSED;
    if (state->replaced == NL_ANSWER_YES ||
        (closed && (state->replaced == NL_ANSWER_UNKNOWN || state->service == NL_ANSWER_UNKNOWN)))
        return not_known;
    passage.doubtful = passage.doubtful || (!closed && state->replaced == NL_ANSWER_UNKNOWN);
    return passage;
}

static void say_state(struct judging *j)
{
    if (j->state->service_why.format)
        *NL_PUSH(j->arena, j->why) = j->state->service_why;
    if (j->state->replaced == NL_ANSWER_YES)
        nl_say_to(j->arena, j->why,
                  NL_T("{1} filters in place of Windows Firewall; whom it lets in is not known."),
                  nl_clean(j->arena, j->state->product));
    else if (j->state->replaced == NL_ANSWER_UNKNOWN)
        nl_say_to(j->arena, j->why,
                  NL_T("Whether another product filters in place of Windows Firewall could not be "
                       "found out."));
}

static enum nl_openness together(const struct nl_firewall_state *state,
                                 const struct nl_firewall_view *view)
{
    unsigned seen[NL_OPENNESS_OPEN + 1] = {0};
    unsigned usable = 0;
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        if (state->usable[i]) {
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
                       const struct nl_firewall_rules *rules, const struct nl_firewall_state *state,
                       const struct nl_port *port, struct nl_firewall_view *out_view)
{
    struct nl_firewall_view view = {.admits = NL_REACH_NOBODY};
    struct judging j = {.arena = arena,
                        .machine = machine,
                        .rules = rules,
                        .state = state,
                        .port = port,
                        .why = &view.why};
    struct passage old = not_known;
    bool closed_by_others = state->service == NL_ANSWER_YES && state->replaced == NL_ANSWER_NO;
    say_state(&j);
    if (state->old && state->service != NL_ANSWER_NO)
        old = judge_old(&j);
    nl_firewall_find_owners(arena, machine, port, &j.owners);
    for (size_t i = 0; i < NL_FIREWALL_PROFILE_COUNT; i++) {
        const struct nl_firewall_rule *other_block = NULL;
        struct passage passage = everybody;
        if (!state->usable[i])
            continue;
        if (state->old)
            passage = state->service == NL_ANSWER_NO ? passage : old;
        else if (state->service != NL_ANSWER_NO)
            passage = judge_profile(&j, (enum nl_firewall_profile)i, &other_block);
        passage = doubt(state, passage);
        view.profiles[i] = passage.openness;
        view.admits = nl_reach_widest(view.admits, passage.reach);
        view.doubtful = view.doubtful || passage.doubtful;
        closed_by_others = closed_by_others && other_block;
        if (other_block && !view.closed_by)
            view.closed_by = other_block;
    }
    if (!closed_by_others)
        view.closed_by = NULL;
    if (rules->broken.count > 0)
        nl_say_to(arena, &view.why,
                  NL_T("{1} firewall rules could not be understood and were left out; the first "
                       "is {2}."),
                  nl_decimal(rules->broken.count).text, nl_clean(arena, rules->broken.items[0].id));
    view.openness = together(state, &view);
    *out_view = view;
}
