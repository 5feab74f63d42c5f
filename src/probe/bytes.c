/* bytes.c - reading a message of a stranger, and writing a question of ours. */
#include "bytes.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

struct nl_reader nl_reader_of(const uint8_t *data, size_t size)
{
    return (struct nl_reader){.data = data, .size = size};
}

struct nl_reader nl_reader_part(const struct nl_reader *whole, size_t offset, size_t size)
{
    if (offset > whole->size || size > whole->size - offset)
        return (struct nl_reader){.failed = true};
    return nl_reader_of(whole->data + offset, size);
}

size_t nl_reader_left(const struct nl_reader *reader)
{
    return reader->failed ? 0 : reader->size - reader->at;
}

const uint8_t *nl_read_bytes(struct nl_reader *reader, size_t count)
{
    if (count > nl_reader_left(reader) || reader->failed) {
        reader->failed = true;
        return NULL;
    }
    const uint8_t *found = reader->data + reader->at;
    reader->at += count;
    return found;
}

void nl_read_skip(struct nl_reader *reader, size_t count)
{
    (void)nl_read_bytes(reader, count);
}

void nl_read_align(struct nl_reader *reader, size_t step)
{
    size_t over = reader->at % step;
    if (over)
        nl_read_skip(reader, step - over);
}

static uint64_t read_le(struct nl_reader *reader, size_t count)
{
    const uint8_t *bytes = nl_read_bytes(reader, count);
    uint64_t number = 0;
    for (size_t i = count; bytes && i > 0; i--)
        number = number << 8 | bytes[i - 1];
    return number;
}

static uint64_t read_be(struct nl_reader *reader, size_t count)
{
    const uint8_t *bytes = nl_read_bytes(reader, count);
    uint64_t number = 0;
    for (size_t i = 0; bytes && i < count; i++)
        number = number << 8 | bytes[i];
    return number;
}

uint8_t nl_read_u8(struct nl_reader *reader)
{
    return (uint8_t)read_le(reader, 1);
}

uint16_t nl_read_le16(struct nl_reader *reader)
{
    return (uint16_t)read_le(reader, 2);
}

uint32_t nl_read_le32(struct nl_reader *reader)
{
    return (uint32_t)read_le(reader, 4);
}

uint64_t nl_read_le64(struct nl_reader *reader)
{
    return read_le(reader, 8);
}

uint16_t nl_read_be16(struct nl_reader *reader)
{
    return (uint16_t)read_be(reader, 2);
}

uint32_t nl_read_be24(struct nl_reader *reader)
{
    return (uint32_t)read_be(reader, 3);
}

void nl_packet_bytes(struct nl_packet *packet, const void *bytes, size_t size)
{
    assert(size <= sizeof packet->bytes - packet->size);
    if (size)
        memcpy(packet->bytes + packet->size, bytes, size);
    packet->size += size;
}

void nl_packet_zeros(struct nl_packet *packet, size_t count)
{
    for (size_t i = 0; i < count; i++)
        nl_packet_u8(packet, 0);
}

void nl_packet_u8(struct nl_packet *packet, uint8_t number)
{
    nl_packet_bytes(packet, &number, 1);
}

void nl_packet_le16(struct nl_packet *packet, uint16_t number)
{
    nl_packet_u8(packet, (uint8_t)(number & 0xFF));
    nl_packet_u8(packet, (uint8_t)(number >> 8));
}

void nl_packet_le32(struct nl_packet *packet, uint32_t number)
{
    nl_packet_le16(packet, (uint16_t)(number & 0xFFFF));
    nl_packet_le16(packet, (uint16_t)(number >> 16));
}

void nl_packet_le64(struct nl_packet *packet, uint64_t number)
{
    nl_packet_le32(packet, (uint32_t)(number & 0xFFFFFFFF));
    nl_packet_le32(packet, (uint32_t)(number >> 32));
}

void nl_packet_be16(struct nl_packet *packet, uint16_t number)
{
    nl_packet_u8(packet, (uint8_t)(number >> 8));
    nl_packet_u8(packet, (uint8_t)(number & 0xFF));
}

const char *nl_bytes_text(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_text text;
    nl_text_init(&text, arena);
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] >= 0x20 && bytes[i] <= 0x7E)
            nl_text_add_char(&text, (char)bytes[i]);
        else
            nl_text_format(&text, "\\x%02X", bytes[i]);
    }
    return text.data;
}
