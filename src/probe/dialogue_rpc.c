/* dialogue_rpc.c - what is said on TCP 135. */
#include "dialogue_rpc.h"

#include "rpc.h"

#include <string.h>

enum { STEP_BIND = 0, STEP_ASK, STEP_FREE, MOST_STUB = 4 * 1024 * 1024 };

static struct nl_sentence not_rpc(struct nl_exchange *exchange)
{
    return nl_say(exchange->arena, NL_T("the bytes that came are not this protocol"));
}

static struct nl_sentence longer(struct nl_exchange *exchange)
{
    return nl_say(exchange->arena, NL_T("the list is longer than what was read"));
}

static struct nl_sentence call_refused(struct nl_arena *arena, uint32_t status)
{
    const char *meaning = nl_rpc_fault_meaning(status);
    return meaning
               ? nl_say(arena, NL_T("the call is refused: {1} ({2})"), meaning, nl_hex(status).text)
               : nl_say(arena, NL_T("the call is refused ({1})"), nl_hex(status).text);
}

static struct nl_sentence refusal_of(struct nl_exchange *exchange, const struct nl_rpc_pdu *pdu)
{
    struct nl_arena *arena = exchange->arena;
    if (pdu->type == NL_RPC_BIND_ACK && pdu->reason == 1)
        return nl_say(arena, NL_T("this interface is not offered here"));
    if (pdu->type == NL_RPC_BIND_ACK || pdu->type == NL_RPC_BIND_NAK)
        return nl_say(arena, NL_T("the connection to the interface is refused (reason {1})"),
                      nl_decimal(pdu->reason).text);
    if (pdu->status == 5)
        return nl_say(arena, NL_T("open, but it refuses callers that are not authenticated"));
    return call_refused(arena, pdu->status);
}

/* What went wrong ends the question. A list of which a part came is an answer all the same, and said
 * to be a part. */
static void go_wrong(struct nl_exchange *exchange, enum nl_probe_state state,
                     struct nl_sentence reason)
{
    struct nl_endpoint_map *map = &exchange->target->endpoint_map;
    bool part = exchange->question == NL_QUESTION_ENDPOINT_MAP && map->list.count > 0;
    if (part)
        map->whole = false;
    nl_exchange_end(exchange, part ? NL_PROBE_ANSWERS : state, reason);
}

/* Reads one PDU. True when it is one fragment of an answer, or the acceptance of a bind: go on. */
static bool take_pdu(struct nl_exchange *exchange, const uint8_t *message, size_t size,
                     struct nl_rpc_pdu *pdu)
{
    enum nl_decoded decoded = nl_rpc_decode(message, size, exchange->call, pdu);
    if (decoded == NL_DECODED_NEGATIVE) {
        exchange->target->answers[exchange->question].protocol_status =
            pdu->type == NL_RPC_FAULT ? pdu->status : pdu->reason;
        go_wrong(exchange, NL_PROBE_NEGATIVE, refusal_of(exchange, pdu));
        return false;
    }
    enum nl_rpc_type due = exchange->step == STEP_BIND ? NL_RPC_BIND_ACK : NL_RPC_RESPONSE;
    if (decoded != NL_DECODED_OK || pdu->type != due) {
        go_wrong(exchange, NL_PROBE_NOT_UNDERSTOOD, not_rpc(exchange));
        return false;
    }
    return true;
}

/* Joins fragments; true once the answer is whole. */
static bool join(struct nl_exchange *exchange, const struct nl_rpc_pdu *pdu)
{
    if (pdu->stub_size > MOST_STUB - exchange->stub.length) {
        go_wrong(exchange, NL_PROBE_NOT_UNDERSTOOD, not_rpc(exchange));
        return false;
    }
    nl_text_add_part(&exchange->stub, (const char *)pdu->stub, pdu->stub_size);
    return pdu->last;
}

static void map_begin(struct nl_exchange *exchange)
{
    exchange->step = STEP_BIND;
    exchange->call = 1;
    exchange->pages = 0;
    memset(exchange->handle, 0, sizeof exchange->handle);
    nl_rpc_bind(nl_exchange_packet(exchange), nl_endpoint_mapper_uuid, NL_ENDPOINT_MAPPER_VERSION,
                exchange->call);
}

