/* phrases.h - short texts about one machine, in a document's language. */
#ifndef NL_FLEET_PHRASES_H
#define NL_FLEET_PHRASES_H

#include "fleet/collection.h"
#include "report/document.h"

/* "TCP 445, UDP 137 (everybody)": the ports of a machine that others reach, and those that are not
 * known; in the document's language. */
const char *nl_fleet_ports_text(const struct nl_document *document,
                                const struct nl_fleet_entry *entry);

/* "PC.json:12:5: why": a fault in one line. */
const char *nl_fleet_fault_text(const struct nl_document *document,
                                const struct nl_fleet_fault *fault);

/* A rule as a person reads it: one about a setting by the setting's id, a part of rule itself. */
const char *nl_fleet_rule_id(const char *rule);

/* When a machine was looked at, as a person reads it; "" where its file does not say. */
const char *nl_fleet_seen(struct nl_arena *arena, const struct nl_fleet_entry *entry);

/* How far the change is that waited to be confirmed, and that nobody watches it; in the document's
 * language. */
const char *nl_fleet_unconfirmed_text(const struct nl_document *document,
                                      const struct nl_fleet_entry *entry);

/* What a machine is called in a result's word: "as wanted", marked. */
const char *nl_fleet_result_label(enum nl_result result);
const char *nl_fleet_change_label(enum nl_fleet_change change);

#endif
