/* dsc.c - a configuration document for DSC v3. */
#include "dsc.h"

#include "base/json.h"
#include "registry_form.h"

#include <yyjson.h>

#define SCHEMA "https://aka.ms/dsc/schemas/v3/bundled/config/document.json"

/* The name of an instance: the schema allows letters, digits and blanks. */
static const char *name_of(struct nl_arena *arena, const struct nl_export_item *item)
{
    char *name = nl_arena_text(arena, item->address.place == NL_PLACE_SERVICE_DEPENDS
                                          ? nl_address_show(arena, &item->address)
                                          : item->instance.id);
    for (char *at = name; *at; at++) {
        bool allowed =
            (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
        if (!allowed)
            *at = ' ';
    }
    return name;
}

static yyjson_mut_val *value_data(yyjson_mut_doc *doc, struct nl_arena *arena,
                                  const struct nl_value *value)
{
    yyjson_mut_val *data = yyjson_mut_obj(doc);
    uint32_t number = 0;
    struct nl_texts parts;
    if (nl_value_as_dword(value, &number)) {
        yyjson_mut_obj_add_uint(doc, data, "DWord", number);
    } else if (nl_value_as_texts(arena, value, &parts)) {
        yyjson_mut_val *list = yyjson_mut_obj_add_arr(doc, data, "MultiString");
        for (size_t i = 0; i < parts.count; i++)
            yyjson_mut_arr_add_str(doc, list, parts.items[i]);
    } else {
        yyjson_mut_obj_add_str(doc, data, "String", nl_registry_form_text(arena, value));
    }
    return data;
}

static void add_registry(yyjson_mut_doc *doc, yyjson_mut_val *resource, struct nl_arena *arena,
                         const struct nl_registry_form *form)
{
    yyjson_mut_obj_add_str(doc, resource, "type", "Microsoft.Windows/Registry");
    yyjson_mut_val *properties = yyjson_mut_obj_add_obj(doc, resource, "properties");
    yyjson_mut_obj_add_str(doc, properties, "keyPath",
                           nl_arena_format(arena, "HKLM\\%s", form->key));
    yyjson_mut_obj_add_str(doc, properties, "valueName", form->name);
    if (form->value.state == NL_VALUE_PRESENT)
        yyjson_mut_obj_add_val(doc, properties, "valueData", value_data(doc, arena, &form->value));
    else
        yyjson_mut_obj_add_bool(doc, properties, "_exist", false);
}

static void add_service(yyjson_mut_doc *doc, yyjson_mut_val *resource,
                        const struct nl_export_item *item, uint32_t start)
{
    static const char *const words[] = {"Automatic", "Manual", "Disabled"};
    yyjson_mut_obj_add_str(doc, resource, "type", "Microsoft.Windows/Service");
    yyjson_mut_val *properties = yyjson_mut_obj_add_obj(doc, resource, "properties");
    yyjson_mut_obj_add_str(doc, properties, "name", item->address.path);
    yyjson_mut_obj_add_str(doc, properties, "startType", words[start - 2]);
}

static void add_metadata(yyjson_mut_doc *doc, yyjson_mut_val *root, struct nl_arena *arena,
                         const struct nl_export *list)
{
    struct nl_text head;
    nl_text_init(&head, arena);
    nl_export_head(&head, list, "");
    yyjson_mut_val *metadata = yyjson_mut_obj_add_obj(doc, root, "metadata");
    yyjson_mut_val *context = yyjson_mut_obj_add_obj(doc, metadata, "Microsoft.DSC");
    yyjson_mut_obj_add_str(doc, context, "securityContext", "elevated");
    yyjson_mut_val *lines = yyjson_mut_obj_add_arr(doc, metadata, "netlatch");
    const struct nl_texts parts = nl_split(arena, head.data, '\n');
    for (size_t i = 0; i + 1 < parts.count; i++)
        yyjson_mut_arr_add_str(doc, lines, parts.items[i]);
}

void nl_dsc_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    yyjson_mut_val *root = yyjson_mut_obj(doc);
    size_t length = 0;
    (void)context;
    yyjson_mut_doc_set_root(doc, root);
    yyjson_mut_obj_add_str(doc, root, "$schema", SCHEMA);
    add_metadata(doc, root, arena, list);
    yyjson_mut_val *resources = yyjson_mut_obj_add_arr(doc, root, "resources");
    for (size_t i = 0; i < list->items.count; i++) {
        const struct nl_export_item *item = &list->items.items[i];
        yyjson_mut_val *resource = yyjson_mut_obj(doc);
        struct nl_registry_form form;
        uint32_t start = 0;
        bool service = item->address.place == NL_PLACE_SERVICE_START &&
                       !nl_export_is_driver(item->instance.setting) &&
                       nl_value_as_dword(&item->value, &start) && start >= 2 && start <= 4;
        yyjson_mut_obj_add_str(doc, resource, "name", name_of(arena, item));
        if (service)
            add_service(doc, resource, item, start);
        else if (nl_registry_form_of(arena, item, &form))
            add_registry(doc, resource, arena, &form);
        else
            continue;
        yyjson_mut_arr_append(resources, resource);
    }
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_text_add(&out, nl_json_text(arena, doc, true, &length));
    nl_export_add_text(out_files, "", &out);
}
