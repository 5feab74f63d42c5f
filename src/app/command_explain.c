/* command_explain.c - netlatch explain: what a port, setting, component or risk is; and the article. */
#include "app.h"
#include "base/clean.h"
#include "base/width.h"
#include "model/article.h"
#include "model/catalogue.h"
#include "model/component.h"
#include "model/components.h"
#include "model/risk.h"
#include "report/label.h"

#include <string.h>

static void heading(struct nl_app *app, struct nl_text *out, const char *id, const char *title)
{
    nl_text_format(out, "%s%s%s - %s\n", app->color ? "\033[1m" : "", id,
                   app->color ? "\033[0m" : "", nl_word(app, title));
}

/* "Label   text", the text wrapped beside its label. */
static void part(struct nl_app *app, struct nl_text *out, const char *label, const char *text)
{
    enum { INDENT = 18 };
    if (!text || !*text)
        return;
    const char *shown = nl_word(app, label);
    nl_text_format(out, "  %s", shown);
    size_t used = 2 + nl_columns(shown);
    while (used < INDENT) {
        nl_text_add_char(out, ' ');
        used++;
    }
    nl_paragraph(app, out, nl_word(app, text), INDENT, INDENT);
}

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
    heading(app, out,
            nl_arena_format(app->arena, "%s %u", port->protocol == NL_TCP ? "TCP" : "UDP",
                            port->number),
            port->name);
    part(app, out, NL_T("What it is"), port->what);
    part(app, out, NL_T("Who attacks it"), port->attack);
    part(app, out, NL_T("What breaks"), port->breaks);
    part(app, out, NL_T("Settings"), port_settings(app, port->number));
}

/* Where a setting lives; one that stands once per adapter, port or transport with a sign for it. */
static const char *instance_path(struct nl_app *app, const struct nl_setting *row)
{
    const char *sign = row->instances == NL_INSTANCE_ADAPTER ? "{GUID}" : "*";
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
    for (size_t i = 0; i < NL_MAX_CHOICES && row->choices[i].word; i++) {
        const char *word = row->choices[i].word;
        const char *const pair[] = {word, nl_word(app, word)};
        if (row->choices[i].read_only)
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
    heading(app, out, row->id, row->title);
    part(app, out, NL_T("What it is"), row->what);
    part(app, out, NL_T("Who attacks it"), row->why);
    part(app, out, NL_T("What breaks"), row->breaks);
    part(app, out, NL_T("Reads, writes"), row->reads);
    address.path = instance_path(app, row);
    if (address.path)
        part(app, out, NL_T("Where"), nl_address_show(app->arena, &address));
    part(app, out, NL_T("Values"),
         row->type == NL_TYPE_SID_SET ? NL_T("a set of SIDs") : value_list(app, row));
    part(app, out, NL_T("When absent"),
         row->absent_means              ? row->absent_means
         : row->type == NL_TYPE_SID_SET ? NL_T("nobody holds it")
                                        : NL_T("this machine does not have it"));
    part(app, out, NL_T("Takes effect"), nl_label_effect(row->effect));
    part(app, out, NL_T("Risk"), row->risk);
    part(app, out, NL_T("Source"), row->source);
}

static void explain_component(struct nl_app *app, const struct nl_component *row,
                              struct nl_text *out)
{
    heading(app, out, row->id, row->title);
    for (size_t i = 0; i < NL_MAX_HITS && row->hits[i].change != NL_CHANGE_NONE; i++)
        part(app, out, nl_label_severity(row->hits[i].severity), row->hits[i].mechanism);
    part(app, out, NL_T("Not touched"), row->untouched);
    part(app, out, NL_T("Remedy"), row->mitigation);
    part(app, out, NL_T("Source"), row->source);
}

static void explain_risk(struct nl_app *app, const struct nl_risk_row *row, struct nl_text *out)
{
    heading(app, out, row->id, row->title);
    part(app, out, NL_T("Severity"), nl_label_severity(row->severity));
    part(app, out, NL_T("Risk"), row->risk);
    part(app, out, NL_T("Instead"), row->instead);
    part(app, out, NL_T("To accept it"),
         nl_arena_format(app->arena, "netlatch apply ... --accept %s", row->id));
}

static void explain_article(struct nl_app *app, struct nl_text *out)
{
    static const char *const verdicts[] = {
        [NL_CLAIM_RIGHT] = NL_T("right"),
        [NL_CLAIM_PARTLY] = NL_T("partly right"),
        [NL_CLAIM_OUTDATED] = NL_T("outdated"),
        [NL_CLAIM_WRONG] = NL_T("wrong"),
    };
    size_t count = 0;
    const struct nl_claim *claims = nl_article(&count);
    nl_paragraph(
        app, out,
        nl_word(app, NL_T("The article \"ports 135, 137, 138, 139 and 445\", claim by claim: "
                          "what it says, what is so, and which setting of netlatch it "
                          "became.")),
        0, 0);
    for (size_t i = 0; i < count; i++) {
        const struct nl_claim *claim = &claims[i];
        nl_text_add_char(out, '\n');
        heading(app, out,
                nl_arena_format(app->arena, "%llu. %s", (unsigned long long)i + 1, claim->id),
                verdicts[claim->verdict]);
        part(app, out, NL_T("Its words"), claim->quote);
        part(app, out, NL_T("It says"), claim->says);
        part(app, out, NL_T("What is so"), claim->fact);
        part(app, out, NL_T("Became"), claim->setting);
        part(app, out, NL_T("Source"), claim->source);
    }
}

/* Everything that can be explained, for the nearest word. */
static struct nl_texts topics(struct nl_app *app)
{
    struct nl_texts names = {0};
    const struct nl_setting *row = NULL;
    size_t count = 0;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++)
        nl_texts_add(&names, app->arena, row->id);
    const struct nl_component *components = nl_components(&count);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(&names, app->arena, components[i].id);
    const struct nl_risk_row *risks = nl_risks(&count);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(&names, app->arena, risks[i].id);
    nl_texts_add(&names, app->arena, "article");
    return names;
}

static bool explain(struct nl_app *app, const char *topic, struct nl_text *out)
{
    uint64_t number = 0;
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
    if (strcmp(topic, "article") == 0)
        explain_article(app, out);
    return out->length > 0;
}

int nl_command_explain(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_text out;
    nl_text_init(&out, app->arena);
    enum nl_status status = nl_at_most_words(app, 1, &err);
    if (status == NL_OK && app->options.words.count == 0) {
        (void)nl_fail(&err, NL_INVALID, NL_T("it is not said what to explain"));
        status = nl_next(&err, NL_T("Name a port, a setting, a component, a risk, or article."));
    }
    if (status == NL_OK && !explain(app, app->options.words.items[0], &out)) {
        struct nl_texts names = topics(app);
        const char *topic = nl_clean(app->arena, app->options.words.items[0]);
        const char *near = nl_nearest(app->options.words.items[0], &names);
        (void)nl_fail(&err, NL_INVALID,
                      near ? NL_T("there is nothing called {1}; did you mean {2}?")
                           : NL_T("there is nothing called {1}"),
                      topic, near);
        status = nl_next(&err, NL_T("Name a port, a setting, a component, a risk, or article."));
    }
    return status == NL_OK ? nl_deliver(app, out.data, out.length) : nl_say_error(app, &err);
}
