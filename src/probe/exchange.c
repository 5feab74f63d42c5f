/* exchange.c - one connection to one port: connecting, asking, waiting within the limits, and how it
 * ended. */
#include "exchange.h"

#include <string.h>

#include "address.h"

enum {
    FIRST_ROOM = 8 * 1024,
    DATAGRAM_ROOM = 65535,
    READ_SIZE = 16 * 1024,
    MOST_HEARD = 8 * 1024 * 1024 /* bytes on one connection: a flood ends there */
};

static const struct nl_port *port_of(const struct nl_exchange *exchange)
{
    return &nl_ports[nl_question_port(exchange->dialogue->question)];
}

static bool is_datagram(const struct nl_exchange *exchange)
{
    return port_of(exchange)->protocol == NL_UDP;
}

static struct nl_probe_answer *answer_of(const struct nl_exchange *exchange)
{
    return &exchange->target->answers[exchange->question];
}

static void close_socket(struct nl_exchange *exchange)
{
    if (exchange->socket >= 0)
        exchange->net->ops->close(exchange->net, exchange->socket);
    exchange->socket = -1;
    exchange->over = true;
}

void nl_exchange_end(struct nl_exchange *exchange, enum nl_probe_state state,
                     struct nl_sentence reason)
{
    struct nl_probe_answer *answer = answer_of(exchange);
    if (exchange->over)
        return;
    answer->state = state;
    answer->reason = reason;
    answer->milliseconds = (uint32_t)(exchange->last_ms - exchange->question_begun_ms);
    close_socket(exchange);
}

void nl_exchange_answered(struct nl_exchange *exchange, enum nl_question next)
{
    struct nl_probe_answer *answer = answer_of(exchange);
    answer->state = NL_PROBE_ANSWERS;
    answer->reason = (struct nl_sentence){0}; /* of a first try */
    answer->protocol_status = 0;
    answer->milliseconds = (uint32_t)(exchange->last_ms - exchange->question_begun_ms);
    exchange->question = next;
    exchange->question_begun_ms = exchange->last_ms;
    exchange->reached = NL_PROBE_NOT_ASKED;
}

struct nl_packet *nl_exchange_packet(struct nl_exchange *exchange)
{
    exchange->out.size = 0;
    exchange->out_sent = 0;
    return &exchange->out;
}

static struct nl_sentence say_code(struct nl_exchange *exchange, const char *format, uint32_t code)
{
    const char *name = code ? exchange->net->ops->code_name(exchange->net, code) : NULL;
    struct nl_probe_answer *answer = answer_of(exchange);
    answer->code = code;
    answer->code_name = name;
    return nl_say(exchange->arena, format);
}

/* Something came before this question was given up; or nothing did. */
static bool half_an_answer(const struct nl_exchange *exchange)
{
    return exchange->in_size > 0;
}

/* An end that the dialogue did not choose. */
static void end_by(struct nl_exchange *exchange, enum nl_probe_state state,
                   struct nl_sentence reason)
{
    nl_exchange_end(exchange, exchange->reached != NL_PROBE_NOT_ASKED ? exchange->reached : state,
                    reason);
}

static void peer_ended(struct nl_exchange *exchange, uint32_t code)
{
    const char *format = NULL;
    enum nl_probe_state state = NL_PROBE_CLOSED_AT_ONCE;
    if (half_an_answer(exchange)) {
        state = NL_PROBE_NOT_UNDERSTOOD;
        format = NL_T("the connection ended in the middle of an answer");
    } else if (exchange->asked) {
        format = NL_T("the connection was ended after the question was sent");
    } else {
        format = NL_T("the connection was ended before the question was sent");
    }
    end_by(exchange, state, say_code(exchange, format, code));
}

/* A connection or a datagram that did not get through. */
static void not_through(struct nl_exchange *exchange, struct nl_net_result result)
{
    switch (result.outcome) {
    case NL_NET_REFUSED:
        nl_exchange_end(
            exchange, NL_PROBE_REFUSED,
            say_code(exchange, NL_T("refused by the host, or by a firewall for it"), result.code));
        return;
    case NL_NET_UNREACHABLE:
        nl_exchange_end(exchange, NL_PROBE_UNREACHABLE,
                        say_code(exchange, NL_T("there is no way to it"), result.code));
        return;
    case NL_NET_TIMED_OUT:
        nl_exchange_end(exchange, NL_PROBE_NO_ANSWER,
                        say_code(exchange, NL_T("nothing came back in time"), result.code));
        return;
    case NL_NET_RESET:
    case NL_NET_END:
        peer_ended(exchange, result.code);
        return;
    case NL_NET_DONE:
    case NL_NET_PENDING:
    case NL_NET_FAILED:
        break;
    }
    nl_exchange_end(exchange, NL_PROBE_NOT_ASKED,
                    say_code(exchange, NL_T("this system could not ask"), result.code));
}

