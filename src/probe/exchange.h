/* exchange.h - one connection to one port: connecting, asking, waiting within the limits, and how it
 * ended. What is asked and how an answer is read is the dialogue's business. */
#ifndef NL_PROBE_EXCHANGE_H
#define NL_PROBE_EXCHANGE_H

#include "probe.h"

/* Limits in milliseconds. The one for connecting stays above 2 s: a Windows that asks sends the SYN
 * again twice before it reports a refusal (KB 175523). */
enum {
    NL_EXCHANGE_CONNECT_MS = 3000,
    NL_EXCHANGE_QUIET_MS = 3000, /* without a byte */
    NL_EXCHANGE_WHOLE_MS = 4000, /* one connection in all, however slowly bytes come */
    NL_EXCHANGE_DATAGRAM_MS = 1000,
    NL_EXCHANGE_DATAGRAM_TRIES = 3
};

struct nl_exchange;

struct nl_dialogue {
    enum nl_question question; /* the first one */
    /* Queues the first message. */
    void (*begin)(struct nl_exchange *exchange);
    /* How long the message is that the peer began; NULL for datagrams. */
    enum nl_decoded (*size)(const uint8_t *bytes, size_t have, size_t *out_size);
    /* Takes one whole message: asks on, or ends. */
    void (*take)(struct nl_exchange *exchange, const uint8_t *message, size_t size);
};

struct nl_exchange {
    struct nl_arena *arena;
    struct nl_net *net;
    struct nl_probe_target *target;
    const struct nl_dialogue *dialogue;
    enum nl_question question; /* the one that waits for its answer */
    uint64_t seed;             /* for what must not be the same each time */
    uint64_t (*now_s)(void *context);
    void *context;

    /* Kept by the exchange. */
    int socket; /* -1: none */
    bool connecting;
    bool over;
    bool asked;                 /* the first message has left whole */
    uint64_t begun_ms;          /* the connection */
    uint64_t question_begun_ms; /* the question */
    uint64_t last_ms;           /* the last byte, or the connection */
    struct nl_packet out;
    size_t out_sent;
    uint8_t *in;
    size_t in_size, in_room;
    size_t heard; /* bytes of the whole connection */

    /* Kept by the dialogue. */
    const char *called; /* the name for a session request */
    unsigned step;
    uint32_t call;
    unsigned pages;
    uint8_t handle[NL_ENDPOINT_HANDLE];
    struct nl_text stub; /* joined fragments */
    /* What the question ends as when it goes wrong from here on; NL_PROBE_NOT_ASKED: by how. */
    enum nl_probe_state reached;
};

/* Opens the connection; it may be over at once. */
void nl_exchange_start(struct nl_exchange *exchange, uint64_t now_ms);

/* What to wait for; false when it is over. */
bool nl_exchange_waits_for(const struct nl_exchange *exchange, struct nl_net_wait *out_wait);

/* When it must be looked at even if nothing comes. */
uint64_t nl_exchange_due(const struct nl_exchange *exchange);

/* Goes on: ready says that the socket can be read or written. */
void nl_exchange_step(struct nl_exchange *exchange, bool ready, uint64_t now_ms);

/* Ends it because the whole run is over: its time, or the person's patience. */
void nl_exchange_stop(struct nl_exchange *exchange, bool by_person, uint64_t now_ms);

/* For dialogues: sends a message, or one more. */
struct nl_packet *nl_exchange_packet(struct nl_exchange *exchange);
/* The question has its answer; the next message belongs to the next question. */
void nl_exchange_answered(struct nl_exchange *exchange, enum nl_question next);
/* The question, and with it the connection, ends. format NULL: nothing to add. */
void nl_exchange_end(struct nl_exchange *exchange, enum nl_probe_state state,
                     struct nl_sentence reason);

#endif
