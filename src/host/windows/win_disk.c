/* win_disk.c - a disk that holds another Windows, seen from a running one or from Windows PE. */
#include "win_disk.h"

#include "win_error.h"
#include "win_file.h"
#include "win_text.h"

#include "base/attributes.h"

#include <windows.h>

#include <accctrl.h>
#include <aclapi.h>
#include <string.h>

/* FVE_E_LOCKED_VOLUME of winerror.h, as a call to the file system returns it. */
#define LOCKED_BY_BITLOCKER 0x80310000UL

static enum nl_status fail(struct nl_error *err, DWORD code, const char *call, const char *path)
{
    if (code == LOCKED_BY_BITLOCKER || code == ERROR_UNRECOGNIZED_VOLUME) {
        (void)nl_fail(err, NL_DENIED,
                      code == LOCKED_BY_BITLOCKER
                          ? NL_T("{1} lies on a disk that BitLocker has locked")
                          : NL_T("{1} lies on a disk whose file system Windows does not recognize: "
                                 "it may be locked by BitLocker or damaged"),
                      path);
        (void)nl_native(err, NL_NATIVE_WIN32, code, call);
        (void)nl_next(err, NL_T("Unlock it first: manage-bde -unlock D: -RecoveryPassword with the "
                                "48 digits of the recovery key."));
        return NL_DENIED;
    }
    enum nl_status status = win_fail(err, code, call);
    (void)nl_context(err, "{1}", path);
    return status;
}

static struct nl_arena scratch_arena(void)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    return arena;
}

static enum nl_status disk_list(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                                struct nl_texts *out_names, struct nl_error *err)
{
    (void)disk;
    WIN32_FIND_DATAW found;
    struct nl_texts names = {0};
    struct nl_arena scratch = scratch_arena();
    HANDLE search =
        FindFirstFileW(win_file_join(&scratch, win_wide(&scratch, folder), L"*"), &found);
    DWORD code = search == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
    while (code == ERROR_SUCCESS) {
        const char *name = win_narrow(arena, found.cFileName);
        if (!nl_equal(name, ".") && !nl_equal(name, ".."))
            nl_texts_add(&names, arena, name);
        code = FindNextFileW(search, &found) ? ERROR_SUCCESS : GetLastError();
    }
    if (search != INVALID_HANDLE_VALUE)
        FindClose(search);
    nl_arena_done(&scratch);
    /* An empty root folder has not even the two entries for itself and its parent. */
    if (code != ERROR_NO_MORE_FILES && code != ERROR_FILE_NOT_FOUND)
        return fail(err, code, "FindFirstFile", folder);
    *out_names = names;
    return NL_OK;
}

static enum nl_status disk_look(struct nl_disk *disk, const char *path, enum nl_disk_kind *out_kind,
                                struct nl_error *err)
{
    (void)disk;
    struct nl_arena scratch = scratch_arena();
    DWORD attributes = GetFileAttributesW(win_wide(&scratch, path));
    DWORD code = attributes == INVALID_FILE_ATTRIBUTES ? GetLastError() : ERROR_SUCCESS;
    nl_arena_done(&scratch);
    if (code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND) {
        *out_kind = NL_DISK_NONE;
        return NL_OK;
    }
    if (code != ERROR_SUCCESS)
        return fail(err, code, "GetFileAttributes", path);
    *out_kind = attributes & FILE_ATTRIBUTE_REPARSE_POINT ? NL_DISK_LINK
                : attributes & FILE_ATTRIBUTE_DIRECTORY   ? NL_DISK_FOLDER
                                                          : NL_DISK_FILE;
    return NL_OK;
}

/* Opens a plain file, itself and not what a link leads to. */
static enum nl_status open_plain(const char *path, DWORD access, HANDLE *out_file,
                                 struct nl_error *err)
{
    DWORD code = ERROR_SUCCESS;
    BY_HANDLE_FILE_INFORMATION about;
    struct nl_arena scratch = scratch_arena();
    HANDLE file = win_file_open(win_wide(&scratch, path), access,
                                FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                                FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS, &code);
    nl_arena_done(&scratch);
    if (file == INVALID_HANDLE_VALUE)
        return fail(err, code, "CreateFile", path);
    if (GetFileType(file) != FILE_TYPE_DISK || !GetFileInformationByHandle(file, &about) ||
        about.dwFileAttributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT)) {
        CloseHandle(file);
        return nl_fail(err, NL_INVALID, NL_T("{1} is not a regular file"), path);
    }
    *out_file = file;
    return NL_OK;
}

