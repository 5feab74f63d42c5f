/* finding_ports.c - ports that are open and should not be, or the other way round. */
#include "finding_ports.h"

#include "base/attributes.h"
#include "base/text.h"
#include "exposure_observe.h"
#include "intent.h"

/* A port as the profile means it: the parts that it means to close, together. */
struct meant {
    bool close;
    bool open;
    enum nl_reach now;   /* of the parts that are to be closed */
    enum nl_reach later; /* the same once all settings are in force */
    enum nl_reach kept;  /* of the parts that are to be open, where others are to be closed */
};

/* Who reaches a place once all settings are in force. */
static enum nl_reach later_at(const struct nl_port_exposure *port,
                              const struct nl_port_place *place)
{
    bool others = place->observed == NL_OPENNESS_OPEN && nl_exposure_held_by_others(port);
    return nl_reach_conclude(others ? NL_OPENNESS_UNKNOWN : place->predicted, port->admits);
}

static void add_part(struct meant *meant, enum nl_reach now, enum nl_reach later)
{
    meant->now = meant->close ? nl_reach_widest(meant->now, now) : now;
    meant->later = meant->close ? nl_reach_widest(meant->later, later) : later;
    meant->close = true;
}

static struct meant look(const struct nl_port_exposure *port, enum nl_intent whole,
                         const enum nl_intent *places)
{
    struct meant meant = {.open = whole == NL_INTENT_OPEN,
                          .now = NL_REACH_NOBODY,
                          .later = NL_REACH_NOBODY,
                          .kept = NL_REACH_NOBODY};
    size_t open_places = 0;
    if (whole == NL_INTENT_CLOSE)
        add_part(&meant, port->reached_by, port->will_reach);
    for (size_t p = 0; whole != NL_INTENT_CLOSE && p < port->places.count; p++) {
        const struct nl_port_place *place = &port->places.items[p];
        if (places[p] == NL_INTENT_CLOSE)
            add_part(&meant, place->reached_by, later_at(port, place));
        if (places[p] == NL_INTENT_OPEN) {
            meant.kept =
                open_places ? nl_reach_widest(meant.kept, place->reached_by) : place->reached_by;
            open_places++;
        }
    }
    /* A port that is to be closed on every adapter is not meant to be open. */
    meant.open = open_places > 0 || (meant.open && !meant.close);
    return meant;
}

static struct nl_finding *add(struct nl_arena *arena, struct nl_findings *findings,
                              const struct nl_port_exposure *port, const char *kind,
                              enum nl_verdict verdict, enum nl_severity severity)
{
    const char *number = nl_arena_text(arena, nl_decimal(port->port->number).text);
    struct nl_finding *finding = nl_finding_add(
        arena, findings, nl_arena_format(arena, "port.%s", kind), number, verdict, severity);
    finding->id = nl_arena_format(arena, "port.%s.%s", number, kind);
    finding->port = port->port;
    return finding;
}

/* Who reaches it, for people. */
static const char *reach_words(enum nl_reach reach)
{
    switch (reach) {
    case NL_REACH_EVERYBODY:
        return NL_T("every computer that can send to this one");
    case NL_REACH_SUBNET:
        return NL_T("every computer in the same subnet");
    case NL_REACH_NAMED:
        return NL_T("the computers that a firewall rule names");
    case NL_REACH_NOBODY:
        return NL_T("nobody");
    case NL_REACH_UNKNOWN:
        break;
    }
    return NL_T("it could not be found out who");
}

static void check_closing(struct nl_arena *arena, const struct nl_port_exposure *port,
                          const struct meant *meant, struct nl_findings *findings)
{
    struct nl_number number = nl_decimal(port->port->number);
    struct nl_finding *finding = NULL;
    if (nl_reach_is_open(meant->now)) {
        finding = add(arena, findings, port, "open", NL_VERDICT_FAIL, NL_SEVERITY_HIGH);
        finding->pending = meant->later == NL_REACH_NOBODY;
        if (!finding->pending)
            finding->brief = NL_T("Reachable, but should be closed: {1}.");
        finding->what =
            nl_say(arena,
                   finding->pending ? NL_T("Port {1} can still be reached by {2}. It closes when "
                                           "what is set comes into force.")
                                    : NL_T("Port {1} can be reached by {2}; the profile means to "
                                           "close it."),
                   number.text, reach_words(meant->now));
    } else if (meant->now == NL_REACH_UNKNOWN) {
        finding = add(arena, findings, port, "unknown", NL_VERDICT_UNKNOWN, NL_SEVERITY_MEDIUM);
        finding->decides = true;
        finding->what = nl_say(arena,
                               NL_T("Whether port {1} can be reached could not be found out, so it "
                                    "does not count as closed."),
                               number.text);
    } else if (nl_reach_is_open(meant->later)) {
        finding = add(arena, findings, port, "later", NL_VERDICT_FAIL, NL_SEVERITY_MEDIUM);
        finding->brief = NL_T("Closed now, but open after the next start: {1}.");
        finding->what = nl_say(arena,
                               NL_T("Port {1} is closed now, but by its settings it opens at the "
                                    "next start, to {2}; the profile means to close it."),
                               number.text, reach_words(meant->later));
    } else if (meant->later == NL_REACH_UNKNOWN) {
        finding = add(arena, findings, port, "later", NL_VERDICT_UNKNOWN, NL_SEVERITY_LOW);
        finding->decides = true;
        finding->what = nl_say(arena,
                               NL_T("Port {1} is closed now; whether it stays so after the next "
                                    "start could not be found out."),
                               number.text);
    }
}

