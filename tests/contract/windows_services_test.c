/* windows_services_test.c - start types and dependencies through the service manager, on a service
 * that the test makes and removes; and what a refusal looks like. */
#include "host/windows/win_host.h"
#include "host/windows/win_registry.h"
#include "host/windows/win_registry_list.h"
#include "host/windows/win_services.h"
#include "host/windows/win_services_query.h"
#include "host/windows/win_services_write.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define NAME "netlatch-test-service"

static void remove_service(void)
{
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE service = OpenServiceW(manager, L"" NAME, DELETE);
    if (service) {
        DeleteService(service);
        CloseServiceHandle(service);
    }
    CloseServiceHandle(manager);
}

static void make_service(void)
{
    remove_service();
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    assert_non_null(manager);
    SC_HANDLE service =
        CreateServiceW(manager, L"" NAME, L"A test of netlatch", SERVICE_ALL_ACCESS,
                       SERVICE_WIN32_OWN_PROCESS, SERVICE_DEMAND_START, SERVICE_ERROR_NORMAL,
                       L"C:\\nothing.exe", NULL, NULL, L"RpcSs\0Eventlog\0+TDI\0", NULL, NULL);
    assert_non_null(service);
    CloseServiceHandle(service);
    CloseServiceHandle(manager);
}

static int teardown(void **state)
{
    win_services_replace(NULL);
    remove_service();
    return with_arena_end(state);
}

static void start_type_is_written_and_restored(void **state)
{
    struct nl_arena *arena = *state;
    make_service();
    struct nl_host *host = NULL;
    assert_int_equal(nl_windows_host_open(arena, &host, NULL), NL_OK);
    /* Names of services are compared without case. */
    struct nl_address where = {.place = NL_PLACE_SERVICE_START, .path = "Netlatch-TEST-service"};
    struct nl_value before = {0};
    struct nl_value after = {0};
    assert_int_equal(host->ops->read(host, &where, arena, &before, NULL), NL_OK);
    struct nl_value manual = nl_value_start_type(arena, SERVICE_DEMAND_START);
    struct nl_value disabled = nl_value_start_type(arena, SERVICE_DISABLED);
    assert_true(nl_value_identical(&before, &manual));
    enum nl_effect effect = NL_EFFECT_NOW;
    assert_int_equal(host->ops->write(host, &where, &before, &disabled, &effect, NULL), NL_OK);
    assert_int_equal(effect, NL_EFFECT_RESTART);
    assert_int_equal(host->ops->read(host, &where, arena, &after, NULL), NL_OK);
    assert_true(nl_value_identical(&after, &disabled));
    assert_int_equal(host->ops->write(host, &where, &before, &manual, NULL, NULL), NL_CONFLICT);
    assert_int_equal(host->ops->write(host, &where, &disabled, &before, NULL, NULL), NL_OK);
    assert_int_equal(host->ops->read(host, &where, arena, &after, NULL), NL_OK);
    assert_true(nl_value_identical(&after, &before));
    /* Neither a removal nor a number that is no start type. */
    struct nl_value nothing = nl_value_absent(0);
    struct nl_value nine = nl_value_start_type(arena, 9);
    assert_int_equal(host->ops->write(host, &where, &before, &nothing, NULL, NULL), NL_INVALID);
    assert_int_equal(host->ops->write(host, &where, &before, &nine, NULL, NULL), NL_INVALID);
}

static void dependencies_keep_order_and_groups(void **state)
{
    struct nl_arena *arena = *state;
    make_service();
    struct nl_value before = win_services_read_depends(arena, NAME);
    struct nl_texts names = {0};
    assert_true(nl_value_as_texts(arena, &before, &names));
    assert_int_equal(names.count, 2);
    assert_string_equal(names.items[0], "RpcSs");
    assert_string_equal(names.items[1], "Eventlog");

    struct nl_value nothing = nl_value_absent(0);
    assert_int_equal(win_services_write_depends(arena, NAME, &nothing, NULL), NL_OK);
    assert_int_equal(win_services_read_depends(arena, NAME).state, NL_VALUE_ABSENT);
    assert_int_equal(win_services_write_depends(arena, NAME, &before, NULL), NL_OK);
    struct nl_value after = win_services_read_depends(arena, NAME);
    assert_true(nl_value_identical(&after, &before));

    struct nl_machine machine = {0};
    win_services_survey(arena, win_registry_reader(arena), &machine);
    const struct nl_service *service = nl_machine_service(&machine, NAME);
    assert_non_null(service);
    assert_int_equal(service->depends.count, 2);
    assert_int_equal(service->depends_groups.count, 1);
    assert_string_equal(service->depends_groups.items[0], "TDI");
    assert_string_equal(service->image, "C:\\nothing.exe");
    assert_int_equal(service->run, NL_SERVICE_STOPPED);
}

static void absent_is_not_denied(void **state)
{
    struct nl_value value = win_services_read_start(*state, "no such service at all");
    assert_int_equal(value.state, NL_VALUE_ABSENT);
    assert_false(win_services_is_running(*state, "no such service at all"));
}

static SC_HANDLE WINAPI closed_service(SC_HANDLE manager, LPCWSTR name, DWORD access)
{
    (void)manager;
    (void)name;
    /* RpcSs lets an administrator look, and nothing else. */
    if (access & SERVICE_CHANGE_CONFIG) {
        SetLastError(ERROR_ACCESS_DENIED);
        return NULL;
    }
    return OpenServiceW(manager, name, access);
}

