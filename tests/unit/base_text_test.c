/* base_text_test.c - text: comparing, patterns, UTF-8 and UTF-16, numbers, cleaning, sentences. */
#include "base/error.h"
#include "base/text.h"
#include "base/utf16.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static int set_up(void **state)
{
    static struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    *state = &arena;
    return 0;
}

static int tear_down(void **state)
{
    nl_arena_done(*state);
    return 0;
}

static void names_ignore_ascii_case(void **state)
{
    (void)state;
    assert_true(nl_same("RpcSs", "RPCSS"));
    assert_false(nl_same("RpcSs", "RpcS"));
    assert_false(nl_same(NULL, ""));
    assert_true(nl_same(NULL, NULL));
    assert_false(nl_same("\xC3\xA4", "\xC3\x84")); /* letters outside ASCII are exact */
    assert_true(nl_starts("HKLM\\System", "hklm\\"));
    assert_true(nl_ends("x.JSON", ".json"));
    assert_true(nl_holds("a|EmbedCtxt=netlatch|", "embedctxt=NETLATCH"));
    assert_false(nl_holds("", "a"));
    assert_true(nl_same_parts("abX", 2, "ABy", 2));
}

static void patterns(void **state)
{
    static const struct {
        const char *pattern;
        const char *name;
        bool matches;
    } rows[] = {
        {"*", "", true},
        {"Eth*", "Ethernet 2", true},
        {"eth?rnet", "Ethernet", true},
        {"*net*", "Ethernet", true},
        {"*x", "Ethernet", false},
        {"", "a", false},
        {"a*b*c", "axxbxxc", true},
        {"a*b*c", "axxbxx", false},
        {"*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++)
        assert_int_equal(nl_glob(rows[i].pattern, rows[i].name), rows[i].matches);
}

static void numbers(void **state)
{
    static const struct {
        const char *text;
        uint64_t max;
        bool good;
        uint64_t number;
    } rows[] = {
        {"0", 10, true, 0},
        {"10", 10, true, 10},
        {"11", 10, false, 0},
        {"0x1F", 255, true, 31},
        {"", 10, false, 0},
        {"0x", 10, false, 0},
        {"-1", 10, false, 0},
        {"1 ", 10, false, 0},
        {"+1", 10, false, 0},
        {"18446744073709551615", UINT64_MAX, true, UINT64_MAX},
        {"18446744073709551616", UINT64_MAX, false, 0},
        {"99999999999999999999999", UINT64_MAX, false, 0},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        uint64_t number = 0;
        assert_int_equal(nl_parse_u64(rows[i].text, rows[i].max, &number), rows[i].good);
        assert_int_equal(number, rows[i].number);
    }
}

static void utf8_is_checked_strictly(void **state)
{
    static const struct {
        const char *bytes;
        bool valid;
    } rows[] = {
        {"plain", true},
        {"\xE4\xB8\xAD\xE6\x96\x87", true},
        {"\xF0\x9F\x94\x92", true},
        {"\xC0\xAF", false},         /* overlong */
        {"\xE0\x80\xAF", false},     /* overlong */
        {"\xED\xA0\x80", false},     /* a surrogate */
        {"\xF4\x90\x80\x80", false}, /* beyond U+10FFFF */
        {"\xE4\xB8", false},         /* cut off */
        {"\x80", false},
        {"\xFF", false},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++)
        assert_int_equal(nl_utf8_valid(rows[i].bytes, strlen(rows[i].bytes)), rows[i].valid);
}

static void utf16_goes_there_and_back(void **state)
{
    static const char *const rows[] = {"", "Y", "\xE4\xB8\xAD", "a\xF0\x9F\x94\x92z"};
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        uint8_t *bytes = NULL;
        bool exact = false;
        size_t size = nl_utf16_encode(arena, rows[i], &bytes);
        assert_string_equal(nl_utf16_decode(arena, bytes, size, &exact), rows[i]);
        assert_true(exact);
        assert_int_equal(bytes[size] | bytes[size + 1], 0);
    }
    bool exact = true;
    (void)nl_utf16_decode(arena, "\x00\xD8", 2, &exact); /* half a pair */
    assert_false(exact);
    exact = true;
    (void)nl_utf16_decode(arena, "a\0b", 3, &exact);
    assert_false(exact);
    exact = true;
    (void)nl_utf16_decode(arena, "a\0\0\0b\0", 6, &exact); /* a NUL inside */
    assert_false(exact);
}

static void screens_are_safe(void **state)
{
    struct nl_arena *arena = *state;
    assert_string_equal(nl_clean(arena, "a\033[2Jb"), "a?[2Jb");
    assert_string_equal(nl_clean(arena, "line\nline\r\t"), "line?line??");
    assert_string_equal(nl_clean(arena, "\xE2\x80\xAEtxt.exe"), "?txt.exe"); /* U+202E */
    assert_string_equal(nl_clean(arena, "\xC2\x9B"
                                        "31m"),
                        "?31m"); /* C1 CSI */
    assert_string_equal(nl_clean(arena, "\xFF"), "?");
    assert_string_equal(nl_clean(arena, NULL), "");
    assert_string_equal(nl_clean(arena, "\xE7\xBD\x91\xE7\xBB\x9C"), "\xE7\xBD\x91\xE7\xBB\x9C");
    assert_int_equal(nl_columns("\xE7\xBD\x91x"), 3);
    assert_int_equal(nl_columns("e\xCC\x81"), 1); /* e and a combining accent */
}

/* A language of two wordings, ordered by their hashes as make_words.py does it. */
static struct nl_words test_language(struct nl_arena *arena)
{
    static const char *const english[] = {"{1} holds {2}", "running"};
    static const unsigned char texts[] = "<{2} is held by {1}>\0<running>";
    uint32_t offsets[] = {0, sizeof "<{2} is held by {1}>"};
    uint64_t *hashes = nl_arena_array(arena, 2, sizeof *hashes);
    uint32_t *ordered = nl_arena_array(arena, 2, sizeof *ordered);
    size_t first = nl_hash(NL_HASH_START, english[0], strlen(english[0])) >
                   nl_hash(NL_HASH_START, english[1], strlen(english[1]));
    for (size_t i = 0; i < 2; i++) {
        size_t which = i ? 1 - first : first;
        hashes[i] = nl_hash(NL_HASH_START, english[which], strlen(english[which]));
        ordered[i] = offsets[which];
    }
    return (struct nl_words){"xx", "Test", "", 2, hashes, ordered, texts};
}

static void sentences_are_translated_and_filled(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_words words = test_language(arena);
    struct nl_sentence sentence = nl_say(arena, "{1} holds {2}", "PID 4", "running");
    assert_string_equal(nl_sentence_text(arena, &sentence, NULL), "PID 4 holds running");
    assert_string_equal(nl_sentence_text(arena, &sentence, &words), "<<running> is held by PID 4>");
    struct nl_sentence odd = nl_say(arena, "{1} {2} {9} {x} {", "only");
    assert_string_equal(nl_sentence_text(arena, &odd, NULL), "only   {x} {");
    struct nl_sentence nothing = {0};
    assert_string_equal(nl_sentence_text(arena, &nothing, NULL), "");
}

static void errors_keep_the_first_cause(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_error err = {0};
    assert_int_equal(nl_fail(&err, NL_DENIED, "access was denied"), NL_DENIED);
    assert_int_equal(nl_native(&err, NL_NATIVE_WIN32, 5, "RegOpenKeyEx"), NL_DENIED);
    assert_int_equal(nl_context(&err, "cannot read {1}", "smb.direct"), NL_DENIED);
    (void)nl_next(&err, "first advice");
    (void)nl_next(&err, "second advice");
    assert_string_equal(nl_error_text(arena, &err, NULL),
                        "cannot read smb.direct: access was denied (RegOpenKeyEx, Win32 error 5)");
    assert_string_equal(err.next, "first advice");

    /* Arguments that are too long are cut at a character's edge; the error stays readable. */
    char large[4000];
    memset(large, 0xE4, sizeof large);
    for (size_t i = 0; i + 3 < sizeof large; i += 3)
        memcpy(large + i, "\xE4\xB8\xAD", 3);
    large[sizeof large - 1] = '\0';
    (void)nl_fail(&err, NL_INVALID, "{1} and {2}", large, "small");
    const char *text = nl_error_text(arena, &err, NULL);
    assert_true(strstr(text, "and small") != NULL);
    size_t valid = strlen(text);
    assert_true(nl_utf8_valid(text, valid));
}

static void hashes(void **state)
{
    (void)state;
    assert_int_equal(nl_crc32("123456789", 9), 0xCBF43926); /* the check value of CRC-32 */
    assert_int_equal(nl_hash(NL_HASH_START, "", 0), NL_HASH_START);
    assert_true(nl_hash(NL_HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c)); /* FNV-1a */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_ignore_ascii_case),
        cmocka_unit_test(patterns),
        cmocka_unit_test(numbers),
        cmocka_unit_test(utf8_is_checked_strictly),
        cmocka_unit_test(utf16_goes_there_and_back),
        cmocka_unit_test(screens_are_safe),
        cmocka_unit_test(sentences_are_translated_and_filled),
        cmocka_unit_test(errors_keep_the_first_cause),
        cmocka_unit_test(hashes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