static enum nl_status disk_read(struct nl_disk *disk, struct nl_arena *arena, const char *path,
                                size_t max_size, const uint8_t **out_bytes, size_t *out_size,
                                struct nl_error *err)
{
    (void)disk;
    HANDLE file = INVALID_HANDLE_VALUE;
    enum nl_status status = open_plain(path, GENERIC_READ, &file, err);
    if (status != NL_OK)
        return status;
    DWORD code = win_file_read_all(arena, file, max_size, out_bytes, out_size);
    CloseHandle(file);
    if (code == ERROR_FILE_TOO_LARGE)
        return nl_fail(err, NL_INVALID, NL_T("{1} is larger than {2} bytes"), path,
                       nl_decimal(max_size).text);
    return code == ERROR_SUCCESS ? NL_OK : fail(err, code, "ReadFile", path);
}

static enum nl_status disk_head(struct nl_disk *disk, const char *path, uint8_t *bytes, size_t size,
                                size_t *out_got, struct nl_error *err)
{
    (void)disk;
    HANDLE file = INVALID_HANDLE_VALUE;
    DWORD code = ERROR_SUCCESS;
    size_t got = 0;
    enum nl_status status = open_plain(path, GENERIC_READ, &file, err);
    if (status != NL_OK)
        return status;
    while (got < size && code == ERROR_SUCCESS) {
        DWORD more = 0;
        if (!ReadFile(file, bytes + got, (DWORD)(size - got), &more, NULL))
            code = GetLastError();
        if (more == 0)
            break;
        got += more;
    }
    CloseHandle(file);
    *out_got = got;
    return code == ERROR_SUCCESS ? NL_OK : fail(err, code, "ReadFile", path);
}

/* Owner and access list of a file. */
struct rights {
    PSID owner;
    PACL list;
    PSECURITY_DESCRIPTOR descriptor; /* holds both; for LocalFree */
};

static DWORD read_rights(HANDLE file, struct rights *out_rights)
{
    memset(out_rights, 0, sizeof *out_rights);
    return GetSecurityInfo(
        file, SE_FILE_OBJECT,
        OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
        &out_rights->owner, NULL, &out_rights->list, NULL, &out_rights->descriptor);
}

/* Whether two lists say the same, wherever their entries come from. */
static bool same_list(PACL a, PACL b)
{
    if (!a || !b)
        return a == b;
    if (a->AceCount != b->AceCount)
        return false;
    for (DWORD i = 0; i < a->AceCount; i++) {
        void *one = NULL;
        void *other = NULL;
        if (!GetAce(a, i, &one) || !GetAce(b, i, &other))
            return false;
        const ACE_HEADER *first = one;
        const ACE_HEADER *second = other;
        if (first->AceType != second->AceType || first->AceSize != second->AceSize ||
            ((first->AceFlags ^ second->AceFlags) & ~INHERITED_ACE) != 0 ||
            memcmp(first + 1, second + 1, first->AceSize - sizeof *first) != 0)
            return false;
    }
    return true;
}

/* Whether the file that was made has the rights it was to have. */
static bool has_rights(HANDLE made, const struct rights *wanted)
{
    struct rights now;
    if (read_rights(made, &now) != ERROR_SUCCESS)
        return false;
    bool same = wanted->owner && now.owner ? EqualSid(wanted->owner, now.owner)
                                           : wanted->owner == now.owner;
    same = same && same_list(wanted->list, now.list);
    LocalFree(now.descriptor);
    return same;
}

static enum nl_status fill(HANDLE made, const char *path, const struct rights *wanted,
                           const void *bytes, size_t size, struct nl_error *err)
{
    if (!has_rights(made, wanted))
        return nl_fail(err, NL_REFUSED,
                       NL_T("{1} cannot be given the owner and access list of the file that it "
                            "is to replace"),
                       path);
    DWORD code = win_file_write_all(made, bytes, size);
    return code == ERROR_SUCCESS ? NL_OK : fail(err, code, "WriteFile", path);
}

/* Switches a privilege of this process on, or back to what *state was. False: it does not hold it. */
static bool switch_privilege(const wchar_t *name, TOKEN_PRIVILEGES *state, bool on)
{
    HANDLE token = NULL;
    TOKEN_PRIVILEGES wanted = {.PrivilegeCount = 1};
    DWORD size = sizeof *state;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token))
        return false;
    bool known = !on || LookupPrivilegeValueW(NULL, name, &wanted.Privileges[0].Luid);
    wanted.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
    /* TRUE with ERROR_NOT_ALL_ASSIGNED where the token does not hold it. */
    bool switched = known &&
                    AdjustTokenPrivileges(token, FALSE, on ? &wanted : state, on ? size : 0,
                                          on ? state : NULL, on ? &size : NULL) &&
                    GetLastError() == ERROR_SUCCESS;
    CloseHandle(token);
    return switched;
}

