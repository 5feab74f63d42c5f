/* exposure_tally.h - folds the openness of parts: all closed, all open, some open, or not known. */
#ifndef NL_PLAN_EXPOSURE_TALLY_H
#define NL_PLAN_EXPOSURE_TALLY_H

#include "port_exposure.h"

struct nl_openness_tally {
    unsigned counts[NL_OPENNESS_OPEN + 1];
};
void nl_openness_count(struct nl_openness_tally *tally, enum nl_openness openness);
enum nl_openness nl_openness_total(const struct nl_openness_tally *tally);

#endif
