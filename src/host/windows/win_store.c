/* win_store.c - the journal's folder: private, durable, one writer at a time. */

#include "win_store.h"

#include "win_error.h"
#include "win_file.h"
#include "win_folders.h"
#include "win_lock.h"
#include "win_private.h"
#include "win_text.h"

#include <string.h>

enum { MOST_NAME = 128 };

/* Names that begin with '~' are ours alone: no file of the store can have one. */
#define LOCK_NAME L"~lock"

struct win_store {
    struct nl_store base;
    struct nl_arena *arena; /* its handler serves the scratch arenas, too */
    wchar_t *parent;        /* also private, also checked; NULL for a folder somebody named */
    wchar_t *folder;
    bool looked_at; /* the folder may be shown from, */
    bool checked;   /* and be acted upon */
    HANDLE lock;
    unsigned long counter;
};

static struct win_store *store_of(struct nl_store *base)
{
    return (struct win_store *)base;
}

/* Memory for one call: a store may serve a process that runs for days. */
static struct nl_arena scratch_of(const struct win_store *store)
{
    struct nl_arena scratch;
    nl_arena_init(&scratch, store->arena->exhausted, store->arena->context);
    return scratch;
}

static bool is_name(const char *name)
{
    size_t length = strlen(name);
    if (length == 0 || length > MOST_NAME || name[0] == '.' || name[length - 1] == '.')
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = name[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              c == '-' || c == '_' || c == '.'))
            return false;
    }
    return true;
}

static enum nl_status fail_named(struct nl_error *err, DWORD code, const char *call,
                                 const char *name)
{
    enum nl_status status = win_fail(err, code, call);
    (void)nl_context(err, "{1}", name);
    return status;
}

static enum nl_status check_name(const char *name, struct nl_error *err)
{
    return is_name(name)
               ? NL_OK
               : nl_fail(err, NL_INVALID, NL_T("{1} is not a valid name of a journal file"), name);
}

/* A folder that somebody named lies beside his own file. */
static enum win_private_purpose purpose_of(const struct win_store *store, bool using)
{
    return !store->parent ? WIN_PRIVATE_OWN : using ? WIN_PRIVATE_USE : WIN_PRIVATE_LOOK;
}

/* A folder that somebody else prepared could hold a forged journal, and recovery would follow it:
 * it is looked at before anything in it is. Only who is going to write (using) may leave a trace. */
static enum nl_status check(struct win_store *store, struct nl_arena *scratch, bool using,
                            struct nl_error *err)
{
    enum win_private_purpose purpose = purpose_of(store, using);
    enum nl_status status = NL_OK;
    if (store->checked || (!using && store->looked_at))
        return NL_OK;
    if (store->parent)
        status = win_private_check_folder(scratch, store->parent, purpose, err);
    if (status == NL_OK)
        status = win_private_check_folder(scratch, store->folder, purpose, err);
    store->looked_at = status == NL_OK;
    store->checked = status == NL_OK && using;
    return status;
}

static enum nl_status attributes_for(const struct win_store *store, SECURITY_ATTRIBUTES *out,
                                     struct nl_error *err)
{
    return store->parent ? win_private_attributes(out, err) : win_private_own_attributes(out, err);
}

/* A file system without permissions cannot keep anything private. */
static bool keeps_permissions(struct nl_arena *scratch, const wchar_t *path)
{
    wchar_t *root = nl_arena_array(scratch, wcslen(path) + 2, sizeof *root);
    DWORD flags = 0;
    if (!GetVolumePathNameW(path, root, (DWORD)wcslen(path) + 2) ||
        !GetVolumeInformationW(root, NULL, 0, NULL, NULL, &flags, NULL, 0))
        return true; /* not known: what is made is looked at */
    return flags & FILE_PERSISTENT_ACLS;
}

