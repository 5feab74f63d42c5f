/* fleet_text.c - an answer about many machines as text. */
#include "fleet/fleet_text.h"

#include "fleet/summary.h"
#include "report/document_text.h"

static void next(struct nl_document *document, const struct nl_fleet_place *place)
{
    nl_document_heading(document, NL_FORM_TEXT, "next",
                        nl_document_say(document, NL_T("Every machine, on a page")));
    nl_document_command(
        document, NL_FORM_TEXT,
        nl_arena_format(document->arena, "%s --format html --output fleet.html", place->command));
}

void nl_fleet_text(struct nl_arena *arena, const struct nl_fleet *fleet,
                   const struct nl_report_style *style, const struct nl_fleet_place *place,
                   struct nl_text *out)
{
    static const struct nl_fleet_limits screen = {.rows = 3, .names = 3};
    static const struct nl_fleet_limits all = {.rows = SIZE_MAX, .names = SIZE_MAX};
    struct nl_document document;
    struct nl_page page = nl_page_begin(arena, style, out);
    nl_document_begin(&document, arena, style);
    if (style->quiet) {
        nl_text_add(out, nl_fleet_headline(&document, fleet));
        nl_page_blank(&page);
        return;
    }
    nl_fleet_summary(&document, fleet, style->verbose ? &all : &screen);
    if (!style->verbose)
        next(&document, place);
    nl_document_write_text(&document, &page);
}
