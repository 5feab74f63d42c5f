/* probe_hostile_test.c - answers that lie: each decoder over messages cut at every byte, with every
 * field replaced by the numbers that break additions, and over lies of its own kind. Every message
 * lies in a block of exactly its size, so that the sanitizer sees the first byte past its end. */
#include "base/attributes.h"
#include "base/text.h"
#include "base/utf8.h"
#include "probe/endpoint_map.h"
#include "probe/node_status.h"
#include "probe/ntlm.h"
#include "probe/rpc.h"
#include "probe/server_alive.h"
#include "probe/smb1.h"
#include "probe/smb2.h"
#include "probe_answers.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void is_text(const char *text)
{
    if (text && !nl_utf8_valid(text, strlen(text)))
        fail_msg("no UTF-8: %s", text);
}

/* The decoders, each with what must hold of whatever it finds. */

static enum nl_decoded names_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_node_status status;
    enum nl_decoded decoded = nl_node_status_decode(arena, bytes, size, &status);
    assert_true(status.names.count <= 255 && status.names.count * 18 <= size);
    for (size_t i = 0; i < status.names.count; i++) {
        for (const char *at = status.names.items[i].name; *at; at++)
            assert_true(*at >= 0x20 && *at <= 0x7E);
    }
    return decoded;
}

static enum nl_decoded negotiate_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_smb2_negotiate found;
    uint32_t status = 0;
    (void)arena;
    enum nl_decoded decoded = nl_smb2_negotiate_decode(bytes, size, &found, &status);
    if (decoded == NL_DECODED_OK)
        assert_non_null(nl_smb2_dialect_text(found.dialect));
    return decoded;
}

static enum nl_decoded challenge_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_ntlm_challenge found;
    enum nl_decoded decoded = nl_ntlm_challenge_decode(arena, bytes, size, &found);
    const char *const texts[] = {found.target,       found.computer,   found.domain,
                                 found.dns_computer, found.dns_domain, found.dns_forest};
    for (size_t i = 0; i < NL_COUNT_OF(texts); i++)
        is_text(texts[i]);
    (void)nl_ntlm_domain_member(&found);
    return decoded;
}

static enum nl_decoded setup_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    const uint8_t *blob = NULL;
    size_t blob_size = 0;
    uint32_t status = 0;
    enum nl_decoded decoded = nl_smb2_session_setup_decode(bytes, size, &blob, &blob_size, &status);
    if (decoded != NL_DECODED_OK)
        return decoded;
    assert_true(blob >= bytes && blob_size <= size - (size_t)(blob - bytes));
    return challenge_of(arena, blob, blob_size);
}

static enum nl_decoded mechanisms_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    (void)arena;
    struct nl_mechanisms found = nl_spnego_mechanisms(bytes, size);
    return found.ntlm || found.kerberos || found.negoex ? NL_DECODED_OK : NL_DECODED_BAD;
}

static enum nl_decoded smb1_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_smb1 found;
    enum nl_decoded decoded = nl_smb1_negotiate_decode(arena, bytes, size, &found);
    assert_int_equal(decoded == NL_DECODED_OK, found.spoken == NL_SMB1_SPOKEN);
    is_text(found.domain);
    is_text(found.server);
    return decoded;
}

static enum nl_decoded page_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_endpoint_map map = {.whole = false};
    uint8_t handle[NL_ENDPOINT_HANDLE];
    bool more = false;
    enum nl_decoded decoded = nl_endpoint_page_decode(arena, bytes, size, &map, handle, &more);
    assert_true(map.list.count <= NL_ENDPOINTS_MOST && map.list.count * 28 <= size);
    for (size_t i = 0; i < map.list.count; i++) {
        is_text(map.list.items[i].annotation);
        is_text(map.list.items[i].pipe);
        is_text(map.list.items[i].computer);
    }
    return decoded;
}

