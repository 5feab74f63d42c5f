/* windows_faults_test.c - the n-th call of the registry or of the service manager fails, for each n,
 * in an apply and in its rollback through the live host: afterwards everything is as it was or as it
 * was requested, never something between. */
#include "apply/apply.h"
#include "base/attributes.h"
#include "host/windows/win_host.h"
#include "host/windows/win_registry.h"
#include "host/windows/win_services.h"
#include "host/windows/win_services_query.h"
#include "power_cut.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static unsigned calls;
static unsigned fail_at; /* 0: none */
static DWORD fail_code;

/* Whether this call is the one. */
static bool fails(void)
{
    if (++calls != fail_at)
        return false;
    SetLastError(fail_code);
    return true;
}

static LSTATUS WINAPI open_key(HKEY a, LPCWSTR b, DWORD c, REGSAM d, PHKEY e)
{
    return fails() ? (LSTATUS)fail_code : RegOpenKeyExW(a, b, c, d, e);
}

static LSTATUS WINAPI create_key(HKEY a, LPCWSTR b, DWORD c, LPWSTR d, DWORD e, REGSAM f,
                                 LPSECURITY_ATTRIBUTES g, PHKEY h, LPDWORD i)
{
    return fails() ? (LSTATUS)fail_code : RegCreateKeyExW(a, b, c, d, e, f, g, h, i);
}

static LSTATUS WINAPI query_value(HKEY a, LPCWSTR b, LPDWORD c, LPDWORD d, LPBYTE e, LPDWORD f)
{
    return fails() ? (LSTATUS)fail_code : RegQueryValueExW(a, b, c, d, e, f);
}

static LSTATUS WINAPI query_info(HKEY a, LPWSTR b, LPDWORD c, LPDWORD d, LPDWORD e, LPDWORD f,
                                 LPDWORD g, LPDWORD h, LPDWORD i, LPDWORD j, LPDWORD k, PFILETIME l)
{
    return fails() ? (LSTATUS)fail_code : RegQueryInfoKeyW(a, b, c, d, e, f, g, h, i, j, k, l);
}

static LSTATUS WINAPI set_value(HKEY a, LPCWSTR b, DWORD c, DWORD d, const BYTE *e, DWORD f)
{
    return fails() ? (LSTATUS)fail_code : RegSetValueExW(a, b, c, d, e, f);
}

static LSTATUS WINAPI delete_value(HKEY a, LPCWSTR b)
{
    return fails() ? (LSTATUS)fail_code : RegDeleteValueW(a, b);
}

static LSTATUS WINAPI delete_key(HKEY a, LPCWSTR b)
{
    return fails() ? (LSTATUS)fail_code : win_registry_delete_key(a, b);
}

static LSTATUS WINAPI flush_key(HKEY a)
{
    return fails() ? (LSTATUS)fail_code : RegFlushKey(a);
}

static SC_HANDLE WINAPI open_manager(LPCWSTR a, LPCWSTR b, DWORD c)
{
    return fails() ? NULL : OpenSCManagerW(a, b, c);
}

static SC_HANDLE WINAPI open_service(SC_HANDLE a, LPCWSTR b, DWORD c)
{
    return fails() ? NULL : OpenServiceW(a, b, c);
}

static BOOL WINAPI query_config(SC_HANDLE a, LPQUERY_SERVICE_CONFIGW b, DWORD c, LPDWORD d)
{
    return fails() ? FALSE : QueryServiceConfigW(a, b, c, d);
}

static BOOL WINAPI query_status(SC_HANDLE a, LPSERVICE_STATUS b)
{
    return fails() ? FALSE : QueryServiceStatus(a, b);
}

static BOOL WINAPI change_config(SC_HANDLE a, DWORD b, DWORD c, DWORD d, LPCWSTR e, LPCWSTR f,
                                 LPDWORD g, LPCWSTR h, LPCWSTR i, LPCWSTR j, LPCWSTR k)
{
    return fails() ? FALSE : ChangeServiceConfigW(a, b, c, d, e, f, g, h, i, j, k);
}

static void replace(bool on)
{
    static struct win_registry_calls registry;
    static struct win_services_calls services;
    win_registry_replace(NULL);
    win_services_replace(NULL);
    if (!on)
        return;
    registry = *win_registry_calls();
    registry.open_key = open_key;
    registry.create_key = create_key;
    registry.query_value = query_value;
    registry.query_info = query_info;
    registry.set_value = set_value;
    registry.delete_value = delete_value;
    registry.delete_key = delete_key;
    registry.flush_key = flush_key;
    services = (struct win_services_calls){.open_manager = open_manager,
                                           .open_service = open_service,
                                           .close = CloseServiceHandle,
                                           .enumerate = EnumServicesStatusExW,
                                           .query_config = query_config,
                                           .query_config2 = QueryServiceConfig2W,
                                           .query_status = query_status,
                                           .change_config = change_config};
    win_registry_replace(&registry);
    win_services_replace(&services);
}

static uint64_t test_now_s(struct nl_clock *clock)
{
    (void)clock;
    return 1795358035;
}

/* One machine, one plan, and a store that keeps its files in memory. */
struct trial {
    struct nl_arena *arena;
    struct nl_host *host;
    struct nl_clock clock;
    struct nl_machine machine;
    struct nl_profile profile;
    struct nl_plan plan;
    struct world disk;
};

