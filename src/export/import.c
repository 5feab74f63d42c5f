/* import.c - a file of another tool as a profile. */
#include "import.h"

#include "base/clean.h"
#include "base/utf16.h"
#include "base/utf8.h"
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
static char first_mark(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && strchr(" \t\r\n", text[at]) && text[at])
        at++;
    return at < size ? text[at] : '\0';
}

static enum nl_status read_text(struct nl_intake *intake, const uint8_t *bytes, size_t size,
                                struct nl_error *err)
{
    bool exact = true;
    const char *text = nl_utf16_or_utf8(intake->arena, bytes, &size, &exact);
    char mark = first_mark(text, size);
    if (exact && mark == '{')
        return nl_read_audit(intake, text, size, err); /* it names the place of what is no text */
    if (!exact || !nl_utf8_valid(text, size) || memchr(text, 0, size))
        return nl_intake_fail_line(intake, 1, NL_T("text in UTF-16 or UTF-8"), err);
    text = nl_arena_copy(intake->arena, text, size);
    return mark == '[' || mark == ';' ? nl_read_inf(intake, text, err)
                                      : nl_read_list(intake, text, err);
}

enum nl_status nl_import(struct nl_arena *arena, const char *file, const uint8_t *bytes,
                         size_t size, struct nl_intake *out_intake, struct nl_error *err)
{
    struct nl_intake intake;
    enum nl_status status = NL_OK;
    nl_intake_begin(arena, file, &intake);
    if (size >= 4 && memcmp(bytes, "PReg", 4) == 0)
        status = nl_read_pol(&intake, bytes, size, err);
    else
        status = read_text(&intake, bytes, size, err);
    if (status == NL_OK && intake.profile.wants.count == 0)
        status =
            nl_fail(err, NL_INVALID, NL_T("{1}: nothing in it belongs to a setting of netlatch"),
                    nl_clean(arena, file));
    intake.profile.name = name_of(arena, file);
    if (status == NL_OK)
        *out_intake = intake;
    return status;
}