static enum nl_decoded places_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_server_alive found;
    uint32_t status = 0;
    enum nl_decoded decoded = nl_server_alive_decode(arena, bytes, size, &found, &status);
    assert_true(found.places.count <= 256 && found.places.count * 4 <= size);
    for (size_t i = 0; i < found.places.count; i++)
        is_text(found.places.items[i]);
    return decoded;
}

static enum nl_decoded pdu_of(struct nl_arena *arena, const uint8_t *bytes, size_t size)
{
    struct nl_rpc_pdu pdu;
    (void)arena;
    enum nl_decoded decoded = nl_rpc_decode(bytes, size, 1, &pdu);
    if (decoded == NL_DECODED_OK && pdu.stub)
        assert_true(pdu.stub >= bytes && pdu.stub_size <= size - (size_t)(pdu.stub - bytes));
    return decoded;
}

typedef enum nl_decoded (*decode_fn)(struct nl_arena *arena, const uint8_t *bytes, size_t size);

static enum nl_decoded exact(decode_fn decode, const uint8_t *bytes, size_t size)
{
    struct nl_arena arena;
    uint8_t *block = malloc(size ? size : 1);
    assert_non_null(block);
    if (size)
        memcpy(block, bytes, size);
    nl_arena_init(&arena, NULL, NULL);
    enum nl_decoded decoded = decode(&arena, block, size);
    nl_arena_done(&arena);
    free(block);
    return decoded;
}

static const struct whole {
    const char *name;
    void (*write)(struct nl_packet *packet);
    decode_fn decode;
} wholes[] = {
    {"node status", probe_answer_node_status, names_of},
    {"SMB2 NEGOTIATE", probe_answer_smb2_negotiate, negotiate_of},
    {"SMB2 SESSION_SETUP", probe_answer_smb2_setup, setup_of},
    {"NTLM challenge", probe_answer_ntlm_challenge, challenge_of},
    {"SPNEGO", probe_answer_spnego_blob, mechanisms_of},
    {"SMB1 NEGOTIATE", probe_answer_smb1_negotiate, smb1_of},
    {"endpoint map", probe_answer_page, page_of},
    {"ServerAlive2", probe_answer_server_alive, places_of},
    {"bind_ack", probe_answer_bind_ack, pdu_of},
    {"response", probe_answer_response, pdu_of},
};

static void every_cut_and_every_number(void **state)
{
    static const uint32_t numbers[] = {0,          1,          0x7F,       0x80,
                                       0xFF,       0x7FFF,     0x8000,     0xFFFF,
                                       0x7FFFFFFF, 0x80000000, 0xFFFFFFFC, 0xFFFFFFFF};
    (void)state;
    for (size_t w = 0; w < NL_COUNT_OF(wholes); w++) {
        struct nl_packet right = {.size = 0};
        wholes[w].write(&right);
        if (exact(wholes[w].decode, right.bytes, right.size) != NL_DECODED_OK)
            fail_msg("%s is not read as it is", wholes[w].name);
        for (size_t cut = 0; cut < right.size; cut++)
            (void)exact(wholes[w].decode, right.bytes, cut);
        for (size_t at = 0; at < right.size; at++) {
            for (size_t n = 0; n < NL_COUNT_OF(numbers); n++) {
                for (size_t width = 1; width <= 4 && at + width <= right.size; width *= 2) {
                    struct nl_packet wrong = right;
                    for (size_t i = 0; i < width; i++)
                        wrong.bytes[at + i] = (uint8_t)(numbers[n] >> 8 * i);
                    (void)exact(wholes[w].decode, wrong.bytes, wrong.size);
                    for (size_t i = 0; i < width; i++)
                        wrong.bytes[at + i] = (uint8_t)(numbers[n] >> 8 * (width - 1 - i));
                    (void)exact(wholes[w].decode, wrong.bytes, wrong.size);
                }
            }
        }
    }
}

