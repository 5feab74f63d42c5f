/* read_inf.c - a security template as a profile. */
#include "read_inf.h"

#include "base/attributes.h"
#include "base/clean.h"

#include <string.h>

typedef enum nl_status (*take_line)(struct nl_intake *intake, const char *line, size_t number,
                                    struct nl_error *err);

/* Without blanks at both ends; the copy is the caller's to change. */
static char *trimmed(struct nl_arena *arena, const char *text, size_t length)
{
    while (length > 0 && strchr(" \t\r", text[0])) {
        text++;
        length--;
    }
    while (length > 0 && strchr(" \t\r", text[length - 1]))
        length--;
    return nl_arena_copy(arena, text, length);
}

/* Splits at the first '=' outside quotes; false without one. */
static bool split(struct nl_arena *arena, const char *line, const char **out_key,
                  const char **out_value)
{
    const char *equals = strchr(line, '=');
    if (!equals)
        return false;
    *out_key = trimmed(arena, line, (size_t)(equals - line));
    *out_value = trimmed(arena, equals + 1, strlen(equals + 1));
    return true;
}

static const char *unquoted(struct nl_arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
        return nl_arena_copy(arena, text + 1, length - 2);
    return text;
}

/* The value that TYPE,DATA stands for; false: it is none. */
static bool read_data(struct nl_arena *arena, const char *text, struct nl_value *out_value)
{
    uint64_t type = 0;
    uint64_t number = 0;
    const char *comma = strchr(text, ',');
    if (!comma || !nl_parse_u64(trimmed(arena, text, (size_t)(comma - text)), 11, &type))
        return false;
    const char *data = trimmed(arena, comma + 1, strlen(comma + 1));
    if (type == NL_TYPE_DWORD) {
        if (!nl_parse_u64(data, UINT32_MAX, &number))
            return false;
        *out_value = nl_value_dword(arena, (uint32_t)number);
    } else if (type == NL_TYPE_MULTI_SZ) {
        struct nl_texts all = nl_split(arena, data, ',');
        struct nl_texts parts = {0};
        for (size_t i = 0; i < all.count; i++) {
            if (*all.items[i])
                *NL_PUSH(arena, &parts) = all.items[i];
        }
        *out_value = nl_value_multi_sz(arena, &parts);
    } else if (type == NL_TYPE_SZ || type == NL_TYPE_EXPAND_SZ) {
        *out_value = nl_value_text(arena, (uint32_t)type, unquoted(arena, data));
    } else {
        *out_value = nl_value_raw(arena, (uint32_t)type, data, strlen(data));
    }
    return true;
}

/* MACHINE\Path\Name=TYPE,DATA: everything behind the last backslash is the value's name. */
static enum nl_status take_registry(struct nl_intake *intake, const char *line, size_t number,
                                    struct nl_error *err)
{
    static const char root[] = "MACHINE\\";
    const char *path = NULL;
    const char *data = NULL;
    struct nl_value value;
    if (!split(intake->arena, line, &path, &data) || !read_data(intake->arena, data, &value))
        return nl_intake_fail_line(intake, number, NL_T("PATH\\NAME=TYPE,DATA"), err);
    path = unquoted(intake->arena, path);
    const char *name = strrchr(path, '\\');
    if (!nl_starts(path, root) || name < path + sizeof root - 1) {
        nl_intake_leave(intake, path, (struct nl_sentence){0});
        return NL_OK;
    }
    const char *key = path + sizeof root - 1;
    nl_intake_registry(intake, nl_arena_copy(intake->arena, key, (size_t)(name - key)), name + 1,
                       &value);
    return NL_OK;
}

/* "NAME",START,"SDDL" */
static enum nl_status take_service(struct nl_intake *intake, const char *line, size_t number,
                                   struct nl_error *err)
{
    struct nl_texts parts = nl_split(intake->arena, line, ',');
    uint64_t start = 0;
    if (parts.count < 3 ||
        !nl_parse_u64(trimmed(intake->arena, parts.items[1], strlen(parts.items[1])), 4, &start))
        return nl_intake_fail_line(intake, number, NL_T("\"SERVICE\",START,\"SDDL\""), err);
    const char *name = trimmed(intake->arena, parts.items[0], strlen(parts.items[0]));
    nl_intake_service(intake, unquoted(intake->arena, name), (uint32_t)start);
    return NL_OK;
}

static enum nl_status take_right(struct nl_intake *intake, const char *line, size_t number,
                                 struct nl_error *err)
{
    const char *right = NULL;
    const char *list = NULL;
    struct nl_texts holders = {0};
    if (!split(intake->arena, line, &right, &list))
        return nl_intake_fail_line(intake, number, NL_T("RIGHT = ACCOUNT,ACCOUNT"), err);
    struct nl_texts parts = nl_split(intake->arena, list, ',');
    for (size_t i = 0; i < parts.count; i++) {
        const char *part = trimmed(intake->arena, parts.items[i], strlen(parts.items[i]));
        if (*part)
            *NL_PUSH(intake->arena, &holders) = part;
    }
    nl_intake_right(intake, right, &holders);
    return NL_OK;
}

static enum nl_status take_access(struct nl_intake *intake, const char *line, size_t number,
                                  struct nl_error *err)
{
    const char *key = NULL;
    const char *value = NULL;
    if (!split(intake->arena, line, &key, &value))
        return nl_intake_fail_line(intake, number, NL_T("NAME = VALUE"), err);
    if (nl_same(key, "EnableGuestAccount") && (nl_equal(value, "0") || nl_equal(value, "1")))
        nl_intake_account(intake, "501", *value == '1');
    else
        nl_intake_leave(intake, key, (struct nl_sentence){0});
    return NL_OK;
}

static enum nl_status skip(struct nl_intake *intake, const char *line, size_t number,
                           struct nl_error *err)
{
    (void)intake;
    (void)line;
    (void)number;
    (void)err;
    return NL_OK;
}

static const struct {
    const char *name;
    take_line take;
} sections[] = {
    {"Unicode", skip},
    {"Version", skip},
    {"Profile Description", skip},
    {"System Access", take_access},
    {"Registry Values", take_registry},
    {"Service General Setting", take_service},
    {"Privilege Rights", take_right},
};

/* What reads the lines of a section; one that is not known is left aside as a whole. */
static take_line section_of(struct nl_intake *intake, const char *name)
{
    for (size_t i = 0; i < NL_COUNT_OF(sections); i++) {
        if (nl_same(sections[i].name, name))
            return sections[i].take;
    }
    nl_intake_leave(intake, nl_arena_format(intake->arena, "[%s]", name), (struct nl_sentence){0});
    return skip;
}

enum nl_status nl_read_inf(struct nl_intake *intake, const char *text, struct nl_error *err)
{
    take_line take = NULL;
    enum nl_status status = NL_OK;
    size_t number = 0;
    while (*text && status == NL_OK) {
        size_t length = strcspn(text, "\n");
        const char *line = trimmed(intake->arena, text, length);
        size_t used = strlen(line);
        text += length + (text[length] == '\n');
        number++;
        if (*line == ';' || !*line)
            continue;
        if (*line == '[' && line[used - 1] == ']')
            take = section_of(intake, nl_arena_copy(intake->arena, line + 1, used - 2));
        else if (take)
            status = take(intake, line, number, err);
        else
            status = nl_intake_fail_line(intake, number, NL_T("a section in brackets"), err);
    }
    return status;
}
