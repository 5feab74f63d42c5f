/* verdict.c - verdicts and severities, in words for the wire. */
#include "verdict.h"

#include <stddef.h>

const char *const nl_verdict_words[] = {
    [NL_VERDICT_PASS] = "pass",
    [NL_VERDICT_FAIL] = "fail",
    [NL_VERDICT_UNKNOWN] = "unknown",
    [NL_VERDICT_NOT_APPLICABLE] = "not-applicable",
    [NL_VERDICT_NOT_CHECKED] = "not-checked",
    NULL,
};

_Static_assert(sizeof nl_verdict_words / sizeof nl_verdict_words[0] == NL_VERDICT_COUNT + 1,
               "each verdict has its word");

const char *const nl_severity_words[] = {
    [NL_SEVERITY_NONE] = "none", [NL_SEVERITY_LOW] = "low",     [NL_SEVERITY_MEDIUM] = "medium",
    [NL_SEVERITY_HIGH] = "high", [NL_SEVERITY_BLOCK] = "block", NULL,
};

_Static_assert(sizeof nl_severity_words / sizeof nl_severity_words[0] == NL_SEVERITY_BLOCK + 2,
               "each severity has its word");
