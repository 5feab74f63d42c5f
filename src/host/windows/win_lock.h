/* win_lock.h - a file that one process at a time holds, and in which it says which one it is.
 * Everything answers with a Win32 code. */
#ifndef NL_WINDOWS_LOCK_H
#define NL_WINDOWS_LOCK_H

#include <windows.h>

/* ERROR_SHARING_VIOLATION where another process holds it. The system gives the lock back when the
 * process that holds it ends, however it ends. */
DWORD win_lock_take(const wchar_t *path, SECURITY_ATTRIBUTES *security, HANDLE *out_lock);

void win_lock_give(HANDLE lock);

/* The process that holds the lock; 0 where none does, or it is not known which. */
DWORD win_lock_holder(const wchar_t *path);

/* Ends the process that holds the lock and waits until it is gone. ERROR_NOT_FOUND where it is not
 * known for certain which one that is: a process number that another process has by now is never
 * enough. */
DWORD win_lock_evict(const wchar_t *path);

#endif
