/* hive_stage.c - see hive_stage.h. */
#include "hive_stage.h"

#include <string.h>

int hive_stage_begin(void **state)
{
    static struct hive_stage stage;
    memset(&stage, 0, sizeof stage);
    nl_arena_init(&stage.arena, NULL, NULL);
    hive_disk_new(&stage.disk, "windows", "SYSTEM32", "Config");
    hive_disk_stock(&stage.disk);
    *state = &stage;
    return 0;
}

int hive_stage_end(void **state)
{
    struct hive_stage *stage = *state;
    if (stage->host)
        stage->host->ops->close(stage->host);
    hive_disk_remove(&stage->disk);
    nl_arena_done(&stage->arena);
    return 0;
}
