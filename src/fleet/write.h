/* write.h - an answer about many machines as a document. It cannot fail. */
#ifndef NL_FLEET_WRITE_H
#define NL_FLEET_WRITE_H

#include "fleet/fleet.h"
#include "fleet/link.h"
#include "report/report.h"

enum nl_fleet_format {
    NL_FLEET_TEXT = 0,
    NL_FLEET_HTML,
    NL_FLEET_CSV,
    NL_FLEET_NDJSON,
    NL_FLEET_JSON,
    NL_FLEET_FORMAT_COUNT
};
/* text, html, csv, ndjson, json */
extern const char *const nl_fleet_format_words[];

/* Appends the document to *out, which the caller has initialised. style->moment: when the answer was
 * made. Only text and HTML are in the style's language. */
void nl_fleet_write(enum nl_fleet_format format, struct nl_arena *arena,
                    const struct nl_fleet *fleet, const struct nl_report_style *style,
                    const struct nl_fleet_place *place, struct nl_text *out);

#endif
