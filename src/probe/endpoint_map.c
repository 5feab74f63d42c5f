/* endpoint_map.c - TCP 135: the list of RPC programs. */
#include "endpoint_map.h"

#include "base/attributes.h"
#include "rpc.h"

#include <string.h>

enum {
    LOOKUP = 2,
    FREE = 4,
    MOST_OF_A_PAGE = 500,
    MOST_FLOORS = 16,
    MOST_TEXT = 512,
    FLOOR_TCP = 0x07,
    FLOOR_UDP = 0x08,
    FLOOR_UUID = 0x0D,
    FLOOR_PIPE = 0x0F,
    FLOOR_LOCAL = 0x10,
    FLOOR_COMPUTER = 0x11,
    FLOOR_HTTP = 0x1F
};

const uint8_t nl_endpoint_mapper_uuid[16] = {0x08, 0x83, 0xAF, 0xE1, 0x1F, 0x5D, 0xC9, 0x11,
                                             0x91, 0xA4, 0x08, 0x00, 0x2B, 0x14, 0xA0, 0xFA};

const char *const nl_endpoint_kind_words[] = {"other", "tcp", "udp", "http", "pipe", "local", NULL};

void nl_endpoint_lookup_request(struct nl_packet *packet, const uint8_t handle[NL_ENDPOINT_HANDLE],
                                uint32_t call)
{
    struct nl_packet stub = {.size = 0};
    nl_packet_zeros(&stub, 12); /* every entry; no object, no interface */
    nl_packet_le32(&stub, 1);   /* of every version */
    nl_packet_bytes(&stub, handle, NL_ENDPOINT_HANDLE);
    nl_packet_le32(&stub, MOST_OF_A_PAGE);
    nl_rpc_request(packet, LOOKUP, stub.bytes, stub.size, call);
}

void nl_endpoint_free_request(struct nl_packet *packet, const uint8_t handle[NL_ENDPOINT_HANDLE],
                              uint32_t call)
{
    nl_rpc_request(packet, FREE, handle, NL_ENDPOINT_HANDLE, call);
}

/* Text of a tower, up to its NUL. */
static const char *text_of(struct nl_arena *arena, const struct nl_reader *bytes)
{
    size_t size = bytes->size < MOST_TEXT ? bytes->size : MOST_TEXT;
    const uint8_t *end = size ? memchr(bytes->data, 0, size) : NULL;
    return nl_bytes_text(arena, bytes->data, end ? (size_t)(end - bytes->data) : size);
}

static void take_floor(struct nl_arena *arena, uint8_t protocol, struct nl_reader *right,
                       struct nl_endpoint *endpoint)
{
    switch (protocol) {
    case FLOOR_TCP:
    case FLOOR_UDP:
    case FLOOR_HTTP:
        endpoint->kind = protocol == FLOOR_TCP   ? NL_ENDPOINT_TCP
                         : protocol == FLOOR_UDP ? NL_ENDPOINT_UDP
                                                 : NL_ENDPOINT_HTTP;
        endpoint->port = nl_read_be16(right);
        break;
    case FLOOR_PIPE:
        endpoint->kind = NL_ENDPOINT_PIPE;
        endpoint->pipe = text_of(arena, right);
        break;
    case FLOOR_LOCAL:
        endpoint->kind = NL_ENDPOINT_LOCAL;
        break;
    case FLOOR_COMPUTER:
        endpoint->computer = text_of(arena, right);
        break;
    default:
        break;
    }
}

