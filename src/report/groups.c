/* groups.c - findings of one rule as one line, steps or requests of one setting as one line. */
#include "report/groups.h"

#include "base/clean.h"
#include "plan/setting_state.h"
#include "report/conclusion.h"
#include "report/label.h"
#include "report/phrase.h"

#include <string.h>

static const struct nl_judged *judged_of(const struct nl_audit *audit, const char *id)
{
    for (size_t i = 0; i < audit->settings.count && id; i++) {
        if (nl_equal(audit->settings.items[i].instance.id, id))
            return &audit->settings.items[i];
    }
    return NULL;
}

static const char *instance_name(struct nl_arena *arena, const struct nl_instance *instance)
{
    if (!instance->instance)
        return NULL;
    const char *name = instance->label && *instance->label ? instance->label : instance->instance;
    return nl_clean(arena,
                    instance->setting->instances == NL_INSTANCE_PORT ? instance->instance : name);
}

static struct nl_finding_group *group_of(struct nl_arena *arena, struct nl_finding_groups *groups,
                                         const struct nl_finding *finding)
{
    const char *rule = finding->rule ? finding->rule : finding->id;
    for (size_t i = 0; i < groups->count; i++) {
        if (nl_equal(groups->items[i].rule, rule) && groups->items[i].verdict == finding->verdict &&
            groups->items[i].severity == finding->severity)
            return &groups->items[i];
    }
    struct nl_finding_group *group = NL_PUSH(arena, groups);
    *group = (struct nl_finding_group){.rule = rule,
                                       .verdict = finding->verdict,
                                       .severity = finding->severity,
                                       .alike = true,
                                       .same_state = true};
    return group;
}

static void add_setting(struct nl_arena *arena, struct nl_finding_group *group,
                        const struct nl_finding *finding, const struct nl_judged *judged)
{
    const char *state = nl_setting_state(judged);
    group->setting = judged->instance.setting;
    group->judged = group->judged ? group->judged : judged;
    group->same_state =
        group->same_state && state && nl_equal(state, nl_setting_state(group->judged));
    group->alike = group->alike && state && nl_equal(finding->what.format, state) &&
                   nl_equal(group->findings.items[0]->what.format, state);
    const char *name = instance_name(arena, &judged->instance);
    if (name)
        nl_texts_add(&group->instances, arena, name);
}

struct nl_finding_groups nl_groups_of_findings(struct nl_arena *arena, const struct nl_audit *audit,
                                               enum nl_verdict one, enum nl_verdict other)
{
    struct nl_finding_groups groups = {0};
    for (size_t i = 0; i < audit->findings.count; i++) {
        const struct nl_finding *finding = &audit->findings.items[i];
        if (finding->verdict != one && finding->verdict != other)
            continue;
        struct nl_finding_group *group = group_of(arena, &groups, finding);
        const struct nl_judged *judged = judged_of(audit, finding->setting);
        *NL_PUSH(arena, &group->findings) = finding;
        if (judged)
            add_setting(arena, group, finding, judged);
        else if (finding->port)
            nl_texts_add(&group->instances, arena, nl_decimal(finding->port->number).text);
        else if (finding->subject)
            nl_texts_add(&group->instances, arena,
                         nl_clean(arena, finding->label ? finding->label : finding->subject));
    }
    return groups;
}

static unsigned port_bits(const struct nl_texts *numbers)
{
    unsigned bits = 0;
    for (size_t i = 0; i < numbers->count; i++) {
        uint64_t number = 0;
        const struct nl_port *port = nl_parse_u64(numbers->items[i], UINT16_MAX, &number)
                                         ? nl_port_find((unsigned)number)
                                         : NULL;
        if (port)
            bits |= 1U << (port - nl_ports);
    }
    return bits;
}

const char *nl_group_instances(struct nl_arena *arena, const struct nl_words *words,
                               const struct nl_setting *setting, const struct nl_texts *instances)
{
    enum { MOST_NAMES = 2 };
    if (instances->count == 0)
        return "";
    if (port_bits(instances) == 0 && !setting)
        return nl_phrase_join(arena, words, instances);
    if (!setting || setting->instances == NL_INSTANCE_PORT)
        return instances->count == NL_PORT_COUNT
                   ? nl_phrase_say(arena, words, NL_T("all five ports"))
                   : nl_conclusion_list(arena, words, port_bits(instances));
    if (instances->count <= MOST_NAMES)
        return nl_phrase_join(arena, words, instances);
    return nl_phrase_say(arena, words,
                         setting->instances == NL_INSTANCE_ADAPTER ? NL_T("{1} adapters")
                                                                   : NL_T("{1} of them"),
                         nl_decimal(instances->count).text);
}

