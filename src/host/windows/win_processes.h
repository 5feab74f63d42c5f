/* win_processes.h - image names of the processes that run. */
#ifndef NL_WINDOWS_PROCESSES_H
#define NL_WINDOWS_PROCESSES_H

#include "base/arena.h"

#include <windows.h>

struct win_process {
    DWORD pid;
    const char *image; /* without path */
};
struct win_processes {
    struct win_process *items;
    size_t count;
    size_t capacity;
};

/* All processes; the Win32 code where they cannot be listed. Needs no right: a snapshot does not
 * open the processes. */
DWORD win_processes_list(struct nl_arena *arena, struct win_processes *out_processes);

/* The image of a process, or NULL. */
const char *win_processes_image(const struct win_processes *processes, DWORD pid);

#endif
