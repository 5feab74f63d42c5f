/* probe_answers.h - answers to the questions of a probe, each right as it is, for tests to change.
 * Without the frame of TCP 139 and 445; RPC answers to call 1. Each appends to the packet. */
#ifndef NL_TESTS_PROBE_ANSWERS_H
#define NL_TESTS_PROBE_ANSWERS_H

#include "probe/bytes.h"

/* NegTokenInit that offers NEGOEX, Kerberos and NTLM. */
enum { PROBE_ANSWER_SPNEGO_SIZE = 53 };
extern const uint8_t probe_answer_spnego[PROBE_ANSWER_SPNEGO_SIZE];
void probe_answer_spnego_blob(struct nl_packet *p);

/* Two names and a MAC. */
void probe_answer_node_status(struct nl_packet *p);

/* SMB 3.1.1 with signing required, the blob above and three contexts at these offsets. */
enum { PROBE_ANSWER_BLOB_AT = 128, PROBE_ANSWER_CONTEXTS_AT = 184 };
void probe_answer_smb2_negotiate(struct nl_packet *p);

/* The challenge of LATCH, build 18362; its pairs begin at 66. With SESSION_SETUP around it. */
void probe_answer_ntlm_challenge(struct nl_packet *p);
void probe_answer_smb2_setup(struct nl_packet *p);

/* SMB1 without extended security: LAN, OLD, UTC+8. */
void probe_answer_smb1_negotiate(struct nl_packet *p);

/* A page of one entry, TCP 49153; its head, and a floor of its tower. */
void probe_answer_page(struct nl_packet *p);
void probe_answer_page_head(struct nl_packet *p, uint32_t count);
void probe_answer_uuid_floor(struct nl_packet *p);

/* DC at 1.2, as a stub. */
void probe_answer_server_alive(struct nl_packet *p);

void probe_answer_bind_ack(struct nl_packet *p);
/* A response with a stub of eight zeros. */
void probe_answer_response(struct nl_packet *p);

#endif