static enum nl_status make(const struct win_store *store, struct nl_arena *scratch,
                           const wchar_t *folder, struct nl_error *err)
{
    SECURITY_ATTRIBUTES attributes;
    if (store->parent && !keeps_permissions(scratch, folder))
        return nl_fail(err, NL_REFUSED,
                       NL_T("{1} would lie on a drive that keeps no permissions (FAT, not NTFS): "
                            "anybody could write a false journal there. Windows converts it and "
                            "keeps the files: convert %SystemDrive% /fs:ntfs"),
                       win_narrow(scratch, folder));
    enum nl_status status = attributes_for(store, &attributes, err);
    if (status != NL_OK || win_file_calls()->create_folder(folder, &attributes))
        return status;
    DWORD code = GetLastError();
    if (code == ERROR_ALREADY_EXISTS)
        return NL_OK;
    return fail_named(err, code, "CreateDirectory", win_narrow(scratch, folder));
}

static enum nl_status store_prepare(struct nl_store *base, struct nl_error *err)
{
    struct win_store *store = store_of(base);
    struct nl_arena scratch = scratch_of(store);
    enum nl_status status = NL_OK;
    if (store->parent)
        status = make(store, &scratch, store->parent, err);
    if (status == NL_OK && store->parent)
        status = win_private_check_folder(&scratch, store->parent, WIN_PRIVATE_USE, err);
    if (status == NL_OK)
        status = make(store, &scratch, store->folder, err);
    if (status == NL_OK)
        status = check(store, &scratch, true, err);
    nl_arena_done(&scratch);
    return status;
}

static enum nl_status list_names(struct win_store *store, struct nl_arena *scratch,
                                 struct nl_arena *arena, struct nl_texts *out_names,
                                 struct nl_error *err)
{
    WIN32_FIND_DATAW found;
    HANDLE search = win_file_calls()->find(win_file_join(scratch, store->folder, L"*"), &found);
    DWORD code = search == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
    while (code == ERROR_SUCCESS) {
        const char *name = win_narrow(scratch, found.cFileName);
        if (!(found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) && is_name(name))
            nl_texts_add(out_names, arena, name);
        code = FindNextFileW(search, &found) ? ERROR_SUCCESS : GetLastError();
    }
    if (search != INVALID_HANDLE_VALUE)
        FindClose(search);
    return code == ERROR_NO_MORE_FILES ? NL_OK : win_fail(err, code, "FindFirstFile");
}

static enum nl_status store_list(struct nl_store *base, struct nl_arena *arena,
                                 struct nl_texts *out_names, struct nl_error *err)
{
    struct win_store *store = store_of(base);
    struct nl_arena scratch = scratch_of(store);
    struct nl_texts names = {0};
    enum nl_status status = NL_OK;
    DWORD attributes = GetFileAttributesW(store->folder);
    DWORD code = attributes == INVALID_FILE_ATTRIBUTES ? GetLastError() : ERROR_SUCCESS;
    /* No folder yet, no files. */
    bool none = code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND;
    if (!none)
        status = check(store, &scratch, false, err);
    if (!none && status == NL_OK)
        status = list_names(store, &scratch, arena, &names, err);
    nl_arena_done(&scratch);
    if (status == NL_OK)
        *out_names = names;
    return status;
}

/* Opens an existing file of the store that is plain and has no other name. */
static enum nl_status open_plain(struct win_store *store, struct nl_arena *scratch,
                                 const char *name, DWORD access, HANDLE *out_file,
                                 struct nl_error *err)
{
    bool using = access != GENERIC_READ;
    /* Who reads keeps nobody from writing, and reads beside other programs that have it open. */
    DWORD share = using ? FILE_SHARE_READ : FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    enum nl_status status = check_name(name, err);
    if (status == NL_OK)
        status = check(store, scratch, using, err);
    if (status != NL_OK)
        return status;
    DWORD code = ERROR_SUCCESS;
    HANDLE file =
        win_file_open(win_file_join(scratch, store->folder, win_wide(scratch, name)), access, share,
                      NULL, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, &code);
    if (file == INVALID_HANDLE_VALUE)
        return fail_named(err, code, "CreateFile", name);
    status = win_private_check_file(file, err);
    if (status == NL_OK) {
        *out_file = file;
    } else {
        (void)nl_context(err, "{1}", name);
        CloseHandle(file);
    }
    return status;
}

