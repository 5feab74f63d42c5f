/* exposure_compare.c - where settings and sockets disagree, and the likely reason. */
#include "exposure_compare.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "service_chain.h"

static bool is_open(enum nl_openness openness)
{
    return openness == NL_OPENNESS_OPEN || openness == NL_OPENNESS_PARTLY;
}

static void disagree(struct nl_arena *arena, struct nl_mismatches *mismatches,
                     const struct nl_port_exposure *exposure, bool ends, struct nl_sentence what)
{
    *NL_PUSH(arena, mismatches) = (struct nl_mismatch){
        .port = exposure->port, .open = is_open(exposure->observed), .ends = ends, .what = what};
}

static bool is_running(const struct nl_machine *machine, const char *service)
{
    const struct nl_service *found = nl_machine_service(machine, service);
    return found && found->run == NL_SERVICE_RUNNING;
}

static bool is_stopped(const struct nl_machine *machine, const char *service)
{
    const struct nl_service *found = nl_machine_service(machine, service);
    return found && found->run == NL_SERVICE_STOPPED;
}

/* Somebody else than Windows holds the port: told once per process. True when nobody of Windows'
 * own holds it, so that settings of Windows explain nothing. */
static bool compare_owners(struct nl_arena *arena, const struct nl_port_exposure *exposure,
                           struct nl_mismatches *mismatches)
{
    const char *port = nl_arena_text(arena, nl_decimal(exposure->port->number).text);
    bool windows = false;
    struct nl_text_set told = {0};
    for (size_t i = 0; i < exposure->owners.count; i++) {
        const struct nl_port_owner *owner = &exposure->owners.items[i];
        windows = windows || owner->windows;
        const char *pid = nl_arena_text(arena, nl_decimal(owner->pid).text);
        if (owner->windows || !nl_text_set_add(arena, &told, pid, NULL))
            continue;
        if (owner->service) {
            disagree(arena, mismatches, exposure, false,
                     nl_say(arena,
                            nl_same(owner->service, "iphlpsvc")
                                ? NL_T("Port {1} is held by the service {2} (PID {3}), not by its "
                                       "owner in Windows: a port proxy (netsh interface portproxy) "
                                       "forwards it.")
                                : NL_T("Port {1} is held by the service {2} (PID {3}), not by its "
                                       "owner in Windows."),
                            port, nl_clean(arena, owner->service), pid));
            continue;
        }
        disagree(arena, mismatches, exposure, false,
                 owner->process
                     ? nl_say(arena, NL_T("Port {1} is held by {2} (PID {3}), not by Windows."),
                              port, nl_clean(arena, owner->process), pid)
                     : nl_say(arena,
                              NL_T("Port {1} is held by PID {2}, which could not be recognised as "
                                   "Windows' own owner of it."),
                              port, pid));
    }
    return exposure->owners.count > 0 && !windows;
}

static void compare_135(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_port_exposure *exposure, struct nl_mismatches *mismatches)
{
    struct nl_sentence what;
    bool ends = exposure->predicted == NL_OPENNESS_CLOSED && is_running(machine, "RpcSs");
    if (exposure->predicted == NL_OPENNESS_CLOSED)
        what =
            is_running(machine, "RpcSs")
                ? nl_say(arena, NL_T("Port 135 is still open because RpcSs runs; by its settings "
                                     "it will not run after the next restart."))
                : nl_say(arena, NL_T("Port 135 is open although its services are set not to "
                                     "run."));
    else
        what = nl_say(arena, NL_T("Port 135 is closed although its services are set to run: they "
                                  "have not started yet, or somebody stopped them."));
    disagree(arena, mismatches, exposure, ends, what);
}

