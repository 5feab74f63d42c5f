/* phrase.c - short texts for people that text and HTML share. */
#include "report/phrase.h"

#include "base/clean.h"
#include "model/profile_builtin.h"
#include "model/sid.h"
#include "plan/setting_state.h"
#include "report/label.h"

#include <string.h>

const char *nl_phrase_sentence(struct nl_arena *arena, const struct nl_words *words,
                               const struct nl_sentence *sentence)
{
    return nl_clean(arena, nl_sentence_text(arena, sentence, words));
}

const char *nl_phrase_say_args(struct nl_arena *arena, const struct nl_words *words,
                               const char *const *format_and_args)
{
    struct nl_sentence sentence = nl_say_args(arena, format_and_args);
    return nl_phrase_sentence(arena, words, &sentence);
}

const char *nl_phrase_english(struct nl_arena *arena, const struct nl_sentences *sentences)
{
    struct nl_text joined;
    nl_text_init(&joined, arena);
    for (size_t i = 0; i < sentences->count; i++) {
        if (i > 0)
            nl_text_add_char(&joined, ' ');
        nl_text_add(&joined, nl_sentence_text(arena, &sentences->items[i], NULL));
    }
    return joined.data;
}

const char *nl_phrase_join(struct nl_arena *arena, const struct nl_words *words,
                           const struct nl_texts *texts)
{
    struct nl_text joined;
    nl_text_init(&joined, arena);
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0)
            nl_text_add(&joined, nl_translate(words, NL_T(", ")));
        nl_text_add(&joined, nl_clean(arena, texts->items[i]));
    }
    return joined.data;
}

const char *nl_phrase_then(struct nl_arena *arena, const struct nl_words *words, const char *first,
                           const char *second)
{
    return nl_phrase_say(arena, words, NL_T("{1} {2}"), first, second);
}

const char *nl_phrase_time(struct nl_arena *arena, const char *time)
{
    enum { DATE = 10, WHOLE = 20 };
    if (strspn(time, "0123456789-T:Z") != WHOLE || time[WHOLE] || time[DATE] != 'T' ||
        time[WHOLE - 1] != 'Z')
        return nl_clean(arena, time);
    return nl_arena_format(arena, "%.10s %.5s UTC", time, time + DATE + 1);
}

const char *nl_phrase_system(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_machine *machine)
{
    const struct nl_os *os = &machine->os;
    const char *product =
        os->product ? os->product : nl_translate(words, NL_T("Windows of unknown name"));
    const char *build = os->build ? nl_arena_text(arena, nl_decimal(os->build).text)
                                  : nl_translate(words, NL_T("unknown"));
    if (os->display_version && *os->display_version)
        product = nl_arena_format(arena, "%s %s", product, os->display_version);
    if (os->revision)
        build = nl_arena_format(arena, "%s.%u", build, (unsigned)os->revision);
    const char *architecture = os->architecture ? os->architecture : NL_T("unknown processor");
    return os->kind == NL_OS_DOMAIN_CONTROLLER
               ? nl_phrase_say(arena, words, NL_T("{1} (build {2}, {3}), domain controller"),
                               product, build, architecture)
               : nl_phrase_say(arena, words, NL_T("{1} (build {2}, {3})"), product, build,
                               architecture);
}

const char *nl_phrase_membership(struct nl_arena *arena, const struct nl_words *words,
                                 const struct nl_machine *machine)
{
    const struct nl_membership *membership = &machine->membership;
    const char *name = membership->name ? membership->name : "?";
    switch (membership->state == NL_VALUE_PRESENT ? membership->join : NL_JOIN_UNKNOWN) {
    case NL_JOIN_DOMAIN:
        return nl_phrase_say(arena, words, NL_T("domain {1}"), name);
    case NL_JOIN_WORKGROUP:
        return nl_phrase_say(arena, words, NL_T("workgroup {1}"), name);
    case NL_JOIN_ENTRA:
        return nl_phrase_say(arena, words, NL_T("Microsoft Entra ID"));
    case NL_JOIN_NONE:
        return nl_phrase_say(arena, words, NL_T("not in a domain"));
    case NL_JOIN_UNKNOWN:
        break;
    }
    return nl_phrase_say(arena, words, NL_T("domain membership unknown"));
}

static const char *named(struct nl_arena *arena, const struct nl_words *words, const char *name,
                         const char *sid)
{
    if (name && sid)
        return nl_phrase_say(arena, words, NL_T("{1} ({2})"), name, sid);
    if (name || sid)
        return nl_clean(arena, name ? name : sid);
    return nl_phrase_say(arena, words, NL_T("unknown"));
}

