/* tone.c - which tone a word is told in. */
#include "report/tone.h"

enum nl_tone nl_tone_openness(enum nl_openness openness)
{
    switch (openness) {
    case NL_OPENNESS_CLOSED:
        return NL_TONE_GOOD;
    case NL_OPENNESS_OPEN:
        return NL_TONE_BAD;
    case NL_OPENNESS_PARTLY:
    case NL_OPENNESS_UNKNOWN:
        break;
    }
    return NL_TONE_WARN;
}

enum nl_tone nl_tone_verdict(enum nl_verdict verdict)
{
    switch (verdict) {
    case NL_VERDICT_PASS:
        return NL_TONE_GOOD;
    case NL_VERDICT_FAIL:
        return NL_TONE_BAD;
    case NL_VERDICT_UNKNOWN:
        return NL_TONE_WARN;
    case NL_VERDICT_NOT_APPLICABLE:
    case NL_VERDICT_NOT_CHECKED:
    case NL_VERDICT_COUNT:
        break;
    }
    return NL_TONE_DIM;
}

enum nl_tone nl_tone_severity(enum nl_severity severity)
{
    switch (severity) {
    case NL_SEVERITY_BLOCK:
    case NL_SEVERITY_HIGH:
        return NL_TONE_BAD;
    case NL_SEVERITY_MEDIUM:
        return NL_TONE_WARN;
    case NL_SEVERITY_LOW:
        return NL_TONE_PLAIN;
    case NL_SEVERITY_NONE:
        break;
    }
    return NL_TONE_DIM;
}
