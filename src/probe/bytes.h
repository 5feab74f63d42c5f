/* bytes.h - reading a message of a stranger, and writing a question of ours.
 *
 * A reader that is asked for more than there is fails once and for all: it returns zeros from then
 * on, and the decoder looks at failed where it matters. No offset is added before it is compared. */
#ifndef NL_PROBE_BYTES_H
#define NL_PROBE_BYTES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a decoder says of a message. */
enum nl_decoded {
    NL_DECODED_OK = 0,
    NL_DECODED_NEGATIVE, /* the protocol's own refusal */
    NL_DECODED_OTHER,    /* a message that answers something else: skip it */
    NL_DECODED_BAD       /* not the protocol, or cut off before what matters */
};

struct nl_reader {
    const uint8_t *data;
    size_t size;
    size_t at;
    bool failed;
};

struct nl_reader nl_reader_of(const uint8_t *data, size_t size);

/* size bytes of the whole from offset; one that has failed and is empty where they are not all
 * there. */
struct nl_reader nl_reader_part(const struct nl_reader *whole, size_t offset, size_t size);

uint8_t nl_read_u8(struct nl_reader *reader);
uint16_t nl_read_le16(struct nl_reader *reader);
uint32_t nl_read_le32(struct nl_reader *reader);
uint64_t nl_read_le64(struct nl_reader *reader);
uint16_t nl_read_be16(struct nl_reader *reader);
uint32_t nl_read_be24(struct nl_reader *reader);
void nl_read_skip(struct nl_reader *reader, size_t count);
/* Skips to a multiple of step, counted from the reader's beginning. */
void nl_read_align(struct nl_reader *reader, size_t step);
/* count bytes in place; NULL where they are not there. */
const uint8_t *nl_read_bytes(struct nl_reader *reader, size_t count);
size_t nl_reader_left(const struct nl_reader *reader);

/* A question; none is longer. Writing past the end is a mistake of ours (assert). */
struct nl_packet {
    uint8_t bytes[512];
    size_t size;
};
void nl_packet_u8(struct nl_packet *packet, uint8_t number);
void nl_packet_le16(struct nl_packet *packet, uint16_t number);
void nl_packet_le32(struct nl_packet *packet, uint32_t number);
void nl_packet_le64(struct nl_packet *packet, uint64_t number);
void nl_packet_be16(struct nl_packet *packet, uint16_t number);
void nl_packet_bytes(struct nl_packet *packet, const void *bytes, size_t size);
void nl_packet_zeros(struct nl_packet *packet, size_t count);

/* Bytes that were one-byte text: what is outside of 0x20 to 0x7E stands as \xNN. */
const char *nl_bytes_text(struct nl_arena *arena, const uint8_t *bytes, size_t size);

#endif
