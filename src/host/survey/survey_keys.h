/* survey_keys.h - the table of keys, for the walk and for the tests. */
#ifndef NL_HOST_SURVEY_KEYS_H
#define NL_HOST_SURVEY_KEYS_H

#include <stdbool.h>
#include <stddef.h>

struct nl_survey_row {
    const char *path;         /* components may be '*': every key there */
    unsigned depth;           /* how many levels of subkeys are read as well */
    const char *const *names; /* only these values, ends with NULL; NULL: all */
    bool rules;               /* its values are firewall rules (survey_rules.h) */
};

/* Every row. */
const struct nl_survey_row *nl_survey_rows(size_t *out_count);

#endif