static void compare_445(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_port_exposure *exposure, struct nl_mismatches *mismatches)
{
    struct nl_sentence what;
    bool ends = exposure->predicted == NL_OPENNESS_CLOSED && !exposure->unverified &&
                (is_running(machine, "LanmanServer") || is_running(machine, "srvnet"));
    if (exposure->predicted == NL_OPENNESS_CLOSED && exposure->unverified)
        what =
            nl_say(arena, NL_T("Port 445 is open although smb.direct is off: Windows has not been "
                               "restarted since, or this Windows does not heed the setting."));
    else if (exposure->predicted == NL_OPENNESS_CLOSED && is_running(machine, "LanmanServer"))
        what =
            nl_say(arena, NL_T("Port 445 is still open because LanmanServer runs; by its settings "
                               "it will not run after the next restart."));
    else if (exposure->predicted == NL_OPENNESS_CLOSED && is_running(machine, "srvnet"))
        what = nl_say(arena, NL_T("Port 445 is still open although LanmanServer does not run: the "
                                  "driver srvnet holds it until the next restart."));
    else if (exposure->predicted == NL_OPENNESS_CLOSED)
        what = nl_say(arena, NL_T("Port 445 is open although the settings close it: a restart is "
                                  "probably pending."));
    else if (is_stopped(machine, "LanmanServer"))
        what =
            nl_say(arena, NL_T("Port 445 is closed because LanmanServer does not run now; by its "
                               "settings it will run after the next restart."));
    else
        what = nl_say(arena, NL_T("Port 445 is closed although the settings open it: a restart is "
                                  "pending, or the transport was taken away until the next one."));
    disagree(arena, mismatches, exposure, ends, what);
}

static bool has_ipv4_address(const struct nl_adapter *adapter)
{
    for (size_t i = 0; i < adapter->addresses.count; i++) {
        const char *address = adapter->addresses.items[i].address;
        if (address && !nl_holds(address, ":"))
            return true;
    }
    return false;
}

/* One adapter's disagreement. */
static void compare_place(struct nl_arena *arena, const struct nl_machine *machine,
                          const struct nl_port_exposure *exposure,
                          const struct nl_port_place *place, struct nl_mismatches *mismatches)
{
    const struct nl_adapter *adapter = nl_machine_adapter(machine, place->adapter);
    const char *port = nl_arena_text(arena, nl_decimal(exposure->port->number).text);
    const char *label = nl_clean(arena, place->label);
    if (place->predicted == NL_OPENNESS_UNKNOWN || place->observed == NL_OPENNESS_UNKNOWN ||
        is_open(place->predicted) == is_open(place->observed) || !adapter)
        return;
    struct nl_sentences unused = {0};
    if (is_open(place->observed) &&
        nl_service_will_run(arena, machine, "NetBT", &unused) == NL_ANSWER_NO)
        disagree(
            arena, mismatches, exposure, true,
            nl_say(arena,
                   NL_T("Port {1} is still open on {2}: the NetBT driver is loaded, and by its "
                        "settings it will not run after the next restart."),
                   port, label));
    else if (is_open(place->observed))
        disagree(arena, mismatches, exposure, true,
                 nl_say(arena,
                        NL_T("Port {1} is open on {2} although NetBIOS is set to off there: the "
                             "setting acts when the adapter or Windows starts again."),
                        port, label));
    else if (adapter->up == NL_ANSWER_NO || !has_ipv4_address(adapter))
        return; /* nothing to bind to; it opens as soon as there is an address */
    else
        disagree(arena, mismatches, exposure, false,
                 nl_say(arena,
                        NL_T("Port {1} is closed on {2} although NetBIOS is set to on there: the "
                             "setting acts when the adapter or Windows starts again, or the "
                             "adapter was set up anew."),
                        port, label));
}

void nl_exposure_compare(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_port_exposure *exposure, struct nl_mismatches *mismatches)
{
    if (compare_owners(arena, exposure, mismatches))
        return;
    if (exposure->port->per_adapter) {
        for (size_t i = 0; i < exposure->places.count; i++)
            compare_place(arena, machine, exposure, &exposure->places.items[i], mismatches);
        return;
    }
    if (exposure->predicted == NL_OPENNESS_UNKNOWN || exposure->observed == NL_OPENNESS_UNKNOWN ||
        is_open(exposure->predicted) == is_open(exposure->observed))
        return;
    if (exposure->port->number == 135)
        compare_135(arena, machine, exposure, mismatches);
    else
        compare_445(arena, machine, exposure, mismatches);
}