/* A tower: floors of a left side that begins with the protocol, and a right side. */
static void read_tower(struct nl_arena *arena, struct nl_reader *tower,
                       struct nl_endpoint *endpoint)
{
    uint16_t floors = nl_read_le16(tower);
    for (uint16_t i = 0; i < floors && i < MOST_FLOORS && !tower->failed; i++) {
        uint16_t left_size = nl_read_le16(tower);
        const uint8_t *left = nl_read_bytes(tower, left_size);
        uint16_t right_size = nl_read_le16(tower);
        const uint8_t *right = nl_read_bytes(tower, right_size);
        if (!left || !right || left_size == 0)
            return;
        struct nl_reader left_reader = nl_reader_of(left, left_size);
        struct nl_reader right_reader = nl_reader_of(right, right_size);
        uint8_t protocol = nl_read_u8(&left_reader);
        /* The first floor is the interface, the second the transfer syntax. */
        if (i == 0 && protocol == FLOOR_UUID) {
            const uint8_t *uuid = nl_read_bytes(&left_reader, 16);
            if (uuid)
                memcpy(endpoint->interface, uuid, 16);
            endpoint->version = nl_read_le16(&left_reader);
        } else if (i >= 2) {
            take_floor(arena, protocol, &right_reader, endpoint);
        }
    }
}

static bool read_entry(struct nl_arena *arena, struct nl_reader *reader, bool *out_has_tower,
                       struct nl_endpoint *endpoint)
{
    nl_read_align(reader, 4);
    nl_read_skip(reader, 16);
    *out_has_tower = nl_read_le32(reader) != 0;
    nl_read_skip(reader, 4);
    uint32_t length = nl_read_le32(reader);
    const uint8_t *annotation = nl_read_bytes(reader, length);
    if (!annotation)
        return false;
    struct nl_reader text = nl_reader_of(annotation, length);
    endpoint->annotation = text_of(arena, &text);
    return true;
}

static bool read_towers(struct nl_arena *arena, struct nl_reader *reader, const bool *has_tower,
                        struct nl_endpoint *endpoints, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!has_tower[i])
            continue;
        nl_read_align(reader, 4);
        nl_read_skip(reader, 4);
        uint32_t length = nl_read_le32(reader);
        const uint8_t *bytes = nl_read_bytes(reader, length);
        if (!bytes)
            return false;
        struct nl_reader tower = nl_reader_of(bytes, length);
        read_tower(arena, &tower, &endpoints[i]);
    }
    return true;
}

static bool all_zero(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i])
            return false;
    }
    return true;
}

enum nl_decoded nl_endpoint_page_decode(struct nl_arena *arena, const uint8_t *stub, size_t size,
                                        struct nl_endpoint_map *map,
                                        uint8_t out_handle[NL_ENDPOINT_HANDLE], bool *out_more)
{
    struct nl_reader reader = nl_reader_of(stub, size);
    *out_more = false;
    const uint8_t *handle = nl_read_bytes(&reader, NL_ENDPOINT_HANDLE);
    nl_read_skip(&reader, 4 + 4 + 4);
    uint32_t count = nl_read_le32(&reader);
    /* An entry takes 28 bytes at least: what is announced beyond that is not there. */
    if (reader.failed || count > nl_reader_left(&reader) / 28)
        return NL_DECODED_BAD;
    struct nl_endpoint *endpoints = nl_arena_array(arena, count, sizeof *endpoints);
    bool *has_tower = nl_arena_array(arena, count, sizeof *has_tower);
    for (uint32_t i = 0; i < count; i++) {
        if (!read_entry(arena, &reader, &has_tower[i], &endpoints[i]))
            return NL_DECODED_BAD;
    }
    if (!read_towers(arena, &reader, has_tower, endpoints, count))
        return NL_DECODED_BAD;
    nl_read_align(&reader, 4);
    uint32_t status = nl_read_le32(&reader);
    if (reader.failed)
        return NL_DECODED_BAD;
    uint32_t taken = 0;
    while (taken < count && map->list.count < NL_ENDPOINTS_MOST)
        *NL_PUSH(arena, &map->list) = endpoints[taken++];
    memcpy(out_handle, handle, NL_ENDPOINT_HANDLE);
    /* Windows ends with status 0 and a handle of zeros, Samba with entries and a status. */
    bool end = all_zero(handle, NL_ENDPOINT_HANDLE) || status != 0 || count == 0;
    map->whole = end && taken == count;
    *out_more = !end && map->list.count < NL_ENDPOINTS_MOST;
    return NL_DECODED_OK;
}
