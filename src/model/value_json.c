/* value_json.c - a value on the wire.
 *
 * {"state": "value", "type": "REG_DWORD", "data": 2}. A value whose bytes have no exact JSON form
 * (a text without terminator, a DWORD of three bytes) carries "data_hex" instead, so that reading
 * back what was written always gives the same bytes. */
#include "value_json.h"

#include "base/json_shape.h"
#include "base/utf16.h"
#include "value.h"

#include <string.h>
#include <yyjson.h>

/* The JSON form of the bytes, or NULL when it would not be exact. */
static yyjson_mut_val *exact_data(yyjson_mut_doc *doc, struct nl_arena *arena,
                                  const struct nl_value *value)
{
    uint32_t number = 0;
    if (nl_value_as_dword(value, &number))
        return yyjson_mut_uint(doc, number);
    if (value->type == NL_TYPE_QWORD && value->size == 8) {
        uint64_t wide = 0;
        for (size_t i = 8; i-- > 0;)
            wide = wide << 8 | value->bytes[i];
        return yyjson_mut_uint(doc, wide);
    }
    if ((value->type == NL_TYPE_ACCOUNT_STATE || value->type == NL_TYPE_FIREWALL_BLOCK) &&
        value->size == 1 && value->bytes[0] <= 1)
        return yyjson_mut_bool(doc, value->bytes[0] == 1);
    if (value->type == NL_TYPE_SZ || value->type == NL_TYPE_EXPAND_SZ) {
        bool exact = false;
        if (value->size < 2 || value->bytes[value->size - 1] || value->bytes[value->size - 2])
            return NULL;
        const char *text = nl_utf16_decode(arena, value->bytes, value->size - 2, &exact);
        return exact ? yyjson_mut_str(doc, text) : NULL;
    }
    struct nl_texts texts = {0};
    if (!nl_value_as_texts(arena, value, &texts))
        return NULL;
    struct nl_value again = value->type == NL_TYPE_MULTI_SZ  ? nl_value_multi_sz(arena, &texts)
                            : value->type == NL_TYPE_SID_SET ? nl_value_sids(arena, &texts)
                                                             : nl_value_names(arena, &texts);
    if (!nl_value_equal(&again, value))
        return NULL;
    yyjson_mut_val *list = yyjson_mut_arr(doc);
    for (size_t i = 0; i < texts.count; i++)
        yyjson_mut_arr_add_str(doc, list, texts.items[i]);
    return list;
}

/* The arena behind a document made by nl_json_new. */
static struct nl_arena *arena_of(yyjson_mut_doc *doc)
{
    return doc->alc.ctx;
}

static yyjson_mut_val *write_value(yyjson_mut_doc *doc, const void *field)
{
    const struct nl_value *value = field;
    struct nl_arena *arena = arena_of(doc);
    yyjson_mut_val *object = yyjson_mut_obj(doc);
    yyjson_mut_obj_add_str(doc, object, "state", nl_value_state_words[value->state]);
    if (value->state == NL_VALUE_PRESENT) {
        yyjson_mut_obj_add_str(doc, object, "type", nl_value_type_name(arena, value->type));
        yyjson_mut_val *data = exact_data(doc, arena, value);
        if (data) {
            yyjson_mut_obj_add_val(doc, object, "data", data);
        } else {
            struct nl_text hex;
            nl_text_init(&hex, arena);
            for (size_t i = 0; i < value->size; i++)
                nl_text_format(&hex, "%02x", value->bytes[i]);
            yyjson_mut_obj_add_str(doc, object, "data_hex", hex.data);
        }
    }
    if (value->code)
        yyjson_mut_obj_add_uint(doc, object, "code", value->code);
    if (value->missing_keys)
        yyjson_mut_obj_add_uint(doc, object, "missing_keys", value->missing_keys);
    return object;
}

static bool hex_digit(char c, unsigned *out_digit)
{
    if (c >= '0' && c <= '9')
        *out_digit = (unsigned)(c - '0');
    else if (c >= 'a' && c <= 'f')
        *out_digit = (unsigned)(c - 'a') + 10;
    else
        return false;
    return true;
}

static bool read_hex(struct nl_arena *arena, const char *text, uint32_t type,
                     struct nl_value *out_value)
{
    size_t length = strlen(text);
    uint8_t *bytes = nl_arena_alloc(arena, length / 2 + 1);
    for (size_t i = 0; i < length; i++) {
        unsigned digit = 0;
        if (length % 2 || !hex_digit(text[i], &digit))
            return false;
        bytes[i / 2] = (uint8_t)((unsigned)bytes[i / 2] << 4 | digit);
    }
    *out_value = nl_value_raw(arena, type, bytes, length / 2);
    return true;
}

static bool read_list(struct nl_arena *arena, yyjson_val *data, uint32_t type,
                      struct nl_value *out_value)
{
    struct nl_texts texts = {0};
    size_t index = 0;
    size_t most = 0;
    yyjson_val *item = NULL;
    yyjson_arr_foreach(data, index, most, item)
    {
        const char *text = yyjson_get_str(item);
        if (!text || !*text || strlen(text) != yyjson_get_len(item) ||
            (type != NL_TYPE_MULTI_SZ && strchr(text, '\n')))
            return false;
        *NL_PUSH(arena, &texts) = text;
    }
    if (type == NL_TYPE_MULTI_SZ)
        *out_value = nl_value_multi_sz(arena, &texts);
    else if (type == NL_TYPE_SID_SET)
        *out_value = nl_value_sids(arena, &texts);
    else if (type == NL_TYPE_NAMES)
        *out_value = nl_value_names(arena, &texts);
    else
        return false;
    return true;
}

