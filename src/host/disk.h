/* disk.h - the files of a Windows that is not running, on the disk it lies on.
 *
 * host/posix and host/windows each implement these. Paths are UTF-8. No function follows a link in
 * the last part of a path: a disk that somebody else wrote must not lead out of itself. Functions
 * change nothing but what they name. */
#ifndef NL_HOST_DISK_H
#define NL_HOST_DISK_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

enum nl_disk_kind {
    NL_DISK_NONE = 0,
    NL_DISK_FILE,
    NL_DISK_FOLDER,
    NL_DISK_LINK,
    NL_DISK_OTHER /* a pipe, a device */
};

struct nl_disk;

struct nl_disk_ops {
    /* Names of all that a folder holds, in no order. */
    enum nl_status (*list)(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                           struct nl_texts *out_names, struct nl_error *err);

    /* What stands at path; NL_DISK_NONE where nothing does. */
    enum nl_status (*look)(struct nl_disk *disk, const char *path, enum nl_disk_kind *out_kind,
                           struct nl_error *err);

    /* The whole of a plain file; NL_INVALID for anything else and for more than max_size bytes. */
    enum nl_status (*read)(struct nl_disk *disk, struct nl_arena *arena, const char *path,
                           size_t max_size, const uint8_t **out_bytes, size_t *out_size,
                           struct nl_error *err);

    /* The first size bytes of a plain file of any length, or of a whole disk that is not mounted;
     * *out_got is less only where it is shorter. */
    enum nl_status (*head)(struct nl_disk *disk, const char *path, uint8_t *bytes, size_t size,
                           size_t *out_got, struct nl_error *err);

    /* Makes a new file with these bytes, flushed. It has, before its first byte, the owner and the
     * access list of the file like; these are read back. NL_CONFLICT where something stands at path;
     * NL_REFUSED where the disk cannot keep the rights. Nothing is left there on failure. */
    enum nl_status (*make)(struct nl_disk *disk, const char *path, const char *like,
                           const void *bytes, size_t size, struct nl_error *err);

    /* Gives a file a second name, or where the disk has no such thing a copy with the same rights.
     * NL_CONFLICT where something stands at second. */
    enum nl_status (*keep)(struct nl_disk *disk, const char *path, const char *second,
                           struct nl_error *err);

    /* Puts the file from in the place of the file to. At every moment to is one of the two, whole.
     * The folder is not flushed. */
    enum nl_status (*replace)(struct nl_disk *disk, const char *from, const char *to,
                              struct nl_error *err);

    /* Flushes the names in a folder. */
    enum nl_status (*flush)(struct nl_disk *disk, const char *folder, struct nl_error *err);

    /* Removes a file or a link; none is fine. */
    enum nl_status (*remove)(struct nl_disk *disk, const char *path, struct nl_error *err);

    /* The path of a folder from the root on, without "." and "..", and without links as far as the
     * system can tell: what is above it is then the part before its name. */
    enum nl_status (*resolve)(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                              const char **out_path, struct nl_error *err);

    /* Why no file could be made in folder; no sentence where one could. */
    struct nl_sentence (*refusal)(struct nl_disk *disk, struct nl_arena *arena, const char *folder);
};

struct nl_disk {
    const struct nl_disk_ops *ops;
    char separator; /* between the parts of a path: '/' or '\\' */
};

#endif
