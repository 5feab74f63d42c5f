/* ntlm.c - the NTLM challenge: what a server says of itself before a logon. */
#include "ntlm.h"

#include "base/attributes.h"
#include "base/text.h"
#include "base/utf16.h"

#include <string.h>

enum {
    /* Unicode, OEM, request target, sign, LM key, NTLM, always sign, extended session security,
     * version, 128, key exchange, 56: a server that requires 128 or extended session security
     * refuses without. */
    NEGOTIATE_FLAGS_LOW = 0x8297,
    NEGOTIATE_FLAGS_HIGH = 0xE208,
    FLAG_UNICODE = 0x00000001,
    FLAG_TARGET_DOMAIN = 0x00010000,
    FLAG_TARGET_INFO = 0x00800000,
    FLAG_VERSION = 0x02000000,
    MOST_PAIRS = 32,
    MOST_NAME = 2 * 512
};

static const uint8_t signature[8] = {'N', 'T', 'L', 'M', 'S', 'S', 'P', 0};

void nl_ntlm_negotiate(struct nl_packet *packet)
{
    static const uint8_t version[8] = {10, 0, 0, 0, 0, 0, 0, 15};
    nl_packet_bytes(packet, signature, sizeof signature);
    nl_packet_le32(packet, 1);
    nl_packet_le16(packet, NEGOTIATE_FLAGS_LOW);
    nl_packet_le16(packet, NEGOTIATE_FLAGS_HIGH);
    nl_packet_zeros(packet, 16);
    nl_packet_bytes(packet, version, sizeof version);
}

static const char *name_of(struct nl_arena *arena, struct nl_reader *bytes, bool unicode)
{
    size_t size = nl_reader_left(bytes);
    if (size == 0)
        return NULL;
    if (size > MOST_NAME)
        size = MOST_NAME;
    if (!unicode)
        return nl_bytes_text(arena, bytes->data, size);
    /* Old Samba gives a single NUL for a name that it does not have. */
    while (size >= 2 && bytes->data[size - 1] == 0 && bytes->data[size - 2] == 0)
        size -= 2;
    return size ? nl_utf16_decode(arena, bytes->data, size, NULL) : NULL;
}

static void take_pair(struct nl_arena *arena, uint16_t id, struct nl_reader *value,
                      struct nl_ntlm_challenge *challenge)
{
    const char **const names[] = {NULL,
                                  &challenge->computer,
                                  &challenge->domain,
                                  &challenge->dns_computer,
                                  &challenge->dns_domain,
                                  &challenge->dns_forest};
    if (id == 7)
        challenge->time = nl_read_le64(value);
    else if (id >= 1 && id < NL_COUNT_OF(names) && !*names[id])
        *names[id] = name_of(arena, value, true); /* pairs are always UTF-16 */
}

static void read_pairs(struct nl_arena *arena, struct nl_reader *info,
                       struct nl_ntlm_challenge *challenge)
{
    for (int i = 0; i < MOST_PAIRS; i++) {
        uint16_t id = nl_read_le16(info);
        uint16_t length = nl_read_le16(info);
        const uint8_t *value = nl_read_bytes(info, length);
        if (!value || id == 0)
            return;
        struct nl_reader bytes = nl_reader_of(value, length);
        take_pair(arena, id, &bytes, challenge);
    }
}

/* The bytes a {length, maximum, offset} field names. */
static struct nl_reader field(const struct nl_reader *message, size_t at)
{
    struct nl_reader reader = nl_reader_part(message, at, 8);
    uint16_t length = nl_read_le16(&reader);
    nl_read_skip(&reader, 2);
    uint32_t offset = nl_read_le32(&reader);
    return reader.failed ? reader : nl_reader_part(message, offset, length);
}

static size_t find(const uint8_t *blob, size_t size)
{
    for (size_t i = 0; size >= sizeof signature && i <= size - sizeof signature; i++) {
        if (memcmp(blob + i, signature, sizeof signature) == 0)
            return i;
    }
    return size;
}

enum nl_decoded nl_ntlm_challenge_decode(struct nl_arena *arena, const uint8_t *blob, size_t size,
                                         struct nl_ntlm_challenge *out_challenge)
{
    *out_challenge = (struct nl_ntlm_challenge){0};
    if (size < sizeof signature)
        return NL_DECODED_BAD;
    size_t at = find(blob, size);
    struct nl_reader message = nl_reader_of(blob + at, size - at);
    struct nl_reader head = nl_reader_part(&message, 8, 16);
    uint32_t type = nl_read_le32(&head);
    nl_read_skip(&head, 8);
    uint32_t flags = nl_read_le32(&head);
    if (head.failed || type != 2)
        return NL_DECODED_BAD;
    struct nl_reader target = field(&message, 12);
    out_challenge->target = name_of(arena, &target, (flags & FLAG_UNICODE) != 0);
    out_challenge->target_is_domain = (flags & FLAG_TARGET_DOMAIN) != 0;
    if (flags & FLAG_TARGET_INFO) {
        struct nl_reader info = field(&message, 40);
        read_pairs(arena, &info, out_challenge);
    }
    struct nl_reader version = nl_reader_part(&message, 48, 4);
    if ((flags & FLAG_VERSION) && !version.failed) {
        out_challenge->has_version = true;
        out_challenge->major = nl_read_u8(&version);
        out_challenge->minor = nl_read_u8(&version);
        out_challenge->build = nl_read_le16(&version);
    }
    return NL_DECODED_OK;
}

bool nl_ntlm_domain_told(const struct nl_ntlm_challenge *challenge)
{
    return challenge->target_is_domain || challenge->dns_forest ||
           (challenge->domain && challenge->computer);
}

bool nl_ntlm_domain_member(const struct nl_ntlm_challenge *challenge)
{
    return challenge->target_is_domain || challenge->dns_forest ||
           (challenge->domain && challenge->computer &&
            !nl_same(challenge->domain, challenge->computer));
}
