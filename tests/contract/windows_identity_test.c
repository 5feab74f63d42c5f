/* windows_identity_test.c - elevation, the way a session is connected, and membership, as old and
 * odd systems answer. */
#include "base/attributes.h"
#include "host/windows/win_identity.h"
#include "host/windows/win_sid.h"
#include "host/windows/win_system.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct nl_arena *memory;
static bool elevation_known;
static bool elevated;
static bool member_known;
static bool member;
static bool remote_desktop;
static const wchar_t *variable;
static const char *const *groups;

static BOOL WINAPI open_token(HANDLE process, DWORD access, PHANDLE token)
{
    (void)process;
    assert_int_equal(access, TOKEN_QUERY);
    *token = CreateEventW(NULL, FALSE, FALSE, NULL);
    return TRUE;
}

static BOOL WINAPI query_token(HANDLE token, TOKEN_INFORMATION_CLASS what, LPVOID buffer,
                               DWORD size, PDWORD needed)
{
    (void)token;
    (void)needed;
    if (what == TokenElevation && elevation_known) {
        ((TOKEN_ELEVATION *)buffer)->TokenIsElevated = elevated;
        return TRUE;
    }
    if (what == TokenUser) {
        ((TOKEN_USER *)buffer)->User.Sid = win_sid_parse(memory, "S-1-5-21-1-2-3-1001");
        return TRUE;
    }
    if (what == TokenGroups && size >= 16 * 1024) {
        TOKEN_GROUPS *out = buffer;
        DWORD count = 0;
        for (; groups[count]; count++) {
            out->Groups[count].Sid = win_sid_parse(memory, groups[count]);
            out->Groups[count].Attributes = SE_GROUP_ENABLED;
        }
        /* Of a filtered administrator: there, but only to deny. */
        out->Groups[count].Sid = win_sid_parse(memory, "S-1-5-32-544");
        out->Groups[count].Attributes = SE_GROUP_USE_FOR_DENY_ONLY;
        out->GroupCount = count + 1;
        return TRUE;
    }
    SetLastError(what == TokenGroups ? ERROR_INSUFFICIENT_BUFFER : ERROR_INVALID_PARAMETER);
    return FALSE;
}

static BOOL WINAPI is_member(HANDLE token, PSID sid, PBOOL out)
{
    assert_null(token);
    assert_string_equal(win_sid_text(memory, sid), "S-1-5-32-544");
    *out = member;
    return member_known;
}

static BOOL WINAPI remote_session(void)
{
    return remote_desktop;
}

static DWORD WINAPI environment(LPCWSTR name, LPWSTR buffer, DWORD size)
{
    (void)buffer;
    (void)size;
    return variable && wcscmp(variable, name) == 0 ? 40 : 0;
}

static const struct win_identity_calls told = {
    .open_token = open_token,
    .query_token = query_token,
    .is_member = is_member,
    .remote_session = remote_session,
    .environment = environment,
};

static void elevation_with_its_fallback(void **state)
{
    static const struct {
        bool elevation_known, elevated, member_known, member;
        enum nl_answer want;
    } rows[] = {
        {true, true, true, true, NL_ANSWER_YES},
        {true, false, true, true, NL_ANSWER_NO},
        {true, true, true, false, NL_ANSWER_NO}, /* Backup Operators */
        {true, true, false, false, NL_ANSWER_YES},
        {false, false, true, true, NL_ANSWER_YES}, /* error 87: XP, 2003 */
        {false, false, true, false, NL_ANSWER_NO},
        {false, false, false, false, NL_ANSWER_UNKNOWN},
    };
    memory = *state;
    win_identity_replace(&told);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        elevation_known = rows[i].elevation_known;
        elevated = rows[i].elevated;
        member_known = rows[i].member_known;
        member = rows[i].member;
        enum nl_answer answer = win_identity_elevated(*state);
        if (answer != rows[i].want)
            fail_msg("row %zu: %d", i, (int)answer);
    }
    win_identity_replace(NULL);
}