static BOOL WINAPI never_change(SC_HANDLE service, DWORD type, DWORD start, DWORD control,
                                LPCWSTR image, LPCWSTR group, LPDWORD tag, LPCWSTR depends,
                                LPCWSTR account, LPCWSTR password, LPCWSTR display)
{
    (void)service, (void)type, (void)start, (void)control, (void)image, (void)group, (void)tag;
    (void)depends, (void)account, (void)password, (void)display;
    fail_msg("a service was changed that could not be opened for it");
    return FALSE;
}

static void a_refusal_is_an_answer(void **state)
{
    static const struct win_services_calls refusing = {
        .open_manager = OpenSCManagerW,
        .open_service = closed_service,
        .close = CloseServiceHandle,
        .enumerate = EnumServicesStatusExW,
        .query_config = QueryServiceConfigW,
        .query_status = QueryServiceStatus,
        .change_config = never_change,
    };
    struct nl_arena *arena = *state;
    make_service();
    win_services_replace(&refusing);
    struct nl_value disabled = nl_value_start_type(arena, SERVICE_DISABLED);
    struct nl_error err;
    assert_int_equal(win_services_write_start(arena, NAME, &disabled, &err), NL_DENIED);
    assert_int_equal(err.native_code, ERROR_ACCESS_DENIED);
    win_services_replace(NULL);
    struct nl_value after = win_services_read_start(arena, NAME);
    uint32_t start = 0;
    assert_true(nl_value_as_dword(&after, &start));
    assert_int_equal(start, SERVICE_DEMAND_START);
    /* Not through the back door either. */
    after = win_registry_read(arena, "HKLM\\SYSTEM\\CurrentControlSet\\Services\\" NAME, "Start");
    assert_true(nl_value_as_dword(&after, &start));
    assert_int_equal(start, SERVICE_DEMAND_START);
}

static SC_HANDLE WINAPI no_manager(LPCWSTR machine, LPCWSTR database, DWORD access)
{
    (void)machine, (void)database, (void)access;
    SetLastError(RPC_S_SERVER_UNAVAILABLE);
    return NULL;
}

static void without_a_manager_the_registry_speaks(void **state)
{
    static const struct win_services_calls none = {.open_manager = no_manager};
    struct nl_arena *arena = *state;
    make_service();
    win_services_replace(&none);
    struct nl_machine machine = {0};
    win_services_survey(arena, win_registry_reader(arena), &machine);
    assert_int_equal(machine.services_state, NL_VALUE_PRESENT);
    const struct nl_service *service = nl_machine_service(&machine, NAME);
    assert_non_null(service);
    assert_int_equal(service->run, NL_SERVICE_UNKNOWN);
    assert_int_equal(service->depends.count, 2);
    assert_int_equal(machine.unseen.count, 1);
    assert_string_equal(machine.unseen.items[0].what, "service-manager");
    assert_int_equal(machine.unseen.items[0].code, RPC_S_SERVER_UNAVAILABLE);
    /* A single start type then is not known, and so is never changed. */
    assert_int_equal(win_services_read_start(arena, NAME).state, NL_VALUE_UNSUPPORTED);
}

/* A configuration whose texts point outside the buffer, or never end. */
static BOOL WINAPI hostile_config(SC_HANDLE service, LPQUERY_SERVICE_CONFIGW config, DWORD size,
                                  LPDWORD needed)
{
    (void)service;
    *needed = size;
    memset(config, 'x', size);
    config->dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    config->dwStartType = SERVICE_AUTO_START;
    config->lpBinaryPathName = (LPWSTR)(UINT_PTR)16;
    config->lpLoadOrderGroup = NULL;
    config->lpDependencies = (LPWSTR)((BYTE *)config + size - 6);
    config->lpServiceStartName = (LPWSTR)((BYTE *)config + size);
    config->lpDisplayName = NULL;
    return TRUE;
}

static void hostile_answers_stay_in_their_buffer(void **state)
{
    static const struct win_services_calls hostile = {
        .open_manager = OpenSCManagerW,
        .open_service = OpenServiceW,
        .close = CloseServiceHandle,
        .enumerate = EnumServicesStatusExW,
        .query_config = hostile_config,
        .query_status = QueryServiceStatus,
        .change_config = never_change,
    };
    struct nl_arena *arena = *state;
    make_service();
    win_services_replace(&hostile);
    struct nl_machine machine = {0};
    win_services_survey(arena, win_registry_reader(arena), &machine);
    const struct nl_service *service = nl_machine_service(&machine, NAME);
    assert_non_null(service);
    assert_null(service->image);
    assert_int_equal(service->depends.count, 1);
    assert_int_equal(strlen(service->depends.items[0]), 9); /* three U+7878 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(start_type_is_written_and_restored, with_arena_begin,
                                        teardown),
        cmocka_unit_test_setup_teardown(dependencies_keep_order_and_groups, with_arena_begin,
                                        teardown),
        cmocka_unit_test_setup_teardown(absent_is_not_denied, with_arena_begin, teardown),
        cmocka_unit_test_setup_teardown(a_refusal_is_an_answer, with_arena_begin, teardown),
        cmocka_unit_test_setup_teardown(without_a_manager_the_registry_speaks, with_arena_begin,
                                        teardown),
        cmocka_unit_test_setup_teardown(hostile_answers_stay_in_their_buffer, with_arena_begin,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
