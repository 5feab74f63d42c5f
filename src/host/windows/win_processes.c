/* win_processes.c - image names of the processes that run. */
#include "win_processes.h"

#include "win_text.h"

#include <tlhelp32.h>

enum { MOST_PROCESSES = 65536 };

DWORD win_processes_list(struct nl_arena *arena, struct win_processes *out_processes)
{
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    if (snapshot == INVALID_HANDLE_VALUE)
        return GetLastError();
    PROCESSENTRY32W entry = {.dwSize = sizeof entry};
    BOOL more = Process32FirstW(snapshot, &entry);
    for (int i = 0; more && i < MOST_PROCESSES; i++) {
        struct win_process *process = NL_PUSH(arena, out_processes);
        process->pid = entry.th32ProcessID;
        process->image =
            win_narrow_part(arena, entry.szExeFile, wcsnlen(entry.szExeFile, MAX_PATH));
        entry.dwSize = sizeof entry;
        more = Process32NextW(snapshot, &entry);
    }
    CloseHandle(snapshot);
    return ERROR_SUCCESS;
}

const char *win_processes_image(const struct win_processes *processes, DWORD pid)
{
    for (size_t i = 0; i < processes->count; i++) {
        if (processes->items[i].pid == pid)
            return processes->items[i].image;
    }
    return NULL;
}
