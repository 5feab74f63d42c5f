/* risks.h - the risks that stop apply until they are accepted by name. Pure. */
#ifndef NL_PLAN_RISKS_H
#define NL_PLAN_RISKS_H

#include "model/risk.h"
#include "risk_inquiry.h"

struct nl_risk {
    const struct nl_risk_row *row;
    struct nl_sentences because; /* the evidence on this machine, one sentence each */
};
struct nl_risk_list {
    struct nl_risk *items;
    size_t count;
    size_t capacity;
};

/* Every risk that the steps raise, all at once, worst first. */
void nl_risks_find(const struct nl_risk_inquiry *inquiry, struct nl_risk_list *out_risks);

/* Whether the steps raise one risk. id: as in its row. */
bool nl_risk_is_raised(const struct nl_risk_inquiry *inquiry, const char *id);

#endif
