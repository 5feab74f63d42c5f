/* hive_file.h - one hive of a disk, read into memory and brought up to date. */
#ifndef NL_HOST_HIVE_HIVE_FILE_H
#define NL_HOST_HIVE_HIVE_FILE_H

#include "hive_header.h"
#include "hive_image.h"
#include "hive_replay.h"
#include "host/disk.h"

struct nl_hive_file {
    const char *name;    /* "SYSTEM" */
    const char *path;    /* where it is; NULL when there is none */
    bool open;           /* image holds it */
    const char *problem; /* English: why it was not opened */
    bool denied;         /* because this run may not read it */

    struct nl_arena arena; /* of the image */
    struct nl_hive_image image;
    uint8_t base[NL_HIVE_BASE_SIZE]; /* as it stands in the file, to notice other writers */
    size_t size;                     /* of the file */
    enum nl_hive_state state;        /* CLEAN; RECOVERED: the image is newer than the file;
                                      * NOT_RECOVERED: it may be out of date */
    uint32_t recovered;              /* how many changes came from the log files */
    const char *why;                 /* NOT_RECOVERED: a marked sentence */
    bool changed;                    /* the image holds what the file does not hold by our doing */
};

/* Opens the hive at that path into *file, with what its log files beside it add; its structure is
 * checked before anything is read from it. Nothing is written. NL_INVALID, naming path, for what is no
 * sound hive; nothing is open on failure. */
NL_MUST_CHECK enum nl_status nl_hive_open(struct nl_arena *arena, struct nl_disk *disk,
                                          const char *path, struct nl_hive_file *file,
                                          struct nl_error *err);
void nl_hive_close(struct nl_hive_file *file);

/* The log files beside a hive, as they stand on the disk. A missing one is no failure. */
NL_MUST_CHECK enum nl_status nl_hive_logs_read(struct nl_arena *arena, struct nl_disk *disk,
                                               const char *path,
                                               struct nl_hive_log_file out_logs[NL_HIVE_LOGS],
                                               const char *out_paths[NL_HIVE_LOGS],
                                               struct nl_error *err);

#endif
