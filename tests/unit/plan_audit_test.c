/* plan_audit_test.c - whole audits: the summary, the findings and their order, the values that
 * people confuse. */
#include "base/text.h"
#include "machine_builder.h"
#include "model/profile_builtin.h"
#include "plan/audit.h"
#include "plan/plan.h"
#include "said.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct nl_profile profile_of(struct machine_builder *m, const char *requests)
{
    struct nl_profile profile = {.name = "test"};
    struct nl_texts words = nl_split(&m->arena, requests, ' ');
    for (size_t i = 0; i < words.count; i++) {
        struct nl_error err = {0};
        if (words.items[i][0] && nl_profile_set(&m->arena, &profile, words.items[i], &err) != NL_OK)
            fail_msg("%s: %s", words.items[i], nl_error_text(&m->arena, &err, NULL));
    }
    return profile;
}

static struct nl_audit audit_of(struct machine_builder *m, const struct nl_profile *profile)
{
    struct nl_audit audit = {0};
    struct nl_error err = {0};
    if (nl_audit_make(&m->arena, &m->machine, profile, &audit, &err) != NL_OK)
        fail_msg("%s", nl_error_text(&m->arena, &err, NULL));
    return audit;
}

static const struct nl_finding *find(const struct nl_audit *audit, const char *id)
{
    for (size_t i = 0; i < audit->findings.count; i++) {
        if (nl_equal(audit->findings.items[i].id, id))
            return &audit->findings.items[i];
    }
    return NULL;
}

static const struct nl_finding *expect(struct machine_builder *m, const struct nl_audit *audit,
                                       const char *id, const char *says)
{
    const struct nl_finding *finding = find(audit, id);
    if (!finding)
        fail_msg("no finding %s", id);
    const char *what = nl_sentence_text(&m->arena, &finding->what, NULL);
    if (!nl_holds(what, says))
        fail_msg("%s: %s", id, what);
    return finding;
}

static void a_stock_machine_against_the_built_in_profiles(void **state)
{
    (void)state;
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_profile profile = {0};
        assert_int_equal(nl_builtin_profile(&m->arena, nl_builtin_profile_name(i), &profile, NULL),
                         NL_OK);
        struct nl_audit audit = audit_of(m, &profile);
        uint32_t total = 0;
        for (size_t v = 0; v < NL_VERDICT_COUNT; v++)
            total += audit.summary.counts[v];
        assert_int_equal(total, audit.settings.count);
        assert_int_equal(audit.summary.counts[NL_VERDICT_UNKNOWN], 0);
        assert_true(audit.summary.counts[NL_VERDICT_FAIL] > 0);
        assert_false(nl_audit_clean(&audit));
        assert_false(audit.profile_recommended);
        assert_true(audit.client.count > 0);
        machine_free(m);
    }
}

/* What no request asks about, and what makes an answer worth less all the same. */
static void the_firewall_and_connections_are_told(void **state)
{
    (void)state;
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = {.name = "test"};
    assert_int_equal(nl_profile_set(&m->arena, &profile, "account.guest=disabled", NULL), NL_OK);
    struct nl_audit audit = audit_of(m, &profile);
    assert_int_equal(audit.result, NL_RESULT_AS_WANTED);

    machine_service(m, "BFE", 4, NL_SERVICE_RUNNING);
    audit = audit_of(m, &profile);
    expect(m, &audit, "firewall.later", "MpsSvc depends on BFE, which is disabled");
    assert_int_equal(audit.result, NL_RESULT_NOT_AS_WANTED);
    machine_service(m, "BFE", 2, NL_SERVICE_RUNNING);

    machine_service(m, "MpsSvc", 2, NL_SERVICE_UNKNOWN);
    audit = audit_of(m, &profile);
    expect(m, &audit, "firewall.unseen", "MpsSvc");
    assert_int_equal(audit.result, NL_RESULT_UNKNOWN);
    machine_service(m, "MpsSvc", 2, NL_SERVICE_RUNNING);

    machine_key_state(m, MACHINE_FIREWALL "\\PublicProfile", NL_VALUE_DENIED, 5);
    audit = audit_of(m, &profile);
    expect(m, &audit, "firewall.unseen.Public", "could not be seen");
    assert_int_equal(audit.result, NL_RESULT_UNKNOWN);

    *NL_PUSH(&m->arena, &m->machine.phone_book) =
        (struct nl_phone_entry){.name = "Work", .netbios = NL_ANSWER_YES};
    *NL_PUSH(&m->arena, &m->machine.phone_book) =
        (struct nl_phone_entry){.name = "Home", .netbios = NL_ANSWER_NO};
    audit = audit_of(m, &profile);
    assert_null(find(&audit, "netbios.connection.Work"));
    assert_int_equal(nl_profile_set(&m->arena, &profile, "netbios.adapter[*]=disabled", NULL),
                     NL_OK);
    audit = audit_of(m, &profile);
    expect(m, &audit, "netbios.connection.Work", "IpNBTFlags");
    assert_null(find(&audit, "netbios.connection.Home"));
    machine_free(m);
}

