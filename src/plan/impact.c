/* impact.c - which components the plan's changes hit on this machine, how hard, and by which
 * steps. */
#include "changes.h"

#include "base/attributes.h"
#include "base/clean.h"

#include <stdlib.h>

/* What every step of a plan changes, looked up once for all components. */
struct blame {
    struct nl_arena *arena;
    const struct nl_plan *plan;
    uint32_t changes;       /* of the whole plan */
    const uint32_t *causes; /* beside the plan's steps */
};

static bool has_hit(const struct nl_component *component, enum nl_change change)
{
    for (size_t i = 0; i < NL_MAX_HITS; i++) {
        if (component->hits[i].change == change)
            return true;
    }
    return false;
}

/* A denial that reaches more people makes the narrower ones true as well; saying both would be
 * saying it twice. */
static bool said_by_wider(const struct nl_component *component, uint32_t changes,
                          enum nl_change change)
{
    enum nl_change wider = NL_CHANGE_NONE;
    if (change == NL_CHANGE_DENY_LOCAL || change == NL_CHANGE_DENY_GUESTS)
        wider = NL_CHANGE_DENY_EVERYONE;
    if (change == NL_CHANGE_DENY_LOCAL_ADMIN)
        wider = changes & NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) ? NL_CHANGE_DENY_EVERYONE
                                                                 : NL_CHANGE_DENY_LOCAL;
    return wider != NL_CHANGE_NONE && (changes & NL_CHANGE_BIT(wider)) && has_hit(component, wider);
}

static void add_sentence(struct nl_arena *arena, struct nl_sentences *sentences, const char *words)
{
    for (size_t i = 0; i < sentences->count; i++) {
        if (nl_equal(sentences->items[i].format, words))
            return;
    }
    nl_say_to(arena, sentences, words);
}

static void add_causes(const struct blame *blame, enum nl_change change, struct nl_texts *causes)
{
    for (size_t i = 0; i < blame->plan->steps.count; i++) {
        const char *id = blame->plan->steps.items[i].instance.id;
        if ((blame->causes[i] & NL_CHANGE_BIT(change)) && !nl_texts_hold(causes, id))
            nl_texts_add(causes, blame->arena, id);
    }
}

/* Severity, mechanisms and causes of all hits. */
static void add_hits(const struct blame *blame, struct nl_impact *impact)
{
    const struct nl_component *component = impact->component;
    for (size_t i = 0; i < NL_MAX_HITS; i++) {
        const struct nl_hit *hit = &component->hits[i];
        if (hit->change == NL_CHANGE_NONE || !(blame->changes & NL_CHANGE_BIT(hit->change)))
            continue;
        if (hit->severity > impact->severity)
            impact->severity = hit->severity;
        if (hit->mechanism && !said_by_wider(component, blame->changes, hit->change))
            add_sentence(blame->arena, &impact->because, hit->mechanism);
        add_causes(blame, hit->change, &impact->causes);
    }
}

/* The service among a component's evidence that this machine's own service table makes depend on
 * another; NULL: none. */
static const char *dependent_service(const struct nl_component *component,
                                     const struct nl_dependents *dependents)
{
    for (size_t r = 0; r < NL_MAX_EVIDENCE; r++) {
        const struct nl_evidence_rule *rule = &component->evidence[r];
        for (size_t i = 0; rule->kind == NL_EVIDENCE_SERVICE && i < dependents->list.count; i++) {
            if (nl_glob(rule->arg, dependents->list.items[i].name))
                return dependents->list.items[i].name;
        }
    }
    return NULL;
}

/* The change that stands for a service kept from starting; NONE: the rows know none. */
static enum nl_change change_of_service(const char *service)
{
    if (nl_same(service, "RpcSs"))
        return NL_CHANGE_RPC_SERVICE_OFF;
    return nl_same(service, "LanmanServer") ? NL_CHANGE_SERVER_SERVICE_OFF : NL_CHANGE_NONE;
}

/* What the rows do not know and this machine does: a component whose service depends on one that
 * the plan keeps from starting, as Dhcp on RpcSs through nsi since Windows 10. */
static void add_dependencies(const struct blame *blame, struct nl_impact *impact)
{
    for (size_t i = 0; i < blame->plan->dependents.count; i++) {
        const struct nl_dependents *dependents = &blame->plan->dependents.items[i];
        enum nl_change change = change_of_service(dependents->service);
        const char *service = dependent_service(impact->component, dependents);
        if (!service || (change != NL_CHANGE_NONE && has_hit(impact->component, change)))
            continue;
        if (impact->severity < NL_SEVERITY_HIGH)
            impact->severity = NL_SEVERITY_HIGH;
        nl_say_to(blame->arena, &impact->because,
                  NL_T("On this computer the service {1} depends on {2} and does not start without "
                       "it."),
                  nl_clean(blame->arena, service), dependents->service);
        for (size_t k = 0; k < blame->plan->steps.count; k++) {
            const struct nl_step *step = &blame->plan->steps.items[k];
            if (step->address.place == NL_PLACE_SERVICE_START &&
                nl_same(step->address.path, dependents->service) &&
                !nl_texts_hold(&impact->causes, step->instance.id))
                nl_texts_add(&impact->causes, blame->arena, step->instance.id);
        }
    }
}

/* Order for a reader: what is certainly here first, what certainly is not last. */
static int presence_rank(enum nl_presence presence)
{
    switch (presence) {
    case NL_PRESENCE_IN_USE:
        return 0;
    case NL_PRESENCE_INSTALLED:
        return 1;
    case NL_PRESENCE_UNKNOWN:
        return 2;
    case NL_PRESENCE_NOT_FOUND:
        break;
    }
    return 3;
}

static int compare_impacts(const void *left, const void *right)
{
    const struct nl_impact *a = left;
    const struct nl_impact *b = right;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    int order = presence_rank(a->presence) - presence_rank(b->presence);
    return order != 0 ? order : nl_compare(a->component->id, b->component->id);
}

/* Whether a component is shown, given what is known of its presence. What was not found is not
 * hurt, so its severity sinks to low, and only the article's four are named nevertheless. */
static bool settle(const struct blame *blame, struct nl_impact *impact)
{
    const struct nl_component *component = impact->component;
    if (impact->presence == NL_PRESENCE_NOT_FOUND) {
        if (!component->always_listed)
            return false;
        if (impact->severity > NL_SEVERITY_LOW)
            impact->severity = NL_SEVERITY_LOW;
    }
    if (impact->severity == NL_SEVERITY_NONE && component->untouched)
        add_sentence(blame->arena, &impact->because, component->untouched);
    return true;
}

void nl_impact_find(struct nl_arena *arena, const struct nl_machine *machine, uint32_t changes,
                    struct nl_plan *plan)
{
    size_t count = 0;
    const struct nl_component *components = nl_components(&count);
    struct blame blame = {.arena = arena,
                          .plan = plan,
                          .changes = changes,
                          .causes = nl_plan_causes(arena, machine, plan, changes)};
    for (size_t i = 0; i < count; i++) {
        struct nl_impact impact = {.component = &components[i]};
        add_hits(&blame, &impact);
        add_dependencies(&blame, &impact);
        if (impact.severity == NL_SEVERITY_NONE && !components[i].always_listed)
            continue;
        impact.presence = nl_component_presence(arena, machine, &components[i], &impact.evidence);
        if (settle(&blame, &impact))
            *NL_PUSH(arena, &plan->impacts) = impact;
    }
    if (plan->impacts.count > 1)
        qsort(plan->impacts.items, plan->impacts.count, sizeof *plan->impacts.items,
              compare_impacts);
}
