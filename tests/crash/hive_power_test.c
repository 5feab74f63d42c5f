/* hive_power_test.c - a hive that was not closed cleanly, changed on its disk; and the power gone at
 * every call of that: the old hive or the new one, never a third. */
#include "base/attributes.h"
#include "cut_disk.h"
#include "hive_builder.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_disk.h"
#include "log_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST = 40 }; /* the number of the change in the log */

struct fixture {
    struct nl_arena arena;
    struct hive_disk disk;
    uint8_t *files[3]; /* SYSTEM, LOG1, LOG2 as they were */
    size_t sizes[3];
};
static const char *const names[] = {"SYSTEM", "SYSTEM.LOG1", "SYSTEM.LOG2"};
static const struct nl_address rpc = {NL_PLACE_SERVICE_START, "RpcSs", NULL};
static const struct nl_address smb1 = {
    NL_PLACE_REGISTRY, "HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters",
    "SMB1"};

/* The stock SYSTEM with RpcSs disabled, and in the log the change that made it automatic. */
static void make_dirty(struct fixture *f)
{
    static struct log_file log;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    size_t before_size = 0;
    size_t after_size = 0;
    hive_h *hive = hive_edit(path);
    hive_set_dword(hive, "ControlSet002\\Services\\RpcSs", "Start", 4);
    hive_save(hive, path);
    uint8_t *before = hive_bytes(path, &before_size);
    hive = hive_edit(path);
    hive_set_dword(hive, "ControlSet002\\Services\\RpcSs", "Start", 2);
    hive_save(hive, path);
    uint8_t *after = hive_bytes(path, &after_size);
    log_begin(&log, before, 6, FIRST);
    (void)log_add(&log, FIRST, before + 4096, before_size - 4096, after + 4096, after_size - 4096);
    (void)log_add(&log, 9000, before + 4096, before_size - 4096, after + 4096, after_size - 4096);
    log_base(before, FIRST + 1, FIRST);
    hive_write(path, before, before_size);
    hive_write(hive_disk_file(&f->disk, "SYSTEM.LOG1"), log.bytes, log.size);
    hive_write(hive_disk_file(&f->disk, "SYSTEM.LOG2"), "", 0);
    free(before);
    free(after);
}

static int begin(void **state)
{
    static struct fixture f;
    memset(&f, 0, sizeof f);
    nl_arena_init(&f.arena, NULL, NULL);
    hive_disk_new(&f.disk, "Windows", "System32", "config");
    hive_disk_stock(&f.disk);
    make_dirty(&f);
    for (size_t i = 0; i < NL_COUNT_OF(names); i++)
        f.files[i] = hive_bytes(hive_disk_file(&f.disk, names[i]), &f.sizes[i]);
    *state = &f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < NL_COUNT_OF(names); i++)
        free(f->files[i]);
    hive_disk_remove(&f->disk);
    nl_arena_done(&f->arena);
    return 0;
}

#define WITH_DISK(test) cmocka_unit_test_setup_teardown(test, begin, end)

static bool is_as_it_was(const struct fixture *f, const char *name, size_t index)
{
    size_t size = 0;
    uint8_t *bytes = hive_bytes(hive_disk_file(&f->disk, name), &size);
    bool same = size == f->sizes[index] && memcmp(bytes, f->files[index], size) == 0;
    free(bytes);
    return same;
}

static struct nl_host *open_host(struct fixture *f, struct nl_disk *disk)
{
    struct nl_host *host = NULL;
    struct nl_error err = {0};
    if (nl_hive_host_open(&f->arena, disk, f->disk.folder, &host, &err) != NL_OK)
        fail_msg("%s", nl_error_text(&f->arena, &err, NULL));
    return host;
}

static uint32_t number_at(struct fixture *f, struct nl_host *host, const struct nl_address *where)
{
    struct nl_value value;
    uint32_t number = UINT32_MAX;
    assert_int_equal(host->ops->read(host, where, &f->arena, &value, NULL), NL_OK);
    assert_true(nl_value_as_dword(&value, &number));
    return number;
}

/* Both settings at once: a state with one of them is a third. */
static enum nl_status change_both(struct fixture *f, struct nl_host *host, struct nl_error *err)
{
    struct nl_value start = nl_value_start_type(&f->arena, 3);
    struct nl_value number = nl_value_dword(&f->arena, 1);
    struct nl_value rpc_now;
    struct nl_value smb1_now;
    assert_int_equal(host->ops->read(host, &rpc, &f->arena, &rpc_now, NULL), NL_OK);
    assert_int_equal(host->ops->read(host, &smb1, &f->arena, &smb1_now, NULL), NL_OK);
    enum nl_status status = host->ops->write(host, &rpc, &rpc_now, &start, NULL, err);
    if (status == NL_OK)
        status = host->ops->write(host, &smb1, &smb1_now, &number, NULL, err);
    return status == NL_OK ? host->ops->sync(host, err) : status;
}

