/* document_text.h - a document as text for a screen. */
#ifndef NL_REPORT_DOCUMENT_TEXT_H
#define NL_REPORT_DOCUMENT_TEXT_H

#include "report/document.h"

/* Writes the blocks that are for text; what is folded up only where the page's style is verbose. */
void nl_document_write_text(const struct nl_document *document, const struct nl_page *page);

#endif