static void the_way_in(void **state)
{
    const struct {
        const char *const *groups;
        bool desktop;
        const wchar_t *variable;
        enum nl_remote want;
    } rows[] = {
        {(const char *const[]){"S-1-5-4", NULL}, false, NULL, NL_REMOTE_NONE},
        {(const char *const[]){"S-1-5-4", "S-1-5-14", NULL}, false, NULL, NL_REMOTE_RDP},
        {(const char *const[]){"S-1-5-4", NULL}, true, NULL, NL_REMOTE_RDP},
        {(const char *const[]){"S-1-5-2", NULL}, false, NULL, NL_REMOTE_WINRM},
        {(const char *const[]){"S-1-5-2", NULL}, false, L"SSH_CONNECTION", NL_REMOTE_SSH},
        {(const char *const[]){"S-1-5-4", NULL}, false, L"SSH_CLIENT", NL_REMOTE_SSH},
        {(const char *const[]){"S-1-5-6", NULL}, false, NULL, NL_REMOTE_SERVICE},
        {(const char *const[]){"S-1-5-3", NULL}, false, NULL, NL_REMOTE_SERVICE},
        {(const char *const[]){"S-1-1-0", NULL}, false, NULL, NL_REMOTE_UNKNOWN},
    };
    memory = *state;
    win_identity_replace(&told);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_machine machine = {0};
        groups = rows[i].groups;
        remote_desktop = rows[i].desktop;
        variable = rows[i].variable;
        win_identity_survey(*state, &machine);
        if (machine.session.remote != rows[i].want)
            fail_msg("row %zu: %d", i, (int)machine.session.remote);
        assert_string_equal(machine.session.user_sid, "S-1-5-21-1-2-3-1001");
        assert_false(nl_texts_hold(&machine.session.groups, "S-1-5-32-544"));
        assert_int_equal(machine.unseen.count, 0);
    }
    win_identity_replace(NULL);
}

static NETSETUP_JOIN_STATUS join_status;
static bool join_named;
static unsigned freed;

static NET_API_STATUS WINAPI join(LPCWSTR server, LPWSTR *name, PNETSETUP_JOIN_STATUS status)
{
    static wchar_t domain[] = L"EXAMPLE";
    (void)server;
    *name = join_named ? domain : NULL;
    *status = join_status;
    return 0;
}

static NET_API_STATUS WINAPI join_free(LPVOID buffer)
{
    assert_non_null(buffer);
    freed++;
    return 0;
}

static BOOL WINAPI name_of(COMPUTER_NAME_FORMAT format, LPWSTR buffer, LPDWORD units)
{
    if (format == ComputerNamePhysicalDnsHostname) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    memcpy(buffer, L"OLDBOX", 7 * sizeof *buffer);
    *units = 6;
    return TRUE;
}

static void WINAPI info(LPSYSTEM_INFO out)
{
    out->wProcessorArchitecture = PROCESSOR_ARCHITECTURE_INTEL;
}

static LONG WINAPI version_52(OSVERSIONINFOEXW *out)
{
    out->dwMajorVersion = 5;
    out->dwMinorVersion = 2;
    out->dwBuildNumber = 0xF0000ECEu;
    out->wProductType = VER_NT_SERVER;
    return 0;
}

