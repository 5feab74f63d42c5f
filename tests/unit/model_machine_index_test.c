/* model_machine_index_test.c - lookups answer the same with an index, without one, and while the
 * lists grow behind it. */
#include "machine_random.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/text.h"
#include "model/machine_set.h"

static const char *in_capitals(struct nl_arena *arena, const char *text)
{
    char *copy = nl_arena_text(arena, text);
    for (char *c = copy; *c; c++) {
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - ('a' - 'A'));
    }
    return copy;
}

/* The machine with its lists and without its indexes. */
static struct nl_machine walked(const struct nl_machine *machine)
{
    struct nl_machine bare = *machine;
    bare.registry_index = (struct nl_index){0};
    bare.services_index = (struct nl_index){0};
    bare.adapters_index = (struct nl_index){0};
    return bare;
}

static void assert_same_answers(struct nl_arena *arena, const struct nl_machine *machine,
                                const char *name)
{
    struct nl_machine bare = walked(machine);
    const char *asked[] = {name, in_capitals(arena, name), nl_arena_format(arena, "%s\\x", name),
                           nl_arena_copy(arena, name, strlen(name) / 2), ""};
    for (size_t i = 0; i < NL_COUNT_OF(asked); i++) {
        assert_ptr_equal(nl_machine_key(machine, asked[i]), nl_machine_key(&bare, asked[i]));
        assert_ptr_equal(nl_machine_service(machine, asked[i]),
                         nl_machine_service(&bare, asked[i]));
        assert_ptr_equal(nl_machine_adapter(machine, asked[i]),
                         nl_machine_adapter(&bare, asked[i]));
        struct nl_value with = nl_machine_registry(machine, asked[i], "Start");
        struct nl_value without = nl_machine_registry(&bare, asked[i], "Start");
        assert_true(nl_value_equal(&with, &without));
        assert_int_equal(with.missing_keys, without.missing_keys);
    }
}

static void assert_all_found(struct nl_arena *arena, const struct nl_machine *machine)
{
    for (size_t i = 0; i < machine->registry.count; i++) {
        const char *path = machine->registry.items[i].path;
        assert_true(nl_same(nl_machine_key(machine, path)->path, path));
        assert_same_answers(arena, machine, path);
    }
    for (size_t i = 0; i < machine->services.count; i++)
        assert_same_answers(arena, machine, machine->services.items[i].name);
    for (size_t i = 0; i < machine->adapters.count; i++)
        assert_same_answers(arena, machine, machine->adapters.items[i].guid);
}

static void test_the_answers_are_those_of_a_walk(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        uint64_t numbers = seed;
        struct machine_builder *m = machine_random(&numbers);
        nl_machine_index(&m->arena, &m->machine);
        assert_all_found(&m->arena, &m->machine);
        machine_free(m);
    }
}

static void add_key(struct nl_arena *arena, struct nl_machine *machine, const char *path)
{
    struct nl_address address = {NL_PLACE_REGISTRY, path, "Start"};
    struct nl_value four = nl_value_dword(arena, 4);
    nl_machine_change(arena, machine, &address, &four);
}

static void test_a_copy_that_grows_leaves_the_first_alone(void **state)
{
    (void)state;
    enum { MORE = 500 };
    uint64_t numbers = 7;
    struct machine_builder *m = machine_random(&numbers);
    nl_machine_index(&m->arena, &m->machine);
    struct nl_machine first = m->machine;
    struct nl_machine second = m->machine;
    nl_machine_fork(&m->arena, &first);
    nl_machine_fork(&m->arena, &second);
    for (unsigned i = 0; i < MORE; i++) {
        add_key(&m->arena, &first, nl_arena_format(&m->arena, "HKLM\\SYSTEM\\first\\%u", i));
        add_key(&m->arena, &second, nl_arena_format(&m->arena, "HKLM\\SYSTEM\\second\\%u", i));
    }
    assert_all_found(&m->arena, &m->machine);
    assert_all_found(&m->arena, &first);
    assert_all_found(&m->arena, &second);
    assert_null(nl_machine_key(&m->machine, "HKLM\\SYSTEM\\first\\3"));
    assert_null(nl_machine_key(&first, "HKLM\\SYSTEM\\second\\3"));
    assert_non_null(nl_machine_key(&second, "hklm\\system\\SECOND\\499"));
    machine_free(m);
}

static void test_of_two_entries_with_one_name_the_first_is_found(void **state)
{
    (void)state;
    uint64_t numbers = 3;
    struct machine_builder *m = machine_random(&numbers);
    size_t first = m->machine.registry.count;
    for (unsigned i = 0; i < 2; i++)
        NL_PUSH(&m->arena, &m->machine.registry)->path = "HKLM\\SYSTEM\\twice";
    nl_machine_index(&m->arena, &m->machine);
    assert_ptr_equal(nl_machine_key(&m->machine, "HKLM\\SYSTEM\\Twice"),
                     &m->machine.registry.items[first]);
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_answers_are_those_of_a_walk),
        cmocka_unit_test(test_a_copy_that_grows_leaves_the_first_alone),
        cmocka_unit_test(test_of_two_entries_with_one_name_the_first_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
