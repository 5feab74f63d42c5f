/* posix_rights_test.c - the rights of Windows on a file system that keeps them: copied, set and read
 * back through a replaced table of calls, and refused wherever that does not work. */
#include "base/arena.h"
#include "base/attributes.h"
#include "hive_builder.h"
#include "host/posix/posix_disk.h"
#include "host/posix/posix_rights.h"
#include "host/posix/posix_store.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* O:BA G:BA D:(A;OICI;FA;;;WD), what a driver gives to a new file. */
static const uint8_t loose[] = {1,    0, 4,    0x80, 20, 0, 0,  0, 36, 0, 0, 0, 0,  0, 0,  0,
                                52,   0, 0,    0,    1,  2, 0,  0, 0,  0, 0, 5, 32, 0, 0,  0,
                                0x20, 2, 0,    0,    1,  2, 0,  0, 0,  0, 0, 5, 32, 0, 0,  0,
                                0x20, 2, 0,    0,    2,  0, 28, 0, 1,  0, 0, 0, 0,  3, 20, 0,
                                0xFF, 1, 0x1F, 0,    1,  1, 0,  0, 0,  0, 0, 1, 0,  0, 0,  0};
static const uint8_t of_the_hive[] = "not a real descriptor, but this file's own";

/* A file system of four files, known by their inode. */
struct kept {
    ino_t file;
    uint8_t bytes[200];
    size_t size;
};
static struct kept kept[16];
static const char *known = "system.ntfs_acl";
static bool takes_none;
static bool changes_them;

static struct kept *of(int file)
{
    struct stat about;
    assert_int_equal(fstat(file, &about), 0);
    for (size_t i = 0; i < NL_COUNT_OF(kept); i++) {
        if (kept[i].file == about.st_ino)
            return &kept[i];
        if (kept[i].file == 0) {
            kept[i].file = about.st_ino;
            memcpy(kept[i].bytes, loose, sizeof loose);
            kept[i].size = sizeof loose;
            return &kept[i];
        }
    }
    fail();
    return NULL;
}

static bool always(int file)
{
    (void)file;
    return true;
}

static ssize_t get(int file, const char *name, void *bytes, size_t size)
{
    const struct kept *found = of(file);
    if (strcmp(name, known) != 0 || found->size > size) {
        errno = ENOTSUP;
        return -1;
    }
    memcpy(bytes, found->bytes, found->size);
    return (ssize_t)found->size;
}

static int set(int file, const char *name, const void *bytes, size_t size)
{
    struct kept *found = of(file);
    if (takes_none || strcmp(name, known) != 0) {
        errno = ENOTSUP;
        return -1;
    }
    assert_true(size <= sizeof found->bytes);
    memcpy(found->bytes, bytes, size);
    found->size = size - changes_them;
    return 0;
}

static const struct nl_posix_rights_calls calls = {always, get, set};

struct fixture {
    struct nl_arena arena;
    struct hive_disk disk;
    struct nl_error err;
};

static int begin(void **state)
{
    static struct fixture f;
    memset(&f, 0, sizeof f);
    memset(kept, 0, sizeof kept);
    known = "system.ntfs_acl";
    takes_none = changes_them = false;
    nl_arena_init(&f.arena, NULL, NULL);
    hive_disk_new(&f.disk, "Windows", "System32", "config");
    hive_write(hive_disk_file(&f.disk, "SYSTEM"), "hive", 4);
    nl_posix_rights_replace(&calls);
    int file = open(hive_disk_file(&f.disk, "SYSTEM"), O_RDONLY);
    struct kept *hive = of(file);
    memcpy(hive->bytes, of_the_hive, sizeof of_the_hive);
    hive->size = sizeof of_the_hive;
    (void)close(file);
    *state = &f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;
    nl_posix_rights_replace(NULL);
    hive_disk_remove(&f->disk);
    nl_arena_done(&f->arena);
    return 0;
}

#define WITH_DISK(test) cmocka_unit_test_setup_teardown(test, begin, end)

static enum nl_status make(struct fixture *f, const char *name)
{
    struct nl_disk *disk = nl_posix_disk();
    memset(&f->err, 0, sizeof f->err);
    return disk->ops->make(disk, hive_disk_file(&f->disk, name), hive_disk_file(&f->disk, "SYSTEM"),
                           "new", 3, &f->err);
}

static bool has(const struct fixture *f, const char *name, const uint8_t *bytes, size_t size)
{
    int file = open(hive_disk_file(&f->disk, name), O_RDONLY);
    assert_true(file >= 0);
    const struct kept *found = of(file);
    (void)close(file);
    return found->size == size && memcmp(found->bytes, bytes, size) == 0;
}