/* A new file with that owner and access list. Hives belong to SYSTEM or to Administrators; an
 * administrator may give a file to SYSTEM only with SeRestorePrivilege, which is off at first
 * ("Taking Object Ownership", learn.microsoft.com). */
static HANDLE make_owned(const wchar_t *path, SECURITY_ATTRIBUTES *security, DWORD *out_code)
{
    const DWORD access = GENERIC_WRITE | READ_CONTROL;
    TOKEN_PRIVILEGES state = {0};
    HANDLE made =
        win_file_open(path, access, 0, security, CREATE_NEW, FILE_ATTRIBUTE_ARCHIVE, out_code);
    if (made != INVALID_HANDLE_VALUE || *out_code != ERROR_INVALID_OWNER ||
        !switch_privilege(L"SeRestorePrivilege", &state, true))
        return made;
    made = win_file_open(path, access, 0, security, CREATE_NEW, FILE_ATTRIBUTE_ARCHIVE, out_code);
    (void)switch_privilege(L"SeRestorePrivilege", &state, false);
    return made;
}

static enum nl_status disk_make(struct nl_disk *disk, const char *path, const char *like,
                                const void *bytes, size_t size, struct nl_error *err)
{
    (void)disk;
    HANDLE model = INVALID_HANDLE_VALUE;
    struct rights rights;
    enum nl_status status = open_plain(like, READ_CONTROL | FILE_READ_ATTRIBUTES, &model, err);
    if (status != NL_OK)
        return status;
    DWORD code = read_rights(model, &rights);
    CloseHandle(model);
    if (code != ERROR_SUCCESS)
        return fail(err, code, "GetSecurityInfo", like);
    struct nl_arena scratch = scratch_arena();
    const wchar_t *wide = win_wide(&scratch, path);
    SECURITY_ATTRIBUTES security = {.nLength = sizeof security,
                                    .lpSecurityDescriptor = rights.descriptor};
    HANDLE made = make_owned(wide, &security, &code);
    if (made == INVALID_HANDLE_VALUE && (code == ERROR_FILE_EXISTS || code == ERROR_ALREADY_EXISTS))
        status = nl_fail(err, NL_CONFLICT, NL_T("{1} exists already"), path);
    else if (made == INVALID_HANDLE_VALUE)
        status = fail(err, code, "CreateFile", path);
    else
        status = fill(made, path, &rights, bytes, size, err);
    LocalFree(rights.descriptor);
    if (made != INVALID_HANDLE_VALUE) {
        CloseHandle(made);
        if (status != NL_OK)
            (void)win_file_delete(wide);
    }
    nl_arena_done(&scratch);
    return status;
}

static enum nl_status disk_keep(struct nl_disk *disk, const char *path, const char *second,
                                struct nl_error *err)
{
    struct nl_arena scratch = scratch_arena();
    const uint8_t *bytes = NULL;
    size_t size = 0;
    enum nl_status status = NL_OK;
    BOOL linked = CreateHardLinkW(win_wide(&scratch, second), win_wide(&scratch, path), NULL);
    DWORD code = linked ? ERROR_SUCCESS : GetLastError();
    if (code == ERROR_ALREADY_EXISTS || code == ERROR_FILE_EXISTS)
        status = nl_fail(err, NL_CONFLICT, NL_T("{1} exists already"), second);
    else if (!linked)
        status = disk_read(disk, &scratch, path, SIZE_MAX / 4, &bytes, &size, err);
    if (status == NL_OK && !linked)
        status = disk_make(disk, second, path, bytes, size, err);
    nl_arena_done(&scratch);
    return status;
}

