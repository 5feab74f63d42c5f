/* hive_folder_test.c - where a Windows lies on a disk, whatever its folder is called. */
#include "base/attributes.h"
#include "hive_stage.h"
#include "host/hive/hive_folder.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_disk.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_disk_that_is_not_mounted_is_told_so(void **state)
{
    static const char *const rows[][2] = {{"\xEB\x58\x90-FVE-FS-rest", "BitLocker has locked"},
                                          {"\xEB\x58\x90NTFS    rest", "is not a folder"},
                                          {"", "is not a folder"}};
    struct hive_stage *f = *state;
    const char *image = nl_arena_format(&f->arena, "%s/image", f->disk.folder);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_error err = {0};
        hive_write(image, rows[i][0], strlen(rows[i][0]));
        assert_int_equal(nl_hive_host_open(&f->arena, nl_posix_disk(), image, &f->host, &err),
                         NL_INVALID);
        assert_true(nl_holds(nl_error_text(&f->arena, &err, NULL), rows[i][1]));
        assert_true(nl_holds(err.next, "where it is mounted"));
    }
}

static void another_folder_is_told_so(void **state)
{
    struct hive_stage *f = *state;
    struct nl_error err = {0};
    const char *inside = nl_arena_format(&f->arena, "%s/windows/System32", f->disk.folder);
    assert_int_equal(nl_hive_host_open(&f->arena, nl_posix_disk(), inside, &f->host, &err),
                     NL_NOT_FOUND);
    assert_true(nl_holds(nl_error_text(&f->arena, &err, NULL), "contains no Windows"));
    assert_non_null(err.next);
    assert_int_equal(
        nl_hive_host_open(&f->arena, nl_posix_disk(), "/nowhere/at/all", &f->host, &err),
        NL_NOT_FOUND);
}

/* However the folder is called, what lies above it is what lies above it. */
static void a_folder_has_one_root_whatever_it_is_called(void **state)
{
    struct hive_stage *f = *state;
    struct nl_hive_folders folders;
    char link[300];
    char here[PATH_MAX];
    assert_non_null(getcwd(here, sizeof here));
    (void)snprintf(link, sizeof link, "%s/link", f->disk.folder);
    assert_int_equal(symlink("windows/SYSTEM32", link), 0);
    const struct {
        const char *from; /* where the program is */
        const char *folder;
    } rows[] = {
        {"windows", "."},
        {"windows", "./"},
        {"windows", "SYSTEM32/.."},
        {"windows", "SYSTEM32/Config"},
        {"windows/SYSTEM32", ".."},
        {"windows/SYSTEM32", "Config/."},
        {"windows/SYSTEM32/Config", "."},
        {".", "windows"},
        {".", "windows/."},
        {".", "link/.."},
        {".", "link/Config"},
        {".", "windows//SYSTEM32//Config//"},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_error err = {0};
        assert_int_equal(chdir(nl_arena_format(&f->arena, "%s/%s", f->disk.folder, rows[i].from)),
                         0);
        if (nl_hive_folders_find(&f->arena, nl_posix_disk(), rows[i].folder, &folders, &err) !=
            NL_OK)
            fail_msg("%s: %s", rows[i].folder, nl_error_text(&f->arena, &err, NULL));
        char *root = realpath(folders.root, NULL);
        char *wanted = realpath(f->disk.folder, NULL);
        assert_string_equal(root, wanted);
        assert_false(folders.alone);
        assert_true(nl_starts(folders.journal, folders.root));
        free(root);
        free(wanted);
    }
    assert_int_equal(chdir(here), 0);
}

static void the_journal_is_where_that_windows_keeps_it(void **state)
{
    struct hive_stage *f = *state;
    struct nl_hive_folders folders;
    char path[300];
    assert_int_equal(
        nl_hive_folders_find(&f->arena, nl_posix_disk(), f->disk.folder, &folders, NULL), NL_OK);
    assert_true(nl_ends(folders.config, "/windows/SYSTEM32/Config"));
    assert_true(nl_ends(folders.journal, "/ProgramData/netlatch/journal"));
    (void)snprintf(path, sizeof path, "%s/programdata", f->disk.folder);
    assert_int_equal(mkdir(path, 0755), 0);
    (void)snprintf(path, sizeof path, "%s/programdata/Netlatch", f->disk.folder);
    assert_int_equal(mkdir(path, 0755), 0);
    assert_int_equal(
        nl_hive_folders_find(&f->arena, nl_posix_disk(), f->disk.folder, &folders, NULL), NL_OK);
    assert_true(strstr(folders.journal, "/programdata/Netlatch/journal") != NULL);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(symlink("/tmp", path), 0);
    struct nl_error err = {0};
    assert_int_equal(
        nl_hive_folders_find(&f->arena, nl_posix_disk(), f->disk.folder, &folders, &err),
        NL_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DISK(a_disk_that_is_not_mounted_is_told_so),
        WITH_DISK(another_folder_is_told_so),
        WITH_DISK(a_folder_has_one_root_whatever_it_is_called),
        WITH_DISK(the_journal_is_where_that_windows_keeps_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
