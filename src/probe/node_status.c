/* node_status.c - UDP 137: the node status question and its answer. */
#include "node_status.h"

#include "base/attributes.h"
#include "base/text.h"

#include <string.h>

enum {
    RESPONSE = 0x8000,
    TRUNCATED = 0x0200,
    RCODE = 0x000F,
    TYPE_NBSTAT = 0x0021,
    CLASS_INTERNET = 1,
    NAME_SIZE = 15,
    FLAG_GROUP = 0x8000,
    FLAG_CONFLICT = 0x0800
};

void nl_netbios_name_encode(struct nl_packet *packet, const char *name, char pad, uint8_t suffix)
{
    size_t length = strlen(name);
    nl_packet_u8(packet, 32);
    for (size_t i = 0; i <= NAME_SIZE; i++) {
        uint8_t byte = (uint8_t)pad;
        if (i == NAME_SIZE)
            byte = suffix;
        else if (i < length)
            byte = (uint8_t)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
        nl_packet_u8(packet, (uint8_t)('A' + (byte >> 4)));
        nl_packet_u8(packet, (uint8_t)('A' + (byte & 0xF)));
    }
    nl_packet_u8(packet, 0);
}

void nl_node_status_request(struct nl_packet *packet)
{
    nl_packet_be16(packet, NL_NODE_STATUS_ID);
    nl_packet_be16(packet, 0);
    nl_packet_be16(packet, 1);
    nl_packet_zeros(packet, 6);
    nl_netbios_name_encode(packet, "*", '\0', 0);
    nl_packet_be16(packet, TYPE_NBSTAT);
    nl_packet_be16(packet, CLASS_INTERNET);
}

/* Skips a name of labels. A pointer ends it and is not followed, so that none can loop. */
static void skip_name(struct nl_reader *reader)
{
    while (!reader->failed) {
        uint8_t length = nl_read_u8(reader);
        if (length == 0)
            return;
        if (length >= 0xC0) {
            nl_read_skip(reader, 1);
            return;
        }
        nl_read_skip(reader, length);
    }
}

static void read_names(struct nl_arena *arena, struct nl_reader *reader,
                       struct nl_node_status *status)
{
    uint8_t announced = nl_read_u8(reader);
    for (uint8_t i = 0; i < announced; i++) {
        if (nl_reader_left(reader) < NAME_SIZE + 3) {
            status->cut = true;
            return;
        }
        const uint8_t *bytes = nl_read_bytes(reader, NAME_SIZE);
        size_t length = NAME_SIZE;
        while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == 0))
            length--;
        struct nl_node_name *name = NL_PUSH(arena, &status->names);
        name->name = nl_bytes_text(arena, bytes, length);
        name->suffix = nl_read_u8(reader);
        uint16_t flags = nl_read_be16(reader);
        name->group = (flags & FLAG_GROUP) != 0;
        name->conflict = (flags & FLAG_CONFLICT) != 0;
    }
    const uint8_t *mac = nl_read_bytes(reader, sizeof status->mac);
    status->has_mac = mac != NULL;
    if (mac)
        memcpy(status->mac, mac, sizeof status->mac);
}

enum nl_decoded nl_node_status_decode(struct nl_arena *arena, const uint8_t *bytes, size_t size,
                                      struct nl_node_status *out_status)
{
    struct nl_reader reader = nl_reader_of(bytes, size);
    *out_status = (struct nl_node_status){0};
    uint16_t id = nl_read_be16(&reader);
    uint16_t flags = nl_read_be16(&reader);
    if (reader.failed)
        return NL_DECODED_BAD;
    if (id != NL_NODE_STATUS_ID || !(flags & RESPONSE))
        return NL_DECODED_OTHER;
    uint16_t questions = nl_read_be16(&reader);
    uint16_t answers = nl_read_be16(&reader);
    nl_read_skip(&reader, 4);
    if (reader.failed)
        return NL_DECODED_BAD;
    if ((flags & RCODE) || answers == 0)
        return NL_DECODED_NEGATIVE;
    /* Some implementations repeat the question before the answer. */
    if (questions) {
        skip_name(&reader);
        nl_read_skip(&reader, 4);
    }
    skip_name(&reader);
    uint16_t type = nl_read_be16(&reader);
    nl_read_skip(&reader, 2 + 4);
    uint16_t length = nl_read_be16(&reader);
    if (reader.failed || type != TYPE_NBSTAT)
        return NL_DECODED_BAD;
    /* What is announced beyond the datagram was cut off; what follows the announced is not ours. */
    size_t left = nl_reader_left(&reader);
    struct nl_reader data =
        nl_reader_part(&reader, reader.at, length < left ? (size_t)length : left);
    if (nl_reader_left(&data) == 0)
        return NL_DECODED_BAD;
    read_names(arena, &data, out_status);
    out_status->cut = out_status->cut || (flags & TRUNCATED) != 0 || length > left;
    return NL_DECODED_OK;
}

/* Suffixes: the Microsoft list of NetBIOS suffixes (KB 163409). */
static const struct {
    uint8_t suffix;
    bool group;
    const char *meaning;
} meanings[] = {
    {0x00, false, NL_T("computer name")},
    {0x00, true, NL_T("domain or workgroup")},
    {0x01, false, NL_T("Messenger service")},
    {0x01, true, NL_T("master browser")},
    {0x03, false, NL_T("Messenger service: computer or user name")},
    {0x06, false, NL_T("remote access server")},
    {0x1B, false, NL_T("domain master browser: the PDC emulator")},
    {0x1C, true, NL_T("domain controllers")},
    {0x1D, false, NL_T("master browser of the subnet")},
    {0x1E, true, NL_T("browser elections")},
    {0x1F, false, NL_T("NetDDE")},
    {0x20, false, NL_T("file server")},
    {0x21, false, NL_T("remote access client")},
    {0xBE, false, NL_T("network monitor agent")},
    {0xBF, false, NL_T("network monitor")},
};

const char *nl_node_name_meaning(const struct nl_node_name *name)
{
    for (size_t i = 0; i < NL_COUNT_OF(meanings); i++) {
        if (meanings[i].suffix == name->suffix && meanings[i].group == name->group)
            return meanings[i].meaning;
    }
    return NULL;
}

const struct nl_node_name *nl_node_status_find(const struct nl_node_status *status, uint8_t suffix,
                                               bool group)
{
    for (size_t i = 0; i < status->names.count; i++) {
        const struct nl_node_name *name = &status->names.items[i];
        if (name->suffix == suffix && name->group == group)
            return name;
    }
    return NULL;
}

const char *nl_node_status_computer(const struct nl_node_status *status)
{
    const struct nl_node_name *name = nl_node_status_find(status, 0x00, false);
    return name ? name->name : NULL;
}

const char *nl_node_status_group(const struct nl_node_status *status)
{
    const struct nl_node_name *name = nl_node_status_find(status, 0x00, true);
    return name ? name->name : NULL;
}
