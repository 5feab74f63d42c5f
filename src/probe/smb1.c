/* smb1.c - SMB1: whether it is still spoken. */
#include "smb1.h"

#include "base/utf16.h"
#include "session.h"

#include <string.h>

enum {
    HEADER_SIZE = 32,
    COMMAND_NEGOTIATE = 0x72,
    WORDS_NT = 17,
    WORDS_LANMAN = 13,
    NO_DIALECT = 0xFFFF,
    MOST_NAME = 2 * 512
};

#define CAPABILITY_EXTENDED UINT32_C(0x80000000)

void nl_smb1_negotiate_request(struct nl_packet *packet)
{
    static const uint8_t head[] = {0xFF, 'S', 'M', 'B', COMMAND_NEGOTIATE, 0, 0, 0, 0, 0x18};
    static const char dialect[] = "\x02NT LM 0.12";
    nl_frame_begin(packet);
    nl_packet_bytes(packet, head, sizeof head);
    nl_packet_le16(packet, 0xC853); /* Unicode, NT status, extended security, long names */
    nl_packet_zeros(packet, 2 + 8 + 2);
    nl_packet_le16(packet, 0xFFFF);
    nl_packet_le16(packet, 0xFFFE);
    nl_packet_zeros(packet, 4);
    nl_packet_u8(packet, 0);
    nl_packet_le16(packet, sizeof dialect);
    nl_packet_bytes(packet, dialect, sizeof dialect);
    nl_frame_end(packet);
}

/* A UTF-16 text up to its NUL; not aligned, whatever the Unicode flag says. */
static const char *read_name(struct nl_arena *arena, struct nl_reader *reader)
{
    size_t begin = reader->at;
    size_t size = 0;
    while (nl_reader_left(reader) >= 2 && nl_read_le16(reader) != 0)
        size += 2;
    if (size == 0)
        return NULL;
    return nl_utf16_decode(arena, reader->data + begin, size < MOST_NAME ? size : MOST_NAME, NULL);
}

/* The words of the long answer. */
static void read_long(struct nl_arena *arena, struct nl_reader *reader, struct nl_smb1 *answer)
{
    uint8_t mode = nl_read_u8(reader);
    nl_read_skip(reader, 2 + 2 + 4 + 4 + 4);
    uint32_t capabilities = nl_read_le32(reader);
    uint64_t time = nl_read_le64(reader);
    uint16_t zone = nl_read_le16(reader);
    uint8_t challenge = nl_read_u8(reader);
    nl_read_skip(reader, 2);
    if (reader->failed)
        return; /* SMB1 is spoken all the same */
    answer->extended = true;
    answer->signing_enabled = (mode & 4) != 0;
    answer->signing_required = (mode & 8) != 0;
    answer->time = time;
    answer->zone_minutes = (int16_t)(zone < 0x8000 ? zone : zone - 0x10000);
    if (capabilities & CAPABILITY_EXTENDED)
        return;
    nl_read_skip(reader, challenge);
    answer->domain = read_name(arena, reader);
    answer->server = read_name(arena, reader);
}

enum nl_decoded nl_smb1_negotiate_decode(struct nl_arena *arena, const uint8_t *message,
                                         size_t size, struct nl_smb1 *out_answer)
{
    *out_answer = (struct nl_smb1){0};
    if (size >= 4 && memcmp(message, "\xFESMB", 4) == 0) {
        out_answer->spoken = NL_SMB1_NOT_SPOKEN;
        return NL_DECODED_NEGATIVE;
    }
    if (size < HEADER_SIZE + 3 || memcmp(message, "\xFFSMB", 4) != 0 ||
        message[4] != COMMAND_NEGOTIATE || !(message[9] & 0x80))
        return NL_DECODED_BAD;
    struct nl_reader reader = nl_reader_of(message, size);
    reader.at = HEADER_SIZE;
    uint8_t words = nl_read_u8(&reader);
    uint16_t index = nl_read_le16(&reader);
    if (words == 1 && index == NO_DIALECT) {
        out_answer->spoken = NL_SMB1_NOT_SPOKEN;
        return NL_DECODED_NEGATIVE;
    }
    if ((words != WORDS_NT && words != WORDS_LANMAN) || index == NO_DIALECT)
        return NL_DECODED_BAD;
    out_answer->spoken = NL_SMB1_SPOKEN;
    if (words == WORDS_NT)
        read_long(arena, &reader, out_answer);
    return NL_DECODED_OK;
}
