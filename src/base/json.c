/* json.c - JSON documents of ours: parsing, places, text.
 *
 * yyjson keeps no positions, but parsing in place leaves every text (and so every key) where it
 * stood in the input. That is enough to name the line and column of whatever is wrong. */
#include "json.h"

#include "clean.h"
#include "text.h"
#include "utf16.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

static void *alc_malloc(void *context, size_t size)
{
    return nl_arena_alloc(context, size);
}

static void *alc_realloc(void *context, void *old, size_t old_size, size_t size)
{
    void *moved = nl_arena_alloc(context, size);
    if (old)
        memcpy(moved, old, old_size < size ? old_size : size);
    return moved;
}

static void alc_free(void *context, void *memory)
{
    (void)context; /* the arena gives it back */
    (void)memory;
}

static yyjson_alc alc_of(struct nl_arena *arena)
{
    return (yyjson_alc){alc_malloc, alc_realloc, alc_free, arena};
}

#define PLACE "{1}:{2}:{3}"

static enum nl_status place_at(const struct nl_json *json, size_t offset, struct nl_error *err)
{
    size_t line = 1;
    size_t column = 1;
    for (size_t i = 0; i < offset && i < json->size; i++) {
        if (json->original[i] == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)json->original[i] & 0xC0) != 0x80) {
            column++;
        }
    }
    (void)nl_context(err, PLACE, nl_clean(json->arena, json->file), nl_decimal(line).text,
                     nl_decimal(column).text);
    return NL_INVALID;
}

enum nl_status nl_json_place(const struct nl_json *json, struct yyjson_val *near,
                             struct nl_error *err)
{
    size_t offset = 0;
    const char *at = near && yyjson_is_str(near) ? yyjson_get_str(near) : NULL;
    if (at && at > json->buffer && at <= json->buffer + json->size)
        offset = (size_t)(at - json->buffer) - 1; /* the quotation mark */
    return place_at(json, offset, err);
}

enum nl_status nl_json_go_on(const struct nl_json *json, enum nl_status status,
                             struct nl_error *err)
{
    if (status != NL_INVALID || !json->faults || !err)
        return status;
    *NL_PUSH(json->arena, json->faults) = nl_error_keep(json->arena, err);
    *err = (struct nl_error){0};
    return NL_OK;
}

void nl_json_fault_place(const struct nl_error *fault, uint64_t *out_line, uint64_t *out_column)
{
    *out_line = 0;
    *out_column = 0;
    for (size_t i = 0; i < fault->part_count; i++) {
        const uint16_t *args = fault->parts[i].args;
        if (!nl_equal(fault->parts[i].format, PLACE) || !args[1] || !args[2])
            continue;
        (void)nl_parse_u64(fault->room + args[1] - 1, UINT64_MAX, out_line);
        (void)nl_parse_u64(fault->room + args[2] - 1, UINT64_MAX, out_column);
    }
}

enum nl_status nl_json_fail(const struct nl_json *json, struct yyjson_val *near,
                            const char *expected, struct nl_error *err)
{
    (void)nl_fail(err, NL_INVALID, NL_T("expected {1}"), expected);
    return nl_json_place(json, near, err);
}

enum nl_status nl_json_parse(struct nl_arena *arena, const char *file, const void *bytes,
                             size_t size, unsigned flags, struct nl_json *out_json,
                             struct nl_error *err)
{
    struct nl_json json = {.arena = arena, .file = file};
    if (size > NL_JSON_MAX_SIZE) {
        (void)nl_fail(err, NL_INVALID, NL_T("expected at most {1} bytes, found {2}"),
                      nl_decimal(NL_JSON_MAX_SIZE).text, nl_decimal(size).text);
        return place_at(&json, 0, err);
    }
    json.size = size;
    bool exact = true;
    json.original = nl_utf16_or_utf8(arena, bytes, &json.size, &exact);
    if (!exact) {
        (void)nl_fail(err, NL_INVALID, NL_T("expected {1}"), NL_T("text in UTF-16 or UTF-8"));
        return place_at(&json, 0, err);
    }
    char *buffer = nl_arena_alloc(arena, json.size + YYJSON_PADDING_SIZE);
    if (json.size)
        memcpy(buffer, json.original, json.size);
    json.buffer = buffer;

    yyjson_read_flag read = YYJSON_READ_INSITU;
    if (flags & NL_JSON_COMMENTS)
        read |= YYJSON_READ_ALLOW_COMMENTS;
    yyjson_alc alc = alc_of(arena);
    yyjson_read_err failure = {0};
    yyjson_doc *doc = yyjson_read_opts(buffer, json.size, read, &alc, &failure);
    if (!doc) {
        (void)nl_fail(err, NL_INVALID,
                      json.size == 0 ? NL_T("expected a JSON document, found nothing")
                                     : NL_T("expected JSON ({1})"),
                      failure.msg ? failure.msg : "?");
        return place_at(&json, failure.pos, err);
    }
    json.root = yyjson_doc_get_root(doc);
    *out_json = json;
    return NL_OK;
}

static int compare_keys(const void *a, const void *b)
{
    return strcmp(yyjson_get_str(*(yyjson_val *const *)a), yyjson_get_str(*(yyjson_val *const *)b));
}

enum nl_status nl_json_unique_keys(const struct nl_json *json, struct yyjson_val *object,
                                   struct nl_error *err)
{
    size_t count = yyjson_obj_size(object);
    yyjson_val **keys = nl_arena_array(json->arena, count, sizeof *keys);
    size_t index = 0;
    size_t most = 0;
    yyjson_val *key = NULL;
    yyjson_val *val = NULL;
    yyjson_obj_foreach(object, index, most, key, val) keys[index] = key;
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count; i++) {
        if (compare_keys(&keys[i - 1], &keys[i]) == 0) {
            yyjson_val *later = keys[i - 1] > keys[i] ? keys[i - 1] : keys[i];
            (void)nl_fail(err, NL_INVALID,
                          NL_T("expected each key once, found \"{1}\" a second time"),
                          nl_clean(json->arena, yyjson_get_str(later)));
            return nl_json_place(json, later, err);
        }
    }
    return NL_OK;
}

struct yyjson_mut_doc *nl_json_new(struct nl_arena *arena)
{
    yyjson_alc alc = alc_of(arena);
    return yyjson_mut_doc_new(&alc);
}

const char *nl_json_text(struct nl_arena *arena, struct yyjson_mut_doc *doc, bool pretty,
                         size_t *out_length)
{
    yyjson_alc alc = alc_of(arena);
    yyjson_write_flag flags = YYJSON_WRITE_ESCAPE_UNICODE;
    if (pretty)
        flags |= YYJSON_WRITE_PRETTY_TWO_SPACES | YYJSON_WRITE_NEWLINE_AT_END;
    size_t length = 0;
    yyjson_write_err failure = {0};
    char *text = yyjson_mut_write_opts(doc, flags, &alc, &length, &failure);
    /* All our texts are valid UTF-8 by construction, so this cannot fail but for a mistake. */
    if (!text)
        abort();
    if (out_length)
        *out_length = length;
    return text;
}
