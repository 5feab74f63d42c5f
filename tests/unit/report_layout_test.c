/* report_layout_test.c - lines, tables and trees keep to the width of the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/width.h"
#include "report/layout.h"
#include "report/table.h"
#include "report/tree.h"

#include <string.h>

static const struct {
    const char *name;
    const char *text;
    size_t width;
    const char *lines; /* joined by '|' */
} wraps[] = {
    {"fits", "one two", 7, "one two"},
    {"at spaces", "one two three", 8, "one two|three"},
    {"a space at the edge", "one two", 3, "one|two"},
    {"a long word alone", "abcdefgh", 3, "abc|def|gh"},
    {"a path at its parts", "HKLM\\SYSTEM\\Current", 13, "HKLM\\SYSTEM\\|Current"},
    {"our line ends", "a\nb", 5, "a|b"},
    {"an empty line between", "a\n\nb", 5, "a||b"},
    {"nothing", "", 5, ""},
    {"wide characters", "端口开放", 4, "端口|开放"},
    {"wide, odd width", "端口开放", 5, "端口|开放"},
    {"no line begins with a full stop", "端口。开放", 4, "端|口。|开放"},
    {"no line ends with an opening bracket", "端（口）", 4, "端|（口|）"},
    {"wide and narrow", "TCP 端口", 5, "TCP|端口"},
    {"wider than the line", "端口", 1, "端|口"},
};

static void lines_are_cut_where_one_may(void **state)
{
    (void)state;
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t i = 0; i < NL_COUNT_OF(wraps); i++) {
        struct nl_texts lines = nl_wrap(&arena, wraps[i].text, wraps[i].width);
        struct nl_text joined;
        nl_text_init(&joined, &arena);
        for (size_t j = 0; j < lines.count; j++) {
            nl_text_add(&joined, j ? "|" : "");
            nl_text_add(&joined, lines.items[j]);
        }
        if (strcmp(joined.data, wraps[i].lines) != 0)
            fail_msg("%s: found %s", wraps[i].name, joined.data);
    }
    nl_arena_done(&arena);
}

static void assert_within(const char *text, size_t columns)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    struct nl_texts lines = nl_split(&arena, text, '\n');
    for (size_t i = 0; i < lines.count; i++) {
        if (nl_columns(lines.items[i]) > columns)
            fail_msg("wider than %zu columns: %s", columns, lines.items[i]);
    }
    nl_arena_done(&arena);
}

static void tables_keep_to_the_page(void **state)
{
    (void)state;
    static const unsigned widths[] = {40, 60, 80, 120, 240};
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    struct nl_table table = {.columns = 4, .titles = {"Result", "设置项", "Found", "Wanted"}};
    for (int i = 0; i < 3; i++) {
        struct nl_row *row = NL_PUSH(&arena, &table.rows);
        row->cells[0].text = "not applicable";
        row->cells[1].text = "netbios.adapter (一个很长的网络适配器名称没有空格)";
        row->cells[2].text = "also Local account and member of Administrators group (S-1-5-114)";
        row->cells[3].text = i == 1 ? NULL : "disabled\nor not";
        nl_say_to(&arena, &row->notes,
                  "A sentence under the row that is long enough to wrap on {1}.", "narrow screens");
    }
    for (size_t i = 0; i < NL_COUNT_OF(widths); i++) {
        struct nl_report_style style = {.columns = widths[i]};
        struct nl_text out;
        nl_text_init(&out, &arena);
        struct nl_page page = nl_page_begin(&arena, &style, &out);
        nl_page_table(&page, 2, &table);
        assert_within(out.data, widths[i]);
        assert_non_null(strstr(out.data, "Administrators"));
    }
    nl_arena_done(&arena);
}

static void columns_of_a_table_stand_under_their_titles(void **state)
{
    (void)state;
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    struct nl_table table = {.columns = 2, .titles = {"端口", "Held by"}};
    NL_PUSH(&arena, &table.rows)->cells[0].text = "TCP 445";
    table.rows.items[0].cells[1].text = "System";
    NL_PUSH(&arena, &table.rows)->cells[0].text = "端";
    table.rows.items[1].cells[1].text = "smbd";
    struct nl_report_style style = {0};
    struct nl_text out;
    nl_text_init(&out, &arena);
    struct nl_page page = nl_page_begin(&arena, &style, &out);
    nl_page_table(&page, 0, &table);
    assert_string_equal(out.data, "端口     Held by\n"
                                  "TCP 445  System\n"
                                  "端       smbd\n");
    nl_arena_done(&arena);
}

