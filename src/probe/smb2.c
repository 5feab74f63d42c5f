/* smb2.c - SMB2 and SMB3: NEGOTIATE and the first half of SESSION_SETUP. */
#include "smb2.h"

#include "base/attributes.h"
#include "ntlm.h"
#include "session.h"

#include <string.h>

enum {
    HEADER_SIZE = 64,
    FLAG_ANSWER = 1,
    DIALECT_311 = 0x0311,
    CAPABILITY_ENCRYPTION = 0x40,
    CONTEXT_PREAUTH = 1,
    CONTEXT_ENCRYPTION = 2,
    CONTEXT_COMPRESSION = 3,
    CONTEXT_SIGNING = 8,
    MOST_CONTEXTS = 16,
    SALT_SIZE = 32,
    SETUP_BLOB = 74 /* NegTokenInit around the first NTLM message */
};

static void write_header(struct nl_packet *packet, enum nl_smb2_command command, uint64_t message)
{
    static const uint8_t magic[] = {0xFE, 'S', 'M', 'B'};
    nl_packet_bytes(packet, magic, sizeof magic);
    nl_packet_le16(packet, HEADER_SIZE);
    nl_packet_le16(packet, 0);
    nl_packet_le32(packet, 0);
    nl_packet_le16(packet, (uint16_t)command);
    nl_packet_le16(packet, 1); /* credits asked for */
    nl_packet_zeros(packet, 8);
    nl_packet_le64(packet, message);
    nl_packet_le32(packet, 0xFEFF);
    nl_packet_zeros(packet, 4 + 8 + 16);
}

/* size bytes that nobody can trace to this machine: splitmix64. */
static void write_noise(struct nl_packet *packet, size_t size, uint64_t *seed)
{
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word = *seed += UINT64_C(0x9E3779B97F4A7C15);
        word = (word ^ word >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
        word = (word ^ word >> 27) * UINT64_C(0x94D049BB133111EB);
        nl_packet_le64(packet, word ^ word >> 31);
    }
}

static void write_context(struct nl_packet *packet, uint16_t type, uint16_t size)
{
    /* Every context begins at a multiple of 8 from the SMB2 header; none is padded after the last. */
    while ((packet->size - NL_FRAME_HEADER) % 8)
        nl_packet_u8(packet, 0);
    nl_packet_le16(packet, type);
    nl_packet_le16(packet, size);
    nl_packet_zeros(packet, 4);
}

static void write_numbers(struct nl_packet *packet, const uint16_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        nl_packet_le16(packet, numbers[i]);
}

/* Everything is offered, so that the server's choice shows what it can do. */
static void write_contexts(struct nl_packet *packet, uint64_t *seed)
{
    static const uint16_t preauth[] = {1, SALT_SIZE, 1};
    static const uint16_t encryption[] = {4, 2, 1, 4, 3};
    static const uint16_t compression[] = {3, 0, 0, 0, 2, 3, 1};
    static const uint16_t signing[] = {3, 2, 1, 0};
    write_context(packet, CONTEXT_PREAUTH, sizeof preauth + SALT_SIZE);
    write_numbers(packet, preauth, NL_COUNT_OF(preauth));
    write_noise(packet, SALT_SIZE, seed);
    write_context(packet, CONTEXT_ENCRYPTION, sizeof encryption);
    write_numbers(packet, encryption, NL_COUNT_OF(encryption));
    write_context(packet, CONTEXT_COMPRESSION, sizeof compression);
    write_numbers(packet, compression, NL_COUNT_OF(compression));
    write_context(packet, CONTEXT_SIGNING, sizeof signing);
    write_numbers(packet, signing, NL_COUNT_OF(signing));
}

void nl_smb2_negotiate_request(struct nl_packet *packet, bool netbios, uint64_t seed)
{
    static const uint16_t dialects[] = {0x0202, 0x0210, 0x0300, 0x0302, DIALECT_311};
    size_t count = NL_COUNT_OF(dialects) - (netbios ? 1 : 0);
    nl_frame_begin(packet);
    write_header(packet, NL_SMB2_NEGOTIATE, 0);
    nl_packet_le16(packet, 36);
    nl_packet_le16(packet, (uint16_t)count);
    nl_packet_le16(packet, 1); /* signing enabled */
    nl_packet_le16(packet, 0);
    nl_packet_le32(packet, 0x7F); /* every capability, encryption above all */
    write_noise(packet, 16, &seed);
    nl_packet_le32(packet, netbios ? 0 : 112); /* where the contexts begin */
    nl_packet_le16(packet, netbios ? 0 : 4);
    nl_packet_le16(packet, 0);
    write_numbers(packet, dialects, count);
    if (!netbios)
        write_contexts(packet, &seed);
    nl_frame_end(packet);
}

