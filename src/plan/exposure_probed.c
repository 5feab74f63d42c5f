/* exposure_probed.c - answers to a probe held against what the settings and the firewall say. */
#include "exposure_probed.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "evidence.h"
#include "inet.h"

#include <string.h>

enum contradiction {
    SETTINGS_CLOSE, /* the machine's own question was answered, though the settings close the port */
    NOBODY_LISTENS,       /* it was answered, though the sockets show no listener */
    SETTINGS_OPEN,        /* it was refused, though the settings open the port */
    FIREWALL_CLOSES,      /* another machine reached it, though nothing should let it in */
    FIREWALL_TURNS_AWAY,  /* the same, though only others should be let in */
    ANOTHER_PROGRAM,      /* the machine's own question, and what answered is not the service */
    SIGNING_NOT_REQUIRED, /* SMB2 does not require signing, though its setting does */
    SIGNING_REQUIRED,     /* the other way round */
    SMB1_SWITCHED_OFF     /* SMB1 was spoken, though its setting is off */
};

/* What the answers of one port are held against. */
struct held {
    struct nl_arena *arena;
    const struct nl_machine *machine;
    const struct nl_exposure_filter *filter;
    const struct nl_port_exposure *port;
};

/* Whether a value of the Server service is set, and to 0 or not. */
static bool is_set(const struct nl_machine *machine, const char *name, bool on)
{
    struct nl_value value = nl_server_parameter(machine, name);
    uint32_t number = 0;
    return nl_value_as_dword(&value, &number) && (number != 0) == on;
}

static const struct nl_adapter *adapter_of(const struct nl_machine *machine, const char *address)
{
    for (size_t i = 0; i < machine->adapters.count; i++) {
        const struct nl_adapter *adapter = &machine->adapters.items[i];
        for (size_t k = 0; k < adapter->addresses.count; k++) {
            if (nl_inet_same(adapter->addresses.items[k].address, address))
                return adapter;
        }
    }
    return NULL;
}

/* Where NetBT listens on each adapter by itself: the columns of the adapter that has the address. */
static const struct nl_port_place *place_of(const struct held *held, const struct nl_probed *probed)
{
    const struct nl_adapter *adapter =
        held->port->port->per_adapter ? adapter_of(held->machine, probed->address) : NULL;
    for (size_t i = 0; adapter && i < held->port->places.count; i++) {
        if (nl_same(held->port->places.items[i].adapter, adapter->guid))
            return &held->port->places.items[i];
    }
    return NULL;
}

static bool contradicts(const struct held *held, const struct nl_probed *probed,
                        enum contradiction what)
{
    const struct nl_port_exposure *port = held->port;
    bool reached = nl_probe_state_reached(probed->state);
    const struct nl_port_place *place = reached ? place_of(held, probed) : NULL;
    bool settings_close =
        port->predicted == NL_OPENNESS_CLOSED || (place && place->predicted == NL_OPENNESS_CLOSED);
    bool nobody_listens =
        port->observed == NL_OPENNESS_CLOSED || (place && place->observed == NL_OPENNESS_CLOSED);
    bool by_others = reached && !probed->own && !settings_close;
    switch (what) {
    case SETTINGS_CLOSE:
        return reached && settings_close;
    case NOBODY_LISTENS:
        return reached && nobody_listens && !settings_close;
    case SETTINGS_OPEN:
        /* NetBT listens on some addresses only; the other two ports listen on every one. */
        return probed->own && probed->state == NL_PROBE_REFUSED &&
               port->predicted == NL_OPENNESS_OPEN && !port->port->per_adapter;
    case FIREWALL_CLOSES:
        return by_others && port->admits == NL_REACH_NOBODY;
    case FIREWALL_TURNS_AWAY:
        return by_others && port->admits != NL_REACH_NOBODY &&
               nl_exposure_turns_away(held->arena, held->machine, held->filter, port->port,
                                      probed->asked_from);
    case ANOTHER_PROGRAM:
        return probed->own && probed->state == NL_PROBE_NOT_UNDERSTOOD &&
               port->predicted == NL_OPENNESS_OPEN;
    case SIGNING_NOT_REQUIRED:
        return probed->signing == NL_PROBE_SIGNING_NOT_REQUIRED &&
               is_set(held->machine, "RequireSecuritySignature", true);
    case SIGNING_REQUIRED:
        return probed->signing == NL_PROBE_SIGNING_REQUIRED &&
               is_set(held->machine, "RequireSecuritySignature", false);
    case SMB1_SWITCHED_OFF:
        return probed->smb1 && is_set(held->machine, "SMB1", false);
    }
    return false;
}

static void add_once(struct nl_arena *arena, struct nl_texts *texts, const char *text)
{
    if (text && !nl_texts_hold(texts, text))
        nl_texts_add(texts, arena, text);
}

static const char *joined(struct nl_arena *arena, const struct nl_texts *texts)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < texts->count; i++)
        nl_text_format(&out, "%s%s", i ? ", " : "", nl_clean(arena, texts->items[i]));
    return out.data;
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
    case FIREWALL_TURNS_AWAY:
        return NL_T(
            "Port {1} was reached at {2} from {3}, although the firewall rules let in other "
            "addresses only: the rules are not in force, or the address is changed on the "
            "way.");
    case ANOTHER_PROGRAM:
        return NL_T(
            "What answers on port {1} at {2} is not the service of Windows: another program "
            "serves the port.");
    case SIGNING_NOT_REQUIRED:
        return NL_T("SMB on port {1} at {2} does not require signing, although "
                    "RequireSecuritySignature is 1: the change is not in force yet, or another "
                    "program serves the port.");
    case SIGNING_REQUIRED:
        return NL_T("SMB on port {1} at {2} requires signing, although RequireSecuritySignature is "
                    "0: the change is not in force yet, or another program serves the port.");
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

/* One disagreement for all answers that contradict in this way. */
static void tell(const struct held *held, enum contradiction what, struct nl_mismatches *mismatches)
{
    struct nl_texts addresses = {0};
    struct nl_texts askers = {0};
    for (size_t i = 0; i < held->machine->probes.count; i++) {
        const struct nl_probed *probed = &held->machine->probes.items[i];
        if (probed->port != held->port->port->number || !contradicts(held, probed, what))
            continue;
        add_once(held->arena, &addresses, probed->address);
        add_once(held->arena, &askers, probed->asked_from);
    }
    if (addresses.count == 0)
        return;
    *NL_PUSH(held->arena, mismatches) = (struct nl_mismatch){
        .port = held->port->port,
        .open = what != SETTINGS_OPEN && what != SIGNING_REQUIRED,
        .what = nl_say(held->arena, wording(what), nl_decimal(held->port->port->number).text,
                       joined(held->arena, &addresses), joined(held->arena, &askers))};
}

void nl_exposure_take_probes(struct nl_arena *arena, const struct nl_machine *machine,
                             const struct nl_exposure_filter *filter, struct nl_port_exposure *port,
                             struct nl_mismatches *mismatches)
{
    const struct held held = {arena, machine, filter, port};
    if (machine->probes.count == 0)
        return;
    for (int what = SETTINGS_CLOSE; what <= SMB1_SWITCHED_OFF; what++)
        tell(&held, (enum contradiction)what, mismatches);
    for (size_t i = 0; i < machine->probes.count; i++) {
        const struct nl_probed *probed = &machine->probes.items[i];
        if (probed->port == port->port->number && nl_probe_state_reached(probed->state))
            add_proof(probed, port);
    }
}