static enum nl_status disk_replace(struct nl_disk *disk, const char *from, const char *to,
                                   struct nl_error *err)
{
    (void)disk;
    struct nl_arena scratch = scratch_arena();
    DWORD code = win_file_rename(win_wide(&scratch, from), win_wide(&scratch, to),
                                 MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
    nl_arena_done(&scratch);
    return code == ERROR_SUCCESS ? NL_OK : fail(err, code, "MoveFileEx", to);
}

/* Names are on the disk when the call that made them returns (MOVEFILE_WRITE_THROUGH), and NTFS keeps
 * its own log of them. */
static enum nl_status disk_flush(struct nl_disk *disk, const char *folder, struct nl_error *err)
{
    (void)disk;
    (void)folder;
    (void)err;
    return NL_OK;
}

static enum nl_status disk_remove(struct nl_disk *disk, const char *path, struct nl_error *err)
{
    (void)disk;
    struct nl_arena scratch = scratch_arena();
    DWORD code = win_file_delete(win_wide(&scratch, path));
    nl_arena_done(&scratch);
    return code == ERROR_SUCCESS || code == ERROR_FILE_NOT_FOUND
               ? NL_OK
               : fail(err, code, "DeleteFile", path);
}

/* Links in the path remain: XP cannot tell where they lead. */
static enum nl_status disk_resolve(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                                   const char **out_path, struct nl_error *err)
{
    (void)disk;
    wchar_t whole[MAX_PATH];
    size_t length = strlen(folder);
    struct nl_arena scratch = scratch_arena();
    /* A drive alone would be the folder that a program is in there. */
    const char *asked = length > 0 && folder[length - 1] == ':'
                            ? nl_arena_format(&scratch, "%s\\", folder)
                            : folder;
    DWORD got = GetFullPathNameW(win_wide(&scratch, asked), MAX_PATH, whole, NULL);
    DWORD code = got == 0 ? GetLastError() : got >= MAX_PATH ? ERROR_FILENAME_EXCED_RANGE : 0;
    nl_arena_done(&scratch);
    if (code != 0)
        return fail(err, code, "GetFullPathName", folder);
    *out_path = win_narrow(arena, whole);
    return NL_OK;
}

static struct nl_sentence disk_refusal(struct nl_disk *disk, struct nl_arena *arena,
                                       const char *folder)
{
    (void)disk;
    DWORD code = ERROR_SUCCESS;
    struct nl_arena scratch = scratch_arena();
    HANDLE opened = win_file_open(win_wide(&scratch, folder), FILE_ADD_FILE,
                                  FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                  OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, &code);
    nl_arena_done(&scratch);
    if (opened != INVALID_HANDLE_VALUE) {
        CloseHandle(opened);
        return (struct nl_sentence){0};
    }
    return nl_say(arena,
                  code == ERROR_WRITE_PROTECT ? NL_T("the disk that holds {1} is mounted read-only")
                                              : NL_T("netlatch may not write to {1}"),
                  folder);
}

static const struct nl_disk_ops windows_disk_ops = {
    .list = disk_list,
    .look = disk_look,
    .read = disk_read,
    .head = disk_head,
    .make = disk_make,
    .keep = disk_keep,
    .replace = disk_replace,
    .flush = disk_flush,
    .remove = disk_remove,
    .resolve = disk_resolve,
    .refusal = disk_refusal,
};

struct nl_disk *nl_windows_disk(void)
{
    static struct nl_disk disk = {.ops = &windows_disk_ops, .separator = '\\'};
    return &disk;
}

/* What tells a folder from every other on this machine. */
static bool identify(const wchar_t *path, BY_HANDLE_FILE_INFORMATION *out_about)
{
    DWORD code = ERROR_SUCCESS;
    HANDLE opened = win_file_open(path, FILE_READ_ATTRIBUTES,
                                  FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                  OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, &code);
    if (opened == INVALID_HANDLE_VALUE)
        return false;
    bool known = GetFileInformationByHandle(opened, out_about);
    CloseHandle(opened);
    return known;
}

bool nl_windows_is_running_folder(struct nl_arena *scratch, const char *path)
{
    wchar_t running[MAX_PATH] = {0};
    BY_HANDLE_FILE_INFORMATION here;
    BY_HANDLE_FILE_INFORMATION there;
    UINT length = GetSystemWindowsDirectoryW(running, MAX_PATH);
    return length > 0 && length < MAX_PATH && identify(running, &here) &&
           identify(win_wide(scratch, path), &there) &&
           here.dwVolumeSerialNumber == there.dwVolumeSerialNumber &&
           here.nFileIndexHigh == there.nFileIndexHigh && here.nFileIndexLow == there.nFileIndexLow;
}

struct nl_texts nl_windows_drives(struct nl_arena *arena)
{
    struct nl_texts drives = {0};
    DWORD letters = GetLogicalDrives();
    for (int letter = 'A'; letter <= 'Z'; letter++) {
        if (letters & 1U << (letter - 'A'))
            nl_texts_add(&drives, arena, nl_arena_format(arena, "%c:", letter));
    }
    return drives;
}

bool nl_windows_is_pe(void)
{
    HKEY key = NULL;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Control\\MiniNT", 0,
                      KEY_READ, &key) != ERROR_SUCCESS)
        return false;
    RegCloseKey(key);
    return true;
}
