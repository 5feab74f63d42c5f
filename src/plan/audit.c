/* audit.c - a machine judged against a profile. */
#include "audit.h"

#include "confusables.h"
#include "exposure_client.h"
#include "finding_machine.h"
#include "finding_ports.h"
#include "finding_settings.h"
#include "model/profile_builtin.h"

/* Whether a request stands in the way of "as wanted" for certain. */
static bool fails(const struct nl_request *request)
{
    return request->outcome == NL_OUTCOME_CHANGE ||
           (request->outcome == NL_OUTCOME_UNMET && request->wrong);
}

static enum nl_result result_of(const struct nl_requests *requests,
                                const struct nl_findings *findings)
{
    bool unknown = false;
    bool pending = false;
    for (size_t i = 0; i < requests->count; i++) {
        const struct nl_request *request = &requests->items[i];
        if (fails(request))
            return NL_RESULT_NOT_AS_WANTED;
        unknown = unknown || request->outcome == NL_OUTCOME_UNMET;
        pending = pending || request->outcome == NL_OUTCOME_PENDING;
    }
    for (size_t i = 0; i < findings->count; i++) {
        const struct nl_finding *finding = &findings->items[i];
        if (!finding->decides)
            continue;
        if (finding->pending)
            pending = true;
        else if (finding->verdict == NL_VERDICT_FAIL)
            return NL_RESULT_NOT_AS_WANTED;
        else
            unknown = true;
    }
    if (unknown)
        return NL_RESULT_UNKNOWN;
    return pending ? NL_RESULT_PENDING : NL_RESULT_AS_WANTED;
}

enum nl_status nl_audit_make(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_profile *profile, struct nl_audit *out_audit,
                             struct nl_error *err)
{
    struct nl_audit audit = {.machine = machine, .profile = profile};
    struct nl_settled settled;
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
    nl_settle(arena, machine, audit.profile, NULL, &settled);
    audit.settings.items = settled.settings.items;
    audit.settings.count = settled.settings.count;
    audit.settings.capacity = settled.settings.capacity;
    audit.requests = settled.requests;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        audit.ports[i] = settled.exposure.ports[i];
    for (size_t i = 0; i < audit.settings.count; i++)
        audit.summary.counts[audit.settings.items[i].verdict]++;
    for (size_t i = 0; i < audit.requests.count; i++)
        audit.summary.outcomes[audit.requests.items[i].outcome]++;
    nl_exposure_client(arena, machine, &audit.client);
    nl_findings_of_machine(arena, &settled, &audit.findings);
    nl_findings_of_settings(arena, &settled, &audit.findings);
    nl_findings_of_ports(arena, &settled, &audit.findings);
    nl_confusables_find(arena, machine, &audit.findings);
    nl_findings_of_unseen(arena, &settled, &audit.findings);
    nl_findings_sort(arena, &audit.findings);
    audit.result = result_of(&audit.requests, &audit.findings);
    *out_audit = audit;
    return NL_OK;
}

bool nl_audit_clean(const struct nl_audit *audit)
{
    return audit->result == NL_RESULT_AS_WANTED;
}
