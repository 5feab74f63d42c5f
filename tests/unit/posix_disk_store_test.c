/* posix_disk_store_test.c - journals on the mounted disk of another system: made with their folders,
 * private where the disk can keep that, and not refused where it cannot. */
#include "base/arena.h"
#include "hive_builder.h"
#include "host/posix/posix_store.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct nl_arena arena;
    struct hive_disk disk;
    struct nl_store *store;
};

static char *below(const struct fixture *f, const char *path)
{
    static char paths[4][400];
    static unsigned next;
    char *whole = paths[next++ % 4];
    (void)snprintf(whole, sizeof paths[0], "%s/%s", f->disk.folder, path);
    return whole;
}

static int begin(void **state)
{
    static struct fixture f;
    memset(&f, 0, sizeof f);
    nl_arena_init(&f.arena, NULL, NULL);
    hive_disk_new(&f.disk, "Windows", "System32", "config");
    f.store =
        nl_posix_store_on_disk(&f.arena, below(&f, "ProgramData/netlatch/journal"), f.disk.config);
    *state = &f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;
    f->store->ops->close(f->store);
    hive_disk_remove(&f->disk);
    nl_arena_done(&f->arena);
    return 0;
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, begin, end)

static enum nl_status prepare(const struct fixture *f)
{
    return f->store->ops->prepare(f->store, NULL);
}

static void the_folders_on_the_way_are_made(void **state)
{
    struct fixture *f = *state;
    struct stat about;
    struct nl_texts names = {0};
    assert_int_equal(f->store->ops->list(f->store, &f->arena, &names, NULL), NL_OK);
    assert_int_equal(names.count, 0); /* and looking made nothing */
    assert_int_equal(access(below(f, "ProgramData"), F_OK), -1);
    assert_int_equal(prepare(f), NL_OK);
    assert_int_equal(stat(below(f, "ProgramData/netlatch/journal"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    assert_int_equal(prepare(f), NL_OK);
    assert_int_equal(f->store->ops->create(f->store, "one.journal", "a", 1, NULL), NL_OK);
    assert_int_equal(f->store->ops->create(f->store, "one.journal", "b", 1, NULL), NL_CONFLICT);
}

static void program_data_is_that_systems_own(void **state)
{
    struct fixture *f = *state;
    struct stat about;
    assert_int_equal(mkdir(below(f, "ProgramData"), 0777), 0);
    assert_int_equal(chmod(below(f, "ProgramData"), 0777), 0);
    assert_int_equal(prepare(f), NL_OK);
    assert_int_equal(stat(below(f, "ProgramData"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0777);
}

static void a_folder_that_others_may_write_is_refused(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(prepare(f), NL_OK);
    assert_int_equal(chmod(below(f, "ProgramData/netlatch/journal"), 0777), 0);
    assert_int_equal(prepare(f), NL_REFUSED);
    assert_int_equal(chmod(below(f, "ProgramData/netlatch/journal"), 0700), 0);
    assert_int_equal(chmod(below(f, "ProgramData/netlatch"), 0770), 0);
    assert_int_equal(prepare(f), NL_REFUSED);
}

/* As a disk without owners and modes is mounted: everything 0777. */
static void a_disk_where_all_may_write_everything_is_not(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(prepare(f), NL_OK);
    assert_int_equal(chmod(f->disk.config, 0777), 0);
    assert_int_equal(chmod(below(f, "ProgramData/netlatch"), 0777), 0);
    assert_int_equal(chmod(below(f, "ProgramData/netlatch/journal"), 0777), 0);
    assert_int_equal(prepare(f), NL_OK);
}

static void a_short_name_is_no_second_file(void **state)
{
    struct fixture *f = *state;
    const uint8_t *bytes = NULL;
    size_t size = 0;
    assert_int_equal(prepare(f), NL_OK);
    assert_int_equal(f->store->ops->create(f->store, "one.journal", "a\n", 2, NULL), NL_OK);
    assert_int_equal(link(below(f, "ProgramData/netlatch/journal/one.journal"),
                          below(f, "ProgramData/netlatch/journal/ONE~1.JOU")),
                     0);
    assert_int_equal(f->store->ops->append(f->store, "one.journal", "b\n", 2, NULL), NL_OK);
    assert_int_equal(f->store->ops->read(f->store, "one.journal", &f->arena, &bytes, &size, NULL),
                     NL_OK);
    assert_int_equal(size, 4);
    assert_memory_equal(bytes, "a\nb\n", 4);
}

static void links_are_refused(void **state)
{
    struct fixture *f = *state;
    const uint8_t *bytes = NULL;
    size_t size = 0;
    assert_int_equal(mkdir(below(f, "elsewhere"), 0700), 0);
    assert_int_equal(mkdir(below(f, "ProgramData"), 0700), 0);
    assert_int_equal(symlink(below(f, "elsewhere"), below(f, "ProgramData/netlatch")), 0);
    assert_int_equal(prepare(f), NL_REFUSED);
    assert_int_equal(unlink(below(f, "ProgramData/netlatch")), 0);
    assert_int_equal(prepare(f), NL_OK);
    assert_int_equal(symlink("/etc/passwd", below(f, "ProgramData/netlatch/journal/one.journal")),
                     0);
    assert_int_equal(f->store->ops->read(f->store, "one.journal", &f->arena, &bytes, &size, NULL),
                     NL_REFUSED);
    assert_true(f->store->ops->append(f->store, "one.journal", "x", 1, NULL) != NL_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(the_folders_on_the_way_are_made),
        WITH_STORE(program_data_is_that_systems_own),
        WITH_STORE(a_folder_that_others_may_write_is_refused),
        WITH_STORE(a_disk_where_all_may_write_everything_is_not),
        WITH_STORE(a_short_name_is_no_second_file),
        WITH_STORE(links_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
