/* fleet_golden_test.c - a small fleet, in both languages, as a sheet and as lines, byte for byte. With
 * NETLATCH_BLESS=1 the expected files are rewritten, and their difference is reviewed like code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/time_text.h"
#include "fleet/fleet.h"
#include "fleet/reader.h"
#include "fleet/write.h"
#include "golden_file.h"
#include "machine_kinds.h"
#include "model/profile_builtin.h"
#include "model/words.h"
#include "report/audit_json.h"

#include <string.h>

#define NOW "2026-11-28T12:00:00Z"

/* One machine answers another though by itself nobody reaches that port, one does not answer, and one
 * asked itself alone. */
static void add_probes(struct machine_builder *m, enum machine_kind kind)
{
    static const struct nl_probed rows[MACHINE_KIND_COUNT][2] = {
        [MACHINE_ALL_CLOSED] = {{.port = 445,
                                 .address = "192.0.2.11",
                                 .asked_from = "198.51.100.7",
                                 .state = NL_PROBE_ANSWERS,
                                 .time = "2026-11-27T09:00:00Z"},
                                {.port = 135,
                                 .address = "192.0.2.11",
                                 .asked_from = "198.51.100.7",
                                 .state = NL_PROBE_REFUSED,
                                 .time = "2026-11-27T09:00:00Z"}},
        [MACHINE_OFFICE] = {{.port = 139,
                             .address = "192.0.2.12",
                             .asked_from = "198.51.100.7",
                             .state = NL_PROBE_NO_ANSWER,
                             .time = "2026-11-27T09:00:00Z"}},
        [MACHINE_HOME] = {{.port = 135,
                           .address = "192.0.2.13",
                           .own = true,
                           .state = NL_PROBE_ANSWERS,
                           .time = "2026-09-01T08:00:00Z"}},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows[kind]); i++) {
        if (rows[kind][i].address)
            *NL_PUSH(&m->arena, &m->machine.probes) = rows[kind][i];
    }
}

/* The audit of a kind of machine under a name of its own, as it stands in a file. */
static void read_kind(struct nl_fleet_reader *reader, enum machine_kind kind, const char *time,
                      struct nl_fleet_collection *collection)
{
    struct machine_builder *m = machine_of_kind(kind);
    const char *name = nl_arena_format(&m->arena, "%s-PC", machine_kind_names[kind]);
    const struct nl_report_style style = {.moment = time};
    struct nl_profile profile;
    struct nl_audit audit;
    struct nl_text json;
    m->machine.name = name;
    add_probes(m, kind);
    nl_text_init(&json, &m->arena);
    assert_int_equal(nl_builtin_profile(&m->arena, machine_kind_profiles[kind], &profile, NULL),
                     NL_OK);
    assert_int_equal(nl_audit_make(&m->arena, &m->machine, &profile, &audit, NULL), NL_OK);
    nl_report_audit_json(&m->arena, &audit, &style, &json);
    nl_fleet_read(reader, nl_arena_format(&m->arena, "audits/%s.json", name), json.data,
                  json.length, collection);
    machine_free(m);
}

/* Eight machines; the file server was worse before, the controller was better, one is gone; one is
 * missing, one is old, one file is torn. */
static void small_fleet_is_as_blessed(void **state)
{
    static const char torn[] = "{\"netlatch\": {\"schema\":\n\"netlatch/audit/1\"";
    static const char list[] = "home-PC\noffice-PC\nreception-PC\n";
    static const struct {
        const char *file;
        enum nl_fleet_format format;
        bool chinese;
        unsigned columns;
        bool verbose;
    } rows[] = {
        {"fleet.txt", NL_FLEET_TEXT, false, 80, false},
        {"fleet-zh.txt", NL_FLEET_TEXT, true, 80, false},
        {"fleet-verbose.txt", NL_FLEET_TEXT, false, 120, true},
        {"fleet.csv", NL_FLEET_CSV, false, 80, false},
        {"fleet.ndjson", NL_FLEET_NDJSON, false, 80, false},
    };
    struct nl_arena arena;
    struct nl_fleet_reader reader;
    struct nl_fleet_collection now = {.files = 0};
    struct nl_fleet_collection before = {.files = 0};
    struct nl_expected expected;
    struct nl_fleet fleet;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    nl_fleet_reader_init(&reader, &arena, NULL);
    for (int kind = 0; kind < MACHINE_KIND_COUNT; kind++)
        read_kind(&reader, (enum machine_kind)kind,
                  kind == MACHINE_HOME ? "2026-09-01T08:00:00Z" : "2026-11-27T08:00:00Z", &now);
    nl_fleet_read(&reader, "audits/torn.json", torn, sizeof torn - 1, &now);
    read_kind(&reader, MACHINE_HOME, "2026-08-01T08:00:00Z", &before);
    read_kind(&reader, MACHINE_OFFICE, "2026-10-27T08:00:00Z", &before);
    nl_fleet_reader_done(&reader);
    assert_int_equal(nl_expected_read(&arena, "list", list, sizeof list - 1, &expected, NULL),
                     NL_OK);
    struct nl_fleet_options options = {.stale_text = "30d",
                                       .stale = UINT64_C(30) * 86400,
                                       .expected = &expected,
                                       .since = &before,
                                       .since_name = "audits-of-october"};
    assert_true(nl_time_parse(NOW, &options.now));
    nl_fleet_make(&arena, &reader.names, &now, &options, &fleet);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_report_style style = {.moment = NOW,
                                              .words =
                                                  rows[i].chinese ? nl_words_find("zh-CN") : NULL,
                                              .columns = rows[i].columns,
                                              .verbose = rows[i].verbose};
        const struct nl_fleet_place place = {.command = "netlatch fleet audits"};
        struct nl_text out;
        nl_text_init(&out, &arena);
        nl_fleet_write(rows[i].format, &arena, &fleet, &style, &place, &out);
        assert_int_equal(out.length, strlen(out.data));
        golden_compare(&arena, rows[i].file, out.data);
    }
    nl_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(small_fleet_is_as_blessed)};
    return cmocka_run_group_tests_name("fleet_golden", tests, NULL, NULL);
}
