/* probes_text.h - what probes found of many machines, in a document's language. */
#ifndef NL_FLEET_PROBES_TEXT_H
#define NL_FLEET_PROBES_TEXT_H

#include "fleet/fleet.h"
#include "report/document.h"

/* How many machines were asked from outside and on how many a port answered. Nothing where nobody
 * asked any. */
void nl_fleet_probe_lines(struct nl_document *document, const struct nl_fleet *fleet,
                          enum nl_document_form form);

/* The machines of which a port answered though by themselves nobody reaches it, so many of them, with
 * the address that asked and the time; on a page below the same lines. */
void nl_fleet_probe_section(struct nl_document *document, const struct nl_fleet *fleet,
                            size_t rows);

/* What each port showed, in a cell: the worst first. */
const char *nl_fleet_probe_cell(const struct nl_document *document,
                                const struct nl_fleet_entry *entry);

/* The text of a cell about a machine's ports, with the ports behind it that answered against what the
 * machine says; the text itself where there are none. */
const char *nl_fleet_probe_mark(const struct nl_document *document,
                                const struct nl_fleet_entry *entry, const char *text);

#endif
