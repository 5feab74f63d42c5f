/* files.h - whole files that a person names: profiles, plans, machines, reports.
 *
 * host/windows and host/posix each implement these. Paths are UTF-8, as the person gave them. The
 * journal is not kept through these functions: store.h is private and durable, this is neither. */
#ifndef NL_HOST_FILES_H
#define NL_HOST_FILES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum nl_file_kind { NL_FILE_NONE = 0, NL_FILE_PLAIN, NL_FILE_FOLDER };

/* What stands at path. NL_FILE_NONE where there is nothing; an error where that cannot be told. */
NL_MUST_CHECK enum nl_status nl_file_look(const char *path, enum nl_file_kind *out_kind,
                                          struct nl_error *err);

/* The whole file, followed by a zero byte that *out_size does not count. NL_NOT_FOUND, NL_DENIED;
 * NL_INVALID for a folder and for more than max_size bytes. */
NL_MUST_CHECK enum nl_status nl_file_read(struct nl_arena *arena, const char *path, size_t max_size,
                                          const uint8_t **out_bytes, size_t *out_size,
                                          struct nl_error *err);

/* Makes a folder; one that is there already is fine. Its parent must exist. */
NL_MUST_CHECK enum nl_status nl_folder_make(const char *path, struct nl_error *err);

/* Names of the plain files in a folder, sorted by nl_compare. */
NL_MUST_CHECK enum nl_status nl_folder_list(struct nl_arena *arena, const char *path,
                                            struct nl_texts *out_names, struct nl_error *err);

#endif
