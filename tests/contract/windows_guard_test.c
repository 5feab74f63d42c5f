/* windows_guard_test.c - how the guard service comes and goes: what the service manager is asked,
 * with its answers replaced; and the real one, which must not start this program. */
#include "host/windows/win_guard.h"
#include "host/windows/win_guard_boot.h"
#include "host/windows/win_guard_names.h"
#include "host/windows/win_guard_program.h"
#include "host/windows/win_registry.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <string.h>
#include <wchar.h>

/* A service manager of our own: one service, and a call that fails. */
static struct {
    bool exists;
    bool leaving; /* marked for deletion; gone after some pauses */
    bool running;
    bool answers;        /* to controls */
    const char *failing; /* the call that fails, with code */
    DWORD code;
    DWORD unknown_level; /* ChangeServiceConfig2 does not know this one and those above */
    bool never_runs;
    bool mute; /* it starts and never answers */
    unsigned stopped;
    unsigned asked_how;
    unsigned restricted;
    unsigned pauses;
    unsigned created;
    unsigned started;
    unsigned removed;
    unsigned open_handles;
    unsigned levels; /* bit: this ChangeServiceConfig2 level was set */
    DWORD type;
    DWORD start;
    DWORD sid_type;
    SC_ACTION actions[8]; /* after each failure; the last one after all later ones, too */
    DWORD action_count;
    bool errors_count; /* an end with an error is a failure, not a crash alone */
    wchar_t line[512];
    wchar_t account[64];
    wchar_t privileges[256];
    bool dependencies_removed;
} manager;

static bool fails(const char *call)
{
    if (!manager.failing || strcmp(manager.failing, call) != 0)
        return false;
    SetLastError(manager.code);
    return true;
}

static SC_HANDLE handle(void)
{
    manager.open_handles++;
    return (SC_HANDLE)&manager;
}

static SC_HANDLE WINAPI fake_open_manager(LPCWSTR machine, LPCWSTR database, DWORD access)
{
    (void)access;
    assert_null(machine);
    assert_null(database);
    return fails("OpenSCManager") ? NULL : handle();
}

static SC_HANDLE WINAPI fake_create(SC_HANDLE scm, LPCWSTR name, LPCWSTR display, DWORD access,
                                    DWORD type, DWORD start, DWORD error, LPCWSTR line,
                                    LPCWSTR group, LPDWORD tag, LPCWSTR dependencies,
                                    LPCWSTR account, LPCWSTR password)
{
    (void)scm;
    (void)display;
    (void)access;
    (void)error;
    assert_int_equal(wcscmp(name, L"netlatch-guard"), 0);
    if (fails("CreateService"))
        return NULL;
    if (manager.exists) {
        SetLastError(manager.leaving ? ERROR_SERVICE_MARKED_FOR_DELETE : ERROR_SERVICE_EXISTS);
        return NULL;
    }
    assert_null(group);
    assert_null(tag);
    assert_null(dependencies);
    assert_null(account); /* LocalSystem */
    assert_null(password);
    manager.exists = true;
    manager.created++;
    manager.type = type;
    manager.start = start;
    (void)wcsncpy(manager.line, line, NL_COUNT_OF(manager.line) - 1);
    return handle();
}

static SC_HANDLE WINAPI fake_open(SC_HANDLE scm, LPCWSTR name, DWORD access)
{
    (void)scm;
    (void)access;
    assert_int_equal(wcscmp(name, L"netlatch-guard"), 0);
    if (!manager.exists) {
        SetLastError(ERROR_SERVICE_DOES_NOT_EXIST);
        return NULL;
    }
    return handle();
}

static BOOL WINAPI fake_change(SC_HANDLE service, DWORD type, DWORD start, DWORD error,
                               LPCWSTR line, LPCWSTR group, LPDWORD tag, LPCWSTR dependencies,
                               LPCWSTR account, LPCWSTR password, LPCWSTR display)
{
    (void)service;
    (void)error;
    (void)group;
    (void)tag;
    (void)password;
    (void)display;
    if (fails("ChangeServiceConfig"))
        return FALSE;
    if (manager.leaving) {
        SetLastError(ERROR_SERVICE_MARKED_FOR_DELETE);
        return FALSE;
    }
    if (type != SERVICE_NO_CHANGE)
        manager.type = type;
    manager.start = start;
    if (line)
        (void)wcsncpy(manager.line, line, NL_COUNT_OF(manager.line) - 1);
    if (account)
        (void)wcsncpy(manager.account, account, NL_COUNT_OF(manager.account) - 1);
    manager.dependencies_removed = dependencies && !dependencies[0];
    return TRUE;
}