static enum nl_status store_read(struct nl_store *base, const char *name, struct nl_arena *arena,
                                 const uint8_t **out_bytes, size_t *out_size, struct nl_error *err)
{
    struct win_store *store = store_of(base);
    struct nl_arena scratch = scratch_of(store);
    HANDLE file = INVALID_HANDLE_VALUE;
    enum nl_status status = open_plain(store, &scratch, name, GENERIC_READ, &file, err);
    if (status == NL_OK) {
        DWORD code = win_file_read_all(arena, file, NL_STORE_MOST_FILE, out_bytes, out_size);
        CloseHandle(file);
        if (code == ERROR_FILE_TOO_LARGE)
            status = nl_fail(err, NL_REFUSED, NL_T("{1} is too large for a journal"), name);
        else if (code != ERROR_SUCCESS)
            status = fail_named(err, code, "ReadFile", name);
    }
    nl_arena_done(&scratch);
    return status;
}

/* Writes the bytes under a name of our own and renames it: whole, or not there. */
static enum nl_status create_whole(struct win_store *store, struct nl_arena *scratch,
                                   const char *name, const void *bytes, size_t size,
                                   struct nl_error *err)
{
    SECURITY_ATTRIBUTES attributes;
    enum nl_status status = attributes_for(store, &attributes, err);
    if (status != NL_OK)
        return status;
    wchar_t *path = win_file_join(scratch, store->folder, win_wide(scratch, name));
    wchar_t *aside = win_file_join(
        scratch, store->folder,
        win_wide(scratch, nl_arena_format(scratch, "~new-%lu-%lu",
                                          (unsigned long)GetCurrentProcessId(), ++store->counter)));
    const char *call = "CreateFile";
    DWORD code = ERROR_SUCCESS;
    HANDLE file = win_file_open(aside, GENERIC_WRITE, 0, &attributes, CREATE_ALWAYS,
                                FILE_ATTRIBUTE_NORMAL, &code);
    if (file == INVALID_HANDLE_VALUE)
        return fail_named(err, code, call, name);
    call = "WriteFile";
    code = win_file_write_all(file, bytes, size);
    CloseHandle(file);
    if (code == ERROR_SUCCESS) {
        call = "MoveFileEx";
        /* Not replacing: an older journal is never overwritten. */
        code = win_file_rename(aside, path, MOVEFILE_WRITE_THROUGH);
    }
    if (code == ERROR_SUCCESS)
        return NL_OK;
    (void)win_file_delete(aside);
    return fail_named(err, code, call, name);
}

static enum nl_status store_create(struct nl_store *base, const char *name, const void *bytes,
                                   size_t size, struct nl_error *err)
{
    struct win_store *store = store_of(base);
    struct nl_arena scratch = scratch_of(store);
    enum nl_status status = check_name(name, err);
    if (status == NL_OK)
        status = check(store, &scratch, true, err);
    if (status == NL_OK)
        status = create_whole(store, &scratch, name, bytes, size, err);
    nl_arena_done(&scratch);
    return status;
}

static enum nl_status store_append(struct nl_store *base, const char *name, const void *bytes,
                                   size_t size, struct nl_error *err)
{
    struct win_store *store = store_of(base);
    struct nl_arena scratch = scratch_of(store);
    HANDLE file = INVALID_HANDLE_VALUE;
    enum nl_status status = open_plain(
        store, &scratch, name, FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | SYNCHRONIZE, &file, err);
    if (status == NL_OK) {
        DWORD code = win_file_write_all(file, bytes, size);
        CloseHandle(file);
        if (code != ERROR_SUCCESS)
            status = fail_named(err, code, "WriteFile", name);
    }
    nl_arena_done(&scratch);
    return status;
}

static enum nl_status store_remove(struct nl_store *base, const char *name, struct nl_error *err)
{
    struct win_store *store = store_of(base);
    struct nl_arena scratch = scratch_of(store);
    enum nl_status status = check_name(name, err);
    if (status == NL_OK)
        status = check(store, &scratch, true, err);
    if (status == NL_OK) {
        DWORD code =
            win_file_delete(win_file_join(&scratch, store->folder, win_wide(&scratch, name)));
        if (code != ERROR_SUCCESS)
            status = fail_named(err, code, "DeleteFile", name);
    }
    nl_arena_done(&scratch);
    return status;
}

