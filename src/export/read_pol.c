/* read_pol.c - Registry.pol as a profile. */
#include "read_pol.h"

#include "base/clean.h"
#include "base/utf16.h"

#include <string.h>

enum { HEADER = 8, MAX_NAME = 32768 };

/* A place in the file. */
struct cursor {
    const uint8_t *bytes;
    size_t size;
    size_t at;
};

static enum nl_status fail(const struct nl_intake *intake, size_t offset, const char *expected,
                           struct nl_error *err)
{
    (void)nl_fail(err, NL_INVALID, NL_T("expected {1}"), expected);
    return nl_context(err, NL_T("{1}: offset {2}"), nl_clean(intake->arena, intake->file),
                      nl_decimal(offset).text);
}

/* One of the characters that separate the parts. */
static bool take_mark(struct cursor *cursor, char mark)
{
    if (cursor->size - cursor->at < 2 || cursor->bytes[cursor->at] != (uint8_t)mark ||
        cursor->bytes[cursor->at + 1] != 0)
        return false;
    cursor->at += 2;
    return true;
}

static bool take_u32(struct cursor *cursor, uint32_t *out_number)
{
    if (cursor->size - cursor->at < 4)
        return false;
    const uint8_t *at = cursor->bytes + cursor->at;
    *out_number =
        (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
    cursor->at += 4;
    return true;
}

/* A text with its terminator; NULL: it has none, or is no text. */
static const char *take_name(struct nl_arena *arena, struct cursor *cursor)
{
    size_t length = 0;
    bool exact = false;
    const uint8_t *at = cursor->bytes + cursor->at;
    size_t left = cursor->size - cursor->at;
    while (length + 2 <= left && length < (size_t)MAX_NAME && (at[length] || at[length + 1]))
        length += 2;
    if (length + 2 > left || at[length] || at[length + 1])
        return NULL;
    cursor->at += length + 2;
    const char *name = nl_utf16_decode(arena, at, length, &exact);
    return exact ? name : NULL;
}

/* Names that begin with two asterisks are commands; only the removal of one value has a setting's meaning. */
static void take_entry(struct nl_intake *intake, const char *key, const char *name,
                       const struct nl_value *value)
{
    static const char removed[] = "**del.";
    if (nl_starts(name, removed)) {
        struct nl_value absent = nl_value_absent(0);
        nl_intake_registry(intake, key, name + sizeof removed - 1, &absent);
    } else if (nl_starts(name, "**")) {
        nl_intake_leave(intake, nl_arena_format(intake->arena, "HKLM\\%s\\%s", key, name),
                        (struct nl_sentence){0});
    } else {
        nl_intake_registry(intake, key, name, value);
    }
}

static enum nl_status read_entry(struct nl_intake *intake, struct cursor *cursor,
                                 struct nl_error *err)
{
    uint32_t type = 0;
    uint32_t size = 0;
    const char *key = NULL;
    const char *name = NULL;
    if (!take_mark(cursor, '['))
        return fail(intake, cursor->at, "[", err);
    size_t begins = cursor->at;
    key = take_name(intake->arena, cursor);
    if (!key || !take_mark(cursor, ';'))
        return fail(intake, begins, NL_T("the name of a key, then ;"), err);
    begins = cursor->at;
    name = take_name(intake->arena, cursor);
    if (!name || !take_mark(cursor, ';'))
        return fail(intake, begins, NL_T("the name of a value, then ;"), err);
    begins = cursor->at;
    if (!take_u32(cursor, &type) || !take_mark(cursor, ';') || !take_u32(cursor, &size) ||
        !take_mark(cursor, ';'))
        return fail(intake, begins, NL_T("type and size, each with ;"), err);
    if (size > cursor->size - cursor->at)
        return fail(intake, cursor->at, NL_T("as many bytes as the size says"), err);
    struct nl_value value = nl_value_raw(intake->arena, type, cursor->bytes + cursor->at, size);
    cursor->at += size;
    if (!take_mark(cursor, ']'))
        return fail(intake, cursor->at, "]", err);
    take_entry(intake, key, name, &value);
    return NL_OK;
}

enum nl_status nl_read_pol(struct nl_intake *intake, const uint8_t *bytes, size_t size,
                           struct nl_error *err)
{
    static const uint8_t header[HEADER] = {'P', 'R', 'e', 'g', 1, 0, 0, 0};
    struct cursor cursor = {.bytes = bytes, .size = size, .at = HEADER};
    enum nl_status status = NL_OK;
    if (size < HEADER || memcmp(bytes, header, HEADER) != 0)
        return fail(intake, 0, NL_T("PReg and version 1"), err);
    while (status == NL_OK && cursor.at < size)
        status = read_entry(intake, &cursor, err);
    return status;
}
