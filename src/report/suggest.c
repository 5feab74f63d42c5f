/* suggest.c - the one place that builds commands for a person to copy. */
#include "report/suggest.h"

#include "base/clean.h"
#include "model/profile.h"
#include "model/profile_builtin.h"

#include <string.h>

/* Characters that no shell of Windows or Unix gives a meaning in the middle of a word. */
static bool plain(const char *word)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "._-/\\:=@+,";
    return *word && strspn(word, safe) == strlen(word);
}

const char *nl_suggest_quoted(struct nl_arena *arena, const char *word)
{
    const char *clean = nl_clean(arena, word);
    if (plain(clean))
        return clean;
    /* Double quotes are understood everywhere; what they would not protect takes single ones. */
    bool single = strpbrk(clean, "\"$`") != NULL;
    return nl_arena_format(arena, single ? "'%s'" : "\"%s\"", clean);
}

static const char *requests_of(struct nl_arena *arena, const struct nl_report_style *style,
                               const struct nl_profile *profile)
{
    if (style->requests)
        return nl_clean(arena, style->requests);
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        if (nl_equal(profile->name, nl_builtin_profile_name(i)))
            return nl_arena_format(arena, "--profile %s", profile->name);
    }
    return "--profile FILE";
}

const char *nl_suggest(struct nl_arena *arena, const struct nl_report_style *style,
                       const struct nl_profile *profile, const char *command, const char *words)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_text_format(&out, "netlatch %s", command);
    if (profile)
        nl_text_format(&out, " %s", requests_of(arena, style, profile));
    if (words && *words)
        nl_text_format(&out, " %s", words);
    if (style->source)
        nl_text_add(&out, style->source);
    if (style->language)
        nl_text_format(&out, " --lang %s", style->language);
    return out.data;
}

static const char *apply(struct nl_arena *arena, const struct nl_report_style *style,
                         const struct nl_plan *plan, const char *last)
{
    struct nl_text words;
    nl_text_init(&words, arena);
    for (size_t i = 0; i < plan->risks.count; i++)
        nl_text_format(&words, "--accept %s ", plan->risks.items[i].row->id);
    nl_text_add(&words, last);
    if (words.length && words.data[words.length - 1] == ' ')
        words.data[--words.length] = '\0';
    return nl_suggest(arena, style, plan->profile, "apply", words.data);
}

const char *nl_suggest_apply(struct nl_arena *arena, const struct nl_report_style *style,
                             const struct nl_plan *plan)
{
    return apply(arena, style, plan, "");
}

const char *nl_suggest_apply_confirmed(struct nl_arena *arena, const struct nl_report_style *style,
                                       const struct nl_plan *plan)
{
    return apply(arena, style, plan, "--confirm-within 10m");
}