static BOOL WINAPI fake_change2(SC_HANDLE service, DWORD level, LPVOID info)
{
    (void)service;
    if (fails("ChangeServiceConfig2"))
        return FALSE;
    if (manager.unknown_level && level >= manager.unknown_level) {
        SetLastError(ERROR_INVALID_LEVEL);
        return FALSE;
    }
    manager.levels |= 1U << level;
    if (level == SERVICE_CONFIG_FAILURE_ACTIONS) {
        const SERVICE_FAILURE_ACTIONSW *actions = info;
        assert_true(actions->cActions <= NL_COUNT_OF(manager.actions));
        manager.action_count = actions->cActions;
        memcpy(manager.actions, actions->lpsaActions, actions->cActions * sizeof(SC_ACTION));
    } else if (level == SERVICE_CONFIG_FAILURE_ACTIONS_FLAG) {
        manager.errors_count =
            ((const SERVICE_FAILURE_ACTIONS_FLAG *)info)->fFailureActionsOnNonCrashFailures;
    } else if (level == SERVICE_CONFIG_SERVICE_SID_INFO) {
        manager.sid_type = ((const SERVICE_SID_INFO *)info)->dwServiceSidType;
    } else if (level == SERVICE_CONFIG_REQUIRED_PRIVILEGES_INFO) {
        const wchar_t *at =
            ((const SERVICE_REQUIRED_PRIVILEGES_INFOW *)info)->pmszRequiredPrivileges;
        for (wchar_t *to = manager.privileges; *at; at += wcslen(at) + 1)
            to += swprintf(to, 64, L"%ls ", at);
    }
    return TRUE;
}

static BOOL WINAPI fake_query(SC_HANDLE service, LPSERVICE_STATUS status)
{
    (void)service;
    if (fails("QueryServiceStatus"))
        return FALSE;
    status->dwCurrentState = manager.running                           ? SERVICE_RUNNING
                             : manager.stopped && manager.started == 0 ? SERVICE_STOPPED
                                                                       : SERVICE_START_PENDING;
    return TRUE;
}

static BOOL WINAPI fake_start(SC_HANDLE service, DWORD count, LPCWSTR *arguments)
{
    (void)service;
    assert_int_equal(count, 0);
    assert_null(arguments);
    if (fails("StartService"))
        return FALSE;
    if (manager.running && (manager.answers || manager.mute)) {
        SetLastError(ERROR_SERVICE_ALREADY_RUNNING);
        return FALSE;
    }
    manager.started++;
    manager.answers = !manager.mute;
    return TRUE;
}

static BOOL WINAPI fake_control(SC_HANDLE service, DWORD control, LPSERVICE_STATUS status)
{
    (void)service;
    (void)status;
    if (control == SERVICE_CONTROL_STOP) {
        manager.stopped++;
        manager.running = false;
        return TRUE;
    }
    assert_true(control == WIN_GUARD_LOOK || control == SERVICE_CONTROL_INTERROGATE);
    manager.asked_how += control == SERVICE_CONTROL_INTERROGATE;
    if (manager.running && manager.answers)
        return TRUE;
    if (manager.running) {
        SetLastError(ERROR_SERVICE_REQUEST_TIMEOUT);
        return FALSE;
    }
    SetLastError(ERROR_SERVICE_NOT_ACTIVE);
    return FALSE;
}

