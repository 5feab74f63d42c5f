/* win_file.h - what the store and the files of a person share: whole reads, flushed writes, patient
 * renames. Everything answers with a Win32 code. */
#ifndef NL_WINDOWS_FILE_H
#define NL_WINDOWS_FILE_H

#include "base/arena.h"

#include <windows.h>

#include <stdint.h>

/* What is called, so that a test can answer in the system's place. */
struct win_file_calls {
    HANDLE(WINAPI *create)
    (LPCWSTR, DWORD, DWORD, LPSECURITY_ATTRIBUTES, DWORD, DWORD, HANDLE);
    BOOL(WINAPI *create_folder)(LPCWSTR, LPSECURITY_ATTRIBUTES);
    BOOL(WINAPI *read)(HANDLE, LPVOID, DWORD, LPDWORD, LPOVERLAPPED);
    BOOL(WINAPI *write)(HANDLE, LPCVOID, DWORD, LPDWORD, LPOVERLAPPED);
    BOOL(WINAPI *flush)(HANDLE);
    BOOL(WINAPI *rename)(LPCWSTR, LPCWSTR, DWORD);
    BOOL(WINAPI *remove)(LPCWSTR);
    HANDLE(WINAPI *find)(LPCWSTR, LPWIN32_FIND_DATAW);
};

/* NULL puts the system's own back. */
void win_file_replace(const struct win_file_calls *calls);
const struct win_file_calls *win_file_calls(void);

/* Virus scanners and indexers hold a new file for a moment: opening, renaming and deleting are
 * tried again, for about a second in all, where the answer is 5, 32 or 33. */
HANDLE win_file_open(const wchar_t *path, DWORD access, DWORD share, SECURITY_ATTRIBUTES *security,
                     DWORD disposition, DWORD flags, DWORD *out_code);
DWORD win_file_rename(const wchar_t *from, const wchar_t *to, DWORD flags);
DWORD win_file_delete(const wchar_t *path);

/* Writes everything behind what the file holds, and returns when it is on the disk. The end is named at each write
 * (Microsoft, WriteFile: both offsets 0xFFFFFFFF): an NT-like system was seen to begin at the start of a file that
 * was opened with FILE_APPEND_DATA alone. What knows no offset, a device or a pipe, ignores it. */
DWORD win_file_write_all(HANDLE file, const void *bytes, size_t size);

/* Reads everything, with a zero byte behind it. ERROR_FILE_TOO_LARGE beyond max_size. */
DWORD win_file_read_all(struct nl_arena *arena, HANDLE file, size_t max_size,
                        const uint8_t **out_bytes, size_t *out_size);

/* folder\name */
wchar_t *win_file_join(struct nl_arena *arena, const wchar_t *folder, const wchar_t *name);

#endif
