/* audit_document.h - what an audit says, written once for text, HTML and the wizard. */
#ifndef NL_REPORT_AUDIT_DOCUMENT_H
#define NL_REPORT_AUDIT_DOCUMENT_H

#include "report/document.h"

/* The whole audit: the answer and what matters first, the reasons folded up behind it. */
void nl_audit_document(struct nl_arena *arena, const struct nl_audit *audit,
                       const struct nl_report_style *style, struct nl_document *out_document);

/* The part that answers: which ports can be reached, and the table of the five. For the wizard. */
void nl_audit_answer(struct nl_document *document, const struct nl_audit *audit);

/* The answer in one line, for --quiet and for a title. */
const char *nl_audit_one_line(struct nl_arena *arena, const struct nl_report_style *style,
                              const struct nl_audit *audit);

#endif