/* Nobody but SYSTEM and Administrators may send controls of our own. */
static BOOL WINAPI fake_security(SC_HANDLE service, SECURITY_INFORMATION what,
                                 PSECURITY_DESCRIPTOR descriptor)
{
    BOOL present = FALSE;
    BOOL defaulted = FALSE;
    ACL *list = NULL;
    (void)service;
    if (fails("SetServiceObjectSecurity"))
        return FALSE;
    assert_int_equal(what, DACL_SECURITY_INFORMATION);
    assert_true(GetSecurityDescriptorDacl(descriptor, &present, &list, &defaulted));
    assert_true(present && list);
    for (DWORD i = 0; i < list->AceCount; i++) {
        ACCESS_ALLOWED_ACE *entry = NULL;
        assert_true(GetAce(list, i, (void **)&entry));
        bool trusted = IsWellKnownSid(&entry->SidStart, WinLocalSystemSid) ||
                       IsWellKnownSid(&entry->SidStart, WinBuiltinAdministratorsSid);
        if (!trusted)
            assert_int_equal(entry->Mask & ~(DWORD)(SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS |
                                                    SERVICE_ENUMERATE_DEPENDENTS |
                                                    SERVICE_INTERROGATE | READ_CONTROL),
                             0);
    }
    manager.restricted++;
    return TRUE;
}

static BOOL WINAPI fake_remove(SC_HANDLE service)
{
    (void)service;
    if (fails("DeleteService"))
        return FALSE;
    manager.removed++;
    manager.exists = false;
    return TRUE;
}

static BOOL WINAPI fake_close(SC_HANDLE opened)
{
    assert_ptr_equal(opened, &manager);
    assert_true(manager.open_handles > 0);
    manager.open_handles--;
    return TRUE;
}

/* Time passes only here: a started service comes up, one that leaves is gone. */
static void WINAPI fake_sleep(DWORD duration_ms)
{
    (void)duration_ms;
    manager.pauses++;
    if (manager.started && !manager.never_runs)
        manager.running = true;
    if (manager.leaving && manager.pauses == 7) {
        manager.leaving = false;
        manager.exists = false;
        manager.running = false;
    }
}

static const struct win_guard_calls fake_calls = {
    .open_manager = fake_open_manager,
    .create_service = fake_create,
    .open_service = fake_open,
    .change_config = fake_change,
    .change_config2 = fake_change2,
    .query_status = fake_query,
    .start = fake_start,
    .control = fake_control,
    .remove = fake_remove,
    .set_security = fake_security,
    .close = fake_close,
    .sleep = fake_sleep,
};

static int setup(void **state)
{
    memset(&manager, 0, sizeof manager);
    manager.answers = true;
    win_guard_replace(&fake_calls);
    return with_arena_begin(state);
}

static int teardown(void **state)
{
    win_guard_replace(NULL);
    /* install_and_start names this start below the service's key, which is not there otherwise. */
    RegDeleteKeyW(HKEY_LOCAL_MACHINE, WIN_BOOT_KEY);
    RegDeleteKeyW(HKEY_LOCAL_MACHINE, WIN_GUARD_KEY);
    assert_int_equal(manager.open_handles, 0);
    return with_arena_end(state);
}

static enum nl_status install(struct nl_arena *arena, struct nl_error *err)
{
    /* The service manager makes this key with the service. */
    HKEY key = NULL;
    assert_int_equal(RegCreateKeyExW(HKEY_LOCAL_MACHINE, WIN_GUARD_KEY, 0, NULL, 0, KEY_SET_VALUE,
                                     NULL, &key, NULL),
                     ERROR_SUCCESS);
    RegCloseKey(key);
    struct nl_guard_service *guard = nl_windows_guard();
    return guard->ops->install_and_start(guard, arena, err);
}

static void a_new_service(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_guard_service *guard = nl_windows_guard();
    struct nl_error err = {0};
    assert_null(guard->ops->boot(guard, arena));
    assert_int_equal(install(arena, &err), NL_OK);
    assert_int_equal(manager.created, 1);
    assert_int_equal(manager.started, 1);
    assert_int_equal(manager.type, SERVICE_WIN32_OWN_PROCESS);
    assert_int_equal(manager.start, SERVICE_AUTO_START);
    /* A whole path in quotes: no "C:\Program.exe" is ever tried. */
    assert_int_equal(manager.line[0], L'"');
    assert_int_equal(manager.line[2], L':');
    const wchar_t *end = wcschr(manager.line + 1, L'"');
    assert_non_null(end);
    assert_int_equal(wcscmp(end, L"\" guard"), 0);
    /* However often it is killed, it is started again, and before the shortest time is over. */
    assert_true(manager.action_count > 0);
    for (DWORD i = 0; i < manager.action_count; i++) {
        assert_int_equal(manager.actions[i].Type, SC_ACTION_RESTART);
        assert_true(manager.actions[i].Delay <= 10000);
    }
    assert_true(manager.errors_count);
    assert_int_equal(manager.sid_type, SERVICE_SID_TYPE_UNRESTRICTED);
    assert_int_equal(wcscmp(manager.privileges, L"SeChangeNotifyPrivilege SeImpersonatePrivilege "
                                                L"SeCreateGlobalPrivilege "),
                     0);
    assert_int_equal(manager.restricted, 1);
    const char *boot = guard->ops->boot(guard, arena);
    assert_non_null(boot);
    assert_int_equal(strlen(boot), 38);
    /* The same for as long as the machine runs. */
    assert_int_equal(win_guard_boot_make(), ERROR_SUCCESS);
    assert_string_equal(guard->ops->boot(guard, arena), boot);
}

