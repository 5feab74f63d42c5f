/* report_hostile_test.c - what a machine calls itself, its adapters, processes and services is
 * harmless in every form: each attack stands once in each place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "model/words.h"
#include "report/audit_line.h"
#include "report/audit_text.h"
#include "report/report.h"
#include "report_sample.h"

#include <string.h>

static void fail_at(const char *what, const char *document, const char *at)
{
    size_t before = (size_t)(at - document) > 60 ? 60 : (size_t)(at - document);
    fail_msg("%s: ...%.100s", what, at - before);
}

/* No byte of C0 but those allowed, no DEL, no C1, nothing that turns the direction of writing. */
static void assert_no_controls(const char *document, const char *allowed)
{
    for (const char *at = document; *at;) {
        size_t size = 0;
        uint32_t c = nl_utf8_next(at, &size);
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        if (control && !(c < 0x80 && strchr(allowed, (int)c)))
            fail_at("a control character", document, at);
        /* XML 1.0, section 2.2: neither may stand in a document, escaped or not. */
        if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
            fail_at("a noncharacter", document, at);
        if (c == 0xAD || (c >= 0x2060 && c <= 0x2064) || (c >= 0xFFF9 && c <= 0xFFFB) ||
            (c >= 0xE0000 && c <= 0xE007F))
            fail_at("an invisible character", document, at);
        if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 ||
            c == 0x2029)
            fail_at("a character that moves text", document, at);
        at += size;
    }
}

static void assert_ascii(const char *document)
{
    for (const char *at = document; *at; at++) {
        if ((unsigned char)*at >= 0x80)
            fail_at("not ASCII", document, at);
    }
}

static void assert_absent(const char *document, const char *what)
{
    const char *at = strstr(document, what);
    if (at)
        fail_at(what, document, at);
}

static void check_text(struct nl_arena *arena, const char *document)
{
    (void)arena;
    assert_no_controls(document, "\n");
    assert_absent(document, "\nNonCompliant; forged");
    assert_absent(document, "\nnext");
}

static void check_json(struct nl_arena *arena, const char *document)
{
    struct nl_json json;
    assert_ascii(document);
    /* RFC 8259 lets DEL stand as it is, and no terminal does anything with it. */
    assert_no_controls(document, "\n\x7F");
    assert_int_equal(nl_json_parse(arena, "report", document, strlen(document), 0, &json, NULL),
                     NL_OK);
}

static void check_ndjson(struct nl_arena *arena, const char *document)
{
    struct nl_texts lines = nl_split(arena, document, '\n');
    assert_string_equal(lines.items[lines.count - 1], "");
    for (size_t i = 0; i + 1 < lines.count; i++)
        check_json(arena, lines.items[i]);
}

/* = + - @, also in their full-width forms. */
static bool begins_a_formula(const char *cell)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};
    for (size_t i = 0; i < NL_COUNT_OF(wide); i++) {
        if (strncmp(cell, wide[i], 3) == 0)
            return true;
    }
    return *cell != '\0' && strchr("=+-@", *cell) != NULL;
}

/* Every cell is quoted, so a cell begins at "," or at a line's start. */
static void check_csv(struct nl_arena *arena, const char *document)
{
    (void)arena;
    assert_int_equal(strncmp(document, "\xEF\xBB\xBF\"time\",", 10), 0);
    assert_no_controls(document, "\r\n");
    for (const char *at = document; (at = strstr(at, ",\"")) != NULL; at += 2) {
        if (begins_a_formula(at + 2))
            fail_at("a formula", document, at);
    }
    for (const char *at = document; (at = strchr(at, '\n')) != NULL; at++) {
        assert_int_equal(at[-1], '\r');
        if (at[1] && (at[1] != '"' || begins_a_formula(at + 2)))
            fail_at("a row that does not begin with a cell", document, at);
    }
}

static void check_markup(struct nl_arena *arena, const char *document)
{
    (void)arena;
    assert_no_controls(document, "\n");
    assert_absent(document, "<script");
    assert_absent(document, "<!--");
    assert_absent(document, "onload=\"");
    assert_absent(document, "]]>");
    assert_absent(document, "='&amp;]"); /* escaped once more, so that it reads as it was */
}

static void check_line(struct nl_arena *arena, const char *document)
{
    (void)arena;
    assert_ascii(document);
    assert_no_controls(document, "\n");
    assert_true(strlen(document) <= NL_REPORT_LINE_SIZE);
    assert_ptr_equal(strchr(document, '\n'), document + strlen(document) - 1);
    assert_int_equal(strncmp(document, "NonCompliant", 12), 0);
}

/* One metric or comment a line; what a label says cannot end it. */
static void check_prom(struct nl_arena *arena, const char *document)
{
    struct nl_texts lines = nl_split(arena, document, '\n');
    assert_no_controls(document, "\n");
    assert_string_equal(lines.items[lines.count - 1], "");
    for (size_t i = 0; i + 1 < lines.count; i++)
        assert_true(nl_starts(lines.items[i], "# HELP netlatch_") ||
                    nl_starts(lines.items[i], "# TYPE netlatch_") ||
                    nl_starts(lines.items[i], "netlatch_"));
}

