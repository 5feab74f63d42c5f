/* windows_disk_test.c - the files of a Windows that is not running, as another Windows handles them. */
#include "host/windows/win_disk.h"

#include "base/attributes.h"
#include "host/windows/win_file.h"
#include "host/windows/win_text.h"
#include "with_arena.h"

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* As Windows makes a hive. */
#define HIVE_RIGHTS "D:P(A;;FA;;;SY)(A;;FA;;;BA)"

static const char *folder_of(struct nl_arena *arena)
{
    wchar_t temporary[MAX_PATH];
    DWORD length = GetTempPathW(MAX_PATH, temporary);
    assert_in_range(length, 1, MAX_PATH);
    return nl_arena_format(arena, "%snetlatch disk", win_narrow(arena, temporary));
}

static void make_with(struct nl_arena *arena, const char *path, const char *sddl, const char *text)
{
    PSECURITY_DESCRIPTOR descriptor = NULL;
    DWORD written = 0;
    assert_true(ConvertStringSecurityDescriptorToSecurityDescriptorA(sddl, SDDL_REVISION_1,
                                                                     &descriptor, NULL));
    SECURITY_ATTRIBUTES security = {.nLength = sizeof security, .lpSecurityDescriptor = descriptor};
    HANDLE file = CreateFileW(win_wide(arena, path), GENERIC_WRITE, 0, &security, CREATE_ALWAYS,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    assert_true(file != INVALID_HANDLE_VALUE);
    assert_true(WriteFile(file, text, (DWORD)strlen(text), &written, NULL));
    CloseHandle(file);
    LocalFree(descriptor);
}

/* Owner and access list as text. */
static const char *rights_of(struct nl_arena *arena, const char *path)
{
    enum { ASKED = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION };
    PSECURITY_DESCRIPTOR descriptor = NULL;
    LPWSTR text = NULL;
    assert_int_equal(GetNamedSecurityInfoW(win_wide(arena, path), SE_FILE_OBJECT, ASKED, NULL, NULL,
                                           NULL, NULL, &descriptor),
                     ERROR_SUCCESS);
    assert_true(ConvertSecurityDescriptorToStringSecurityDescriptorW(descriptor, SDDL_REVISION_1,
                                                                     ASKED, &text, NULL));
    const char *narrow = win_narrow(arena, text);
    LocalFree(text);
    LocalFree(descriptor);
    return narrow;
}

static void a_file_that_replaces_another_has_its_rights(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_disk *disk = nl_windows_disk();
    const char *folder = folder_of(arena);
    const char *hive = nl_arena_format(arena, "%s\\SYSTEM", folder);
    const char *aside = nl_arena_format(arena, "%s.new", hive);
    const char *backup = nl_arena_format(arena, "%s.backup", hive);
    const uint8_t *bytes = NULL;
    size_t size = 0;
    (void)CreateDirectoryW(win_wide(arena, folder), NULL);
    make_with(arena, hive, HIVE_RIGHTS, "old");
    const char *wanted = rights_of(arena, hive);

    assert_int_equal(disk->ops->make(disk, aside, hive, "newer", 5, NULL), NL_OK);
    assert_string_equal(rights_of(arena, aside), wanted);
    assert_int_equal(disk->ops->make(disk, aside, hive, "other", 5, NULL), NL_CONFLICT);
    assert_int_equal(disk->ops->keep(disk, hive, backup, NULL), NL_OK);
    assert_int_equal(disk->ops->keep(disk, hive, backup, NULL), NL_CONFLICT);
    assert_int_equal(disk->ops->replace(disk, aside, hive, NULL), NL_OK);
    assert_string_equal(rights_of(arena, hive), wanted);
    assert_string_equal(rights_of(arena, backup), wanted);
    assert_int_equal(disk->ops->read(disk, arena, hive, 100, &bytes, &size, NULL), NL_OK);
    assert_int_equal(size, 5);
    assert_memory_equal(bytes, "newer", 5);
    assert_int_equal(disk->ops->read(disk, arena, backup, 100, &bytes, &size, NULL), NL_OK);
    assert_int_equal(size, 3);
    assert_memory_equal(bytes, "old", 3);
    assert_int_equal(disk->ops->remove(disk, hive, NULL), NL_OK);
    assert_int_equal(disk->ops->remove(disk, hive, NULL), NL_OK);
    assert_int_equal(disk->ops->remove(disk, backup, NULL), NL_OK);
    assert_true(RemoveDirectoryW(win_wide(arena, folder)));
}

static void a_hive_that_another_program_holds_is_not_read(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_disk *disk = nl_windows_disk();
    const char *folder = folder_of(arena);
    const char *hive = nl_arena_format(arena, "%s\\SYSTEM", folder);
    const uint8_t *bytes = NULL;
    size_t size = 0;
    (void)CreateDirectoryW(win_wide(arena, folder), NULL);
    make_with(arena, hive, HIVE_RIGHTS, "regf");
    HANDLE holder = CreateFileW(win_wide(arena, hive), GENERIC_READ | GENERIC_WRITE, 0, NULL,
                                OPEN_EXISTING, 0, NULL);
    assert_true(holder != INVALID_HANDLE_VALUE);
    assert_int_not_equal(disk->ops->read(disk, arena, hive, 100, &bytes, &size, NULL), NL_OK);
    CloseHandle(holder);
    assert_int_equal(disk->ops->read(disk, arena, hive, 100, &bytes, &size, NULL), NL_OK);
    assert_int_equal(disk->ops->remove(disk, hive, NULL), NL_OK);
    assert_true(RemoveDirectoryW(win_wide(arena, folder)));
}

/* A shape that begins with % lies in the folder of Windows, any other on its drive. */
static const char *below_windows(struct nl_arena *arena, const wchar_t *windows, const char *shape)
{
    const char *name = win_narrow(arena, windows);
    return nl_arena_format(arena, shape[0] == '%' ? "%s%s" : "%.2s%s", name,
                           shape[0] == '%' ? shape + 1 : shape);
}

static void a_folder_has_one_name_from_the_root_on(void **state)
{
    static const struct {
        const char *asked;
        const char *whole;
    } rows[] = {
        {"", "\\"},
        {"\\", "\\"},
        {"%", "%"},
        {"%\\.", "%"},
        {"%\\system32\\..", "%"},
        {"%/system32//config", "%\\system32\\config"},
        {"/somewhere", "\\somewhere"},
    };
    struct nl_arena *arena = *state;
    struct nl_disk *disk = nl_windows_disk();
    const char *path = NULL;
    wchar_t before[MAX_PATH];
    wchar_t windows[MAX_PATH];
    assert_true(GetCurrentDirectoryW(MAX_PATH, before) > 0);
    assert_true(GetWindowsDirectoryW(windows, MAX_PATH) > 0);
    assert_true(SetCurrentDirectoryW(windows));
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const char *asked = below_windows(arena, windows, rows[i].asked);
        assert_int_equal(disk->ops->resolve(disk, arena, asked, &path, NULL), NL_OK);
        assert_string_equal(path, below_windows(arena, windows, rows[i].whole));
    }
    assert_int_equal(disk->ops->resolve(disk, arena, ".", &path, NULL), NL_OK);
    assert_string_equal(path, win_narrow(arena, windows));
    assert_true(SetCurrentDirectoryW(before));
    char *deep = nl_arena_alloc(arena, 600);
    memset(deep, 'a', 599);
    memcpy(deep, "C:\\", 3);
    assert_int_not_equal(disk->ops->resolve(disk, arena, deep, &path, NULL), NL_OK);
}

