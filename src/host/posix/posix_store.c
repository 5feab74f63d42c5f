/* posix_store.c - the journal's folder on a POSIX file system. */
#include "posix_store.h"

#include "base/clean.h"
#include "host/files.h"
#include "posix_error.h"
#include "posix_files.h"
#include "posix_rights.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "lock"
#define ASIDE_ENDING ".new"

struct posix_store {
    struct nl_store store;
    struct nl_arena *arena;
    const char *beside; /* NULL, or the folder of a foreign disk whose owner and mode will do */
    int lock;
};

static struct posix_store *of(struct nl_store *store)
{
    return (struct posix_store *)(void *)store;
}

/* The path of a file of ours; refuses a name that could leave the folder. */
static enum nl_status path_of(struct nl_store *store, const char *name, const char **out_path,
                              struct nl_error *err)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t length = strlen(name);
    if (length == 0 || length > 100 || name[0] == '.' || strspn(name, allowed) != length)
        return nl_fail(err, NL_INVALID, NL_T("{1} is not a valid name of a journal"),
                       nl_clean(of(store)->arena, name));
    *out_path = nl_arena_format(of(store)->arena, "%s/%s", store->where, name);
    return NL_OK;
}

/* Flushes a folder itself, so that a new name in it survives losing power. */
static bool sync_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    bool good = fsync(folder) == 0;
    (void)close(folder);
    return good;
}

/* Whether a file is one of ours and has no other name that somebody else could have given it. */
static bool is_plain(const struct posix_store *posix, const struct stat *about)
{
    return S_ISREG(about->st_mode) && (about->st_nlink == 1 || posix->beside);
}

/* Whether a folder is ours alone, or on a foreign disk at least as private as what is beside it. */
static bool is_private(const struct posix_store *posix, const struct stat *about)
{
    struct stat beside;
    mode_t allowed = 0;
    bool own = about->st_uid == geteuid();
    if (posix->beside && stat(posix->beside, &beside) == 0) {
        allowed = beside.st_mode & 022;
        own = own || about->st_uid == beside.st_uid;
    }
    return S_ISDIR(about->st_mode) && own && (about->st_mode & 022 & ~allowed) == 0;
}

/* The folder that a path lies in. */
static const char *parent_of(struct nl_arena *arena, const char *path)
{
    const char *end = strrchr(path, '/');
    if (!end)
        return ".";
    return end == path ? "/" : nl_arena_copy(arena, path, (size_t)(end - path));
}

/* On a disk of Windows the mode of a folder says nothing. One that was just made is given rights of
 * its own; one that was there must have them. */
static enum nl_status settle_rights(const struct posix_store *posix, const char *path, bool made,
                                    bool *out_private, struct nl_error *err)
{
    *out_private = true;
    if (!posix->beside)
        return NL_OK;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    *out_private = false;
    if (folder < 0)
        return errno == ELOOP || errno == ENOTDIR
                   ? NL_OK
                   : nl_posix_fail(err, errno, "open",
                                   NL_T("cannot get information about the journal folder {1}"),
                                   path);
    enum nl_status status = made ? nl_posix_rights_private(folder, true, path, err) : NL_OK;
    *out_private = status == NL_OK && nl_posix_rights_are_private(folder);
    (void)close(folder); /* it was only looked at */
    return status;
}

/* Makes a folder where there is none; looks at the one that is there. */
static enum nl_status make_folder(struct nl_store *store, const char *path, struct nl_error *err)
{
    struct stat about;
    bool private = false;
    bool made = mkdir(path, 0700) == 0;
    if (!made && errno != EEXIST)
        return nl_posix_fail(err, errno, "mkdir", NL_T("cannot create the journal folder {1}"),
                             path);
    enum nl_status status = settle_rights(of(store), path, made, &private, err);
    if (status != NL_OK) {
        if (made)
            (void)rmdir(path); /* best effort; the error that matters is told */
        return status;
    }
    if (made && !sync_folder(parent_of(of(store)->arena, path)))
        return nl_posix_fail(err, errno, "fsync", NL_T("cannot create the journal folder {1}"),
                             path);
    if (lstat(path, &about) != 0)
        return nl_posix_fail(err, errno, "lstat",
                             NL_T("cannot get information about the journal folder {1}"), path);
    if (!private || !is_private(of(store), &about)) {
        (void)nl_fail(err, NL_REFUSED,
                      NL_T("the journal folder {1} is a link, belongs to somebody else, or may be "
                           "written by others"),
                      path);
        (void)nl_next(err, NL_T("Check who created it; remove it if it is not yours."));
        return NL_REFUSED;
    }
    return NL_OK;
}

