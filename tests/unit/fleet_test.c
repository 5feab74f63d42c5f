/* fleet_test.c - the parts of a summary of many machines: names, lists, order, links, lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/time_text.h"
#include "fleet/expected.h"
#include "fleet/fleet.h"
#include "fleet/link.h"
#include "fleet/order.h"
#include "fleet/outside.h"
#include "fleet/reader.h"
#include "with_arena.h"

#include <string.h>

static void times_are_read_back(void **state)
{
    static const char *const bad[] = {"",
                                      "2026-11-28",
                                      "2026-11-28T12:00:00",
                                      "2026-11-28T12:00:00+01",
                                      "2026-02-29T00:00:00Z",
                                      "2026-13-01T00:00:00Z",
                                      "2026-00-01T00:00:00Z",
                                      "1969-12-31T23:59:59Z",
                                      "2026-11-28T24:00:00Z",
                                      "20x6-11-28T12:00:00Z",
                                      "2026-11-28T12:00:00Zx"};
    struct nl_arena *arena = *state;
    uint64_t found = 0;
    for (uint64_t seconds = 0; seconds < UINT64_C(8000000000); seconds += 86400 * 11 + 12345) {
        assert_true(nl_time_parse(nl_time_text(arena, seconds), &found));
        assert_int_equal(found, seconds);
    }
    assert_true(nl_time_parse("2024-02-29T23:59:59Z", &found));
    for (size_t i = 0; i < NL_COUNT_OF(bad); i++)
        assert_false(nl_time_parse(bad[i], &found));
}

static void names_are_kept_once(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_names names;
    nl_names_init(&names, arena);
    assert_int_equal(nl_names_number(&names, "", 0), 0);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 1; i <= 2000; i++) {
            const char *text = nl_arena_format(arena, "rule.%u", (unsigned)i);
            assert_int_equal(nl_names_number(&names, text, strlen(text)), i);
        }
    }
    assert_string_equal(nl_names_text(&names, 77), "rule.77");
    assert_string_equal(nl_names_text(&names, 5000), "");
    /* A part of a text is not the text. */
    assert_int_equal(nl_names_number(&names, "rule.77", 6), 7);
}

static struct nl_expected expected_of(struct nl_arena *arena, const char *text)
{
    struct nl_expected expected;
    assert_int_equal(nl_expected_read(arena, "list", text, strlen(text), &expected, NULL), NL_OK);
    return expected;
}

static void lists_are_read_as_directories_write_them(void **state)
{
    static const char utf16[] = "\xFF\xFE"
                                "P\0C\0\n\0";
    struct nl_arena *arena = *state;
    struct nl_error err = {0};
    struct nl_expected one = expected_of(arena, "# ours\r\nPC-2\r\n\r\npc-1\nPC-2\n");
    assert_int_equal(one.names.count, 2);
    assert_true(nl_expected_holds(&one, "PC-1"));
    assert_false(nl_expected_holds(&one, "PC-3"));
    one = expected_of(
        arena, "Enabled,DNSHostName,OS\nTrue,\"pc-1.example.com\",\"a \"\"b\"\", c\"\nTrue,,\n");
    assert_int_equal(one.names.count, 1);
    assert_string_equal(one.names.items[0], "pc-1");
    /* Without a line of titles: the first column. */
    one = expected_of(arena, "pc-1;x\npc-2;y\n");
    assert_int_equal(one.names.count, 2);
    assert_int_equal(nl_expected_read(arena, "list", utf16, sizeof utf16 - 1, &one, NULL), NL_OK);
    assert_string_equal(one.names.items[0], "PC");
    assert_int_equal(nl_expected_read(arena, "list", "\n#x\n", 4, &one, &err), NL_INVALID);
    assert_int_equal(nl_expected_read(arena, "list", "a\n\xC3\n", 4, &one, &err), NL_INVALID);
    assert_non_null(strstr(nl_error_text(arena, &err, NULL), "list:2"));
}

