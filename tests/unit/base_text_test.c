/* base_text_test.c - text: comparing, patterns, UTF-8 and UTF-16, numbers, cleaning, sentences. */
#include "base/clean.h"
#include "base/error.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/time_text.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "base/width.h"

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

/* The text of a file, however Windows wrote it. */
static void a_byte_order_mark_says_how_text_is_written(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *text;
        bool exact;
    } rows[] = {
        {"", 0, "", true},
        {"Y", 1, "Y", true},
        {"\xEF\xBB\xBF", 3, "", true},
        {"\xEF\xBB\xBFY", 4, "Y", true},
        {"\xFF\xFE", 2, "", true},
        {"\xFF\xFEY\0", 4, "Y", true},
        {"\xFF\xFE\x2D\x4E", 4, "\xE4\xB8\xAD", true},
        {"\xFF\xFEY", 3, "", false},                    /* an odd byte */
        {"\xFF\xFE\x00\xD8", 4, "\xEF\xBF\xBD", false}, /* half a pair */
        {"\xFF", 1, "\xFF", true},                      /* as it is, whatever it holds */
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        bool exact = !rows[i].exact;
        size_t size = rows[i].size;
        const char *text = nl_utf16_or_utf8(arena, rows[i].bytes, &size, &exact);
        assert_int_equal(size, strlen(rows[i].text));
        assert_memory_equal(text, rows[i].text, size);
        assert_int_equal(exact, rows[i].exact);
    }
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
}

/* Every character there is: what must be cleaned is, what must not be stays. */
static void invisible_characters_are_cleaned(void **state)
{
    static const struct {
        uint32_t first;
        uint32_t last;
        bool stays;
    } rows[] = {
        {0x20, 0x7E, true},          {0xA0, 0xAC, true},        {0xAE, 0x34E, true},
        {0x4E00, 0x9FFF, true},      {0xFE00, 0xFE0F, true},    {0x1F300, 0x1F6FF, true},
        {0x600, 0x605, true}, /* Arabic signs: format characters that are seen */
        {0x01, 0x1F, false},         {0x7F, 0x9F, false},       {0xAD, 0xAD, false},
        {0x61C, 0x61C, false},       {0x115F, 0x1160, false},   {0x200B, 0x200F, false},
        {0x2028, 0x202E, false},     {0x2060, 0x2069, false},   {0x3164, 0x3164, false},
        {0xFDD0, 0xFDEF, false},     {0xFEFF, 0xFEFF, false},   {0xFFF9, 0xFFFB, false},
        {0xFFFD, 0xFFFF, false},     {0x1FFFE, 0x1FFFF, false}, {0xE0000, 0xE007F, false},
        {0x10FFFE, 0x10FFFF, false},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        for (uint32_t c = rows[i].first; c <= rows[i].last; c++) {
            char text[5] = {0};
            text[nl_utf8_put(c, text)] = '\0';
            if (nl_equal(nl_clean(arena, text), text) != rows[i].stays && c != '?')
                fail_msg("U+%04X", (unsigned)c);
        }
    }
}

