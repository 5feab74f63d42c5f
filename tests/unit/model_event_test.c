/* model_event_test.c - the table of events and res/events.mc are two halves of one: the same ids,
 * severities and inserts, in both languages. */
#include "base/text.h"
#include "base/utf8.h"
#include "model/event.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "skip.h"

/* One message as the .mc has it. */
struct message {
    char id[16];
    char severity[32];
    char symbol[64];
    unsigned inserts[2]; /* bit n: %n is used; English and Chinese */
    size_t letters[2];
};

static char *read_whole(struct nl_arena *arena, size_t *out_size)
{
    const char *root = getenv("NETLATCH_SOURCE_DIR");
    if (!root)
        SKIP_BECAUSE("NETLATCH_SOURCE_DIR is not set");
    FILE *file = fopen(nl_arena_format(arena, "%s/res/events.mc", root), "rb");
    assert_non_null(file);
    char *text = nl_arena_alloc(arena, 1 << 18);
    *out_size = fread(text, 1, (1 << 18) - 1, file);
    (void)fclose(file);
    assert_true(*out_size > 0 && *out_size < (1 << 18) - 1);
    return text;
}

static void keep_inserts(struct message *message, int language, const char *line)
{
    for (const char *at = strchr(line, '%'); at; at = strchr(at + 1, '%')) {
        assert_true(at[1] >= '1' && at[1] <= '9'); /* no other escape is used */
        message->inserts[language] |= 1U << (at[1] - '0');
    }
    message->letters[language] += strlen(line);
}

/* Reads the messages in order; language 0 is English, 1 Chinese. */
static size_t read_messages(struct nl_arena *arena, struct message *messages, size_t most)
{
    size_t size = 0;
    char *text = read_whole(arena, &size);
    size_t count = 0;
    int language = -1;
    assert_true(nl_utf8_valid(text, size));
    for (char *at = text; *at;) {
        char *end = strstr(at, "\r\n");
        assert_non_null(end); /* windmc copies line ends into the messages */
        assert_null(memchr(at, '\n', (size_t)(end - at)));
        *end = '\0';
        if (strcmp(at, ".") == 0) {
            language = -1;
        } else if (language >= 0) {
            keep_inserts(&messages[count - 1], language, at);
        } else if (nl_starts(at, "MessageId=")) {
            assert_true(count < most);
            (void)snprintf(messages[count].id, sizeof messages[count].id, "%s", at + 10);
            count++;
        } else if (nl_starts(at, "Severity=")) {
            (void)snprintf(messages[count - 1].severity, sizeof messages[0].severity, "%s", at + 9);
        } else if (nl_starts(at, "SymbolicName=")) {
            (void)snprintf(messages[count - 1].symbol, sizeof messages[0].symbol, "%s", at + 13);
        } else if (nl_starts(at, "Language=")) {
            language = strcmp(at + 9, "English") == 0 ? 0 : 1;
            assert_true(language == 0 || strcmp(at + 9, "Chinese") == 0);
        }
        at = end + 2;
    }
    return count;
}

static void the_table_and_the_messages_agree(void **state)
{
    static const char *const severities[] = {[NL_EVENT_INFORMATION] = "Informational",
                                             [NL_EVENT_WARNING] = "Warning",
                                             [NL_EVENT_ERROR] = "Error"};
    struct nl_arena *arena = *state;
    struct message messages[64] = {0};
    size_t count = 0;
    const struct nl_event_row *rows = nl_event_rows(&count);
    assert_int_equal(read_messages(arena, messages, NL_COUNT_OF(messages)), count);
    for (size_t i = 0; i < count; i++) {
        const struct nl_event_row *row = &rows[i];
        assert_string_equal(messages[i].id, nl_decimal((uint64_t)row->id).text);
        assert_string_equal(messages[i].severity, severities[row->kind]);
        assert_string_equal(messages[i].symbol, row->symbol);
        for (int language = 0; language < 2; language++) {
            /* %1 up to the last, none left out */
            if (messages[i].inserts[language] != (2U << row->inserts) - 2)
                fail_msg("%s: language %d uses inserts %x, the table says %zu", row->symbol,
                         language, messages[i].inserts[language], row->inserts);
            assert_true(messages[i].letters[language] > 20);
        }
    }
}

static void ids_are_in_their_ranges(void **state)
{
    (void)state;
    size_t count = 0;
    const struct nl_event_row *rows = nl_event_rows(&count);
    for (size_t i = 0; i < count; i++) {
        int first = rows[i].kind == NL_EVENT_INFORMATION ? 1000
                    : rows[i].kind == NL_EVENT_WARNING   ? 1100
                                                         : 1200;
        assert_in_range(rows[i].id, first, first + 99);
        assert_true(i == 0 || rows[i].id > rows[i - 1].id);
        assert_true(rows[i].inserts >= 1 && rows[i].inserts <= NL_EVENT_INSERTS);
        assert_ptr_equal(nl_event_row(rows[i].id), &rows[i]);
    }
    /* These numbers are in other people's filters: they are for ever. */
    assert_int_equal(nl_event_message(nl_event_row(NL_EVENT_APPLIED)), 0x400003E8);
    assert_int_equal(nl_event_message(nl_event_row(NL_EVENT_GUARD_FIRED)), 0x8000044F);
    assert_int_equal(nl_event_message(nl_event_row(NL_EVENT_GUARD_INCOMPLETE)), 0xC00004B3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(the_table_and_the_messages_agree),
        WITH_ARENA(ids_are_in_their_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
