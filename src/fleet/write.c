/* write.c - which form is written by whom. */
#include "fleet/write.h"

#include "fleet/fleet_csv.h"
#include "fleet/fleet_html.h"
#include "fleet/fleet_json.h"
#include "fleet/fleet_ndjson.h"
#include "fleet/fleet_text.h"

const char *const nl_fleet_format_words[] = {"text", "html", "csv", "ndjson", "json", NULL};

void nl_fleet_write(enum nl_fleet_format format, struct nl_arena *arena,
                    const struct nl_fleet *fleet, const struct nl_report_style *style,
                    const struct nl_fleet_place *place, struct nl_text *out)
{
    switch (format) {
    case NL_FLEET_HTML:
        nl_fleet_html(arena, fleet, style, place, out);
        break;
    case NL_FLEET_CSV:
        nl_fleet_csv(arena, fleet, style->moment, out);
        break;
    case NL_FLEET_NDJSON:
        nl_fleet_ndjson(arena, fleet, style->moment, out);
        break;
    case NL_FLEET_JSON:
        nl_fleet_json(arena, fleet, style->moment, out);
        break;
    case NL_FLEET_TEXT:
    case NL_FLEET_FORMAT_COUNT:
        nl_fleet_text(arena, fleet, style, place, out);
        break;
    }
}