static void ask_page(struct nl_exchange *exchange)
{
    exchange->call++;
    nl_text_init(&exchange->stub, exchange->arena);
    nl_endpoint_lookup_request(nl_exchange_packet(exchange), exchange->handle, exchange->call);
}

/* A page of the list is there. */
static void take_page(struct nl_exchange *exchange)
{
    bool more = false;
    struct nl_endpoint_map *map = &exchange->target->endpoint_map;
    enum nl_decoded decoded =
        nl_endpoint_page_decode(exchange->arena, (const uint8_t *)exchange->stub.data,
                                exchange->stub.length, map, exchange->handle, &more);
    if (decoded != NL_DECODED_OK) {
        go_wrong(exchange, NL_PROBE_NOT_UNDERSTOOD, not_rpc(exchange));
        return;
    }
    exchange->pages++;
    if (more && exchange->pages < NL_ENDPOINT_PAGES_MOST) {
        ask_page(exchange);
        return;
    }
    if (map->whole) {
        nl_exchange_end(exchange, NL_PROBE_ANSWERS, (struct nl_sentence){0});
        return;
    }
    static const uint8_t no_handle[NL_ENDPOINT_HANDLE];
    if (memcmp(exchange->handle, no_handle, sizeof no_handle) == 0) {
        nl_exchange_end(exchange, NL_PROBE_ANSWERS, longer(exchange));
        return;
    }
    /* Stopping early: the server keeps a handle until it is given back. */
    exchange->step = STEP_FREE;
    exchange->call++;
    nl_text_init(&exchange->stub, exchange->arena);
    nl_endpoint_free_request(nl_exchange_packet(exchange), exchange->handle, exchange->call);
}

static void map_take(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    struct nl_rpc_pdu pdu;
    if (!take_pdu(exchange, message, size, &pdu))
        return;
    if (exchange->step == STEP_BIND) {
        /* The endpoint mapper spoke: whatever happens to its list, it answers. */
        exchange->reached = NL_PROBE_ANSWERS;
        exchange->step = STEP_ASK;
        ask_page(exchange);
    } else if (join(exchange, &pdu)) {
        if (exchange->step == STEP_ASK)
            take_page(exchange);
        else
            nl_exchange_end(exchange, NL_PROBE_ANSWERS, longer(exchange));
    }
}

const struct nl_dialogue nl_dialogue_endpoint_map = {
    .question = NL_QUESTION_ENDPOINT_MAP,
    .begin = map_begin,
    .size = nl_rpc_size,
    .take = map_take,
};

static void alive_begin(struct nl_exchange *exchange)
{
    exchange->step = STEP_BIND;
    exchange->call = 1;
    nl_rpc_bind(nl_exchange_packet(exchange), nl_object_exporter_uuid, 0, exchange->call);
}

static void alive_take(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    struct nl_rpc_pdu pdu;
    uint32_t status = 0;
    if (!take_pdu(exchange, message, size, &pdu))
        return;
    if (exchange->step == STEP_BIND) {
        exchange->step = STEP_ASK;
        exchange->call++;
        nl_text_init(&exchange->stub, exchange->arena);
        nl_server_alive_request(nl_exchange_packet(exchange), exchange->call);
        return;
    }
    if (!join(exchange, &pdu))
        return;
    enum nl_decoded decoded =
        nl_server_alive_decode(exchange->arena, (const uint8_t *)exchange->stub.data,
                               exchange->stub.length, &exchange->target->server_alive, &status);
    exchange->target->answers[NL_QUESTION_SERVER_ALIVE].protocol_status = status;
    if (decoded == NL_DECODED_OK)
        nl_exchange_end(exchange, NL_PROBE_ANSWERS, (struct nl_sentence){0});
    else if (decoded == NL_DECODED_NEGATIVE)
        nl_exchange_end(exchange, NL_PROBE_NEGATIVE, call_refused(exchange->arena, status));
    else
        nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD, not_rpc(exchange));
}

const struct nl_dialogue nl_dialogue_server_alive = {
    .question = NL_QUESTION_SERVER_ALIVE,
    .begin = alive_begin,
    .size = nl_rpc_size,
    .take = alive_take,
};