static void the_running_windows_is_known_by_any_name(void **state)
{
    struct nl_arena *arena = *state;
    wchar_t windows[MAX_PATH];
    assert_true(GetWindowsDirectoryW(windows, MAX_PATH) > 0);
    const char *name = win_narrow(arena, windows);
    assert_true(nl_windows_is_running_folder(arena, name));
    assert_true(nl_windows_is_running_folder(arena, nl_arena_format(arena, "%s\\.", name)));
    (void)CharUpperW(windows);
    const char *capitals = win_narrow(arena, windows); /* C:\WINDOWS */
    assert_true(nl_windows_is_running_folder(
        arena, nl_arena_format(arena, "%.2s/%s", capitals, capitals + 3)));
    assert_true(nl_windows_is_running_folder(arena, nl_arena_format(arena, "\\\\?\\%s", name)));
    assert_false(nl_windows_is_running_folder(arena, nl_arena_format(arena, "%s\\system32", name)));
    assert_false(nl_windows_is_running_folder(arena, "C:\\nowhere"));
}

/* Whether SeRestorePrivilege is on in this process. */
static bool may_restore(void)
{
    PRIVILEGE_SET asked = {.PrivilegeCount = 1, .Control = PRIVILEGE_SET_ALL_NECESSARY};
    HANDLE token = NULL;
    BOOL held = FALSE;
    assert_true(LookupPrivilegeValueW(NULL, L"SeRestorePrivilege", &asked.Privilege[0].Luid));
    assert_true(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token));
    assert_true(PrivilegeCheck(token, &asked, &held));
    CloseHandle(token);
    return held;
}

