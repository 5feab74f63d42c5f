/* time_text.c - a moment as text. */
#include "time_text.h"

#include <string.h>

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

/* The digits that stand where form has '0' as numbers, one for each run of them. */
static bool read_numbers(const char *text, const char *form, uint64_t *out_numbers)
{
    uint64_t *number = out_numbers;
    if (strlen(text) != strlen(form))
        return false;
    for (size_t i = 0; form[i]; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !digit : text[i] != form[i])
            return false;
        if (digit)
            *number = *number * 10 + (uint64_t)(text[i] - '0');
        else
            number++;
    }
    return true;
}

bool nl_time_parse(const char *text, uint64_t *out_seconds)
{
    static const uint64_t month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint64_t n[7] = {0}; /* year to second; Z ends the last */
    if (!read_numbers(text, "0000-00-00T00:00:00Z", n))
        return false;
    bool leap = (n[0] % 4 == 0 && n[0] % 100 != 0) || n[0] % 400 == 0;
    if (n[0] < 1970 || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > month_days[n[1] - 1] ||
        (n[1] == 2 && n[2] == 29 && !leap) || n[3] > 23 || n[4] > 59 || n[5] > 59)
        return false;
    /* As above: years begin in March, so that the leap day is the last. */
    uint64_t year = n[0] - (n[1] <= 2);
    uint64_t era = year / 400;
    uint64_t year_of_era = year - era * 400;
    uint64_t month = n[1] > 2 ? n[1] - 3 : n[1] + 9;
    uint64_t day_of_year = (153 * month + 2) / 5 + n[2] - 1;
    uint64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    uint64_t days = era * 146097 + day_of_era - 719468;
    *out_seconds = ((days * 24 + n[3]) * 60 + n[4]) * 60 + n[5];
    return true;
}