static void looking_reads_the_log_and_writes_nothing(void **state)
{
    struct fixture *f = *state;
    struct nl_machine machine;
    struct nl_host *host = open_host(f, nl_posix_disk());
    assert_int_equal(host->ops->survey(host, &f->arena, &machine, NULL), NL_OK);
    assert_int_equal(number_at(f, host, &rpc), 2); /* the file alone says 4 */
    host->ops->close(host);
    for (size_t i = 0; i < NL_COUNT_OF(names); i++)
        assert_true(is_as_it_was(f, names[i], i));
}

static void a_change_makes_it_clean_and_keeps_the_set(void **state)
{
    struct fixture *f = *state;
    struct nl_error err = {0};
    size_t size = 0;
    struct nl_host *host = open_host(f, nl_posix_disk());
    if (change_both(f, host, &err) != NL_OK)
        fail_msg("%s", nl_error_text(&f->arena, &err, NULL));
    host->ops->close(host);
    uint8_t *now = hive_bytes(hive_disk_file(&f->disk, "SYSTEM"), &size);
    assert_int_equal(log_get32(now + 4), 9001); /* above what an earlier run left in the log */
    assert_int_equal(log_get32(now + 8), 9001);
    free(now);
    /* The log files stay; the backup is the whole set, and put back it is what was there. */
    assert_true(is_as_it_was(f, "SYSTEM.LOG1", 1));
    assert_true(is_as_it_was(f, "SYSTEM.LOG2", 2));
    assert_true(is_as_it_was(f, "SYSTEM.netlatch-backup-1", 0));
    assert_true(is_as_it_was(f, "SYSTEM.netlatch-backup-1.LOG1", 1));
    assert_true(is_as_it_was(f, "SYSTEM.netlatch-backup-1.LOG2", 2));
    host = open_host(f, nl_posix_disk());
    assert_int_equal(number_at(f, host, &rpc), 3);
    assert_int_equal(number_at(f, host, &smb1), 1);
    host->ops->close(host);
    assert_int_equal(rename(hive_disk_file(&f->disk, "SYSTEM.netlatch-backup-1"),
                            hive_disk_file(&f->disk, "SYSTEM")),
                     0);
    host = open_host(f, nl_posix_disk());
    assert_int_equal(number_at(f, host, &rpc), 2);
    host->ops->close(host);
}

/* The three files as they were, and none of the backups of the round before. */
static void start_again(const struct fixture *f)
{
    static const char *const endings[] = {"", ".LOG1", ".LOG2", ".LOG"};
    for (unsigned n = 1; n < 4; n++) {
        for (size_t i = 0; i < NL_COUNT_OF(endings); i++) {
            char name[60];
            (void)snprintf(name, sizeof name, "SYSTEM.netlatch-backup-%u%s", n, endings[i]);
            (void)unlink(hive_disk_file(&f->disk, name));
        }
    }
    for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
        (void)unlink(hive_disk_file(&f->disk, names[i]));
        hive_write(hive_disk_file(&f->disk, names[i]), f->files[i], f->sizes[i]);
    }
}

static void a_power_cut_leaves_the_old_hive_or_the_new_one(void **state)
{
    struct fixture *f = *state;
    unsigned old = 0;
    unsigned new = 0;
    bool finished = false;
    for (unsigned at = 1; !finished; at++) {
        assert_true(at < 1000);
        struct cut_disk cut;
        struct nl_error err = {0};
        start_again(f);
        cut_disk_new(&cut, nl_posix_disk(), 0);
        struct nl_host *host = open_host(f, &cut.disk);
        cut.cut_at = cut.calls + at; /* opening only looks */
        finished = change_both(f, host, &err) == NL_OK;
        host->ops->close(host);

        host = open_host(f, nl_posix_disk());
        uint32_t start = number_at(f, host, &rpc);
        uint32_t number = number_at(f, host, &smb1);
        if (start == 2 && number == 0)
            old++;
        else if (start == 3 && number == 1)
            new ++;
        else
            fail_msg("cut at call %u: %u and %u", at, (unsigned)start, (unsigned)number);
        if (old && start == 2)
            assert_true(is_as_it_was(f, "SYSTEM", 0));
        /* What was left does not hinder the next try. */
        struct nl_capabilities capabilities;
        host->ops->capabilities(host, &capabilities);
        assert_true(capabilities.can_write);
        host->ops->close(host);
        assert_true(is_as_it_was(f, "SYSTEM.LOG1", 1));
    }
    assert_true(old > 10 && new > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DISK(looking_reads_the_log_and_writes_nothing),
        WITH_DISK(a_change_makes_it_clean_and_keeps_the_set),
        WITH_DISK(a_power_cut_leaves_the_old_hive_or_the_new_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
