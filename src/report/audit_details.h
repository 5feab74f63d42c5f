/* audit_details.h - the reasons behind an audit: folded up in HTML, with --verbose in text. */
#ifndef NL_REPORT_AUDIT_DETAILS_H
#define NL_REPORT_AUDIT_DETAILS_H

#include "report/document.h"

/* Each port with its reasons and settings, the other settings, the client side, the recommendation,
 * what was not seen. */
void nl_audit_details(struct nl_document *document, const struct nl_audit *audit);

/* A table of what could not be seen; nothing when all was. */
void nl_details_unseen(struct nl_document *document, const struct nl_machine *machine);

#endif
