/* verdict.h - how a setting or port was judged, and how bad a thing is. */
#ifndef NL_MODEL_VERDICT_H
#define NL_MODEL_VERDICT_H

/* Unknown never passes and is always listed. */
enum nl_verdict {
    NL_VERDICT_PASS = 0,
    NL_VERDICT_FAIL,
    NL_VERDICT_UNKNOWN,        /* could not be read */
    NL_VERDICT_NOT_APPLICABLE, /* does not exist on this machine */
    NL_VERDICT_NOT_CHECKED,    /* the profile has no request for it */
    NL_VERDICT_COUNT
};
extern const char *const nl_verdict_words[]; /* pass, fail, unknown, not-applicable, not-checked */

enum nl_severity {
    NL_SEVERITY_NONE = 0,
    NL_SEVERITY_LOW,
    NL_SEVERITY_MEDIUM,
    NL_SEVERITY_HIGH,
    NL_SEVERITY_BLOCK
};
extern const char *const nl_severity_words[]; /* none, low, medium, high, block */

#endif
