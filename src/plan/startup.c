/* startup.c - what in the registry keeps a Windows from starting, as far as start types tell. */
#include "startup.h"

#include "base/attributes.h"

enum { BOOT = 0, SYSTEM = 1, AUTOMATIC = 2, MANUAL = 3, DISABLED = 4 };

struct row {
    const char *service;
    enum nl_startup_need need;
    uint32_t wanted;
    bool exactly; /* only the wanted start type will do; else any but disabled */
};

static const struct row rows[] = {
    {"RpcSs", NL_STARTUP_WINDOWS, AUTOMATIC, true},
    {"RpcEptMapper", NL_STARTUP_WINDOWS, AUTOMATIC, true},
    {"DcomLaunch", NL_STARTUP_WINDOWS, AUTOMATIC, true},
    {"Tcpip", NL_STARTUP_NETWORK, BOOT, false},
    {"AFD", NL_STARTUP_NETWORK, SYSTEM, false},
    {"nsiproxy", NL_STARTUP_NETWORK, SYSTEM, false},
    {"nsi", NL_STARTUP_NETWORK, AUTOMATIC, false},
    {"Dhcp", NL_STARTUP_NETWORK, AUTOMATIC, false},
    {"Mup", NL_STARTUP_SHARES, BOOT, false},
    {"rdbss", NL_STARTUP_SHARES, SYSTEM, false},
    {"SamSs", NL_STARTUP_SHARES, AUTOMATIC, false},
    {"srvnet", NL_STARTUP_SHARES, MANUAL, false},
    {"srv2", NL_STARTUP_SHARES, MANUAL, false},
    {"mrxsmb", NL_STARTUP_SHARES, MANUAL, false},
    {"mrxsmb20", NL_STARTUP_SHARES, MANUAL, false},
    {"bowser", NL_STARTUP_SHARES, MANUAL, false},
    {"LanmanWorkstation", NL_STARTUP_SHARES, AUTOMATIC, false},
    {"LanmanServer", NL_STARTUP_SHARES, AUTOMATIC, false},
};

void nl_startup_look(struct nl_arena *arena, const struct nl_machine *machine,
                     struct nl_obstacles *out_obstacles)
{
    struct nl_obstacles found = {0};
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        uint32_t start = 0;
        const struct nl_service *service = nl_machine_service(machine, rows[i].service);
        if (!service) {
            if (machine->services_state != NL_VALUE_PRESENT)
                nl_texts_add(&found.unknown, arena, rows[i].service);
            continue;
        }
        if (!nl_value_as_dword(&service->start, &start)) {
            nl_texts_add(&found.unknown, arena, rows[i].service);
            continue;
        }
        if (rows[i].exactly ? start == rows[i].wanted : start != DISABLED)
            continue;
        *NL_PUSH(arena, &found) = (struct nl_obstacle){.service = rows[i].service,
                                                       .need = rows[i].need,
                                                       .start = start,
                                                       .wanted = rows[i].wanted};
    }
    *out_obstacles = found;
}
