/* hive_stage.h - a disk with the hives of a Windows, for one unit test at a time. */
#ifndef NL_TESTS_HIVE_STAGE_H
#define NL_TESTS_HIVE_STAGE_H

#include "hive_builder.h"
#include "host/host.h"

struct hive_stage {
    struct nl_arena arena;
    struct hive_disk disk;
    struct nl_host *host; /* NULL until the test opens one; closed at the end */
    struct nl_machine machine;
};

/* cmocka's set-up and tear-down: *state is a struct hive_stage with the stock hives, under names in a case
 * of their own. */
int hive_stage_begin(void **state);
int hive_stage_end(void **state);

#define WITH_DISK(test) cmocka_unit_test_setup_teardown(test, hive_stage_begin, hive_stage_end)

#endif
