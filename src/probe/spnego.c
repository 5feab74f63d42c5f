/* spnego.c - which logon mechanisms a security blob offers. */
#include "spnego.h"

#include "base/attributes.h"

#include <string.h>

enum { TAG_APPLICATION = 0x60, TAG_OID = 0x06, TAG_SEQUENCE = 0x30, TAG_CONTEXT = 0xA0 };

static const uint8_t oid_ntlm[] = {0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0A};
static const uint8_t oid_negoex[] = {0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x1E};
static const uint8_t oid_kerberos_windows[] = {0x2A, 0x86, 0x48, 0x82, 0xF7,
                                               0x12, 0x01, 0x02, 0x02};
static const uint8_t oid_kerberos[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02};
static const uint8_t oid_spnego[] = {0x2B, 0x06, 0x01, 0x05, 0x05, 0x02};

/* One element with a definite length: its tag and contents. */
static struct nl_reader element(struct nl_reader *reader, uint8_t *out_tag)
{
    *out_tag = nl_read_u8(reader);
    size_t length = nl_read_u8(reader);
    if (length >= 0x80) {
        size_t count = length & 0x7F;
        if (count == 0 || count > 3)
            reader->failed = true; /* indefinite, or longer than any blob is */
        length = 0;
        for (size_t i = 0; i < count && !reader->failed; i++)
            length = length << 8 | nl_read_u8(reader);
    }
    const uint8_t *contents = nl_read_bytes(reader, length);
    return contents ? nl_reader_of(contents, length) : (struct nl_reader){.failed = true};
}

/* The contents of the next element if it has that tag. */
static struct nl_reader inside(struct nl_reader *reader, uint8_t tag)
{
    uint8_t found = 0;
    struct nl_reader contents = element(reader, &found);
    return found == tag ? contents : (struct nl_reader){.failed = true};
}

static bool is(const struct nl_reader *oid, const uint8_t *wanted, size_t size)
{
    return oid->size == size && memcmp(oid->data, wanted, size) == 0;
}

struct nl_mechanisms nl_spnego_mechanisms(const uint8_t *bytes, size_t size)
{
    enum { MOST = 32 };
    struct nl_mechanisms found = {0};
    struct nl_reader blob = nl_reader_of(bytes, size);
    struct nl_reader token = inside(&blob, TAG_APPLICATION);
    struct nl_reader oid = inside(&token, TAG_OID);
    if (oid.failed || !is(&oid, oid_spnego, sizeof oid_spnego))
        return found;
    struct nl_reader choice = inside(&token, TAG_CONTEXT);
    struct nl_reader init = inside(&choice, TAG_SEQUENCE);
    struct nl_reader types = inside(&init, TAG_CONTEXT);
    struct nl_reader list = inside(&types, TAG_SEQUENCE);
    for (int i = 0; i < MOST && nl_reader_left(&list) > 0; i++) {
        struct nl_reader one = inside(&list, TAG_OID);
        if (one.failed)
            break;
        found.ntlm = found.ntlm || is(&one, oid_ntlm, sizeof oid_ntlm);
        found.negoex = found.negoex || is(&one, oid_negoex, sizeof oid_negoex);
        found.kerberos = found.kerberos || is(&one, oid_kerberos, sizeof oid_kerberos) ||
                         is(&one, oid_kerberos_windows, sizeof oid_kerberos_windows);
    }
    return found;
}

/* Every length of this wrapper stays below 128: one byte. */
static void begin(struct nl_packet *packet, uint8_t tag, size_t length)
{
    nl_packet_u8(packet, tag);
    nl_packet_u8(packet, (uint8_t)length);
}

void nl_spnego_wrap_ntlm(struct nl_packet *packet, const uint8_t *message, size_t size)
{
    size_t oid = 2 + sizeof oid_ntlm;
    size_t token = 2 + 2 + size;           /* [2] OCTET STRING */
    size_t sequence = 2 + 2 + oid + token; /* [0] SEQUENCE of one OID, and the token */
    begin(packet, TAG_APPLICATION, 2 + sizeof oid_spnego + 2 + 2 + sequence);
    begin(packet, TAG_OID, sizeof oid_spnego);
    nl_packet_bytes(packet, oid_spnego, sizeof oid_spnego);
    begin(packet, TAG_CONTEXT, 2 + sequence);
    begin(packet, TAG_SEQUENCE, sequence);
    begin(packet, TAG_CONTEXT, 2 + oid);
    begin(packet, TAG_SEQUENCE, oid);
    begin(packet, TAG_OID, sizeof oid_ntlm);
    nl_packet_bytes(packet, oid_ntlm, sizeof oid_ntlm);
    begin(packet, TAG_CONTEXT + 2, 2 + size);
    begin(packet, 0x04, size);
    nl_packet_bytes(packet, message, size);
}
