/* plan_lockout_test.c - whom a denied network logon keeps out, by token, session and machine. */
#include "machine_builder.h"
#include "plan/lockout.h"
#include "plan_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define TERMINAL "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server"
#define RDP_TCP TERMINAL "\\WinStations\\RDP-Tcp"
#define TERMINAL_POLICY "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services"
#define LOCAL_USER "S-1-5-21-1-2-3-1001"
#define DOMAIN_USER "S-1-5-21-7-8-9-1101"
#define DOMAIN_ADMINS "S-1-5-21-7-8-9-512"

enum network_level { NLA_UNSEEN = 0, NLA_OFF, NLA_ON };

static struct machine_builder *session_machine(enum nl_remote remote, const char *user,
                                               enum network_level level)
{
    struct machine_builder *m = machine_windows_10();
    m->machine.session.remote = remote;
    m->machine.session.user_sid = user;
    m->machine.session.user_name = user ? "anna" : NULL;
    if (user) {
        nl_texts_add(&m->machine.session.groups, &m->arena, "S-1-1-0");
        nl_texts_add(&m->machine.session.groups, &m->arena, "S-1-5-11");
    }
    if (level != NLA_UNSEEN)
        machine_reg_dword(m, RDP_TCP, "UserAuthentication", level == NLA_ON);
    return m;
}

static struct nl_sentences ways_of(struct machine_builder *m, const char *sids)
{
    struct nl_texts denied = nl_split(&m->arena, sids, ' ');
    struct nl_sentences ways = {0};
    nl_lockout_check(&m->arena, &m->machine, &denied, &ways);
    return ways;
}

/* netlatch elevated with the account of an administrator, in a session of somebody else. */
static void the_owner_of_the_session_has_to_come_back(void **state)
{
    (void)state;
    struct machine_builder *m = session_machine(NL_REMOTE_RDP, LOCAL_USER, NLA_ON);
    m->machine.session.owner_sid = DOMAIN_USER;
    m->machine.session.owner_name = "ben";
    nl_texts_add(&m->machine.session.owner_groups, &m->arena, DOMAIN_ADMINS);
    const char *sid = NULL;
    struct nl_texts denied = nl_split(&m->arena, DOMAIN_ADMINS, ' ');
    assert_int_equal(nl_session_denied(&m->machine, &denied, &sid), NL_ANSWER_YES);
    assert_string_equal(sid, DOMAIN_ADMINS);
    struct nl_sentences ways = ways_of(m, DOMAIN_ADMINS);
    assert_int_equal(ways.count, 1);
    assert_true(nl_holds(nl_sentence_text(&m->arena, &ways.items[0], NULL), "ben cannot connect"));
    assert_int_equal(ways_of(m, "S-1-5-21-7-8-9-9999").count, 0);
    m->machine.session.owner_sid = NULL;
    assert_int_equal(nl_session_denied(&m->machine, &denied, &sid), NL_ANSWER_NO);
    machine_free(m);
}

