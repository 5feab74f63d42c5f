/* posix_files.h - host/files.h for POSIX, and what else reads and writes open files. */
#ifndef NL_HOST_POSIX_POSIX_FILES_H
#define NL_HOST_POSIX_POSIX_FILES_H

#include "host/files.h"

#include <stdbool.h>

/* Writes all of it, through interruptions; false with errno set where that fails. */
bool nl_posix_write(int file, const void *bytes, size_t size);

/* Reads an open file to its end, as nl_file_read does; path is for people. */
NL_MUST_CHECK enum nl_status nl_posix_read_all(struct nl_arena *arena, int file, const char *path,
                                               size_t max_size, const uint8_t **out_bytes,
                                               size_t *out_size, struct nl_error *err);

#endif