static void links_lead_from_the_page_to_the_audit(void **state)
{
    static const struct {
        const char *output;
        const char *file;
        const char *link;
    } rows[] = {
        {NULL, "audits/PC 1.json", "audits/PC%201.json"},
        {"fleet.html", "./audits/PC.json", "audits/PC.json"},
        {"audits/fleet.html", "audits/PC.json", "PC.json"},
        {"out/a/fleet.html", "audits/PC.json", "../../audits/PC.json"},
        {"out/fleet.html", "../PC.json", "../../PC.json"},
        {"../fleet.html", "PC.json", NULL},
        {"/srv/fleet.html", "PC.json", NULL},
        {"x.html", "/srv/a\"<>&?#%.json", "file:///srv/a%22%3C%3E%26%3F%23%25.json"},
        {"x.html", "C:\\audits\\PC.json", "file:///C:/audits/PC.json"},
        {"x.html", "\\\\server\\drop$\\PC.json", "file://server/drop%24/PC.json"},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_fleet_place place = {.output = rows[i].output};
        const char *link = nl_fleet_link(arena, &place, rows[i].file);
        if (rows[i].link)
            assert_string_equal(link, rows[i].link);
        else
            assert_null(link);
    }
}

static void what_is_reached_is_worse_than_what_is_not_known(void **state)
{
    struct nl_fleet_entry closed = {.machine = "A", .high = 9, .medium = 9};
    struct nl_fleet_entry unknown = {.machine = "B", .ports = {NL_FLEET_UNKNOWN}};
    struct nl_fleet_entry named = {
        .machine = "C", .ports = {NL_FLEET_REACHED}, .reach = {NL_REACH_NAMED}};
    struct nl_fleet_entry everybody = {
        .machine = "D", .ports = {NL_FLEET_REACHED}, .reach = {NL_REACH_EVERYBODY}};
    (void)state;
    assert_true(nl_fleet_compare(&everybody, &named) < 0);
    assert_true(nl_fleet_compare(&named, &unknown) < 0);
    assert_true(nl_fleet_compare(&unknown, &closed) < 0);
    assert_int_equal(nl_fleet_compare(&closed, &closed), 0);
}

/* A file that names no domain, and is the newest, stands for one of two machines of that name. */
static void a_file_without_a_domain_hides_no_other_machine(void **state)
{
    static const uint64_t newest[] = {10, 30, 50}; /* before, between and behind the other two */
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(newest); i++) {
        struct nl_fleet fleet = {.stale = 0};
        struct nl_fleet_collection collection = {.files = 0};
        *NL_PUSH(arena, &collection.entries) =
            (struct nl_fleet_entry){.machine = "PC", .group = 0, .seen = newest[i]};
        *NL_PUSH(arena, &collection.entries) =
            (struct nl_fleet_entry){.machine = "pc", .group = 1, .seen = 20};
        *NL_PUSH(arena, &collection.entries) =
            (struct nl_fleet_entry){.machine = "PC", .group = 2, .seen = 40};
        nl_fleet_newest(arena, &collection, &fleet, true);
        assert_int_equal(fleet.machines.count, 2);
        assert_int_equal(fleet.older.count, 1);
        assert_int_equal(fleet.machines.items[0]->group, 1);
        assert_int_equal(fleet.machines.items[1]->group, 2);
    }
}

#define PORTS(end)                                                                                 \
    "{\"record\":\"port\",\"machine\":\"M\",\"port\":135" end                                      \
    "{\"record\":\"port\",\"machine\":\"M\",\"port\":137" end                                      \
    "{\"record\":\"port\",\"machine\":\"M\",\"port\":138" end                                      \
    "{\"record\":\"port\",\"machine\":\"M\",\"port\":139" end                                      \
    "{\"record\":\"port\",\"machine\":\"M\",\"port\":445" end