/* Dependents whose parents are given by index; -1 is the service itself. */
static struct nl_dependents depend(struct nl_arena *arena, const int *parents, size_t count)
{
    struct nl_dependents dependents = {.service = "RpcSs"};
    for (size_t i = 0; i < count; i++) {
        struct nl_dependent *one = NL_PUSH(arena, &dependents.list);
        one->name = nl_arena_format(arena, "s%zu", i);
        one->parent = parents[i] < 0 ? SIZE_MAX : (size_t)parents[i];
        one->running = i % 2 == 1;
    }
    return dependents;
}

static void a_small_tree_is_drawn_whole(void **state)
{
    (void)state;
    /* s0 { s2 { s4 } s3 } s1; a parent that stands after its child counts as the service. */
    static const int parents[] = {-1, -1, 0, 0, 2, 6, -1};
    static const char *const order[] = {"s0", "s2", "s4", "s3", "s1", "s5", "s6"};
    static const size_t levels[] = {0, 1, 2, 1, 0, 0, 0};
    static const bool last[] = {false, false, true, true, false, false, true};
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    struct nl_dependents dependents = depend(&arena, parents, NL_COUNT_OF(parents));
    struct nl_tree tree = nl_tree_make(&arena, &dependents, 10);
    assert_int_equal(tree.rows.count, NL_COUNT_OF(order));
    assert_int_equal(tree.more, 0);
    for (size_t i = 0; i < NL_COUNT_OF(order); i++) {
        assert_string_equal(tree.rows.items[i].dependent->name, order[i]);
        assert_int_equal(tree.rows.items[i].level, levels[i]);
        assert_int_equal(tree.rows.items[i].last, last[i]);
        assert_int_equal(tree.rows.items[i].below, 0);
    }
    nl_arena_done(&arena);
}

static void a_large_tree_is_cut_and_counted(void **state)
{
    (void)state;
    static const int parents[] = {-1, -1, -1, 0, 3, 1};
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    struct nl_dependents dependents = depend(&arena, parents, NL_COUNT_OF(parents));
    struct nl_tree tree = nl_tree_make(&arena, &dependents, 2);
    assert_int_equal(tree.rows.count, 2);
    assert_string_equal(tree.rows.items[0].dependent->name, "s1"); /* the running one first */
    assert_int_equal(tree.rows.items[0].below, 1);
    assert_string_equal(tree.rows.items[1].dependent->name, "s0");
    assert_int_equal(tree.rows.items[1].below, 2);
    assert_int_equal(tree.more, 1);
    nl_arena_done(&arena);
}

static void a_deep_tree_stays_within_its_levels(void **state)
{
    (void)state;
    enum { DEEP = 20000 };
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    int *parents = nl_arena_array(&arena, DEEP, sizeof *parents);
    for (int i = 0; i < DEEP; i++)
        parents[i] = i - 1;
    struct nl_dependents dependents = depend(&arena, parents, DEEP);
    struct nl_tree tree = nl_tree_make(&arena, &dependents, DEEP);
    assert_int_equal(tree.rows.count, DEEP);
    assert_int_equal(tree.rows.items[DEEP - 1].level, NL_TREE_DEEPEST);
    tree = nl_tree_make(&arena, &dependents, 10);
    assert_int_equal(tree.rows.count, 1);
    assert_int_equal(tree.rows.items[0].below, DEEP - 1);
    nl_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_cut_where_one_may),
        cmocka_unit_test(tables_keep_to_the_page),
        cmocka_unit_test(columns_of_a_table_stand_under_their_titles),
        cmocka_unit_test(a_small_tree_is_drawn_whole),
        cmocka_unit_test(a_large_tree_is_cut_and_counted),
        cmocka_unit_test(a_deep_tree_stays_within_its_levels),
    };
    return cmocka_run_group_tests_name("report_layout", tests, NULL, NULL);
}
