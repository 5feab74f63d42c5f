/* probe.h - what one host showed: the questions, how each ended, and the facts. */
#ifndef NL_PROBE_PROBE_H
#define NL_PROBE_PROBE_H

#include "endpoint_map.h"
#include "host/net.h"
#include "model/machine.h"
#include "model/probed.h"
#include "node_status.h"
#include "ntlm.h"
#include "server_alive.h"
#include "smb1.h"
#include "smb2.h"

enum nl_question {
    NL_QUESTION_ENDPOINT_MAP = 0,
    NL_QUESTION_SERVER_ALIVE,
    NL_QUESTION_NODE_STATUS,
    NL_QUESTION_SESSION,     /* the session request on TCP 139 */
    NL_QUESTION_SESSION_SMB, /* SMB NEGOTIATE in that session */
    NL_QUESTION_SMB,         /* SMB2 NEGOTIATE on TCP 445 */
    NL_QUESTION_NTLM,        /* the NTLM challenge on the same connection */
    NL_QUESTION_SMB1,
    NL_QUESTION_COUNT
};
extern const char *const nl_question_words[]; /* endpoint-map, server-alive, ... */

/* A question's port, as an index into nl_ports. */
size_t nl_question_port(enum nl_question question);

/* What the question is, for people: marked. */
const char *nl_question_label(enum nl_question question);

/* How one question ended. */
struct nl_probe_answer {
    enum nl_probe_state state;
    struct nl_sentence reason; /* what came instead of an answer, or why it was not asked */
    uint32_t code;             /* of the system, with code_name; 0: none */
    const char *code_name;
    uint32_t protocol_status; /* NTSTATUS, RPC status or session code of a refusal; 0: none */
    uint32_t milliseconds;    /* from the first packet to the end */
    uint32_t tries;           /* 0: nothing was sent */
    uint32_t sent, received;  /* bytes, without the headers of TCP, UDP and IP */
};

/* Everything that one address showed. The facts of a question hold only while its state is
 * NL_PROBE_ANSWERS; smb1.spoken and the start of an endpoint map may be known besides. */
struct nl_probe_target {
    struct nl_net_address address;
    const char *text; /* the address */
    bool own;         /* an address of the asking machine: its firewall is not in the way */
    const char *asked_from;
    const char *interface;
    enum nl_answer same_subnet;
    bool wanted[NL_PORT_COUNT];
    struct nl_probe_answer answers[NL_QUESTION_COUNT];
    struct nl_endpoint_map endpoint_map;
    struct nl_server_alive server_alive;
    struct nl_node_status node_status;
    struct nl_smb2_negotiate session_smb;
    struct nl_smb2_negotiate smb;
    uint64_t smb_received_s; /* our clock when the answer came, seconds since 1970 */
    struct nl_ntlm_challenge ntlm;
    struct nl_smb1 smb1;
};
struct nl_probe_targets {
    struct nl_probe_target *items;
    size_t count;
    size_t capacity;
};

/* The state of a port: the greatest of its questions. port: an index into nl_ports. */
enum nl_probe_state nl_probe_port_state(const struct nl_probe_target *target, size_t port);

/* The answer that decided the state of a port; NULL for a port without a question. */
const struct nl_probe_answer *nl_probe_port_answer(const struct nl_probe_target *target,
                                                   size_t port);

/* Whether SMB1 is spoken there, by all that was answered. */
enum nl_smb1_spoken nl_probe_smb1(const struct nl_probe_target *target);

#endif
