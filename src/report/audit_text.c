/* audit_text.c - an audit as an administrator reads it: one screen; with --verbose all reasons. */
#include "report/audit_text.h"

#include "report/audit_document.h"
#include "report/document_text.h"

void nl_report_audit_text(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_page page = nl_page_begin(arena, style, out);
    struct nl_document document;
    if (style->quiet) {
        nl_text_add(out, nl_audit_one_line(arena, style, audit));
        nl_page_blank(&page);
        return;
    }
    nl_audit_document(arena, audit, style, &document);
    nl_document_write_text(&document, &page);
}
