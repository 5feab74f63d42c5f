/* base_arena_test.c - what an arena hands out is zeroed, aligned and nobody else's. */
#include "base/arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Around a sixteenth, a quarter and the whole of a block, and small ones. */
static const size_t sizes[] = {0, 1, 15, 16, 17, 4096, 16384, 16385, 65535, 65536, 65537, 200000};
#define SIZES (sizeof sizes / sizeof sizes[0])

static void check_piece(const unsigned char *piece, size_t size)
{
    assert_non_null(piece);
    assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(piece[i], 0);
}

/* Blocks that were given back come again with what stood in them; a piece must not show it. */
static void every_piece_is_zeroed(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 4; round++) {
        struct nl_arena arena;
        nl_arena_init(&arena, NULL, NULL);
        for (size_t i = 0; i < 4 * SIZES; i++) {
            size_t size = sizes[(i * 5 + round) % SIZES];
            unsigned char *piece = nl_arena_alloc(&arena, size);
            check_piece(piece, size);
            memset(piece, 0xA5, size);
        }
        nl_arena_done(&arena);
    }
}

/* A large piece goes behind the newest block: what follows must neither lie in it nor before it. */
static void pieces_do_not_overlap(void **state)
{
    struct nl_arena arena;
    unsigned char *pieces[3 * SIZES];
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t i = 0; i < 3 * SIZES; i++) {
        pieces[i] = nl_arena_alloc(&arena, sizes[i % SIZES]);
        memset(pieces[i], (int)i + 1, sizes[i % SIZES]);
    }
    for (size_t i = 0; i < 3 * SIZES; i++) {
        for (size_t at = 0; at < sizes[i % SIZES]; at++)
            assert_int_equal(pieces[i][at], i + 1);
    }
    nl_arena_done(&arena);
}

static void a_list_keeps_its_elements_and_grows_with_zeros(void **state)
{
    struct nl_arena arena;
    uint32_t *items = NULL;
    size_t capacity = 0;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (uint32_t count = 0; count < 50000; count++) {
        items = nl_arena_grow(&arena, items, count, &capacity, sizeof *items);
        assert_int_equal(items[count], 0);
        items[count] = count;
    }
    for (uint32_t i = 0; i < 50000; i++)
        assert_int_equal(items[i], i);
    nl_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_zeroed),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(a_list_keeps_its_elements_and_grows_with_zeros),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
