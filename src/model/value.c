/* value.c - a setting's value: made, compared, decoded. */
#include "value.h"

#include "base/utf16.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

const char *const nl_value_state_words[] = {"unsupported", "denied", "absent", "value", NULL};

struct nl_value nl_value_absent(uint32_t missing_keys)
{
    return (struct nl_value){.state = NL_VALUE_ABSENT, .missing_keys = missing_keys};
}

struct nl_value nl_value_denied(uint32_t code)
{
    return (struct nl_value){.state = NL_VALUE_DENIED, .code = code};
}

struct nl_value nl_value_unsupported(uint32_t code)
{
    return (struct nl_value){.state = NL_VALUE_UNSUPPORTED, .code = code};
}

struct nl_value nl_value_raw(struct nl_arena *arena, uint32_t type, const void *bytes, size_t size)
{
    return (struct nl_value){.state = NL_VALUE_PRESENT,
                             .type = type,
                             .bytes = nl_arena_bytes(arena, bytes, size),
                             .size = size};
}

static struct nl_value number_value(struct nl_arena *arena, uint32_t type, uint32_t number)
{
    const uint8_t bytes[4] = {(uint8_t)(number & 0xFF), (uint8_t)(number >> 8 & 0xFF),
                              (uint8_t)(number >> 16 & 0xFF), (uint8_t)(number >> 24)};
    return nl_value_raw(arena, type, bytes, sizeof bytes);
}

struct nl_value nl_value_dword(struct nl_arena *arena, uint32_t number)
{
    return number_value(arena, NL_TYPE_DWORD, number);
}

struct nl_value nl_value_start_type(struct nl_arena *arena, uint32_t start)
{
    return number_value(arena, NL_TYPE_START_TYPE, start);
}

struct nl_value nl_value_text(struct nl_arena *arena, uint32_t type, const char *text)
{
    uint8_t *bytes = NULL;
    size_t size = nl_utf16_encode(arena, text, &bytes);
    return (struct nl_value){
        .state = NL_VALUE_PRESENT, .type = type, .bytes = bytes, .size = size + 2};
}

struct nl_value nl_value_byte(struct nl_arena *arena, uint32_t type, bool on)
{
    const uint8_t byte = on ? 1 : 0;
    return nl_value_raw(arena, type, &byte, 1);
}

static int compare_texts(const void *a, const void *b)
{
    return nl_compare(*(const char *const *)a, *(const char *const *)b);
}

static struct nl_value joined(struct nl_arena *arena, uint32_t type, const struct nl_texts *texts)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0)
            nl_text_add_char(&out, '\n');
        nl_text_add(&out, texts->items[i]);
    }
    return nl_value_raw(arena, type, out.data, out.length);
}

struct nl_value nl_value_sids(struct nl_arena *arena, const struct nl_texts *sids)
{
    const char **sorted = nl_arena_array(arena, sids->count, sizeof *sorted);
    for (size_t i = 0; i < sids->count; i++) {
        char *sid = nl_arena_text(arena, sids->items[i]);
        if (sid[0] == 's')
            sid[0] = 'S';
        sorted[i] = sid;
    }
    qsort(sorted, sids->count, sizeof *sorted, compare_texts);
    struct nl_texts unique = {0};
    for (size_t i = 0; i < sids->count; i++) {
        if (i == 0 || !nl_same(sorted[i], sorted[i - 1]))
            *NL_PUSH(arena, &unique) = sorted[i];
    }
    return joined(arena, NL_TYPE_SID_SET, &unique);
}

struct nl_value nl_value_names(struct nl_arena *arena, const struct nl_texts *names)
{
    return joined(arena, NL_TYPE_NAMES, names);
}

struct nl_value nl_value_multi_sz(struct nl_arena *arena, const struct nl_texts *texts)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < texts->count; i++) {
        uint8_t *bytes = NULL;
        size_t size = nl_utf16_encode(arena, texts->items[i], &bytes);
        nl_text_add_part(&out, (const char *)bytes, size + 2);
    }
    nl_text_add_part(&out, "\0", 2);
    return nl_value_raw(arena, NL_TYPE_MULTI_SZ, out.data, out.length);
}

