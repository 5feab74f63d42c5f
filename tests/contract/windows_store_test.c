/* windows_store_test.c - the journal's folder: whole files or none, one writer, and no trust in a
 * folder that somebody else made. */
#include "base/attributes.h"
#include "host/file_write.h"
#include "host/files.h"
#include "host/windows/win_file.h"
#include "host/windows/win_private.h"
#include "host/windows/win_text.h"
#include "with_arena.h"

#include <aclapi.h>
#include <sddl.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "host/windows/win_store.h"
#include "skip.h"

#define FOLDER L"netlatch-store-test"

static wchar_t folder[MAX_PATH];

static void path_of(wchar_t out[MAX_PATH], const wchar_t *name)
{
    assert_true(wcslen(folder) + wcslen(name) + 2 < MAX_PATH);
    wcscpy(out, folder);
    wcscat(out, L"\\");
    wcscat(out, name);
}

static void clear(void)
{
    wchar_t path[MAX_PATH];
    WIN32_FIND_DATAW found;
    path_of(path, L"*");
    HANDLE search = FindFirstFileW(path, &found);
    if (search != INVALID_HANDLE_VALUE) {
        do {
            path_of(path, found.cFileName);
            DeleteFileW(path);
        } while (FindNextFileW(search, &found));
        FindClose(search);
    }
    RemoveDirectoryW(folder);
}

static int begin(void **state)
{
    DWORD length = GetTempPathW(MAX_PATH, folder);
    if (length == 0 || length + wcslen(FOLDER) >= MAX_PATH)
        return 1;
    wcscat(folder, FOLDER);
    clear();
    return with_arena_begin(state);
}

static int end(void **state)
{
    win_private_replace(NULL);
    clear();
    return with_arena_end(state);
}

static struct nl_store *open_store(struct nl_arena *arena)
{
    struct nl_store *store = NULL;
    assert_int_equal(nl_windows_store_open(arena, win_narrow(arena, folder), &store, NULL), NL_OK);
    return store;
}

static void prepare(struct nl_arena *arena, struct nl_store *store)
{
    struct nl_error err;
    if (store->ops->prepare(store, &err) != NL_OK)
        fail_msg("%s", nl_error_text(arena, &err, NULL));
}

static void files_are_whole_and_kept(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    struct nl_texts names = {0};
    /* No folder: no files, and looking makes none. */
    assert_int_equal(store->ops->list(store, arena, &names, NULL), NL_OK);
    assert_int_equal(names.count, 0);
    assert_int_equal(GetFileAttributesW(folder), INVALID_FILE_ATTRIBUTES);

    prepare(arena, store);
    prepare(arena, store);
    static const char bytes[] = "line one\n";
    assert_int_equal(store->ops->create(store, "a-1.journal", bytes, 9, NULL), NL_OK);
    assert_int_equal(store->ops->create(store, "a-1.journal", "x", 1, NULL), NL_CONFLICT);
    assert_int_equal(store->ops->append(store, "a-1.journal", "two\n", 4, NULL), NL_OK);
    assert_int_equal(store->ops->append(store, "none", "two\n", 4, NULL), NL_NOT_FOUND);
    const uint8_t *read = NULL;
    size_t size = 0;
    assert_int_equal(store->ops->read(store, "a-1.journal", arena, &read, &size, NULL), NL_OK);
    assert_int_equal(size, 13);
    assert_memory_equal(read, "line one\ntwo\n", 13);
    assert_int_equal(store->ops->read(store, "none", arena, &read, &size, NULL), NL_NOT_FOUND);
    assert_int_equal(store->ops->create(store, "empty", NULL, 0, NULL), NL_OK);
    assert_int_equal(store->ops->read(store, "empty", arena, &read, &size, NULL), NL_OK);
    assert_int_equal(size, 0);
    assert_int_equal(store->ops->list(store, arena, &names, NULL), NL_OK);
    assert_int_equal(names.count, 2);
    assert_int_equal(store->ops->remove(store, "empty", NULL), NL_OK);
    assert_int_equal(store->ops->remove(store, "empty", NULL), NL_NOT_FOUND);
    store->ops->close(store);
}

