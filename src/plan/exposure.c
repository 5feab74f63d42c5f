/* exposure.c - the columns of the five ports, and their conclusion. */
#include "exposure.h"

#include "exposure_compare.h"
#include "exposure_observe.h"
#include "exposure_predict.h"
#include "exposure_probed.h"

/* Whether the port is open to others now. Where nothing can be seen because nothing runs, what the
 * settings say is what will be. */
static enum nl_openness open_now(const struct nl_machine *machine, enum nl_openness observed,
                                 enum nl_openness predicted)
{
    return observed == NL_OPENNESS_UNKNOWN && nl_exposure_is_offline(machine) ? predicted
                                                                              : observed;
}

/* Whether it will be open once all settings are in force. Settings that close it say nothing of
 * somebody else than Windows who listens on it. */
static enum nl_openness open_later(const struct nl_port_exposure *port)
{
    bool others = port->predicted == NL_OPENNESS_CLOSED && nl_exposure_held_by_others(port);
    return port->unverified || others ? NL_OPENNESS_UNKNOWN : port->predicted;
}

static void conclude_port(const struct nl_machine *machine, struct nl_port_exposure *port)
{
    enum nl_openness now = open_now(machine, port->observed, port->predicted);
    if (now != NL_OPENNESS_UNKNOWN && port->owners.count > 0 && !nl_exposure_listens_outside(port))
        now = NL_OPENNESS_CLOSED; /* the loopback address only: no other machine reaches it */
    port->reached_by = nl_reach_conclude(now, port->admits);
    port->will_reach = nl_reach_conclude(open_later(port), port->admits);
    for (size_t p = 0; p < port->places.count; p++) {
        struct nl_port_place *place = &port->places.items[p];
        place->reachable = port->reachable;
        place->reached_by =
            nl_reach_conclude(open_now(machine, place->observed, place->predicted), port->admits);
    }
}

void nl_exposure_judge(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_exposure *known, struct nl_exposure *out_exposure)
{
    struct nl_exposure exposure = {0};
    nl_firewall_read(arena, machine, known ? &known->rules : NULL, &exposure.rules);
    nl_firewall_state_judge(arena, machine, &exposure.firewall);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        struct nl_port_exposure *port = &exposure.ports[i];
        struct nl_firewall_view view;
        port->port = &nl_ports[i];
        nl_exposure_predict(arena, machine, port);
        nl_exposure_observe(arena, machine, port);
        nl_firewall_judge(arena, machine, &exposure.rules, &exposure.firewall, port->port, &view);
        port->reachable = view.openness;
        port->admits = view.admits;
        port->admits_doubtful = view.doubtful;
        port->closed_by = view.closed_by ? view.closed_by->id : NULL;
        for (size_t s = 0; s < view.why.count; s++)
            *NL_PUSH(arena, &port->why) = view.why.items[s];
        conclude_port(machine, port);
        port->without_probes = port->reached_by;
        const struct nl_exposure_filter filter = {&exposure.rules, &exposure.firewall, &view};
        nl_exposure_take_probes(arena, machine, &filter, port, &exposure.mismatches);
        nl_exposure_compare(arena, machine, port, &exposure.mismatches);
    }
    *out_exposure = exposure;
}

void nl_exposure_predict_all(struct nl_arena *arena, const struct nl_machine *machine,
                             struct nl_port_exposure out_ports[NL_PORT_COUNT])
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        out_ports[i] = (struct nl_port_exposure){.port = &nl_ports[i]};
        nl_exposure_predict(arena, machine, &out_ports[i]);
    }
}
