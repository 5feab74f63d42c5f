/* win_guard.c - the service netlatch-guard comes and goes. */
#include "win_guard.h"

#include "win_error.h"
#include "win_guard_boot.h"
#include "win_guard_names.h"
#include "win_guard_program.h"
#include "win_guard_run.h"
#include "win_registry.h"
#include "win_text.h"

#include <sddl.h>

#include <stdbool.h>
#include <string.h>

enum {
    PAUSE_MS = 100,
    MOST_START_MS = 20000, /* until the service must run, or an older one be gone */
    RESTART_FIRST_MS = 1000,
    RESTART_LATER_MS = 5000
};

static const struct win_guard_calls system_calls = {
    .open_manager = OpenSCManagerW,
    .create_service = CreateServiceW,
    .open_service = OpenServiceW,
    .change_config = ChangeServiceConfigW,
    .change_config2 = ChangeServiceConfig2W,
    .query_status = QueryServiceStatus,
    .start = StartServiceW,
    .control = ControlService,
    .remove = DeleteService,
    .set_security = SetServiceObjectSecurity,
    .close = CloseServiceHandle,
    .sleep = Sleep,
};
static const struct win_guard_calls *calls = &system_calls;

static const struct win_guard_run_calls run_calls = {
    .dispatch = StartServiceCtrlDispatcherW,
    .register_handler = RegisterServiceCtrlHandlerExW,
    .set_status = SetServiceStatus,
    .sleep = Sleep,
};

void win_guard_replace(const struct win_guard_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

/* One ChangeServiceConfig2 of something that not every Windows has: description and recovery actions
 * are as old as Windows 2000, the rest came with Vista. */
static DWORD set_if_known(SC_HANDLE service, DWORD level, void *info)
{
    if (calls->change_config2(service, level, info))
        return ERROR_SUCCESS;
    DWORD code = GetLastError();
    if (level <= SERVICE_CONFIG_FAILURE_ACTIONS)
        return code;
    return code == ERROR_INVALID_LEVEL || code == ERROR_INVALID_PARAMETER ||
                   code == ERROR_CALL_NOT_IMPLEMENTED || code == ERROR_NOT_SUPPORTED
               ? ERROR_SUCCESS
               : code;
}

/* Restarted whenever it ends without saying so; its own SID; no privilege that it does not need. */
static DWORD tighten(SC_HANDLE service)
{
    static wchar_t description[] = L"Rolls back a change that netlatch made and nobody confirmed "
                                   L"in time. Removes itself when nothing waits for confirmation.";
    static wchar_t privileges[] =
        L"SeChangeNotifyPrivilege\0SeImpersonatePrivilege\0SeCreateGlobalPrivilege\0";
    SC_ACTION actions[] = {{SC_ACTION_RESTART, RESTART_FIRST_MS},
                           {SC_ACTION_RESTART, RESTART_LATER_MS}};
    SERVICE_FAILURE_ACTIONSW failure = {
        .dwResetPeriod = INFINITE, .cActions = NL_COUNT_OF(actions), .lpsaActions = actions};
    SERVICE_FAILURE_ACTIONS_FLAG also_errors = {TRUE};
    SERVICE_DESCRIPTIONW described = {description};
    SERVICE_SID_INFO sid = {SERVICE_SID_TYPE_UNRESTRICTED};
    SERVICE_REQUIRED_PRIVILEGES_INFOW needed = {privileges};
    const struct {
        DWORD level;
        void *info;
    } rows[] = {
        {SERVICE_CONFIG_FAILURE_ACTIONS, &failure},
        {SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &also_errors},
        {SERVICE_CONFIG_DESCRIPTION, &described},
        {SERVICE_CONFIG_SERVICE_SID_INFO, &sid},
        {SERVICE_CONFIG_REQUIRED_PRIVILEGES_INFO, &needed},
    };
    DWORD code = ERROR_SUCCESS;
    for (size_t i = 0; code == ERROR_SUCCESS && i < NL_COUNT_OF(rows); i++)
        code = set_if_known(service, rows[i].level, rows[i].info);
    return code;
}

/* Everybody who is logged on may send a service controls of its own by default, and wake it without
 * end; here only SYSTEM and Administrators may. Others may read its configuration and state and ask how
 * it is (CC LC SW LO RC). */
static DWORD restrict_control(SC_HANDLE service)
{
    PSECURITY_DESCRIPTOR descriptor = NULL;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)"
            L"(A;;CCLCSWLORC;;;AU)",
            SDDL_REVISION_1, &descriptor, NULL))
        return GetLastError();
    DWORD code = calls->set_security(service, DACL_SECURITY_INFORMATION, descriptor)
                     ? ERROR_SUCCESS
                     : GetLastError();
    LocalFree(descriptor);
    return code;
}