/* An NT-like system was seen to do this: a file that is opened to append is written from its start on, unless the
 * write itself names the end. */
static HANDLE WINAPI create_without_appending(LPCWSTR path, DWORD access, DWORD share,
                                              LPSECURITY_ATTRIBUTES security, DWORD disposition,
                                              DWORD flags, HANDLE template)
{
    if (access & FILE_APPEND_DATA)
        access |= FILE_WRITE_DATA;
    return CreateFileW(path, access, share, security, disposition, flags, template);
}

static void what_is_appended_lies_behind_on_a_system_that_does_not_append(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    struct win_file_calls forgetful = *win_file_calls();
    wchar_t path[MAX_PATH];
    const uint8_t *read = NULL;
    size_t size = 0;
    prepare(arena, store);
    path_of(path, L"log");
    const char *log = win_narrow(arena, path);
    assert_int_equal(store->ops->create(store, "a-1.journal", "one\n", 4, NULL), NL_OK);
    forgetful.create = create_without_appending;
    win_file_replace(&forgetful);
    for (int times = 0; times < 2; times++) {
        assert_int_equal(store->ops->append(store, "a-1.journal", "two\n", 4, NULL), NL_OK);
        assert_int_equal(nl_file_append(log, "line\n", 5, NULL), NL_OK);
    }
    win_file_replace(NULL);
    assert_int_equal(store->ops->read(store, "a-1.journal", arena, &read, &size, NULL), NL_OK);
    assert_string_equal((const char *)read, "one\ntwo\ntwo\n");
    assert_int_equal(nl_file_read(arena, log, 100, &read, &size, NULL), NL_OK);
    assert_string_equal((const char *)read, "line\nline\n");
    store->ops->close(store);
}

/* Another program (a backup, a virus scanner) has a journal open and shares it with nobody, or only for
 * reading: that is busy, for reading and for marks, never denied or damaged, and it passes. */
static void a_file_that_is_held_open_is_busy(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    wchar_t path[MAX_PATH];
    const uint8_t *read = NULL;
    size_t size = 0;
    prepare(arena, store);
    path_of(path, L"a-1.journal");
    assert_int_equal(store->ops->create(store, "a-1.journal", "one\n", 4, NULL), NL_OK);
    for (DWORD share = 0; share <= FILE_SHARE_READ; share += FILE_SHARE_READ) {
        struct nl_texts names = {0};
        HANDLE held = CreateFileW(path, GENERIC_READ, share, NULL, OPEN_EXISTING, 0, NULL);
        assert_ptr_not_equal(held, INVALID_HANDLE_VALUE);
        assert_int_equal(store->ops->list(store, arena, &names, NULL), NL_OK);
        assert_int_equal(names.count, 1);
        assert_int_equal(store->ops->read(store, "a-1.journal", arena, &read, &size, NULL),
                         share ? NL_OK : NL_BUSY);
        assert_int_equal(store->ops->append(store, "a-1.journal", "two\n", 4, NULL), NL_BUSY);
        assert_int_equal(store->ops->remove(store, "a-1.journal", NULL), NL_BUSY);
        CloseHandle(held);
        assert_int_equal(store->ops->append(store, "a-1.journal", "two\n", 4, NULL), NL_OK);
    }
    assert_int_equal(store->ops->read(store, "a-1.journal", arena, &read, &size, NULL), NL_OK);
    assert_int_equal(size, 12);
    store->ops->close(store);
}

static void names_are_plain(void **state)
{
    static const char *const names[] = {"",      ".",   "..",    "a/b",      "a\\b",
                                        "~lock", "a:b", "a*",    "\xC3\xA4", "a b",
                                        "C:",    "a.",  ".hide", "a\nb",     "a\x7F"};
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    prepare(arena, store);
    for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
        const uint8_t *bytes = NULL;
        size_t size = 0;
        if (store->ops->create(store, names[i], "x", 1, NULL) != NL_INVALID ||
            store->ops->append(store, names[i], "x", 1, NULL) != NL_INVALID ||
            store->ops->remove(store, names[i], NULL) != NL_INVALID ||
            store->ops->read(store, names[i], arena, &bytes, &size, NULL) != NL_INVALID)
            fail_msg("'%s' was taken", names[i]);
    }
}

