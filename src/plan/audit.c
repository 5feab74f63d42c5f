/* audit.c - a machine judged against a profile. */
#include "plan/audit.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "plan/firewall.h"

static bool is_open(enum nl_openness openness)
{
    return openness == NL_OPENNESS_OPEN || openness == NL_OPENNESS_PARTLY;
}

static struct nl_finding *add(struct nl_arena *arena, struct nl_audit *audit, const char *id,
                              enum nl_verdict verdict, enum nl_severity severity)
{
    struct nl_finding *finding = NL_PUSH(arena, &audit->findings);
    finding->id = id;
    finding->verdict = verdict;
    finding->severity = severity;
    return finding;
}

/* What is requested, for people. */
static const char *wanted_text(struct nl_arena *arena, const struct nl_want *want)
{
    struct nl_text out;
    if (want->kind == NL_WANT_WORD)
        return want->word;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < want->sids.count; i++)
        nl_text_format(&out, "%s%s", i ? ", " : "", want->sids.items[i]);
    return out.data;
}

static const char *found_text(struct nl_arena *arena, const struct nl_judged *judged)
{
    if (judged->effective && judged->meaning.kind != NL_MEANING_INVALID)
        return judged->effective;
    return nl_clean(arena, nl_value_show(arena, &judged->value));
}

static void add_setting(struct nl_arena *arena, struct nl_audit *audit,
                        const struct nl_judged *judged)
{
    if (judged->verdict == NL_VERDICT_NOT_CHECKED && judged->meaning.kind == NL_MEANING_INVALID) {
        /* Nobody requested for it, but somebody wrote it and believes that it counts. */
        struct nl_finding *odd =
            add(arena, audit, nl_arena_format(arena, "value.%s", judged->instance.id),
                NL_VERDICT_FAIL, NL_SEVERITY_LOW);
        odd->setting = judged->instance.id;
        odd->what = judged->meaning.problem;
    }
    if (judged->verdict != NL_VERDICT_FAIL && judged->verdict != NL_VERDICT_UNKNOWN)
        return;
    const char *title = judged->instance.setting->title;
    const char *label = judged->instance.label ? judged->instance.label : judged->instance.instance;
    struct nl_finding *finding =
        add(arena, audit, nl_arena_format(arena, "setting.%s", judged->instance.id),
            judged->verdict, judged->severity);
    finding->setting = judged->instance.id;
    if (judged->verdict == NL_VERDICT_UNKNOWN) {
        finding->what =
            label ? nl_say(arena, NL_T("{1} ({2}) could not be read, so it does not pass."), title,
                           nl_clean(arena, label))
                  : nl_say(arena, NL_T("{1} could not be read, so it does not pass."), title);
        if (judged->value.state == NL_VALUE_DENIED &&
            audit->machine->session.elevated == NL_ANSWER_NO)
            finding->next = nl_say(arena, NL_T("Run netlatch from an elevated prompt to include "
                                               "it."));
        return;
    }
    const char *found = found_text(arena, judged);
    const char *wanted = wanted_text(arena, judged->want);
    switch (judged->want->kind) {
    case NL_WANT_WORD:
        if (judged->meaning.choice && nl_equal(judged->effective, judged->want->word)) {
            /* In force for another reason than the value (DHCP, an adapter that is gone). */
            finding->what =
                nl_say(arena,
                       NL_T("{1} ({2}) is set to {3}; {4} is in force only for as long as other "
                            "things stay as they are."),
                       title, label ? nl_clean(arena, label) : judged->instance.id,
                       judged->meaning.choice->word, wanted);
            break;
        }
        finding->what =
            label ? nl_say(arena, NL_T("{1} ({2}) is {3}, wanted is {4}."), title,
                           nl_clean(arena, label), found, wanted)
                  : nl_say(arena, NL_T("{1} is {2}, wanted is {3}."), title, found, wanted);
        break;
    case NL_WANT_SIDS_ADD:
        finding->what = nl_say(arena, NL_T("{1}: the list should hold {2}."), title, wanted);
        break;
    case NL_WANT_SIDS_REMOVE:
        finding->what = nl_say(arena, NL_T("{1}: the list should not hold {2}."), title, wanted);
        break;
    case NL_WANT_SIDS_EXACT:
        finding->what =
            wanted[0] ? nl_say(arena, NL_T("{1}: the list should be exactly {2}."), title, wanted)
                      : nl_say(arena, NL_T("{1}: the list should be empty."), title);
        break;
    }
    finding->next = nl_say(arena, NL_T("Make a plan with this profile to see the change and its "
                                       "price."));
}