/* Wanted open, and nobody gets there: the reverse deviation. */
static void add_shut(struct nl_arena *arena, const struct nl_port_exposure *port,
                     struct nl_findings *findings)
{
    struct nl_finding *finding =
        add(arena, findings, port, "shut", NL_VERDICT_FAIL, NL_SEVERITY_MEDIUM);
    finding->pending = port->observed == NL_OPENNESS_CLOSED && nl_reach_is_open(port->will_reach);
    finding->what =
        nl_say(arena,
               port->admits == NL_REACH_NOBODY
                   ? NL_T("The profile wants port {1} open, but Windows Firewall lets nobody in.")
                   : NL_T("The profile wants port {1} open, but nothing listens on it."),
               nl_decimal(port->port->number).text);
}

/* Nobody wants it closed: a note, or the reverse deviation. */
static void check_open(struct nl_arena *arena, const struct nl_port_exposure *port,
                       const struct meant *meant, struct nl_findings *findings)
{
    struct nl_number number = nl_decimal(port->port->number);
    struct nl_finding *finding = NULL;
    if (nl_reach_is_open(port->reached_by) && !meant->open) {
        finding = add(arena, findings, port, "open", NL_VERDICT_NOT_CHECKED, NL_SEVERITY_LOW);
        finding->what =
            nl_say(arena, NL_T("Port {1} can be reached by {2}; the profile leaves it open."),
                   number.text, reach_words(port->reached_by));
    } else if (port->reached_by == NL_REACH_NOBODY && meant->open) {
        add_shut(arena, port, findings);
    } else if (meant->open && nl_reach_is_open(port->reached_by) && port->admits_doubtful) {
        finding = add(arena, findings, port, "unknown", NL_VERDICT_UNKNOWN, NL_SEVERITY_LOW);
        finding->decides = true;
        finding->what =
            nl_say(arena,
                   NL_T("The profile wants port {1} open; whether Windows Firewall lets "
                        "somebody in could not be found out for certain."),
                   number.text);
    } else if (port->reached_by == NL_REACH_UNKNOWN) {
        finding = add(arena, findings, port, "unknown", NL_VERDICT_UNKNOWN, NL_SEVERITY_LOW);
        finding->decides = meant->open; /* what is wanted open may be shut */
        finding->what = nl_say(arena,
                               NL_T("Whether port {1} can be reached could not be found "
                                    "out."),
                               number.text);
    }
}

/* Settings and sockets that disagree: a port that is open against its settings is a fault, one that
 * is closed only a note. */
static void add_mismatches(struct nl_arena *arena, const struct nl_settled *settled,
                           struct nl_findings *findings)
{
    const struct nl_mismatches *mismatches = &settled->exposure.mismatches;
    for (size_t i = 0; i < mismatches->count; i++) {
        const struct nl_mismatch *mismatch = &mismatches->items[i];
        const struct nl_port_exposure *port = &settled->exposure.ports[mismatch->port - nl_ports];
        struct nl_finding *finding =
            mismatch->open
                ? add(arena, findings, port, "mismatch", NL_VERDICT_FAIL, NL_SEVERITY_MEDIUM)
                : add(arena, findings, port, "mismatch", NL_VERDICT_NOT_CHECKED, NL_SEVERITY_LOW);
        finding->pending = mismatch->open && mismatch->ends;
        finding->what = mismatch->what;
    }
}

void nl_findings_of_ports(struct nl_arena *arena, const struct nl_settled *settled,
                          struct nl_findings *findings)
{
    struct nl_intents intents;
    nl_intents_find(arena, settled, &intents);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *port = &settled->exposure.ports[i];
        struct meant meant = look(port, intents.ports[i], intents.places[i]);
        if (meant.close)
            check_closing(arena, port, &meant, findings);
        else
            check_open(arena, port, &meant, findings);
        if (meant.close && meant.open && meant.kept == NL_REACH_NOBODY)
            add_shut(arena, port, findings);
    }
    add_mismatches(arena, settled, findings);
}