static void the_program_is_copied_to_a_private_folder(void **state)
{
    struct nl_arena *arena = *state;
    const wchar_t *path = NULL;
    wchar_t own[512] = {0};
    assert_int_equal(win_guard_program(arena, &path, NULL), NL_OK);
    assert_non_null(wcsstr(path, L"\\netlatch\\netlatch.exe"));
    assert_true(GetModuleFileNameW(NULL, own, NL_COUNT_OF(own)) > 0);
    WIN32_FILE_ATTRIBUTE_DATA copy;
    WIN32_FILE_ATTRIBUTE_DATA original;
    assert_true(GetFileAttributesExW(path, GetFileExInfoStandard, &copy));
    assert_true(GetFileAttributesExW(own, GetFileExInfoStandard, &original));
    assert_int_equal(copy.nFileSizeLow, original.nFileSizeLow);
    /* Another file in its place is put right, also where an earlier try left its half of the work; a
     * good one is left as it is. */
    wchar_t aside[MAX_PATH] = {0};
    DWORD written = 0;
    assert_true(wcslen(path) < NL_COUNT_OF(aside));
    memcpy(aside, path, wcslen(path) * sizeof *path);
    memcpy(wcsrchr(aside, L'\\'), L"\\~new-1-2", sizeof L"\\~new-1-2");
    HANDLE file = CreateFileW(aside, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
    assert_true(file != INVALID_HANDLE_VALUE);
    CloseHandle(file);
    file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    assert_true(WriteFile(file, "MZ", 2, &written, NULL));
    CloseHandle(file);
    assert_int_equal(win_guard_program(arena, &path, NULL), NL_OK);
    assert_true(GetFileAttributesExW(path, GetFileExInfoStandard, &copy));
    assert_int_equal(copy.nFileSizeLow, original.nFileSizeLow);
    assert_int_equal(GetFileAttributesW(aside), INVALID_FILE_ATTRIBUTES);
    FILETIME made = copy.ftLastWriteTime;
    Sleep(50);
    assert_int_equal(win_guard_program(arena, &path, NULL), NL_OK);
    assert_true(GetFileAttributesExW(path, GetFileExInfoStandard, &copy));
    assert_int_equal(CompareFileTime(&made, &copy.ftLastWriteTime), 0);
    assert_true(DeleteFileW(path));
}

static void one_that_runs_is_left_alone(void **state)
{
    struct nl_arena *arena = *state;
    const wchar_t *path = NULL;
    struct nl_guard_service *guard = nl_windows_guard();
    manager.exists = true;
    manager.running = true;
    assert_int_equal(win_guard_program(arena, &path, NULL), NL_OK);
    assert_int_equal(install(arena, NULL), NL_OK);
    assert_int_equal(manager.created, 0);
    assert_int_equal(manager.started, 0);
    assert_int_equal(manager.stopped, 0);
    assert_int_equal(manager.line[0], 0);
    assert_int_equal(manager.start, SERVICE_AUTO_START);
    assert_int_equal(guard->ops->alive(guard), NL_ANSWER_YES);
    manager.answers = false; /* it hangs */
    assert_int_equal(guard->ops->alive(guard), NL_ANSWER_NO);
    manager.exists = false;
    assert_int_equal(guard->ops->alive(guard), NL_ANSWER_NO);
    assert_int_equal(manager.asked_how, 2);
}

/* Another program in the guard's place, an older netlatch say, is stopped and replaced even if it runs
 * and answers. */
static void another_one_is_replaced(void **state)
{
    struct nl_arena *arena = *state;
    const wchar_t *path = NULL;
    bool current = true;
    DWORD written = 0;
    manager.exists = true;
    manager.running = true;
    assert_int_equal(win_guard_program(arena, &path, NULL), NL_OK);
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    assert_true(WriteFile(file, "MZ", 2, &written, NULL));
    CloseHandle(file);
    assert_int_equal(win_guard_program_look(arena, &path, &current, NULL), NL_OK);
    assert_false(current);
    assert_int_equal(install(arena, NULL), NL_OK);
    assert_int_equal(manager.stopped, 1);
    assert_int_equal(manager.started, 1);
    assert_int_equal(manager.line[0], L'"');
    assert_int_equal(win_guard_program_look(arena, &path, &current, NULL), NL_OK);
    assert_true(current);
}

/* It starts, says that it runs, and answers nothing: that is no guard. */
static void one_that_never_answers_is_none(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_error err = {0};
    manager.mute = true;
    assert_int_not_equal(install(arena, &err), NL_OK);
    assert_int_equal(manager.removed, 1);
    assert_non_null(strstr(nl_error_text(arena, &err, NULL), "nothing was changed"));
}

static LSTATUS WINAPI no_flush(HKEY key)
{
    (void)key;
    return ERROR_REGISTRY_IO_FAILED;
}

static LSTATUS WINAPI no_create(HKEY a, LPCWSTR b, DWORD c, LPWSTR d, DWORD e, REGSAM f,
                                LPSECURITY_ATTRIBUTES g, PHKEY h, LPDWORD i)
{
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h, (void)i;
    return ERROR_NO_SYSTEM_RESOURCES;
}

/* A registration that did not reach the disk, or a start without a name: nothing is started. */
static void one_that_may_not_last_is_none(void **state)
{
    struct nl_arena *arena = *state;
    const struct win_registry_calls system = *win_registry_calls();
    for (int way = 0; way < 2; way++) {
        struct win_registry_calls failing = system;
        struct nl_error err = {0};
        if (way == 0)
            failing.flush_key = no_flush;
        else
            failing.create_key = no_create;
        win_registry_replace(&failing);
        enum nl_status status = install(arena, &err);
        win_registry_replace(NULL);
        assert_int_not_equal(status, NL_OK);
        assert_int_equal(manager.started, 0);
        assert_int_equal(manager.removed, way + 1);
        assert_non_null(strstr(nl_error_text(arena, &err, NULL), "nothing was changed"));
    }
}

/* A policy or a scanner in the way is said, with the file that it does not let start. */
static void one_that_is_blocked_is_told_so(void **state)
{
    static const DWORD codes[] = {1260, 225, 4551, 577};
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(codes); i++) {
        struct nl_error err = {0};
        manager.failing = "StartService";
        manager.code = codes[i];
        assert_int_not_equal(install(arena, &err), NL_OK);
        const char *text = nl_error_text(arena, &err, NULL);
        assert_non_null(strstr(text, "a policy or a virus scanner"));
        assert_non_null(strstr(text, "\\netlatch\\netlatch.exe"));
        assert_non_null(err.next);
    }
}

