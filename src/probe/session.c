/* session.c - TCP 139: the frame that TCP 445 shares, the session request and its answers. */
#include "session.h"

#include "base/attributes.h"
#include "node_status.h"

enum nl_decoded nl_frame_size(const uint8_t *bytes, size_t have, size_t *out_size)
{
    *out_size = 0;
    if (have == 0)
        return NL_DECODED_OK;
    bool message = bytes[0] == NL_FRAME_MESSAGE;
    if (!message && (bytes[0] < NL_FRAME_REQUEST || bytes[0] > NL_FRAME_KEEP_ALIVE))
        return NL_DECODED_BAD;
    if (have < NL_FRAME_HEADER)
        return NL_DECODED_OK;
    struct nl_reader reader = nl_reader_of(bytes + 1, NL_FRAME_HEADER - 1);
    uint32_t length = nl_read_be24(&reader);
    /* Session frames have 17 bits of length; a message on TCP 445 has 24. */
    if (!message)
        length &= 0x1FFFF;
    if (length > NL_FRAME_MOST)
        return NL_DECODED_BAD;
    *out_size = (size_t)length + NL_FRAME_HEADER;
    return NL_DECODED_OK;
}

void nl_frame_begin(struct nl_packet *packet)
{
    nl_packet_zeros(packet, NL_FRAME_HEADER);
}

void nl_frame_end(struct nl_packet *packet)
{
    size_t length = packet->size - NL_FRAME_HEADER;
    packet->bytes[2] = (uint8_t)(length >> 8);
    packet->bytes[3] = (uint8_t)(length & 0xFF);
}

void nl_session_request(struct nl_packet *packet, const char *called)
{
    nl_packet_u8(packet, NL_FRAME_REQUEST);
    nl_packet_u8(packet, 0);
    nl_packet_be16(packet, 68);
    nl_netbios_name_encode(packet, called, ' ', 0x20);
    nl_netbios_name_encode(packet, "NETLATCH", ' ', 0x00);
}

const char *nl_session_refusal(uint8_t code)
{
    switch (code) {
    case 0x80:
        return NL_T("nothing listens for the called name");
    case 0x81:
        return NL_T("it does not listen for this asker");
    case NL_SESSION_NOT_PRESENT:
        return NL_T("the called name is not there");
    case 0x83:
        return NL_T("the called name is there, but has no resources left");
    default:
        return NL_T("no reason is given");
    }
}
