/* command_explain.c - netlatch explain: what a port, setting, component or risk is. */
#include "command_explain.h"

#include "app.h"
#include "base/clean.h"
#include "explain_article.h"
#include "explain_json.h"
#include "explain_part.h"
#include "explain_topics.h"
#include "input.h"
#include "model/catalogue.h"
#include "model/component.h"
#include "model/components.h"
#include "model/risk.h"
#include "output.h"
#include "report/label.h"

#include <string.h>

static const char *port_settings(struct nl_app *app, unsigned number)
{
    struct nl_text out;
    nl_text_init(&out, app->arena);
    const struct nl_setting *row = NULL;
    const char *digits = nl_arena_format(app->arena, "%u", number);
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        struct nl_texts ports = nl_split(app->arena, row->ports ? row->ports : "", ' ');
        if (nl_texts_hold(&ports, digits))
            nl_text_format(&out, "%s%s", out.length ? ", " : "", row->id);
    }
    return out.data;
}

static void explain_port(struct nl_app *app, const struct nl_port *port, struct nl_text *out)
{
    nl_explain_heading(app, out,
                       nl_arena_format(app->arena, "%s %u",
                                       port->protocol == NL_TCP ? "TCP" : "UDP", port->number),
                       port->name);
    nl_explain_part(app, out, NL_T("What it is"), port->what);
    nl_explain_part(app, out, NL_T("Who attacks it"), port->attack);
    nl_explain_part(app, out, NL_T("What breaks"), port->breaks);
    nl_explain_part(app, out, NL_T("Settings"), port_settings(app, port->number));
}

/* Where a setting lives; one that stands once per adapter, port or transport with a sign for it. */
static const char *instance_path(struct nl_app *app, const struct nl_setting *row)
{
    const char *sign = row->instances == NL_INSTANCE_ADAPTER     ? "{GUID}"
                       : row->instances == NL_INSTANCE_TRANSPORT ? "Nbf, NwlnkNb"
                                                                 : "*";
    struct nl_text path;
    if (!row->path)
        return NULL;
    nl_text_init(&path, app->arena);
    nl_sentence_fill(&path, row->path, &sign, 1, NULL);
    return path.data;
}

/* The words that can be asked for, each with its translation where there is one. */
static const char *value_list(struct nl_app *app, const struct nl_setting *row)
{
    struct nl_text list;
    nl_text_init(&list, app->arena);
    for (const struct nl_choice *choice = row->choices; choice && choice->word; choice++) {
        const char *word = choice->word;
        const char *const pair[] = {word, nl_word(app, word)};
        if (choice->read_only)
            continue;
        if (list.length)
            nl_text_add(&list, nl_word(app, NL_T(", ")));
        if (nl_equal(pair[0], pair[1]))
            nl_text_add(&list, word);
        else
            nl_sentence_fill(&list, nl_word(app, NL_T("{1} ({2})")), pair, 2, NULL);
    }
    return list.data;
}

static void explain_setting(struct nl_app *app, const struct nl_setting *row, struct nl_text *out)
{
    struct nl_address address = {.place = row->place, .name = row->name};
    nl_explain_heading(app, out, row->id, row->title);
    nl_explain_part(app, out, NL_T("What it is"), row->what);
    nl_explain_part(app, out, NL_T("Who attacks it"), row->why);
    nl_explain_part(app, out, NL_T("What breaks"), row->breaks);
    nl_explain_part(app, out, NL_T("Reads, writes"), row->reads);
    address.path = instance_path(app, row);
    if (address.path)
        nl_explain_part(app, out, NL_T("Where"), nl_address_show(app->arena, &address));
    nl_explain_part(app, out, NL_T("Values"),
                    row->type == NL_TYPE_SID_SET ? NL_T("a set of SIDs") : value_list(app, row));
    nl_explain_part(app, out, NL_T("When absent"),
                    row->absent_means              ? row->absent_means
                    : row->type == NL_TYPE_SID_SET ? NL_T("nobody holds it")
                                                   : NL_T("this machine does not have it"));
    nl_explain_part(app, out, NL_T("Takes effect"), nl_label_effect(row->effect));
    nl_explain_part(app, out, NL_T("Risk"), row->risk);
    nl_explain_part(app, out, NL_T("Source"), row->source);
}

/* Several changes may reach a component in the same way: it is told once. */
static bool said_before(const struct nl_component *row, const struct nl_hit *hit)
{
    for (const struct nl_hit *before = row->hits; before < hit; before++) {
        if (nl_equal(before->mechanism, hit->mechanism) && before->severity == hit->severity)
            return true;
    }
    return false;
}

static void explain_component(struct nl_app *app, const struct nl_component *row,
                              struct nl_text *out)
{
    nl_explain_heading(app, out, row->id, row->title);
    for (const struct nl_hit *hit = row->hits; hit && hit->change != NL_CHANGE_NONE; hit++) {
        if (!said_before(row, hit))
            nl_explain_part(app, out, nl_label_severity(hit->severity), hit->mechanism);
    }
    nl_explain_part(app, out, NL_T("Not touched"), row->untouched);
    nl_explain_part(app, out, NL_T("Remedy"), row->mitigation);
    nl_explain_part(app, out, NL_T("Source"), row->source);
}

