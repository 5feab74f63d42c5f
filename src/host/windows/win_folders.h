/* win_folders.h - where Windows keeps programs and their data: from the registry, never from the
 * environment of the caller, which anybody can set and which agents start without. */
#ifndef NL_WINDOWS_FOLDERS_H
#define NL_WINDOWS_FOLDERS_H

#include "base/error.h"

/* "C:\ProgramData" (ProfileList, value ProgramData; before Vista the shell's Common AppData), or NULL
 * where Windows does not say or says no full path. */
const char *win_folder_program_data(struct nl_arena *arena);

/* "C:\Program Files" (CurrentVersion, value ProgramFilesDir, of the 64-bit view), or NULL. */
const char *win_folder_program_files(struct nl_arena *arena);

/* Says that the first of them is not known: NL_FAILED, with what to look at. */
enum nl_status win_fail_no_program_data(struct nl_error *err);

#endif