/* A socket on an address that no adapter has is on no adapter, and open all the same. */
static void an_address_of_no_adapter_hides_nothing(void **state)
{
    (void)state;
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = {.name = "test"};
    assert_int_equal(nl_profile_set(&m->arena, &profile, "netbios.adapter[*]=disabled", NULL),
                     NL_OK);
    machine_netbt(m, MACHINE_GUID, 2);
    machine_close_port(m, NL_UDP, 137);
    machine_close_port(m, NL_UDP, 138);
    machine_close_port(m, NL_TCP, 139);
    machine_rule(m, "open", "v2.27|Action=Allow|Active=TRUE|Dir=In|Name=all|");
    struct nl_audit audit = audit_of(m, &profile);
    assert_int_equal(audit.result, NL_RESULT_AS_WANTED);
    machine_listener(m, NL_TCP, "203.0.113.77", 139, 4, "System", NULL);
    audit = audit_of(m, &profile);
    expect(m, &audit, "port.139.open", "means to close");
    assert_int_equal(audit.result, NL_RESULT_NOT_AS_WANTED);
    machine_free(m);
}

static void what_a_plan_makes_passes_the_audit(void **state)
{
    (void)state;
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_profile profile = {0};
        struct nl_plan plan = {0};
        struct nl_audit audit = {0};
        assert_int_equal(nl_builtin_profile(&m->arena, nl_builtin_profile_name(i), &profile, NULL),
                         NL_OK);
        if (nl_equal(profile.name, "file-server")) /* a server that others are meant to reach */
            machine_rule(m, "shares",
                         "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
        nl_plan_make(&m->arena, &m->machine, &profile, NULL, &plan);
        struct nl_machine after = nl_steps_after(&m->arena, &m->machine, &plan.steps, NULL);
        assert_int_equal(nl_audit_make(&m->arena, &after, &profile, &audit, NULL), NL_OK);
        for (size_t k = 0; k < audit.settings.count; k++) {
            const struct nl_judged *judged = &audit.settings.items[k];
            /* Nothing restarted, so the port listens: only after a restart can it be said. */
            bool unproven = judged->instance.setting->flags & NL_SETTING_UNVERIFIED;
            if (judged->outcome != NL_OUTCOME_PENDING && !unproven &&
                (judged->verdict == NL_VERDICT_FAIL || judged->verdict == NL_VERDICT_UNKNOWN))
                fail_msg("%s, %s: %s\n%s", profile.name, judged->instance.id,
                         nl_verdict_words[judged->verdict], said_text(&m->arena, &judged->why));
        }
        for (size_t k = 0; k < audit.findings.count; k++) {
            const struct nl_finding *finding = &audit.findings.items[k];
            if (finding->decides && !finding->pending && !nl_equal(profile.name, "article"))
                fail_msg("%s: %s: %s", profile.name, finding->id,
                         nl_sentence_text(&m->arena, &finding->what, NULL));
        }
        if (!nl_equal(profile.name, "article"))
            assert_true(audit.result == NL_RESULT_AS_WANTED || audit.result == NL_RESULT_PENDING);
        machine_free(m);
    }
}