/* On a foreign disk ProgramData is that system's own, netlatch below it is ours. */
static enum nl_status make_parents(struct nl_store *store, struct nl_error *err)
{
    struct nl_arena *arena = of(store)->arena;
    struct stat about;
    const char *program = parent_of(arena, store->where);
    const char *data = parent_of(arena, program);
    enum nl_status status = NL_OK;
    if (lstat(data, &about) != 0)
        status = make_folder(store, data, err);
    return status == NL_OK ? make_folder(store, program, err) : status;
}

static enum nl_status posix_prepare(struct nl_store *store, struct nl_error *err)
{
    enum nl_status status = of(store)->beside ? make_parents(store, err) : NL_OK;
    return status == NL_OK ? make_folder(store, store->where, err) : status;
}

static enum nl_status posix_list(struct nl_store *store, struct nl_arena *arena,
                                 struct nl_texts *out_names, struct nl_error *err)
{
    enum nl_file_kind kind = NL_FILE_NONE;
    enum nl_status status = nl_file_look(store->where, &kind, err);
    if (status != NL_OK)
        return status;
    *out_names = (struct nl_texts){0};
    return kind == NL_FILE_NONE ? NL_OK : nl_folder_list(arena, store->where, out_names, err);
}

static enum nl_status posix_read(struct nl_store *store, const char *name, struct nl_arena *arena,
                                 const uint8_t **out_bytes, size_t *out_size, struct nl_error *err)
{
    const char *path = NULL;
    struct stat about;
    enum nl_status status = path_of(store, name, &path, err);
    if (status != NL_OK)
        return status;
    if (lstat(path, &about) == 0 && !is_plain(of(store), &about))
        return nl_fail(err, NL_REFUSED, NL_T("{1} is a link, expected a regular file"), path);
    return nl_file_read(arena, path, NL_STORE_MOST_FILE, out_bytes, out_size, err);
}

