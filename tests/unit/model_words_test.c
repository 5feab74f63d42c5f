/* model_words_test.c - languages are found by their tags, sentences by their English. */
#include "base/arena.h"
#include "base/attributes.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/component.h"
#include "model/ports.h"
#include "model/risk.h"
#include "model/words.h"
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

static void languages(void **state)
{
    static const struct {
        const char *tag;
        bool chinese;
    } rows[] = {
        {"zh", true},      {"zh-CN", true},      {"ZH-cn", true},      {"zh-SG", true},
        {"zh-Hans", true}, {"zh-Hans-HK", true}, {"en", false},        {"en-US", false},
        {"zh-TW", false},  {"zh-Hant", false},   {"zh-Hansel", false}, {"zhx", false},
        {"", false},       {"de", false},        {NULL, false},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_words *words = nl_words_find(rows[i].tag);
        if ((words != NULL) != rows[i].chinese)
            fail_msg("%s", rows[i].tag ? rows[i].tag : "NULL");
        if (words)
            assert_string_equal(words->language, "zh-CN");
    }
}

/* The file a table was made from, as text. */
static const char *read_po(struct nl_arena *arena, const char *language)
{
    enum { MOST = 1 << 20 };
    const char *root = getenv("NETLATCH_SOURCE_DIR");
    if (!root)
        SKIP_BECAUSE("NETLATCH_SOURCE_DIR is not set");
    FILE *file = fopen(nl_arena_format(arena, "%s/res/words/%s.po", root, language), "rb");
    assert_non_null(file);
    char *text = nl_arena_alloc(arena, MOST);
    size_t size = fread(text, 1, MOST - 1, file);
    (void)fclose(file);
    assert_true(size > 0 && size < MOST - 1);
    text[size] = '\0';
    return text;
}

/* The string in quotes at `at`, its escapes resolved; every one stands on one line. */
static const char *unquote(struct nl_arena *arena, const char *at)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    assert_int_equal(*at, '"');
    for (at++; *at != '"'; at++) {
        assert_true(*at && *at != '\n');
        if (*at == '\\')
            at++;
        nl_text_add_char(&out, at[-1] == '\\' && *at == 'n' ? '\n' : *at);
    }
    return out.data;
}

/* Each entry of the file is found in the table, and the table holds no more than the file. */
static void check_against_file(struct nl_arena *arena, const struct nl_words *words)
{
    const char *at = read_po(arena, words->language);
    size_t count = 0;
    assert_true(nl_utf8_valid(at, strlen(at)));
    while ((at = strstr(at, "\nmsgid \"")) != NULL) {
        const char *english = unquote(arena, at + sizeof "\nmsgid " - 1);
        at = strstr(at, "\nmsgstr \"");
        assert_non_null(at);
        const char *text = unquote(arena, at + sizeof "\nmsgstr " - 1);
        if (!*english)
            continue; /* the header */
        const char *found = nl_translation(words, english);
        if (!found || strcmp(found, text) != 0)
            fail_msg("%s: not found as it stands in the file: %s", words->language, english);
        count++;
    }
    assert_int_equal(count, words->count);
    assert_true(count > 400);
}

static void every_sentence_is_found(void **state)
{
    assert_true(nl_language_count > 0);
    for (size_t i = 0; i < nl_language_count; i++)
        check_against_file(*state, &nl_languages[i]);
}

static void what_is_not_there_stays_english(void **state)
{
    const struct nl_words *words = nl_words_find("zh-CN");
    (void)state;
    assert_null(nl_translation(words, "No such sentence."));
    assert_null(nl_translation(words, ""));
    assert_string_equal(nl_translate(words, "445"), "445");
    assert_string_equal(nl_translate(NULL, nl_ports[0].name), nl_ports[0].name);
}

static void a_sentence_takes_its_arguments_along(void **state)
{
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    struct nl_sentence sentence =
        nl_say(&arena, NL_T("{1}: {2} is not an instance of {3}"), "a", "b", "c");
    const char *text = nl_sentence_text(&arena, &sentence, nl_words_find("zh"));
    assert_string_equal(text, "a\xEF\xBC\x9A"
                              "b 不是 c 的实例");
    assert_string_equal(nl_sentence_text(&arena, &sentence, NULL), "a: b is not an instance of c");
    nl_arena_done(&arena);
}

/* A wording among the arguments is translated, a name that happens to be one is not. */
static void a_name_stays_what_it_is(void **state)
{
    const struct nl_words *words = nl_words_find("zh");
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    assert_non_null(nl_translation(words, "Public"));
    struct nl_sentence share =
        nl_say(&arena, NL_T("This computer publishes {1} folders: {2}."), "1", "Public");
    const char *text = nl_sentence_text(&arena, &share, words);
    assert_true(nl_ends(text, "Public\xE3\x80\x82"));
    struct nl_sentence profile =
        nl_say(&arena, NL_T("Firewall profile {1} is off: EnableFirewall is 0."), "Public");
    text = nl_sentence_text(&arena, &profile, words);
    assert_null(strstr(text, "Public"));
    assert_non_null(strstr(text, nl_translation(words, "Public")));
    nl_arena_done(&arena);
}

static void titles_of_risks_are_translated(void **state)
{
    const struct nl_words *words = nl_words_find("zh-CN");
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_non_null(nl_translation(words, rows[i].title));
        assert_non_null(nl_translation(words, rows[i].risk));
        assert_non_null(nl_translation(words, rows[i].instead));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages),
        WITH_ARENA(every_sentence_is_found),
        cmocka_unit_test(what_is_not_there_stays_english),
        cmocka_unit_test(a_sentence_takes_its_arguments_along),
        cmocka_unit_test(a_name_stays_what_it_is),
        cmocka_unit_test(titles_of_risks_are_translated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