static void one_lock(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *first = open_store(arena);
    struct nl_store *second = open_store(arena);
    prepare(arena, first);
    /* What a crash left half-made goes when somebody takes the lock; it was never listed. */
    wchar_t path[MAX_PATH];
    path_of(path, L"~new-1-1");
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
    assert_true(file != INVALID_HANDLE_VALUE);
    CloseHandle(file);
    assert_int_equal(first->ops->lock(first, NULL), NL_OK);
    assert_int_equal(GetFileAttributesW(path), INVALID_FILE_ATTRIBUTES);
    assert_int_equal(second->ops->lock(second, NULL), NL_BUSY);
    assert_int_equal(first->ops->lock(first, NULL), NL_BUSY);
    struct nl_texts names = {0};
    assert_int_equal(second->ops->list(second, arena, &names, NULL), NL_OK);
    assert_int_equal(names.count, 0);
    first->ops->unlock(first);
    assert_int_equal(second->ops->lock(second, NULL), NL_OK);
    second->ops->close(second);
    assert_int_equal(first->ops->lock(first, NULL), NL_OK);
    first->ops->close(first);
}

static int hold_for_long(void)
{
    struct nl_arena arena;
    struct nl_store *store = NULL;
    nl_arena_init(&arena, NULL, NULL);
    if (GetTempPathW(MAX_PATH, folder) == 0)
        return 1;
    wcscat(folder, FOLDER);
    if (nl_windows_store_open(&arena, win_narrow(&arena, folder), &store, NULL) != NL_OK ||
        store->ops->lock(store, NULL) != NL_OK)
        return 1;
    Sleep(60000);
    return 0;
}

/* This program as another process: "hold" takes the lock, "wait" does nothing. */
static HANDLE start_other(const wchar_t *what, DWORD *out_pid)
{
    wchar_t line[MAX_PATH + 16] = L"\"";
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION started;
    assert_true(GetModuleFileNameW(NULL, line + 1, MAX_PATH) > 0);
    wcscat(line, L"\" ");
    wcscat(line, what);
    assert_true(CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &started));
    CloseHandle(started.hThread);
    *out_pid = started.dwProcessId;
    return started.hProcess;
}

static HANDLE start_holder(struct nl_store *store, DWORD *out_pid)
{
    HANDLE process = start_other(L"hold", out_pid);
    for (unsigned i = 0; i < 200 && store->ops->holder(store) != *out_pid; i++)
        Sleep(50);
    return process;
}

static void who_hangs_with_the_lock_is_ended(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    struct nl_error err = {0};
    DWORD pid = 0;
    assert_int_equal(store->ops->holder(store), 0); /* not even a folder */
    prepare(arena, store);
    assert_int_equal(store->ops->evict(store, &err), NL_NOT_FOUND);
    assert_int_equal(store->ops->lock(store, NULL), NL_OK);
    assert_int_equal(store->ops->holder(store), GetCurrentProcessId());
    assert_int_equal(store->ops->evict(store, &err), NL_NOT_FOUND); /* nobody ends himself */
    store->ops->unlock(store);
    assert_int_equal(store->ops->holder(store), 0);

    HANDLE process = start_holder(store, &pid);
    assert_int_equal(store->ops->lock(store, NULL), NL_BUSY);
    assert_int_equal(store->ops->holder(store), pid);
    assert_int_equal(store->ops->evict(store, &err), NL_OK);
    assert_int_equal(WaitForSingleObject(process, 0), WAIT_OBJECT_0);
    CloseHandle(process);
    /* What it left says who it was, and nobody is ended for that. */
    assert_int_equal(store->ops->holder(store), pid);
    assert_int_equal(store->ops->evict(store, &err), NL_NOT_FOUND);
    assert_int_equal(store->ops->lock(store, NULL), NL_OK);
    assert_int_equal(store->ops->holder(store), GetCurrentProcessId());
    store->ops->close(store);
}

