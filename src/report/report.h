/* report.h - finished results as documents: text for people, JSON and lines for machines, HTML for
 * tickets.
 *
 * A report is a pure function of an audit or a plan and a style. It reads no host, decides nothing
 * and prints nothing: the document is appended to *out, which the caller has initialised. Texts
 * that came from a machine are made harmless for the form they go into. Text and HTML, and the
 * sentences of a table (CSV), are written in the style's language; every other form is for machines and
 * always English. */
#ifndef NL_REPORT_REPORT_H
#define NL_REPORT_REPORT_H

#include "base/error.h"
#include "report/style.h"

enum nl_report_format {
    NL_REPORT_TEXT = 0,
    NL_REPORT_JSON,
    NL_REPORT_NDJSON,
    NL_REPORT_CSV,
    NL_REPORT_HTML,
    NL_REPORT_JUNIT,
    NL_REPORT_LINE,
    NL_REPORT_SARIF,
    NL_REPORT_PROM,
    NL_REPORT_FORMAT_COUNT
};
/* Words of --format: text, json, ndjson, csv, html, junit, line, sarif, prom; NULL-terminated. */
extern const char *const nl_report_format_words[];

/* The writer of a form; NL_INVALID when there is none (a plan has text, json and html). */
NL_MUST_CHECK enum nl_status nl_report_audit(enum nl_report_format format, struct nl_arena *arena,
                                             const struct nl_audit *audit,
                                             const struct nl_report_style *style,
                                             struct nl_text *out, struct nl_error *err);
NL_MUST_CHECK enum nl_status nl_report_plan(enum nl_report_format format, struct nl_arena *arena,
                                            const struct nl_plan *plan,
                                            const struct nl_report_style *style,
                                            struct nl_text *out, struct nl_error *err);

#endif