/* Names that point at themselves, at each other, ahead and out of the datagram. */
static void compressed_names(void **state)
{
    static const uint8_t record[] = {0,   0x21, 0,   1,   0,   0,   0,   0,   0,   19,
                                     1,   'L',  'A', 'T', 'C', 'H', ' ', ' ', ' ', ' ',
                                     ' ', ' ',  ' ', ' ', ' ', ' ', 0,   4,   0};
    static const struct {
        const char *name;
        size_t size;
        uint16_t questions;
        enum nl_decoded decoded;
    } rows[] = {
        {"\xC0\x0C", 2, 0, NL_DECODED_OK},          /* itself */
        {"\xC0\x0E\xC0\x0C", 4, 0, NL_DECODED_BAD}, /* the next one, which points back */
        {"\xC0\xFF", 2, 0, NL_DECODED_OK},          /* behind the end */
        {"\xFF\xFF", 2, 0, NL_DECODED_OK},          /* far behind the end */
        {"\x01"
         "A\xC0\x0C",
         4, 0, NL_DECODED_OK},                                 /* a label, and back to it */
        {"\xC0\x0C\0\x21\0\x01\xC0\x0C", 8, 1, NL_DECODED_OK}, /* in the question, too */
        {"\x3F"
         "A",
         2, 0, NL_DECODED_BAD}, /* a label longer than the rest */
        {"\xBF"
         "A",
         2, 0, NL_DECODED_BAD},
        {"\xC0", 1, 0, NL_DECODED_BAD}, /* half a pointer: it takes the type's first byte */
        {"", 0, 0xFFFF, NL_DECODED_BAD},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_packet p = {.size = 0};
        nl_packet_be16(&p, NL_NODE_STATUS_ID);
        nl_packet_be16(&p, 0x8400);
        nl_packet_be16(&p, rows[i].questions);
        nl_packet_be16(&p, 1);
        nl_packet_zeros(&p, 4);
        nl_packet_bytes(&p, rows[i].name, rows[i].size);
        nl_packet_bytes(&p, record, sizeof record);
        enum nl_decoded found = exact(names_of, p.bytes, p.size);
        if (found != rows[i].decoded)
            fail_msg("row %zu: %d", i, (int)found);
    }
    (void)state;
}

/* Elements within elements: longer than what holds them, without end, and ten thousand deep. */
static void nested_lengths(void **state)
{
    enum { DEEP = 10000 };
    static const struct {
        const char *bytes;
        size_t size;
    } rows[] = {
        {"\x60\x80\x06\x06\x2B\x06\x01\x05\x05\x02", 10}, /* indefinite */
        {"\x60\x84\xFF\xFF\xFF\xFF\x06\x06\x2B\x06\x01\x05\x05\x02", 14},
        {"\x60\x83\xFF\xFF\xFF\x06\x06\x2B\x06\x01\x05\x05\x02", 13},
        {"\x60\xFF\x06\x06\x2B\x06\x01\x05\x05\x02", 10}, /* 127 bytes of length */
        {"\x60\x08\x06\x7F\x2B\x06\x01\x05\x05\x02", 10}, /* an OID longer than its token */
        {"\x60\x0A\x06\x06\x2B\x06\x01\x05\x05\x02\xA0\x7F", 12},
        {"\x60\x0E\x06\x06\x2B\x06\x01\x05\x05\x02\xA0\x04\x30\x82\xFF\xFF", 16},
        {"\x60\x00", 2},
        {"\x60", 1},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++)
        assert_int_equal(exact(mechanisms_of, (const uint8_t *)rows[i].bytes, rows[i].size),
                         NL_DECODED_BAD);
    static const uint8_t tags[] = {0x60, 0xA0, 0x30};
    uint8_t *deep = nl_arena_alloc(*state, (size_t)2 * DEEP);
    for (size_t t = 0; t < NL_COUNT_OF(tags); t++) {
        for (size_t i = 0; i < DEEP; i++) {
            deep[2 * i] = tags[t];
            deep[2 * i + 1] = 0x7E;
        }
        assert_int_equal(exact(mechanisms_of, deep, (size_t)2 * DEEP), NL_DECODED_BAD);
    }
    /* One list of five thousand OIDs, the known one last: it is not looked at for ever. */
    struct nl_text list;
    nl_text_init(&list, *state);
    for (size_t i = 0; i < DEEP / 2; i++)
        nl_text_add_part(&list, "\x06\x01\x01", 3);
    nl_text_add_part(&list, (const char *)probe_answer_spnego + 41, 12);
    size_t n = list.length;
    const uint8_t head[] = {0x60,
                            0x83,
                            0,
                            (uint8_t)((n + 20) >> 8),
                            (uint8_t)(n + 20),
                            0x06,
                            0x06,
                            0x2B,
                            0x06,
                            0x01,
                            0x05,
                            0x05,
                            0x02,
                            0xA0,
                            0x82,
                            (uint8_t)((n + 8) >> 8),
                            (uint8_t)(n + 8),
                            0x30,
                            0x82,
                            (uint8_t)((n + 8) >> 8),
                            (uint8_t)(n + 8)};
    struct nl_text whole;
    nl_text_init(&whole, *state);
    nl_text_add_part(&whole, (const char *)head, sizeof head);
    nl_text_add_part(&whole, list.data, list.length);
    assert_int_equal(exact(mechanisms_of, (const uint8_t *)whole.data, whole.length),
                     NL_DECODED_BAD);
}