/* The number in the file is that of a process that began at another time. */
static void a_number_that_came_again_is_nobody(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    struct nl_error err = {0};
    wchar_t path[MAX_PATH];
    uint8_t bytes[64];
    DWORD size = 0;
    DWORD pid = 0;
    prepare(arena, store);
    HANDLE process = start_holder(store, &pid);
    path_of(path, L"~lock");
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                              OPEN_EXISTING, 0, NULL);
    assert_true(ReadFile(file, bytes, sizeof bytes, &size, NULL) && size > 8);
    CloseHandle(file);
    assert_int_equal(store->ops->evict(store, &err), NL_OK);
    CloseHandle(process);
    process = start_other(L"wait", &pid);
    memcpy(bytes + 8, &pid, sizeof pid);
    file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    DWORD written = 0;
    assert_true(WriteFile(file, bytes, size, &written, NULL));
    CloseHandle(file);
    assert_int_equal(store->ops->holder(store), pid);
    assert_int_equal(store->ops->evict(store, &err), NL_NOT_FOUND);
    assert_int_equal(WaitForSingleObject(process, 0), WAIT_TIMEOUT);
    assert_true(TerminateProcess(process, 1));
    CloseHandle(process);
    /* Cut short, or something else: not known. */
    file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    assert_true(WriteFile(file, bytes, size - 1, &written, NULL));
    CloseHandle(file);
    assert_int_equal(store->ops->holder(store), 0);
    store->ops->close(store);
}

/* The folder's security as the test wants it to be. */
static const wchar_t *pretended;

static DWORD WINAPI pretend(HANDLE handle, SE_OBJECT_TYPE type, SECURITY_INFORMATION what,
                            PSID *owner, PSID *group, PACL *list, PACL *audit,
                            PSECURITY_DESCRIPTOR *descriptor)
{
    (void)handle, (void)type, (void)what, (void)group, (void)audit;
    BOOL present = FALSE;
    BOOL defaulted = FALSE;
    assert_true(ConvertStringSecurityDescriptorToSecurityDescriptorW(pretended, SDDL_REVISION_1,
                                                                     descriptor, NULL));
    assert_true(GetSecurityDescriptorOwner(*descriptor, owner, &defaulted));
    assert_true(GetSecurityDescriptorDacl(*descriptor, &present, list, &defaulted));
    if (!present)
        *list = NULL;
    return ERROR_SUCCESS;
}

static void a_folder_of_somebody_else_is_refused(void **state)
{
    static const struct win_private_calls calls = {.get_security = pretend};
    static const struct {
        const wchar_t *security;
        enum nl_status want;
    } rows[] = {
        {L"O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", NL_OK},
        {L"O:SYD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;0x1200a9;;;BU)", NL_OK}, /* may read */
        {L"O:BAD:P(A;OICI;FA;;;BA)(A;OICIIO;FA;;;CO)", NL_OK},
        {L"O:BAD:P(D;;FA;;;WD)(A;OICI;FA;;;BA)", NL_OK},
        {L"O:S-1-5-21-1-2-3-1001D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", NL_REFUSED},
        {L"O:WDD:P(A;OICI;FA;;;SY)", NL_REFUSED},
        {L"O:BAD:(A;;FA;;;BA)(A;;0x2;;;BU)", NL_REFUSED},  /* may make files */
        {L"O:BAD:(A;;FA;;;BA)(A;;0x40;;;WD)", NL_REFUSED}, /* may delete in it */
        {L"O:BAD:(A;;FA;;;BA)(A;;WD;;;BU)", NL_REFUSED},   /* may change the list */
        {L"O:BAD:(A;;FA;;;BA)(A;;GA;;;AU)", NL_REFUSED},
        {L"O:BAG:BA", NL_REFUSED}, /* no list: everybody may do everything */
    };
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    prepare(arena, store);
    assert_int_equal(store->ops->create(store, "planted", "x", 1, NULL), NL_OK);
    win_private_replace(&calls);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        pretended = rows[i].security;
        struct nl_store *again = open_store(arena);
        struct nl_texts names = {0};
        const uint8_t *bytes = NULL;
        size_t size = 0;
        struct nl_error err;
        enum nl_status status = again->ops->prepare(again, &err);
        if (status != rows[i].want)
            fail_msg("row %zu: %d", i, (int)status);
        /* Not only writing: a forged journal must not be read either. */
        again = open_store(arena);
        assert_int_equal(again->ops->list(again, arena, &names, &err), rows[i].want);
        again = open_store(arena);
        assert_int_equal(again->ops->read(again, "planted", arena, &bytes, &size, &err),
                         rows[i].want);
        again = open_store(arena);
        assert_int_equal(again->ops->lock(again, &err), rows[i].want);
        again->ops->unlock(again);
    }
}