/* The service manager keeps its database in the registry, which reaches the disk some seconds later:
 * after a power cut in between the machine would start with the change and without a guard. */
static DWORD flush_registration(void)
{
    HKEY key = NULL;
    const struct win_registry_calls *registry = win_registry_calls();
    LSTATUS code = registry->open_key(HKEY_LOCAL_MACHINE, WIN_GUARD_KEY, 0, KEY_QUERY_VALUE, &key);
    if (code != ERROR_SUCCESS)
        return (DWORD)code;
    code = registry->flush_key(key);
    registry->close_key(key);
    return (DWORD)code;
}

static const wchar_t *command_line(struct nl_arena *arena, const wchar_t *program)
{
    static const wchar_t tail[] = L"\" guard";
    size_t length = wcslen(program);
    wchar_t *line = nl_arena_array(arena, length + 1 + NL_COUNT_OF(tail), sizeof *line);
    line[0] = L'"';
    memcpy(line + 1, program, length * sizeof *line);
    memcpy(line + 1 + length, tail, sizeof tail);
    return line;
}

/* Makes the service, or sets one that is there to rights. An older one on its way out is waited
 * for: its name is free once its process has ended. */
static DWORD install(SC_HANDLE manager, const wchar_t *line, SC_HANDLE *out_service,
                     bool *out_created, const char **out_call)
{
    for (DWORD waited_ms = 0;; waited_ms += PAUSE_MS) {
        *out_call = "CreateService";
        SC_HANDLE service =
            calls->create_service(manager, WIN_GUARD_NAME, L"netlatch guard", SERVICE_ALL_ACCESS,
                                  SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START,
                                  SERVICE_ERROR_NORMAL, line, NULL, NULL, NULL, NULL, NULL);
        DWORD code = service ? ERROR_SUCCESS : GetLastError();
        *out_created = service != NULL;
        if (code == ERROR_SERVICE_EXISTS) {
            *out_call = "OpenService";
            service = calls->open_service(manager, WIN_GUARD_NAME, SERVICE_ALL_ACCESS);
            code = service ? ERROR_SUCCESS : GetLastError();
            if (service) {
                *out_call = "ChangeServiceConfig";
                /* The empty texts mean no dependencies and LocalSystem's missing password. */
                if (!calls->change_config(service, SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START,
                                          SERVICE_ERROR_NORMAL, line, NULL, NULL, L"\0",
                                          L"LocalSystem", L"", NULL))
                    code = GetLastError();
            }
        }
        if (code == ERROR_SUCCESS) {
            *out_service = service;
            return ERROR_SUCCESS;
        }
        if (service)
            calls->close(service);
        bool leaving =
            code == ERROR_SERVICE_MARKED_FOR_DELETE || code == ERROR_SERVICE_DOES_NOT_EXIST;
        if (!leaving || waited_ms >= MOST_START_MS)
            return code;
        calls->sleep(PAUSE_MS);
    }
}

/* Starts the service and waits until it says that it runs. */
static DWORD start(SC_HANDLE service, const char **out_call)
{
    *out_call = "StartService";
    if (!calls->start(service, 0, NULL)) {
        DWORD code = GetLastError();
        if (code != ERROR_SERVICE_ALREADY_RUNNING)
            return code;
    }
    *out_call = "QueryServiceStatus";
    for (DWORD waited_ms = 0; waited_ms <= MOST_START_MS; waited_ms += PAUSE_MS) {
        SERVICE_STATUS status = {0};
        if (!calls->query_status(service, &status))
            return GetLastError();
        if (status.dwCurrentState == SERVICE_RUNNING)
            return ERROR_SUCCESS;
        if (status.dwCurrentState == SERVICE_STOPPED)
            return status.dwWin32ExitCode ? status.dwWin32ExitCode : ERROR_PROCESS_ABORTED;
        calls->sleep(PAUSE_MS);
    }
    return ERROR_SERVICE_REQUEST_TIMEOUT;
}

/* Whether a guard runs and answers. Its state alone would not tell: a service manager may hold a
 * process that was killed for a running one (Wine's does). */
