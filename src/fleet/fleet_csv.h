/* fleet_csv.h - an answer about many machines as a sheet. It cannot fail. */
#ifndef NL_FLEET_FLEET_CSV_H
#define NL_FLEET_FLEET_CSV_H

#include "fleet/fleet.h"

/* RFC 4180 with a byte order mark, one row for each machine or file; cells that a spreadsheet would
 * take for formulas begin with '. moment: when the answer was made. */
void nl_fleet_csv(struct nl_arena *arena, const struct nl_fleet *fleet, const char *moment,
                  struct nl_text *out);

#endif