/* Two runs of one machine in one file, and the lines of another between them. */
static void lines_belong_to_their_machine_and_run(void **state)
{
    static const char text[] =
        "{\"record\":\"header\",\"machine\":{\"name\":\"M\"},\"time\":\"2026-01-01T00:00:00Z\"}\n" PORTS(
            ",\"observed\":\"closed\",\"reached_by\":\"nobody\"}\n") "{\"record\":\"finding\",\"machine\":\"OTHER\",\"verdict\":\"fail\",\"rule\":\"x\"}\n"
                                                                     "{\"record\":\"header\",\"machine\":{\"name\":\"M\"},\"time\":\"2026-01-02T00:00:00Z\"}\n" PORTS(
                                                                         ",\"observed\":\"open\",\"reached_by\":\"everybody\"}\n") "{\"record\":\"finding\",\"machine\":\"M\",\"verdict\":\"fail\",\"severity\":\"high\","
                                                                                                                                   "\"id\":\"port.445.open\"}\r\n";
    struct nl_arena *arena = *state;
    struct nl_fleet_reader reader;
    struct nl_fleet_collection collection = {.files = 0};
    const struct nl_fleet_options options = {.now = 0};
    struct nl_fleet fleet;
    nl_fleet_reader_init(&reader, arena, NULL);
    nl_fleet_read(&reader, "m.ndjson", text, sizeof text - 1, &collection);
    nl_fleet_reader_done(&reader);
    assert_int_equal(collection.entries.count, 2);
    assert_int_equal(collection.faults.count, 1); /* OTHER has no ports */
    assert_int_equal(collection.faults.items[0].line, 7);
    nl_fleet_make(arena, &reader.names, &collection, &options, &fleet);
    assert_int_equal(fleet.machines.count, 1);
    assert_int_equal(fleet.older.count, 1);
    const struct nl_fleet_entry *entry = fleet.machines.items[0];
    assert_int_equal(nl_fleet_ports_in(entry, NL_FLEET_REACHED), NL_PORT_COUNT);
    assert_int_equal(entry->high, 1);
    assert_string_equal(nl_names_text(fleet.names, entry->marks.items[0].rule), "port.open");
}

#define LAN "\"address\":\"192.0.2.10\",\"asked_from\":\"192.0.2.20\""
#define OTHER_ADDRESS "\"address\":\"2001:db8::10\",\"asked_from\":\"192.0.2.20\""
#define FAR "\"address\":\"192.0.2.10\",\"asked_from\":\"198.51.100.7\""
#define OUT "\"own\":false,"
#define OWN "\"own\":true,"
#define AT(day, state) ",\"state\":\"" state "\",\"time\":\"2026-01-0" day "T00:00:00Z\"}"
#define ROW_445 "{\"port\":445,"

/* An audit of a machine by whose settings nobody reaches a port, and what probes found of it. */
static const char *probed_audit(struct nl_arena *arena, const char *result, const char *reached_by,
                                const char *rows)
{
    static const unsigned ports[] = {135, 137, 138, 139, 445};
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_text_format(&out,
                   "{\"netlatch\":{\"version\":\"0.1.0\",\"schema\":\"netlatch/audit/2\"},"
                   "\"time\":\"2026-01-02T00:00:00Z\",\"machine\":{\"name\":\"M\"},"
                   "\"result\":\"%s\",\"ports\":[",
                   result);
    for (size_t i = 0; i < NL_COUNT_OF(ports); i++)
        nl_text_format(&out, "%s{\"port\":%u,\"observed\":\"open\",\"reached_by\":\"%s\"}",
                       i ? "," : "", ports[i], reached_by);
    nl_text_format(&out, "],\"probes\":%s}", rows);
    return out.data;
}

/* The machine of an audit with those rows, read into a collection of its own. */
static struct nl_fleet_entry *read_probed(struct nl_arena *arena, struct nl_fleet_reader *reader,
                                          struct nl_fleet_collection *collection,
                                          const char *reached_by, const char *rows)
{
    const char *json = probed_audit(arena, "as-wanted", reached_by, rows);
    nl_fleet_read(reader, "m.json", json, strlen(json), collection);
    assert_int_equal(collection->entries.count, 1);
    return &collection->entries.items[0];
}

