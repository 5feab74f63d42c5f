/* win_search_path.h - one folder in the machine's search path (Session Manager\Environment, Path). */
#ifndef NL_WINDOWS_SEARCH_PATH_H
#define NL_WINDOWS_SEARCH_PATH_H

#include "base/error.h"

#include <stdbool.h>

/* path with one more entry at its end; the same where it has that entry. */
const char *win_search_path_with(struct nl_arena *arena, const char *path, const char *folder);

/* path without that entry: exactly what it was before win_search_path_with. *out_had: it was there. */
const char *win_search_path_without(struct nl_arena *arena, const char *path, const char *folder,
                                    bool *out_had);

/* Adds the folder to the machine's path or removes it; the value's type stays. *out_changed says
 * whether anything was. New programs are told. */
NL_MUST_CHECK enum nl_status win_search_path_set(struct nl_arena *arena, const char *folder,
                                                 bool wanted, bool *out_changed,
                                                 struct nl_error *err);

#endif
