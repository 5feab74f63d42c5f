/* win_lock.c - a file that one process at a time holds.
 *
 * Whoever holds it shares it for reading only and has it open for writing: a second one that wants
 * to write is refused, and one that only wants to know who holds it is not. What it says of itself
 * is its number and when it began, since numbers come again. */
#include "win_lock.h"

#include "win_file.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MOST_END_MS = 10000 };

/* As it stands in the file. */
struct holder {
    char kind[8];
    uint32_t pid;
    uint32_t began_low; /* as a FILETIME */
    uint32_t began_high;
};

static const char holder_kind[8] = "netlatc";

static bool began(HANDLE process, FILETIME *out_time)
{
    FILETIME others[3];
    return GetProcessTimes(process, out_time, &others[0], &others[1], &others[2]);
}

/* What cannot be written is not known to others, and no more: the lock is held all the same. */
static void say_who(HANDLE lock)
{
    struct holder self = {.pid = GetCurrentProcessId()};
    FILETIME time;
    DWORD written = 0;
    if (!began(GetCurrentProcess(), &time))
        return;
    memcpy(self.kind, holder_kind, sizeof self.kind);
    self.began_low = time.dwLowDateTime;
    self.began_high = time.dwHighDateTime;
    (void)(win_file_calls()->write(lock, &self, sizeof self, &written, NULL) && SetEndOfFile(lock));
}

DWORD win_lock_take(const wchar_t *path, SECURITY_ATTRIBUTES *security, HANDLE *out_lock)
{
    *out_lock = win_file_calls()->create(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ,
                                         security, OPEN_ALWAYS, FILE_FLAG_OPEN_REPARSE_POINT, NULL);
    if (*out_lock == INVALID_HANDLE_VALUE)
        return GetLastError();
    say_who(*out_lock);
    return ERROR_SUCCESS;
}

void win_lock_give(HANDLE lock)
{
    if (SetFilePointer(lock, 0, NULL, FILE_BEGIN) != INVALID_SET_FILE_POINTER)
        (void)SetEndOfFile(lock);
    CloseHandle(lock);
}

static bool read_holder(const wchar_t *path, struct holder *out_holder)
{
    DWORD read = 0;
    HANDLE file = win_file_calls()->create(path, GENERIC_READ,
                                           FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                           NULL, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return false;
    bool whole = win_file_calls()->read(file, out_holder, sizeof *out_holder, &read, NULL) &&
                 read == sizeof *out_holder &&
                 memcmp(out_holder->kind, holder_kind, sizeof holder_kind) == 0;
    CloseHandle(file);
    return whole && out_holder->pid != 0;
}

/* The process itself, or NULL where it has ended or its number is another's now. */
static HANDLE open_holder(const struct holder *holder)
{
    FILETIME time;
    HANDLE process = OpenProcess(PROCESS_QUERY_INFORMATION | PROCESS_TERMINATE | SYNCHRONIZE, FALSE,
                                 holder->pid);
    if (!process)
        return NULL;
    bool same = began(process, &time) && time.dwLowDateTime == holder->began_low &&
                time.dwHighDateTime == holder->began_high;
    /* One that has ended can be opened for as long as somebody has a handle of it. */
    if (same && WaitForSingleObject(process, 0) == WAIT_TIMEOUT)
        return process;
    CloseHandle(process);
    SetLastError(ERROR_NOT_FOUND);
    return NULL;
}

DWORD win_lock_holder(const wchar_t *path)
{
    struct holder holder;
    return read_holder(path, &holder) ? holder.pid : 0;
}

DWORD win_lock_evict(const wchar_t *path)
{
    struct holder holder;
    if (!read_holder(path, &holder) || holder.pid == GetCurrentProcessId())
        return ERROR_NOT_FOUND;
    HANDLE process = open_holder(&holder);
    if (!process)
        return GetLastError() == ERROR_INVALID_PARAMETER ? ERROR_NOT_FOUND : GetLastError();
    DWORD code = TerminateProcess(process, ERROR_PROCESS_ABORTED) ? ERROR_SUCCESS : GetLastError();
    if (code == ERROR_SUCCESS && WaitForSingleObject(process, MOST_END_MS) != WAIT_OBJECT_0)
        code = ERROR_TIMEOUT;
    CloseHandle(process);
    return code;
}
