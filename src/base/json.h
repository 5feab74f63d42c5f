/* json.h - JSON documents of ours, over yyjson: read strictly with line and column, written as
 * pure ASCII.
 *
 * Shapes: a struct is described once by a table of its fields, and that table reads it, writes it,
 * and refuses what it does not know. Reading is strict: unknown or duplicate keys, wrong types,
 * missing required keys, bad UTF-8, too deep or too large input are errors that name the place. */
#ifndef NL_BASE_JSON_H
#define NL_BASE_JSON_H

#include "arena.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct yyjson_val;
struct yyjson_mut_doc;
struct yyjson_mut_val;

/* A parsed document with what is needed to name a place in it. */
struct nl_json {
    struct nl_arena *arena;
    const char *file;     /* how the input is called in messages */
    const char *original; /* the input, for counting lines */
    const char *buffer;   /* the copy that yyjson parsed in place: texts point into it */
    size_t size;
    struct yyjson_val *root;
};

enum nl_json_flags { NL_JSON_COMMENTS = 1 /* // and block comments are allowed (profiles) */ };

/* Parses size bytes. A UTF-8 byte order mark is skipped. NL_INVALID names file, line and column. */
NL_MUST_CHECK enum nl_status nl_json_parse(struct nl_arena *arena, const char *file,
                                           const void *bytes, size_t size, unsigned flags,
                                           struct nl_json *out_json, struct nl_error *err);

/* NL_INVALID with "file:line:column: expected ..."; expected is a marked wording. near is a key or
 * text of the document (its position is the place named) or NULL for the beginning. */
enum nl_status nl_json_fail(const struct nl_json *json, struct yyjson_val *near,
                            const char *expected, struct nl_error *err);

/* Puts "file:line:column" in front of what err says and returns its status. */
enum nl_status nl_json_place(const struct nl_json *json, struct yyjson_val *near,
                             struct nl_error *err);

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
    const struct nl_shape *shape;
    const char *const *words; /* NULL-terminated */
    const struct nl_json_custom *custom;
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

/* Refuses an object in which a key stands twice. */
NL_MUST_CHECK enum nl_status nl_json_unique_keys(const struct nl_json *json,
                                                 struct yyjson_val *object, struct nl_error *err);

/* A new document to write into, its memory from the arena. */
struct yyjson_mut_doc *nl_json_new(struct nl_arena *arena);

/* The document as ASCII text, two-space indented and ended by a newline, or on one line without. */
const char *nl_json_text(struct nl_arena *arena, struct yyjson_mut_doc *doc, bool pretty,
                         size_t *out_length);

/* The "netlatch" member as a field of a file's struct, where a shape reads the whole file. */
struct nl_json_header {
    const char *version;
    const char *schema;
};
extern const struct nl_shape nl_json_header_shape;

/* An object with the "netlatch": {"version", "schema"} member every document of ours begins with. */
struct yyjson_mut_val *nl_json_document(struct yyjson_mut_doc *doc, const char *schema);

/* Checks "netlatch": {"schema": ...}; a missing member or another schema is NL_INVALID. */
NL_MUST_CHECK enum nl_status nl_json_check_schema(const struct nl_json *json, const char *schema,
                                                  struct nl_error *err);

#define NL_JSON_MAX_SIZE ((size_t)64 * 1024 * 1024)

#endif
