/* check.c - an audit as a plain list of checks. */
#include "report/check.h"

#include "plan/policy.h"
#include "report/json_parts.h"
#include "report/label.h"
#include "report/phrase.h"

static const char *together(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_sentences *sentences)
{
    const char *all = NULL;
    for (size_t i = 0; i < sentences->count; i++) {
        const char *one = nl_sentence_text(arena, &sentences->items[i], words);
        all = all ? nl_phrase_then(arena, words, all, one) : one;
    }
    return all ? all : "";
}

static struct nl_check of_setting(struct nl_arena *arena, const struct nl_audit *audit,
                                  const struct nl_judged *judged, const struct nl_words *words)
{
    struct nl_sentence unused;
    bool unmet = judged->want && judged->outcome == NL_OUTCOME_UNMET;
    return (struct nl_check){
        .id = judged->instance.id,
        .rule = judged->instance.setting->id,
        .subject = judged->instance.instance,
        .title = nl_translate(words, judged->instance.setting->title),
        .verdict = judged->verdict,
        .outcome = judged->want ? nl_wire(nl_outcome_words, judged->outcome) : NULL,
        .reason = unmet ? nl_wire(nl_unmet_words, judged->unmet) : NULL,
        .severity = judged->severity,
        .found = nl_value_show(arena, &judged->value),
        .effective = judged->effective,
        .wanted = judged->want ? nl_json_want(arena, judged->want) : NULL,
        .owner = nl_wire(nl_ownership_words,
                         nl_policy_owner(arena, audit->machine, &judged->instance, &unused)),
        .address = nl_address_show(arena, &judged->instance.address),
        .what = together(arena, words, &judged->why),
        .setting = judged->instance.setting,
    };
}

static struct nl_check of_finding(struct nl_arena *arena, const struct nl_finding *finding,
                                  const struct nl_words *words)
{
    return (struct nl_check){
        .id = finding->id,
        .rule = finding->rule,
        .subject = finding->subject,
        .title = finding->rule,
        .verdict = finding->verdict,
        .severity = finding->severity,
        .what = nl_sentence_text(arena, &finding->what, words),
        .next = finding->next.format ? nl_sentence_text(arena, &finding->next, words) : NULL,
    };
}

struct nl_checks nl_checks_of(struct nl_arena *arena, const struct nl_audit *audit,
                              const struct nl_words *words)
{
    struct nl_checks checks = {0};
    for (size_t i = 0; i < audit->settings.count; i++)
        *NL_PUSH(arena, &checks) = of_setting(arena, audit, &audit->settings.items[i], words);
    for (size_t i = 0; i < audit->findings.count; i++) {
        if (!audit->findings.items[i].setting)
            *NL_PUSH(arena, &checks) = of_finding(arena, &audit->findings.items[i], words);
    }
    return checks;
}

const char *nl_check_references(struct nl_arena *arena, const struct nl_setting *setting)
{
    static const char *const names[] = {
        [NL_REFERENCE_NONE] = "",      [NL_REFERENCE_CIS] = "CIS ",
        [NL_REFERENCE_STIG] = "STIG ", [NL_REFERENCE_ATTACK] = "ATT&CK ",
        [NL_REFERENCE_BASELINE] = "",  [NL_REFERENCE_MLPS] = "",
    };
    struct nl_text out;
    nl_text_init(&out, arena);
    const struct nl_reference *reference = setting->references;
    for (; reference && reference->kind; reference++) {
        nl_text_format(&out, "%s%s%s%s%s", out.length ? "; " : "", names[reference->kind],
                       reference->document ? reference->document : "",
                       reference->document ? " " : "", reference->id);
    }
    return out.data;
}
