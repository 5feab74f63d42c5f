/* probe_text.h - a probe as a person reads it: one screen for one address. */
#ifndef NL_APP_PROBE_TEXT_H
#define NL_APP_PROBE_TEXT_H

#include "probe/probe_json.h"
#include "report/style.h"

void nl_probe_text(struct nl_arena *arena, const struct nl_probe_document *document,
                   const struct nl_report_style *style, struct nl_text *out);

/* What will be sent, said beforehand: a line for each question. */
void nl_probe_text_beforehand(struct nl_arena *arena, const struct nl_probe_targets *targets,
                              const struct nl_report_style *style, struct nl_text *out);

#endif
