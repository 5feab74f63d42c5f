/* windows_faults_test.c - the n-th call of Windows fails, for each n, in an apply and in its rollback
 * through the live host and the real store: registry, service manager, files, LSA, COM (the firewall)
 * and WMI. Afterwards everything is as it was or as it was requested, never something between.
 *
 * Registry, services and files are this system's; LSA and the firewall are kept by the test, because
 * not every system that tests run on has them. */
#include "apply/apply.h"
#include "apply/journal.h"
#include "base/attributes.h"
#include "failing_calls.h"
#include "fake_firewall.h"
#include "fake_lsa.h"
#include "host/windows/win_guard_boot.h"
#include "host/windows/win_host.h"
#include "host/windows/win_store.h"
#include "host/windows/win_text.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static uint64_t test_now_s(struct nl_clock *clock)
{
    (void)clock;
    return 1795358035;
}

static struct nl_clock test_clock = {.now_s = test_now_s};

/* One machine and one plan for all runs: each ends where it began. */
static struct {
    struct nl_arena arena;
    struct nl_host *host;
    struct nl_machine machine;
    struct nl_profile profile;
    struct nl_plan plan;
    struct nl_texts risks;
    wchar_t folder[MAX_PATH];
} stage;

/* What one run of netlatch has to itself. */
struct run {
    struct nl_arena arena;
    struct nl_store *store;
    struct nl_journals journals;
    struct nl_error err;
};

static void empty_folder(void)
{
    WIN32_FIND_DATAW found;
    wchar_t path[2 * MAX_PATH];
    (void)swprintf(path, NL_COUNT_OF(path), L"%ls\\*", stage.folder);
    HANDLE search = FindFirstFileW(path, &found);
    while (search != INVALID_HANDLE_VALUE) {
        (void)swprintf(path, NL_COUNT_OF(path), L"%ls\\%ls", stage.folder, found.cFileName);
        (void)DeleteFileW(path);
        if (FindNextFileW(search, &found))
            continue;
        FindClose(search);
        break;
    }
    (void)RemoveDirectoryW(stage.folder);
}

/* The Server service is there and starts by itself; how it was, to put it back. */
static DWORD start_type; /* 0: there was none */

static void set_start_type(DWORD wanted)
{
    union {
        QUERY_SERVICE_CONFIGW config;
        BYTE bytes[8192];
    } now;
    DWORD size = 0;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    assert_non_null(manager);
    SC_HANDLE service = OpenServiceW(manager, L"LanmanServer", SERVICE_ALL_ACCESS);
    if (!service)
        service = CreateServiceW(manager, L"LanmanServer", NULL, SERVICE_ALL_ACCESS,
                                 SERVICE_WIN32_OWN_PROCESS, wanted, SERVICE_ERROR_NORMAL,
                                 L"C:\\windows\\none.exe", NULL, NULL, NULL, NULL, NULL);
    else if (!start_type && QueryServiceConfigW(service, &now.config, sizeof now, &size))
        start_type = now.config.dwStartType;
    assert_non_null(service);
    if (wanted)
        assert_true(ChangeServiceConfigW(service, SERVICE_NO_CHANGE, wanted, SERVICE_NO_CHANGE,
                                         NULL, NULL, NULL, NULL, NULL, NULL, NULL));
    else
        (void)DeleteService(service);
    CloseServiceHandle(service);
    CloseServiceHandle(manager);
}

/* A Windows with a firewall has this key; Wine has not. */
#define FIREWALL L"SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"

static void make_rules_key(void)
{
    HKEY key = NULL;
    assert_int_equal(RegCreateKeyExW(HKEY_LOCAL_MACHINE, FIREWALL L"\\FirewallRules", 0, NULL, 0,
                                     KEY_READ, NULL, &key, NULL),
                     ERROR_SUCCESS);
    RegCloseKey(key);
}

/* Keys that hold something stay. */
static void remove_rules_key(void)
{
    wchar_t path[] = FIREWALL L"\\FirewallRules";
    for (int i = 0; i < 4 && RegDeleteKeyW(HKEY_LOCAL_MACHINE, path) == ERROR_SUCCESS; i++)
        *wcsrchr(path, L'\\') = L'\0';
}

/* The firewall keeps its rules in the registry, where they are found when it cannot be asked. */
static void keep_rules(void)
{
    static const wchar_t rule[] = L"v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|"
                                  L"Name=netlatch block TCP 445 (inbound)|EmbedCtxt=netlatch|";
    HKEY key = NULL;
    assert_int_equal(
        RegOpenKeyExW(HKEY_LOCAL_MACHINE, FIREWALL L"\\FirewallRules", 0, KEY_SET_VALUE, &key),
        ERROR_SUCCESS);
    if (fake_firewall.kept_count > 0)
        (void)RegSetValueExW(key, L"{test}", 0, REG_SZ, (const BYTE *)rule, sizeof rule);
    else
        (void)RegDeleteValueW(key, L"{test}");
    RegCloseKey(key);
}

