/* exit_code.h - what the program's exit codes mean. Stable for ever: scripts depend on them. */
#ifndef NL_APP_EXIT_CODE_H
#define NL_APP_EXIT_CODE_H

#include "base/error.h"

enum nl_exit {
    NL_EXIT_DONE = 0,
    NL_EXIT_FAILED = 1,     /* and everything was rolled back, or nothing was changed */
    NL_EXIT_REMAINS = 2,    /* only with --exit-code: findings or changes remain */
    NL_EXIT_UNMET = 3,      /* applied and verified, but some requests are unmet */
    NL_EXIT_REFUSED = 4,    /* risks not accepted */
    NL_EXIT_DENIED = 5,     /* needs elevation, or access was denied */
    NL_EXIT_INCOMPLETE = 6, /* a rollback or recovery is incomplete and needs a person */
    NL_EXIT_USAGE = 64,     /* usage or bad input */
    NL_EXIT_RESTART = 3010  /* applied and verified; a restart is needed */
};

/* One row per code, for help and for the test that compares it with the README. */
struct nl_exit_row {
    int code;
    const char *meaning;
};
const struct nl_exit_row *nl_exit_rows(size_t *out_count);

/* The code for a failure of this status. */
int nl_exit_of(enum nl_status status);

#endif
