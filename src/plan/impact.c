/* impact.c - which components the plan's changes hit on this machine, how hard, and by which
 * steps. */
#include "impact.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "model/components.h"
#include "presence.h"

#include <stdlib.h>

static bool has_hit(const struct nl_component *component, enum nl_change change)
{
    for (const struct nl_hit *hit = component->hits; hit && hit->change != NL_CHANGE_NONE; hit++) {
        if (hit->change == change)
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

/* The steps that make one of these changes. */
static void add_causes(const struct nl_impact_inquiry *inquiry, uint32_t changes,
                       struct nl_texts *causes)
{
    for (size_t i = 0; i < inquiry->steps->count; i++) {
        const char *id = inquiry->steps->items[i].instance.id;
        /* A companion has the id of its step, and stands beside it. */
        if ((inquiry->changes->causes[i] & changes) &&
            !(causes->count && nl_equal(causes->items[causes->count - 1], id)))
            nl_texts_add(causes, inquiry->arena, id);
    }
}

/* Severity, mechanisms and causes of all hits. */
static void add_hits(const struct nl_impact_inquiry *inquiry, struct nl_impact *impact)
{
    const struct nl_component *component = impact->component;
    uint32_t hits = 0;
    for (const struct nl_hit *hit = component->hits; hit && hit->change != NL_CHANGE_NONE; hit++) {
        if (!(inquiry->changes->all & NL_CHANGE_BIT(hit->change)))
            continue;
        hits |= NL_CHANGE_BIT(hit->change);
        if (hit->severity > impact->severity)
            impact->severity = hit->severity;
        if (hit->severity >= NL_SEVERITY_HIGH)
            impact->changes |= NL_CHANGE_BIT(hit->change);
        if (hit->mechanism && !said_by_wider(component, inquiry->changes->all, hit->change))
            add_sentence(inquiry->arena, &impact->because, hit->mechanism);
    }
    add_causes(inquiry, hits, &impact->causes);
}

/* The service among a component's evidence that this machine's own service table makes depend on
 * another; NULL: none. */
static const char *dependent_service(const struct nl_component *component,
                                     const struct nl_dependents *dependents)
{
    const struct nl_evidence_rule *rule = component->evidence;
    for (; rule->kind != NL_EVIDENCE_END; rule++) {
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
static bool add_dependencies(const struct nl_impact_inquiry *inquiry, struct nl_impact *impact)
{
    bool found = false;
    for (size_t i = 0; i < inquiry->dependents->count; i++) {
        const struct nl_dependents *dependents = &inquiry->dependents->items[i];
        enum nl_change change = change_of_service(dependents->service);
        const char *service = dependent_service(impact->component, dependents);
        if (!service || (change != NL_CHANGE_NONE && has_hit(impact->component, change)))
            continue;
        found = true;
        nl_say_to(inquiry->arena, &impact->because,
                  NL_T("On this computer the service {1} depends on {2} and does not start without "
                       "it."),
                  nl_clean(inquiry->arena, service), dependents->service);
        for (size_t k = 0; k < inquiry->steps->count; k++) {
            const struct nl_step *step = &inquiry->steps->items[k];
            if (step->address.place == NL_PLACE_SERVICE_START &&
                nl_same(step->address.path, dependents->service) &&
                !nl_texts_hold(&impact->causes, step->instance.id))
                nl_texts_add(&impact->causes, inquiry->arena, step->instance.id);
        }
    }
    return found;
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

/* Whether a component is shown, given what is known of its presence. What is installed without a
 * sign of use is at most a medium loss; what is in use may weigh more. What was not found is not hurt, so
 * its severity sinks to low, and only the article's four are named nevertheless. */
static bool weigh(const struct nl_impact_inquiry *inquiry, struct nl_impact *impact, bool stops)
{
    const struct nl_component *component = impact->component;
    enum nl_severity most = NL_SEVERITY_BLOCK;
    if (impact->presence == NL_PRESENCE_NOT_FOUND)
        most = NL_SEVERITY_LOW;
    else if (impact->presence == NL_PRESENCE_INSTALLED)
        most = NL_SEVERITY_MEDIUM;
    if (impact->presence == NL_PRESENCE_NOT_FOUND && !component->always_listed)
        return false;
    if (impact->severity > most)
        impact->severity = most;
    if (impact->presence == NL_PRESENCE_IN_USE && impact->severity != NL_SEVERITY_NONE &&
        impact->severity < component->in_use)
        impact->severity = component->in_use;
    if (impact->severity == NL_SEVERITY_NONE && !stops && component->untouched)
        add_sentence(inquiry->arena, &impact->because, component->untouched);
    return true;
}

void nl_impact_find(const struct nl_impact_inquiry *inquiry, struct nl_impacts *out_impacts)
{
    size_t count = 0;
    const struct nl_component *components = nl_components(&count);
    struct nl_impacts impacts = {0};
    for (size_t i = 0; i < count; i++) {
        struct nl_impact impact = {.component = &components[i]};
        add_hits(inquiry, &impact);
        bool stops = add_dependencies(inquiry, &impact);
        if (impact.severity == NL_SEVERITY_NONE && !stops && !components[i].always_listed)
            continue;
        impact.presence = nl_component_presence(inquiry->arena, inquiry->machine, inquiry->rules,
                                                &components[i], &impact.evidence);
        if (!weigh(inquiry, &impact, stops))
            continue;
        if (stops && impact.severity < NL_SEVERITY_HIGH)
            impact.severity = NL_SEVERITY_HIGH; /* its service is there and will not start */
        *NL_PUSH(inquiry->arena, &impacts) = impact;
    }
    if (impacts.count > 1)
        qsort(impacts.items, impacts.count, sizeof *impacts.items, compare_impacts);
    *out_impacts = impacts;
}

struct nl_texts nl_impact_hurt(struct nl_arena *arena, const struct nl_impacts *impacts,
                               uint32_t covered)
{
    struct nl_texts hurt = {0};
    for (size_t i = 0; i < impacts->count; i++) {
        const struct nl_impact *impact = &impacts->items[i];
        if (impact->presence == NL_PRESENCE_IN_USE && impact->severity >= NL_SEVERITY_HIGH &&
            (impact->changes & ~covered))
            nl_texts_add(&hurt, arena, impact->component->title);
    }
    return hurt;
}
