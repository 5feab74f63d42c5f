/* startup.h - what in the registry keeps a Windows from starting, as far as start types tell. */
#ifndef NL_PLAN_STARTUP_H
#define NL_PLAN_STARTUP_H

#include "model/machine.h"

/* What a service or driver is needed for. */
enum nl_startup_need {
    NL_STARTUP_WINDOWS, /* Windows does not come up without it, or is of no use */
    NL_STARTUP_NETWORK, /* it comes up, but has no network */
    NL_STARTUP_SHARES   /* it comes up, but neither shares files nor reaches shares */
};

/* One that is there and does not start as it must. */
struct nl_obstacle {
    const char *service;
    enum nl_startup_need need;
    uint32_t start;  /* as it is: 4 disabled */
    uint32_t wanted; /* what Windows itself sets */
};
struct nl_obstacles {
    struct nl_obstacle *items;
    size_t count;
    size_t capacity;
    struct nl_texts unknown; /* services whose start type could not be read */
};

/* Looks at the RPC services, and at the drivers and services that the network and SMB need. One that
 * does not exist on this Windows is no obstacle. Facts: the start types of a new Windows 7 to 11; RpcSs,
 * RpcEptMapper (since Vista) and DcomLaunch must be automatic. */
void nl_startup_look(struct nl_arena *arena, const struct nl_machine *machine,
                     struct nl_obstacles *out_obstacles);

#endif