static void the_worst_of_the_newest_answers_counts(void **state)
{
    static const struct {
        const char *rows;
        enum nl_probe_state outside;
        enum nl_probe_state own;
    } rows[] = {
        {"[]", NL_PROBE_NOT_ASKED, NL_PROBE_NOT_ASKED},
        {"[" ROW_445 OUT LAN AT("1", "not-asked") "]", NL_PROBE_NOT_ASKED, NL_PROBE_NOT_ASKED},
        /* The newer of one address and one asker, in any order. */
        {"[" ROW_445 OUT LAN AT("3", "no-answer") "," ROW_445 OUT LAN AT("2", "answers") "]",
         NL_PROBE_NO_ANSWER, NL_PROBE_NOT_ASKED},
        {"[" ROW_445 OUT LAN AT("2", "refused") "," ROW_445 OUT LAN AT("3", "silent") "]",
         NL_PROBE_SILENT, NL_PROBE_NOT_ASKED},
        /* That it was not asked is no answer, and takes the place of none. */
        {"[" ROW_445 OUT LAN AT("2", "negative") "," ROW_445 OUT LAN AT("3", "not-asked") "]",
         NL_PROBE_NEGATIVE, NL_PROBE_NOT_ASKED},
        /* Of two addresses, and of two askers, the worse. */
        {"[" ROW_445 OUT LAN AT("2", "answers") "," ROW_445 OUT OTHER_ADDRESS AT("3",
                                                                                 "refused") "]",
         NL_PROBE_ANSWERS, NL_PROBE_NOT_ASKED},
        {"[" ROW_445 OUT LAN AT("2", "closed-at-once") "," ROW_445 OUT FAR AT("3", "no-answer") "]",
         NL_PROBE_CLOSED_AT_ONCE, NL_PROBE_NOT_ASKED},
        /* What is not known is never hidden by what was refused. */
        {"[" ROW_445 OUT LAN AT("3", "refused") "," ROW_445 OUT FAR AT("2", "no-answer") "]",
         NL_PROBE_NO_ANSWER, NL_PROBE_NOT_ASKED},
        {"[" ROW_445 OUT LAN AT("3", "refused") "," ROW_445 OUT FAR AT("2", "unreachable") "]",
         NL_PROBE_UNREACHABLE, NL_PROBE_NOT_ASKED},
        /* The machine's own question stands apart. */
        {"[" ROW_445 OWN LAN AT("3", "answers") "," ROW_445 OUT LAN AT("2", "refused") "]",
         NL_PROBE_REFUSED, NL_PROBE_ANSWERS},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_fleet_reader reader;
        struct nl_fleet_collection collection = {.files = 0};
        static const struct nl_fleet_probes none;
        nl_fleet_reader_init(&reader, arena, NULL);
        const struct nl_fleet_entry *entry =
            read_probed(arena, &reader, &collection, "nobody", rows[i].rows);
        const struct nl_fleet_probes *probes = entry->probes ? entry->probes : &none;
        nl_fleet_reader_done(&reader);
        assert_int_equal(collection.faults.count, 0);
        assert_int_equal(probes->outside[4].state, rows[i].outside);
        assert_int_equal(probes->own[4].state, rows[i].own);
        bool reached = nl_probe_state_reached(rows[i].outside);
        assert_int_equal(entry->ports[4], reached ? NL_FLEET_REACHED : NL_FLEET_HELD);
        assert_int_equal(entry->result, reached ? NL_RESULT_NOT_AS_WANTED : NL_RESULT_AS_WANTED);
        assert_int_equal(nl_fleet_count(entry, nl_fleet_contradicts), reached);
    }
}

/* That nothing answered leaves what the machine says as it was; an answer makes unknown known, and is
 * no contradiction to it. */
