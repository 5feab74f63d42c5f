/* exposure.c - the three columns of the five ports. Predicting, observing and comparing are in
 * exposure_predict.c, exposure_observe.c and exposure_compare.c; reaching is in firewall.c. */
#include "plan/exposure.h"

#include "plan/exposure_parts.h"
#include "plan/firewall.h"

const char *const nl_openness_words[] = {
    [NL_OPENNESS_UNKNOWN] = "unknown",
    [NL_OPENNESS_CLOSED] = "closed",
    [NL_OPENNESS_PARTLY] = "partly",
    [NL_OPENNESS_OPEN] = "open",
    NULL,
};

void nl_openness_count(struct nl_openness_tally *tally, enum nl_openness openness)
{
    tally->counts[openness]++;
}

enum nl_openness nl_openness_total(const struct nl_openness_tally *tally)
{
    unsigned unknown = tally->counts[NL_OPENNESS_UNKNOWN];
    unsigned closed = tally->counts[NL_OPENNESS_CLOSED];
    unsigned partly = tally->counts[NL_OPENNESS_PARTLY];
    unsigned open = tally->counts[NL_OPENNESS_OPEN];
    if (partly || (open && (closed || unknown)))
        return NL_OPENNESS_PARTLY;
    if (open)
        return NL_OPENNESS_OPEN;
    return unknown ? NL_OPENNESS_UNKNOWN : NL_OPENNESS_CLOSED;
}

void nl_exposure_judge(struct nl_arena *arena, const struct nl_machine *machine,
                       struct nl_port_exposure out_ports[NL_PORT_COUNT],
                       struct nl_mismatches *out_mismatches)
{
    struct nl_firewall_rules rules;
    struct nl_mismatches mismatches = {0};
    nl_firewall_read(arena, machine, &rules);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        struct nl_port_exposure exposure = {.port = &nl_ports[i]};
        struct nl_firewall_view view;
        nl_exposure_predict(arena, machine, &exposure);
        nl_exposure_observe(arena, machine, &exposure);
        nl_firewall_judge(arena, machine, &rules, exposure.port, &view);
        exposure.reachable = view.openness;
        for (size_t s = 0; s < view.why.count; s++)
            *NL_PUSH(arena, &exposure.why) = view.why.items[s];
        for (size_t p = 0; p < exposure.places.count; p++)
            exposure.places.items[p].reachable = view.openness;
        nl_exposure_compare(arena, machine, &exposure, &mismatches);
        out_ports[i] = exposure;
    }
    if (out_mismatches)
        *out_mismatches = mismatches;
}