const char *nl_phrase_account(struct nl_arena *arena, const struct nl_words *words, const char *sid)
{
    const char *name = nl_sid_known_name(sid);
    return named(arena, words, name ? nl_translate(words, name) : NULL, sid);
}

const char *nl_phrase_accounts(struct nl_arena *arena, const struct nl_words *words,
                               const struct nl_texts *sids)
{
    struct nl_texts names = {0};
    for (size_t i = 0; i < sids->count; i++)
        nl_texts_add(&names, arena, nl_phrase_account(arena, words, sids->items[i]));
    return names.count ? nl_phrase_join(arena, words, &names)
                       : nl_phrase_say(arena, words, NL_T("nobody"));
}

const char *nl_phrase_port(struct nl_arena *arena, const struct nl_port *port)
{
    return nl_arena_format(arena, "%s %u", port->protocol == NL_UDP ? "UDP" : "TCP",
                           (unsigned)port->number);
}

const char *nl_phrase_without_sids(struct nl_arena *arena, const char *text)
{
    static const char wide_open[] = "\xEF\xBC\x88S-1-";
    static const char wide_close[] = "\xEF\xBC\x89";
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t skip = 0; *text; text += skip) {
        bool latin = nl_starts(text, " (S-1-");
        const char *end = latin                        ? strchr(text, ')')
                          : nl_starts(text, wide_open) ? strstr(text, wide_close)
                                                       : NULL;
        skip = end ? (size_t)(end - text) + (latin ? 1 : sizeof wide_close - 1) : 1;
        if (!end)
            nl_text_add_char(&out, *text);
    }
    return out.data;
}

static const char *owner(struct nl_arena *arena, const struct nl_words *words,
                         const struct nl_port_owner *who, bool pids)
{
    const char *process =
        who->process ? who->process : nl_translate(words, NL_T("unknown process"));
    const char *name = who->service
                           ? nl_phrase_say(arena, words, NL_T("{1} ({2})"), process, who->service)
                           : nl_clean(arena, process);
    if (pids)
        name =
            nl_phrase_say(arena, words, NL_T("{1}, process {2}"), name, nl_decimal(who->pid).text);
    if (!who->windows)
        name = nl_phrase_say(arena, words, NL_T("{1}: not Windows' own"), name);
    return name;
}

const char *nl_phrase_owners(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_port_exposure *exposure, bool pids)
{
    enum { MOST = 4 };
    struct nl_texts names = {0};
    size_t more = 0;
    for (size_t i = 0; i < exposure->owners.count; i++) {
        const char *name = owner(arena, words, &exposure->owners.items[i], pids);
        bool listed = false;
        for (size_t j = 0; j < names.count && !listed; j++)
            listed = nl_equal(names.items[j], name);
        if (!listed && names.count < MOST)
            nl_texts_add(&names, arena, name);
        else if (!listed)
            more++;
    }
    const char *text = nl_phrase_join(arena, words, &names);
    return more ? nl_phrase_say(arena, words, NL_T("{1} and {2} more"), text, nl_decimal(more).text)
                : text;
}

const char *nl_phrase_setting(struct nl_arena *arena, const struct nl_words *words,
                              const struct nl_instance *instance)
{
    if (instance->label && *instance->label && instance->setting->instances != NL_INSTANCE_PORT)
        return nl_phrase_say(arena, words, NL_T("{1} ({2})"), instance->setting->id,
                             nl_translate(words, instance->label));
    return nl_clean(arena, instance->id);
}

const char *nl_phrase_title(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_instance *instance)
{
    const char *which = nl_setting_which(arena, instance);
    if (!*which)
        return nl_phrase_say(arena, words, instance->setting->title);
    return nl_phrase_say(arena, words, NL_T("{1} ({2})"),
                         nl_translate(words, instance->setting->title), which);
}

const char *nl_phrase_state(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_judged *judged)
{
    const char *state = nl_setting_state(judged);
    if (!state)
        return NULL;
    return nl_phrase_say(arena, words, state,
                         judged->meaning.kind == NL_MEANING_SIDS
                             ? nl_phrase_accounts(arena, words, &judged->missing)
                             : nl_setting_which(arena, &judged->instance));
}

static const char *found_word(struct nl_arena *arena, const struct nl_words *words,
                              const struct nl_judged *judged)
{
    const struct nl_meaning *meaning = &judged->meaning;
    const char *word = meaning->choice ? nl_translate(words, meaning->choice->word) : "?";
    if (meaning->by_absence)
        word = nl_phrase_say(arena, words, NL_T("{1} (not set)"), word);
    if (judged->effective &&
        !(meaning->choice && nl_same(judged->effective, meaning->choice->word)))
        word = nl_phrase_say(arena, words, NL_T("{1}, in force: {2}"), word, judged->effective);
    return word;
}

