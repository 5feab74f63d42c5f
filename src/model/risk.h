/* risk.h - risks: what stops apply until it is accepted by name. */
#ifndef NL_MODEL_RISK_H
#define NL_MODEL_RISK_H

#include "change.h"
#include "verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nl_risk_row {
    const char *id; /* "rpc-disable" */
    enum nl_severity severity;
    const char *title;
    const char *risk;    /* what happens, to whom */
    const char *instead; /* what to do instead */
    uint32_t changes;    /* the changes it speaks of (bits): components that these alone hit
                          * need no risk of their own; UINT32_MAX: all */
    bool guard_suffices; /* asking for confirmation in time (--confirm-within) answers it, too */
};
const struct nl_risk_row *nl_risks(size_t *out_count);
const struct nl_risk_row *nl_risk_find(const char *id);

#endif
