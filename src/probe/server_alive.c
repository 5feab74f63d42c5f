/* server_alive.c - TCP 135: IObjectExporter::ServerAlive2. */
#include "server_alive.h"

#include "base/utf16.h"
#include "rpc.h"

enum { OPERATION = 5, MOST_BINDINGS = 256, MOST_TEXT = 2 * 512 };

const uint8_t nl_object_exporter_uuid[16] = {0xC4, 0xFE, 0xFC, 0x99, 0x60, 0x52, 0x1B, 0x10,
                                             0xBB, 0xCB, 0x00, 0xAA, 0x00, 0x21, 0x34, 0x7A};

void nl_server_alive_request(struct nl_packet *packet, uint32_t call)
{
    nl_rpc_request(packet, OPERATION, NULL, 0, call);
}

/* String bindings: a tower id, UTF-16 text and its NUL, each; a unit 0 ends them. */
static void read_bindings(struct nl_arena *arena, struct nl_reader *units,
                          struct nl_server_alive *alive)
{
    for (int i = 0; i < MOST_BINDINGS && nl_reader_left(units) >= 2; i++) {
        if (nl_read_le16(units) == 0)
            return;
        size_t begin = units->at;
        size_t size = 0;
        while (nl_reader_left(units) >= 2 && nl_read_le16(units) != 0)
            size += 2;
        if (size > MOST_TEXT)
            size = MOST_TEXT;
        const char *text = nl_utf16_decode(arena, units->data + begin, size, NULL);
        if (size && !nl_texts_hold(&alive->places, text))
            nl_texts_add(&alive->places, arena, text);
    }
}

enum nl_decoded nl_server_alive_decode(struct nl_arena *arena, const uint8_t *stub, size_t size,
                                       struct nl_server_alive *out_alive, uint32_t *out_status)
{
    struct nl_reader reader = nl_reader_of(stub, size);
    *out_alive = (struct nl_server_alive){0};
    out_alive->major = nl_read_le16(&reader);
    out_alive->minor = nl_read_le16(&reader);
    uint32_t pointer = nl_read_le32(&reader);
    if (pointer) {
        nl_read_skip(&reader, 4);
        uint16_t count = nl_read_le16(&reader);
        uint16_t security = nl_read_le16(&reader);
        const uint8_t *units = nl_read_bytes(&reader, (size_t)count * 2);
        if (!units)
            return NL_DECODED_BAD;
        /* The security bindings after the strings are of no use to a reader. */
        struct nl_reader strings =
            nl_reader_of(units, (size_t)(security < count ? security : count) * 2);
        read_bindings(arena, &strings, out_alive);
        nl_read_align(&reader, 4);
    }
    nl_read_skip(&reader, 4);
    *out_status = nl_read_le32(&reader);
    if (reader.failed)
        return NL_DECODED_BAD;
    return *out_status == 0 ? NL_DECODED_OK : NL_DECODED_NEGATIVE;
}