static void give_up(struct nl_exchange *exchange)
{
    if (exchange->connecting || is_datagram(exchange))
        nl_exchange_end(exchange, NL_PROBE_NO_ANSWER,
                        nl_say(exchange->arena, NL_T("nothing came back in time")));
    else if (half_an_answer(exchange))
        end_by(exchange, NL_PROBE_NOT_UNDERSTOOD,
               nl_say(exchange->arena, NL_T("the answer was not complete in time")));
    else
        end_by(exchange, NL_PROBE_SILENT,
               nl_say(exchange->arena, NL_T("connected, but no answer came in time")));
}

static void begin_asking(struct nl_exchange *exchange, uint64_t now_ms)
{
    exchange->connecting = false;
    exchange->last_ms = now_ms;
    answer_of(exchange)->tries++;
    exchange->dialogue->begin(exchange);
}

void nl_exchange_start(struct nl_exchange *exchange, uint64_t now_ms)
{
    const struct nl_port *port = port_of(exchange);
    struct nl_net_address local;
    exchange->question = exchange->dialogue->question;
    exchange->begun_ms = exchange->question_begun_ms = exchange->last_ms = now_ms;
    exchange->socket = -1;
    exchange->over = exchange->asked = false;
    exchange->out.size = exchange->out_sent = exchange->in_size = exchange->heard = 0;
    exchange->reached = NL_PROBE_NOT_ASKED;
    struct nl_net_result result = exchange->net->ops->open(
        exchange->net, port->protocol, &exchange->target->address, port->number, &exchange->socket);
    if (!exchange->target->asked_from && exchange->socket >= 0 &&
        exchange->net->ops->local(exchange->net, exchange->socket, &local))
        exchange->target->asked_from = nl_net_address_text(exchange->arena, &local);
    exchange->connecting = result.outcome == NL_NET_PENDING;
    if (result.outcome == NL_NET_DONE)
        begin_asking(exchange, now_ms);
    else if (!exchange->connecting)
        not_through(exchange, result);
}

bool nl_exchange_waits_for(const struct nl_exchange *exchange, struct nl_net_wait *out_wait)
{
    bool unsent = exchange->out_sent < exchange->out.size;
    *out_wait = (struct nl_net_wait){.socket = exchange->socket,
                                     .for_writing = exchange->connecting || unsent,
                                     .for_reading = !exchange->connecting};
    return !exchange->over;
}

uint64_t nl_exchange_due(const struct nl_exchange *exchange)
{
    if (is_datagram(exchange))
        return exchange->begun_ms + (uint64_t)NL_EXCHANGE_DATAGRAM_MS * answer_of(exchange)->tries;
    if (exchange->connecting)
        return exchange->begun_ms + NL_EXCHANGE_CONNECT_MS;
    uint64_t quiet = exchange->last_ms + NL_EXCHANGE_QUIET_MS;
    uint64_t whole = exchange->begun_ms + NL_EXCHANGE_WHOLE_MS;
    return quiet < whole ? quiet : whole;
}

static void send_rest(struct nl_exchange *exchange)
{
    struct nl_probe_answer *answer = answer_of(exchange);
    while (!exchange->over && exchange->out_sent < exchange->out.size) {
        struct nl_net_result result = exchange->net->ops->send(
            exchange->net, exchange->socket, exchange->out.bytes + exchange->out_sent,
            exchange->out.size - exchange->out_sent);
        if (result.outcome == NL_NET_PENDING)
            return;
        if (result.outcome != NL_NET_DONE) {
            /* What came before, such as a refusal that was not waited for, is read first. */
            exchange->out_sent = exchange->out.size;
            if (is_datagram(exchange))
                not_through(exchange, result);
            return;
        }
        exchange->out_sent += result.size;
        answer->sent += (uint32_t)result.size;
        exchange->asked = exchange->asked || exchange->out_sent == exchange->out.size;
    }
}