static void (*const checks[NL_REPORT_FORMAT_COUNT])(struct nl_arena *arena,
                                                    const char *document) = {
    [NL_REPORT_TEXT] = check_text,     [NL_REPORT_JSON] = check_json,
    [NL_REPORT_NDJSON] = check_ndjson, [NL_REPORT_CSV] = check_csv,
    [NL_REPORT_HTML] = check_markup,   [NL_REPORT_JUNIT] = check_markup,
    [NL_REPORT_LINE] = check_line,     [NL_REPORT_SARIF] = check_json,
    [NL_REPORT_PROM] = check_prom,
};

static void every_attack_is_harmless_in_every_place(void **state)
{
    (void)state;
    for (size_t first = 0; first < report_sample_attack_count; first++) {
        for (int format = 0; format < NL_REPORT_FORMAT_COUNT; format++) {
            struct report_sample *sample = report_sample_new(REPORT_SAMPLE_HOSTILE, first);
            struct nl_report_style style = {.verbose = first % 2 == 0,
                                            .words = first % 3 ? NULL : nl_words_find("zh")};
            struct nl_text out;
            nl_text_init(&out, &sample->arena);
            assert_int_equal(nl_report_audit((enum nl_report_format)format, &sample->arena,
                                             &sample->audit, &style, &out, NULL),
                             NL_OK);
            checks[format](&sample->arena, out.data);
            nl_text_init(&out, &sample->arena);
            if (nl_report_plan((enum nl_report_format)format, &sample->arena, &sample->plan, &style,
                               &out, NULL) == NL_OK)
                checks[format](&sample->arena, out.data);
            report_sample_free(sample);
        }
    }
}

static void colours_are_all_that_escapes(void **state)
{
    (void)state;
    struct report_sample *sample = report_sample_new(REPORT_SAMPLE_HOSTILE, 0);
    struct nl_report_style style = {.color = true};
    struct nl_text out;
    nl_text_init(&out, &sample->arena);
    nl_report_audit_text(&sample->arena, &sample->audit, &style, &out);
    size_t sequences = 0;
    for (const char *at = out.data; (at = strchr(at, '\033')) != NULL; at++) {
        size_t digits = at[1] == '[' ? strspn(at + 2, "0123456789") : 0;
        if (digits == 0 || at[2 + digits] != 'm')
            fail_at("an escape sequence that is not ours", out.data, at);
        sequences++;
    }
    assert_true(sequences > 0 && sequences % 2 == 0); /* each begun, each ended */
    report_sample_free(sample);
}

static void a_line_is_cut_to_what_is_kept(void **state)
{
    (void)state;
    struct report_sample *sample = report_sample_new(REPORT_SAMPLE_OFFICE, 0);
    struct nl_judged pattern = sample->audit.settings.items[7]; /* a fail */
    assert_int_equal(pattern.verdict, NL_VERDICT_FAIL);
    for (unsigned i = 0; i < 500; i++) {
        struct nl_judged *judged = NL_PUSH(&sample->arena, &sample->audit.settings);
        *judged = pattern;
        judged->instance.id = nl_arena_format(&sample->arena, "netbios.adapter[{%08u}]", i);
    }
    struct nl_report_style style = {0};
    struct nl_text out;
    nl_text_init(&out, &sample->arena);
    nl_report_audit_line(&sample->arena, &sample->audit, &style, &out);
    assert_int_equal(out.length, NL_REPORT_LINE_SIZE);
    assert_string_equal(out.data + out.length - 4, "...\n");
    check_line(&sample->arena, out.data);
    report_sample_free(sample);
}

static void a_plan_has_three_forms(void **state)
{
    (void)state;
    struct report_sample *sample = report_sample_new(REPORT_SAMPLE_CLEAN, 0);
    struct nl_report_style style = {0};
    for (int format = 0; format <= NL_REPORT_FORMAT_COUNT; format++) {
        bool offered =
            format == NL_REPORT_TEXT || format == NL_REPORT_JSON || format == NL_REPORT_HTML;
        struct nl_error err = {0};
        struct nl_text out;
        nl_text_init(&out, &sample->arena);
        enum nl_status status = nl_report_plan((enum nl_report_format)format, &sample->arena,
                                               &sample->plan, &style, &out, &err);
        assert_int_equal(status, offered ? NL_OK : NL_INVALID);
        assert_int_equal(out.length > 0, offered);
        assert_int_equal(err.part_count > 0, !offered);
    }
    report_sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_attack_is_harmless_in_every_place),
        cmocka_unit_test(colours_are_all_that_escapes),
        cmocka_unit_test(a_line_is_cut_to_what_is_kept),
        cmocka_unit_test(a_plan_has_three_forms),
    };
    return cmocka_run_group_tests_name("report_hostile", tests, NULL, NULL);
}