/* What a group is about but for the first: ports by number, others by name. */
static const char *others_of(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_finding_group *group)
{
    struct nl_texts rest = {0};
    for (size_t i = 1; i < group->instances.count; i++)
        nl_texts_add(&rest, arena, nl_translate(words, group->instances.items[i]));
    return group->findings.items[0]->port ? nl_conclusion_list(arena, words, port_bits(&rest))
                                          : nl_phrase_join(arena, words, &rest);
}

/* Settings of which the row says the same: told once, with all they are about in its place. */
static const char *state_sentence(struct nl_arena *arena, const struct nl_words *words,
                                  const struct nl_finding_group *group)
{
    const struct nl_judged *judged = group->judged;
    const struct nl_sentence *wanted = group->findings.items[0]->what.then;
    /* Each port by its number: "no rule blocks all five" could be read as one less. */
    const char *which = group->setting->instances == NL_INSTANCE_PORT
                            ? nl_conclusion_list(arena, words, port_bits(&group->instances))
                            : nl_group_instances(arena, words, group->setting, &group->instances);
    const char *state = group->findings.count == 1
                            ? nl_phrase_state(arena, words, judged)
                            : nl_phrase_say(arena, words, nl_setting_state(judged), which);
    return wanted ? nl_phrase_then(arena, words, state, nl_phrase_sentence(arena, words, wanted))
                  : state;
}

/* What says all of the group in one; NULL: nothing does. */
static const char *brief_format(const struct nl_finding_group *group)
{
    const char *brief = group->findings.items[0]->brief;
    for (size_t i = 0; brief && i < group->findings.count; i++) {
        if (!group->findings.items[i]->brief || !nl_equal(group->findings.items[i]->brief, brief))
            return NULL;
    }
    return group->instances.count == group->findings.count ? brief : NULL;
}

const char *nl_group_where(struct nl_arena *arena, const struct nl_words *words,
                           const struct nl_finding_group *group)
{
    struct nl_texts names = {0};
    unsigned ports = port_bits(&group->instances);
    if (ports)
        return nl_conclusion_list(arena, words, ports);
    if (group->setting)
        return nl_group_instances(arena, words, group->setting, &group->instances);
    for (size_t i = 0; i < group->instances.count; i++)
        nl_texts_add(&names, arena, nl_translate(words, group->instances.items[i]));
    return nl_phrase_join(arena, words, &names);
}

const char *nl_group_sentence(struct nl_arena *arena, const struct nl_words *words,
                              const struct nl_finding_group *group)
{
    const struct nl_finding *first = group->findings.items[0];
    if (group->judged && group->alike)
        return state_sentence(arena, words, group);
    if (brief_format(group))
        return nl_phrase_say(arena, words, brief_format(group),
                             nl_group_where(arena, words, group));
    if (group->findings.count == 1)
        return nl_phrase_sentence(arena, words, &first->what);
    if (group->judged && group->same_state)
        return nl_phrase_say(arena, words, nl_setting_state(group->judged),
                             nl_group_where(arena, words, group));
    const char *which = nl_group_instances(arena, words, group->setting, &group->instances);
    if (group->setting)
        return nl_phrase_say(arena, words, NL_T("{1}: {2}"),
                             nl_translate(words, group->setting->title), which);
    if (group->instances.count == group->findings.count)
        return nl_phrase_say(arena, words, NL_T("{1} (the same for {2})"),
                             nl_phrase_sentence(arena, words, &first->what),
                             others_of(arena, words, group));
    return nl_phrase_say(arena, words, NL_T("{1} (and {2} more)"),
                         nl_phrase_sentence(arena, words, &first->what),
                         nl_decimal(group->findings.count - 1).text);
}

