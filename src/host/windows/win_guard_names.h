/* win_guard_names.h - the service netlatch-guard, as Windows knows it. */
#ifndef NL_WINDOWS_GUARD_NAMES_H
#define NL_WINDOWS_GUARD_NAMES_H

#define WIN_GUARD_NAME L"netlatch-guard"
#define WIN_GUARD_KEY L"SYSTEM\\CurrentControlSet\\Services\\netlatch-guard"

/* A control of our own (128 to 255 are free for services): look at the journals now. */
#define WIN_GUARD_LOOK 128

#endif
