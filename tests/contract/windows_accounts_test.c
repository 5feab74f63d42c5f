/* windows_accounts_test.c - accounts by number: found when renamed, found behind "more data", and
 * not mistaken for disabled when they cannot be found. */
#include "base/attributes.h"
#include "host/windows/win_accounts.h"
#include "host/windows/win_lsa.h"
#include "host/windows/win_sid.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>

#define MACHINE "S-1-5-21-10-20-30"

static struct nl_arena *memory;
static DWORD guest_flags;
static bool by_sid;       /* whether LookupAccountSid knows the accounts */
static DWORD list_answer; /* of NetUserEnum, when it is not to work */
static DWORD guest_rid;
static DWORD set_answer;

static NTSTATUS NTAPI open_policy(PLSA_UNICODE_STRING system, PLSA_OBJECT_ATTRIBUTES attributes,
                                  ACCESS_MASK access, PLSA_HANDLE policy)
{
    (void)system, (void)attributes, (void)access;
    *policy = &memory;
    return 0;
}

static NTSTATUS NTAPI query_policy(LSA_HANDLE policy, POLICY_INFORMATION_CLASS what, PVOID *buffer)
{
    (void)policy;
    assert_int_equal(what, PolicyAccountDomainInformation);
    POLICY_ACCOUNT_DOMAIN_INFO *info = calloc(1, sizeof *info);
    info->DomainSid = win_sid_parse(memory, MACHINE);
    *buffer = info;
    return 0;
}

static NTSTATUS NTAPI free_memory(PVOID buffer)
{
    free(buffer);
    return 0;
}

static NTSTATUS NTAPI close_policy(LSA_HANDLE policy)
{
    (void)policy;
    return 0;
}

static BOOL WINAPI lookup(LPCWSTR system, PSID sid, LPWSTR name, LPDWORD units, LPWSTR domain,
                          LPDWORD domain_units, PSID_NAME_USE use)
{
    (void)system, (void)units, (void)domain_units;
    const char *text = win_sid_text(memory, sid);
    bool group = nl_same(text, "S-1-5-32-544");
    if (!group && (!by_sid || !nl_same(text, MACHINE "-501"))) {
        SetLastError(ERROR_NONE_MAPPED);
        return FALSE;
    }
    /* Names are translated and renamed; nothing may depend on them. */
    wcscpy(name, group ? L"Administratoren" : L"Besucher");
    wcscpy(domain, L"BOX");
    *use = SidTypeUser;
    return TRUE;
}

static DWORD WINAPI get_user(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE *buffer)
{
    (void)server;
    assert_int_equal(level, 1);
    if (wcscmp(name, L"Besucher") != 0)
        return NERR_UserNotFound;
    USER_INFO_1 *info = calloc(1, sizeof *info);
    info->usri1_flags = guest_flags;
    *buffer = (LPBYTE)info;
    return 0;
}

static DWORD WINAPI set_user(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE buffer,
                             LPDWORD bad_parameter)
{
    (void)server, (void)bad_parameter;
    assert_int_equal(level, 1008);
    assert_int_equal(wcscmp(name, L"Besucher"), 0);
    if (set_answer)
        return set_answer;
    guest_flags = ((const USER_INFO_1008 *)(const void *)buffer)->usri1008_flags;
    return 0;
}

static DWORD WINAPI list_users(LPCWSTR server, DWORD level, DWORD filter, LPBYTE *buffer,
                               DWORD preferred, LPDWORD read, LPDWORD total, LPDWORD resume)
{
    static wchar_t names[3][16] = {L"Chef", L"Anna", L"Besucher"};
    static const DWORD rids[3] = {500, 1001, 501};
    (void)server, (void)preferred;
    assert_int_equal(level, 20);
    assert_int_equal(filter, FILTER_NORMAL_ACCOUNT);
    if (list_answer)
        return list_answer;
    /* One account at a time, as an odd system does it. */
    USER_INFO_20 *user = calloc(1, sizeof *user);
    user->usri20_name = names[*resume];
    user->usri20_user_id = rids[*resume] == 501 ? guest_rid : rids[*resume];
    user->usri20_flags = guest_flags;
    *buffer = (LPBYTE)user;
    *read = 1;
    *total = 3;
    ++*resume;
    return *resume < 3 ? ERROR_MORE_DATA : 0;
}