static bool read_data(struct nl_arena *arena, yyjson_val *data, uint32_t type,
                      struct nl_value *out_value)
{
    if (yyjson_is_uint(data)) {
        uint64_t number = yyjson_get_uint(data);
        if ((type == NL_TYPE_DWORD || type == NL_TYPE_START_TYPE) && number <= UINT32_MAX) {
            *out_value = nl_value_dword(arena, (uint32_t)number);
            out_value->type = type;
            return true;
        }
        uint8_t bytes[8];
        for (size_t i = 0; i < sizeof bytes; i++, number >>= 8)
            bytes[i] = (uint8_t)(number & 0xFF);
        *out_value = nl_value_raw(arena, type, bytes, sizeof bytes);
        return type == NL_TYPE_QWORD;
    }
    if (yyjson_is_bool(data)) {
        *out_value = nl_value_byte(arena, type, yyjson_get_bool(data));
        return type == NL_TYPE_ACCOUNT_STATE || type == NL_TYPE_FIREWALL_BLOCK;
    }
    if (yyjson_is_str(data)) {
        const char *text = yyjson_get_str(data);
        *out_value = nl_value_text(arena, type, text);
        return strlen(text) == yyjson_get_len(data) &&
               (type == NL_TYPE_SZ || type == NL_TYPE_EXPAND_SZ);
    }
    return yyjson_is_arr(data) && read_list(arena, data, type, out_value);
}

static enum nl_status read_value(const struct nl_json *json, yyjson_val *key, yyjson_val *val,
                                 void *out_field, struct nl_error *err)
{
    struct value_wire {
        int state;
        const char *type;
        uint32_t code;
        uint32_t missing_keys;
    } wire = {0};
    static const char *const known[] = {"state",    "type", "data",
                                        "data_hex", "code", "missing_keys"};
    if (!yyjson_is_obj(val))
        return nl_json_fail(json, key, NL_T("a value: {\"state\": ...}"), err);
    size_t index = 0;
    size_t most = 0;
    yyjson_val *name = NULL;
    yyjson_val *item = NULL;
    yyjson_obj_foreach(val, index, most, name, item)
    {
        size_t k = 0;
        while (k < NL_COUNT_OF(known) && !yyjson_equals_str(name, known[k]))
            k++;
        if (k == NL_COUNT_OF(known))
            return nl_json_fail(json, name, NL_T("a known key of a value"), err);
    }
    enum nl_status status = nl_json_unique_keys(json, val, err);
    if (status != NL_OK)
        return status;

    yyjson_val *state = yyjson_obj_get(val, "state");
    while (nl_value_state_words[wire.state] &&
           !yyjson_equals_str(state, nl_value_state_words[wire.state]))
        wire.state++;
    if (!state || !nl_value_state_words[wire.state])
        return nl_json_fail(json, state ? state : key,
                            NL_T("\"state\": value, absent, denied or unsupported"), err);

    yyjson_val *type = yyjson_obj_get(val, "type");
    yyjson_val *data = yyjson_obj_get(val, "data");
    yyjson_val *hex = yyjson_obj_get(val, "data_hex");
    yyjson_val *code = yyjson_obj_get(val, "code");
    yyjson_val *missing = yyjson_obj_get(val, "missing_keys");
    struct nl_value value = {.state = (enum nl_value_state)wire.state};
    if (value.state == NL_VALUE_PRESENT) {
        uint32_t number = 0;
        if (!yyjson_is_str(type) || !nl_value_type_parse(yyjson_get_str(type), &number))
            return nl_json_fail(json, type ? type : key, NL_T("\"type\": a value type"), err);
        bool good = !data != !hex &&
                    (data ? read_data(json->arena, data, number, &value)
                          : yyjson_is_str(hex) &&
                                read_hex(json->arena, yyjson_get_str(hex), number, &value));
        if (!good) {
            (void)nl_fail(err, NL_INVALID, NL_T("expected \"data\" that fits {1}"),
                          yyjson_get_str(type));
            return nl_json_place(json, type, err);
        }
    } else if (type || data || hex) {
        return nl_json_fail(json, state, NL_T("no \"data\" beside this state"), err);
    }
    if ((code && (!yyjson_is_uint(code) || yyjson_get_uint(code) > UINT32_MAX)) ||
        (missing && (!yyjson_is_uint(missing) || yyjson_get_uint(missing) > 64)))
        return nl_json_fail(json, state, NL_T("a small number in \"code\" and \"missing_keys\""),
                            err);
    value.code = (uint32_t)yyjson_get_uint(code);
    value.missing_keys = (uint32_t)yyjson_get_uint(missing);
    *(struct nl_value *)out_field = value;
    return NL_OK;
}

const struct nl_json_custom nl_value_json = {read_value, write_value};
