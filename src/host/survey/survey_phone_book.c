/* survey_phone_book.c - the connections of a Windows phone book. */
#include "survey_phone_book.h"

#include "base/clean.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

enum { LONGEST_NAME = 256 /* RAS_MaxEntryName */ };

/* Written in UTF-8 since Vista and in the system's code page before. What is not UTF-8 is only
 * shown: its other bytes become '?'. */
static const char *name_of(struct nl_arena *arena, const char *text, size_t length)
{
    char *name = nl_arena_copy(arena, text, length < LONGEST_NAME ? length : LONGEST_NAME);
    if (!nl_utf8_valid(name, strlen(name))) {
        for (char *at = name; *at; at++) {
            if ((unsigned char)*at >= 0x80)
                *at = '?';
        }
    }
    return nl_clean(arena, name);
}

static enum nl_answer answer_of(const char *value, size_t length)
{
    if (length != 1)
        return NL_ANSWER_UNKNOWN;
    if (*value == '1')
        return NL_ANSWER_YES;
    return *value == '0' ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

void nl_survey_phone_book(struct nl_arena *arena, const uint8_t *bytes, size_t size,
                          struct nl_machine *machine)
{
    static const char flags[] = "IpNBTFlags=";
    static const char mark[] = "\xEF\xBB\xBF";
    const char *at = (const char *)bytes;
    const char *end = at + size;
    struct nl_phone_entry *entry = NULL;
    if (size >= sizeof mark - 1 && memcmp(at, mark, sizeof mark - 1) == 0)
        at += sizeof mark - 1;
    while (at < end) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        const char *next = feed ? feed + 1 : end;
        size_t length = (size_t)((feed ? feed : end) - at);
        while (length > 0 && (at[length - 1] == '\r' || at[length - 1] == ' '))
            length--;
        if (length > 2 && at[0] == '[' && at[length - 1] == ']') {
            if (machine->phone_book.count >= NL_PHONE_ENTRIES_MOST)
                return;
            entry = NL_PUSH(arena, &machine->phone_book);
            entry->name = name_of(arena, at + 1, length - 2);
        } else if (entry && length >= sizeof flags - 1 &&
                   nl_same_parts(at, sizeof flags - 1, flags, sizeof flags - 1)) {
            entry->netbios = answer_of(at + sizeof flags - 1, length - (sizeof flags - 1));
        }
        at = next;
    }
}
