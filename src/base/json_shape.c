/* json_shape.c - structs read and written by the table of their fields. */
#include "json_shape.h"

#include "clean.h"
#include "text.h"

#include <string.h>
#include <yyjson.h>

/* What every NL_LIST holds, whatever the type of its items. A list is copied from and to this with
 * memcpy, never reached through a pointer to it: the compiler may assume that a pointer to void and
 * a pointer to another type are not the same object (C11 6.5p7). */
struct any_list {
    void *items;
    size_t count;
    size_t capacity;
};

static enum nl_status wrong(const struct nl_json *json, yyjson_val *key, const char *what,
                            struct nl_error *err)
{
    (void)nl_fail(err, NL_INVALID, NL_T("expected {1} in \"{2}\""), what,
                  nl_clean(json->arena, yyjson_get_str(key)));
    return nl_json_place(json, key, err);
}

static enum nl_status read_text(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                const char **out_text, struct nl_error *err)
{
    if (!yyjson_is_str(val) || strlen(yyjson_get_str(val)) != yyjson_get_len(val))
        return wrong(json, key, NL_T("a text without NUL"), err);
    *out_text = yyjson_get_str(val);
    return NL_OK;
}

static enum nl_status read_word(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                const struct nl_field *field, int *out_word, struct nl_error *err)
{
    const char *text = yyjson_is_str(val) ? yyjson_get_str(val) : "";
    struct nl_text choices;
    nl_text_init(&choices, json->arena);
    for (int i = 0; field->words[i]; i++) {
        if (strcmp(field->words[i], text) == 0) {
            *out_word = i;
            return NL_OK;
        }
        nl_text_format(&choices, "%s%s", i ? ", " : "", field->words[i]);
    }
    (void)nl_fail(err, NL_INVALID, NL_T("expected one of {1} in \"{2}\""), choices.data,
                  nl_clean(json->arena, yyjson_get_str(key)));
    return nl_json_place(json, key, err);
}

static enum nl_status read_list(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                const struct nl_shape *shape, void *out_list, struct nl_error *err)
{
    if (!yyjson_is_arr(val))
        return wrong(json, key, NL_T("a list"), err);
    struct any_list list = {.count = yyjson_arr_size(val)};
    list.capacity = list.count;
    list.items = nl_arena_array(json->arena, list.count, shape->size);
    size_t index = 0;
    size_t most = 0;
    yyjson_val *item = NULL;
    yyjson_arr_foreach(val, index, most, item)
    {
        enum nl_status status =
            nl_shape_read(json, key, item, shape, (char *)list.items + index * shape->size, err);
        if (status != NL_OK)
            return status;
    }
    memcpy(out_list, &list, sizeof list);
    return NL_OK;
}

static enum nl_status read_texts(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                 struct nl_texts *out_texts, struct nl_error *err)
{
    if (!yyjson_is_arr(val))
        return wrong(json, key, NL_T("a list of texts"), err);
    struct nl_texts texts = {0};
    size_t index = 0;
    size_t most = 0;
    yyjson_val *item = NULL;
    yyjson_arr_foreach(val, index, most, item)
    {
        const char *text = NULL;
        enum nl_status status = read_text(json, key, item, &text, err);
        if (status != NL_OK)
            return status;
        *NL_PUSH(json->arena, &texts) = text;
    }
    *out_texts = texts;
    return NL_OK;
}

static enum nl_status read_field(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                 const struct nl_field *field, void *at, struct nl_error *err)
{
    switch (field->kind) {
    case NL_FIELD_TEXT:
        return read_text(json, key, val, at, err);
    case NL_FIELD_BOOL:
        if (!yyjson_is_bool(val))
            return wrong(json, key, NL_T("true or false"), err);
        *(bool *)at = yyjson_get_bool(val);
        return NL_OK;
    case NL_FIELD_U32:
        if (!yyjson_is_uint(val) || yyjson_get_uint(val) > UINT32_MAX)
            return wrong(json, key, NL_T("a number from 0 to 4294967295"), err);
        *(uint32_t *)at = (uint32_t)yyjson_get_uint(val);
        return NL_OK;
    case NL_FIELD_U64:
        if (!yyjson_is_uint(val))
            return wrong(json, key, NL_T("a whole number from 0"), err);
        *(uint64_t *)at = yyjson_get_uint(val);
        return NL_OK;
    case NL_FIELD_WORD:
        return read_word(json, key, val, field, at, err);
    case NL_FIELD_OBJECT:
        return nl_shape_read(json, key, val, field->shape, at, err);
    case NL_FIELD_LIST:
        return read_list(json, key, val, field->shape, at, err);
    case NL_FIELD_TEXTS:
        return read_texts(json, key, val, at, err);
    case NL_FIELD_CUSTOM:
        return field->custom->read(json, key, val, at, err);
    }
    return NL_FAILED;
}