/* A Windows before Vista has no rules to write, and so fewer calls to make. */
static bool writes_rules(void)
{
    return stage.machine.os.build == 0 || stage.machine.os.build >= 6000;
}

static int begin(void **state)
{
    static const char *const wants[] = {"dcom.enabled=no",
                                        "rpc.restrict-remote=authenticated",
                                        "server.service=disabled",
                                        "netbios.nodetype=point-to-point",
                                        "firewall.block[445]=blocked",
                                        "logon.network.deny=S-1-5-114",
                                        "netbios.adapter[*]=disabled"};
    size_t count = 0;
    (void)state;
    nl_arena_init(&stage.arena, NULL, NULL);
    fake_lsa.memory = &stage.arena;
    fake_lsa.fail_call = UINT_MAX;
    nl_texts_add(&fake_lsa.held, &stage.arena, "S-1-5-32-546");
    fake_firewall.changed = keep_rules;
    failing_calls_begin();
    assert_true(GetTempPathW(MAX_PATH - 30, stage.folder) > 0);
    wcscat(stage.folder, L"netlatch-faults-test");
    empty_folder();
    set_start_type(SERVICE_AUTO_START);
    make_rules_key();
    assert_int_equal(nl_windows_host_open(&stage.arena, &stage.host, NULL), NL_OK);
    assert_int_equal(stage.host->ops->survey(stage.host, &stage.arena, &stage.machine, NULL),
                     NL_OK);
    /* Where there is none, or it does not run, nobody asks the one that the test keeps. */
    stage.machine.firewall_state = NL_VALUE_PRESENT;
    stage.profile.name = "test";
    for (size_t i = 0; i < NL_COUNT_OF(wants); i++)
        assert_int_equal(nl_profile_set(&stage.arena, &stage.profile, wants[i], NULL), NL_OK);
    nl_plan_make(&stage.arena, &stage.machine, &stage.profile, NULL, &stage.plan);
    const struct nl_risk_row *rows = nl_risks(&count);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(&stage.risks, &stage.arena, rows[i].id);
    /* One of each kind at least, or this test shows nothing of it. */
    bool has[NL_PLACE_COUNT] = {0};
    for (size_t i = 0; i < stage.plan.steps.count; i++)
        has[stage.plan.steps.items[i].address.place] = true;
    assert_true(has[NL_PLACE_REGISTRY] && has[NL_PLACE_SERVICE_START] && has[NL_PLACE_USER_RIGHT]);
    assert_true(has[NL_PLACE_FIREWALL_BLOCK] || !writes_rules());
    return 0;
}

static int end(void **state)
{
    (void)state;
    empty_folder();
    set_start_type(start_type);
    remove_rules_key();
    nl_arena_done(&stage.arena);
    return 0;
}

static void run_begin(struct run *run)
{
    *run = (struct run){0};
    nl_arena_init(&run->arena, NULL, NULL);
    assert_int_equal(nl_windows_store_open(&run->arena, win_narrow(&run->arena, stage.folder),
                                           &run->store, NULL),
                     NL_OK);
}

static void run_end(struct run *run)
{
    run->store->ops->close(run->store);
    nl_arena_done(&run->arena);
}

/* How many steps are as they were, and how many as was requested. */
static void count(struct nl_arena *arena, size_t *out_before, size_t *out_wanted)
{
    *out_before = 0;
    *out_wanted = 0;
    for (size_t i = 0; i < stage.plan.steps.count; i++) {
        const struct nl_step *step = &stage.plan.steps.items[i];
        struct nl_value now;
        assert_int_equal(stage.host->ops->read(stage.host, &step->address, arena, &now, NULL),
                         NL_OK);
        *out_before += nl_value_identical(&now, &step->before);
        *out_wanted += nl_value_equal(&now, &step->wanted);
    }
}

static struct nl_rollback_work work_of(struct run *run)
{
    return (struct nl_rollback_work){.host = stage.host,
                                     .store = run->store,
                                     .clock = &test_clock,
                                     .arena = &run->arena,
                                     .note = "test"};
}

/* As the command does it: the folder, the lock, the change. */
static enum nl_apply_outcome apply(struct run *run)
{
    struct nl_apply_result result = {.outcome = NL_APPLY_REFUSED};
    struct nl_apply apply = {.host = stage.host,
                             .store = run->store,
                             .clock = &test_clock,
                             .arena = &run->arena,
                             .plan = &stage.plan,
                             .accepted = stage.risks};
    if (run->store->ops->prepare(run->store, &run->err) == NL_OK &&
        run->store->ops->lock(run->store, &run->err) == NL_OK)
        (void)(nl_apply_run(&apply, &result, &run->err) == NL_OK);
    return result.outcome;
}

