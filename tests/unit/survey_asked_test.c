/* survey_asked_test.c - the survey reads every registry key and value that judging and planning ask
 * a machine for: what nobody reads would be judged as absent.
 *
 * The linker leads every call of nl_machine_key and nl_machine_registry from another file through
 * this one (--wrap), so a new question in plan is held against the survey without being listed. */
#include "base/text.h"
#include "machine_builder.h"
#include "machine_random.h"
#include "model/profile.h"
#include "model/profile_builtin.h"
#include "plan/audit.h"
#include "plan/plan.h"
#include "survey_covers.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

const struct nl_registry_key *__real_nl_machine_key(const struct nl_machine *machine,
                                                    const char *path);
struct nl_value __real_nl_machine_registry(const struct nl_machine *machine, const char *path,
                                           const char *name);
const struct nl_registry_key *__wrap_nl_machine_key(const struct nl_machine *machine,
                                                    const char *path);
struct nl_value __wrap_nl_machine_registry(const struct nl_machine *machine, const char *path,
                                           const char *name);

static struct nl_arena *memory;
static struct nl_texts not_read; /* "path : name", each once */
static size_t asked;

/* plan/confusables.c compares the start type of every service with the registry's, where that was
 * read. It concludes nothing from a value that was not, so not every service needs its row. */
static bool is_start_of_a_service(const char *path, const char *name)
{
    return nl_starts(path, MACHINE_SERVICES "\\") && nl_same(name, "Start");
}

static void keep(const char *path, const char *name, bool is_read)
{
    asked++;
    if (is_read || is_start_of_a_service(path, name))
        return;
    const char *text = nl_arena_format(memory, "%s : %s", path, name);
    if (!nl_texts_hold(&not_read, text))
        nl_texts_add(&not_read, memory, text);
}

const struct nl_registry_key *__wrap_nl_machine_key(const struct nl_machine *machine,
                                                    const char *path)
{
    keep(path, "(key)", survey_reads_key(path));
    return __real_nl_machine_key(machine, path);
}

struct nl_value __wrap_nl_machine_registry(const struct nl_machine *machine, const char *path,
                                           const char *name)
{
    /* An empty name asks whether the key is there. */
    keep(path, name, *name ? survey_covers(path, name) : survey_reads_key(path));
    return __real_nl_machine_registry(machine, path, name);
}

static void ask(struct machine_builder *m, const struct nl_profile *profile)
{
    struct nl_audit audit;
    struct nl_plan plan;
    assert_int_equal(nl_audit_make(&m->arena, &m->machine, profile, &audit, NULL), NL_OK);
    const struct nl_settle_options options = {.places_written = ~0U};
    nl_plan_make(&m->arena, &m->machine, profile, &options, &plan);
}

static void ask_with_every_profile(struct machine_builder *m)
{
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        struct nl_profile profile;
        assert_int_equal(nl_builtin_profile(&m->arena, nl_builtin_profile_name(i), &profile, NULL),
                         NL_OK);
        ask(m, &profile);
    }
    machine_free(m);
}

static void everything_asked_is_read(void **state)
{
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    memory = &arena;
    ask_with_every_profile(machine_windows_10());
    ask_with_every_profile(machine_offline_windows_10());
    ask_with_every_profile(machine_looked(2600, NL_OS_CLIENT));
    ask_with_every_profile(machine_looked(26100, NL_OS_SERVER));
    uint64_t seed = 20261127;
    for (int i = 0; i < 100; i++) {
        struct machine_builder *m = machine_random(&seed);
        struct nl_profile profile;
        profile_random(&m->arena, &seed, &m->machine, &profile);
        ask(m, &profile);
        machine_free(m);
    }
    for (size_t i = 0; i < not_read.count; i++)
        print_error("asked for, but not read: %s\n", not_read.items[i]);
    assert_int_equal(not_read.count, 0);
    assert_true(asked > 1000);
    nl_arena_done(&arena);
}

/* The test itself can fail. */
static void a_question_about_another_key_is_noticed(void **state)
{
    struct nl_arena arena;
    struct machine_builder *m = machine_windows_10();
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    memory = &arena;
    not_read = (struct nl_texts){0};
    (void)nl_machine_registry(&m->machine, "HKLM\\SOFTWARE\\Nobody", "Reads");
    (void)nl_machine_key(&m->machine, "HKLM\\SOFTWARE\\Nobody");
    assert_int_equal(not_read.count, 2);
    machine_free(m);
    nl_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_asked_is_read),
        cmocka_unit_test(a_question_about_another_key_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
