/* report_golden_test.c - every report of the hand-made sample, byte for byte. With NETLATCH_BLESS=1
 * the expected files are rewritten, and their difference is reviewed like code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "golden_file.h"
#include "model/machine_json.h"
#include "model/words.h"
#include "report/report.h"
#include "report_sample.h"

#include <string.h>

static const struct nl_report_style styles[] = {
    {.moment = "2025-01-31T08:15:00Z"},
    {.verbose = true, .plain = true},
    {.color = true, .columns = 120},
    {.quiet = true, .plain = true},
    {.columns = 40},
    {.columns = 80}, /* in Chinese */
};
enum { CHINESE = 5 };

static const struct {
    const char *file;
    enum report_sample_kind kind;
    bool plan;
    enum nl_report_format format;
    size_t style;
} rows[] = {
    {"audit.txt", REPORT_SAMPLE_OFFICE, false, NL_REPORT_TEXT, 0},
    {"audit-verbose.txt", REPORT_SAMPLE_OFFICE, false, NL_REPORT_TEXT, 1},
    {"audit-color.txt", REPORT_SAMPLE_OFFICE, false, NL_REPORT_TEXT, 2},
    {"audit-quiet.txt", REPORT_SAMPLE_OFFICE, false, NL_REPORT_TEXT, 3},
    {"audit-narrow.txt", REPORT_SAMPLE_OFFICE, false, NL_REPORT_TEXT, 4},
    {"audit-zh.txt", REPORT_SAMPLE_OFFICE, false, NL_REPORT_TEXT, CHINESE},
    {"audit-clean.txt", REPORT_SAMPLE_CLEAN, false, NL_REPORT_TEXT, 0},
    {"audit.json", REPORT_SAMPLE_OFFICE, false, NL_REPORT_JSON, 0},
    {"audit.ndjson", REPORT_SAMPLE_OFFICE, false, NL_REPORT_NDJSON, 0},
    {"audit.csv", REPORT_SAMPLE_OFFICE, false, NL_REPORT_CSV, 0},
    {"audit.html", REPORT_SAMPLE_OFFICE, false, NL_REPORT_HTML, 0},
    {"audit-clean.html", REPORT_SAMPLE_CLEAN, false, NL_REPORT_HTML, 0},
    {"audit.junit.xml", REPORT_SAMPLE_OFFICE, false, NL_REPORT_JUNIT, 0},
    {"audit.sarif", REPORT_SAMPLE_OFFICE, false, NL_REPORT_SARIF, 0},
    {"audit.prom", REPORT_SAMPLE_OFFICE, false, NL_REPORT_PROM, 0},
    {"audit-zh.csv", REPORT_SAMPLE_OFFICE, false, NL_REPORT_CSV, CHINESE},
    {"audit.line", REPORT_SAMPLE_OFFICE, false, NL_REPORT_LINE, 0},
    {"audit-quiet.line", REPORT_SAMPLE_OFFICE, false, NL_REPORT_LINE, 3},
    {"audit-clean.line", REPORT_SAMPLE_CLEAN, false, NL_REPORT_LINE, 0},
    {"plan.txt", REPORT_SAMPLE_OFFICE, true, NL_REPORT_TEXT, 0},
    {"plan-verbose.txt", REPORT_SAMPLE_OFFICE, true, NL_REPORT_TEXT, 1},
    {"plan-quiet.txt", REPORT_SAMPLE_OFFICE, true, NL_REPORT_TEXT, 3},
    {"plan-zh.txt", REPORT_SAMPLE_OFFICE, true, NL_REPORT_TEXT, CHINESE},
    {"plan-zh.html", REPORT_SAMPLE_OFFICE, true, NL_REPORT_HTML, CHINESE},
    {"plan-clean.txt", REPORT_SAMPLE_CLEAN, true, NL_REPORT_TEXT, 0},
    {"plan.json", REPORT_SAMPLE_OFFICE, true, NL_REPORT_JSON, 0},
    {"plan-clean.json", REPORT_SAMPLE_CLEAN, true, NL_REPORT_JSON, 0},
    {"plan.html", REPORT_SAMPLE_OFFICE, true, NL_REPORT_HTML, 0},
    {"hostile.txt", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_TEXT, 1},
    {"hostile.ndjson", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_NDJSON, 0},
    {"hostile.sarif", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_SARIF, 0},
    {"hostile.prom", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_PROM, 0},
    {"hostile.json", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_JSON, 0},
    {"hostile.csv", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_CSV, 0},
    {"hostile.junit.xml", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_JUNIT, 0},
    {"hostile.html", REPORT_SAMPLE_HOSTILE, false, NL_REPORT_HTML, 0},
    {"hostile-plan.html", REPORT_SAMPLE_HOSTILE, true, NL_REPORT_HTML, 0},
    {"hostile-plan.json", REPORT_SAMPLE_HOSTILE, true, NL_REPORT_JSON, 0},
};

static void reports_are_as_blessed(void **state)
{
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct report_sample *sample = report_sample_new(rows[i].kind, 0);
        struct nl_text out;
        nl_text_init(&out, &sample->arena);
        struct nl_report_style style = styles[rows[i].style];
        if (rows[i].style == CHINESE)
            style.words = nl_words_find("zh-CN");
        enum nl_status status = rows[i].plan ? nl_report_plan(rows[i].format, &sample->arena,
                                                              &sample->plan, &style, &out, NULL)
                                             : nl_report_audit(rows[i].format, &sample->arena,
                                                               &sample->audit, &style, &out, NULL);
        assert_int_equal(status, NL_OK);
        assert_int_equal(out.length, strlen(out.data));
        golden_compare(&sample->arena, rows[i].file, out.data);
        report_sample_free(sample);
    }
}

/* Not a report, but a document that a schema of res/schema speaks of. */
static void the_machine_is_as_blessed(void **state)
{
    (void)state;
    struct report_sample *sample = report_sample_new(REPORT_SAMPLE_HOSTILE, 0);
    struct nl_arena *arena = &sample->arena;
    struct nl_registry_key *key = NL_PUSH(arena, &sample->machine.registry);
    *key = (struct nl_registry_key){.path = "HKLM\\SOFTWARE\\Microsoft\\Ole",
                                    .state = NL_VALUE_PRESENT};
    struct nl_registry_value *value = NL_PUSH(arena, &key->values);
    *value = (struct nl_registry_value){"EnableDCOM", nl_value_text(arena, NL_TYPE_SZ, "Y")};
    value = NL_PUSH(arena, &key->values);
    *value = (struct nl_registry_value){"odd", nl_value_raw(arena, NL_TYPE_DWORD, "abc", 3)};
    struct nl_service *service = NL_PUSH(arena, &sample->machine.services);
    *service = (struct nl_service){.name = "RpcSs",
                                   .start = nl_value_start_type(arena, 2),
                                   .run = NL_SERVICE_RUNNING,
                                   .pid = 900};
    nl_texts_add(&service->depends, arena, "DcomLaunch");
    golden_compare(arena, "machine.json", nl_machine_json(arena, &sample->machine, NULL));
    report_sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_as_blessed),
        cmocka_unit_test(the_machine_is_as_blessed),
    };
    return cmocka_run_group_tests_name("report_golden", tests, NULL, NULL);
}
