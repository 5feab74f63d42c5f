/* store.h - the few files apply needs: durable, private, in one folder that a store stands for.
 *
 * Names are plain file names chosen by us (digits, letters, '-', '_', '.'); an implementation
 * refuses any other. */
#ifndef NL_HOST_STORE_H
#define NL_HOST_STORE_H

#include "base/error.h"
#include "base/text.h"

/* The largest file that a store reads, in bytes. */
#define NL_STORE_MOST_FILE (16 * 1024 * 1024)

struct nl_store;

struct nl_store_ops {
    /* Makes the folder, private from its first moment, if it is not there; refuses one that
     * somebody else owns, a link, or one that others may write. */
    enum nl_status (*prepare)(struct nl_store *store, struct nl_error *err);

    /* Names of the files, in no order. A folder that does not exist has none. */
    enum nl_status (*list)(struct nl_store *store, struct nl_arena *arena,
                           struct nl_texts *out_names, struct nl_error *err);

    /* The whole file; NL_NOT_FOUND. Links and files over 16 MiB are refused. */
    enum nl_status (*read)(struct nl_store *store, const char *name, struct nl_arena *arena,
                           const uint8_t **out_bytes, size_t *out_size, struct nl_error *err);

    /* Makes a new file with these bytes, durable and whole or not there at all (write aside,
     * flush, rename); NL_CONFLICT if the name exists. */
    enum nl_status (*create)(struct nl_store *store, const char *name, const void *bytes,
                             size_t size, struct nl_error *err);

    /* Appends to an existing file and flushes. After a crash any part of the last append may be
     * missing, nothing before it. */
    enum nl_status (*append)(struct nl_store *store, const char *name, const void *bytes,
                             size_t size, struct nl_error *err);

    enum nl_status (*remove)(struct nl_store *store, const char *name, struct nl_error *err);

    /* Takes the one lock of the store, so that two applies never run at once; NL_BUSY when
     * another process holds it. Given back by unlock, by close, and by the death of the process. */
    enum nl_status (*lock)(struct nl_store *store, struct nl_error *err);
    void (*unlock)(struct nl_store *store);

    /* The number of the process that holds the lock; 0 where none does, or it is not known. One that
     * was killed has not wiped out its number: only NL_BUSY from lock says that it still counts. */
    uint32_t (*holder)(struct nl_store *store);

    /* Ends the process that holds the lock, and returns once it is gone. NL_NOT_FOUND where it is
     * not known for certain which one that is; NL_UNSUPPORTED where the store's kind has no guard
     * that would need it. */
    enum nl_status (*evict)(struct nl_store *store, struct nl_error *err);

    void (*close)(struct nl_store *store); /* frees the store */
};

struct nl_store {
    const struct nl_store_ops *ops;
    const char *where; /* the folder, for people */
};

#endif
