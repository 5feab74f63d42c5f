/* app_probe_text_test.c - what a probe says: names of strangers made harmless, nothing concluded that
 * no fact carries, and nothing missing that one does. */
#include "app/probe_text.h"
#include "base/utf8.h"
#include "model/words.h"
#include "probe/conclude.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { PLACE_135 = 0, PLACE_137, PLACE_138, PLACE_139, PLACE_445 };

static struct nl_probe_target target_at(const char *text)
{
    struct nl_probe_target target = {.text = text, .asked_from = "192.0.2.20", .interface = "eth0"};
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        target.wanted[i] = true;
    return target;
}

static const char *text_of(struct nl_arena *arena, struct nl_probe_target *target,
                           const struct nl_words *words, bool verbose)
{
    struct nl_probe_targets targets = {.items = target, .count = 1};
    struct nl_texts others = {0};
    struct nl_probe_document document = {.host = "host\x1b[2J",
                                         .time = "2026-11-27T21:00:00Z",
                                         .other_addresses = &others,
                                         .targets = &targets};
    struct nl_report_style style = {.words = words, .columns = 80, .verbose = verbose};
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_probe_text(arena, &document, &style, &out);
    return out.data;
}

/* No control character but the ends of lines, nothing that turns the direction of writing. */
static void is_harmless(const char *text)
{
    assert_true(nl_utf8_valid(text, strlen(text)));
    for (const char *at = text; *at;) {
        size_t size = 0;
        uint32_t c = nl_utf8_next(at, &size);
        if ((c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
            (c >= 0x2066 && c <= 0x2069))
            fail_msg("a character %04x in: %s", (unsigned)c, text);
        at += size;
    }
}

static void hostile_names(void **state)
{
    static const char evil[] = "A\x1b]0;x\x07\r\nTCP 445  refused\xE2\x80\xAE"
                               "B\xC2\x9B"
                               "2J";
    struct nl_node_name name = {.name = evil, .suffix = 0x00};
    struct nl_node_name user = {.name = evil, .suffix = 0x03};
    struct nl_node_name names[] = {name, user};
    struct nl_endpoint endpoint = {
        .annotation = evil, .kind = NL_ENDPOINT_PIPE, .pipe = evil, .computer = evil};
    const char *places[] = {evil, evil};
    struct nl_probe_target target = target_at("192.0.2.10");
    for (unsigned q = 0; q < NL_QUESTION_COUNT; q++)
        target.answers[q] = (struct nl_probe_answer){.state = NL_PROBE_ANSWERS, .tries = 1};
    target.node_status.names.items = names;
    target.node_status.names.count = 2;
    target.endpoint_map.list.items = &endpoint;
    target.endpoint_map.list.count = 1;
    target.server_alive.places = (struct nl_texts){.items = places, .count = 2};
    target.ntlm = (struct nl_ntlm_challenge){.target = evil,
                                             .computer = evil,
                                             .domain = "D",
                                             .dns_computer = evil,
                                             .dns_domain = evil,
                                             .dns_forest = evil};
    target.smb.dialect = target.session_smb.dialect = 0x0311;
    target.smb1 = (struct nl_smb1){.spoken = NL_SMB1_SPOKEN, .server = evil, .domain = evil};
    target.interface = evil;
    is_harmless(text_of(*state, &target, NULL, true));
    is_harmless(text_of(*state, &target, nl_words_find("zh-CN"), true));
}

static bool learned(struct nl_arena *arena, const struct nl_probe_target *target, size_t port,
                    const char *part)
{
    struct nl_probe_view view = nl_probe_view_of(arena, target, port);
    for (size_t i = 0; i < view.learned.count; i++) {
        if (nl_holds(nl_sentence_text(arena, &view.learned.items[i], NULL), part))
            return true;
    }
    return false;
}

/* Facts of a question that was not answered are no facts. */
static void nothing_from_nothing(void **state)
{
    static const enum nl_probe_state states[] = {NL_PROBE_NOT_ASKED, NL_PROBE_NO_ANSWER,
                                                 NL_PROBE_UNREACHABLE, NL_PROBE_REFUSED};
    for (size_t i = 0; i < NL_COUNT_OF(states); i++) {
        struct nl_probe_target target = target_at("192.0.2.10");
        for (unsigned q = 0; q < NL_QUESTION_COUNT; q++)
            target.answers[q].state = states[i];
        for (size_t port = 0; port < NL_PORT_COUNT; port++) {
            struct nl_probe_view view = nl_probe_view_of(*state, &target, port);
            assert_int_equal(view.learned.count, 0);
            assert_int_equal(view.settings.count, 0);
            assert_false(nl_probe_state_reached(view.state));
        }
        const char *text = text_of(*state, &target, NULL, false);
        assert_false(nl_holds(text, "closed."));
        assert_false(nl_holds(text, "safe"));
        assert_false(nl_holds(text, "ended by"));
        assert_false(nl_holds(text, "SMB1"));
    }
}

static void what_windows_says_of_itself(void **state)
{
    struct nl_probe_target target = target_at("192.0.2.10");
    target.answers[NL_QUESTION_SMB] =
        (struct nl_probe_answer){.state = NL_PROBE_ANSWERS, .tries = 1};
    target.answers[NL_QUESTION_NTLM] =
        (struct nl_probe_answer){.state = NL_PROBE_ANSWERS, .tries = 1};
    target.answers[NL_QUESTION_SMB1] =
        (struct nl_probe_answer){.state = NL_PROBE_CLOSED_AT_ONCE, .tries = 1};
    target.smb =
        (struct nl_smb2_negotiate){.dialect = 0x0311, .signing_required = true, .guid = {0x80}};
    target.ntlm = (struct nl_ntlm_challenge){.computer = "LATCH",
                                             .domain = "CORP",
                                             .dns_computer = "latch.corp.example",
                                             .dns_forest = "corp.example",
                                             .has_version = true,
                                             .major = 10,
                                             .build = 19041};
    assert_true(learned(*state, &target, PLACE_445, "member of the domain CORP"));
    assert_true(learned(*state, &target, PLACE_445, "it reports Windows 10.0.19041-19045"));
    assert_true(learned(*state, &target, PLACE_445, "SMB 3.1.1, signing required"));
    /* Ended without a word, and SMB2 answered: gone. */
    assert_true(learned(*state, &target, PLACE_445, "SMB1 is not spoken"));
    assert_false(nl_probe_view_of(*state, &target, PLACE_445).grave);
    /* A build of 0 is no Windows. */
    target.ntlm.build = 0;
    assert_false(learned(*state, &target, PLACE_445, "it reports Windows"));
    assert_true(learned(*state, &target, PLACE_445, "not Windows, or Samba"));
    /* Silence about SMB1 is not its absence. */
    target.answers[NL_QUESTION_SMB1].state = NL_PROBE_SILENT;
    assert_true(learned(*state, &target, PLACE_445, "could not be told"));
    target.smb1.spoken = NL_SMB1_SPOKEN;
    assert_true(nl_probe_view_of(*state, &target, PLACE_445).grave);
}

/* What a version may be said to be, by the rest of what was answered. */
static void versions(void **state)
{
    static const struct {
        uint16_t dialect;
        uint8_t major, minor;
        uint16_t build;
        const char *guid;
        const char *says;
    } rows[] = {
        {0x0202, 6, 0, 6001, "\x80", "it reports Windows 6.0.6001"},
        {0x0210, 6, 1, 7601, "\x80", "it reports Windows 6.1.7601"},
        {0x0300, 6, 2, 9200, "\x80", "it reports Windows 6.2.9200"},
        {0x0302, 6, 3, 9600, "\x80", "it reports Windows 6.3.9600"},
        {0x0311, 10, 0, 10586, "\x80", "it reports Windows 10.0.10586"},
        {0x0311, 10, 0, 18362, "\x80", "it reports Windows 10.0.18362"},
        {0x0311, 10, 0, 26100, "\x80", "it reports Windows 10.0.26100"},
        /* A newer Windows whose best dialect is held down. */
        {0x0210, 10, 0, 18362, "\x80", "it reports Windows 10.0.18362"},
        {0x0300, 10, 0, 20348, "\x80", "it reports Windows 10.0.20348"},
        {0x02FF, 5, 2, 3790, "\x80", "it reports Windows 5.2.3790"},
        /* Older than what it speaks, as macOS says. */
        {0x0302, 6, 1, 7600, "\x80", "not Windows, or Samba: it reports Windows 6.1.7600"},
        {0x0311, 6, 3, 9600, "\x80", "not Windows, or Samba: it reports Windows 6.3.9600"},
        {0x0300, 6, 1, 7601, "\x80", "not Windows, or Samba: it reports Windows 6.1.7601"},
        {0x0210, 6, 0, 6002, "\x80", "not Windows, or Samba: it reports Windows 6.0.6002"},
        {0x0202, 5, 2, 3790, "\x80", "not Windows, or Samba: it reports Windows 5.2.3790"},
        /* A name for a GUID. */
        {0x0311, 10, 0, 19041, "probesrv", "not Windows, or Samba: it reports Windows 10.0.19041"},
        {0x0311, 6, 1, 0, "probesrv", "not Windows, or Samba: it reports no build"},
        {0x0311, 0, 0, 9600, "\x80", "not Windows, or Samba: it reports no build"},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_probe_target target = target_at("192.0.2.10");
        target.answers[NL_QUESTION_SMB].state = NL_PROBE_ANSWERS;
        target.answers[NL_QUESTION_NTLM].state = NL_PROBE_ANSWERS;
        target.smb.dialect = rows[i].dialect;
        memcpy(target.smb.guid, rows[i].guid, strlen(rows[i].guid));
        target.ntlm = (struct nl_ntlm_challenge){.has_version = true,
                                                 .major = rows[i].major,
                                                 .minor = rows[i].minor,
                                                 .build = rows[i].build};
        if (!learned(*state, &target, PLACE_445, rows[i].says))
            fail_msg("row %zu does not say: %s", i, rows[i].says);
        bool doubted = nl_starts(rows[i].says, "not Windows");
        assert_int_equal(learned(*state, &target, PLACE_445, "not Windows"), doubted);
    }
}

/* A member of a domain that was not asked for its names, or did not tell. */
static void kerberos_is_a_hint(void **state)
{
    struct nl_probe_target target = target_at("192.0.2.10");
    target.answers[NL_QUESTION_SMB].state = NL_PROBE_ANSWERS;
    target.answers[NL_QUESTION_NTLM].state = NL_PROBE_NEGATIVE;
    target.smb.dialect = 0x0311;
    assert_false(learned(*state, &target, PLACE_445, "Kerberos"));
    target.smb.mechanisms.kerberos = true;
    assert_true(learned(*state, &target, PLACE_445, "probably a member of a domain"));
    target.answers[NL_QUESTION_NTLM].state = NL_PROBE_ANSWERS;
    assert_false(learned(*state, &target, PLACE_445, "Kerberos"));
}

/* Nothing is concluded from a challenge without names, and from a session that nobody asked for. */
static void membership_that_is_not_told(void **state)
{
    struct nl_probe_target target = target_at("192.0.2.10");
    target.answers[NL_QUESTION_SMB].state = NL_PROBE_ANSWERS;
    target.answers[NL_QUESTION_NTLM].state = NL_PROBE_ANSWERS;
    target.smb.dialect = 0x0210;
    target.ntlm.target = "OLD";
    assert_true(learned(*state, &target, PLACE_445, "computer OLD; it does not say whether"));
    assert_false(learned(*state, &target, PLACE_445, "domain member"));
    target.ntlm.computer = target.ntlm.domain = "OLD";
    assert_true(learned(*state, &target, PLACE_445, "computer OLD, no domain member"));
    target.ntlm = (struct nl_ntlm_challenge){.target_is_domain = true, .domain = "CORP"};
    assert_true(learned(*state, &target, PLACE_445, "member of the domain CORP"));
    target.ntlm = (struct nl_ntlm_challenge){0};
    target.answers[NL_QUESTION_NTLM].reason =
        nl_say(*state, "the server granted a session without a logon; it was left at once");
    assert_true(learned(*state, &target, PLACE_445, "granted a session without a logon"));
    assert_false(learned(*state, &target, PLACE_445, "computer"));
}

static void further_addresses(void **state)
{
    const char *places[] = {"DC1", "192.0.2.10", "198.51.100.4", "2001:DB8::10"};
    struct nl_probe_target target = target_at("192.0.2.10");
    target.answers[NL_QUESTION_SERVER_ALIVE].state = NL_PROBE_ANSWERS;
    target.server_alive.places = (struct nl_texts){.items = places, .count = 4};
    assert_true(learned(*state, &target, PLACE_135,
                        "computer DC1; its further addresses, 2: 198.51.100.4, 2001:DB8::10"));
    target.text = "2001:db8:0::10";
    assert_true(learned(*state, &target, PLACE_135, "addresses, 2: 192.0.2.10, 198.51.100.4"));
    target.server_alive.places.count = 2;
    target.text = "192.0.2.10";
    assert_true(learned(*state, &target, PLACE_135, "no other address than the one asked"));
    /* Behind a translation of addresses none of them is the one asked. */
    target.text = "203.0.113.1";
    assert_true(learned(*state, &target, PLACE_135, "its further addresses, 1: 192.0.2.10"));
}

/* The time zone is the one thing that SMB2 does not show. */
static void what_smb1_tells(void **state)
{
    static const struct {
        int16_t zone;
        const char *says;
    } rows[] = {{-480, "UTC+08:00"},
                {0, "UTC+00:00"},
                {300, "UTC-05:00"},
                {-345, "UTC+05:45"},
                {INT16_MIN, "UTC+546:08"}};
    struct nl_probe_target target = target_at("192.0.2.10");
    target.answers[NL_QUESTION_SMB1].state = NL_PROBE_ANSWERS;
    target.smb1 = (struct nl_smb1){.spoken = NL_SMB1_SPOKEN};
    assert_false(learned(*state, &target, PLACE_445, "UTC"));
    target.smb1.extended = true;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        target.smb1.zone_minutes = rows[i].zone;
        assert_true(learned(*state, &target, PLACE_445, rows[i].says));
    }
    assert_false(learned(*state, &target, PLACE_445, "computer"));
    target.smb1.server = "OLD";
    target.smb1.domain = "LAN";
    assert_true(learned(*state, &target, PLACE_445, "computer OLD, domain or workgroup LAN"));
}

