/* exposure_probed.c - answers to a probe held against what the settings and the firewall say. */
#include "exposure_probed.h"

#include "base/clean.h"
#include "base/text.h"

#define LANMAN_SERVER "HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters"

enum contradiction {
    SETTINGS_CLOSE, /* the machine's own question was answered, though the settings close the port */
    NOBODY_LISTENS,   /* it was answered, though the sockets show no listener */
    SETTINGS_OPEN,    /* it was refused, though the settings open the port */
    FIREWALL_CLOSES,  /* another machine reached it, though nothing should let it in */
    SMB1_SWITCHED_OFF /* SMB1 was spoken, though its setting is off */
};

static bool smb1_is_off(const struct nl_machine *machine)
{
    struct nl_value value = nl_machine_registry(machine, LANMAN_SERVER, "SMB1");
    uint32_t number = 1;
    return nl_value_as_dword(&value, &number) && number == 0;
}

static bool contradicts(const struct nl_machine *machine, const struct nl_probed *probed,
                        const struct nl_port_exposure *exposure, enum contradiction what)
{
    bool reached = nl_probe_state_reached(probed->state);
    switch (what) {
    case SETTINGS_CLOSE:
        return reached && exposure->predicted == NL_OPENNESS_CLOSED;
    case NOBODY_LISTENS:
        return reached && exposure->observed == NL_OPENNESS_CLOSED &&
               exposure->predicted != NL_OPENNESS_CLOSED;
    case SETTINGS_OPEN:
        /* NetBT listens on some addresses only; the other two ports listen on every one. */
        return probed->own && probed->state == NL_PROBE_REFUSED &&
               exposure->predicted == NL_OPENNESS_OPEN && !exposure->port->per_adapter;
    case FIREWALL_CLOSES:
        return reached && !probed->own && exposure->predicted != NL_OPENNESS_CLOSED &&
               exposure->admits == NL_REACH_NOBODY;
    case SMB1_SWITCHED_OFF:
        return probed->smb1 && smb1_is_off(machine);
    }
    return false;
}

/* The addresses of all answers that contradict in this way; NULL where none does. */
static const char *addresses_of(struct nl_arena *arena, const struct nl_machine *machine,
                                const struct nl_port_exposure *exposure, enum contradiction what)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < machine->probes.count; i++) {
        const struct nl_probed *probed = &machine->probes.items[i];
        if (probed->port == exposure->port->number &&
            contradicts(machine, probed, exposure, what) && !nl_holds(out.data, probed->address))
            nl_text_format(&out, "%s%s", out.length ? ", " : "", nl_clean(arena, probed->address));
    }
    return out.length ? out.data : NULL;
}

static const char *wording(enum contradiction what)
{
    switch (what) {
    case SETTINGS_CLOSE:
        return NL_T("Port {1} answers at {2}, although the settings close it: the change is not in "
                    "force yet, or another program serves the port.");
    case NOBODY_LISTENS:
        return NL_T("Port {1} answers at {2}, although no listener was seen there: it has begun to "
                    "listen since, or something in between answers.");
    case SETTINGS_OPEN:
        return NL_T("Port {1} is refused at {2}, although the settings open it: nothing listens "
                    "there.");
    case FIREWALL_CLOSES:
        return NL_T(
            "Port {1} was reached at {2} by another machine, although nothing should let it "
            "in.");
    case SMB1_SWITCHED_OFF:
        return NL_T("SMB1 is spoken on port {1} at {2}, although its setting is off: the change is "
                    "not in force yet.");
    }
    return NULL;
}

static bool less_than_partly(enum nl_openness openness)
{
    return openness == NL_OPENNESS_UNKNOWN || openness == NL_OPENNESS_CLOSED;
}

/* What one answer proves. Never less than the columns said before. */
static void add_proof(const struct nl_probed *probed, struct nl_port_exposure *port)
{
    if (less_than_partly(port->observed))
        port->observed = NL_OPENNESS_PARTLY;
    if (!probed->own) {
        /* At least the address it was asked from is let in. */
        if (less_than_partly(port->reachable))
            port->reachable = NL_OPENNESS_PARTLY;
        port->admits = nl_reach_widest(port->admits, NL_REACH_NAMED);
        port->reached_by = nl_reach_widest(port->reached_by, NL_REACH_NAMED);
    }
    port->reached_by =
        nl_reach_widest(port->reached_by, nl_reach_conclude(port->observed, port->admits));
}

void nl_exposure_take_probes(struct nl_arena *arena, const struct nl_machine *machine,
                             struct nl_port_exposure *port, struct nl_mismatches *mismatches)
{
    if (machine->probes.count == 0)
        return;
    for (int what = SETTINGS_CLOSE; what <= SMB1_SWITCHED_OFF; what++) {
        const char *at = addresses_of(arena, machine, port, (enum contradiction)what);
        if (!at)
            continue;
        struct nl_sentence told = nl_say(arena, wording((enum contradiction)what),
                                         nl_decimal(port->port->number).text, at);
        *NL_PUSH(arena, mismatches) =
            (struct nl_mismatch){.port = port->port, .open = what != SETTINGS_OPEN, .what = told};
    }
    for (size_t i = 0; i < machine->probes.count; i++) {
        const struct nl_probed *probed = &machine->probes.items[i];
        if (probed->port == port->port->number && nl_probe_state_reached(probed->state))
            add_proof(probed, port);
    }
}
