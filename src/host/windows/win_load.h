/* win_load.h - functions that not every Windows has, loaded at run time: the only loader there is.
 *
 * What is linked statically exists on Windows XP SP3; everything newer comes through here, and only
 * from the system folder, so that no DLL beside the executable is ever taken for Windows' own. */
#ifndef NL_WINDOWS_LOAD_H
#define NL_WINDOWS_LOAD_H

#include <stdbool.h>
#include <stddef.h>

/* Fills *out_function, a pointer to a function of size bytes; false, and NULL there, when the
 * library or the function does not exist. The library stays loaded. Use through WIN_LOAD. */
bool win_load(const wchar_t *library, const char *name, void *out_function, size_t size);

/* From here on what Windows' own DLLs load later by a name alone comes from the system folder too,
 * where Windows can be told so (Windows 7 with KB2533623, and later). */
void win_load_restrict(void);

#define WIN_LOAD(library, name, out_function)                                                      \
    win_load((library), (name), (out_function), sizeof *(out_function))

#endif
