/* intent.c - what a profile means to do with each port of a machine. */
#include "intent.h"

#include "base/attributes.h"

/* What a word of a setting means to do with a port. Only what closes or opens a port itself: dcom
 * and the RPC restrictions decide about TCP 135 without closing it. */
static const struct {
    const char *setting;
    const char *word;
    enum nl_intent intent;
    uint16_t port; /* 0: the port of the instance, or NetBT's ports on the instance's adapter */
} rows[] = {
    {"firewall.block", "blocked", NL_INTENT_CLOSE, 0},
    {"firewall.block", "none", NL_INTENT_OPEN, 0},
    {"netbios.adapter", "disabled", NL_INTENT_CLOSE, 0},
    {"netbios.adapter", "enabled", NL_INTENT_OPEN, 0},
    {"server.service", "disabled", NL_INTENT_CLOSE, 445},
    {"server.service", "automatic", NL_INTENT_OPEN, 445},
    {"smb.direct", "disabled", NL_INTENT_CLOSE, 445},
    {"rpc.service", "disabled", NL_INTENT_CLOSE, 135},
};

static bool counts(const struct nl_request *request)
{
    return request->judged != SIZE_MAX && request->want->kind == NL_WANT_WORD &&
           request->outcome != NL_OUTCOME_EXCEPTED &&
           request->outcome != NL_OUTCOME_NOT_APPLICABLE && request->unmet != NL_UNMET_LEFT_OUT;
}

static void join(enum nl_intent *intent, enum nl_intent other)
{
    if (*intent == NL_INTENT_NONE || other == NL_INTENT_CLOSE)
        *intent = other;
}

/* The place of an adapter, from a hint on: requests and places stand in the same order. */
static size_t place_of(const struct nl_port_exposure *port, const char *adapter, size_t hint)
{
    for (size_t n = 0; n < port->places.count; n++) {
        size_t at = (hint + n) % port->places.count;
        if (nl_same(port->places.items[at].adapter, adapter))
            return at;
    }
    return SIZE_MAX;
}

static void join_adapter(const struct nl_settled *settled, const char *adapter,
                         enum nl_intent intent, size_t *hint, struct nl_intents *intents)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *port = &settled->exposure.ports[i];
        if (!port->port->per_adapter)
            continue;
        size_t at = place_of(port, adapter, *hint);
        if (at != SIZE_MAX) {
            join(&intents->places[i][at], intent);
            *hint = at;
        }
    }
}

/* A place of NetBT that is no adapter's (an address that none of them has) is meant to be closed where
 * every adapter is. */
static void join_unclaimed(const struct nl_port_exposure *port, enum nl_intent *places)
{
    size_t adapters = 0;
    size_t closed = 0;
    for (size_t p = 0; p < port->places.count; p++) {
        adapters += port->places.items[p].adapter != NULL;
        closed += port->places.items[p].adapter && places[p] == NL_INTENT_CLOSE;
    }
    for (size_t p = 0; adapters > 0 && adapters == closed && p < port->places.count; p++)
        join(&places[p], NL_INTENT_CLOSE);
}

void nl_intents_find(struct nl_arena *arena, const struct nl_settled *settled,
                     struct nl_intents *out_intents)
{
    struct nl_intents intents = {0};
    size_t hint = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        intents.places[i] = nl_arena_array(arena, settled->exposure.ports[i].places.count,
                                           sizeof *intents.places[i]);
    for (size_t r = 0; r < settled->requests.count; r++) {
        const struct nl_request *request = &settled->requests.items[r];
        if (!counts(request))
            continue;
        const char *instance = settled->settings.items[request->judged].instance.instance;
        for (size_t k = 0; k < NL_COUNT_OF(rows); k++) {
            if (!nl_equal(rows[k].setting, request->setting->id) ||
                !nl_equal(rows[k].word, request->want->word))
                continue;
            if (request->setting->instances == NL_INSTANCE_ADAPTER)
                join_adapter(settled, instance, rows[k].intent, &hint, &intents);
            for (size_t i = 0; i < NL_PORT_COUNT; i++) {
                if (rows[k].port == nl_ports[i].number ||
                    (request->setting->instances == NL_INSTANCE_PORT &&
                     nl_equal(instance, nl_decimal(nl_ports[i].number).text)))
                    join(&intents.ports[i], rows[k].intent);
            }
        }
    }
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (settled->exposure.ports[i].port->per_adapter)
            join_unclaimed(&settled->exposure.ports[i], intents.places[i]);
        for (size_t p = 0; p < settled->exposure.ports[i].places.count; p++) {
            if (intents.ports[i] != NL_INTENT_NONE)
                join(&intents.places[i][p], intents.ports[i]);
        }
    }
    *out_intents = intents;
}