const char *nl_phrase_found(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_judged *judged)
{
    switch (judged->meaning.kind) {
    case NL_MEANING_WORD:
        return found_word(arena, words, judged);
    case NL_MEANING_SIDS:
        return nl_phrase_accounts(arena, words, &judged->meaning.sids);
    case NL_MEANING_INVALID:
        return nl_phrase_say(arena, words, NL_T("not valid: {1}"),
                             nl_value_show(arena, &judged->value));
    case NL_MEANING_NOTHING:
        return nl_phrase_say(arena, words, NL_T("not on this machine"));
    case NL_MEANING_UNKNOWN:
        break;
    }
    return nl_phrase_say(arena, words, nl_label_unseen(judged->value.state));
}

const char *nl_phrase_wanted(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_want *want)
{
    if (!want)
        return "";
    switch (want->kind) {
    case NL_WANT_WORD:
        return nl_clean(arena, nl_translate(words, want->word));
    case NL_WANT_SIDS_ADD:
        return nl_phrase_say(arena, words, NL_T("with {1}"),
                             nl_phrase_accounts(arena, words, &want->sids));
    case NL_WANT_SIDS_REMOVE:
        return nl_phrase_say(arena, words, NL_T("without {1}"),
                             nl_phrase_accounts(arena, words, &want->sids));
    case NL_WANT_SIDS_EXACT:
        break;
    }
    return nl_phrase_say(arena, words, NL_T("exactly {1}"),
                         nl_phrase_accounts(arena, words, &want->sids));
}

static const char *value_phrase(struct nl_arena *arena, const struct nl_words *words,
                                const struct nl_value *value, const char *word)
{
    bool absent = value->state == NL_VALUE_ABSENT;
    if (word)
        return absent ? nl_phrase_say(arena, words, NL_T("{1} (not set)"), word)
                      : nl_clean(arena, nl_translate(words, word));
    if (absent)
        return nl_phrase_say(arena, words, NL_T("not set"));
    struct nl_texts texts = {0};
    if (value->state == NL_VALUE_PRESENT && value->type == NL_TYPE_SID_SET &&
        nl_value_as_texts(arena, value, &texts))
        return nl_phrase_accounts(arena, words, &texts);
    if (value->state == NL_VALUE_PRESENT && value->type == NL_TYPE_NAMES &&
        nl_value_as_texts(arena, value, &texts))
        return nl_phrase_join(arena, words, &texts);
    return nl_clean(arena, nl_translate(words, nl_value_show(arena, value)));
}

const char *nl_phrase_before(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_step *step)
{
    if (step->before.state == NL_VALUE_ABSENT && step->wanted.type == NL_TYPE_SID_SET)
        return nl_phrase_say(arena, words, NL_T("nobody"));
    if (step->before_word && step->wanted.type == NL_TYPE_FIREWALL_BLOCK)
        return nl_phrase_say(arena, words, step->before_word); /* no rule is what "none" means */
    return value_phrase(arena, words, &step->before, step->before_word);
}

/* Those of these that are not among those. */
static struct nl_texts without(struct nl_arena *arena, const struct nl_texts *these,
                               const struct nl_texts *those)
{
    struct nl_texts left = {0};
    struct nl_text_set known = {0};
    for (size_t i = 0; i < those->count; i++)
        (void)nl_text_set_add(arena, &known, those->items[i], NULL);
    for (size_t i = 0; i < these->count; i++) {
        if (nl_text_set_find(&known, these->items[i]) == NL_INDEX_NONE)
            nl_texts_add(&left, arena, these->items[i]);
    }
    return left;
}

const char *nl_phrase_after(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_step *step)
{
    struct nl_texts before = {0};
    struct nl_texts wanted = {0};
    if (step->wanted_word || step->wanted.type != NL_TYPE_SID_SET ||
        !nl_value_as_texts(arena, &step->wanted, &wanted) ||
        (step->before.state == NL_VALUE_PRESENT &&
         !nl_value_as_texts(arena, &step->before, &before)))
        return value_phrase(arena, words, &step->wanted, step->wanted_word);
    struct nl_texts more = without(arena, &wanted, &before);
    struct nl_texts less = without(arena, &before, &wanted);
    const char *added = nl_phrase_accounts(arena, words, &more);
    const char *removed = nl_phrase_accounts(arena, words, &less);
    if (more.count && less.count)
        return nl_phrase_say(arena, words, NL_T("also {1}; no longer {2}"), added, removed);
    return less.count ? nl_phrase_say(arena, words, NL_T("no longer {1}"), removed)
                      : nl_phrase_say(arena, words, NL_T("also {1}"), added);
}