/* Hands every whole message to the dialogue, in place. */
static void take_messages(struct nl_exchange *exchange)
{
    size_t at = 0;
    while (!exchange->over && at < exchange->in_size) {
        size_t size = 0;
        enum nl_decoded found =
            exchange->dialogue->size(exchange->in + at, exchange->in_size - at, &size);
        if (found != NL_DECODED_OK) {
            end_by(exchange, NL_PROBE_NOT_UNDERSTOOD,
                   nl_say(exchange->arena, NL_T("the bytes that came are not this protocol")));
            return;
        }
        if (size == 0 || size > exchange->in_size - at)
            break;
        exchange->dialogue->take(exchange, exchange->in + at, size);
        at += size;
    }
    exchange->in_size -= at;
    memmove(exchange->in, exchange->in + at, exchange->in_size);
}

static void make_room(struct nl_exchange *exchange)
{
    if (exchange->in && exchange->in_room - exchange->in_size >= READ_SIZE)
        return;
    size_t room = exchange->in ? exchange->in_room * 2 : FIRST_ROOM;
    while (room - exchange->in_size < READ_SIZE)
        room *= 2;
    uint8_t *larger = nl_arena_alloc(exchange->arena, room);
    if (exchange->in && exchange->in_size)
        memcpy(larger, exchange->in, exchange->in_size);
    exchange->in = larger;
    exchange->in_room = room;
}

static void read_stream(struct nl_exchange *exchange, uint64_t now_ms)
{
    while (!exchange->over) {
        make_room(exchange);
        struct nl_net_result result = exchange->net->ops->receive(
            exchange->net, exchange->socket, exchange->in + exchange->in_size, READ_SIZE);
        if (result.outcome == NL_NET_PENDING)
            return;
        if (result.outcome != NL_NET_DONE) {
            not_through(exchange, result);
            return;
        }
        exchange->last_ms = now_ms;
        answer_of(exchange)->received += (uint32_t)result.size;
        exchange->in_size += result.size;
        exchange->heard += result.size;
        take_messages(exchange);
        if (exchange->heard > MOST_HEARD)
            end_by(exchange, NL_PROBE_NOT_UNDERSTOOD,
                   nl_say(exchange->arena, NL_T("far more came than any answer needs")));
        send_rest(exchange);
    }
}

static void read_datagrams(struct nl_exchange *exchange, uint64_t now_ms)
{
    if (!exchange->in)
        exchange->in = nl_arena_alloc(exchange->arena, DATAGRAM_ROOM);
    for (int i = 0; i < 16 && !exchange->over; i++) {
        struct nl_net_result result = exchange->net->ops->receive(exchange->net, exchange->socket,
                                                                  exchange->in, DATAGRAM_ROOM);
        if (result.outcome == NL_NET_PENDING)
            return;
        exchange->last_ms = now_ms;
        if (result.outcome != NL_NET_DONE) {
            not_through(exchange, result);
            return;
        }
        answer_of(exchange)->received += (uint32_t)result.size;
        exchange->dialogue->take(exchange, exchange->in, result.size);
    }
}

static void finish_connecting(struct nl_exchange *exchange, uint64_t now_ms)
{
    struct nl_net_result result = exchange->net->ops->connected(exchange->net, exchange->socket);
    if (result.outcome == NL_NET_PENDING)
        return;
    exchange->last_ms = now_ms;
    if (result.outcome == NL_NET_DONE)
        begin_asking(exchange, now_ms);
    else
        not_through(exchange, result);
}

void nl_exchange_step(struct nl_exchange *exchange, bool ready, uint64_t now_ms)
{
    if (exchange->over)
        return;
    if (exchange->connecting && ready)
        finish_connecting(exchange, now_ms);
    if (!exchange->over && !exchange->connecting) {
        send_rest(exchange);
        if (!exchange->over && is_datagram(exchange))
            read_datagrams(exchange, now_ms);
        else if (!exchange->over)
            read_stream(exchange, now_ms);
    }
    if (exchange->over || now_ms < nl_exchange_due(exchange))
        return;
    if (is_datagram(exchange) && answer_of(exchange)->tries < NL_EXCHANGE_DATAGRAM_TRIES) {
        begin_asking(exchange, now_ms);
        send_rest(exchange);
        return;
    }
    exchange->last_ms = now_ms;
    give_up(exchange);
}

void nl_exchange_stop(struct nl_exchange *exchange, bool by_person, uint64_t now_ms)
{
    if (exchange->over)
        return;
    exchange->last_ms = now_ms;
    /* A limit that was not waited for proves nothing. */
    if (by_person)
        nl_exchange_end(exchange, NL_PROBE_NOT_ASKED,
                        nl_say(exchange->arena, NL_T("left out: the run was stopped")));
    else
        give_up(exchange);
}
