/* win_events.h - the event log: what is called, so that a test can answer in the system's place. */
#ifndef NL_WINDOWS_EVENTS_H
#define NL_WINDOWS_EVENTS_H

#include "base/error.h"
#include "host/events.h"

#include <stdbool.h>

#include <windows.h>

struct win_events_calls {
    HANDLE(WINAPI *open)(LPCWSTR, LPCWSTR);
    BOOL(WINAPI *report)(HANDLE, WORD, WORD, DWORD, PSID, WORD, DWORD, LPCWSTR *, LPVOID);
    BOOL(WINAPI *close)(HANDLE);
};

/* NULL puts the system's own back. */
void win_events_replace(const struct win_events_calls *calls);

/* Registers the source netlatch with the messages in that program. */
NL_MUST_CHECK enum nl_status win_events_register(struct nl_arena *arena, const char *program,
                                                 struct nl_error *err);

/* Removes the registration if it names that program; *out_removed is false where it does not. */
NL_MUST_CHECK enum nl_status win_events_unregister(struct nl_arena *arena, const char *program,
                                                   bool *out_removed, struct nl_error *err);

/* The key that registers the source, below HKEY_LOCAL_MACHINE. */
#define WIN_EVENTS_KEY L"SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\netlatch"

/* The source netlatch of the log Application. */
struct nl_events *nl_windows_events(void);

#endif