static void a_new_file_has_the_rights_of_the_old(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(make(f, "SYSTEM.new"), NL_OK);
    assert_true(has(f, "SYSTEM.new", of_the_hive, sizeof of_the_hive));
    known = "system.ntfs_security"; /* the other driver */
    assert_int_equal(make(f, "SYSTEM.other"), NL_OK);
    assert_true(has(f, "SYSTEM.other", of_the_hive, sizeof of_the_hive));
}

static void no_file_is_left_where_they_cannot_be_kept(void **state)
{
    struct fixture *f = *state;
    takes_none = true;
    assert_int_equal(make(f, "SYSTEM.new"), NL_REFUSED);
    assert_true(nl_holds(nl_error_text(&f->arena, &f->err, NULL), "access rights of Windows"));
    assert_true(nl_holds(f->err.next, "ntfs-3g"));
    takes_none = false;
    changes_them = true; /* it says yes and keeps something else */
    assert_int_equal(make(f, "SYSTEM.new"), NL_REFUSED);
    changes_them = false;
    known = "user.something";
    assert_int_equal(make(f, "SYSTEM.new"), NL_REFUSED);
    assert_int_equal(access(hive_disk_file(&f->disk, "SYSTEM.new"), F_OK), -1);
}

static struct nl_store *store_of(struct fixture *f)
{
    return nl_posix_store_on_disk(
        &f->arena, nl_arena_format(&f->arena, "%s/ProgramData/netlatch/journal", f->disk.folder),
        f->disk.config);
}

static bool is_private(const struct fixture *f, const char *path)
{
    char whole[600];
    (void)snprintf(whole, sizeof whole, "%s/%s", f->disk.folder, path);
    int file = open(whole, O_RDONLY);
    assert_true(file >= 0);
    bool found = nl_posix_rights_are_private(file);
    (void)close(file);
    return found;
}

static void the_journal_is_for_system_and_administrators(void **state)
{
    struct fixture *f = *state;
    struct nl_store *store = store_of(f);
    assert_false(is_private(f, "Windows"));
    assert_int_equal(store->ops->prepare(store, &f->err), NL_OK);
    assert_int_equal(store->ops->lock(store, &f->err), NL_OK);
    assert_int_equal(store->ops->create(store, "1.journal", "a\n", 2, &f->err), NL_OK);
    assert_true(is_private(f, "ProgramData/netlatch"));
    assert_true(is_private(f, "ProgramData/netlatch/journal"));
    assert_true(is_private(f, "ProgramData/netlatch/journal/lock"));
    assert_true(is_private(f, "ProgramData/netlatch/journal/1.journal"));
    assert_int_equal(store->ops->prepare(store, &f->err), NL_OK);
    store->ops->close(store);
}

static void a_journal_folder_that_everybody_may_write_is_refused(void **state)
{
    struct fixture *f = *state;
    struct nl_store *store = store_of(f);
    assert_int_equal(store->ops->prepare(store, &f->err), NL_OK);
    char whole[600];
    (void)snprintf(whole, sizeof whole, "%s/ProgramData/netlatch/journal", f->disk.folder);
    int folder = open(whole, O_RDONLY);
    struct kept *found = of(folder);
    (void)close(folder);
    const struct kept private = *found;
    memcpy(found->bytes, loose, sizeof loose);
    found->size = sizeof loose;
    assert_int_equal(store->ops->prepare(store, &f->err), NL_REFUSED);
    /* Every descriptor cut short, and every owner but the system, is refused; none is read beyond. */
    for (size_t size = 0; size < private.size; size++) {
        *found = private;
        found->size = size;
        assert_int_equal(store->ops->prepare(store, NULL), NL_REFUSED);
    }
    *found = private;
    found->bytes[32] = 0x21; /* the second number of the owner: S-1-5-32-545, Users */
    assert_int_equal(store->ops->prepare(store, NULL), NL_REFUSED);
    *found = private;
    assert_int_equal(store->ops->prepare(store, NULL), NL_OK);
    store->ops->close(store);
}

static void a_store_where_nothing_can_be_kept_is_not_made(void **state)
{
    struct fixture *f = *state;
    struct nl_store *store = store_of(f);
    takes_none = true;
    assert_int_equal(store->ops->prepare(store, &f->err), NL_REFUSED);
    assert_int_equal(
        access(nl_arena_format(&f->arena, "%s/ProgramData/netlatch", f->disk.folder), F_OK), -1);
    store->ops->close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DISK(a_new_file_has_the_rights_of_the_old),
        WITH_DISK(no_file_is_left_where_they_cannot_be_kept),
        WITH_DISK(the_journal_is_for_system_and_administrators),
        WITH_DISK(a_journal_folder_that_everybody_may_write_is_refused),
        WITH_DISK(a_store_where_nothing_can_be_kept_is_not_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