static void one_that_stands_still_is_set_right(void **state)
{
    struct nl_arena *arena = *state;
    manager.exists = true;
    (void)lstrcpynW(manager.line, L"C:\\elsewhere.exe guard", NL_COUNT_OF(manager.line));
    assert_int_equal(install(arena, NULL), NL_OK);
    assert_int_equal(manager.created, 0);
    assert_int_equal(manager.started, 1);
    assert_int_equal(manager.line[0], L'"');
    assert_true(manager.dependencies_removed);
    assert_int_equal(wcscmp(manager.account, L"LocalSystem"), 0);
}

/* Wine's service manager takes a process that was killed for a running one. */
static void one_that_does_not_answer_is_started(void **state)
{
    struct nl_arena *arena = *state;
    manager.exists = true;
    manager.running = true;
    manager.answers = false;
    assert_int_equal(install(arena, NULL), NL_OK);
    assert_int_equal(manager.line[0], L'"');
}

static void one_that_is_leaving_is_waited_for(void **state)
{
    struct nl_arena *arena = *state;
    manager.exists = true;
    manager.running = true;
    manager.leaving = true;
    assert_int_equal(install(arena, NULL), NL_OK);
    assert_int_equal(manager.created, 1);
    assert_int_equal(manager.started, 1);
    assert_true(manager.pauses >= 7);
}