static void a_request_steps_back_where_its_risk_is_raised(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = {0};
    (void)state;
    assert_int_equal(nl_builtin_profile(&m->arena, "office-client", &profile, NULL), NL_OK);
    struct nl_audit audit = audit_of(m, &profile);
    assert_non_null(find(&audit, "setting.dcom.enabled"));
    machine_domain(m, "example.test");
    audit = audit_of(m, &profile);
    assert_null(find(&audit, "setting.dcom.enabled"));
    for (size_t i = 0; i < audit.settings.count; i++) {
        const struct nl_judged *judged = &audit.settings.items[i];
        if (!nl_equal(judged->instance.id, "dcom.enabled"))
            continue;
        assert_int_equal(judged->verdict, NL_VERDICT_NOT_CHECKED);
        assert_true(said(&m->arena, &judged->why, "the risk dcom-off-domain holds"));
    }
    machine_free(m);
}

static void check_clean(struct machine_builder *m, const struct nl_audit *audit)
{
    for (size_t i = 0; i < audit->requests.count; i++)
        print_message("%s: %s\n", audit->requests.items[i].id,
                      nl_outcome_words[audit->requests.items[i].outcome]);
    for (size_t k = 0; k < audit->findings.count; k++) {
        if (audit->findings.items[k].decides)
            print_message("%s: %s\n", audit->findings.items[k].id,
                          nl_sentence_text(&m->arena, &audit->findings.items[k].what, NULL));
    }
    assert_true(nl_audit_clean(audit));
}

static void nothing_requested_is_clean(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(m, "");
    (void)state;
    struct nl_audit audit = audit_of(m, &profile);
    check_clean(m, &audit);
    assert_int_equal(audit.summary.counts[NL_VERDICT_PASS], 0);
    machine_free(m);
}

static void a_fulfilled_profile_is_clean(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile =
        profile_of(m, "netbios.adapter[*]=disabled account.guest=disabled server.service=disabled");
    (void)state;
    machine_netbt(m, MACHINE_GUID, 2);
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
    struct nl_audit audit = audit_of(m, &profile);
    assert_int_equal(audit.result, NL_RESULT_PENDING); /* all ports listen until a restart */
    machine_close_port(m, NL_TCP, 445);
    machine_close_port(m, NL_UDP, 137);
    machine_close_port(m, NL_UDP, 138);
    machine_close_port(m, NL_TCP, 139);
    audit = audit_of(m, &profile);
    check_clean(m, &audit);
    assert_int_equal(audit.summary.counts[NL_VERDICT_PASS], 3);
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED)->start = nl_value_denied(5);
    audit = audit_of(m, &profile);
    assert_false(nl_audit_clean(&audit)); /* an unknown never passes */
    machine_free(m);
}