/* Whoever holds the lock is the only writer: what another left half-made can go. */
static void remove_leftovers(struct win_store *store, struct nl_arena *scratch)
{
    WIN32_FIND_DATAW found;
    HANDLE search =
        win_file_calls()->find(win_file_join(scratch, store->folder, L"~new-*"), &found);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        (void)win_file_calls()->remove(win_file_join(scratch, store->folder, found.cFileName));
    } while (FindNextFileW(search, &found));
    FindClose(search);
}

static const wchar_t *lock_path(const struct win_store *store, struct nl_arena *scratch)
{
    return win_file_join(scratch, store->folder, LOCK_NAME);
}

static enum nl_status store_lock(struct nl_store *base, struct nl_error *err)
{
    struct win_store *store = store_of(base);
    if (store->lock != INVALID_HANDLE_VALUE)
        return nl_fail(err, NL_BUSY, NL_T("the journal is locked"));
    struct nl_arena scratch = scratch_of(store);
    SECURITY_ATTRIBUTES attributes;
    enum nl_status status = check(store, &scratch, false, err);
    if (status == NL_OK)
        status = attributes_for(store, &attributes, err);
    if (status == NL_OK) {
        DWORD code = win_lock_take(lock_path(store, &scratch), &attributes, &store->lock);
        if (code == ERROR_SHARING_VIOLATION)
            status = nl_fail(err, NL_BUSY, NL_T("the journal is locked"));
        else if (code != ERROR_SUCCESS)
            status = win_fail(err, code, "CreateFile");
    }
    if (status == NL_OK)
        remove_leftovers(store, &scratch);
    nl_arena_done(&scratch);
    return status;
}

static void store_unlock(struct nl_store *base)
{
    struct win_store *store = store_of(base);
    if (store->lock != INVALID_HANDLE_VALUE)
        win_lock_give(store->lock);
    store->lock = INVALID_HANDLE_VALUE;
}

static uint32_t store_holder(struct nl_store *base)
{
    struct nl_arena scratch = scratch_of(store_of(base));
    DWORD pid = win_lock_holder(lock_path(store_of(base), &scratch));
    nl_arena_done(&scratch);
    return pid;
}

static enum nl_status store_evict(struct nl_store *base, struct nl_error *err)
{
    struct nl_arena scratch = scratch_of(store_of(base));
    DWORD code = win_lock_evict(lock_path(store_of(base), &scratch));
    nl_arena_done(&scratch);
    return code == ERROR_SUCCESS ? NL_OK : win_fail(err, code, "TerminateProcess");
}

static const struct nl_store_ops store_ops = {
    .prepare = store_prepare,
    .list = store_list,
    .read = store_read,
    .create = store_create,
    .append = store_append,
    .remove = store_remove,
    .lock = store_lock,
    .unlock = store_unlock,
    .holder = store_holder,
    .evict = store_evict,
    .close = store_unlock, /* the rest lives in the arena */
};

enum nl_status nl_windows_store_open(struct nl_arena *arena, const char *folder,
                                     struct nl_store **out_store, struct nl_error *err)
{
    struct win_store *store = nl_arena_alloc(arena, sizeof *store);
    store->arena = arena;
    store->lock = INVALID_HANDLE_VALUE;
    store->base.ops = &store_ops;
    if (folder) {
        store->folder = win_wide(arena, folder);
    } else {
        /* Not from the environment, which anybody can set: the guard would look elsewhere. */
        const char *data = win_folder_program_data(arena);
        if (!data)
            return win_fail_no_program_data(err);
        store->parent = win_file_join(arena, win_wide(arena, data), L"netlatch");
        store->folder = win_file_join(arena, store->parent, L"journal");
    }
    store->base.where = win_narrow(arena, store->folder);
    *out_store = &store->base;
    return NL_OK;
}

enum nl_status nl_windows_store_on_disk(struct nl_arena *arena, const char *folder,
                                        struct nl_store **out_store, struct nl_error *err)
{
    enum nl_status status = nl_windows_store_open(arena, folder, out_store, err);
    const char *last = strrchr(folder, '\\');
    if (status == NL_OK && last)
        store_of(*out_store)->parent =
            win_wide(arena, nl_arena_copy(arena, folder, (size_t)(last - folder)));
    return status;
}