static DWORD WINAPI list_members(LPCWSTR server, LPCWSTR group, DWORD level, LPBYTE *buffer,
                                 DWORD preferred, LPDWORD read, LPDWORD total, PDWORD_PTR resume)
{
    (void)server, (void)preferred, (void)total, (void)resume;
    assert_int_equal(level, 0);
    assert_int_equal(wcscmp(group, L"Administratoren"), 0);
    LOCALGROUP_MEMBERS_INFO_0 *members = calloc(2, sizeof *members);
    members[0].lgrmi0_sid = win_sid_parse(memory, MACHINE "-500");
    members[1].lgrmi0_sid = win_sid_parse(memory, MACHINE "-500");
    *buffer = (LPBYTE)members;
    *read = 2;
    return 0;
}

static DWORD WINAPI free_buffer(LPVOID buffer)
{
    free(buffer);
    return 0;
}

static const struct win_lsa_calls lsa = {.open_policy = open_policy,
                                         .query_policy = query_policy,
                                         .free_memory = free_memory,
                                         .close = close_policy};
static const struct win_accounts_calls accounts = {.lookup_sid = lookup,
                                                   .get_user = get_user,
                                                   .set_user = set_user,
                                                   .list_users = list_users,
                                                   .list_members = list_members,
                                                   .free_buffer = free_buffer};

static int begin(void **state)
{
    int result = with_arena_begin(state);
    memory = *state;
    guest_flags = UF_SCRIPT | UF_PASSWD_NOTREQD | UF_ACCOUNTDISABLE;
    by_sid = true;
    list_answer = 0;
    guest_rid = 501;
    set_answer = 0;
    win_lsa_replace(&lsa);
    win_accounts_replace(&accounts);
    return result;
}

static int end(void **state)
{
    win_lsa_replace(NULL);
    win_accounts_replace(NULL);
    return with_arena_end(state);
}

static void found_by_number_on_both_ways(void **state)
{
    for (int way = 0; way < 2; way++) {
        by_sid = way == 0;
        struct nl_value value = win_accounts_read(*state, "501");
        assert_int_equal(value.state, NL_VALUE_PRESENT);
        assert_int_equal(value.type, NL_TYPE_ACCOUNT_STATE);
        assert_int_equal(value.bytes[0], 0);
    }
}

static void no_account_is_absent_and_no_answer_is_not(void **state)
{
    by_sid = false;
    guest_rid = 777;
    assert_int_equal(win_accounts_read(*state, "501").state, NL_VALUE_ABSENT);
    list_answer = ERROR_ACCESS_DENIED;
    assert_int_equal(win_accounts_read(*state, "501").state, NL_VALUE_DENIED);
    list_answer = ERROR_NOT_SUPPORTED;
    assert_int_equal(win_accounts_read(*state, "501").state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(win_accounts_read(*state, "guest").state, NL_VALUE_UNSUPPORTED);
}

static void only_the_one_flag_changes(void **state)
{
    DWORD before = guest_flags;
    struct nl_value on = nl_value_byte(*state, NL_TYPE_ACCOUNT_STATE, true);
    struct nl_value off = nl_value_byte(*state, NL_TYPE_ACCOUNT_STATE, false);
    assert_int_equal(win_accounts_write(*state, "501", &on, NULL), NL_OK);
    assert_int_equal(guest_flags, before & ~(DWORD)UF_ACCOUNTDISABLE);
    assert_int_equal(win_accounts_write(*state, "501", &off, NULL), NL_OK);
    assert_int_equal(guest_flags, before);
    set_answer = ERROR_ACCESS_DENIED;
    assert_int_equal(win_accounts_write(*state, "501", &on, NULL), NL_DENIED);
    struct nl_value nothing = nl_value_absent(0);
    assert_int_equal(win_accounts_write(*state, "501", &nothing, NULL), NL_INVALID);
    by_sid = false;
    guest_rid = 777;
    assert_int_equal(win_accounts_write(*state, "501", &on, NULL), NL_NOT_FOUND);
}

static void survey_names_them_for_people_only(void **state)
{
    struct nl_machine machine = {0};
    win_accounts_survey(*state, &machine);
    const struct nl_account *guest = nl_machine_account(&machine, 501);
    assert_non_null(guest);
    assert_string_equal(guest->sid, MACHINE "-501");
    assert_string_equal(guest->name, "Besucher");
    assert_int_equal(machine.administrators_state, NL_VALUE_PRESENT);
    assert_int_equal(machine.administrators.count, 1);
    assert_string_equal(machine.administrators.items[0], MACHINE "-500");
    assert_int_equal(machine.unseen.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(found_by_number_on_both_ways, begin, end),
        cmocka_unit_test_setup_teardown(no_account_is_absent_and_no_answer_is_not, begin, end),
        cmocka_unit_test_setup_teardown(only_the_one_flag_changes, begin, end),
        cmocka_unit_test_setup_teardown(survey_names_them_for_people_only, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
