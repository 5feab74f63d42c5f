/* survey_internal.h - the table of keys, for the walk and for the tests. */
#ifndef NL_HOST_SURVEY_INTERNAL_H
#define NL_HOST_SURVEY_INTERNAL_H

#include "survey.h"

#define NL_SURVEY_NAMES 16

struct nl_survey_row {
    const char *path;                   /* components may be '*': every key there */
    unsigned depth;                     /* how many levels of subkeys are read as well */
    const char *names[NL_SURVEY_NAMES]; /* only these values; none: all */
    bool rules;                         /* its values are firewall rules (survey_rules.h) */
};

const struct nl_survey_row *nl_survey_rows(size_t *out_count);

#endif
