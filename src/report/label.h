/* label.h - what people read for an enumerated word. English, marked; translate where it is used. */
#ifndef NL_REPORT_LABEL_H
#define NL_REPORT_LABEL_H

#include "plan/plan.h"

const char *nl_label_openness(enum nl_openness openness);
const char *nl_label_verdict(enum nl_verdict verdict);
const char *nl_label_severity(enum nl_severity severity);
/* How hard a component is hit, or that it is not. */
const char *nl_label_hit(const struct nl_impact *impact);
const char *nl_label_presence(enum nl_presence presence);
const char *nl_label_effect(enum nl_effect effect); /* "at once", "Windows restart" */
/* Why a request cannot be met. */
const char *nl_label_unmet(enum nl_unmet unmet);
/* Why a request makes no step: its own reason, else what its outcome says by itself. */
struct nl_sentence nl_label_reason(struct nl_arena *arena, const struct nl_request *request);
/* What a part of a machine's record is called, by the name that surveys give it ("smb-shares"); a name
 * that no survey gives (a registry path) as it is. To be translated, not yet cleaned. */
const char *nl_label_part(const char *name);
/* What a rule of findings that is about no setting says ("port.open"); NULL: nothing is known. */
const char *nl_label_rule(const char *rule);
const char *nl_label_unseen(enum nl_value_state state); /* why something could not be seen */

/* The word of an enum on the wire; "unknown" for a number outside the table. */
const char *nl_wire(const char *const *words, unsigned number);

#endif
