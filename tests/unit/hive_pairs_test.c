/* hive_pairs_test.c - hives with log files, made and real, brought up to date: the same bytes as other
 * programs make of them. Skipped where the data of ../shared is not there. */
#include "base/arena.h"
#include "base/attributes.h"
#include "hive_builder.h"
#include "host/hive/hive_file.h"
#include "host/posix/posix_disk.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Name, number of the last change (0: not recovered or clean), SHA-256 of the bins after. */
struct pair {
    const char *folder;
    const char *hive;
    enum nl_hive_state state;
    uint32_t entries;
    const char *sum;
};

#define ONE "410c681468030c44bcf8f8c6c29427293d927976087e031879c676ecbe5188be"
#define TWO "fa8adeb9b412ad039bd6b99a4e811a6117d650b2eade95a09710b265969df53c"
#define THREE "ec917dc65e06f570254467466fcaa72558cfe6155a76983f4a2a500e806a01af"

static const struct pair pairs[] = {
    {"made/one_log", "SYSTEM", NL_HIVE_RECOVERED, 1, ONE},
    {"made/two_logs", "SYSTEM", NL_HIVE_RECOVERED, 3, THREE},
    {"made/gap_start", "SYSTEM", NL_HIVE_RECOVERED, 2, THREE},
    {"made/stale_behind", "SYSTEM", NL_HIVE_RECOVERED, 1, ONE},
    {"made/torn_last", "SYSTEM", NL_HIVE_RECOVERED, 1, ONE},
    {"made/second_does_not_follow", "SYSTEM", NL_HIVE_RECOVERED, 1, ONE},
    {"made/bad_base", "SYSTEM", NL_HIVE_RECOVERED, 1, THREE},
    {"made/ktm_flag", "SYSTEM", NL_HIVE_RECOVERED, 2, TWO},
    {"made/wrap", "SYSTEM", NL_HIVE_RECOVERED, 2, TWO},
    {"made/clean", "SYSTEM", NL_HIVE_CLEAN, 0,
     "c24b10ab32448d81d1e0e1391902a5a0830427da92bd42425e0500949f083787"},
    {"real/amcache-Server2022", "Amcache.hve", NL_HIVE_RECOVERED, 7,
     "708d7cf8608d675ec6bacc785edeae4a138f26ebf9937f633c9bae07d4a917dd"},
    {"real/amcache-Win10-APTSimulatorVM", "Amcache.hve", NL_HIVE_RECOVERED, 4,
     "dbccb73773e3270a452b05729eae11ee9db6ee7ab0896ea53249ce05cb112ad2"},
    {"real/amcache-Win10-RathbunVM", "Amcache.hve", NL_HIVE_RECOVERED, 6,
     "7589e5558d9d47c458ff989897069cec6b6249f22802e75f1f5565334e5c40d7"},
    {"real/amcache-Win11-RathbunVM", "Amcache.hve", NL_HIVE_RECOVERED, 9,
     "51624ae079f933ef2aee3ce0005e7d13a15a02598150abfb2068df651d64c7fd"},
};

static void data_folder(char *out_path, size_t size)
{
    const char *source = getenv("NETLATCH_SOURCE_DIR");
    (void)snprintf(out_path, size, "%s/../shared/rescue-data", source ? source : ".");
}

/* Unpacks one file of a pair; an empty one is not packed. */
static void unpack(const struct pair *pair, const char *ending, const struct hive_disk *disk)
{
    char data[400];
    char command[2400];
    char name[100];
    data_folder(data, sizeof data);
    (void)snprintf(name, sizeof name, "%s%s", pair->hive, ending);
    (void)snprintf(
        command, sizeof command,
        "if [ -e '%s/%s/%s.xz' ]; then xz -dc '%s/%s/%s.xz'; else cat '%s/%s/%s'; fi > '%s'", data,
        pair->folder, name, data, pair->folder, name, data, pair->folder, name,
        hive_disk_file(disk, name));
    assert_int_equal(system(command), 0);
}

static void sum_of(const struct hive_disk *disk, const uint8_t *bytes, size_t size,
                   char out_sum[65])
{
    char command[800];
    const char *path = hive_disk_file(disk, "bins");
    hive_write(path, bytes, size);
    (void)snprintf(command, sizeof command, "sha256sum '%s'", path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_int_equal(fread(out_sum, 1, 64, pipe), 64);
    out_sum[64] = '\0';
    (void)pclose(pipe);
}

static void each_pair_becomes_what_others_make_of_it(void **state)
{
    for (size_t i = 0; i < NL_COUNT_OF(pairs); i++) {
        struct hive_disk disk;
        struct nl_hive_file file = {0};
        struct nl_error err = {0};
        char sum[65];
        hive_disk_new(&disk, "Windows", "System32", "config");
        unpack(&pairs[i], "", &disk);
        unpack(&pairs[i], ".LOG1", &disk);
        unpack(&pairs[i], ".LOG2", &disk);
        if (nl_hive_open(*state, nl_posix_disk(), hive_disk_file(&disk, pairs[i].hive), &file,
                         &err) != NL_OK)
            fail_msg("%s: %s", pairs[i].folder, nl_error_text(*state, &err, NULL));
        assert_int_equal(file.state, pairs[i].state);
        assert_int_equal(file.recovered, pairs[i].entries);
        sum_of(&disk, file.image.bytes + NL_HIVE_BASE_SIZE, file.image.size - NL_HIVE_BASE_SIZE,
               sum);
        if (strcmp(sum, pairs[i].sum) != 0)
            fail_msg("%s: other bytes", pairs[i].folder);
        nl_hive_close(&file);
        hive_disk_remove(&disk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(each_pair_becomes_what_others_make_of_it)};
    char data[400];
    data_folder(data, sizeof data);
    if (access(data, R_OK) != 0) {
        (void)puts("skipped: hives with log files are not here");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
