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

/* Whether path leads to a plain file that begins with these bytes; false where that cannot be told. */
bool nl_file_begins(const char *path, const char *bytes);

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

/* One thing in a folder. A link (also a junction of Windows) is never followed. */
enum nl_entry_kind { NL_ENTRY_OTHER = 0, NL_ENTRY_FILE, NL_ENTRY_FOLDER, NL_ENTRY_LINK };
struct nl_folder_entry {
    const char *name;
    enum nl_entry_kind kind;
};
struct nl_folder_entries {
    struct nl_folder_entry *items;
    size_t count;
    size_t capacity;
};

/* What stands in a folder, without itself and its parent, sorted by nl_compare. */
NL_MUST_CHECK enum nl_status nl_folder_entries(struct nl_arena *arena, const char *path,
                                               struct nl_folder_entries *out_entries,
                                               struct nl_error *err);

/* A file that is read part by part, into memory of the caller's. */
struct nl_file_parts {
    intptr_t handle;
    uint64_t size; /* when it was opened; 0 where it is no plain file */
};

/* Opens a file; NL_INVALID for a folder. Close it with nl_file_parts_close. path is for people from
 * then on. */
NL_MUST_CHECK enum nl_status nl_file_parts_open(const char *path, struct nl_file_parts *out_parts,
                                                struct nl_error *err);

/* The next bytes, at most room; *out_size is 0 at the end alone. */
NL_MUST_CHECK enum nl_status nl_file_parts_read(const struct nl_file_parts *parts, const char *path,
                                                void *out_bytes, size_t room, size_t *out_size,
                                                struct nl_error *err);

void nl_file_parts_close(struct nl_file_parts *parts);

#endif
