/* time_text.c - a moment as text. */
#include "time_text.h"

const char *nl_time_text(struct nl_arena *arena, uint64_t seconds)
{
    /* Days to a civil date, by the usual shift of the year to March (no time zone, no tables). */
    uint64_t days = seconds / 86400 + 719468;
    uint64_t era = days / 146097;
    uint64_t day_of_era = days % 146097;
    uint64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint64_t month = (5 * day_of_year + 2) / 153;
    uint64_t day = day_of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    uint64_t year = year_of_era + era * 400 + (month <= 2);
    return nl_arena_format(arena, "%04llu-%02llu-%02lluT%02llu:%02llu:%02lluZ",
                           (unsigned long long)year, (unsigned long long)month,
                           (unsigned long long)day, (unsigned long long)(seconds / 3600 % 24),
                           (unsigned long long)(seconds / 60 % 60),
                           (unsigned long long)(seconds % 60));
}
