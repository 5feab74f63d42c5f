/* dsc_manifest.c - netlatch.dsc.resource.json, from the tables that everything else is made from.
 *
 * Sources: github.com/PowerShell/DSC at 861df432 (2026-08-22): schemas/v3/resource/manifest*.json, and
 * lib/dsc-lib/src/dscresources. What-if is a member of its own and not an argument of set (whatIfArg): all
 * versions from 3.0 on know the first, and the published schema the first alone. The published schema also
 * wants an input for export; dsc gives none. */
#include "dsc_manifest.h"

#include "base/json.h"
#include "base/text.h"
#include "embedded.h"
#include "exit_code.h"
#include "model/catalogue.h"
#include "model/outcome.h"
#include "model/profile_builtin.h"
#include "model/risk.h"
#include "version.h"

#include <stdlib.h>
#include <yyjson.h>

NL_DECLARE_EMBEDDED(nl_dsc_files);

struct writer {
    struct nl_arena *arena;
    yyjson_mut_doc *doc;
    yyjson_mut_val *schema; /* of an instance */
};

/* A member that res/dsc/manifest.json has. */
static yyjson_mut_val *at(yyjson_mut_val *object, const char *key)
{
    yyjson_mut_val *found = yyjson_mut_obj_get(object, key);
    if (!found)
        abort(); /* the file is compiled in, and every test of the manifest reads it */
    return found;
}

static void add_exit_codes(const struct writer *writer, yyjson_mut_val *codes)
{
    size_t count = 0;
    const struct nl_exit_row *rows = nl_exit_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].code == NL_EXIT_REMAINS || rows[i].code == NL_EXIT_RESTART)
            continue; /* dsc never ends with them: see command_dsc.c */
        yyjson_mut_obj_add(codes,
                           yyjson_mut_strcpy(writer->doc, nl_decimal((uint64_t)rows[i].code).text),
                           yyjson_mut_str(writer->doc, rows[i].meaning));
    }
}

static void add_names(const struct writer *writer)
{
    size_t count = 0;
    const struct nl_risk_row *risks = nl_risks(&count);
    yyjson_mut_val *properties = at(writer->schema, "properties");
    yyjson_mut_val *definitions = at(writer->schema, "$defs");
    yyjson_mut_val *names = at(at(properties, "profile"), "enum");
    yyjson_mut_val *ids = at(at(definitions, "risk"), "enum");
    yyjson_mut_val *outcomes =
        at(at(at(at(definitions, "request"), "properties"), "outcome"), "enum");
    for (size_t i = 0; i < nl_builtin_profile_count(); i++)
        yyjson_mut_arr_add_str(writer->doc, names, nl_builtin_profile_name(i));
    for (size_t i = 0; i < count; i++)
        yyjson_mut_arr_add_str(writer->doc, ids, risks[i].id);
    for (size_t i = 0; i < NL_OUTCOME_COUNT; i++)
        yyjson_mut_arr_add_str(writer->doc, outcomes, nl_outcome_words[i]);
}

/* {"type": "object", "additionalProperties": false, "required": [form], "properties": {form: wanted,
 * "unless_gate": ...}}: as a profile has it. */
static yyjson_mut_val *form_of(const struct writer *writer, const char *form,
                               yyjson_mut_val *wanted)
{
    yyjson_mut_doc *doc = writer->doc;
    yyjson_mut_val *object = yyjson_mut_obj(doc);
    yyjson_mut_obj_add_str(doc, object, "type", "object");
    yyjson_mut_obj_add_bool(doc, object, "additionalProperties", false);
    yyjson_mut_arr_add_str(doc, yyjson_mut_obj_add_arr(doc, object, "required"), form);
    yyjson_mut_val *properties = yyjson_mut_obj_add_obj(doc, object, "properties");
    yyjson_mut_obj_add_val(doc, properties, form, wanted);
    yyjson_mut_val *risk = yyjson_mut_obj_add_obj(doc, properties, "unless_gate");
    yyjson_mut_obj_add_str(doc, risk, "$ref", "#/$defs/risk");
    return object;
}

