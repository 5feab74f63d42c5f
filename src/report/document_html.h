/* document_html.h - a document as the sections of an HTML page. */
#ifndef NL_REPORT_DOCUMENT_HTML_H
#define NL_REPORT_DOCUMENT_HTML_H

#include "report/document.h"
#include "report/html.h"

/* Writes the blocks that are for HTML. Each heading begins a section; what is folded up becomes a
 * <details>, which needs no script. Every section is closed at the end. */
void nl_document_write_html(const struct nl_document *document, const struct nl_html *html);

#endif
