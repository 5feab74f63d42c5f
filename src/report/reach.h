/* reach.h - who can reach a port, as reports say it. */
#ifndef NL_REPORT_REACH_H
#define NL_REPORT_REACH_H

#include "report/layout.h"

/* Who will reach it once the steps of a plan have taken effect. A port that no step touches keeps
 * what was seen of it. */
enum nl_reach nl_reach_later(const struct nl_port_exposure *before,
                             const struct nl_port_exposure *after);

/* Whether somebody listens there, as far as is known; a port whose sockets could not be seen does as
 * its settings say. */
enum nl_openness nl_reach_listens(const struct nl_port_exposure *exposure);

/* "nobody", "named addresses", "the same subnet", "everybody", "unknown": marked wordings. */
const char *nl_reach_label(enum nl_reach reach);
enum nl_tone nl_reach_tone(enum nl_reach reach);

/* What the columns mean together, for somebody who never heard of a socket: a marked wording. */
const char *nl_reach_plain_words(const struct nl_port_exposure *exposure);

#endif