static void characters_have_their_width(void **state)
{
    static const struct {
        const char *text;
        size_t columns;
    } rows[] = {
        {"", 0},
        {"abc", 3},
        {"\xE7\xBD\x91x", 3},                /* U+7F51, an ideograph */
        {"e\xCC\x81", 1},                    /* a combining accent */
        {"\xE0\xB8\x81\xE0\xB8\xB4", 1},     /* Thai with a vowel above */
        {"\xD7\xA9\xD6\xB8", 1},             /* Hebrew with a point */
        {"\xE1\x84\x80\xE1\x85\xA1", 2},     /* Hangul in two parts */
        {"\xEA\xB0\x80", 2},                 /* Hangul in one */
        {"\xEF\xBD\xB1", 1},                 /* half-width katakana */
        {"\xEF\xBC\xA1", 2},                 /* full-width A */
        {"\xE3\x82\xAB\xE3\x82\x99", 2},     /* katakana with a combining voice mark */
        {"\xF0\x9F\x94\xA5", 2},             /* U+1F525 fire */
        {"\xF0\x9F\x9A\x80", 2},             /* U+1F680 rocket, missing in a table by blocks */
        {"\xE2\x9A\xA1", 2},                 /* U+26A1, an emoji among symbols */
        {"\xE2\x9D\xA4\xEF\xB8\x8F", 1},     /* U+2764 and a variation selector */
        {"\xF0\xA0\x80\x80", 2},             /* U+20000 */
        {"\xFF\xFF", 2},                     /* no UTF-8: shown as one mark each */
        {"\xC3\xA9\xE2\x82\xAC\xD0\x96", 3}, /* Latin, a currency sign, Cyrillic */
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (nl_columns(rows[i].text) != rows[i].columns)
            fail_msg("%s: %u", rows[i].text, (unsigned)nl_columns(rows[i].text));
    }
    assert_int_equal(nl_char_columns(0x10FFFF), 1);
}

/* A language of two wordings, ascending by their hashes. */
static const struct nl_wording *test_wordings(void)
{
    static struct nl_wording wordings[2];
    wordings[0] =
        (struct nl_wording){nl_hash(NL_HASH_START, "{1} holds {2}", 13), "<{2} is held by {1}>"};
    wordings[1] = (struct nl_wording){nl_hash(NL_HASH_START, "running", 7), "<running>"};
    if (wordings[0].hash > wordings[1].hash) {
        struct nl_wording first = wordings[0];
        wordings[0] = wordings[1];
        wordings[1] = first;
    }
    return wordings;
}

static void sentences_are_translated_and_filled(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_words words = {"xx", "Test", "", 2, test_wordings};
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

static void times_go_there_and_back(void **state)
{
    static const char *const wrong[] = {"",
                                        "2026-11-28",
                                        "2026-11-28T00:53:33",
                                        "2026-11-28T00:53:33+",
                                        "2026-02-29T00:00:00Z",
                                        "2026-13-01T00:00:00Z",
                                        "2026-00-01T00:00:00Z",
                                        "1969-12-31T23:59:59Z",
                                        "2026-11-28T24:00:00Z",
                                        "2026-11-28T00:53:33Z ",
                                        "2O26-11-28T00:53:33Z"};
    static const uint64_t moments[] = {0, 951782399, 951782400, 951868800, 1795827213, 4102444800};
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        uint64_t again = 1;
        assert_true(nl_time_parse(nl_time_text(*state, moments[i]), &again));
        assert_true(again == moments[i]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        uint64_t unused = 0;
        assert_false(nl_time_parse(wrong[i], &unused));
    }
}

/* The examples of FIPS 180-4, and lengths around the end of a block against sha256sum. */
static void sha256_is_that_of_the_standard(void **state)
{
    static const struct {
        size_t size; /* of the letter a */
        const char *digest;
    } rows[] = {
        {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
        {120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
        {1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    struct nl_arena *arena = *state;
    char *letters = nl_arena_alloc(arena, 1000000);
    memset(letters, 'a', 1000000);
    assert_string_equal(nl_sha256(arena, "", 0),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(nl_sha256(arena, "abc", 3),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(nl_sha256(arena, letters, rows[i].size), rows[i].digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_ignore_ascii_case),
        cmocka_unit_test(patterns),
        cmocka_unit_test(numbers),
        cmocka_unit_test(utf8_is_checked_strictly),
        cmocka_unit_test(utf16_goes_there_and_back),
        cmocka_unit_test(a_byte_order_mark_says_how_text_is_written),
        cmocka_unit_test(screens_are_safe),
        cmocka_unit_test(invisible_characters_are_cleaned),
        cmocka_unit_test(characters_have_their_width),
        cmocka_unit_test(sentences_are_translated_and_filled),
        cmocka_unit_test(errors_keep_the_first_cause),
        cmocka_unit_test(hashes),
        cmocka_unit_test(times_go_there_and_back),
        cmocka_unit_test(sha256_is_that_of_the_standard),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