static void links_are_refused(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    prepare(arena, store);
    assert_int_equal(store->ops->create(store, "real", "x", 1, NULL), NL_OK);
    wchar_t real[MAX_PATH];
    wchar_t other[MAX_PATH];
    path_of(real, L"real");
    path_of(other, L"other");
    if (!CreateHardLinkW(other, real, NULL))
        SKIP_BECAUSE("hard links cannot be made in this folder");
    const uint8_t *bytes = NULL;
    size_t size = 0;
    struct nl_error err;
    assert_int_equal(store->ops->read(store, "other", arena, &bytes, &size, &err), NL_REFUSED);
    assert_int_equal(store->ops->append(store, "real", "y", 1, &err), NL_REFUSED);
    assert_true(DeleteFileW(other));
    assert_int_equal(store->ops->read(store, "real", arena, &bytes, &size, &err), NL_OK);
    assert_int_equal(size, 1);
}

/* Whoever can read the security of what is made here sees nobody but the system, Administrators
 * and, on a file system that keeps no owners, the one who made it. */
static void what_is_made_is_private(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_store *store = open_store(arena);
    prepare(arena, store);
    assert_int_equal(store->ops->create(store, "one", "x", 1, NULL), NL_OK);
    static const wchar_t *const names[] = {L"", L"one"};
    for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
        wchar_t path[MAX_PATH];
        path_of(path, names[i]);
        PSECURITY_DESCRIPTOR descriptor = NULL;
        ACL *list = NULL;
        assert_int_equal(GetNamedSecurityInfoW(path, SE_FILE_OBJECT, DACL_SECURITY_INFORMATION,
                                               NULL, NULL, &list, NULL, &descriptor),
                         ERROR_SUCCESS);
        BYTE everyone[SECURITY_MAX_SID_SIZE];
        BYTE users[SECURITY_MAX_SID_SIZE];
        DWORD size = sizeof everyone;
        assert_true(CreateWellKnownSid(WinWorldSid, NULL, everyone, &size));
        size = sizeof users;
        assert_true(CreateWellKnownSid(WinBuiltinUsersSid, NULL, users, &size));
        assert_non_null(list);
        for (DWORD k = 0; k < list->AceCount; k++) {
            void *entry = NULL;
            assert_true(GetAce(list, k, &entry));
            ACCESS_ALLOWED_ACE *allowed = entry;
            assert_false(EqualSid(&allowed->SidStart, everyone));
            assert_false(EqualSid(&allowed->SidStart, users));
        }
        LocalFree(descriptor);
    }
}

static void the_usual_folder(void **state)
{
    struct nl_store *store = NULL;
    assert_int_equal(nl_windows_store_open(*state, NULL, &store, NULL), NL_OK);
    assert_true(nl_ends(store->where, "\\netlatch\\journal"));
    store->ops->close(store);
}

int main(int count, char **words)
{
    if (count == 2 && nl_equal(words[1], "hold"))
        return hold_for_long();
    if (count == 2) {
        Sleep(60000);
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_are_whole_and_kept, begin, end),
        cmocka_unit_test_setup_teardown(
            what_is_appended_lies_behind_on_a_system_that_does_not_append, begin, end),
        cmocka_unit_test_setup_teardown(a_file_that_is_held_open_is_busy, begin, end),
        cmocka_unit_test_setup_teardown(names_are_plain, begin, end),
        cmocka_unit_test_setup_teardown(one_lock, begin, end),
        cmocka_unit_test_setup_teardown(who_hangs_with_the_lock_is_ended, begin, end),
        cmocka_unit_test_setup_teardown(a_number_that_came_again_is_nobody, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_of_somebody_else_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(links_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(what_is_made_is_private, begin, end),
        cmocka_unit_test_setup_teardown(the_usual_folder, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
