/* skip.h - a test that cannot run here says why: scripts/test.sh lists it with the reason. Include
 * after cmocka.h. */
#ifndef NL_TESTS_SKIP_H
#define NL_TESTS_SKIP_H

#include <stdio.h>

/* Ends one test of a program. */
#define SKIP_BECAUSE(why)                                                                          \
    do {                                                                                           \
        print_message("skipped: %s\n", (why));                                                     \
        skip();                                                                                    \
    } while (0)

/* What main returns when the whole program has nothing to test here. */
static inline int skipped_whole(const char *why)
{
    enum { CTEST_SKIPPED = 77 };
    printf("skipped: %s\n", why);
    return CTEST_SKIPPED;
}

#endif
