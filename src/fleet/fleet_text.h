/* fleet_text.h - an answer about many machines as text: one screen, however many there are. */
#ifndef NL_FLEET_FLEET_TEXT_H
#define NL_FLEET_FLEET_TEXT_H

#include "fleet/fleet.h"
#include "fleet/link.h"
#include "report/report.h"

/* Appends the text. style->verbose: every machine, rule and name; quiet: the one sentence. */
void nl_fleet_text(struct nl_arena *arena, const struct nl_fleet *fleet,
                   const struct nl_report_style *style, const struct nl_fleet_place *place,
                   struct nl_text *out);

#endif