/* The newest that stands; whether it was rolled back completely. */
static bool roll_back(struct run *run)
{
    struct nl_rollback rollback = {0};
    const struct nl_rollback_work work = work_of(run);
    if (run->store->ops->lock(run->store, &run->err) != NL_OK ||
        nl_journal_list(run->store, &run->arena, &run->journals, &run->err) != NL_OK)
        return false;
    struct nl_journal *journal = nl_journal_pick(&run->journals, NULL);
    return journal && nl_rollback_journal(&work, journal, &rollback, &run->err) == NL_OK &&
           rollback.complete;
}

/* Starts netlatch again with everything working: what was interrupted is finished, what stands is
 * rolled back, and the first machine is there. */
static void end_at_the_beginning(unsigned n)
{
    struct run run;
    struct nl_recovery recovery;
    size_t before = 0;
    size_t wanted = 0;
    run_begin(&run);
    const struct nl_rollback_work work = work_of(&run);
    if (GetFileAttributesW(stage.folder) != INVALID_FILE_ATTRIBUTES) {
        assert_int_equal(nl_recover(&work, NULL, &recovery, &run.err), NL_OK);
        (void)roll_back(&run);
    }
    count(&run.arena, &before, &wanted);
    if (before != stage.plan.steps.count)
        fail_msg("call %u: %u of %u steps are as they were", n, before, stage.plan.steps.count);
    for (size_t i = 0; i < run.journals.count; i++)
        assert_false(run.journals.items[i].state == NL_JOURNAL_DAMAGED);
    run_end(&run);
    empty_folder();
}

/* A run of the suite tries some of the calls; all of them with NETLATCH_FAULTS=all (a few minutes). */
static unsigned step_of(void)
{
    const char *share = getenv("NETLATCH_FAULTS");
    return share && strcmp(share, "all") == 0 ? 1 : 11;
}

static void apply_finds_no_third_state(void **state)
{
    unsigned made = 0;
    unsigned tried = 0;
    bool reached = true;
    (void)state;
    for (unsigned n = 1; reached; n += step_of()) {
        struct run run;
        size_t before = 0;
        size_t wanted = 0;
        run_begin(&run);
        failing_calls_start(n);
        enum nl_apply_outcome outcome = apply(&run);
        made = failing_calls_stop();
        reached = made >= n;
        tried += reached;
        count(&run.arena, &before, &wanted);
        size_t whole = outcome == NL_APPLIED ? wanted : before;
        if (whole != stage.plan.steps.count && outcome != NL_APPLY_INCOMPLETE)
            fail_msg("call %u, outcome %d: %u before, %u requested, of %u: %s", n, (int)outcome,
                     (unsigned)before, (unsigned)wanted, (unsigned)stage.plan.steps.count,
                     nl_error_text(&run.arena, &run.err, NULL));
        run_end(&run);
        end_at_the_beginning(n);
    }
    print_message("%u steps, %u calls, %u of them failed one after the other\n",
                  (unsigned)stage.plan.steps.count, made, tried);
    assert_true(made > (writes_rules() ? 150U : 100U));
}

static void rollback_finds_no_third_state(void **state)
{
    unsigned made = 0;
    unsigned tried = 0;
    bool reached = true;
    (void)state;
    for (unsigned n = 1; reached; n += step_of()) {
        struct run run;
        size_t before = 0;
        size_t wanted = 0;
        run_begin(&run);
        assert_int_equal(apply(&run), NL_APPLIED);
        run_end(&run);
        run_begin(&run);
        failing_calls_start(n);
        bool complete = roll_back(&run);
        made = failing_calls_stop();
        reached = made >= n;
        tried += reached;
        count(&run.arena, &before, &wanted);
        if (complete && before != stage.plan.steps.count)
            fail_msg("call %u: complete, and %u of %u steps are as they were", n, (unsigned)before,
                     (unsigned)stage.plan.steps.count);
        run_end(&run);
        end_at_the_beginning(n);
    }
    print_message("%u calls, %u of them failed one after the other\n", made, tried);
    assert_true(made > 80);
}

/* The name of a start is there or it is not; a failure is no other name. */
static void the_name_of_the_start_is_whole(void **state)
{
    unsigned made = 0;
    unsigned n = 0;
    (void)state;
    win_guard_boot_leave(); /* a failed call may have left the note there */
    do {
        struct nl_arena arena;
        nl_arena_init(&arena, NULL, NULL);
        (void)RegDeleteKeyW(HKEY_LOCAL_MACHINE, WIN_BOOT_KEY);
        failing_calls_start(++n);
        DWORD code = win_guard_boot_make();
        made = failing_calls_stop();
        const char *name = win_guard_boot_read(&arena);
        if (code == ERROR_SUCCESS)
            assert_int_equal(strlen(name), strlen(FAILING_ADAPTER));
        else
            assert_null(name);
        (void)RegDeleteKeyW(HKEY_LOCAL_MACHINE, WIN_BOOT_KEY);
        nl_arena_done(&arena);
    } while (made >= n);
    assert_true(n > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {

        cmocka_unit_test(apply_finds_no_third_state),
        cmocka_unit_test(rollback_finds_no_third_state),
        cmocka_unit_test(the_name_of_the_start_is_whole),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
