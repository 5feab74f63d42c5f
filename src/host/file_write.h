/* file_write.h - writing whole files that a person names, and where their paths lead.
 *
 * host/windows and host/posix each implement these. Paths are UTF-8, as the person gave them. */
#ifndef NL_HOST_FILE_WRITE_H
#define NL_HOST_FILE_WRITE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes the file, or replaces it as a whole: written aside in the same folder under a name that nobody
 * has, flushed, renamed; mode, owner and access list stay. On failure an older file of that name is as
 * it was. A link is followed; a device, a pipe or an open file (NUL, /dev/stdout) is written to. */
NL_MUST_CHECK enum nl_status nl_file_write(const char *path, const void *bytes, size_t size,
                                           struct nl_error *err);

/* Adds bytes to the end of a file and flushes them; makes the file where there is none. Others may read and
 * add to it at the same time. */
NL_MUST_CHECK enum nl_status nl_file_append(const char *path, const void *bytes, size_t size,
                                            struct nl_error *err);

/* The path that links lead to at last, which need not exist; path itself where it is no link. */
NL_MUST_CHECK enum nl_status nl_file_real(struct nl_arena *arena, const char *path,
                                          const char **out_path, struct nl_error *err);

/* Whether both paths lead to one plain file. */
bool nl_file_same(const char *path, const char *other);

#endif