static void no_answer_closes_nothing(void **state)
{
    static const char *const quiet[] = {"no-answer", "unreachable", "refused"};
    struct nl_arena *arena = *state;
    for (size_t i = 0; i <= NL_COUNT_OF(quiet); i++) {
        struct nl_fleet_reader reader;
        struct nl_fleet_collection collection = {.files = 0};
        bool answers = i == NL_COUNT_OF(quiet);
        nl_fleet_reader_init(&reader, arena, NULL);
        const struct nl_fleet_entry *entry =
            read_probed(arena, &reader, &collection, "unknown",
                        nl_arena_format(arena, "[" ROW_445 OUT LAN ",\"state\":\"%s\"}]",
                                        answers ? "answers" : quiet[i]));
        nl_fleet_reader_done(&reader);
        assert_int_equal(entry->ports[4], answers ? NL_FLEET_REACHED : NL_FLEET_UNKNOWN);
        assert_int_equal(entry->ports[3], NL_FLEET_UNKNOWN);
        assert_false(nl_fleet_contradicts(entry, 4));
        assert_true(nl_fleet_asked(entry, 4));
    }
}

static void bad_answers_cost_one_line_and_not_the_machine(void **state)
{
    static const struct {
        const char *rows;
        const char *what;
    } rows[] = {
        {"{}", "1: \"probes\""},
        {"null", "1: \"probes\""},
        {"[1,null,[]]", "3: \"port\""},
        {"[{\"port\":80," OUT LAN AT("1", "answers") "]", "1: \"port\""},
        {"[{\"port\":-445," OUT LAN AT("1", "answers") "]", "1: \"port\""},
        {"[{\"port\":4294967741," OUT LAN AT("1", "answers") "]", "1: \"port\""},
        {"[" ROW_445 LAN AT("1", "answers") "]", "1: \"own\""},
        {"[" ROW_445 "\"own\":0," LAN AT("1", "answers") "]", "1: \"own\""},
        {"[" ROW_445 OUT LAN AT("1", "closed") "]", "1: \"state\""},
        {"[" ROW_445 OUT "\"address\":\"\"" AT("1", "answers") "]", "1: \"address\""},
        {"[" ROW_445 OUT "\"address\":\"a\\u0000b\"" AT("1", "answers") "]", "1: \"address\""},
        {"[" ROW_445 OUT "\"address\":\"a\",\"asked_from\":7" AT("1", "answers") "]",
         "1: \"asked_from\""},
        {"[" ROW_445 OUT LAN AT("1", "answers") "," ROW_445 OUT LAN
                                                ",\"state\":\"answers\",\"time\":\"soon\"}]",
         "1: \"time\""},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_fleet_reader reader;
        struct nl_fleet_collection collection = {.files = 0};
        nl_fleet_reader_init(&reader, arena, NULL);
        (void)read_probed(arena, &reader, &collection, "nobody", rows[i].rows);
        nl_fleet_reader_done(&reader);
        assert_int_equal(collection.faults.count, 1);
        assert_string_equal(collection.faults.items[0].file, "m.json");
        const char *why = nl_sentence_text(arena, &collection.faults.items[0].why, NULL);
        assert_non_null(strstr(why, rows[i].what));
    }
}

/* How the machine of the second rows stands beside that of the first. */
static enum nl_fleet_change change_of(struct nl_arena *arena, const char *before_by,
                                      const char *before, const char *now_by, const char *now)
{
    struct nl_fleet_reader reader;
    struct nl_fleet_collection then = {.files = 0};
    struct nl_fleet_collection collection = {.files = 0};
    struct nl_fleet fleet;
    nl_fleet_reader_init(&reader, arena, NULL);
    (void)read_probed(arena, &reader, &then, before_by, before);
    (void)read_probed(arena, &reader, &collection, now_by, now);
    nl_fleet_reader_done(&reader);
    const struct nl_fleet_options options = {.since = &then};
    nl_fleet_make(arena, &reader.names, &collection, &options, &fleet);
    return fleet.machines.items[0]->change;
}

