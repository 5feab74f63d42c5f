/* survey_covers.c - whether the table of keys that a survey reads holds a path. */
#include "survey_covers.h"

#include "base/text.h"
#include "host/survey/survey_keys.h"

#include <string.h>

static size_t component_length(const char *path)
{
    const char *end = strchr(path, '\\');
    return end ? (size_t)(end - path) : strlen(path);
}

/* Whether path is matched by pattern, or stands at most depth keys below what it matches. */
static bool path_matches(const char *pattern, unsigned depth, const char *path)
{
    for (;;) {
        size_t want = component_length(pattern);
        size_t have = component_length(path);
        bool any = want == 1 && *pattern == '*';
        if (!any && !nl_same_parts(pattern, want, path, have))
            return false;
        pattern += want;
        path += have;
        if (!*pattern)
            break;
        if (!*path)
            return false;
        pattern++;
        path++;
    }
    unsigned below = 0;
    for (; *path; path++)
        below += *path == '\\';
    return below <= depth;
}

/* What stands before a '*' is recorded without values (survey.h). */
static bool stands_before_a_star(const char *pattern, const char *path)
{
    size_t length = strlen(path);
    return nl_starts(pattern, path) && nl_starts(pattern + length, "\\*");
}

bool survey_reads_key(const char *path)
{
    size_t count = 0;
    const struct nl_survey_row *rows = nl_survey_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (path_matches(rows[i].path, rows[i].depth, path) ||
            stands_before_a_star(rows[i].path, path))
            return true;
    }
    return false;
}

bool survey_covers(const char *path, const char *name)
{
    size_t count = 0;
    const struct nl_survey_row *rows = nl_survey_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (!path_matches(rows[i].path, rows[i].depth, path))
            continue;
        if (!rows[i].names)
            return true;
        for (size_t n = 0; name && rows[i].names[n]; n++) {
            if (nl_same(rows[i].names[n], name))
                return true;
        }
    }
    return false;
}
