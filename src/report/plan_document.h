/* plan_document.h - what a plan says, written once for text and HTML. */
#ifndef NL_REPORT_PLAN_DOCUMENT_H
#define NL_REPORT_PLAN_DOCUMENT_H

#include "report/document.h"

/* The whole plan: what changes, what it costs here and what to accept first; the reasons folded up
 * behind it. */
void nl_plan_document(struct nl_arena *arena, const struct nl_plan *plan,
                      const struct nl_report_style *style, struct nl_document *out_document);

/* The plan in one line, for --quiet and for a title. */
const char *nl_plan_one_line(struct nl_arena *arena, const struct nl_report_style *style,
                             const struct nl_plan *plan);

/* How much changes, in one or two sentences; never "nothing to change" where a request cannot be
 * met. */
const char *nl_plan_headline(struct nl_arena *arena, const struct nl_report_style *style,
                             const struct nl_plan *plan);
/* "Ports that can be reached: 2 now, 0 afterwards." */
const char *nl_plan_reach(struct nl_arena *arena, const struct nl_report_style *style,
                          const struct nl_plan *plan);
/* What it comes to: ports before and after, restart, risks; short sentences. */
const char *nl_plan_summary(struct nl_arena *arena, const struct nl_report_style *style,
                            const struct nl_plan *plan);
enum nl_tone nl_plan_tone(const struct nl_plan *plan);

#endif
