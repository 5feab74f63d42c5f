/* exposure_tally.c - openness of parts, folded. */
#include "exposure_tally.h"

void nl_openness_count(struct nl_openness_tally *tally, enum nl_openness openness)
{
    tally->counts[openness]++;
}

enum nl_openness nl_openness_total(const struct nl_openness_tally *tally)
{
    unsigned unknown = tally->counts[NL_OPENNESS_UNKNOWN];
    unsigned closed = tally->counts[NL_OPENNESS_CLOSED];
    unsigned partly = tally->counts[NL_OPENNESS_PARTLY];
    unsigned open = tally->counts[NL_OPENNESS_OPEN];
    if (partly || (open && (closed || unknown)))
        return NL_OPENNESS_PARTLY;
    if (open)
        return NL_OPENNESS_OPEN;
    return unknown ? NL_OPENNESS_UNKNOWN : NL_OPENNESS_CLOSED;
}