enum nl_status nl_shape_read(const struct nl_json *json, struct yyjson_val *near,
                             struct yyjson_val *val, const struct nl_shape *shape, void *out_struct,
                             struct nl_error *err)
{
    if (!yyjson_is_obj(val))
        return nl_json_fail(json, near, NL_T("an object"), err);
    memset(out_struct, 0, shape->size);
    bool *seen = nl_arena_array(json->arena, shape->field_count, sizeof *seen);
    size_t index = 0;
    size_t most = 0;
    yyjson_val *key = NULL;
    yyjson_val *item = NULL;
    yyjson_obj_foreach(val, index, most, key, item)
    {
        const char *name = nl_clean(json->arena, yyjson_get_str(key));
        size_t f = 0;
        while (f < shape->field_count && !yyjson_equals_str(key, shape->fields[f].key))
            f++;
        if (f == shape->field_count)
            (void)nl_fail(err, NL_INVALID, NL_T("expected a known key, found \"{1}\""), name);
        else if (seen[f])
            (void)nl_fail(err, NL_INVALID,
                          NL_T("expected each key once, found \"{1}\" a second time"), name);
        if (f == shape->field_count || seen[f]) {
            enum nl_status wrong_key = nl_json_go_on(json, nl_json_place(json, key, err), err);
            if (wrong_key != NL_OK)
                return wrong_key;
            continue;
        }
        seen[f] = true;
        if (yyjson_is_null(item) && shape->fields[f].kind == NL_FIELD_TEXT)
            continue;
        enum nl_status status = read_field(json, key, item, &shape->fields[f],
                                           (char *)out_struct + shape->fields[f].offset, err);
        status = nl_json_go_on(json, status, err);
        if (status != NL_OK)
            return status;
    }
    for (size_t f = 0; f < shape->field_count; f++) {
        if (shape->fields[f].required && !seen[f]) {
            (void)nl_fail(err, NL_INVALID, NL_T("expected the key \"{1}\""), shape->fields[f].key);
            enum nl_status lacking = nl_json_go_on(json, nl_json_place(json, near, err), err);
            if (lacking != NL_OK)
                return lacking;
        }
    }
    return NL_OK;
}

static yyjson_mut_val *write_field(yyjson_mut_doc *doc, const struct nl_field *field,
                                   const void *at)
{
    bool omit = field->omit_default;
    switch (field->kind) {
    case NL_FIELD_TEXT: {
        const char *text = *(const char *const *)at;
        if (!text)
            return omit ? NULL : yyjson_mut_null(doc);
        return yyjson_mut_str(doc, text);
    }
    case NL_FIELD_BOOL:
        return omit && !*(const bool *)at ? NULL : yyjson_mut_bool(doc, *(const bool *)at);
    case NL_FIELD_U32: {
        uint32_t number = *(const uint32_t *)at;
        return omit && number == 0 ? NULL : yyjson_mut_uint(doc, number);
    }
    case NL_FIELD_U64: {
        uint64_t number = *(const uint64_t *)at;
        return omit && number == 0 ? NULL : yyjson_mut_uint(doc, number);
    }
    case NL_FIELD_WORD: {
        int word = *(const int *)at;
        return omit && word == 0 ? NULL : yyjson_mut_str(doc, field->words[word]);
    }
    case NL_FIELD_OBJECT:
        return nl_shape_write(doc, field->shape, at);
    case NL_FIELD_LIST: {
        struct any_list list;
        memcpy(&list, at, sizeof list);
        if (omit && list.count == 0)
            return NULL;
        yyjson_mut_val *array = yyjson_mut_arr(doc);
        for (size_t i = 0; i < list.count; i++)
            yyjson_mut_arr_append(
                array, nl_shape_write(doc, field->shape,
                                      (const char *)list.items + i * field->shape->size));
        return array;
    }
    case NL_FIELD_TEXTS: {
        const struct nl_texts *texts = at;
        if (omit && texts->count == 0)
            return NULL;
        yyjson_mut_val *array = yyjson_mut_arr(doc);
        for (size_t i = 0; i < texts->count; i++)
            yyjson_mut_arr_add_str(doc, array, texts->items[i]);
        return array;
    }
    case NL_FIELD_CUSTOM:
        return field->custom->write(doc, at);
    }
    return NULL;
}

struct yyjson_mut_val *nl_shape_write(struct yyjson_mut_doc *doc, const struct nl_shape *shape,
                                      const void *from)
{
    yyjson_mut_val *object = yyjson_mut_obj(doc);
    for (size_t f = 0; f < shape->field_count; f++) {
        const struct nl_field *field = &shape->fields[f];
        yyjson_mut_val *val = write_field(doc, field, (const char *)from + field->offset);
        if (val)
            yyjson_mut_obj_add(object, yyjson_mut_str(doc, field->key), val);
    }
    return object;
}