static void explain_risk(struct nl_app *app, const struct nl_risk_row *row, struct nl_text *out)
{
    nl_explain_heading(app, out, row->id, row->title);
    nl_explain_part(app, out, NL_T("Severity"), nl_label_severity(row->severity));
    nl_explain_part(app, out, NL_T("Risk"), row->risk);
    nl_explain_part(app, out, NL_T("Instead"), row->instead);
    nl_explain_part(app, out, NL_T("To accept it"),
                    nl_arena_format(app->arena, "netlatch apply ... --accept %s", row->id));
}

/* One subject by its own name; false: there is none of that name. */
static bool explain_one(struct nl_app *app, const char *topic, struct nl_text *out)
{
    uint64_t number = 0;
    size_t before = out->length;
    const struct nl_port *port =
        nl_parse_u64(topic, UINT16_MAX, &number) ? nl_port_find((unsigned)number) : NULL;
    const char *bracket = strchr(topic, '[');
    const struct nl_setting *setting = nl_setting_find(
        bracket ? nl_arena_copy(app->arena, topic, (size_t)(bracket - topic)) : topic);
    const struct nl_component *component = nl_component_find(topic);
    const struct nl_risk_row *risk = nl_risk_find(topic);
    if (port)
        explain_port(app, port, out);
    if (setting)
        explain_setting(app, setting, out);
    if (component)
        explain_component(app, component, out);
    if (risk)
        explain_risk(app, risk, out);
    if (nl_equal(topic, "article"))
        nl_explain_article(app, out);
    return out->length > before;
}

/* A subject, or the subjects that a common word stands for. */
static bool explain(struct nl_app *app, const char *topic, struct nl_text *out)
{
    if (explain_one(app, topic, out))
        return true;
    struct nl_texts subjects = nl_topics_of_word(app->arena, topic);
    for (size_t i = 0; i < subjects.count; i++)
        (void)explain_one(app, subjects.items[i], out);
    return out->length > 0;
}

/* The words of the command line as one topic: in small letters, "tcp 445" as 445. */
static const char *topic_of(struct nl_app *app)
{
    const struct nl_texts *words = &app->options.words;
    const char *word = words->items[words->count - 1];
    bool named =
        words->count == 2 && (nl_same(words->items[0], "tcp") || nl_same(words->items[0], "udp"));
    if (words->count == 2 && !named)
        return NULL;
    if (nl_starts(word, "tcp ") || nl_starts(word, "udp "))
        word += strlen("tcp ");
    char *small = nl_arena_text(app->arena, word);
    for (char *c = small; *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    return small;
}

static enum nl_status unknown_topic(struct nl_app *app, const char *topic, struct nl_error *err)
{
    struct nl_texts names = nl_topics(app->arena);
    const char *near = nl_nearest(topic, &names);
    (void)nl_fail(err, NL_INVALID,
                  near ? NL_T("there is nothing called {1}; did you mean {2}?")
                       : NL_T("there is nothing called {1}"),
                  nl_clean(app->arena, topic), near);
    return nl_next(err, NL_T("netlatch explain lists everything that can be explained."));
}

/* What a topic stands for, by name; every subject there is without one. */
static struct nl_texts subjects_of(struct nl_app *app, const char *topic)
{
    struct nl_texts subjects = {0};
    if (!*topic) {
        subjects = nl_topics(app->arena);
        for (size_t i = 0; i < NL_PORT_COUNT; i++)
            nl_texts_add(&subjects, app->arena, nl_decimal(nl_ports[i].number).text);
        return subjects;
    }
    const char *bracket = strchr(topic, '[');
    subjects = nl_topics_of_word(app->arena, topic);
    nl_texts_add(&subjects, app->arena,
                 bracket ? nl_arena_copy(app->arena, topic, (size_t)(bracket - topic)) : topic);
    return subjects;
}

int nl_command_explain(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_text out;
    nl_text_init(&out, app->arena);
    static const char *const formats[] = {"text", "json"};
    int format = 0;
    enum nl_status status = nl_at_most_words(app, 2, &err);
    if (status == NL_OK)
        status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    const char *topic = status == NL_OK && app->options.words.count ? topic_of(app) : "";
    if (status == NL_OK && !topic) {
        status = nl_fail(&err, NL_INVALID, NL_T("unexpected argument: {1}"),
                         nl_clean(app->arena, app->options.words.items[1]));
    } else if (status == NL_OK && !*topic) {
        nl_explain_index(app, &out);
    } else if (status == NL_OK && !explain(app, topic, &out)) {
        status = unknown_topic(app, topic, &err);
    }
    if (status != NL_OK)
        return nl_say_error(app, &err);
    if (format == 0)
        return nl_deliver(app, out.data, out.length);
    const struct nl_texts subjects = subjects_of(app, topic);
    nl_explain_json(app, &subjects);
    return NL_EXIT_DONE;
}
