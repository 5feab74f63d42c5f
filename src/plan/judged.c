/* judged.c - one setting of one machine with its outcome. */
#include "judged.h"

/* What an outcome comes to for a reader who asks pass or fail. */
static enum nl_verdict verdict_of(const struct nl_judged *judged)
{
    bool unread = judged->meaning.kind == NL_MEANING_UNKNOWN;
    switch (judged->outcome) {
    case NL_OUTCOME_MET:
        return NL_VERDICT_PASS;
    case NL_OUTCOME_EXCEPTED:
        return NL_VERDICT_NOT_CHECKED;
    case NL_OUTCOME_NOT_APPLICABLE:
        return NL_VERDICT_NOT_APPLICABLE;
    case NL_OUTCOME_UNMET:
        return unread ||
                       (judged->unmet == NL_UNMET_UNSUPPORTED && judged->verdict != NL_VERDICT_FAIL)
                   ? NL_VERDICT_UNKNOWN
                   : NL_VERDICT_FAIL;
    case NL_OUTCOME_PENDING:
    case NL_OUTCOME_CHANGE:
    case NL_OUTCOME_COUNT:
        break;
    }
    return NL_VERDICT_FAIL;
}

void nl_judged_end(struct nl_arena *arena, struct nl_judged *judged, enum nl_outcome outcome,
                   enum nl_unmet unmet, struct nl_sentence why)
{
    judged->outcome = outcome;
    judged->unmet = unmet;
    judged->decisive = why;
    if (why.format)
        *NL_PUSH(arena, &judged->why) = why;
    judged->verdict = verdict_of(judged);
}