/* "netbios.adapter x3", "firewall.block[135,445]": several instances of one kind behind an id. */
static const char *id_with_instances(struct nl_arena *arena, const char *id, bool of_adapters,
                                     const struct nl_texts *instances)
{
    struct nl_text out;
    if (of_adapters)
        return instances->count == 1 ? id : nl_arena_format(arena, "%s x%zu", id, instances->count);
    nl_text_init(&out, arena);
    nl_text_format(&out, "%s[", id);
    for (size_t i = 0; i < instances->count; i++)
        nl_text_format(&out, "%s%s", i ? "," : "", instances->items[i]);
    nl_text_add(&out, "]");
    return out.data;
}

const char *nl_group_id(struct nl_arena *arena, const struct nl_finding_group *group)
{
    return group->setting ? group->setting->id : nl_clean(arena, group->rule);
}

const char *nl_group_ids(struct nl_arena *arena, const struct nl_finding_group *group)
{
    const char *id = nl_group_id(arena, group);
    bool of_ports = !group->setting || group->setting->instances == NL_INSTANCE_PORT;
    bool of_adapters = group->setting && group->setting->instances == NL_INSTANCE_ADAPTER;
    if (group->instances.count == 0 || (!of_ports && !of_adapters))
        return group->setting ? id : nl_clean(arena, group->findings.items[0]->id);
    return id_with_instances(arena, id, of_adapters, &group->instances);
}

struct nl_request_groups nl_groups_of_requests(struct nl_arena *arena, const struct nl_words *words,
                                               const struct nl_requests *requests,
                                               bool (*wanted)(const struct nl_request *request))
{
    struct nl_request_groups groups = {0};
    for (size_t i = 0; i < requests->count; i++) {
        const struct nl_request *request = &requests->items[i];
        struct nl_request_group *group = NULL;
        if (!wanted(request))
            continue;
        struct nl_sentence reason = nl_label_reason(arena, request);
        const char *why = nl_phrase_sentence(arena, words, &reason);
        for (size_t g = 0; g < groups.count && !group; g++) {
            if (groups.items[g].first->setting == request->setting &&
                groups.items[g].first->unmet == request->unmet &&
                nl_equal(groups.items[g].why, why))
                group = &groups.items[g];
        }
        if (!group) {
            group = NL_PUSH(arena, &groups);
            *group = (struct nl_request_group){.first = request, .why = why};
        }
        const char *bracket = strchr(request->id, '[');
        size_t length = bracket ? strcspn(bracket + 1, "]") : 0;
        if (bracket)
            nl_texts_add(&group->instances, arena,
                         nl_clean(arena, nl_arena_copy(arena, bracket + 1, length)));
    }
    return groups;
}

const char *nl_request_group_ids(struct nl_arena *arena, const struct nl_request_group *group)
{
    const struct nl_setting *setting = group->first->setting;
    bool of_adapters = setting->instances == NL_INSTANCE_ADAPTER;
    if (group->instances.count < 2 || (!of_adapters && setting->instances != NL_INSTANCE_PORT))
        return nl_clean(arena, group->first->id);
    return id_with_instances(arena, setting->id, of_adapters, &group->instances);
}

static bool same_change(struct nl_arena *arena, const struct nl_words *words,
                        const struct nl_step *one, const struct nl_step *other)
{
    bool companions = !nl_address_same(&one->address, &one->instance.address) ||
                      !nl_address_same(&other->address, &other->instance.address);
    return !companions && one->instance.setting == other->instance.setting &&
           one->effect == other->effect &&
           nl_equal(nl_phrase_before(arena, words, one), nl_phrase_before(arena, words, other)) &&
           nl_equal(nl_phrase_after(arena, words, one), nl_phrase_after(arena, words, other));
}

struct nl_step_groups nl_groups_of_steps(struct nl_arena *arena, const struct nl_words *words,
                                         const struct nl_plan *plan)
{
    struct nl_step_groups groups = {0};
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        struct nl_step_group *group = NULL;
        for (size_t g = 0; g < groups.count && !group; g++) {
            if (same_change(arena, words, groups.items[g].first, step))
                group = &groups.items[g];
        }
        if (!group) {
            group = NL_PUSH(arena, &groups);
            *group = (struct nl_step_group){
                .first = step,
                .companion = !nl_address_same(&step->address, &step->instance.address)};
        }
        *NL_PUSH(arena, &group->steps) = step;
        const char *name = instance_name(arena, &step->instance);
        if (name)
            nl_texts_add(&group->instances, arena, name);
    }
    return groups;
}