/* The machine as the profile requests it, as far as its words can be written. Pure: it only serves
 * to ask which ports the profile means to close. */
static struct nl_machine requested(struct nl_arena *arena, const struct nl_audit *audit)
{
    struct nl_machine machine = *audit->machine;
    nl_machine_fork(arena, &machine);
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        struct nl_value value;
        struct nl_error err;
        if (judged->verdict == NL_VERDICT_FAIL && judged->want->kind == NL_WANT_WORD &&
            nl_word_value(arena, judged->instance.setting, judged->want->word, &value, &err) ==
                NL_OK)
            nl_machine_change(arena, &machine, &judged->instance.address, &value);
    }
    return machine;
}

static void add_port(struct nl_arena *arena, struct nl_audit *audit, size_t index,
                     const struct nl_port_exposure *after)
{
    const struct nl_port_exposure *port = &audit->ports[index];
    const char *number = nl_arena_text(arena, nl_decimal(port->port->number).text);
    struct nl_finding *finding = NULL;
    bool unseen = port->observed == NL_OPENNESS_UNKNOWN;
    if (unseen && port->predicted == NL_OPENNESS_UNKNOWN) {
        finding = add(arena, audit, nl_arena_format(arena, "port.%s.unknown", number),
                      NL_VERDICT_UNKNOWN, NL_SEVERITY_MEDIUM);
        finding->what =
            nl_say(arena,
                   NL_T("Whether port {1} is open could be told neither from the settings nor from "
                        "the sockets."),
                   number);
        finding->port = port->port;
        return;
    }
    if (!is_open(unseen ? port->predicted : port->observed) ||
        port->reachable == NL_OPENNESS_CLOSED)
        return;
    enum nl_severity severity =
        port->port->protocol == NL_TCP ? NL_SEVERITY_HIGH : NL_SEVERITY_MEDIUM;
    bool closes = after->predicted == NL_OPENNESS_CLOSED || after->reachable == NL_OPENNESS_CLOSED;
    bool reachable = is_open(port->reachable);
    finding = add(arena, audit, nl_arena_format(arena, "port.%s.open", number),
                  !closes     ? NL_VERDICT_NOT_CHECKED
                  : reachable ? NL_VERDICT_FAIL
                              : NL_VERDICT_UNKNOWN,
                  closes ? severity : NL_SEVERITY_LOW);
    finding->port = port->port;
    if (reachable)
        finding->what = closes ? nl_say(arena,
                                        NL_T("Port {1} is open and other machines can reach "
                                             "it; the profile means to close it."),
                                        number)
                               : nl_say(arena,
                                        NL_T("Port {1} is open and other machines can reach "
                                             "it; the profile leaves it so."),
                                        number);
    else
        finding->what = nl_say(arena,
                               NL_T("Port {1} is open; whether the firewall keeps other "
                                    "machines away could not be found out."),
                               number);
}

static void add_mismatches(struct nl_arena *arena, struct nl_audit *audit,
                           const struct nl_mismatches *mismatches)
{
    for (size_t i = 0; i < mismatches->count; i++) {
        const struct nl_port *port = mismatches->items[i].port;
        bool open = is_open(audit->ports[port - nl_ports].observed);
        struct nl_finding *finding =
            add(arena, audit, nl_arena_format(arena, "port.%u.mismatch", (unsigned)port->number),
                NL_VERDICT_FAIL, open ? NL_SEVERITY_MEDIUM : NL_SEVERITY_LOW);
        finding->port = port;
        finding->what = mismatches->items[i].what;
    }
}

