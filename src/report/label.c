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

struct named {
    const char *name;
    const char *words;
};

static const char *words_of(const struct named *rows, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (nl_equal(rows[i].name, name))
            return rows[i].words;
    }
    return NULL;
}

const char *nl_label_part(const char *name)
{
    static const struct named rows[] = {
        {"account-names", NL_T("names of accounts")},
        {"accounts", NL_T("accounts")},
        {"administrators", NL_T("members of Administrators")},
        {"domain-join", NL_T("domain membership")},
        {"firewall-products", NL_T("other firewalls")},
        {"group-policy", NL_T("Group Policy")},
        {"service-manager", NL_T("state of the services")},
        {"services", NL_T("services")},
        {"session-owner", NL_T("user of this session")},
        {"smb-sessions", NL_T("open SMB sessions")},
        {"smb-shares", NL_T("shares")},
        {"tcp-listeners", NL_T("listening TCP ports")},
        {"tcp-listeners-v6", NL_T("listening TCP ports (IPv6)")},
        {"udp-listeners", NL_T("listening UDP ports")},
        {"udp-listeners-v6", NL_T("listening UDP ports (IPv6)")},
        {"user-rights", NL_T("user rights")},
    };
    const char *words = words_of(rows, NL_COUNT_OF(rows), name);
    return words ? words : name;
}

const char *nl_label_rule(const char *rule)
{
    static const struct named rows[] = {
        {"firewall.later", NL_T("Windows Firewall will not run after the next start")},
        {"firewall.off", NL_T("Windows Firewall is off")},
        {"firewall.rule", NL_T("A firewall rule could not be understood")},
        {"firewall.service", NL_T("Windows Firewall does not run")},
        {"firewall.unseen", NL_T("The state of Windows Firewall could not be seen")},
        {"netbios.connection", NL_T("A VPN or dial-up connection turns NetBIOS on")},
        {"port.later", NL_T("A port opens at the next start")},
        {"port.mismatch", NL_T("A port is not as its settings say")},
        {"port.open", NL_T("A port that should be closed can be reached")},
        {"port.shut", NL_T("A port that should be open cannot be reached")},
        {"port.unknown", NL_T("Whether a port can be reached is not known")},
        {"service.critical", NL_T("A service that Windows is built on is disabled")},
        {"service.dead", NL_T("A service cannot start")},
        {"value", NL_T("A stored value is not valid")},
    };
    return words_of(rows, NL_COUNT_OF(rows), rule);
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
