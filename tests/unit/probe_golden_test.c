/* probe_golden_test.c - the decoders over messages of real systems: captured Windows and Samba, and
 * the questions as other programs accepted them. Skipped where the messages are not there. */
#include "hex_file.h"
#include "probe/endpoint_map.h"
#include "probe/node_status.h"
#include "probe/ntlm.h"
#include "probe/rpc.h"
#include "probe/server_alive.h"
#include "probe/session.h"
#include "probe/smb1.h"
#include "probe/smb2.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* bytes from..to of the question that are random. */
static void same_question(struct nl_arena *arena, const struct nl_packet *packet, const char *name,
                          size_t from, size_t to, size_t from2, size_t to2)
{
    size_t size = 0;
    const uint8_t *wanted = hex_file(arena, name, &size);
    assert_int_equal(packet->size, size);
    for (size_t i = 0; i < size; i++) {
        bool random = (i >= from && i < to) || (i >= from2 && i < to2);
        if (!random && packet->bytes[i] != wanted[i])
            fail_msg("%s: byte %zu is %02x, not %02x", name, i, packet->bytes[i], wanted[i]);
    }
}

static void questions(void **state)
{
    static const uint8_t zeros[NL_ENDPOINT_HANDLE];
    struct nl_packet packet = {.size = 0};
    nl_node_status_request(&packet);
    same_question(*state, &packet, "requests/nbns-status-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_session_request(&packet, "*SMBSERVER");
    same_question(*state, &packet, "requests/nbss-session-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_smb2_negotiate_request(&packet, false, 7);
    same_question(*state, &packet, "requests/smb2-negotiate-311-request.hex", 80, 96, 130, 162);
    packet.size = 0;
    nl_smb2_negotiate_request(&packet, true, 7);
    same_question(*state, &packet, "requests/smb2-negotiate-302-request.hex", 80, 96, 0, 0);
    packet.size = 0;
    nl_smb2_session_setup_request(&packet);
    same_question(*state, &packet, "requests/smb2-session-setup-ntlm1-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_smb1_negotiate_request(&packet);
    same_question(*state, &packet, "requests/smb1-NT-LM-012-extsec-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_rpc_bind(&packet, nl_endpoint_mapper_uuid, NL_ENDPOINT_MAPPER_VERSION, 1);
    same_question(*state, &packet, "requests/rpc-bind-epm-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_rpc_bind(&packet, nl_object_exporter_uuid, 0, 1);
    same_question(*state, &packet, "requests/rpc-bind-oxid-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_endpoint_lookup_request(&packet, zeros, 2);
    same_question(*state, &packet, "requests/rpc-ept-lookup-500-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_endpoint_free_request(&packet, zeros, 3);
    same_question(*state, &packet, "requests/rpc-ept-lookup-handle-free-request.hex", 0, 0, 0, 0);
    packet.size = 0;
    nl_server_alive_request(&packet, 2);
    same_question(*state, &packet, "requests/rpc-serveralive2-request.hex", 0, 0, 0, 0);
}

/* Captured answers carry their own transaction id. */
static enum nl_decoded node_status(struct nl_arena *arena, const char *name,
                                   struct nl_node_status *out)
{
    size_t size = 0;
    const uint8_t *bytes = hex_file(arena, name, &size);
    uint8_t *mine = nl_arena_bytes(arena, bytes, size);
    mine[0] = NL_NODE_STATUS_ID >> 8;
    mine[1] = NL_NODE_STATUS_ID & 0xFF;
    return nl_node_status_decode(arena, mine, size, out);
}

static void names_of_windows(void **state)
{
    struct nl_node_status status;
    assert_int_equal(node_status(*state, "windows/nbns-status-windows10-1903-domain.hex", &status),
                     NL_DECODED_OK);
    assert_int_equal(status.names.count, 3);
    assert_false(status.cut);
    assert_non_null(nl_node_status_computer(&status));
    assert_non_null(nl_node_status_group(&status));
    const struct nl_node_name *server = nl_node_status_find(&status, 0x20, false);
    assert_non_null(server);
    assert_string_equal(server->name, nl_node_status_computer(&status));
    assert_true(status.has_mac);
    uint8_t any = 0;
    for (size_t i = 0; i < sizeof status.mac; i++)
        any |= status.mac[i];
    assert_true(any != 0);
}

static void names_of_samba(void **state)
{
    struct nl_node_status status;
    assert_int_equal(node_status(*state, "samba/nbns-status-answer.hex", &status), NL_DECODED_OK);
    assert_int_equal(status.names.count, 7);
    assert_string_equal(nl_node_status_computer(&status), "PROBESRV");
    assert_string_equal(nl_node_status_group(&status), "PROBEWG");
    assert_string_equal(nl_node_status_find(&status, 0x01, true)->name,
                        "\\x01\\x02__MSBROWSE__\\x02");
    assert_int_equal(node_status(*state, "samba/nbns-status-many-names-answer.hex", &status),
                     NL_DECODED_OK);
    assert_int_equal(status.names.count, 25);
    /* A name query's answer is not a node status. */
    assert_int_equal(node_status(*state, "samba/nbns-nb-query-PROBESRV-answer.hex", &status),
                     NL_DECODED_BAD);
    assert_int_equal(node_status(*state, "samba/nbns-nb-query-NOSUCH-answer.hex", &status),
                     NL_DECODED_NEGATIVE);
    /* A question is no answer, whoever asks it. */
    assert_int_equal(node_status(*state, "windows/nbns-status-request-windows.hex", &status),
                     NL_DECODED_OTHER);
}

/* Framed SMB2 answers with the message id of ours. */
static const uint8_t *smb2_message(struct nl_arena *arena, const char *name, uint8_t id,
                                   size_t *out_size)
{
    size_t size = 0;
    size_t whole = 0;
    const uint8_t *bytes = hex_file(arena, name, &size);
    assert_int_equal(nl_frame_size(bytes, size, &whole), NL_DECODED_OK);
    assert_int_equal(whole, size);
    uint8_t *message = nl_arena_bytes(arena, bytes + NL_FRAME_HEADER, size - NL_FRAME_HEADER);
    memset(message + 24, 0, 8);
    message[24] = id;
    *out_size = size - NL_FRAME_HEADER;
    return message;
}

static void dialects(void **state)
{
    static const struct {
        const char *name;
        uint16_t dialect;
        bool required;
        uint32_t capabilities;
        uint16_t cipher;
        bool compression;
        bool started; /* the start time is told */
        bool encrypts;
        bool kerberos;
    } rows[] = {
        {"windows/smb2-negotiate-02ff-server2019.hex", 0x02FF, false, 7, 0, false, false, false,
         true},
        {"windows/smb2-negotiate-0311-server2019.hex", 0x0311, false, 0x2F, 2, false, false, true,
         true},
        {"windows/smb2-negotiate-0311-compression-19041.hex", 0x0311, false, 0x2F, 2, true, false,
         true, false},
        {"windows/smb2-negotiate-0311-signing-required.hex", 0x0311, true, 0x2F, 2, false, false,
         true, true},
        {"windows/smb2-negotiate-0311-ccm-server2016.hex", 0x0311, true, 0x27, 1, false, true, true,
         true},
        {"windows/smb2-negotiate-0202-server2008.hex", 0x0202, false, 1, 0, false, true, false,
         true},
        {"windows/smb2-negotiate-0302-on-139-windows81.hex", 0x0302, false, 0x6B, 0, false, true,
         true, false},
        {"windows/smb2-negotiate-02ff-on-139-windows81.hex", 0x02FF, false, 3, 0, false, true,
         false, false},
        {"windows/smb2-negotiate-0210-windows10-1903.hex", 0x0210, false, 7, 0, false, false, false,
         true},
        {"samba/base-445-negotiate-311-answer.hex", 0x0311, false, 0xF, 2, false, false, true,
         false},
        {"samba/sign-445-negotiate-311-answer.hex", 0x0311, true, 0xF, 2, false, false, true,
         false},
        {"samba/base-445-negotiate-202-answer.hex", 0x0202, false, 1, 0, false, false, false,
         false},
        {"samba/base-445-multiprotocol-answer.hex", 0x02FF, false, 7, 0, false, false, false,
         false},
        {"samba/base-139-negotiate-302-answer.hex", 0x0302, false, 0x4B, 0, false, false, true,
         false},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_smb2_negotiate found;
        size_t size = 0;
        uint32_t status = 1;
        const uint8_t *message = smb2_message(*state, rows[i].name, 0, &size);
        print_message("%s\n", rows[i].name);
        assert_int_equal(nl_smb2_negotiate_decode(message, size, &found, &status), NL_DECODED_OK);
        assert_int_equal(status, 0);
        assert_int_equal(found.dialect, rows[i].dialect);
        assert_int_equal(found.signing_required, rows[i].required);
        assert_int_equal(found.capabilities, rows[i].capabilities);
        assert_int_equal(found.cipher, rows[i].cipher);
        assert_int_equal(found.compression, rows[i].compression);
        assert_int_equal(found.start_time != 0, rows[i].started);
        assert_int_equal(nl_smb2_encrypts(&found), rows[i].encrypts);
        assert_int_equal(found.mechanisms.kerberos, rows[i].kerberos);
        assert_true(found.mechanisms.ntlm);
        assert_true(found.time != 0);
        /* Whatever is cut off, nothing is read past the end, and the head decides. */
        for (size_t cut = 0; cut < size; cut++) {
            const uint8_t *part = nl_arena_bytes(*state, message, cut);
            enum nl_decoded decoded = nl_smb2_negotiate_decode(part, cut, &found, &status);
            assert_int_equal(decoded, cut < 128 ? NL_DECODED_BAD : NL_DECODED_OK);
        }
    }
}

static void refusals_of_smb2(void **state)
{
    struct nl_smb2_negotiate found;
    size_t size = 0;
    uint32_t status = 0;
    const uint8_t *message =
        smb2_message(*state, "samba/base-445-negotiate-999-answer.hex", 0, &size);
    assert_int_equal(nl_smb2_negotiate_decode(message, size, &found, &status), NL_DECODED_NEGATIVE);
    assert_int_equal(status, NL_SMB2_STATUS_NOT_SUPPORTED);
    /* Not the answer that was waited for. */
    message = smb2_message(*state, "samba/base-445-negotiate-202-answer.hex", 3, &size);
    assert_int_equal(nl_smb2_negotiate_decode(message, size, &found, &status), NL_DECODED_BAD);
}

static void challenge(struct nl_arena *arena, const char *name, struct nl_ntlm_challenge *out)
{
    size_t size = 0;
    const uint8_t *blob = NULL;
    size_t blob_size = 0;
    uint32_t status = 0;
    const uint8_t *message = smb2_message(arena, name, 1, &size);
    assert_int_equal(nl_smb2_session_setup_decode(message, size, &blob, &blob_size, &status),
                     NL_DECODED_OK);
    assert_int_equal(nl_ntlm_challenge_decode(arena, blob, blob_size, out), NL_DECODED_OK);
    for (size_t cut = 0; cut < blob_size; cut++) {
        struct nl_ntlm_challenge part;
        (void)nl_ntlm_challenge_decode(arena, nl_arena_bytes(arena, blob, cut), cut, &part);
    }
}

static void challenges(void **state)
{
    struct nl_ntlm_challenge found;
    challenge(*state, "windows/smb2-session-setup-type2-domain-17763.hex", &found);
    assert_int_equal(found.build, 17763);
    assert_int_equal(found.major, 10);
    assert_true(nl_ntlm_domain_member(&found));
    assert_non_null(found.dns_forest);
    assert_true(found.time != 0);
    challenge(*state, "windows/smb2-session-setup-type2-workgroup-19041.hex", &found);
    assert_int_equal(found.build, 19041);
    assert_false(nl_ntlm_domain_member(&found));
    assert_null(found.dns_forest);
    assert_string_equal(found.computer, found.domain);
    challenge(*state, "samba/base-445-session-setup-ntlm2-answer.hex", &found);
    assert_string_equal(found.computer, "PROBESRV");
    assert_null(found.dns_domain);
    assert_int_equal(found.build, 0);
    assert_int_equal(found.major, 6);
    assert_false(nl_ntlm_domain_member(&found));
}

static enum nl_decoded smb1(struct nl_arena *arena, const char *name, struct nl_smb1 *out)
{
    size_t size = 0;
    const uint8_t *bytes = hex_file(arena, name, &size);
    for (size_t cut = NL_FRAME_HEADER; cut < size; cut++)
        (void)nl_smb1_negotiate_decode(
            arena, nl_arena_bytes(arena, bytes + NL_FRAME_HEADER, cut - NL_FRAME_HEADER),
            cut - NL_FRAME_HEADER, out);
    return nl_smb1_negotiate_decode(arena, bytes + NL_FRAME_HEADER, size - NL_FRAME_HEADER, out);
}

static void smb1_spoken(void **state)
{
    static const struct {
        const char *name;
        int zone;
    } rows[] = {
        {"windows/smb1-negotiate-windows10-19041.hex", -480},
        {"windows/smb1-negotiate-server2019.hex", 1},
        {"windows/smb1-negotiate-on-139-windows81.hex", 1},
        {"samba/nt1-445-smb1-NT-LM-012-extsec-answer.hex", 0},
    };
    struct nl_smb1 found;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        print_message("%s\n", rows[i].name);
        assert_int_equal(smb1(*state, rows[i].name, &found), NL_DECODED_OK);
        assert_int_equal(found.spoken, NL_SMB1_SPOKEN);
        assert_true(found.extended);
        if (rows[i].zone != 1)
            assert_int_equal(found.zone_minutes, rows[i].zone);
        assert_null(found.server);
    }
    assert_int_equal(smb1(*state, "samba/nt1-445-smb1-NT-LM-012-no-extsec-answer.hex", &found),
                     NL_DECODED_OK);
    assert_string_equal(found.domain, "PROBEWG");
    assert_string_equal(found.server, "PROBESRV");
    assert_int_equal(smb1(*state, "samba/base-445-smb1-NT-LM-012-extsec-answer.hex", &found),
                     NL_DECODED_NEGATIVE);
    assert_int_equal(found.spoken, NL_SMB1_NOT_SPOKEN);
    assert_int_equal(smb1(*state, "samba/base-445-negotiate-202-answer.hex", &found),
                     NL_DECODED_NEGATIVE);
}

/* Every PDU of a file, with the call id that stands in it. */
static enum nl_decoded pdu(struct nl_arena *arena, const char *name, struct nl_rpc_pdu *out)
{
    size_t size = 0;
    size_t whole = 0;
    const uint8_t *bytes = hex_file(arena, name, &size);
    assert_int_equal(nl_rpc_size(bytes, size, &whole), NL_DECODED_OK);
    assert_int_equal(whole, size);
    struct nl_reader call = nl_reader_of(bytes + 12, 4);
    uint32_t id = nl_read_le32(&call);
    for (size_t cut = 0; cut < size; cut++) {
        if (nl_rpc_decode(nl_arena_bytes(arena, bytes, cut), cut, id, out) != NL_DECODED_BAD)
            fail_msg("%s, cut to %zu bytes, is taken", name, cut);
    }
    if (nl_rpc_decode(bytes, size, id + 1, out) != NL_DECODED_BAD)
        fail_msg("%s: the answer to another call is taken", name);
    return nl_rpc_decode(bytes, size, id, out);
}

static void binds(void **state)
{
    struct nl_rpc_pdu found;
    assert_int_equal(pdu(*state, "windows/rpc-bind-ack-epm-windows.hex", &found), NL_DECODED_OK);
    assert_int_equal(pdu(*state, "windows/rpc-bind-ack-oxid.hex", &found), NL_DECODED_OK);
    assert_int_equal(pdu(*state, "samba/base-135-bind-ack.hex", &found), NL_DECODED_OK);
    assert_int_equal(found.type, NL_RPC_BIND_ACK);
    assert_int_equal(pdu(*state, "samba/base-135-bind-oxid-answer.hex", &found),
                     NL_DECODED_NEGATIVE);
    assert_int_equal(found.result, 2);
    assert_int_equal(found.reason, 1);
    assert_int_equal(pdu(*state, "windows/rpc-bind-ack-three-results.hex", &found),
                     NL_DECODED_NEGATIVE);
    assert_int_equal(found.reason, 2);
    assert_int_equal(pdu(*state, "samba/base-135-fault-opnum.hex", &found), NL_DECODED_NEGATIVE);
    assert_int_equal(found.type, NL_RPC_FAULT);
    assert_int_equal(found.status, 0x1C010002);
}

static void server_alive(void **state)
{
    struct nl_rpc_pdu answer;
    struct nl_server_alive found;
    uint32_t status = 1;
    assert_int_equal(pdu(*state, "windows/rpc-serveralive2-answer-windows10-1903.hex", &answer),
                     NL_DECODED_OK);
    assert_int_equal(nl_server_alive_decode(*state, answer.stub, answer.stub_size, &found, &status),
                     NL_DECODED_OK);
    assert_int_equal(found.major, 5);
    assert_int_equal(found.minor, 7);
    assert_int_equal(found.places.count, 2);
    assert_string_equal(found.places.items[0], "WORKSTATION6");
    assert_string_equal(found.places.items[1], "172.18.39.6");
    for (size_t cut = 0; cut < answer.stub_size; cut++) {
        struct nl_server_alive part;
        assert_int_equal(nl_server_alive_decode(*state, nl_arena_bytes(*state, answer.stub, cut),
                                                cut, &part, &status),
                         NL_DECODED_BAD);
    }
}

static size_t count_kind(const struct nl_endpoint_map *map, enum nl_endpoint_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < map->list.count; i++)
        count += map->list.items[i].kind == kind;
    return count;
}

static void endpoints(void **state)
{
    struct nl_rpc_pdu answer;
    struct nl_endpoint_map map = {0};
    uint8_t handle[NL_ENDPOINT_HANDLE];
    bool more = false;
    assert_int_equal(pdu(*state, "samba/base-135-ept-lookup-page0.hex", &answer), NL_DECODED_OK);
    assert_int_equal(
        nl_endpoint_page_decode(*state, answer.stub, answer.stub_size, &map, handle, &more),
        NL_DECODED_OK);
    assert_int_equal(map.list.count, 4);
    assert_true(more);
    assert_int_equal(pdu(*state, "samba/base-135-ept-lookup-page9.hex", &answer), NL_DECODED_OK);
    assert_int_equal(
        nl_endpoint_page_decode(*state, answer.stub, answer.stub_size, &map, handle, &more),
        NL_DECODED_OK);
    assert_int_equal(map.list.count, 6);
    assert_false(more);
    assert_true(map.whole);
    for (size_t cut = 0; cut < answer.stub_size; cut++) {
        struct nl_endpoint_map part = {0};
        assert_int_equal(nl_endpoint_page_decode(*state, nl_arena_bytes(*state, answer.stub, cut),
                                                 cut, &part, handle, &more),
                         NL_DECODED_BAD);
        assert_int_equal(part.list.count, 0);
    }
    map = (struct nl_endpoint_map){0};
    assert_int_equal(pdu(*state, "windows/rpc-ept-lookup-answer-one-entry.hex", &answer),
                     NL_DECODED_OK);
    assert_int_equal(
        nl_endpoint_page_decode(*state, answer.stub, answer.stub_size, &map, handle, &more),
        NL_DECODED_OK);
    assert_int_equal(map.list.count, 1);
    assert_int_equal(map.list.items[0].kind, NL_ENDPOINT_HTTP);
    assert_int_equal(map.list.items[0].port, 5000);
    assert_true(map.list.items[0].annotation[0] != '\0');
    assert_true(more);
}

/* Two fragments in one file, as they came. */
static void endpoints_in_fragments(void **state)
{
    size_t size = 0;
    struct nl_text stub;
    struct nl_endpoint_map map = {0};
    uint8_t handle[NL_ENDPOINT_HANDLE];
    bool more = true;
    const uint8_t *bytes = hex_file(*state, "samba/base-135-ept-lookup-500-answer.hex", &size);
    nl_text_init(&stub, *state);
    for (size_t at = 0; at < size;) {
        struct nl_rpc_pdu fragment;
        size_t whole = 0;
        struct nl_reader call = nl_reader_of(bytes + at + 12, 4);
        assert_int_equal(nl_rpc_size(bytes + at, size - at, &whole), NL_DECODED_OK);
        assert_int_equal(nl_rpc_decode(bytes + at, whole, nl_read_le32(&call), &fragment),
                         NL_DECODED_OK);
        nl_text_add_part(&stub, (const char *)fragment.stub, fragment.stub_size);
        at += whole;
        assert_int_equal(fragment.last, at == size);
    }
    assert_int_equal(nl_endpoint_page_decode(*state, (const uint8_t *)stub.data, stub.length, &map,
                                             handle, &more),
                     NL_DECODED_OK);
    assert_int_equal(map.list.count, 38);
    assert_false(more);
    assert_int_equal(count_kind(&map, NL_ENDPOINT_PIPE), 18);
    assert_int_equal(count_kind(&map, NL_ENDPOINT_LOCAL), 11);
    assert_int_equal(count_kind(&map, NL_ENDPOINT_TCP), 8);
    assert_int_equal(count_kind(&map, NL_ENDPOINT_HTTP), 1);
}

static void frames(void **state)
{
    size_t size = 0;
    size_t whole = 0;
    const uint8_t *bytes = hex_file(*state, "samba/139-negative-answer.hex", &size);
    assert_int_equal(nl_frame_size(bytes, size, &whole), NL_DECODED_OK);
    assert_int_equal(whole, 5);
    assert_int_equal(bytes[0], NL_FRAME_NEGATIVE);
    bytes = hex_file(*state, "windows/nbss-positive-answer-windows81.hex", &size);
    assert_int_equal(nl_frame_size(bytes, size, &whole), NL_DECODED_OK);
    assert_int_equal(whole, 4);
    assert_int_equal(bytes[0], NL_FRAME_POSITIVE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(questions),        WITH_ARENA(names_of_windows),
        WITH_ARENA(names_of_samba),   WITH_ARENA(dialects),
        WITH_ARENA(refusals_of_smb2), WITH_ARENA(challenges),
        WITH_ARENA(smb1_spoken),      WITH_ARENA(binds),
        WITH_ARENA(server_alive),     WITH_ARENA(endpoints),
        WITH_ARENA(frames),           WITH_ARENA(endpoints_in_fragments),
    };
    if (!hex_files_there())
        return 77; /* the messages are not part of the project */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
