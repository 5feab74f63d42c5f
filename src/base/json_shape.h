/* json_shape.h - structs read and written by the table of their fields. */
#ifndef NL_BASE_JSON_SHAPE_H
#define NL_BASE_JSON_SHAPE_H

#include "json.h"

/* A field's kind. Texts and lists live in the arena. */
enum nl_field_kind {
    NL_FIELD_TEXT,   /* const char *; JSON null or absence: NULL */
    NL_FIELD_BOOL,   /* bool */
    NL_FIELD_U32,    /* uint32_t */
    NL_FIELD_U64,    /* uint64_t */
    NL_FIELD_WORD,   /* int (an enum) as one of words[] */
    NL_FIELD_OBJECT, /* a struct described by shape */
    NL_FIELD_LIST,   /* NL_LIST(struct) described by shape */
    NL_FIELD_TEXTS,  /* struct nl_texts */
    NL_FIELD_CUSTOM  /* custom->read and custom->write */
};

struct nl_json_custom {
    enum nl_status (*read)(const struct nl_json *json, struct yyjson_val *key,
                           struct yyjson_val *val, void *out_field, struct nl_error *err);
    /* NULL: the field is left out. */
    struct yyjson_mut_val *(*write)(struct yyjson_mut_doc *doc, const void *field);
};

struct nl_field {
    const char *key;
    enum nl_field_kind kind;
    bool required;     /* must be there when read */
    bool omit_default; /* NULL, false, 0 or an empty list is left out when written */
    size_t offset;
    union {                           /* by the kind */
        const struct nl_shape *shape; /* OBJECT, LIST */
        const char *const *words;     /* WORD; ends with NULL */
        const struct nl_json_custom *custom;
    };
};

struct nl_shape {
    size_t size;
    const struct nl_field *fields;
    size_t field_count;
};

/* Reads val into *out_struct (zeroed first). near names the place when val itself is wrong. */
NL_MUST_CHECK enum nl_status nl_shape_read(const struct nl_json *json, struct yyjson_val *near,
                                           struct yyjson_val *val, const struct nl_shape *shape,
                                           void *out_struct, struct nl_error *err);

struct yyjson_mut_val *nl_shape_write(struct yyjson_mut_doc *doc, const struct nl_shape *shape,
                                      const void *from);

#endif
