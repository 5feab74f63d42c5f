/* audit_probes.h - the column of an audit that a probe fills, and what it does not prove. */
#ifndef NL_REPORT_AUDIT_PROBES_H
#define NL_REPORT_AUDIT_PROBES_H

#include "report/document.h"

/* One port's cell: the answer that proves most, of all addresses that were asked. */
struct nl_cell nl_audit_probe_cell(struct nl_document *document, const struct nl_machine *machine,
                                   const struct nl_port *port);

/* Below the table of the ports: what was asked, and what that proves; on a page, where a picture stands
 * for the table, with the answers. Nothing where nobody asked. */
void nl_audit_probe_note(struct nl_document *document, enum nl_document_form form,
                         const struct nl_machine *machine);

/* Each answer of a port, address by address. */
void nl_audit_probe_details(struct nl_document *document, const struct nl_machine *machine,
                            const struct nl_port *port);

#endif
