/* json_document.c - what every document of ours begins with. */
#include "json_document.h"

#include "attributes.h"
#include "json_shape.h"
#include "version.h"

#include <string.h>
#include <yyjson.h>

static const struct nl_field header_fields[] = {
    {"version", NL_FIELD_TEXT, .omit_default = true,
     .offset = offsetof(struct nl_json_header, version)},
    {"schema", NL_FIELD_TEXT, .required = true, .offset = offsetof(struct nl_json_header, schema)},
};
const struct nl_shape nl_json_header_shape = {sizeof(struct nl_json_header), header_fields,
                                              NL_COUNT_OF(header_fields)};

void nl_json_add_header(struct yyjson_mut_doc *doc, struct yyjson_mut_val *object,
                        const char *schema)
{
    yyjson_mut_val *header = yyjson_mut_obj_add_obj(doc, object, "netlatch");
    yyjson_mut_obj_add_str(doc, header, "version", NETLATCH_VERSION);
    yyjson_mut_obj_add_str(doc, header, "schema", schema);
}

struct yyjson_mut_val *nl_json_document(struct yyjson_mut_doc *doc, const char *schema)
{
    yyjson_mut_val *root = yyjson_mut_obj(doc);
    yyjson_mut_doc_set_root(doc, root);
    nl_json_add_header(doc, root, schema);
    return root;
}

enum nl_status nl_json_check_schema(const struct nl_json *json, const char *schema,
                                    struct nl_error *err)
{
    yyjson_val *header = yyjson_obj_get(json->root, "netlatch");
    yyjson_val *found = yyjson_obj_get(header, "schema");
    if (yyjson_is_str(found) && strcmp(yyjson_get_str(found), schema) == 0)
        return NL_OK;
    (void)nl_fail(err, NL_INVALID, NL_T("expected \"netlatch\": {\"schema\": \"{1}\"}"), schema);
    return nl_json_place(json, found, err);
}
