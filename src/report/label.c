/* label.c - what people read for an enumerated word. */
#include "report/label.h"

static const char *of(const char *const *labels, size_t count, unsigned number)
{
    return number < count && labels[number] ? labels[number] : NL_T("unknown");
}

const char *nl_label_openness(enum nl_openness openness)
{
    static const char *const labels[] = {
        [NL_OPENNESS_UNKNOWN] = NL_T("unknown"),
        [NL_OPENNESS_CLOSED] = NL_T("closed"),
        [NL_OPENNESS_PARTLY] = NL_T("partly"),
        [NL_OPENNESS_OPEN] = NL_T("open"),
    };
    return of(labels, NL_COUNT_OF(labels), openness);
}

const char *nl_label_verdict(enum nl_verdict verdict)
{
    static const char *const labels[] = {
        [NL_VERDICT_PASS] = NL_T("pass"),
        [NL_VERDICT_FAIL] = NL_T("fail"),
        [NL_VERDICT_UNKNOWN] = NL_T("unknown"),
        [NL_VERDICT_NOT_APPLICABLE] = NL_T("not applicable"),
        [NL_VERDICT_NOT_CHECKED] = NL_T("not checked"),
    };
    return of(labels, NL_COUNT_OF(labels), verdict);
}

const char *nl_label_severity(enum nl_severity severity)
{
    static const char *const labels[] = {
        [NL_SEVERITY_NONE] = NL_T("none"),     [NL_SEVERITY_LOW] = NL_T("low"),
        [NL_SEVERITY_MEDIUM] = NL_T("medium"), [NL_SEVERITY_HIGH] = NL_T("high"),
        [NL_SEVERITY_BLOCK] = NL_T("severe"),
    };
    return of(labels, NL_COUNT_OF(labels), severity);
}

const char *nl_label_hit(const struct nl_impact *impact)
{
    return impact->because.count ? nl_label_severity(impact->severity) : NL_T("not touched");
}

const char *nl_label_presence(enum nl_presence presence)
{
    static const char *const labels[] = {
        [NL_PRESENCE_UNKNOWN] = NL_T("unknown"),
        [NL_PRESENCE_NOT_FOUND] = NL_T("not found"),
        [NL_PRESENCE_INSTALLED] = NL_T("installed"),
        [NL_PRESENCE_IN_USE] = NL_T("in use"),
    };
    return of(labels, NL_COUNT_OF(labels), presence);
}

const char *nl_label_effect(enum nl_effect effect)
{
    static const char *const labels[] = {
        [NL_EFFECT_NOW] = NL_T("at once"),
        [NL_EFFECT_NEXT_LOGON] = NL_T("next logon"),
        [NL_EFFECT_ADAPTER_RESTART] = NL_T("adapter restart"),
        [NL_EFFECT_SERVICE_RESTART] = NL_T("service restart"),
        [NL_EFFECT_RESTART] = NL_T("Windows restart"),
    };
    return of(labels, NL_COUNT_OF(labels), effect);
}

const char *nl_label_unmet(enum nl_unmet unmet)
{
    static const char *const labels[] = {
        [NL_UNMET_DENIED] = NL_T("access is denied"),
        [NL_UNMET_NEEDS_ELEVATION] = NL_T("needs an elevated prompt"),
        [NL_UNMET_UNSUPPORTED] = NL_T("this Windows or this way cannot read or write it"),
        [NL_UNMET_NOT_FOUND] = NL_T("nothing here matches it"),
        [NL_UNMET_INVALID] = NL_T("the stored value is of a wrong type"),
        [NL_UNMET_INEFFECTIVE] = NL_T("it is set, but something else makes it count for nothing"),
        [NL_UNMET_LEFT_OUT] = NL_T("left out by --leave-out"),
    };
    return of(labels, NL_COUNT_OF(labels), unmet);
}

struct nl_sentence nl_label_reason(struct nl_arena *arena, const struct nl_request *request)
{
    if (request->why.format)
        return request->why;
    if (request->outcome == NL_OUTCOME_UNMET || nl_request_ends_unmet(request))
        return nl_say(arena, nl_label_unmet(request->unmet));
    return nl_say(arena, NL_T("It is already as wanted."));
}

const char *nl_label_unseen(enum nl_value_state state)
{
    return state == NL_VALUE_DENIED ? NL_T("access denied") : NL_T("not available here");
}

const char *nl_wire(const char *const *words, unsigned number)
{
    for (unsigned i = 0; words[i]; i++) {
        if (i == number)
            return words[i];
    }
    return "unknown";
}
