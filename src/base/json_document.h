/* json_document.h - what every document of ours begins with: who made it, by which schema. */
#ifndef NL_BASE_JSON_DOCUMENT_H
#define NL_BASE_JSON_DOCUMENT_H

#include "json_shape.h"

/* The "netlatch" member as a field of a file's struct, where a shape reads the whole file. */
struct nl_json_header {
    const char *version;
    const char *schema;
};
extern const struct nl_shape nl_json_header_shape;

/* An object with the "netlatch": {"version", "schema"} member every document of ours begins with. */
struct yyjson_mut_val *nl_json_document(struct yyjson_mut_doc *doc, const char *schema);

/* Adds that member to an object. */
void nl_json_add_header(struct yyjson_mut_doc *doc, struct yyjson_mut_val *object,
                        const char *schema);

/* Checks "netlatch": {"schema": ...}; a missing member or another schema is NL_INVALID. */
NL_MUST_CHECK enum nl_status nl_json_check_schema(const struct nl_json *json, const char *schema,
                                                  struct nl_error *err);

#endif