static void the_session_is_judged_by_token_and_way(void **state)
{
    static const struct {
        enum nl_remote remote;
        const char *user;
        enum network_level level;
        const char *denied;
        const char *wanted; /* part of the sentence; NULL: no way */
    } rows[] = {
        {NL_REMOTE_NONE, LOCAL_USER, NLA_ON, "S-1-1-0", NULL},
        {NL_REMOTE_SERVICE, "S-1-5-18", NLA_ON, "S-1-1-0", NULL},
        {NL_REMOTE_RDP, LOCAL_USER, NLA_ON, "S-1-1-0", "cannot connect again"},
        {NL_REMOTE_RDP, LOCAL_USER, NLA_OFF, "S-1-1-0", NULL},
        {NL_REMOTE_RDP, LOCAL_USER, NLA_UNSEEN, "S-1-1-0", "if it does"},
        {NL_REMOTE_WINRM, LOCAL_USER, NLA_OFF, "S-1-1-0", "cannot connect again"},
        {NL_REMOTE_SSH, LOCAL_USER, NLA_OFF, "S-1-5-11", "cannot connect again"},
        {NL_REMOTE_SSH, LOCAL_USER, NLA_OFF, "S-1-5-2", "cannot connect again"},
        {NL_REMOTE_WINRM, LOCAL_USER, NLA_OFF, LOCAL_USER, "cannot connect again"},
        {NL_REMOTE_WINRM, LOCAL_USER, NLA_OFF, "S-1-5-21-1-2-3-1002", NULL},
        {NL_REMOTE_WINRM, LOCAL_USER, NLA_OFF, "S-1-5-32-546", NULL},
        {NL_REMOTE_WINRM, LOCAL_USER, NLA_OFF, "S-1-5-113", "cannot connect again"},
        {NL_REMOTE_WINRM, LOCAL_USER, NLA_OFF, "S-1-5-114", "cannot connect again"},
        {NL_REMOTE_WINRM, DOMAIN_USER, NLA_OFF, "S-1-5-113", NULL},
        {NL_REMOTE_WINRM, DOMAIN_USER, NLA_OFF, "S-1-5-114", NULL},
        {NL_REMOTE_WINRM, DOMAIN_USER, NLA_OFF, "S-1-5-32-544", "cannot connect again"},
        {NL_REMOTE_WINRM, NULL, NLA_OFF, "S-1-5-113", "could not be told"},
        {NL_REMOTE_WINRM, NULL, NLA_OFF, "S-1-1-0", "cannot connect again"},
        {NL_REMOTE_NONE, NULL, NLA_OFF, "S-1-5-113", NULL},
        {NL_REMOTE_UNKNOWN, LOCAL_USER, NLA_OFF, "S-1-5-113", "could not be told"},
        {NL_REMOTE_UNKNOWN, LOCAL_USER, NLA_OFF, "S-1-5-32-546", NULL},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = session_machine(rows[i].remote, rows[i].user, rows[i].level);
        struct nl_sentences ways = ways_of(m, rows[i].denied);
        const char *text = plan_text(m, &ways);
        if (ways.count != (rows[i].wanted ? 1 : 0))
            fail_msg("row %zu: %zu ways: %s", i, ways.count, text);
        if (rows[i].wanted && !strstr(text, rows[i].wanted))
            fail_msg("row %zu: %s", i, text);
        machine_free(m);
    }
}

static void a_group_of_the_token_counts(void **state)
{
    struct machine_builder *m = session_machine(NL_REMOTE_SSH, DOMAIN_USER, NLA_OFF);
    (void)state;
    assert_int_equal(ways_of(m, DOMAIN_ADMINS).count, 0);
    nl_texts_add(&m->machine.session.groups, &m->arena, DOMAIN_ADMINS);
    assert_int_equal(ways_of(m, DOMAIN_ADMINS).count, 1);
    /* Without groups on record it cannot be told. */
    m->machine.session.groups.count = 0;
    struct nl_sentences ways = ways_of(m, DOMAIN_ADMINS);
    assert_non_null(strstr(plan_text(m, &ways), "could not be told"));
    machine_free(m);
}

static void a_policy_decides_about_nla_first(void **state)
{
    struct machine_builder *m = session_machine(NL_REMOTE_RDP, LOCAL_USER, NLA_OFF);
    (void)state;
    machine_reg_dword(m, TERMINAL_POLICY, "UserAuthentication", 1);
    assert_int_equal(ways_of(m, "S-1-1-0").count, 1);
    machine_reg_dword(m, RDP_TCP, "UserAuthentication", 1);
    machine_reg_dword(m, TERMINAL_POLICY, "UserAuthentication", 0);
    assert_int_equal(ways_of(m, "S-1-1-0").count, 0);
    machine_free(m);
}

static void windows_xp_has_no_nla(void **state)
{
    struct machine_builder *m = session_machine(NL_REMOTE_RDP, LOCAL_USER, NLA_UNSEEN);
    (void)state;
    m->machine.os.build = 2600;
    assert_int_equal(ways_of(m, "S-1-1-0").count, 0);
    machine_free(m);
}

static void local_accounts_are_told_from_domain_accounts(void **state)
{
    struct machine_builder *m = machine_windows_10();
    (void)state;
    assert_int_equal(nl_local_account(&m->machine, LOCAL_USER), NL_ANSWER_YES);
    assert_int_equal(nl_local_account(&m->machine, DOMAIN_USER), NL_ANSWER_NO);
    assert_int_equal(nl_local_account(&m->machine, "S-1-5-18"), NL_ANSWER_NO);
    assert_int_equal(nl_local_account(&m->machine, "S-1-12-1-5-6-7-8"), NL_ANSWER_NO);
    assert_int_equal(nl_local_account(&m->machine, NULL), NL_ANSWER_UNKNOWN);
    m->machine.accounts.count = 0;
    assert_int_equal(nl_local_account(&m->machine, DOMAIN_USER), NL_ANSWER_YES); /* workgroup */
    machine_domain(m, "EXAMPLE");
    assert_int_equal(nl_local_account(&m->machine, DOMAIN_USER), NL_ANSWER_UNKNOWN);
    m->machine.session.user_sid = DOMAIN_USER;
    nl_texts_add(&m->machine.session.groups, &m->arena, "S-1-5-113");
    assert_int_equal(nl_local_account(&m->machine, DOMAIN_USER), NL_ANSWER_YES);
    m->machine.membership.controller = NL_ANSWER_YES;
    assert_int_equal(nl_local_account(&m->machine, DOMAIN_USER), NL_ANSWER_NO);
    machine_free(m);
}