void nl_smb2_session_setup_request(struct nl_packet *packet)
{
    struct nl_packet ntlm = {.size = 0};
    nl_ntlm_negotiate(&ntlm);
    nl_frame_begin(packet);
    write_header(packet, NL_SMB2_SESSION_SETUP, 1);
    nl_packet_le16(packet, 25);
    nl_packet_u8(packet, 0);
    nl_packet_u8(packet, 1); /* signing enabled */
    nl_packet_le32(packet, 1);
    nl_packet_le32(packet, 0);
    nl_packet_le16(packet, HEADER_SIZE + 24); /* where the blob begins */
    nl_packet_le16(packet, SETUP_BLOB);
    nl_packet_le64(packet, 0);
    nl_spnego_wrap_ntlm(packet, ntlm.bytes, ntlm.size);
    nl_frame_end(packet);
}

enum nl_decoded nl_smb2_head(const uint8_t *message, size_t size, enum nl_smb2_command command,
                             uint64_t message_id, uint32_t *out_status)
{
    struct nl_reader reader = nl_reader_of(message, size);
    const uint8_t *magic = nl_read_bytes(&reader, 4);
    uint16_t header = nl_read_le16(&reader);
    nl_read_skip(&reader, 2);
    uint32_t status = nl_read_le32(&reader);
    *out_status = 0; /* of what is not SMB2 there is none */
    uint16_t found_command = nl_read_le16(&reader);
    nl_read_skip(&reader, 2);
    uint32_t flags = nl_read_le32(&reader);
    nl_read_skip(&reader, 4);
    uint64_t found_id = nl_read_le64(&reader);
    if (reader.failed || size < HEADER_SIZE || memcmp(magic, "\xFESMB", 4) != 0)
        return NL_DECODED_BAD;
    if (header != HEADER_SIZE || found_command != (uint16_t)command || !(flags & FLAG_ANSWER) ||
        found_id != message_id)
        return NL_DECODED_BAD;
    *out_status = status;
    return NL_DECODED_OK;
}

static void take_context(struct nl_smb2_negotiate *answer, uint16_t type, struct nl_reader *data)
{
    uint16_t count = nl_read_le16(data);
    if (type == CONTEXT_ENCRYPTION) {
        uint16_t cipher = nl_read_le16(data);
        answer->has_encryption = !data->failed;
        answer->cipher = count ? cipher : 0;
    } else if (type == CONTEXT_SIGNING) {
        answer->has_signing = !data->failed && count > 0;
    } else if (type == CONTEXT_COMPRESSION) {
        nl_read_skip(data, 2 + 4);
        for (uint16_t i = 0; i < count && nl_reader_left(data) >= 2; i++)
            answer->compression = nl_read_le16(data) != 0 || answer->compression;
    }
}

static void read_contexts(struct nl_smb2_negotiate *answer, const struct nl_reader *message,
                          uint32_t offset, uint16_t count)
{
    if (offset < HEADER_SIZE || offset > message->size)
        return; /* the other facts stand */
    struct nl_reader reader = *message;
    reader.at = offset;
    for (uint16_t i = 0; i < count && i < MOST_CONTEXTS; i++) {
        nl_read_align(&reader, 8);
        uint16_t type = nl_read_le16(&reader);
        uint16_t length = nl_read_le16(&reader);
        nl_read_skip(&reader, 4);
        const uint8_t *data = nl_read_bytes(&reader, length);
        if (!data)
            return;
        struct nl_reader inside = nl_reader_of(data, length);
        take_context(answer, type, &inside);
    }
}

