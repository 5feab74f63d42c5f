/* win_events.h - the event log: what is called, so that a test can answer in the system's place. */
#ifndef NL_WINDOWS_EVENTS_H
#define NL_WINDOWS_EVENTS_H

#include <windows.h>

struct win_events_calls {
    HANDLE(WINAPI *open)(LPCWSTR, LPCWSTR);
    BOOL(WINAPI *report)(HANDLE, WORD, WORD, DWORD, PSID, WORD, DWORD, LPCWSTR *, LPVOID);
    BOOL(WINAPI *close)(HANDLE);
};

/* NULL puts the system's own back. */
void win_events_replace(const struct win_events_calls *calls);

/* The key that registers the source, below HKEY_LOCAL_MACHINE. */
#define WIN_EVENTS_KEY L"SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\netlatch"

#endif