static void an_old_windows_knows_less(void **state)
{
    struct nl_arena *arena = *state;
    manager.unknown_level = SERVICE_CONFIG_DELAYED_AUTO_START_INFO; /* Windows XP */
    assert_int_equal(install(arena, NULL), NL_OK);
    assert_int_equal(manager.levels,
                     1U << SERVICE_CONFIG_DESCRIPTION | 1U << SERVICE_CONFIG_FAILURE_ACTIONS);
}

/* Whatever fails, no new service is left behind and the error names the call. */
static void failures(void **state)
{
    static const struct {
        const char *call;
        DWORD code;
        enum nl_status status;
    } rows[] = {
        {"OpenSCManager", ERROR_ACCESS_DENIED, NL_DENIED},
        {"CreateService", ERROR_ACCESS_DENIED, NL_DENIED},
        {"ChangeServiceConfig2", ERROR_ACCESS_DENIED, NL_DENIED},
        {"StartService", ERROR_SERVICE_DISABLED, NL_FAILED},
        {"QueryServiceStatus", ERROR_ACCESS_DENIED, NL_DENIED},
    };
    struct nl_arena *arena = *state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_error err = {0};
        memset(&manager, 0, sizeof manager);
        manager.failing = rows[i].call;
        manager.code = rows[i].code;
        enum nl_status status = install(arena, &err);
        if (status != rows[i].status || strcmp(err.call, rows[i].call) != 0)
            fail_msg("%s: status %d, call %s", rows[i].call, (int)status, err.call);
        assert_int_equal(err.native_code, rows[i].code);
        assert_false(manager.exists);
        assert_int_equal(manager.created, manager.removed);
        assert_int_equal(manager.open_handles, 0);
    }
}

static void a_service_that_never_comes_up(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_error err = {0};
    manager.never_runs = true;
    assert_int_not_equal(install(arena, &err), NL_OK);
    assert_int_equal(err.native_code, ERROR_SERVICE_REQUEST_TIMEOUT);
    assert_int_equal(manager.removed, 1);
}

static void waking_and_removing(void **state)
{
    struct nl_guard_service *guard = nl_windows_guard();
    struct nl_error err = {0};
    (void)state;
    assert_false(guard->ops->wake(guard));
    assert_int_equal(guard->ops->remove(guard, &err), NL_OK); /* there is none */
    manager.exists = true;
    assert_false(guard->ops->wake(guard));
    manager.running = true;
    assert_true(guard->ops->wake(guard));
    assert_int_equal(guard->ops->remove(guard, &err), NL_OK);
    assert_int_equal(manager.removed, 1);
    manager.exists = true;
    manager.failing = "DeleteService";
    manager.code = ERROR_SERVICE_MARKED_FOR_DELETE; /* somebody was quicker */
    assert_int_equal(guard->ops->remove(guard, &err), NL_OK);
    manager.code = ERROR_ACCESS_DENIED;
    assert_int_equal(guard->ops->remove(guard, &err), NL_DENIED);
}

static void body_must_not_run(void *context)
{
    (void)context;
    fail();
}

static void only_the_service_manager_starts_it(void **state)
{
    struct nl_guard_service *guard = nl_windows_guard();
    struct nl_error err = {0};
    (void)state;
    win_guard_replace(NULL); /* the real one */
    assert_int_equal(guard->ops->run(guard, body_must_not_run, NULL, &err), NL_UNSUPPORTED);
    assert_non_null(err.next);
}

#define GUARD(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARD(a_new_service),
        GUARD(the_program_is_copied_to_a_private_folder),
        GUARD(one_that_runs_is_left_alone),
        GUARD(another_one_is_replaced),
        GUARD(one_that_never_answers_is_none),
        GUARD(one_that_may_not_last_is_none),
        GUARD(one_that_is_blocked_is_told_so),
        GUARD(one_that_stands_still_is_set_right),
        GUARD(one_that_does_not_answer_is_started),
        GUARD(one_that_is_leaving_is_waited_for),
        GUARD(an_old_windows_knows_less),
        GUARD(failures),
        GUARD(a_service_that_never_comes_up),
        GUARD(waking_and_removing),
        GUARD(only_the_service_manager_starts_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