/* One lie each about where something stands; what else the message says, stands. */
static void offsets_of_smb2(void **state)
{
    enum { BLOB_FIELD = 120, BLOB_SIZE_FIELD = 122, COUNT_FIELD = 70, CONTEXTS_FIELD = 124 };
    static const struct {
        size_t at;
        size_t width;
        uint32_t number;
        bool mechanisms; /* still read */
        bool contexts;
    } rows[] = {
        {BLOB_FIELD, 2, 0xFFFF, false, true},
        {BLOB_FIELD, 2, 0, false, true},
        {BLOB_FIELD, 2, 64, false, true}, /* inside of the body */
        {BLOB_FIELD, 2, 127, false, true},
        {BLOB_SIZE_FIELD, 2, 0xFFFF, false, true},
        {BLOB_SIZE_FIELD, 2, 0, false, true},
        {CONTEXTS_FIELD, 4, 0xFFFFFFFF, true, false},
        {CONTEXTS_FIELD, 4, 0xFFFFFFF8, true, false},
        {CONTEXTS_FIELD, 4, 0x80000000, true, false},
        {CONTEXTS_FIELD, 4, 0, true, false},
        {CONTEXTS_FIELD, 4, 63, true, false},
        {COUNT_FIELD, 2, 0xFFFF, true, true},
        {COUNT_FIELD, 2, 0, true, false},
        {PROBE_ANSWER_CONTEXTS_AT + 2, 2, 0xFFFF, true, false}, /* the first context's length */
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_smb2_negotiate found;
        uint32_t status = 0;
        struct nl_packet p = {.size = 0};
        probe_answer_smb2_negotiate(&p);
        for (size_t k = 0; k < rows[i].width; k++)
            p.bytes[rows[i].at + k] = (uint8_t)(rows[i].number >> 8 * k);
        (void)exact(negotiate_of, p.bytes, p.size);
        assert_int_equal(nl_smb2_negotiate_decode(p.bytes, p.size, &found, &status), NL_DECODED_OK);
        assert_int_equal(found.dialect, 0x0311);
        assert_true(found.signing_required);
        assert_int_equal(found.capabilities, 0x2F);
        if (found.mechanisms.ntlm != rows[i].mechanisms || found.has_encryption != rows[i].contexts)
            fail_msg("row %zu", i);
    }
    (void)state;
}