/* SMBDeviceEnabled as a text has no effect; that is said, also when no profile asks for it. */
static void a_value_of_the_wrong_type_is_always_a_finding(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(m, "account.guest=disabled");
    (void)state;
    machine_reg_text(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", "0");
    struct nl_audit audit = audit_of(m, &profile);
    const struct nl_finding *finding = expect(m, &audit, "value.smb.direct", "it has no effect");
    assert_string_equal(finding->setting, "smb.direct");
    assert_false(nl_audit_clean(&audit)); /* somebody believes that it counts */
    machine_free(m);
}

static void without_a_profile_the_recommended_one_is_taken(void **state)
{
    struct machine_builder *m = machine_windows_10();
    (void)state;
    struct nl_audit audit = audit_of(m, NULL);
    assert_true(audit.profile_recommended);
    assert_string_equal(audit.profile->name, audit.recommendation.profile);
    machine_free(m);
}

static void findings_of_settings(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile =
        profile_of(m, "netbios.adapter[*]=disabled smb.direct=disabled account.guest=disabled "
                      "logon.network.deny=+S-1-5-114");
    (void)state;
    m->machine.session.elevated = NL_ANSWER_NO;
    m->machine.accounts.items[1].enabled = nl_value_denied(5);
    struct nl_audit audit = audit_of(m, &profile);
    const struct nl_finding *finding = expect(
        m, &audit, "setting.netbios.adapter[" MACHINE_GUID "]", "NetBIOS is on for Ethernet.");
    assert_int_equal(finding->verdict, NL_VERDICT_FAIL);
    assert_string_equal(finding->setting, "netbios.adapter[" MACHINE_GUID "]");
    assert_string_equal(finding->rule, "setting.netbios.adapter");
    assert_string_equal(finding->subject, MACHINE_GUID);
    (void)expect(m, &audit, "setting.smb.direct", "SMB over TCP 445 is not switched off");
    (void)expect(
        m, &audit, "setting.logon.network.deny",
        "Not denied network logon: Local account and member of Administrators group (S-1-5-114)");
    finding = expect(m, &audit, "setting.account.guest", "could not be read");
    assert_int_equal(finding->verdict, NL_VERDICT_UNKNOWN);
    assert_true(nl_holds(nl_sentence_text(&m->arena, &finding->next, NULL), "elevated"));
    machine_free(m);
}

static void worst_comes_first_and_order_is_kept(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(
        m,
        "netbios.adapter[*]=disabled dcom.enabled=no smb.direct=disabled server.service=disabled "
        "dns.llmnr=disabled account.guest=disabled");
    (void)state;
    machine_rule(m, "open", "v2.10|Action=Allow|Active=TRUE|Dir=In|");
    m->machine.accounts.items[1].enabled = nl_value_denied(5);
    machine_unseen(m, "smb-sessions", NL_VALUE_DENIED, 5, NULL);
    machine_unseen(m, "user-rights", NL_VALUE_DENIED, 5, NULL);
    struct nl_audit audit = audit_of(m, &profile);
    for (size_t i = 1; i < audit.findings.count; i++) {
        const struct nl_finding *before = &audit.findings.items[i - 1];
        const struct nl_finding *after = &audit.findings.items[i];
        bool fine =
            before->verdict == after->verdict
                ? before->severity >= after->severity
                : before->verdict == NL_VERDICT_FAIL ||
                      (before->verdict == NL_VERDICT_UNKNOWN && after->verdict != NL_VERDICT_FAIL);
        if (!fine)
            fail_msg("%s stands before %s", before->id, after->id);
    }
    /* Equals stay in the order of the catalogue, and of the machine. */
    assert_true(find(&audit, "setting.server.service") < find(&audit, "setting.smb.direct"));
    assert_true(find(&audit, "setting.dns.llmnr") < find(&audit, "setting.dcom.enabled"));
    assert_true(find(&audit, "unseen.smb-sessions") < find(&audit, "unseen.user-rights"));
    assert_int_equal(audit.findings.items[0].verdict, NL_VERDICT_FAIL);
    assert_int_equal(audit.findings.items[0].severity, NL_SEVERITY_HIGH);
    machine_free(m);
}

static void open_ports_against_what_the_profile_means(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile closes = profile_of(m, "firewall.block[445]=blocked");
    struct nl_profile keeps = profile_of(m, "account.guest=disabled");
    (void)state;
    struct nl_audit audit = audit_of(m, &closes);
    assert_null(find(&audit, "port.445.open")); /* the firewall keeps others away */
    machine_rule(m, "allow", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
    audit = audit_of(m, &closes);
    const struct nl_finding *finding =
        expect(m, &audit, "port.445.open", "the profile means to close it");
    assert_int_equal(finding->verdict, NL_VERDICT_FAIL);
    assert_int_equal(finding->severity, NL_SEVERITY_HIGH);
    assert_int_equal(finding->port->number, 445);
    audit = audit_of(m, &keeps);
    finding = expect(m, &audit, "port.445.open", "leaves it open");
    assert_int_equal(finding->verdict, NL_VERDICT_NOT_CHECKED);
    machine_service(m, "MpsSvc", 2, NL_SERVICE_UNKNOWN);
    machine_rule(m, "allow", NULL);
    audit = audit_of(m, &closes);
    finding = expect(m, &audit, "port.445.unknown", "does not count as closed");
    assert_int_equal(audit.result, NL_RESULT_NOT_AS_WANTED); /* the rule itself is missing */
    machine_free(m);
}

#define POLICY_PRIVATE MACHINE_FIREWALL_POLICY "\\PrivateProfile"

static void merge_unread(struct machine_builder *m)
{
    machine_reg_value(m, POLICY_PRIVATE, "AllowLocalPolicyMerge", nl_value_denied(5));
}

static void policy_rules_unread(struct machine_builder *m)
{
    machine_key_state(m, MACHINE_FIREWALL_POLICY "\\FirewallRules", NL_VALUE_DENIED, 5);
}

static void exceptions_unread(struct machine_builder *m)
{
    machine_reg_value(m, POLICY_PRIVATE, "DoNotAllowExceptions", nl_value_denied(5));
}

static void products_unread(struct machine_builder *m)
{
    m->machine.firewall_products_seen = NL_ANSWER_NO;
}

/* Wanted open, let in by what was seen, and something that was not may shut it. */
static void a_port_that_is_wanted_open(void **state)
{
    static void (*const changes[])(struct machine_builder * m) = {
        NULL, merge_unread, policy_rules_unread, exceptions_unread, products_unread};
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(changes); i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_profile profile = profile_of(m, "firewall.block[445]=none");
        machine_rule(m, "allow", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
        if (changes[i])
            changes[i](m);
        struct nl_audit audit = audit_of(m, &profile);
        if (changes[i]) {
            assert_true(expect(m, &audit, "port.445.unknown", "for certain")->decides);
            assert_int_not_equal(audit.result, NL_RESULT_AS_WANTED);
        } else {
            assert_null(find(&audit, "port.445.unknown"));
        }
        machine_free(m);
    }
}

/* On one adapter wanted on, on the other off: the one that is wanted on is not forgotten. */
static void a_port_that_is_wanted_open_on_one_adapter(void **state)
{
    struct machine_builder *m = machine_windows_10();
    (void)state;
    machine_adapter(m, "{22222222-2222-3333-4444-555555555555}", "Other");
    machine_ip(m, "{22222222-2222-3333-4444-555555555555}", "192.168.2.10", 24);
    machine_netbt(m, "{22222222-2222-3333-4444-555555555555}", 2);
    struct nl_profile profile = profile_of(
        m, "netbios.adapter[name:Ethernet]=enabled netbios.adapter[name:Other]=disabled");
    struct nl_audit audit = audit_of(m, &profile);
    assert_int_equal(expect(m, &audit, "port.139.shut", "lets nobody in")->verdict,
                     NL_VERDICT_FAIL);
    machine_rule(m, "allow", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=139|");
    audit = audit_of(m, &profile);
    assert_null(find(&audit, "port.139.shut"));
    assert_non_null(find(&audit, "port.137.shut"));
    machine_free(m);
}

static void ports_of_which_nothing_is_known(void **state)
{
    struct machine_builder *m = machine_empty();
    struct nl_profile profile = profile_of(m, "server.service=disabled");
    (void)state;
    struct nl_audit audit = audit_of(m, &profile);
    const struct nl_finding *finding =
        expect(m, &audit, "port.445.unknown", "could not be found out");
    assert_int_equal(finding->verdict, NL_VERDICT_UNKNOWN);
    assert_int_equal(audit.summary.counts[NL_VERDICT_UNKNOWN], 1);
    machine_free(m);
}

static void mismatches_are_findings(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(m, "");
    (void)state;
    machine_service(m, "LanmanServer", 4, NL_SERVICE_RUNNING);
    struct nl_audit audit = audit_of(m, &profile);
    const struct nl_finding *finding =
        expect(m, &audit, "port.445.mismatch", "because LanmanServer runs");
    assert_int_equal(finding->severity, NL_SEVERITY_MEDIUM);
    machine_service(m, "LanmanServer", 2, NL_SERVICE_STOPPED);
    machine_close_port(m, NL_TCP, 445);
    audit = audit_of(m, &profile);
    finding = expect(m, &audit, "port.445.mismatch", "does not run now");
    assert_int_equal(finding->severity, NL_SEVERITY_LOW);
    machine_free(m);
}

static void what_was_not_seen_is_listed(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(m, "");
    (void)state;
    machine_unseen(m, "smb-sessions", NL_VALUE_DENIED, 5, NULL);
    machine_unseen(m, "user-rights", NL_VALUE_UNSUPPORTED, 0, "Wine stores no rights.");
    machine_unseen(m, "bad\x1b[2Jname", NL_VALUE_UNSUPPORTED, 120, NULL);
    machine_rule(m, "{broken}", "v2.10|nonsense");
    struct nl_audit audit = audit_of(m, &profile);
    assert_int_equal(expect(m, &audit, "unseen.smb-sessions", "denied (error 5)")->verdict,
                     NL_VERDICT_UNKNOWN);
    (void)expect(m, &audit, "unseen.user-rights", "Wine stores no rights.");
    (void)expect(m, &audit, "unseen.bad?[2Jname", "error 120");
    (void)expect(m, &audit, "firewall.rule.{broken}", "does not end with");
    machine_free(m);
}

static void smbv1(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMBv1", 0);
}

static void smb1_in_workstation(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_SERVICES "\\LanmanWorkstation\\Parameters", "SMB1", 0);
}

static void device_in_tcpip(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_SERVICES "\\Tcpip\\Parameters", "SMBDeviceEnabled", 0);
}

static void device_qword(struct machine_builder *m)
{
    machine_reg_qword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 0);
}