static void begin(struct trial *trial, struct nl_arena *arena)
{
    static const char *const wants[] = {"dcom.enabled=no", "rpc.restrict-remote=authenticated",
                                        "netbios.nodetype=point-to-point",
                                        "server.service=disabled"};
    *trial = (struct trial){.arena = arena, .clock.now_s = test_now_s, .profile.name = "test"};
    assert_int_equal(nl_windows_host_open(arena, &trial->host, NULL), NL_OK);
    assert_int_equal(trial->host->ops->survey(trial->host, arena, &trial->machine, NULL), NL_OK);
    for (size_t i = 0; i < NL_COUNT_OF(wants); i++)
        assert_int_equal(nl_profile_set(arena, &trial->profile, wants[i], NULL), NL_OK);
    nl_plan_make(arena, &trial->machine, &trial->profile, NULL, &trial->plan);
    assert_true(trial->plan.steps.count >= 3);
    world_init(&trial->disk, arena, &trial->machine);
}

/* How many steps are as they were, and how many as was requested. */
static void count(struct trial *trial, size_t *out_before, size_t *out_wanted)
{
    *out_before = 0;
    *out_wanted = 0;
    for (size_t i = 0; i < trial->plan.steps.count; i++) {
        const struct nl_step *step = &trial->plan.steps.items[i];
        struct nl_value now;
        assert_int_equal(
            trial->host->ops->read(trial->host, &step->address, trial->arena, &now, NULL), NL_OK);
        *out_before += nl_value_identical(&now, &step->before);
        *out_wanted += nl_value_equal(&now, &step->wanted);
    }
}

static struct nl_rollback_work work_of(struct trial *trial)
{
    return (struct nl_rollback_work){.host = trial->host,
                                     .store = &trial->disk.store,
                                     .clock = &trial->clock,
                                     .arena = trial->arena,
                                     .note = "test"};
}

/* Rolls back whatever is left, with everything working, and finds the first machine. */
static void end_at_the_beginning(struct trial *trial, struct nl_journal *journal, unsigned n)
{
    struct nl_rollback rollback;
    struct nl_rollback_work work = work_of(trial);
    size_t before = 0;
    size_t wanted = 0;
    if (journal->id)
        (void)(nl_rollback_journal(&work, journal, &rollback, NULL) == NL_OK);
    count(trial, &before, &wanted);
    if (before != trial->plan.steps.count)
        fail_msg("call %u: %zu of %zu steps are as they were", n, before, trial->plan.steps.count);
}

/* Runs the apply with its n-th call failing; how many calls there were. */
static unsigned apply_with(struct trial *trial, unsigned n, DWORD code,
                           struct nl_apply_result *out_result)
{
    struct nl_apply apply = {.host = trial->host,
                             .store = &trial->disk.store,
                             .clock = &trial->clock,
                             .arena = trial->arena,
                             .plan = &trial->plan};
    for (size_t i = 0; i < trial->plan.risks.count; i++)
        nl_texts_add(&apply.accepted, trial->arena, trial->plan.risks.items[i].row->id);
    struct nl_error err = {0};
    calls = 0;
    fail_at = n;
    fail_code = code;
    replace(true);
    (void)(nl_apply_run(&apply, out_result, &err) == NL_OK);
    replace(false);
    return calls;
}

static const DWORD codes[] = {ERROR_ACCESS_DENIED, ERROR_NOT_ENOUGH_MEMORY};

static void apply_finds_no_third_state(void **state)
{
    (void)state;
    unsigned last = 0; /* the last run had so many calls, and none of them failed */
    for (unsigned n = 1; last == 0; n++) {
        struct nl_arena arena;
        struct trial trial;
        struct nl_apply_result result = {0};
        size_t before = 0;
        size_t wanted = 0;
        nl_arena_init(&arena, NULL, NULL);
        begin(&trial, &arena);
        unsigned made = apply_with(&trial, n, codes[n % NL_COUNT_OF(codes)], &result);
        last = made < n ? made : 0;
        count(&trial, &before, &wanted);
        bool whole = result.outcome == NL_APPLIED ? wanted == trial.plan.steps.count
                                                  : before == trial.plan.steps.count;
        if (!whole && result.outcome != NL_APPLY_INCOMPLETE)
            fail_msg("call %u, outcome %d: %zu before, %zu requested", n, (int)result.outcome,
                     before, wanted);
        end_at_the_beginning(&trial, &result.journal, n);
        nl_arena_done(&arena);
    }
    print_message("%u calls failed one after the other\n", last);
    assert_true(last > 30);
}

static void rollback_finds_no_third_state(void **state)
{
    (void)state;
    unsigned last = 0; /* the last run had so many calls, and none of them failed */
    for (unsigned n = 1; last == 0; n++) {
        struct nl_arena arena;
        struct trial trial;
        struct nl_apply_result result = {0};
        struct nl_rollback rollback = {0};
        size_t before = 0;
        size_t wanted = 0;
        nl_arena_init(&arena, NULL, NULL);
        begin(&trial, &arena);
        (void)apply_with(&trial, 0, 0, &result);
        assert_int_equal(result.outcome, NL_APPLIED);
        struct nl_rollback_work work = work_of(&trial);
        calls = 0;
        fail_at = n;
        fail_code = codes[n % NL_COUNT_OF(codes)];
        replace(true);
        bool done = nl_rollback_journal(&work, &result.journal, &rollback, NULL) == NL_OK;
        replace(false);
        last = calls < n ? calls : 0;
        count(&trial, &before, &wanted);
        if (done && rollback.complete && before != trial.plan.steps.count)
            fail_msg("call %u: complete, and %zu of %zu steps are as they were", n, before,
                     trial.plan.steps.count);
        end_at_the_beginning(&trial, &result.journal, n);
        nl_arena_done(&arena);
    }
    print_message("%u calls failed one after the other\n", last);
    assert_true(last > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(apply_finds_no_third_state),
        cmocka_unit_test(rollback_finds_no_third_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
