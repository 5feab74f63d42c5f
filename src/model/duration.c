/* duration.c - lengths of time as people write them. */
#include "duration.h"

#include "base/clean.h"
#include "base/text.h"

static const struct {
    char letter;
    uint64_t seconds;
} units[] = {{'h', 3600}, {'m', 60}, {'s', 1}};

/* No wait is as long as this, and nothing below overflows. */
#define MOST_NUMBER UINT64_C(1000000000)

static enum nl_status refuse(struct nl_arena *arena, const char *text, struct nl_error *err)
{
    (void)nl_fail(err, NL_INVALID, NL_T("{1} is not a duration"), nl_clean(arena, text));
    return nl_next(err, NL_T("Write a number with its unit: 30s, 10m, 2h or 1h30m."));
}

enum nl_status nl_duration_parse(struct nl_arena *arena, const char *text, uint64_t least_s,
                                 uint64_t most_s, uint64_t *out_seconds, struct nl_error *err)
{
    uint64_t total = 0;
    size_t next_unit = 0;
    const char *at = text;
    do {
        uint64_t number = 0;
        const char *digits = at;
        while (*at >= '0' && *at <= '9' && number < MOST_NUMBER)
            number = number * 10 + (uint64_t)(*at++ - '0');
        size_t unit = next_unit;
        while (unit < NL_COUNT_OF(units) && units[unit].letter != *at)
            unit++;
        if (at == digits || unit == NL_COUNT_OF(units))
            return refuse(arena, text, err);
        total += number * units[unit].seconds;
        next_unit = unit + 1;
        at++;
    } while (*at);
    if (total < least_s || total > most_s)
        return nl_fail(err, NL_INVALID, NL_T("{1} is not from {2} to {3}"), nl_clean(arena, text),
                       nl_duration_text(arena, least_s), nl_duration_text(arena, most_s));
    *out_seconds = total;
    return NL_OK;
}

const char *nl_duration_text(struct nl_arena *arena, uint64_t seconds)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < NL_COUNT_OF(units); i++) {
        uint64_t count = seconds / units[i].seconds;
        seconds %= units[i].seconds;
        if (count > 0)
            nl_text_format(&out, "%llu%c", (unsigned long long)count, units[i].letter);
    }
    return out.length ? out.data : "0s";
}
