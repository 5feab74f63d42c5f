/* diff_text.h - what changed, as text. It cannot fail. */
#ifndef NL_FLEET_DIFF_TEXT_H
#define NL_FLEET_DIFF_TEXT_H

#include "fleet/diff.h"
#include "report/report.h"

/* One machine: every change, ports, settings and findings before facts, what got worse first. Several:
 * one line for each that differs, and with style->verbose its changes. quiet: one line. */
void nl_diff_text(struct nl_arena *arena, const struct nl_diff *diff,
                  const struct nl_report_style *style, struct nl_text *out);

#endif
