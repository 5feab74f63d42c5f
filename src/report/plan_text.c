/* plan_text.c - a plan as a person reads it before saying yes: one screen. */
#include "report/plan_text.h"

#include "report/document_text.h"
#include "report/plan_document.h"

void nl_report_plan_text(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_page page = nl_page_begin(arena, style, out);
    struct nl_document document;
    if (style->quiet) {
        nl_text_add(out, nl_plan_one_line(arena, style, plan));
        nl_page_blank(&page);
        return;
    }
    nl_plan_document(arena, plan, style, &document);
    nl_document_write_text(&document, &page);
}
