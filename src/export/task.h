/* task.h - a task for the Task Scheduler. */
#ifndef NL_EXPORT_TASK_H
#define NL_EXPORT_TASK_H

#include "output.h"

/* The task in XML, and the profile where the program does not carry it. Source: [MS-TSCH] 2.5. */
void nl_task_write(struct nl_arena *arena, const struct nl_export *list,
                   const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