/* What a recording keeps of signing is what SMB2 answered, on either port. */
static void signing_is_kept(void **state)
{
    struct nl_probe_target target = target_at("192.0.2.10");
    assert_int_equal(nl_probe_keep(*state, &target, PLACE_445, "t").signing,
                     NL_PROBE_SIGNING_UNKNOWN);
    target.answers[NL_QUESTION_SMB].state = NL_PROBE_ANSWERS;
    target.answers[NL_QUESTION_SESSION_SMB].state = NL_PROBE_ANSWERS;
    target.smb.signing_required = true;
    assert_int_equal(nl_probe_keep(*state, &target, PLACE_445, "t").signing,
                     NL_PROBE_SIGNING_REQUIRED);
    assert_int_equal(nl_probe_keep(*state, &target, PLACE_139, "t").signing,
                     NL_PROBE_SIGNING_NOT_REQUIRED);
    assert_int_equal(nl_probe_keep(*state, &target, PLACE_135, "t").signing,
                     NL_PROBE_SIGNING_UNKNOWN);
}

static void clocks(void **state)
{
    static const uint64_t second = 10000000;
    static const uint64_t epoch = 11644473600;
    static const uint64_t now = 1764277200; /* 2025-11-27T21:00:00Z */
    uint64_t seconds = 0;
    struct nl_probe_target target = target_at("192.0.2.10");
    assert_false(nl_probe_time(0, &seconds));
    assert_false(nl_probe_time(UINT64_MAX, &seconds));
    assert_false(nl_probe_time(epoch * second, &seconds)); /* 1970: no clock of a server */
    assert_true(nl_probe_time((epoch + now) * second, &seconds));
    assert_int_equal(seconds, now);
    target.answers[NL_QUESTION_SMB].state = NL_PROBE_ANSWERS;
    target.smb.dialect = 0x0210;
    target.smb_received_s = now;
    target.smb.time = (epoch + now - 300) * second;
    assert_false(learned(*state, &target, PLACE_445, "Kerberos"));
    target.smb.time = (epoch + now + 301) * second;
    assert_true(learned(*state, &target, PLACE_445, "301 s away"));
    target.smb.start_time = (epoch + now - 86400) * second;
    assert_true(learned(*state, &target, PLACE_445, "runs since 2025-11-26T21:00:00Z"));
}

