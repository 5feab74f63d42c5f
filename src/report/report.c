/* report.c - which form is written by whom. */
#include "report/report.h"

#include "report/audit_csv.h"
#include "report/audit_html.h"
#include "report/audit_json.h"
#include "report/audit_junit.h"
#include "report/audit_line.h"
#include "report/audit_ndjson.h"
#include "report/audit_prom.h"
#include "report/audit_sarif.h"
#include "report/audit_text.h"
#include "report/plan_html.h"
#include "report/plan_json.h"
#include "report/plan_text.h"

const char *const nl_report_format_words[] = {
    [NL_REPORT_TEXT] = "text",       [NL_REPORT_JSON] = "json",   [NL_REPORT_NDJSON] = "ndjson",
    [NL_REPORT_CSV] = "csv",         [NL_REPORT_HTML] = "html",   [NL_REPORT_JUNIT] = "junit",
    [NL_REPORT_LINE] = "line",       [NL_REPORT_SARIF] = "sarif", [NL_REPORT_PROM] = "prom",
    [NL_REPORT_FORMAT_COUNT] = NULL,
};

typedef void (*audit_writer)(struct nl_arena *arena, const struct nl_audit *audit,
                             const struct nl_report_style *style, struct nl_text *out);
typedef void (*plan_writer)(struct nl_arena *arena, const struct nl_plan *plan,
                            const struct nl_report_style *style, struct nl_text *out);

static const audit_writer audit_writers[NL_REPORT_FORMAT_COUNT] = {
    [NL_REPORT_TEXT] = nl_report_audit_text,     [NL_REPORT_JSON] = nl_report_audit_json,
    [NL_REPORT_NDJSON] = nl_report_audit_ndjson, [NL_REPORT_CSV] = nl_report_audit_csv,
    [NL_REPORT_HTML] = nl_report_audit_html,     [NL_REPORT_JUNIT] = nl_report_audit_junit,
    [NL_REPORT_LINE] = nl_report_audit_line,     [NL_REPORT_SARIF] = nl_report_audit_sarif,
    [NL_REPORT_PROM] = nl_report_audit_prom,
};

static const plan_writer plan_writers[NL_REPORT_FORMAT_COUNT] = {
    [NL_REPORT_TEXT] = nl_report_plan_text,
    [NL_REPORT_JSON] = nl_report_plan_json,
    [NL_REPORT_HTML] = nl_report_plan_html,
};

enum nl_status nl_report_audit(enum nl_report_format format, struct nl_arena *arena,
                               const struct nl_audit *audit, const struct nl_report_style *style,
                               struct nl_text *out, struct nl_error *err)
{
    if ((unsigned)format >= NL_REPORT_FORMAT_COUNT)
        return nl_fail(err, NL_INVALID, NL_T("an audit has no such form"));
    audit_writers[format](arena, audit, style, out);
    return NL_OK;
}

enum nl_status nl_report_plan(enum nl_report_format format, struct nl_arena *arena,
                              const struct nl_plan *plan, const struct nl_report_style *style,
                              struct nl_text *out, struct nl_error *err)
{
    if ((unsigned)format >= NL_REPORT_FORMAT_COUNT || !plan_writers[format])
        return nl_fail(err, NL_INVALID, NL_T("a plan is written as text, json or html"));
    plan_writers[format](arena, plan, style, out);
    return NL_OK;
}
