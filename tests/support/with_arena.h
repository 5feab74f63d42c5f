/* with_arena.h - setup and teardown for a test whose state is an arena. */
#ifndef NL_TESTS_WITH_ARENA_H
#define NL_TESTS_WITH_ARENA_H

int with_arena_begin(void **state);
int with_arena_end(void **state);

/* A row of a cmocka table. */
#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, with_arena_begin, with_arena_end)

#endif