enum nl_decoded nl_smb2_negotiate_decode(const uint8_t *message, size_t size,
                                         struct nl_smb2_negotiate *out_answer, uint32_t *out_status)
{
    enum { BODY_SIZE = 64 };
    *out_answer = (struct nl_smb2_negotiate){0};
    if (nl_smb2_head(message, size, NL_SMB2_NEGOTIATE, 0, out_status) != NL_DECODED_OK)
        return NL_DECODED_BAD;
    if (*out_status != 0)
        return NL_DECODED_NEGATIVE;
    struct nl_reader whole = nl_reader_of(message, size);
    struct nl_reader head = nl_reader_part(&whole, 14, 2);
    out_answer->credits = nl_read_le16(&head);
    struct nl_reader body = nl_reader_part(&whole, HEADER_SIZE, BODY_SIZE);
    uint16_t structure = nl_read_le16(&body);
    uint16_t mode = nl_read_le16(&body);
    out_answer->dialect = nl_read_le16(&body);
    uint16_t contexts = nl_read_le16(&body);
    const uint8_t *guid = nl_read_bytes(&body, sizeof out_answer->guid);
    out_answer->capabilities = nl_read_le32(&body);
    out_answer->most_transact = nl_read_le32(&body);
    out_answer->most_read = nl_read_le32(&body);
    out_answer->most_write = nl_read_le32(&body);
    out_answer->time = nl_read_le64(&body);
    out_answer->start_time = nl_read_le64(&body);
    uint16_t blob_at = nl_read_le16(&body);
    uint16_t blob_size = nl_read_le16(&body);
    uint32_t contexts_at = nl_read_le32(&body);
    if (body.failed || structure != 65 || !nl_smb2_dialect_text(out_answer->dialect))
        return NL_DECODED_BAD;
    memcpy(out_answer->guid, guid, sizeof out_answer->guid);
    out_answer->signing_enabled = (mode & 1) != 0;
    out_answer->signing_required = (mode & 2) != 0;
    struct nl_reader blob = nl_reader_part(&whole, blob_at, blob_size);
    if (!blob.failed && blob_at >= HEADER_SIZE + BODY_SIZE)
        out_answer->mechanisms = nl_spnego_mechanisms(blob.data, blob.size);
    /* Older dialects have anything in these fields: Windows Server 2008 has part of a text. */
    if (out_answer->dialect == DIALECT_311)
        read_contexts(out_answer, &whole, contexts_at, contexts);
    return NL_DECODED_OK;
}

enum nl_decoded nl_smb2_session_setup_decode(const uint8_t *message, size_t size,
                                             const uint8_t **out_blob, size_t *out_size,
                                             uint32_t *out_status)
{
    if (nl_smb2_head(message, size, NL_SMB2_SESSION_SETUP, 1, out_status) != NL_DECODED_OK)
        return NL_DECODED_BAD;
    if (*out_status != NL_SMB2_STATUS_MORE_PROCESSING)
        return NL_DECODED_NEGATIVE;
    struct nl_reader whole = nl_reader_of(message, size);
    struct nl_reader body = nl_reader_part(&whole, HEADER_SIZE + 4, 4);
    uint16_t at = nl_read_le16(&body);
    uint16_t length = nl_read_le16(&body);
    struct nl_reader blob = nl_reader_part(&whole, at, length);
    if (body.failed || blob.failed || at < HEADER_SIZE + 8)
        return NL_DECODED_BAD;
    *out_blob = blob.data;
    *out_size = blob.size;
    return NL_DECODED_OK;
}

const char *nl_smb2_dialect_text(uint16_t dialect)
{
    switch (dialect) {
    case 0x0202:
        return "2.0.2";
    case 0x0210:
        return "2.1";
    case 0x0300:
        return "3.0";
    case 0x0302:
        return "3.0.2";
    case DIALECT_311:
        return "3.1.1";
    case 0x02FF:
        return "2.x";
    default:
        return NULL;
    }
}

const char *nl_smb2_cipher_text(uint16_t cipher)
{
    static const char *const names[] = {NULL, "AES-128-CCM", "AES-128-GCM", "AES-256-CCM",
                                        "AES-256-GCM"};
    return cipher < NL_COUNT_OF(names) ? names[cipher] : NULL;
}

bool nl_smb2_encrypts(const struct nl_smb2_negotiate *answer)
{
    if (answer->dialect == DIALECT_311)
        return answer->has_encryption && answer->cipher != 0;
    return (answer->dialect == 0x0300 || answer->dialect == 0x0302) &&
           (answer->capabilities & CAPABILITY_ENCRYPTION) != 0;
}
