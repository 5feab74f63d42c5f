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

/* Faults of one document, in the order in which they were found. Each is an nl_error whose outermost part is
 * its place; see nl_json_fault_place. */
struct nl_json_faults {
    const struct nl_error **items;
    size_t count;
    size_t capacity;
};

/* A parsed document with what is needed to name a place in it. */
struct nl_json {
    struct nl_arena *arena;
    const char *file;     /* how the input is called in messages */
    const char *original; /* the input, for counting lines */
    const char *buffer;   /* the copy that yyjson parsed in place: texts point into it */
    size_t size;
    struct yyjson_val *root;
    struct nl_json_faults *faults; /* NULL: the first fault ends the reading. Else faults are kept
                                    * here, and reading goes on behind each */
};

enum nl_json_flags { NL_JSON_COMMENTS = 1 /* // and block comments are allowed (profiles) */ };

/* Parses size bytes. UTF-8, or UTF-16LE with a byte order mark, as a redirection in
 * Windows PowerShell writes it; places count in the text. NL_INVALID names file, line and column. */
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

/* After something that could not be read: where faults are kept, keeps this one, empties err and returns
 * NL_OK, so that reading goes on; else returns status. */
NL_MUST_CHECK enum nl_status nl_json_go_on(const struct nl_json *json, enum nl_status status,
                                           struct nl_error *err);

/* The place that a fault names; 0 and 0 where it names none. */
void nl_json_fault_place(const struct nl_error *fault, uint64_t *out_line, uint64_t *out_column);

/* Refuses an object in which a key stands twice. */
NL_MUST_CHECK enum nl_status nl_json_unique_keys(const struct nl_json *json,
                                                 struct yyjson_val *object, struct nl_error *err);

/* A new document to write into, its memory from the arena. */
struct yyjson_mut_doc *nl_json_new(struct nl_arena *arena);

/* The document as ASCII text, two-space indented and ended by a newline, or on one line without. */
const char *nl_json_text(struct nl_arena *arena, struct yyjson_mut_doc *doc, bool pretty,
                         size_t *out_length);

#define NL_JSON_MAX_SIZE ((size_t)64 * 1024 * 1024)

#endif