static void bind_name_emptied(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_NETBT_PARAMETERS, "TransportBindName", "");
}

static void options_in_the_wrong_key(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "NetbiosOptions", 2);
}

static void dcom_dword(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_OLE, "EnableDCOM", 0);
}

static void dns_netbios(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_DNS_POLICY, "EnableNetbios", 0);
}

static void start_by_hand(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_SERVICES "\\RpcSs", "Start", 4);
}

static void confusables(void **state)
{
    static const struct {
        const char *id;
        void (*change)(struct machine_builder *m);
        const char *says;
    } rows[] = {
        {"confusable.smbv1", smbv1, "the name is SMB1"},
        {"confusable.smb1-client", smb1_in_workstation, "mrxsmb10"},
        {"confusable.smb-device-tcpip", device_in_tcpip, "under Tcpip"},
        {"confusable.smb-device-type", device_qword, "REG_QWORD"},
        {"confusable.transport-bind-name", bind_name_emptied, "emptied"},
        {"confusable.netbios-options-global", options_in_the_wrong_key, "per adapter only"},
        {"confusable.enable-dcom-type", dcom_dword, "texts Y and N only"},
        {"confusable.dns-netbios", dns_netbios, "stay open"},
        {"confusable.start.RpcSs", start_by_hand, "Start of RpcSs is 4 in the registry"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_profile profile = profile_of(m, "");
        struct nl_audit clean = audit_of(m, &profile);
        for (size_t k = 0; k < clean.findings.count; k++)
            assert_false(nl_starts(clean.findings.items[k].id, "confusable."));
        rows[i].change(m);
        struct nl_audit audit = audit_of(m, &profile);
        assert_int_equal(expect(m, &audit, rows[i].id, rows[i].says)->verdict, NL_VERDICT_FAIL);
        size_t caught = 0;
        for (size_t k = 0; k < audit.findings.count; k++)
            caught += nl_starts(audit.findings.items[k].id, "confusable.");
        assert_int_equal(caught, 1);
        machine_free(m);
    }
}

static void what_only_looks_confusing_is_left_alone(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = profile_of(m, "");
    (void)state;
    dns_netbios(m);
    machine_netbt(m, MACHINE_GUID, 2); /* NetBIOS really is off */
    machine_reg_dword(m, MACHINE_SERVICES "\\RpcSs", "Start", 2);
    machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 1);
    struct nl_audit audit = audit_of(m, &profile);
    for (size_t k = 0; k < audit.findings.count; k++)
        assert_false(nl_starts(audit.findings.items[k].id, "confusable."));
    machine_free(m);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stock_machine_against_the_built_in_profiles),
        cmocka_unit_test(the_firewall_and_connections_are_told),
        cmocka_unit_test(an_address_of_no_adapter_hides_nothing),
        cmocka_unit_test(what_a_plan_makes_passes_the_audit),
        cmocka_unit_test(a_request_steps_back_where_its_risk_is_raised),
        cmocka_unit_test(nothing_requested_is_clean),
        cmocka_unit_test(a_fulfilled_profile_is_clean),
        cmocka_unit_test(a_value_of_the_wrong_type_is_always_a_finding),
        cmocka_unit_test(without_a_profile_the_recommended_one_is_taken),
        cmocka_unit_test(findings_of_settings),
        cmocka_unit_test(worst_comes_first_and_order_is_kept),
        cmocka_unit_test(open_ports_against_what_the_profile_means),
        cmocka_unit_test(a_port_that_is_wanted_open),
        cmocka_unit_test(a_port_that_is_wanted_open_on_one_adapter),
        cmocka_unit_test(ports_of_which_nothing_is_known),
        cmocka_unit_test(mismatches_are_findings),
        cmocka_unit_test(what_was_not_seen_is_listed),
        cmocka_unit_test(confusables),
        cmocka_unit_test(what_only_looks_confusing_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