static void add_unseen(struct nl_arena *arena, struct nl_audit *audit)
{
    const struct nl_machine *machine = audit->machine;
    for (size_t i = 0; i < machine->unseen.count; i++) {
        const struct nl_unseen *unseen = &machine->unseen.items[i];
        const char *what = nl_clean(arena, unseen->what ? unseen->what : "?");
        struct nl_finding *finding = add(arena, audit, nl_arena_format(arena, "unseen.%s", what),
                                         NL_VERDICT_UNKNOWN, NL_SEVERITY_LOW);
        const char *code = nl_arena_text(arena, nl_decimal(unseen->code).text);
        if (unseen->state == NL_VALUE_DENIED)
            finding->what = nl_say(
                arena, NL_T("{1} could not be seen: access was denied (error {2})."), what, code);
        else if (unseen->why)
            finding->what = nl_say(arena, NL_T("{1} could not be seen: {2}"), what,
                                   nl_clean(arena, unseen->why));
        else
            finding->what =
                nl_say(arena, NL_T("{1} cannot be seen on this system or from here (error {2})."),
                       what, code);
        if (unseen->state == NL_VALUE_DENIED && machine->session.elevated == NL_ANSWER_NO)
            finding->next = nl_say(arena, NL_T("Run netlatch from an elevated prompt to include "
                                               "it."));
    }
}

static void add_broken_rules(struct nl_arena *arena, struct nl_audit *audit)
{
    struct nl_firewall_rules rules;
    nl_firewall_read(arena, audit->machine, &rules);
    for (size_t i = 0; i < rules.broken.count; i++) {
        const char *id = nl_clean(arena, rules.broken.items[i].id);
        struct nl_finding *finding =
            add(arena, audit, nl_arena_format(arena, "firewall.rule.%s", id), NL_VERDICT_UNKNOWN,
                NL_SEVERITY_LOW);
        finding->what = rules.broken.items[i].problem;
    }
}

/* Worst first; among equals the order in which they were found. */
static void sort_findings(struct nl_arena *arena, struct nl_audit *audit)
{
    static const enum nl_verdict order[] = {NL_VERDICT_FAIL, NL_VERDICT_UNKNOWN,
                                            NL_VERDICT_NOT_CHECKED, NL_VERDICT_NOT_APPLICABLE,
                                            NL_VERDICT_PASS};
    size_t count = audit->findings.count;
    struct nl_finding *sorted = nl_arena_array(arena, count, sizeof *sorted);
    size_t used = 0;
    for (size_t v = 0; v < NL_COUNT_OF(order); v++) {
        for (int severity = NL_SEVERITY_BLOCK; severity >= NL_SEVERITY_NONE; severity--) {
            for (size_t i = 0; i < count; i++) {
                const struct nl_finding *finding = &audit->findings.items[i];
                if (finding->verdict == order[v] && (int)finding->severity == severity)
                    sorted[used++] = *finding;
            }
        }
    }
    audit->findings.items = sorted;
    audit->findings.capacity = count;
}

enum nl_status nl_audit_make(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_profile *profile, struct nl_audit *out_audit,
                             struct nl_error *err)
{
    struct nl_audit audit = {.machine = machine, .profile = profile};
    struct nl_port_exposure after[NL_PORT_COUNT];
    struct nl_mismatches mismatches;
    nl_recommend(arena, machine, &audit.recommendation);
    if (!profile) {
        struct nl_profile *recommended = nl_arena_alloc(arena, sizeof *recommended);
        enum nl_status status =
            nl_builtin_profile(arena, audit.recommendation.profile, recommended, err);
        if (status != NL_OK)
            return status;
        audit.profile = recommended;
        audit.profile_recommended = true;
    }
    struct nl_instances instances = nl_machine_instances(arena, machine);
    for (size_t i = 0; i < instances.count; i++) {
        struct nl_judged *judged = NL_PUSH(arena, &audit.settings);
        nl_judge(arena, machine, &instances.items[i],
                 nl_profile_want(audit.profile, machine, &instances.items[i]), judged);
        audit.summary.counts[judged->verdict]++;
        add_setting(arena, &audit, judged);
    }
    nl_exposure_judge(arena, machine, audit.ports, &mismatches);
    nl_exposure_client(arena, machine, &audit.client);
    struct nl_machine as_requested = requested(arena, &audit);
    nl_exposure_judge(arena, &as_requested, after, NULL);
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        add_port(arena, &audit, i, &after[i]);
    add_mismatches(arena, &audit, &mismatches);
    nl_confusables(arena, machine, &audit);
    add_broken_rules(arena, &audit);
    add_unseen(arena, &audit);
    sort_findings(arena, &audit);
    *out_audit = audit;
    return NL_OK;
}

bool nl_audit_clean(const struct nl_audit *audit)
{
    return audit->summary.counts[NL_VERDICT_FAIL] == 0 &&
           audit->summary.counts[NL_VERDICT_UNKNOWN] == 0;
}
