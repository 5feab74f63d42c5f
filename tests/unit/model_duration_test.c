/* model_duration_test.c - lengths of time as people write them, and as they should not. */
#include "model/duration.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct {
    const char *text;
    uint64_t seconds; /* 0: refused */
    const char *back;
} rows[] = {
    {"30s", 30, "30s"},
    {"90s", 90, "1m30s"},
    {"10m", 600, "10m"},
    {"2h", 7200, "2h"},
    {"1h30m", 5400, "1h30m"},
    {"1h5s", 3605, "1h5s"},
    {"24h", 86400, "24h"},
    {"0030s", 30, "30s"},
    {"", 0, NULL},
    {"90", 0, NULL},
    {"10x", 0, NULL},
    {"0s", 0, NULL},
    {"29s", 0, NULL},
    {"24h1s", 0, NULL},
    {"1440m1s", 0, NULL},
    {"-5m", 0, NULL},
    {"+5m", 0, NULL},
    {" 5m", 0, NULL},
    {"5m ", 0, NULL},
    {"5 m", 0, NULL},
    {"m", 0, NULL},
    {"5M", 0, NULL},
    {"5ms", 0, NULL},
    {"5m5m", 0, NULL},
    {"30m1h", 0, NULL},
    {"1.5h", 0, NULL},
    {"1d", 0, NULL},
    {"18446744073709551615s", 0, NULL},
    {"18446744073709551646s", 0, NULL}, /* 30 more than 64 bits hold */
    {"5124095576030461h", 0, NULL},
    {"10\xd9\xa0m", 0, NULL},
};

static void read_strictly(void **state)
{
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_error err = {0};
        uint64_t seconds = 0;
        enum nl_status status = nl_duration_parse(arena, rows[i].text, 30, 86400, &seconds, &err);
        if (status != (rows[i].seconds ? NL_OK : NL_INVALID) || seconds != rows[i].seconds)
            fail_msg("\"%s\": status %d, %llu seconds", rows[i].text, (int)status,
                     (unsigned long long)seconds);
        if (status == NL_OK)
            assert_string_equal(nl_duration_text(arena, seconds), rows[i].back);
        else
            assert_true(err.part_count > 0);
    }
    assert_string_equal(nl_duration_text(arena, 0), "0s");
    assert_string_equal(nl_duration_text(arena, 59), "59s");
}

static void a_refusal_helps(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_error form = {0};
    struct nl_error range = {0};
    uint64_t seconds = 0;
    assert_int_equal(nl_duration_parse(arena, "90", 30, 86400, &seconds, &form), NL_INVALID);
    assert_non_null(strstr(form.next, "30s"));
    assert_int_equal(nl_duration_parse(arena, "5s", 30, 86400, &seconds, &range), NL_INVALID);
    assert_non_null(strstr(nl_error_text(arena, &range, NULL), "from 30s to 24h"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(read_strictly),
        WITH_ARENA(a_refusal_helps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