/* What is not SMB2 has no status of SMB2, whatever stands where it would. */
static void no_status_of_another_protocol(void **state)
{
    struct nl_smb2_negotiate found;
    struct nl_packet p = {.size = 0};
    uint32_t status = 7;
    (void)state;
    probe_answer_smb1_negotiate(&p);
    assert_int_equal(nl_smb2_negotiate_decode(p.bytes, p.size, &found, &status), NL_DECODED_BAD);
    assert_int_equal(status, 0);
}

/* Pairs that lie, and names that are none. */
static void names_of_ntlm(void **state)
{
    static const struct {
        const char *pairs;
        size_t size;
        const char *computer; /* NULL: it is not told */
    } rows[] = {
        {"\x01\0\x04\0A\0B\0", 8, "AB"},     /* not ended */
        {"\x01\0\x04\0A\0B\0\x03", 9, "AB"}, /* ended within a pair */
        {"\x01\0\xFF\xFF"
         "A\0B\0",
         8, NULL},                                           /* longer than all */
        {"\x01\0\x03\0A\0B\0\0\0\0", 10, "A"},               /* half a character */
        {"\x01\0\0\0\0\0\0\0", 8, NULL},                     /* empty */
        {"\x01\0\x02\0\0\0\0\0\0\0", 10, NULL},              /* a NUL for a name */
        {"\0\0\0\0\x01\0\x04\0A\0B\0", 12, NULL},            /* ended before it */
        {"\x01\0\x02\0A\0\x01\0\x02\0B\0\0\0\0\0", 16, "A"}, /* told twice: the first counts */
        {"\x09\0\x02\0A\0\xFF\xFF\x02\0A\0\x01\0\x02\0B\0\0\0\0\0", 22, "B"}, /* unknown kinds */
        {"\x07\0\x02\0\x01\0\x01\0\x02\0B\0\0\0\0\0", 16, "B"},               /* a short time */
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_ntlm_challenge found;
        struct nl_packet p = {.size = 0};
        probe_answer_ntlm_challenge(&p);
        p.size = 66;
        p.bytes[40] = p.bytes[42] = (uint8_t)rows[i].size;
        nl_packet_bytes(&p, rows[i].pairs, rows[i].size);
        (void)exact(challenge_of, p.bytes, p.size);
        assert_int_equal(nl_ntlm_challenge_decode(*state, p.bytes, p.size, &found), NL_DECODED_OK);
        if (!nl_equal(found.computer, rows[i].computer))
            fail_msg("row %zu: %s", i, found.computer ? found.computer : "none");
        assert_int_equal(found.build, 18362);
    }
    /* Half a pair of surrogates, a NUL within, and what turns the direction of writing. */
    struct nl_ntlm_challenge found;
    struct nl_packet p = {.size = 0};
    probe_answer_ntlm_challenge(&p);
    p.size = 66;
    p.bytes[40] = p.bytes[42] = 14;
    nl_packet_bytes(&p,
                    "\x01\0\x0A\0A\0\x00\xD8\0\0\x2E\x20"
                    "B\0",
                    14);
    assert_int_equal(exact(challenge_of, p.bytes, p.size), NL_DECODED_OK);
    assert_int_equal(nl_ntlm_challenge_decode(*state, p.bytes, p.size, &found), NL_DECODED_OK);
    assert_non_null(found.computer);
    /* Where the names would stand there is nothing, or something before the message. */
    static const uint32_t offsets[] = {0xFFFFFFFF, 0xFFFFFFF8, 0x80000000, 66 + 200, 0};
    for (size_t i = 0; i < NL_COUNT_OF(offsets); i++) {
        struct nl_packet lie = {.size = 0};
        probe_answer_ntlm_challenge(&lie);
        for (size_t k = 0; k < 4; k++)
            lie.bytes[44 + k] = lie.bytes[16 + k] = (uint8_t)(offsets[i] >> 8 * k);
        assert_int_equal(exact(challenge_of, lie.bytes, lie.size), NL_DECODED_OK);
        assert_int_equal(nl_ntlm_challenge_decode(*state, lie.bytes, lie.size, &found),
                         NL_DECODED_OK);
        assert_int_equal(found.build, 18362);
        if (offsets[i])
            assert_null(found.computer);
    }
}