static bool answers(SC_HANDLE manager)
{
    SC_HANDLE service = calls->open_service(manager, WIN_GUARD_NAME, SERVICE_USER_DEFINED_CONTROL);
    SERVICE_STATUS status = {0};
    bool told = service && calls->control(service, WIN_GUARD_LOOK, &status);
    if (service)
        calls->close(service);
    return told;
}

/* Whether the service runs and stays: one that has removed itself runs on for a moment. */
static bool runs_and_stays(SC_HANDLE manager)
{
    SC_HANDLE service = calls->open_service(manager, WIN_GUARD_NAME, SERVICE_CHANGE_CONFIG);
    bool stays = service &&
                 calls->change_config(service, SERVICE_NO_CHANGE, SERVICE_AUTO_START,
                                      SERVICE_NO_CHANGE, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    if (service)
        calls->close(service);
    return stays && answers(manager);
}

/* Stops a guard and waits until its process has let go; one that is not there is stopped. */
static void stop(SC_HANDLE manager)
{
    SC_HANDLE service =
        calls->open_service(manager, WIN_GUARD_NAME, SERVICE_STOP | SERVICE_QUERY_STATUS);
    SERVICE_STATUS status = {0};
    bool told = service && calls->control(service, SERVICE_CONTROL_STOP, &status);
    for (DWORD waited_ms = 0; told && waited_ms <= MOST_START_MS; waited_ms += PAUSE_MS) {
        if (!calls->query_status(service, &status) || status.dwCurrentState == SERVICE_STOPPED)
            break;
        calls->sleep(PAUSE_MS);
    }
    if (service)
        calls->close(service);
}

/* Codes with which Windows says that somebody does not want this program to run. */
static bool is_blocked(DWORD code)
{
    return code == 1260 /* ERROR_ACCESS_DISABLED_BY_POLICY */ ||
           code == 225 /* ERROR_VIRUS_INFECTED */ ||
           code == 4551 /* ERROR_SYSTEM_INTEGRITY_POLICY_VIOLATION */ ||
           code == 577 /* ERROR_INVALID_IMAGE_HASH */;
}

static enum nl_status fail_install(struct nl_arena *arena, struct nl_error *err, DWORD code,
                                   const char *call, const wchar_t *program)
{
    enum nl_status status = win_fail(err, code, call);
    if (is_blocked(code) && program) {
        (void)nl_context(
            err,
            NL_T("a policy or a virus scanner of this computer does not let {1} start, "
                 "so nothing was changed"),
            win_narrow(arena, program));
        (void)nl_next(err, NL_T("Allow that file there, or apply without --confirm-within."));
        return status;
    }
    (void)nl_context(err, NL_T("the guard service could not be started, so nothing was changed"));
    if (code == ERROR_SERVICE_MARKED_FOR_DELETE)
        (void)nl_next(err, NL_T("An older guard service cannot be removed while another program"
                                " has it open: close the Services window, Task Manager and "
                                "similar programs, then try again."));
    return status;
}

/* Makes the service, starts it, and asks it. */
static DWORD make(SC_HANDLE manager, const wchar_t *line, const char **out_call)
{
    SC_HANDLE service = NULL;
    bool created = false;
    DWORD code = install(manager, line, &service, &created, out_call);
    if (code == ERROR_SUCCESS) {
        *out_call = "ChangeServiceConfig2";
        code = tighten(service);
    }
    if (code == ERROR_SUCCESS) {
        *out_call = "SetServiceObjectSecurity";
        code = restrict_control(service);
    }
    if (code == ERROR_SUCCESS) {
        *out_call = "RegFlushKey";
        code = flush_registration();
    }
    if (code == ERROR_SUCCESS) {
        *out_call = "RegCreateKeyEx";
        code = win_guard_boot_make();
    }
    if (code == ERROR_SUCCESS)
        code = start(service, out_call);
    if (code == ERROR_SUCCESS && !answers(manager)) {
        *out_call = "ControlService";
        code = GetLastError() ? GetLastError() : ERROR_SERVICE_REQUEST_TIMEOUT;
    }
    if (code != ERROR_SUCCESS && created)
        (void)calls->remove(service);
    if (service)
        calls->close(service);
    return code;
}

static enum nl_status guard_install_and_start(struct nl_guard_service *guard,
                                              struct nl_arena *arena, struct nl_error *err)
{
    (void)guard;
    const char *call = "OpenSCManager";
    const wchar_t *program = NULL;
    bool current = false;
    SC_HANDLE manager =
        calls->open_manager(NULL, NULL, SC_MANAGER_CONNECT | SC_MANAGER_CREATE_SERVICE);
    if (!manager)
        return fail_install(arena, err, GetLastError(), call, NULL);
    /* An older guard might not understand this program's journals: it is replaced even if it runs. */
    enum nl_status status = win_guard_program_look(arena, &program, &current, err);
    if (status == NL_OK && current && runs_and_stays(manager)) {
        calls->close(manager);
        return NL_OK;
    }
    if (status == NL_OK && !current)
        stop(manager);
    if (status == NL_OK)
        status = win_guard_program(arena, &program, err);
    if (status != NL_OK) {
        calls->close(manager);
        return nl_context(err,
                          NL_T("the guard service could not be created, so nothing was changed"));
    }
    DWORD code = make(manager, command_line(arena, program), &call);
    calls->close(manager);
    return code == ERROR_SUCCESS ? NL_OK : fail_install(arena, err, code, call, program);
}

static bool guard_wake(struct nl_guard_service *guard)
{
    (void)guard;
    SC_HANDLE manager = calls->open_manager(NULL, NULL, SC_MANAGER_CONNECT);
    if (!manager)
        return false;
    bool told = answers(manager);
    calls->close(manager);
    return told;
}

static enum nl_answer guard_alive(struct nl_guard_service *guard)
{
    (void)guard;
    SERVICE_STATUS status = {0};
    SC_HANDLE manager = calls->open_manager(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE service =
        manager ? calls->open_service(manager, WIN_GUARD_NAME, SERVICE_INTERROGATE) : NULL;
    DWORD code = service && calls->control(service, SERVICE_CONTROL_INTERROGATE, &status)
                     ? ERROR_SUCCESS
                     : GetLastError();
    if (service)
        calls->close(service);
    if (manager)
        calls->close(manager);
    return code == ERROR_SUCCESS         ? NL_ANSWER_YES
           : code == ERROR_ACCESS_DENIED ? NL_ANSWER_UNKNOWN
                                         : NL_ANSWER_NO;
}

static enum nl_answer guard_fast_startup(struct nl_guard_service *guard)
{
    (void)guard;
    return win_guard_boot_fast_startup();
}

static void guard_name_boot(struct nl_guard_service *guard)
{
    (void)guard;
    (void)win_guard_boot_make(); /* without a name a restart is told by the uptime */
}

static enum nl_status guard_remove(struct nl_guard_service *guard, struct nl_error *err)
{
    (void)guard;
    SC_HANDLE manager = calls->open_manager(NULL, NULL, SC_MANAGER_CONNECT);
    if (!manager)
        return win_fail(err, GetLastError(), "OpenSCManager");
    SC_HANDLE service = calls->open_service(manager, WIN_GUARD_NAME, DELETE);
    const char *call = "OpenService";
    DWORD code = service ? ERROR_SUCCESS : GetLastError();
    if (service) {
        call = "DeleteService";
        if (!calls->remove(service))
            code = GetLastError();
        calls->close(service);
    }
    calls->close(manager);
    bool gone = code == ERROR_SUCCESS || code == ERROR_SERVICE_DOES_NOT_EXIST ||
                code == ERROR_SERVICE_MARKED_FOR_DELETE;
    return gone ? NL_OK : win_fail(err, code, call);
}

static const char *guard_boot(struct nl_guard_service *guard, struct nl_arena *arena)
{
    (void)guard;
    return win_guard_boot_read(arena);
}

static enum nl_status guard_run(struct nl_guard_service *guard, void (*body)(void *context),
                                void *context, struct nl_error *err)
{
    (void)guard;
    win_guard_program_release();
    return win_guard_run(&run_calls, body, context, err);
}

static enum nl_guard_call guard_wait(struct nl_guard_service *guard, uint32_t most_ms)
{
    (void)guard;
    return win_guard_wait(most_ms);
}

struct nl_guard_service *nl_windows_guard(void)
{
    static const struct nl_guard_ops ops = {
        .install_and_start = guard_install_and_start,
        .wake = guard_wake,
        .alive = guard_alive,
        .remove = guard_remove,
        .boot = guard_boot,
        .name_boot = guard_name_boot,
        .fast_startup = guard_fast_startup,
        .run = guard_run,
        .wait = guard_wait,
    };
    static struct nl_guard_service guard = {.ops = &ops};
    return &guard;
}
