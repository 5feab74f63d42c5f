/* machines_golden_test.c - audit and plan of eight machines as a person reads them, in both
 * languages, byte for byte; and how many lines they take. With NETLATCH_BLESS=1 the expected files
 * are rewritten; their difference is read like code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "golden_file.h"
#include "machine_kinds.h"
#include "model/machine_json.h"
#include "model/profile_builtin.h"
#include "model/words.h"
#include "plan/plan.h"
#include "report/report.h"

#include <string.h>

enum {
    MOST_AUDIT_LINES = 30,
    MOST_AUDIT_LINES_OF_MANY_ADAPTERS = 40,
    MOST_PLAN_LINES = 45,
    WIDEST_LINE = 80
};

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static const char *name_of(struct nl_arena *arena, enum machine_kind kind, const char *what,
                           bool chinese, const char *ending)
{
    return nl_arena_format(arena, "machines/%s-%s%s.%s", machine_kind_names[kind], what,
                           chinese ? "-zh" : "", ending);
}

static void look(enum machine_kind kind, bool chinese)
{
    struct machine_builder *m = machine_of_kind(kind);
    struct nl_arena *arena = &m->arena;
    struct nl_audit audit;
    struct nl_plan plan;
    struct nl_profile profile;
    struct nl_text audit_text;
    struct nl_text plan_text;
    struct nl_error err = {0};
    const char *recording =
        nl_arena_format(arena, "tests/golden/report/machines/%s.json", machine_kind_names[kind]);
    struct nl_report_style style = {
        .words = chinese ? nl_words_find("zh-CN") : NULL,
        .source = nl_arena_format(arena, " --from %s", recording),
        .language = chinese ? "zh-CN" : NULL,
    };
    nl_text_init(&audit_text, arena);
    nl_text_init(&plan_text, arena);
    assert_int_equal(nl_audit_make(arena, &m->machine, NULL, &audit, &err), NL_OK);
    assert_int_equal(nl_builtin_profile(arena, machine_kind_profiles[kind], &profile, &err), NL_OK);
    nl_plan_make(arena, &m->machine, &profile, NULL, &plan);
    assert_int_equal(nl_report_audit(NL_REPORT_TEXT, arena, &audit, &style, &audit_text, &err),
                     NL_OK);
    assert_int_equal(nl_report_plan(NL_REPORT_TEXT, arena, &plan, &style, &plan_text, &err), NL_OK);
    golden_compare(arena, name_of(arena, kind, "audit", chinese, "txt"), audit_text.data);
    golden_compare(arena, name_of(arena, kind, "plan", chinese, "txt"), plan_text.data);
    size_t most = kind == MACHINE_HYPER_V ? MOST_AUDIT_LINES_OF_MANY_ADAPTERS : MOST_AUDIT_LINES;
    if (lines_of(audit_text.data) > most)
        fail_msg("%s: the audit takes %zu lines", machine_kind_names[kind],
                 lines_of(audit_text.data));
    if (lines_of(plan_text.data) > MOST_PLAN_LINES)
        fail_msg("%s: the plan takes %zu lines", machine_kind_names[kind],
                 lines_of(plan_text.data));
    if (!chinese)
        golden_compare(arena, nl_arena_format(arena, "machines/%s.json", machine_kind_names[kind]),
                       nl_machine_json(arena, &m->machine, NULL));
    machine_free(m);
}

static void english(void **state)
{
    (void)state;
    for (int kind = 0; kind < MACHINE_KIND_COUNT; kind++)
        look((enum machine_kind)kind, false);
}

static void chinese(void **state)
{
    (void)state;
    for (int kind = 0; kind < MACHINE_KIND_COUNT; kind++)
        look((enum machine_kind)kind, true);
}

static void quiet_is_one_line(void **state)
{
    (void)state;
    for (int kind = 0; kind < MACHINE_KIND_COUNT; kind++) {
        struct machine_builder *m = machine_of_kind((enum machine_kind)kind);
        struct nl_report_style style = {.quiet = true};
        struct nl_audit audit;
        struct nl_text text;
        nl_text_init(&text, &m->arena);
        assert_int_equal(nl_audit_make(&m->arena, &m->machine, NULL, &audit, NULL), NL_OK);
        assert_int_equal(nl_report_audit(NL_REPORT_TEXT, &m->arena, &audit, &style, &text, NULL),
                         NL_OK);
        assert_int_equal(lines_of(text.data), 1);
        machine_free(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english),
        cmocka_unit_test(chinese),
        cmocka_unit_test(quiet_is_one_line),
    };
    return cmocka_run_group_tests_name("machines_golden", tests, NULL, NULL);
}
