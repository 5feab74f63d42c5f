/* windows_format_test.c - snprintf of win_format.c writes what C11 says, with what our formats hold. */
/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define EXPECT(expected, ...)                                                                      \
    do {                                                                                           \
        char text[200];                                                                            \
        assert_int_equal(snprintf(text, sizeof text, __VA_ARGS__), strlen(expected));              \
        assert_string_equal(text, expected);                                                       \
        assert_int_equal(snprintf(NULL, 0, __VA_ARGS__), strlen(expected));                        \
    } while (0)

static void texts(void **state)
{
    (void)state;
    EXPECT("", "%s", "");
    EXPECT("100 % of x", "100 %% of %c", 'x');
    EXPECT("[  ab][ab  ][abc]", "[%4s][%-4s][%2s]", "ab", "ab", "abc");
    EXPECT("[ab][    ab][]", "[%.*s][%6.2s][%.0s]", 2, "abcd", "abcd", "abcd");
    EXPECT("[ab  ][  x]", "[%-*s][%3c]", 4, "ab", 'x');
    EXPECT("\xE4\xB8\xAD", "%s", "\xE4\xB8\xAD");
}

/* How the test library prints the numbers of an assertion that failed, msvcrt's way. */
static void numbers_of_a_failed_test(void **state)
{
    (void)state;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat"
    EXPECT("0xabcdef0123456789", "0x%I64x", UINT64_C(0xABCDEF0123456789));
#pragma GCC diagnostic pop
}

static void numbers(void **state)
{
    (void)state;
    EXPECT("-1 4294967295 ffffffff", "%d %u %x", -1, UINT32_MAX, UINT32_MAX);
    EXPECT("[00ff][  7][7  ][0A]", "[%04x][%3u][%-3d][%02X]", 255U, 7U, 7, 10U);
    EXPECT("18446744073709551615 0xFFFFFFFFFFFFFFFF", "%llu 0x%08llX", UINT64_MAX, UINT64_MAX);
    EXPECT("-9223372036854775808", "%lld", INT64_MIN);
    EXPECT("4000000000 -5 0badf00d", "%lu %ld %08lx", 4000000000UL, -5L, 0xbadf00dUL);
    EXPECT("[12][ 3]", "[%zu][%2zu]", (size_t)12, (size_t)3);
    EXPECT("[ABC]", "[%p]", (void *)0xABC);
    EXPECT("12.5 -0.25 1234.57 3", "%g %g %g %g", 12.5, -0.25, 1234.5678, 3.0);
}

/* What does not fit is cut, ends with a zero byte, and is counted all the same. */
static void room(void **state)
{
    (void)state;
    for (size_t size = 0; size <= 8; size++) {
        char text[9] = "########";
        assert_int_equal(snprintf(text, size, "%s%03u", "abc", 7U), 6);
        size_t kept = size == 0 ? 0 : size - 1 < 6 ? size - 1 : 6;
        assert_memory_equal(text, "abc007", kept);
        assert_int_equal(text[kept], size == 0 ? '#' : '\0');
        assert_int_equal(text[8], '\0');
        for (size_t i = kept + 1; i < 8; i++)
            assert_int_equal(text[i], '#');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(numbers),
        cmocka_unit_test(numbers_of_a_failed_test),
        cmocka_unit_test(room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
