/* rpc.h - DCE/RPC over TCP: bind, request, and the answers to them (C706 chapter 12, [MS-RPCE]). */
#ifndef NL_PROBE_RPC_H
#define NL_PROBE_RPC_H

#include "bytes.h"

enum nl_rpc_type {
    NL_RPC_REQUEST = 0,
    NL_RPC_RESPONSE = 2,
    NL_RPC_FAULT = 3,
    NL_RPC_BIND = 11,
    NL_RPC_BIND_ACK = 12,
    NL_RPC_BIND_NAK = 13
};
enum { NL_RPC_HEADER = 16, NL_RPC_FRAGMENT_MOST = 5840, NL_RPC_LAST = 2 };

struct nl_rpc_pdu {
    enum nl_rpc_type type;
    bool last; /* the last fragment of its message */
    const uint8_t *stub;
    size_t stub_size;
    uint32_t status;         /* of a fault */
    uint16_t result, reason; /* of a bind_ack; bind_nak has a reason alone */
};

/* How long the PDU is that begins with these bytes; 0 while that cannot be told. NL_DECODED_BAD for
 * what is not version 5, is big-endian, or has an impossible length. */
enum nl_decoded nl_rpc_size(const uint8_t *bytes, size_t have, size_t *out_size);

/* Reads one whole PDU that answers the call with that id. The stub stays in place. */
enum nl_decoded nl_rpc_decode(const uint8_t *bytes, size_t size, uint32_t call,
                              struct nl_rpc_pdu *out_pdu);

/* Appends a bind to an interface without any authentication, with NDR as the only transfer syntax. */
void nl_rpc_bind(struct nl_packet *packet, const uint8_t uuid[16], uint16_t version, uint32_t call);

/* Appends a request with that stub. */
void nl_rpc_request(struct nl_packet *packet, uint16_t operation, const void *stub, size_t size,
                    uint32_t call);

/* What a fault's status means, a marked wording; NULL where it is not known. */
const char *nl_rpc_fault_meaning(uint32_t status);

/* "e1af8308-5d1f-11c9-91a4-08002b14a0fa" from the sixteen bytes on the wire. */
const char *nl_uuid_text(struct nl_arena *arena, const uint8_t uuid[16]);

#endif