static void names_that_differ(void **state)
{
    struct nl_node_name name = {.name = "LATCH-WITH-A-LO"};
    struct nl_probe_target target = target_at("192.0.2.10");
    target.answers[NL_QUESTION_NODE_STATUS].state = NL_PROBE_ANSWERS;
    target.answers[NL_QUESTION_NTLM].state = NL_PROBE_ANSWERS;
    target.node_status.names.items = &name;
    target.node_status.names.count = 1;
    target.ntlm.computer = "latch-with-a-long-name";
    struct nl_probe_names names = nl_probe_names_of(*state, &target);
    assert_int_equal(names.count, 2);
    assert_true(nl_probe_names_agree(&names)); /* NetBIOS compares 15 characters, without case */
    assert_false(nl_holds(text_of(*state, &target, NULL, false), "The names differ"));
    target.ntlm.computer = "OTHER";
    names = nl_probe_names_of(*state, &target);
    assert_false(nl_probe_names_agree(&names));
    assert_true(nl_holds(text_of(*state, &target, NULL, false), "The names differ"));
}

static void ports_of_the_list(void **state)
{
    struct nl_endpoint list[] = {
        {.kind = NL_ENDPOINT_TCP, .port = 49154}, {.kind = NL_ENDPOINT_TCP, .port = 65535},
        {.kind = NL_ENDPOINT_TCP, .port = 49152}, {.kind = NL_ENDPOINT_TCP, .port = 49153},
        {.kind = NL_ENDPOINT_TCP, .port = 49154}, {.kind = NL_ENDPOINT_UDP, .port = 7},
        {.kind = NL_ENDPOINT_TCP, .port = 135},
    };
    struct nl_endpoint_map map = {.whole = true};
    assert_null(nl_probe_endpoint_ports(*state, &map));
    map.list.items = list;
    map.list.count = NL_COUNT_OF(list);
    assert_string_equal(nl_probe_endpoint_ports(*state, &map), "135, 49152-49154, 65535");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(hostile_names),
        WITH_ARENA(nothing_from_nothing),
        WITH_ARENA(what_windows_says_of_itself),
        WITH_ARENA(versions),
        WITH_ARENA(kerberos_is_a_hint),
        WITH_ARENA(membership_that_is_not_told),
        WITH_ARENA(further_addresses),
        WITH_ARENA(what_smb1_tells),
        WITH_ARENA(signing_is_kept),
        WITH_ARENA(clocks),
        WITH_ARENA(names_that_differ),
        WITH_ARENA(ports_of_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