static void all_administrators_matter_where_they_come_from_afar(void **state)
{
    struct machine_builder *m = machine_windows_10();
    (void)state;
    m->machine.administrators.count = 0;
    nl_texts_add(&m->machine.administrators, &m->arena, "S-1-5-21-1-2-3-500"); /* disabled */
    nl_texts_add(&m->machine.administrators, &m->arena, LOCAL_USER);
    /* Nobody comes from afar: nothing is lost. */
    assert_int_equal(ways_of(m, "S-1-5-114").count, 0);
    machine_service(m, "WinRM", 2, NL_SERVICE_RUNNING);
    struct nl_sentences ways = ways_of(m, "S-1-5-114");
    assert_int_equal(ways.count, 1);
    assert_non_null(strstr(plan_text(m, &ways), "all 1 accounts"));
    assert_non_null(strstr(plan_text(m, &ways), "WinRM"));
    assert_int_equal(ways_of(m, "S-1-5-32-546").count, 0);
    /* A domain's administrators are no local accounts. */
    nl_texts_add(&m->machine.administrators, &m->arena, DOMAIN_ADMINS);
    assert_int_equal(ways_of(m, "S-1-5-114").count, 0);
    assert_int_equal(ways_of(m, "S-1-5-113 " DOMAIN_ADMINS).count, 1);
    m->machine.administrators_state = NL_VALUE_DENIED;
    m->machine.administrators.count = 0;
    ways = ways_of(m, "S-1-5-114");
    assert_non_null(strstr(plan_text(m, &ways), "could not be told"));
    machine_free(m);
}

static void remote_desktop_is_an_entrance_only_when_it_is_on(void **state)
{
    struct machine_builder *m = machine_windows_10();
    (void)state;
    m->machine.administrators.count = 0;
    nl_texts_add(&m->machine.administrators, &m->arena, LOCAL_USER);
    machine_service(m, "TermService", 3, NL_SERVICE_RUNNING);
    machine_reg_dword(m, RDP_TCP, "UserAuthentication", 1);
    machine_reg_dword(m, TERMINAL, "fDenyTSConnections", 1);
    assert_int_equal(ways_of(m, "S-1-5-114").count, 0);
    machine_reg_dword(m, TERMINAL, "fDenyTSConnections", 0);
    assert_int_equal(ways_of(m, "S-1-5-114").count, 1);
    machine_reg_dword(m, RDP_TCP, "UserAuthentication", 0);
    assert_int_equal(ways_of(m, "S-1-5-114").count, 0);
    machine_free(m);
}

static void clusters_need_their_local_account(void **state)
{
    struct machine_builder *m = machine_windows_10();
    (void)state;
    assert_int_equal(ways_of(m, "S-1-5-113").count, 0);
    machine_service(m, "ClusSvc", 2, NL_SERVICE_RUNNING);
    struct nl_sentences ways = ways_of(m, "S-1-5-113");
    assert_int_equal(ways.count, 1);
    assert_non_null(strstr(plan_text(m, &ways), "CLIUSR"));
    assert_int_equal(ways_of(m, "S-1-1-0").count, 1);
    assert_int_equal(ways_of(m, "S-1-5-114").count, 0);
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_session_is_judged_by_token_and_way),
        cmocka_unit_test(the_owner_of_the_session_has_to_come_back),
        cmocka_unit_test(a_group_of_the_token_counts),
        cmocka_unit_test(a_policy_decides_about_nla_first),
        cmocka_unit_test(windows_xp_has_no_nla),
        cmocka_unit_test(local_accounts_are_told_from_domain_accounts),
        cmocka_unit_test(all_administrators_matter_where_they_come_from_afar),
        cmocka_unit_test(remote_desktop_is_an_entrance_only_when_it_is_on),
        cmocka_unit_test(clusters_need_their_local_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
