/* set_advice.c - what a person meant by a --set that is not right. */
#include "set_advice.h"

#include "base/clean.h"
#include "model/catalogue.h"
#include "model/sid.h"
#include "report/phrase.h"

#include <string.h>

/* Words for on and off, whatever a setting calls them. */
static bool means(const char *word, bool on)
{
    static const char *const offs[] = {"off", "no", "false", "0", "disable", "disabled", "none"};
    static const char *const ons[] = {"on",     "yes",     "true",      "1",
                                      "enable", "enabled", "automatic", "block"};
    const char *const *list = on ? ons : offs;
    size_t count = on ? NL_COUNT_OF(ons) : NL_COUNT_OF(offs);
    for (size_t i = 0; i < count; i++) {
        if (nl_same(list[i], word))
            return true;
    }
    return false;
}

/* The choice that a word of another setting stands for, or the nearest one; NULL: none. */
static const char *choice_for(struct nl_app *app, const struct nl_setting *setting,
                              const char *word)
{
    struct nl_texts choices = {0};
    for (const struct nl_choice *choice = setting->choices; choice && choice->word; choice++) {
        if (choice->read_only)
            continue;
        if ((means(word, false) && means(choice->word, false)) ||
            (means(word, true) && means(choice->word, true)))
            return choice->word;
        nl_texts_add(&choices, app->arena, choice->word);
    }
    return nl_nearest(word, &choices);
}

static const char *sid_advice(struct nl_app *app, const char *id, const char *value)
{
    const char *sign = *value == '+' || *value == '-' || *value == '=' ? value++ : NULL;
    struct nl_texts names = nl_split(app->arena, value, ',');
    for (size_t i = 0; i < names.count; i++) {
        const char *sid = nl_sid_of_known_name(names.items[i]);
        if (sid)
            return nl_phrase_say(
                app->arena, app->words,
                NL_T("{1} is {2}: write {3}, the SID in place of the name."),
                nl_clean(app->arena, names.items[i]), sid,
                nl_arena_format(app->arena, "%s=%.*s%s", id, sign ? 1 : 0, sign ? sign : "", sid));
    }
    return NULL;
}

static const char *id_advice(struct nl_app *app, const char *id)
{
    struct nl_texts ids = {0};
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++)
        nl_texts_add(&ids, app->arena, row->id);
    const char *near = nl_nearest(id, &ids);
    return near ? nl_phrase_say(app->arena, app->words, NL_T("Did you mean {1}?"), near)
                : nl_phrase_say(app->arena, app->words,
                                NL_T("netlatch explain lists the settings."));
}

const char *nl_set_advice(struct nl_app *app, const char *assignment)
{
    size_t id_length = strcspn(assignment, "[=");
    const char *id = nl_arena_copy(app->arena, assignment, id_length);
    const char *equals = strrchr(assignment, '=');
    const struct nl_setting *setting = nl_setting_find(id);
    if (!setting)
        return id_advice(app, id);
    if (setting->instances != NL_INSTANCE_NONE && assignment[id_length] != '[')
        return nl_phrase_say(app->arena, app->words,
                             NL_T("Write {1}[{2}], or {1}[*] for all of them."), id,
                             setting->instances == NL_INSTANCE_PORT      ? "445"
                             : setting->instances == NL_INSTANCE_ADAPTER ? "name:Ethernet*"
                                                                         : "nbf");
    if (!equals)
        return NULL;
    if (setting->type == NL_TYPE_SID_SET)
        return sid_advice(app, id, assignment + id_length + 1);
    const char *choice = choice_for(app, setting, equals + 1);
    return choice ? nl_phrase_say(app->arena, app->words, NL_T("Did you mean {1}?"),
                                  nl_arena_format(app->arena, "%.*s=%s", (int)(equals - assignment),
                                                  nl_clean(app->arena, assignment), choice))
                  : NULL;
}
