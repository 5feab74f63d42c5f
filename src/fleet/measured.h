/* measured.h - what probes found at the five ports of a machine: of each port what
 * counts. States are told apart as they were measured; "no answer" never becomes "closed". */
#ifndef NL_FLEET_MEASURED_H
#define NL_FLEET_MEASURED_H

#include "fleet/names.h"
#include "model/ports.h"
#include "model/probed.h"

/* One answer, or none: texts are numbers of struct nl_names. */
struct nl_fleet_measured {
    uint64_t time; /* seconds since 1970; 0: not said */
    uint32_t address;
    uint32_t asked_from;       /* 0: not said */
    enum nl_probe_state state; /* NOT_ASKED: not measured */
};

/* A row of "probes". */
struct nl_fleet_probe_row {
    uint8_t port; /* index in nl_ports */
    bool own;     /* the machine asked its own address: shows what listens, not what others reach */
    struct nl_fleet_measured measured;
};
struct nl_fleet_probe_rows {
    struct nl_fleet_probe_row *items;
    size_t count;
    size_t capacity;
};

/* Of each port the worst of what every address last answered to every asker: a state that proves that
 * the port can be reached, then "no answer", which proves nothing, then the states of a refusal. */
struct nl_fleet_probes {
    struct nl_fleet_measured outside[NL_PORT_COUNT]; /* another machine asked */
    struct nl_fleet_measured own[NL_PORT_COUNT];
};

/* Puts one more answer of a port into what counts: of one address and one asker the newer, else the
 * worse. */
void nl_fleet_measured_add(struct nl_fleet_measured *kept, const struct nl_fleet_measured *found);

/* What counts of rows that were measured, which are put in another order. NULL: there is none. */
struct nl_fleet_probes *nl_fleet_probes_of(struct nl_arena *arena,
                                           struct nl_fleet_probe_rows *rows);

#endif
