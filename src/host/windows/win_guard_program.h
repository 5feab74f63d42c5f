/* win_guard_program.h - the copy of this program that the guard service runs and that Event Viewer
 * reads messages from, in %ProgramFiles%\\netlatch.
 *
 * A program on a network drive, on a stick, or in a folder of a user would be gone, or another one,
 * when it is needed. Users cannot make a folder in %ProgramFiles% before netlatch does, everybody can
 * read there, and software policies usually allow what lies there. */
#ifndef NL_WINDOWS_GUARD_PROGRAM_H
#define NL_WINDOWS_GUARD_PROGRAM_H

#include "base/arena.h"
#include "base/error.h"

#include <windows.h>

#include <stdbool.h>

/* Where the copy is, and whether it is this very program, byte for byte. */
NL_MUST_CHECK enum nl_status win_guard_program_look(struct nl_arena *arena,
                                                    const wchar_t **out_path, bool *out_current,
                                                    struct nl_error *err);

/* Makes the copy, or makes it anew where it differs. An older one that still runs is renamed, which
 * Windows allows, and goes when it can. */
NL_MUST_CHECK enum nl_status win_guard_program(struct nl_arena *arena, const wchar_t **out_path,
                                               struct nl_error *err);

/* Opens this program's own file, before anybody could put another in its place: what is copied later
 * is read from there. Called once, when the program begins. */
void win_guard_program_hold(void);

/* Gives it back: the guard itself must not keep a newer program from taking its place. */
void win_guard_program_release(void);

#endif
