/* rpc.c - DCE/RPC over TCP: bind, request, and the answers to them. */
#include "rpc.h"

#include "base/attributes.h"

#include <string.h>

enum {
    VERSION = 5,
    FRAGMENT_OF_OURS = 4280,
    FLAGS_WHOLE = 3,
    LITTLE_ENDIAN_BIT = 0x10,
    MOST_RESULTS = 8
};

enum nl_decoded nl_rpc_size(const uint8_t *bytes, size_t have, size_t *out_size)
{
    *out_size = 0;
    /* Known from the first byte on, so that nobody waits for what will not come. */
    if (have >= 1 && bytes[0] != VERSION)
        return NL_DECODED_BAD;
    if (have >= 5 && !(bytes[4] & LITTLE_ENDIAN_BIT))
        return NL_DECODED_BAD;
    if (have < NL_RPC_HEADER)
        return NL_DECODED_OK;
    size_t size = (size_t)bytes[8] | (size_t)bytes[9] << 8;
    if (size < NL_RPC_HEADER || size > NL_RPC_FRAGMENT_MOST)
        return NL_DECODED_BAD;
    *out_size = size;
    return NL_DECODED_OK;
}

static bool read_bind_ack(struct nl_reader *reader, struct nl_rpc_pdu *pdu)
{
    nl_read_skip(reader, 8); /* fragment sizes and association */
    uint16_t length = nl_read_le16(reader);
    nl_read_skip(reader, length);
    nl_read_align(reader, 4);
    uint8_t results = nl_read_u8(reader);
    nl_read_skip(reader, 3);
    /* One context was offered: its result is the first. */
    pdu->result = nl_read_le16(reader);
    pdu->reason = nl_read_le16(reader);
    return !reader->failed && results >= 1;
}

enum nl_decoded nl_rpc_decode(const uint8_t *bytes, size_t size, uint32_t call,
                              struct nl_rpc_pdu *out_pdu)
{
    size_t whole = 0;
    *out_pdu = (struct nl_rpc_pdu){0};
    if (nl_rpc_size(bytes, size, &whole) != NL_DECODED_OK || whole == 0 || whole > size)
        return NL_DECODED_BAD;
    struct nl_reader reader = nl_reader_of(bytes, whole);
    nl_read_skip(&reader, 2);
    uint8_t type = nl_read_u8(&reader);
    uint8_t flags = nl_read_u8(&reader);
    nl_read_skip(&reader, 6);
    uint16_t authentication = nl_read_le16(&reader);
    uint32_t found_call = nl_read_le32(&reader);
    out_pdu->last = (flags & NL_RPC_LAST) != 0;
    if (found_call != call || authentication != 0)
        return NL_DECODED_BAD;
    switch (type) {
    case NL_RPC_RESPONSE:
        nl_read_skip(&reader, 8);
        if (reader.failed)
            return NL_DECODED_BAD;
        out_pdu->type = NL_RPC_RESPONSE;
        out_pdu->stub = reader.data + reader.at;
        out_pdu->stub_size = nl_reader_left(&reader);
        return NL_DECODED_OK;
    case NL_RPC_FAULT:
        nl_read_skip(&reader, 8);
        out_pdu->type = NL_RPC_FAULT;
        out_pdu->status = nl_read_le32(&reader);
        return reader.failed ? NL_DECODED_BAD : NL_DECODED_NEGATIVE;
    case NL_RPC_BIND_ACK:
        out_pdu->type = NL_RPC_BIND_ACK;
        if (!read_bind_ack(&reader, out_pdu))
            return NL_DECODED_BAD;
        return out_pdu->result == 0 ? NL_DECODED_OK : NL_DECODED_NEGATIVE;
    case NL_RPC_BIND_NAK:
        out_pdu->type = NL_RPC_BIND_NAK;
        out_pdu->reason = nl_read_le16(&reader);
        return reader.failed ? NL_DECODED_BAD : NL_DECODED_NEGATIVE;
    default:
        return NL_DECODED_BAD;
    }
}

static void write_header(struct nl_packet *packet, enum nl_rpc_type type, size_t size,
                         uint32_t call)
{
    nl_packet_u8(packet, VERSION);
    nl_packet_u8(packet, 0);
    nl_packet_u8(packet, (uint8_t)type);
    nl_packet_u8(packet, FLAGS_WHOLE);
    nl_packet_le32(packet, LITTLE_ENDIAN_BIT);
    nl_packet_le16(packet, (uint16_t)size);
    nl_packet_le16(packet, 0);
    nl_packet_le32(packet, call);
}

void nl_rpc_bind(struct nl_packet *packet, const uint8_t uuid[16], uint16_t version, uint32_t call)
{
    /* A server that is offered NDR64 as well may refuse NDR. */
    static const uint8_t ndr[16] = {0x04, 0x5D, 0x88, 0x8A, 0xEB, 0x1C, 0xC9, 0x11,
                                    0x9F, 0xE8, 0x08, 0x00, 0x2B, 0x10, 0x48, 0x60};
    write_header(packet, NL_RPC_BIND, 72, call);
    nl_packet_le16(packet, FRAGMENT_OF_OURS);
    nl_packet_le16(packet, FRAGMENT_OF_OURS);
    nl_packet_le32(packet, 0);
    nl_packet_le32(packet, 1); /* one context */
    nl_packet_le16(packet, 0);
    nl_packet_le16(packet, 1); /* one transfer syntax */
    nl_packet_bytes(packet, uuid, 16);
    nl_packet_le16(packet, version);
    nl_packet_le16(packet, 0);
    nl_packet_bytes(packet, ndr, sizeof ndr);
    nl_packet_le32(packet, 2);
}

void nl_rpc_request(struct nl_packet *packet, uint16_t operation, const void *stub, size_t size,
                    uint32_t call)
{
    write_header(packet, NL_RPC_REQUEST, NL_RPC_HEADER + 8 + size, call);
    nl_packet_le32(packet, (uint32_t)size);
    nl_packet_le16(packet, 0);
    nl_packet_le16(packet, operation);
    nl_packet_bytes(packet, stub, size);
}

const char *nl_rpc_fault_meaning(uint32_t status)
{
    static const struct {
        uint32_t status;
        const char *meaning;
    } rows[] = {
        {UINT32_C(0x1C010002), NL_T("the interface has no such operation")},
        {UINT32_C(0x1C010003), NL_T("unknown interface")},
        {UINT32_C(0x1C01000B), NL_T("protocol error")},
        {UINT32_C(0x000006F7), NL_T("the question does not fit the interface")},
        {UINT32_C(0x00000005), NL_T("access denied")},
        {UINT32_C(0x80070005), NL_T("access denied")}, /* of DCOM */
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (rows[i].status == status)
            return rows[i].meaning;
    }
    return NULL;
}

const char *nl_uuid_text(struct nl_arena *arena, const uint8_t uuid[16])
{
    struct nl_reader reader = nl_reader_of(uuid, 16);
    uint32_t first = nl_read_le32(&reader);
    uint16_t second = nl_read_le16(&reader);
    uint16_t third = nl_read_le16(&reader);
    return nl_arena_format(arena, "%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                           (unsigned long)first, second, third, uuid[8], uuid[9], uuid[10],
                           uuid[11], uuid[12], uuid[13], uuid[14], uuid[15]);
}