static yyjson_mut_val *words_of(const struct writer *writer, const struct nl_setting *setting)
{
    yyjson_mut_val *object = yyjson_mut_obj(writer->doc);
    yyjson_mut_val *words = yyjson_mut_obj_add_arr(writer->doc, object, "enum");
    for (const struct nl_choice *choice = setting->choices; choice && choice->word; choice++) {
        if (!choice->read_only)
            yyjson_mut_arr_add_str(writer->doc, words, choice->word);
    }
    return object;
}

static yyjson_mut_val *sids_of(const struct writer *writer)
{
    yyjson_mut_val *object = yyjson_mut_obj(writer->doc);
    yyjson_mut_obj_add_str(writer->doc, object, "$ref", "#/$defs/sids");
    return object;
}

static void add_choices(const struct writer *writer, yyjson_mut_val *list,
                        const struct nl_setting *setting)
{
    static const char *const forms[] = {"add", "remove", "exact"};
    if (setting->type != NL_TYPE_SID_SET) {
        yyjson_mut_arr_append(list, words_of(writer, setting));
        yyjson_mut_arr_append(list, form_of(writer, "value", words_of(writer, setting)));
        return;
    }
    yyjson_mut_arr_append(list, sids_of(writer));
    for (size_t i = 0; i < NL_COUNT_OF(forms); i++)
        yyjson_mut_arr_append(list, form_of(writer, forms[i], sids_of(writer)));
}

/* A regular expression for all instances of a setting and its selectors. */
static const char *pattern_of(struct nl_arena *arena, const struct nl_setting *setting)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_text_add_char(&out, '^');
    for (const char *c = setting->id; *c; c++) {
        if (*c == '.')
            nl_text_add_char(&out, '\\');
        nl_text_add_char(&out, *c);
    }
    nl_text_add(&out, "\\[.+\\]$");
    return out.data;
}

static void add_settings(const struct writer *writer)
{
    yyjson_mut_doc *doc = writer->doc;
    yyjson_mut_val *settings = at(at(writer->schema, "properties"), "settings");
    const struct nl_setting *setting = NULL;
    for (size_t i = 0; (setting = nl_setting_at(i)) != NULL; i++) {
        bool many = setting->instances != NL_INSTANCE_NONE;
        if (setting->flags & NL_SETTING_READ_ONLY)
            continue;
        yyjson_mut_val *object = yyjson_mut_obj(doc);
        yyjson_mut_obj_add_str(doc, object, "title", setting->title);
        yyjson_mut_obj_add_str(doc, object, "description", setting->what);
        add_choices(writer, yyjson_mut_obj_add_arr(doc, object, "oneOf"), setting);
        yyjson_mut_obj_add_val(doc, at(settings, many ? "patternProperties" : "properties"),
                               many ? pattern_of(writer->arena, setting) : setting->id, object);
    }
}

const char *nl_dsc_manifest(struct nl_arena *arena, size_t *out_length)
{
    struct nl_json json;
    if (nl_json_parse(arena, nl_dsc_files[0].name, nl_embedded_text(&nl_dsc_files[0]),
                      nl_dsc_files[0].size, 0, &json, NULL) != NL_OK)
        abort();
    yyjson_mut_doc *doc = nl_json_new(arena);
    yyjson_mut_val *root = yyjson_val_mut_copy(doc, json.root);
    yyjson_mut_doc_set_root(doc, root);
    const struct writer writer = {
        .arena = arena, .doc = doc, .schema = at(at(root, "schema"), "embedded")};
    yyjson_mut_set_str(at(root, "version"), NETLATCH_VERSION);
    add_exit_codes(&writer, at(root, "exitCodes"));
    add_names(&writer);
    add_settings(&writer);
    return nl_json_text(arena, doc, true, out_length);
}
