/* json_value.c - a value in a report: its text and its type apart. */
#include "report/json_value.h"

#include <yyjson.h>

static const char *hex_of(struct nl_arena *arena, const struct nl_value *value)
{
    struct nl_text hex;
    nl_text_init(&hex, arena);
    for (size_t i = 0; i < value->size; i++)
        nl_text_format(&hex, "%02x", value->bytes[i]);
    return hex.data;
}

static const char *joined(struct nl_arena *arena, const struct nl_texts *texts, char separator)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0)
            nl_text_add_char(&out, separator);
        nl_text_add(&out, texts->items[i]);
    }
    return out.data;
}

const char *nl_json_value_text(struct nl_arena *arena, const struct nl_value *value)
{
    uint32_t number = 0;
    struct nl_texts texts = {0};
    if (value->state != NL_VALUE_PRESENT)
        return NULL;
    if (nl_value_as_dword(value, &number))
        return nl_arena_text(arena, nl_decimal(number).text);
    if (value->type == NL_TYPE_QWORD && value->size == 8) {
        uint64_t wide = 0;
        for (size_t i = 8; i-- > 0;)
            wide = wide << 8 | value->bytes[i];
        return nl_arena_text(arena, nl_decimal(wide).text);
    }
    if ((value->type == NL_TYPE_ACCOUNT_STATE || value->type == NL_TYPE_FIREWALL_BLOCK) &&
        value->size == 1 && value->bytes[0] <= 1)
        return value->bytes[0] == 1 ? "1" : "0";
    const char *text = nl_value_as_text(arena, value);
    if (text) {
        const struct nl_value again = nl_value_text(arena, value->type, text);
        return nl_value_equal(&again, value) ? text : hex_of(arena, value);
    }
    if (!nl_value_as_texts(arena, value, &texts))
        return hex_of(arena, value);
    if (value->type != NL_TYPE_MULTI_SZ)
        return joined(arena, &texts, ' ');
    const struct nl_value again = nl_value_multi_sz(arena, &texts);
    return nl_value_equal(&again, value) ? joined(arena, &texts, '\n') : hex_of(arena, value);
}

static void add(struct nl_arena *arena, yyjson_mut_doc *doc, yyjson_mut_val *object,
                const char *key, const char *ending, const char *text)
{
    yyjson_mut_val *name = yyjson_mut_str(doc, nl_arena_format(arena, "%s%s", key, ending));
    yyjson_mut_obj_add(object, name, text ? yyjson_mut_str(doc, text) : yyjson_mut_null(doc));
}

void nl_json_add_value(struct nl_arena *arena, yyjson_mut_doc *doc, yyjson_mut_val *object,
                       const char *key, const struct nl_value *value)
{
    add(arena, doc, object, key, "", nl_json_value_text(arena, value));
    add(arena, doc, object, key, "_type",
        value->state == NL_VALUE_PRESENT ? nl_value_type_name(arena, value->type) : NULL);
    add(arena, doc, object, key, "_state", nl_value_state_words[value->state]);
}