static unsigned refusals;
static bool never_allowed;

/* Windows: only who has that privilege on may give a file to SYSTEM. */
static HANDLE WINAPI create_as_windows(LPCWSTR path, DWORD access, DWORD share,
                                       LPSECURITY_ATTRIBUTES security, DWORD disposition,
                                       DWORD flags, HANDLE like)
{
    if (disposition == CREATE_NEW && security && (never_allowed || !may_restore())) {
        refusals++;
        SetLastError(ERROR_INVALID_OWNER);
        return INVALID_HANDLE_VALUE;
    }
    return CreateFileW(path, access, share, security, disposition, flags, like);
}

static void a_file_of_the_system_can_be_made_by_an_administrator(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_disk *disk = nl_windows_disk();
    const char *folder = folder_of(arena);
    const char *hive = nl_arena_format(arena, "%s\\SYSTEM", folder);
    const char *aside = nl_arena_format(arena, "%s.new", hive);
    struct win_file_calls windows = *win_file_calls();
    struct nl_error err = {0};
    windows.create = create_as_windows;
    (void)CreateDirectoryW(win_wide(arena, folder), NULL);
    make_with(arena, hive, HIVE_RIGHTS, "old");
    const char *wanted = rights_of(arena, hive);
    assert_false(may_restore());
    for (int turn = 0; turn < 2; turn++) {
        never_allowed = turn == 1;
        refusals = 0;
        win_file_replace(&windows);
        enum nl_status status = disk->ops->make(disk, aside, hive, "newer", 5, &err);
        win_file_replace(NULL);
        assert_false(may_restore()); /* it is off again, however it went */
        assert_int_equal(refusals, turn + 1);
        if (turn == 0) {
            assert_int_equal(status, NL_OK);
            assert_string_equal(rights_of(arena, aside), wanted);
            assert_true(DeleteFileW(win_wide(arena, aside)));
        } else {
            assert_int_not_equal(status, NL_OK);
            assert_int_equal(err.native_code, ERROR_INVALID_OWNER);
        }
    }
    assert_true(DeleteFileW(win_wide(arena, hive)));
    assert_true(RemoveDirectoryW(win_wide(arena, folder)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(a_file_that_replaces_another_has_its_rights),
        WITH_ARENA(a_file_of_the_system_can_be_made_by_an_administrator),
        WITH_ARENA(a_hive_that_another_program_holds_is_not_read),
        WITH_ARENA(a_folder_has_one_name_from_the_root_on),
        WITH_ARENA(the_running_windows_is_known_by_any_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