/* A list that announces more than there is, and towers that lie. */
static void towers(void **state)
{
    static const struct {
        const char *floors; /* behind two floors of UUIDs */
        size_t size;
        uint16_t count;
        enum nl_endpoint_kind kind;
        uint16_t port;
    } rows[] = {
        {"\x01\0\x07\x02\0\x01\xBD", 7, 3, NL_ENDPOINT_TCP, 445},
        {"\x01\0\x07\x02\0\x01\xBD", 7, 0xFFFF, NL_ENDPOINT_TCP, 445}, /* floors without end */
        {"\x01\0\x07\x02\0\x01\xBD", 7, 2, NL_ENDPOINT_OTHER, 0},      /* fewer than there are */
        {"\x01\0\x07\x02\0\x01\xBD", 7, 0, NL_ENDPOINT_OTHER, 0},
        {"\x01\0\x07\x01\0\x01", 6, 3, NL_ENDPOINT_TCP, 0},         /* half a port */
        {"\x01\0\x07\0\0", 5, 3, NL_ENDPOINT_TCP, 0},               /* none */
        {"\x01\0\x07\xFF\xFF\x01\xBD", 7, 3, NL_ENDPOINT_OTHER, 0}, /* longer than the tower */
        {"\xFF\xFF\x07\x02\0\x01\xBD", 7, 3, NL_ENDPOINT_OTHER, 0},
        {"\0\0\x02\0\x01\xBD", 6, 3, NL_ENDPOINT_OTHER, 0}, /* a floor of nothing */
        {"\x01\0\x0F\x03\0abc", 8, 3, NL_ENDPOINT_PIPE, 0}, /* text without end */
        {"\x01\0\x0F\0\0", 5, 3, NL_ENDPOINT_PIPE, 0},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_endpoint_map map = {.whole = false};
        uint8_t handle[NL_ENDPOINT_HANDLE];
        bool more = false;
        struct nl_packet p = {.size = 0};
        size_t size = 2 + 2 * 25 + rows[i].size;
        probe_answer_page_head(&p, 1);
        nl_packet_zeros(&p, 16);
        nl_packet_le32(&p, 3);
        nl_packet_zeros(&p, 8);
        nl_packet_le32(&p, (uint32_t)size);
        nl_packet_le32(&p, (uint32_t)size);
        nl_packet_le16(&p, rows[i].count);
        probe_answer_uuid_floor(&p);
        probe_answer_uuid_floor(&p);
        nl_packet_bytes(&p, rows[i].floors, rows[i].size);
        nl_packet_zeros(&p, (4 - p.size % 4) % 4);
        nl_packet_le32(&p, 0);
        assert_int_equal(exact(page_of, p.bytes, p.size), NL_DECODED_OK);
        assert_int_equal(nl_endpoint_page_decode(*state, p.bytes, p.size, &map, handle, &more),
                         NL_DECODED_OK);
        assert_int_equal(map.list.count, 1);
        if (map.list.items[0].kind != rows[i].kind || map.list.items[0].port != rows[i].port)
            fail_msg("row %zu", i);
    }
    static const uint32_t counts[] = {2, 1000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
    for (size_t i = 0; i < NL_COUNT_OF(counts); i++) {
        struct nl_packet p = {.size = 0};
        probe_answer_page(&p);
        for (size_t k = 0; k < 4; k++)
            p.bytes[32 + k] = (uint8_t)(counts[i] >> 8 * k);
        assert_int_equal(exact(page_of, p.bytes, p.size), NL_DECODED_BAD);
    }
}

/* Places without their NUL, without end, and more than any machine has. */
static void places(void **state)
{
    enum { HEAD = 16, MANY = 1000 };
    struct nl_server_alive found;
    uint32_t status = 0;
    static const struct {
        const char *units;
        size_t count;
        uint16_t security; /* where the security bindings begin */
        size_t places;
    } rows[] = {
        {"\x07\0D\0C\0\0\0\0\0", 5, 5, 1},
        {"\x07\0D\0C\0\0\0\0\0", 5, 0xFFFF, 1},   /* behind the end */
        {"\x07\0D\0C\0\0\0\0\0", 5, 0, 0},        /* before the beginning */
        {"\x07\0D\0C\0\0\0\0\0", 5, 2, 1},        /* within a text */
        {"\x07\0D\0C\0", 3, 3, 1},                /* never ended */
        {"\x07\0", 1, 1, 0},                      /* a tower alone */
        {"\x07\0\0\0\x07\0A\0\0\0\0\0", 6, 6, 1}, /* an empty text */
        {"\x07\0\x00\xD8\0\0\0\0", 4, 4, 1},      /* half a pair of surrogates */
        {"\0\0\x07\0A\0\0\0", 4, 4, 0},           /* ended at once */
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_packet p = {.size = 0};
        nl_packet_bytes(&p, "\x05\0\x07\0\0\0\x02\0", 8);
        nl_packet_le32(&p, (uint32_t)rows[i].count);
        nl_packet_le16(&p, (uint16_t)rows[i].count);
        nl_packet_le16(&p, rows[i].security);
        nl_packet_bytes(&p, rows[i].units, rows[i].count * 2);
        nl_packet_zeros(&p, (4 - p.size % 4) % 4 + 8);
        assert_int_equal(exact(places_of, p.bytes, p.size), NL_DECODED_OK);
        assert_int_equal(nl_server_alive_decode(*state, p.bytes, p.size, &found, &status),
                         NL_DECODED_OK);
        if (found.places.count != rows[i].places)
            fail_msg("row %zu: %zu places", i, found.places.count);
    }
    /* A thousand places, all different, and one text of 65,533 characters. */
    struct nl_text many;
    for (int giant = 0; giant < 2; giant++) {
        size_t units = giant ? 0xFFFF : (size_t)MANY * 3;
        const uint8_t head[HEAD] = {
            5, 0, 7, 0, 0, 0, 2, 0, 0, 0, 0, 0, (uint8_t)units, (uint8_t)(units >> 8), 0xFF, 0xFF};
        nl_text_init(&many, *state);
        nl_text_add_part(&many, (const char *)head, HEAD);
        for (size_t i = 0; i < units; i++) {
            size_t unit = giant ? 'A' : i % 3 == 0 ? 7 : i % 3 == 1 ? 0x4E00 + i : 0;
            nl_text_add_char(&many, (char)(unit & 0xFF));
            nl_text_add_char(&many, (char)(unit >> 8));
        }
        nl_text_add_part(&many, "\0\0\0\0\0\0\0\0\0\0", units % 2 ? 10 : 8);
        assert_int_equal(exact(places_of, (const uint8_t *)many.data, many.length), NL_DECODED_OK);
        assert_int_equal(nl_server_alive_decode(*state, (const uint8_t *)many.data, many.length,
                                                &found, &status),
                         NL_DECODED_OK);
        assert_int_equal(found.places.count, giant ? 1 : 256);
        assert_true(strlen(found.places.items[0]) <= 512);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cut_and_every_number),
        cmocka_unit_test(compressed_names),
        WITH_ARENA(nested_lengths),
        cmocka_unit_test(offsets_of_smb2),
        cmocka_unit_test(no_status_of_another_protocol),
        WITH_ARENA(names_of_ntlm),
        WITH_ARENA(towers),
        WITH_ARENA(places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