static enum nl_status write_file(struct nl_store *store, const char *path, int flags,
                                 const void *bytes, size_t size, struct nl_error *err)
{
    int file = open(path, flags | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return nl_posix_fail(err, errno, "open", NL_T("cannot write the journal {1}"), path);
    struct stat about;
    if (fstat(file, &about) != 0 || !is_plain(of(store), &about)) {
        (void)close(file);
        return nl_fail(err, NL_REFUSED, NL_T("{1} is a link, expected a regular file"), path);
    }
    enum nl_status status = flags & O_CREAT && of(store)->beside
                                ? nl_posix_rights_private(file, false, path, err)
                                : NL_OK;
    if (status != NL_OK) {
        (void)close(file);
        return status;
    }
    bool good = nl_posix_write(file, bytes, size) && fsync(file) == 0;
    int number = errno;
    if (close(file) != 0 && good) {
        good = false;
        number = errno;
    }
    return good ? NL_OK
                : nl_posix_fail(err, number, "write", NL_T("cannot write the journal {1}"), path);
}

/* Gives a finished file its name; EEXIST when that is taken. rename would replace what is there, so
 * it is looked for first: whoever makes a file here holds the store's lock, and nobody else may write
 * to the folder. (link would not replace, but a program that is killed before it removes the other
 * name leaves a journal with two, which is refused as a link.) */
static int give_name(const char *aside, const char *path)
{
    struct stat about;
    if (lstat(path, &about) == 0)
        return EEXIST;
    return rename(aside, path) == 0 ? 0 : errno;
}

static enum nl_status posix_create(struct nl_store *store, const char *name, const void *bytes,
                                   size_t size, struct nl_error *err)
{
    const char *path = NULL;
    enum nl_status status = path_of(store, name, &path, err);
    if (status != NL_OK)
        return status;
    const char *aside = nl_arena_format(of(store)->arena, "%s" ASIDE_ENDING, path);
    status = write_file(store, aside, O_CREAT | O_TRUNC, bytes, size, err);
    if (status != NL_OK) {
        (void)unlink(aside); /* best effort; the error that matters is told */
        return status;
    }
    int number = give_name(aside, path);
    (void)unlink(aside);
    if (number == EEXIST)
        return nl_fail(err, NL_CONFLICT, NL_T("the journal {1} already exists"), path);
    if (number != 0)
        return nl_posix_fail(err, number, "rename", NL_T("cannot write the journal {1}"), path);
    if (!sync_folder(store->where))
        return nl_posix_fail(err, errno, "fsync", NL_T("cannot write the journal {1}"), path);
    return NL_OK;
}

static enum nl_status posix_append(struct nl_store *store, const char *name, const void *bytes,
                                   size_t size, struct nl_error *err)
{
    const char *path = NULL;
    enum nl_status status = path_of(store, name, &path, err);
    if (status != NL_OK)
        return status;
    return write_file(store, path, O_APPEND, bytes, size, err);
}

static enum nl_status posix_remove(struct nl_store *store, const char *name, struct nl_error *err)
{
    const char *path = NULL;
    enum nl_status status = path_of(store, name, &path, err);
    if (status != NL_OK)
        return status;
    if (unlink(path) != 0)
        return nl_posix_fail(err, errno, "unlink", NL_T("cannot remove {1}"), path);
    return NL_OK;
}

/* Who holds the lock, for people alone: what cannot be written is not known. */
static void say_who(int file)
{
    char self[32];
    int length = snprintf(self, sizeof self, "%ld", (long)getpid());
    if (ftruncate(file, 0) == 0 && length > 0)
        (void)!pwrite(file, self, (size_t)length, 0);
}

static const char *lock_path(struct nl_store *store)
{
    return nl_arena_format(of(store)->arena, "%s/" LOCK_NAME, store->where);
}

/* Whoever holds the lock is the only writer: what another left half-made can go. */
static void remove_leftovers(struct nl_store *store)
{
    struct nl_texts names = {0};
    if (nl_folder_list(of(store)->arena, store->where, &names, NULL) != NL_OK)
        return;
    for (size_t i = 0; i < names.count; i++) {
        if (nl_ends(names.items[i], ".journal" ASIDE_ENDING))
            (void)unlink(nl_arena_format(of(store)->arena, "%s/%s", store->where, names.items[i]));
    }
}

static enum nl_status posix_lock(struct nl_store *store, struct nl_error *err)
{
    struct posix_store *posix = of(store);
    int file = open(lock_path(store), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return nl_posix_fail(err, errno, "open", NL_T("cannot lock the journal folder {1}"),
                             store->where);
    enum nl_status status =
        posix->beside ? nl_posix_rights_private(file, false, store->where, err) : NL_OK;
    if (status != NL_OK) {
        (void)close(file);
        return status;
    }
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        int number = errno;
        (void)close(file);
        if (number != EWOULDBLOCK)
            return nl_posix_fail(err, number, "flock", NL_T("cannot lock the journal folder {1}"),
                                 store->where);
        return nl_fail(err, NL_BUSY, NL_T("the journal is locked"));
    }
    posix->lock = file;
    say_who(file);
    remove_leftovers(store);
    return NL_OK;
}

static void posix_unlock(struct nl_store *store)
{
    struct posix_store *posix = of(store);
    if (posix->lock >= 0) {
        (void)!ftruncate(posix->lock, 0);
        (void)close(posix->lock);
    }
    posix->lock = -1;
}

static uint32_t posix_holder(struct nl_store *store)
{
    char text[32] = "";
    uint64_t pid = 0;
    /* A pipe in its place must not make us wait. */
    int file = open(lock_path(store), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return 0;
    bool known = read(file, text, sizeof text - 1) > 0 && nl_parse_u64(text, INT32_MAX, &pid);
    (void)close(file);
    return known ? (uint32_t)pid : 0;
}

static enum nl_status posix_evict(struct nl_store *store, struct nl_error *err)
{
    (void)store;
    return nl_fail(err, NL_UNSUPPORTED, NL_T("there is no guard here"));
}

static const struct nl_store_ops posix_ops = {
    .prepare = posix_prepare,
    .list = posix_list,
    .read = posix_read,
    .create = posix_create,
    .append = posix_append,
    .remove = posix_remove,
    .lock = posix_lock,
    .unlock = posix_unlock,
    .holder = posix_holder,
    .evict = posix_evict,
    .close = posix_unlock,
};

struct nl_store *nl_posix_store_new(struct nl_arena *arena, const char *folder)
{
    struct posix_store *posix = nl_arena_alloc(arena, sizeof *posix);
    posix->store.ops = &posix_ops;
    posix->store.where = nl_arena_text(arena, folder);
    posix->arena = arena;
    posix->lock = -1;
    return &posix->store;
}

struct nl_store *nl_posix_store_on_disk(struct nl_arena *arena, const char *folder,
                                        const char *beside)
{
    struct nl_store *store = nl_posix_store_new(arena, folder);
    of(store)->beside = nl_arena_text(arena, beside);
    return store;
}
