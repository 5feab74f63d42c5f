/* fleet_html.h - an answer about many machines as one page. */
#ifndef NL_FLEET_FLEET_HTML_H
#define NL_FLEET_FLEET_HTML_H

#include "fleet/fleet.h"
#include "fleet/link.h"
#include "report/report.h"

/* Appends the page: what a manager needs first, then a table of every machine. A script of ours, the
 * only one that may run there, sorts and filters the table; without it nothing is lost. */
void nl_fleet_html(struct nl_arena *arena, const struct nl_fleet *fleet,
                   const struct nl_report_style *style, const struct nl_fleet_place *place,
                   struct nl_text *out);

#endif
