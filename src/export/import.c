/* import.c - a file of another tool as a profile. */
#include "import.h"

#include "base/clean.h"
#include "read_audit.h"
#include "read_inf.h"
#include "read_list.h"
#include "read_pol.h"

#include <string.h>

enum { LONGEST_NAME = 64 };

/* What a profile can be called, from the name of the file without its folder and its ending. */
static const char *name_of(struct nl_arena *arena, const char *file)
{
    struct nl_text name;
    nl_text_init(&name, arena);
    for (const char *at = file; *at; at++) {
        if (*at == '/' || *at == '\\')
            file = at + 1;
    }
    const char *end = strrchr(file, '.');
    size_t length = end && end > file ? (size_t)(end - file) : strlen(file);
    for (size_t i = 0; i < length && name.length < LONGEST_NAME; i++) {
        char c = file[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        nl_text_add_char(&name, letter || c == '_' || c == '.' ? c : '-');
    }
    return name.length ? name.data : "imported";
}

/* The first byte that is no blank; 0: there is none. */
static char first_mark(const uint8_t *bytes, size_t size)
{
    size_t at = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < size && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    return at < size ? (char)bytes[at] : '\0';
}

enum nl_status nl_import(struct nl_arena *arena, const char *file, const uint8_t *bytes,
                         size_t size, struct nl_intake *out_intake, struct nl_error *err)
{
    struct nl_intake intake;
    enum nl_status status = NL_OK;
    char mark = first_mark(bytes, size);
    nl_intake_begin(arena, file, &intake);
    if (size >= 4 && memcmp(bytes, "PReg", 4) == 0)
        status = nl_read_pol(&intake, bytes, size, err);
    else if ((size >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE) || mark == '[' || mark == ';')
        status = nl_read_inf(&intake, bytes, size, err);
    else if (mark == '{')
        status = nl_read_audit(&intake, bytes, size, err);
    else
        status = nl_read_list(&intake, bytes, size, err);
    if (status == NL_OK && intake.profile.wants.count == 0)
        status =
            nl_fail(err, NL_INVALID, NL_T("{1}: nothing in it belongs to a setting of netlatch"),
                    nl_clean(arena, file));
    intake.profile.name = name_of(arena, file);
    if (status == NL_OK)
        *out_intake = intake;
    return status;
}