bool nl_value_equal(const struct nl_value *a, const struct nl_value *b)
{
    if (a->state != b->state)
        return false;
    if (a->state != NL_VALUE_PRESENT)
        return true;
    return a->type == b->type && a->size == b->size &&
           (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}

bool nl_value_identical(const struct nl_value *a, const struct nl_value *b)
{
    return nl_value_equal(a, b) && a->missing_keys == b->missing_keys;
}

bool nl_value_as_dword(const struct nl_value *value, uint32_t *out_number)
{
    if (value->state != NL_VALUE_PRESENT || value->size != 4 ||
        (value->type != NL_TYPE_DWORD && value->type != NL_TYPE_START_TYPE))
        return false;
    *out_number = (uint32_t)value->bytes[0] | (uint32_t)value->bytes[1] << 8 |
                  (uint32_t)value->bytes[2] << 16 | (uint32_t)value->bytes[3] << 24;
    return true;
}

const char *nl_value_as_text(struct nl_arena *arena, const struct nl_value *value)
{
    if (value->state != NL_VALUE_PRESENT ||
        (value->type != NL_TYPE_SZ && value->type != NL_TYPE_EXPAND_SZ))
        return NULL;
    /* Texts without a terminator exist in real registries; everything from the first NUL on is
     * ignored, as Windows ignores it. */
    size_t size = 0;
    while (size + 1 < value->size && (value->bytes[size] || value->bytes[size + 1]))
        size += 2;
    return nl_utf16_decode(arena, value->bytes, size, NULL);
}

static void split_multi_sz(struct nl_arena *arena, const struct nl_value *value,
                           struct nl_texts *out)
{
    size_t start = 0;
    for (size_t at = 0; at + 1 < value->size; at += 2) {
        if (value->bytes[at] || value->bytes[at + 1])
            continue;
        if (at == start)
            return; /* the empty string ends the list */
        *NL_PUSH(arena, out) = nl_utf16_decode(arena, value->bytes + start, at - start, NULL);
        start = at + 2;
    }
    if (start + 1 < value->size)
        *NL_PUSH(arena, out) =
            nl_utf16_decode(arena, value->bytes + start, (value->size - start) & ~(size_t)1, NULL);
}

bool nl_value_as_texts(struct nl_arena *arena, const struct nl_value *value,
                       struct nl_texts *out_texts)
{
    if (value->state != NL_VALUE_PRESENT)
        return false;
    struct nl_texts texts = {0};
    if (value->type == NL_TYPE_MULTI_SZ)
        split_multi_sz(arena, value, &texts);
    else if (value->type == NL_TYPE_SID_SET || value->type == NL_TYPE_NAMES) {
        /* A machine file may carry any bytes under this type. */
        if (value->size > 0 && (memchr(value->bytes, 0, value->size) ||
                                !nl_utf8_valid((const char *)value->bytes, value->size)))
            return false;
        if (value->size > 0)
            texts = nl_split(arena, nl_arena_copy(arena, (const char *)value->bytes, value->size),
                             '\n');
    } else {
        return false;
    }
    *out_texts = texts;
    return true;
}

struct nl_value nl_value_copy(struct nl_arena *arena, const struct nl_value *value)
{
    struct nl_value copy = *value;
    copy.bytes = nl_arena_bytes(arena, value->bytes, value->size);
    return copy;
}

static const struct {
    uint32_t type;
    const char *name;
} type_names[] = {
    {NL_TYPE_NONE, "REG_NONE"},
    {NL_TYPE_SZ, "REG_SZ"},
    {NL_TYPE_EXPAND_SZ, "REG_EXPAND_SZ"},
    {NL_TYPE_BINARY, "REG_BINARY"},
    {NL_TYPE_DWORD, "REG_DWORD"},
    {NL_TYPE_DWORD_BIG_ENDIAN, "REG_DWORD_BIG_ENDIAN"},
    {NL_TYPE_LINK, "REG_LINK"},
    {NL_TYPE_MULTI_SZ, "REG_MULTI_SZ"},
    {NL_TYPE_QWORD, "REG_QWORD"},
    {NL_TYPE_START_TYPE, "START_TYPE"},
    {NL_TYPE_SID_SET, "SID_SET"},
    {NL_TYPE_ACCOUNT_STATE, "ACCOUNT_STATE"},
    {NL_TYPE_NAMES, "NAMES"},
    {NL_TYPE_FIREWALL_BLOCK, "FIREWALL_BLOCK"},
};

const char *nl_value_type_name(struct nl_arena *arena, uint32_t type)
{
    for (size_t i = 0; i < NL_COUNT_OF(type_names); i++) {
        if (type_names[i].type == type)
            return type_names[i].name;
    }
    return nl_arena_format(arena, "REG_%lu", (unsigned long)type);
}

bool nl_value_type_parse(const char *name, uint32_t *out_type)
{
    for (size_t i = 0; i < NL_COUNT_OF(type_names); i++) {
        if (strcmp(type_names[i].name, name) == 0) {
            *out_type = type_names[i].type;
            return true;
        }
    }
    uint64_t number = 0;
    if (strncmp(name, "REG_", 4) != 0 || name[4] == '0' ||
        !nl_parse_u64(name + 4, UINT32_MAX, &number))
        return false;
    *out_type = (uint32_t)number;
    return true;
}

const char *nl_value_show(struct nl_arena *arena, const struct nl_value *value)
{
    switch (value->state) {
    case NL_VALUE_ABSENT:
        return NL_T("absent");
    case NL_VALUE_DENIED:
        return NL_T("access denied");
    case NL_VALUE_UNSUPPORTED:
    case NL_VALUE_STATE_COUNT:
        return NL_T("not available");
    case NL_VALUE_PRESENT:
        break;
    }
    const char *type = nl_value_type_name(arena, value->type);
    uint32_t number = 0;
    struct nl_texts texts = {0};
    if (nl_value_as_dword(value, &number))
        return nl_arena_format(arena, "%lu (%s)", (unsigned long)number, type);
    if (nl_value_as_text(arena, value))
        return nl_arena_format(arena, "\"%s\" (%s)", nl_value_as_text(arena, value), type);
    if (value->size == 1 &&
        (value->type == NL_TYPE_ACCOUNT_STATE || value->type == NL_TYPE_FIREWALL_BLOCK))
        return nl_arena_format(arena, "%u (%s)", value->bytes[0], type);
    struct nl_text out;
    nl_text_init(&out, arena);
    if (nl_value_as_texts(arena, value, &texts)) {
        for (size_t i = 0; i < texts.count; i++)
            nl_text_format(&out, "%s%s", i ? ", " : "", texts.items[i]);
        nl_text_format(&out, "%s(%s)", texts.count ? " " : "", type);
        return out.data;
    }
    for (size_t i = 0; i < value->size && i < 16; i++)
        nl_text_format(&out, "%02x ", value->bytes[i]);
    nl_text_format(&out, "%s(%s, %llu bytes)", value->size > 16 ? "... " : "", type,
                   (unsigned long long)value->size);
    return out.data;
}
