/* outcome.c - outcomes, reasons and results, in words for the wire. */
#include "outcome.h"

#include "base/attributes.h"

#include <stddef.h>

const char *const nl_outcome_words[] = {
    [NL_OUTCOME_MET] = "met",
    [NL_OUTCOME_PENDING] = "pending",
    [NL_OUTCOME_CHANGE] = "change",
    [NL_OUTCOME_EXCEPTED] = "excepted",
    [NL_OUTCOME_UNMET] = "unmet",
    [NL_OUTCOME_NOT_APPLICABLE] = "not-applicable",
    NULL,
};
_Static_assert(NL_COUNT_OF(nl_outcome_words) == NL_OUTCOME_COUNT + 1, "each outcome has its word");

const char *const nl_unmet_words[] = {
    [NL_UNMET_NONE] = "none",
    [NL_UNMET_DENIED] = "denied",
    [NL_UNMET_NEEDS_ELEVATION] = "needs-elevation",
    [NL_UNMET_UNSUPPORTED] = "unsupported",
    [NL_UNMET_NOT_FOUND] = "not-found",
    [NL_UNMET_INVALID] = "invalid",
    [NL_UNMET_INEFFECTIVE] = "ineffective",
    [NL_UNMET_LEFT_OUT] = "left-out",
    NULL,
};
_Static_assert(NL_COUNT_OF(nl_unmet_words) == NL_UNMET_COUNT + 1, "each reason has its word");

const char *const nl_result_words[] = {
    [NL_RESULT_UNKNOWN] = "unknown",
    [NL_RESULT_AS_WANTED] = "as-wanted",
    [NL_RESULT_PENDING] = "pending",
    [NL_RESULT_NOT_AS_WANTED] = "not-as-wanted",
    NULL,
};
_Static_assert(NL_COUNT_OF(nl_result_words) == NL_RESULT_COUNT + 1, "each result has its word");