static void answers_are_compared_where_they_were_measured_both_times(void **state)
{
    static const char answers[] = "[" ROW_445 OUT LAN AT("1", "answers") "]";
    static const char quiet[] = "[" ROW_445 OUT LAN AT("2", "no-answer") "]";
    static const char own[] = "[" ROW_445 OWN LAN AT("2", "answers") "]";
    static const struct {
        const char *before_by;
        const char *before;
        const char *now_by;
        const char *now;
        enum nl_fleet_change change;
    } rows[] = {
        {"nobody", answers, "nobody", quiet, NL_FLEET_BETTER},
        {"nobody", quiet, "nobody", answers, NL_FLEET_WORSE},
        {"everybody", answers, "everybody", quiet, NL_FLEET_BETTER},
        {"everybody", quiet, "everybody", answers, NL_FLEET_WORSE},
        {"everybody", answers, "everybody", answers, NL_FLEET_SAME},
        /* Nobody asked again: nothing is known to be better. */
        {"nobody", answers, "nobody", "[]", NL_FLEET_SAME},
        {"nobody", answers, "nobody", own, NL_FLEET_SAME},
        /* Four ports that were unknown are known to be closed; the fifth is still reached. */
        {"unknown", answers, "nobody", "[]", NL_FLEET_BETTER},
        {"everybody", answers, "everybody", "[]", NL_FLEET_SAME},
        /* The settings close it now. */
        {"everybody", answers, "nobody", "[]", NL_FLEET_BETTER},
        /* Asked for the first time. */
        {"nobody", "[]", "nobody", answers, NL_FLEET_WORSE},
        {"nobody", "[]", "nobody", quiet, NL_FLEET_SAME},
        {"nobody", own, "nobody", quiet, NL_FLEET_SAME},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        assert_int_equal(
            change_of(arena, rows[i].before_by, rows[i].before, rows[i].now_by, rows[i].now),
            rows[i].change);
    }
}

/* A probe that was added to an older recording, after the newer audit was made and before. */
static void a_probe_in_an_older_file_counts_where_it_is_newer_than_the_audit(void **state)
{
    struct nl_arena *arena = *state;
    for (unsigned day = 1; day <= 3; day++) {
        struct nl_fleet fleet = {.stale = 0};
        struct nl_fleet_collection collection = {.files = 0};
        struct nl_fleet_probes probes = {.outside[4] = {.state = NL_PROBE_ANSWERS, .time = day}};
        *NL_PUSH(arena, &collection.entries) =
            (struct nl_fleet_entry){.machine = "PC", .seen = 2, .result = NL_RESULT_AS_WANTED};
        *NL_PUSH(arena, &collection.entries) =
            (struct nl_fleet_entry){.machine = "PC", .seen = 1, .probes = &probes};
        nl_fleet_newest(arena, &collection, &fleet, true);
        assert_int_equal(fleet.machines.count, 1);
        const struct nl_fleet_entry *entry = fleet.machines.items[0];
        assert_int_equal(entry->seen, 2);
        assert_int_equal(nl_fleet_contradicts(entry, 4), day >= 2);
        assert_int_equal(entry->result, day >= 2 ? NL_RESULT_NOT_AS_WANTED : NL_RESULT_AS_WANTED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(times_are_read_back),
        WITH_ARENA(names_are_kept_once),
        WITH_ARENA(lists_are_read_as_directories_write_them),
        WITH_ARENA(links_lead_from_the_page_to_the_audit),
        WITH_ARENA(what_is_reached_is_worse_than_what_is_not_known),
        WITH_ARENA(a_file_without_a_domain_hides_no_other_machine),
        WITH_ARENA(lines_belong_to_their_machine_and_run),
        WITH_ARENA(the_worst_of_the_newest_answers_counts),
        WITH_ARENA(no_answer_closes_nothing),
        WITH_ARENA(bad_answers_cost_one_line_and_not_the_machine),
        WITH_ARENA(answers_are_compared_where_they_were_measured_both_times),
        WITH_ARENA(a_probe_in_an_older_file_counts_where_it_is_newer_than_the_audit),
    };
    return cmocka_run_group_tests_name("fleet", tests, NULL, NULL);
}
