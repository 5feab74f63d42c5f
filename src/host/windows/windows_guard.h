/* windows_guard.h - the guard service and the event log of Windows, for the wiring: without an OS
 * header. Both are one for the program and need no closing. */
#ifndef NL_WINDOWS_WINDOWS_GUARD_H
#define NL_WINDOWS_WINDOWS_GUARD_H

#include "host/events.h"
#include "host/guard.h"

/* The service netlatch-guard. */
struct nl_guard_service *nl_windows_guard(void);

/* The source netlatch of the log Application. */
struct nl_events *nl_windows_events(void);

#endif
