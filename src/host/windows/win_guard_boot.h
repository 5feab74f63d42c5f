/* win_guard_boot.h - a name for this start of the machine. */
#ifndef NL_WINDOWS_GUARD_BOOT_H
#define NL_WINDOWS_GUARD_BOOT_H

#include "base/arena.h"
#include "model/machine.h"

#include <windows.h>

#define WIN_BOOT_KEY L"SYSTEM\\CurrentControlSet\\Control\\netlatch"

/* Names this start of the machine: a value in a volatile key, which goes with the next restart
 * ("volatile: not preserved when the system is restarted", RegCreateKeyEx). Shut down with Fast Startup
 * is none: the key stays, as the drivers and services do. make does nothing where it is there. */
DWORD win_guard_boot_make(void);

/* Around a call that a component of another program answers inside this process. enter notes it, in a key below the
 * same one; false: a netlatch ended within such a call since this start of the machine, as WMI's own library made it
 * do on an NT-like system, and would end at each rollback. What cannot be noted is allowed; leave removes the note. */
bool win_guard_boot_enter(void);
void win_guard_boot_leave(void);

/* Session Manager\\Power\\HiberbootEnabled (Windows 8 and later): 1 is Fast Startup. */
enum nl_answer win_guard_boot_fast_startup(void);
const char *win_guard_boot_read(struct nl_arena *arena);

#endif
