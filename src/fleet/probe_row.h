/* probe_row.h - one row of an audit's "probes", read. */
#ifndef NL_FLEET_PROBE_ROW_H
#define NL_FLEET_PROBE_ROW_H

#include "fleet/measured.h"

struct yyjson_val;

/* Reads a row of "probes". NULL: it is one; else the member that is not what a probe writes. */
const char *nl_fleet_probe_read(struct nl_names *names, struct yyjson_val *row,
                                struct nl_fleet_probe_row *out_row);

#endif