static void membership_without_a_name(void **state)
{
    static const struct win_system_calls old = {
        .version = version_52, .join = join, .join_free = join_free, .name = name_of, .info = info};
    static const struct {
        bool named;
        NETSETUP_JOIN_STATUS status;
        enum nl_join want;
    } rows[] = {
        {false, NetSetupUnknownStatus, NL_JOIN_UNKNOWN},
        {false, NetSetupUnjoined, NL_JOIN_NONE},
        {true, NetSetupWorkgroupName, NL_JOIN_WORKGROUP},
        {true, NetSetupDomainName, NL_JOIN_DOMAIN},
        {true, (NETSETUP_JOIN_STATUS)77, NL_JOIN_UNKNOWN},
    };
    win_system_replace(&old);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_machine machine = {0};
        join_named = rows[i].named;
        join_status = rows[i].status;
        freed = 0;
        win_system_survey(*state, &machine);
        assert_int_equal(machine.membership.state, NL_VALUE_PRESENT);
        assert_int_equal(machine.membership.join, rows[i].want);
        assert_int_equal(freed, rows[i].named);
        assert_true(rows[i].named ? nl_same(machine.membership.name, "EXAMPLE")
                                  : !machine.membership.name);
        assert_int_equal(machine.membership.controller, NL_ANSWER_NO);
        assert_string_equal(machine.name, "OLDBOX");
        assert_string_equal(machine.os.version, "5.2.3790");
        assert_int_equal(machine.os.build, 3790);
        assert_int_equal(machine.os.kind, NL_OS_SERVER);
        assert_string_equal(machine.os.architecture, "x86");
    }
    win_system_replace(NULL);
}

static DWORD build;

static LONG WINAPI version_10(OSVERSIONINFOEXW *out)
{
    out->dwMajorVersion = 10;
    out->dwBuildNumber = build;
    out->wProductType = VER_NT_WORKSTATION;
    return 0;
}

/* Windows 11 calls itself Windows 10 in the registry. */
static void the_build_tells_windows_11(void **state)
{
    static const struct win_system_calls ten = {
        .version = version_10, .join = join, .join_free = join_free, .name = name_of, .info = info};
    static const struct {
        DWORD build;
        const char *recorded;
        const char *want;
    } rows[] = {
        {19045, "Windows 10 Pro", "Windows 10 Pro"},
        {22000, "Windows 10 Pro", "Windows 11 Pro"},
        {26100, "Windows 10 Enterprise LTSC", "Windows 11 Enterprise LTSC"},
        {26200, "Windows 11 Pro", "Windows 11 Pro"},
        {26100, "Windows Server 2025 Standard", "Windows Server 2025 Standard"},
    };
    struct nl_arena *arena = *state;
    win_system_replace(&ten);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_machine machine = {0};
        struct nl_registry_key *key = NL_PUSH(arena, &machine.registry);
        key->path = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
        key->state = NL_VALUE_PRESENT;
        struct nl_registry_value *value = NL_PUSH(arena, &key->values);
        value->name = "ProductName";
        value->value = nl_value_text(arena, NL_TYPE_SZ, rows[i].recorded);
        build = rows[i].build;
        win_system_survey(arena, &machine);
        assert_string_equal(machine.os.product, rows[i].want);
    }
    win_system_replace(NULL);
}

static void sids_go_both_ways(void **state)
{
    static const char *const texts[] = {"S-1-1-0", "S-1-5-32-546", "S-1-5-21-4294967295-0-1-501",
                                        "S-1-0x1234567890AB-7",
                                        "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15"};
    static const char *const wrong[] = {"",
                                        "BA",
                                        "S-1-5",
                                        "S-2-5-1",
                                        "S-1-5-4294967296",
                                        "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
                                        "S-1-5-x"};
    for (size_t i = 0; i < NL_COUNT_OF(texts); i++)
        assert_string_equal(win_sid_text(*state, win_sid_parse(*state, texts[i])), texts[i]);
    for (size_t i = 0; i < NL_COUNT_OF(wrong); i++)
        assert_null(win_sid_parse(*state, wrong[i]));
    PSID full = win_sid_parse(*state, texts[4]);
    assert_null(win_sid_append(*state, full, 1));
    PSID domain = win_sid_parse(*state, "S-1-5-21-1-2-3");
    assert_string_equal(win_sid_text(*state, win_sid_append(*state, domain, 501)),
                        "S-1-5-21-1-2-3-501");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(elevation_with_its_fallback), WITH_ARENA(the_way_in),
        WITH_ARENA(membership_without_a_name),   WITH_ARENA(the_build_tells_windows_11),
        WITH_ARENA(sids_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
