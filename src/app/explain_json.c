/* explain_json.c - netlatch explain for a program. */
#include "explain_json.h"

#include "base/json_document.h"
#include "model/article.h"
#include "model/catalogue.h"
#include "model/component.h"
#include "model/components.h"
#include "model/risk.h"
#include "output.h"
#include "report/json_parts.h"

/* A row of one of the lists, which begins with its name and title. */
static yyjson_mut_val *add_row(const struct nl_writer *writer, yyjson_mut_val *list, const char *id,
                               const char *title)
{
    yyjson_mut_val *row = yyjson_mut_arr_add_obj(writer->doc, list);
    nl_json_add_text(writer, row, "id", id);
    nl_json_add_text(writer, row, "title", title);
    return row;
}

static void add_port(const struct nl_writer *writer, yyjson_mut_val *list, const char *id)
{
    uint64_t number = 0;
    const struct nl_port *port =
        nl_parse_u64(id, UINT16_MAX, &number) ? nl_port_find((unsigned)number) : NULL;
    if (!port)
        return;
    yyjson_mut_val *row = add_row(writer, list, id, port->name);
    nl_json_add_text(writer, row, "protocol", nl_wire(nl_protocol_words, port->protocol));
    nl_json_add_text(writer, row, "what", port->what);
    nl_json_add_text(writer, row, "attack", port->attack);
    nl_json_add_text(writer, row, "breaks", port->breaks);
}

static void add_setting(const struct nl_writer *writer, yyjson_mut_val *list, const char *id)
{
    const struct nl_setting *setting = nl_setting_find(id);
    if (!setting)
        return;
    yyjson_mut_val *row = add_row(writer, list, setting->id, setting->title);
    nl_json_add_text(writer, row, "what", setting->what);
    nl_json_add_text(writer, row, "attack", setting->why);
    nl_json_add_text(writer, row, "breaks", setting->breaks);
    nl_json_add_text(writer, row, "reads", setting->reads);
    yyjson_mut_val *values = yyjson_mut_obj_add_arr(writer->doc, row, "values");
    for (const struct nl_choice *choice = setting->choices; choice && choice->word; choice++) {
        if (!choice->read_only)
            yyjson_mut_arr_add_str(writer->doc, values, choice->word);
    }
    nl_json_add_text(writer, row, "when_absent", setting->absent_means);
    nl_json_add_text(writer, row, "hardened", setting->hardened);
    nl_json_add_text(writer, row, "takes_effect", nl_wire(nl_effect_words, setting->effect));
    nl_json_add_text(writer, row, "severity", nl_wire(nl_severity_words, setting->severity));
    nl_json_add_text(writer, row, "risk", setting->risk);
    nl_json_add_text(writer, row, "source", setting->source);
    nl_json_add_references(writer, row, setting);
}

static void add_component(const struct nl_writer *writer, yyjson_mut_val *list, const char *id)
{
    const struct nl_component *component = nl_component_find(id);
    if (!component)
        return;
    yyjson_mut_val *row = add_row(writer, list, component->id, component->title);
    yyjson_mut_val *hits = yyjson_mut_obj_add_arr(writer->doc, row, "hits");
    for (const struct nl_hit *hit = component->hits; hit && hit->change != NL_CHANGE_NONE; hit++) {
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, hits);
        nl_json_add_text(writer, one, "severity", nl_wire(nl_severity_words, hit->severity));
        nl_json_add_text(writer, one, "mechanism", hit->mechanism);
    }
    nl_json_add_text(writer, row, "untouched", component->untouched);
    nl_json_add_text(writer, row, "remedy", component->mitigation);
    nl_json_add_text(writer, row, "source", component->source);
}

static void add_risk(const struct nl_writer *writer, yyjson_mut_val *list, const char *id)
{
    const struct nl_risk_row *risk = nl_risk_find(id);
    if (!risk)
        return;
    yyjson_mut_val *row = add_row(writer, list, risk->id, risk->title);
    nl_json_add_text(writer, row, "severity", nl_wire(nl_severity_words, risk->severity));
    nl_json_add_text(writer, row, "risk", risk->risk);
    nl_json_add_text(writer, row, "instead", risk->instead);
    yyjson_mut_obj_add_bool(writer->doc, row, "guard_suffices", risk->guard_suffices);
}

static void add_article(const struct nl_writer *writer, yyjson_mut_val *list)
{
    static const char *const verdicts[] = {
        [NL_CLAIM_RIGHT] = "right",
        [NL_CLAIM_PARTLY] = "partly-right",
        [NL_CLAIM_OUTDATED] = "outdated",
        [NL_CLAIM_WRONG] = "wrong",
    };
    size_t count = 0;
    const struct nl_claim *claims = nl_article(&count);
    for (size_t i = 0; i < count; i++) {
        yyjson_mut_val *row = add_row(writer, list, claims[i].id, claims[i].says);
        nl_json_add_text(writer, row, "verdict", verdicts[claims[i].verdict]);
        nl_json_add_text(writer, row, "quote", claims[i].quote);
        nl_json_add_text(writer, row, "fact", claims[i].fact);
        nl_json_add_text(writer, row, "setting", claims[i].setting);
        nl_json_add_text(writer, row, "source", claims[i].source);
    }
}

void nl_explain_json(struct nl_app *app, const struct nl_texts *subjects)
{
    const struct nl_writer writer = {app->arena, nl_json_new(app->arena)};
    yyjson_mut_val *root = nl_json_document(writer.doc, "netlatch/explain/1");
    yyjson_mut_val *ports = yyjson_mut_obj_add_arr(writer.doc, root, "ports");
    yyjson_mut_val *settings = yyjson_mut_obj_add_arr(writer.doc, root, "settings");
    yyjson_mut_val *components = yyjson_mut_obj_add_arr(writer.doc, root, "components");
    yyjson_mut_val *risks = yyjson_mut_obj_add_arr(writer.doc, root, "risks");
    yyjson_mut_val *article = yyjson_mut_obj_add_arr(writer.doc, root, "article");
    for (size_t i = 0; i < subjects->count; i++) {
        add_port(&writer, ports, subjects->items[i]);
        add_setting(&writer, settings, subjects->items[i]);
        add_component(&writer, components, subjects->items[i]);
        add_risk(&writer, risks, subjects->items[i]);
        if (nl_equal(subjects->items[i], "article"))
            add_article(&writer, article);
    }
    nl_deliver_json(app, writer.doc);
}
