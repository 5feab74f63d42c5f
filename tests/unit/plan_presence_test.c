/* plan_presence_test.c - every component row is made in use, installed, not found and unknown, by
 * building the machines that its own evidence rules ask for. */
#include "machine_builder.h"
#include "model/components.h"
#include "plan/presence.h"
#include "plan_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define NETBIOS_LINKAGE MACHINE_SERVICES "\\NetBIOS\\Linkage"
#define DRIVES "HKU\\S-1-5-21-1-2-3-1001\\Network"
#define EXCHANGE_SECTION                                                                           \
    "HKU\\S-1-5-21-1-2-3-1001\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Work\\"       \
    "13dbb0c8aa05101a9bb000aa002fc45a"
#define OLD_SECTION                                                                                \
    "HKU\\S-1-5-21-1-2-3-1001\\Software\\Microsoft\\Windows NT\\CurrentVersion\\"                  \
    "Windows Messaging Subsystem\\Profiles\\Old\\13dbb0c8aa05101a9bb000aa002fc45a"

enum {
    IN_USE = 1u << NL_PRESENCE_IN_USE,
    INSTALLED = 1u << NL_PRESENCE_INSTALLED,
    NOT_FOUND = 1u << NL_PRESENCE_NOT_FOUND
};

/* States a row has none of, by the nature of what it looks for: a rule that proves use has no
 * weaker form ("a member of a domain, but not in use"), one that proves no more than installed no
 * stronger one. A row of services alone is never here. */
static const struct {
    const char *id;
    unsigned never;
} exceptions[] = {
    {"active-directory-member", INSTALLED},
    {"file-server", INSTALLED},
    {"group-policy", INSTALLED},
    {"group-policy-remote", IN_USE},
    {"guest-sharing", INSTALLED},
    {"netbios-applications", IN_USE},
    {"netlogon-trusts", IN_USE},
    {"old-smb-peers", IN_USE},
    {"outlook-exchange", INSTALLED},
    {"outlook-mapi-http", IN_USE},
    {"outlook-rpc-http", INSTALLED},
    {"printer-sharing", INSTALLED},
    {"remote-event-log", INSTALLED},
    {"remote-service-control", INSTALLED},
    {"scan-to-folder", IN_USE},
    {"sql-server-pipes", IN_USE},
    {"task-scheduler-remote", INSTALLED},
    {"windows-core", INSTALLED | NOT_FOUND},
    {"wins-client", INSTALLED},
};

static unsigned never_of(const char *id)
{
    for (size_t i = 0; i < NL_COUNT_OF(exceptions); i++) {
        if (nl_same(exceptions[i].id, id))
            return exceptions[i].never;
    }
    return 0;
}

static size_t rule_count(const struct nl_component *component)
{
    size_t count = 0;
    while (component->evidence[count].kind != NL_EVIDENCE_END)
        count++;
    return count;
}

/* A machine on which everything that any row looks for was looked for and is not there. */
static struct machine_builder *bare_machine(void)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    struct machine_builder *m = machine_looked(16299, NL_OS_SERVER);
    for (size_t i = 0; i < count; i++) {
        for (size_t r = 0; r < rule_count(&rows[i]); r++) {
            const struct nl_evidence_rule *rule = &rows[i].evidence[r];
            if (rule->kind == NL_EVIDENCE_REGISTRY_IS || rule->kind == NL_EVIDENCE_REGISTRY_VALUE)
                machine_key(m, rule->arg);
        }
    }
    machine_key(m, NL_FIREWALL_RULES);
    machine_key(m, NETBIOS_LINKAGE);
    machine_key(m, MACHINE_SERVER_PARAMETERS);
    machine_key(m, "HKU");
    machine_key(m, DRIVES);
    machine_account(m, 501, false);
    machine_adapter(m, MACHINE_GUID, "Ethernet")->dhcp = NL_ANSWER_NO;
    return m;
}

static const char *service_name(struct machine_builder *m, const char *pattern)
{
    size_t length = strlen(pattern);
    if (pattern[length - 1] != '*')
        return pattern;
    return nl_arena_format(&m->arena, "%.*sX1", (int)(length - 1), pattern);
}

static void roh_flags(struct machine_builder *m, const char *path, uint8_t flags)
{
    const uint8_t bytes[4] = {flags, 0, 0, 0};
    machine_reg_value(m, path, "00036623",
                      nl_value_raw(&m->arena, NL_TYPE_BINARY, bytes, sizeof bytes));
}

static void bind_netbios(struct machine_builder *m, const char *first, const char *second)
{
    struct nl_texts names = {0};
    nl_texts_add(&names, &m->arena, first);
    if (second)
        nl_texts_add(&names, &m->arena, second);
    uint8_t bytes[400] = {0};
    size_t size = 0;
    for (size_t i = 0; i < names.count; i++) {
        for (const char *at = names.items[i]; *at; at++, size += 2)
            bytes[size] = (uint8_t)*at;
        size += 2;
    }
    machine_reg_value(m, NETBIOS_LINKAGE, "Bind",
                      nl_value_raw(&m->arena, NL_TYPE_MULTI_SZ, bytes, size + 2));
}

static void allow_rule(struct machine_builder *m, const char *id, const char *action,
                       const char *active, const char *direction)
{
    machine_rule(m, id,
                 nl_arena_format(&m->arena,
                                 "v2.27|Action=%s|Active=%s|Dir=%s|Protocol=6|LPort=135|Name=x|",
                                 action, active, direction));
}

/* Makes the machine satisfy one rule; a service gets this state. */
static void satisfy(struct machine_builder *m, const struct nl_evidence_rule *rule,
                    enum nl_service_state run)
{
    switch (rule->kind) {
    case NL_EVIDENCE_END:
    case NL_EVIDENCE_ALWAYS:
        break;
    case NL_EVIDENCE_SERVICE:
        machine_service(m, service_name(m, rule->arg), 2, run);
        break;
    case NL_EVIDENCE_REGISTRY_IS:
        if (rule->text)
            machine_reg_text(m, rule->arg, rule->name, rule->text);
        else
            machine_reg_dword(m, rule->arg, rule->name, rule->number);
        break;
    case NL_EVIDENCE_REGISTRY_VALUE:
        machine_reg_dword(m, rule->arg, rule->name, 4711);
        break;
    case NL_EVIDENCE_DOMAIN_MEMBER:
        machine_domain(m, "EXAMPLE");
        break;
    case NL_EVIDENCE_DOMAIN_CONTROLLER:
        m->machine.membership.controller = NL_ANSWER_YES;
        break;
    case NL_EVIDENCE_DISK_SHARES:
        machine_share(m, "Papers", 0, "C:\\Papers");
        break;
    case NL_EVIDENCE_PRINTER_SHARES:
        machine_share(m, "Laser", 1, "Laser,LocalsplOnly");
        break;
    case NL_EVIDENCE_SMB_SESSIONS:
        machine_smb_session(m, "192.0.2.7", "anna");
        break;
    case NL_EVIDENCE_FIREWALL_RULE:
        allow_rule(m, rule->arg, "Allow", "TRUE", "In");
        break;
    case NL_EVIDENCE_FIREWALL_PROGRAM:
        machine_rule(m, "program",
                     nl_arena_format(&m->arena,
                                     "v2.10|Action=Allow|Active=TRUE|Dir=In|App=C:\\Bin\\%s|",
                                     rule->arg));
        break;
    case NL_EVIDENCE_WINS_CLIENT:
        machine_wins(m, MACHINE_GUID, "192.0.2.53");
        break;
    case NL_EVIDENCE_DHCP_CLIENT:
        m->machine.adapters.items[0].dhcp = NL_ANSWER_YES;
        break;
    case NL_EVIDENCE_GUEST_ENABLED:
        machine_account(m, 501, true);
        break;
    case NL_EVIDENCE_OUTLOOK_PROFILE:
        roh_flags(m, EXCHANGE_SECTION, nl_same(rule->arg, "http") ? 0x23 : 0x22);
        break;
    case NL_EVIDENCE_SHORT_NAME_DRIVE:
        machine_reg_text(m, DRIVES "\\Z", "RemotePath", "\\\\NAS\\photos");
        break;
    case NL_EVIDENCE_REMOTE_SESSION:
        m->machine.session.remote = nl_same(rule->arg, "rdp")     ? NL_REMOTE_RDP
                                    : nl_same(rule->arg, "winrm") ? NL_REMOTE_WINRM
                                                                  : NL_REMOTE_SSH;
        break;
    case NL_EVIDENCE_NETBIOS_TRANSPORT:
        bind_netbios(m, "\\Device\\NetBT_Tcpip_" MACHINE_GUID, "\\Device\\Nbf_" MACHINE_GUID);
        break;
    case NL_EVIDENCE_SMB1:
        machine_driver(m, "srv", 3, NL_SERVICE_RUNNING);
        break;
    }
}

static enum nl_presence presence_of(struct machine_builder *m, const struct nl_component *row,
                                    struct nl_sentences *evidence)
{
    struct nl_firewall_rules rules;
    nl_firewall_read(&m->arena, &m->machine, NULL, &rules);
    return nl_component_presence(&m->arena, &m->machine, &rules, row, evidence);
}

/* The presence of a row on a machine, and that it says what it saw: one sentence per rule at
 * least. */
static enum nl_presence presence_on(struct machine_builder *m, const struct nl_component *row)
{
    struct nl_sentences evidence = {0};
    enum nl_presence presence = presence_of(m, row, &evidence);
    if (evidence.count < rule_count(row))
        fail_msg("%s: %zu sentences for %zu rules", row->id, evidence.count, rule_count(row));
    for (size_t i = 0; i < evidence.count; i++) {
        const struct nl_sentence *sentence = &evidence.items[i];
        if (sentence->format[0] == '\0')
            fail_msg("%s: an empty sentence", row->id);
        for (const char *at = strchr(sentence->format, '{'); at; at = strchr(at + 1, '{')) {
            const char *argument = sentence->args[at[1] - '1'];
            if (!argument || argument[0] == '\0')
                fail_msg("%s: \"%s\" lacks an argument", row->id, sentence->format);
        }
    }
    return presence;
}

static enum nl_presence presence_with(const struct nl_component *row,
                                      const struct nl_evidence_rule *rule,
                                      enum nl_service_state run)
{
    struct machine_builder *m = bare_machine();
    satisfy(m, rule, run);
    enum nl_presence presence = presence_on(m, row);
    machine_free(m);
    return presence;
}

/* All states that a row reaches on machines made from its own rules. */
static unsigned reached_states(const struct nl_component *row)
{
    struct machine_builder *m = bare_machine();
    unsigned reached = 1u << presence_on(m, row);
    machine_free(m);
    for (size_t r = 0; r < rule_count(row); r++) {
        const struct nl_evidence_rule *rule = &row->evidence[r];
        enum nl_presence strong = presence_with(row, rule, NL_SERVICE_RUNNING);
        if (strong < rule->proves)
            fail_msg("%s: rule %zu proves only %s", row->id, r, nl_presence_words[strong]);
        reached |= 1u << strong;
        if (rule->kind != NL_EVIDENCE_SERVICE)
            continue;
        enum nl_presence stopped = presence_with(row, rule, NL_SERVICE_STOPPED);
        enum nl_presence unseen = presence_with(row, rule, NL_SERVICE_UNKNOWN);
        if (stopped != NL_PRESENCE_INSTALLED || unseen != NL_PRESENCE_INSTALLED)
            fail_msg("%s: service %s is %s stopped and %s unseen", row->id, rule->arg,
                     nl_presence_words[stopped], nl_presence_words[unseen]);
        reached |= INSTALLED;
    }
    return reached;
}

static void every_row_is_in_use_installed_and_not_found(void **state)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    size_t excepted = 0;
    (void)state;
    for (size_t i = 0; i < count; i++) {
        unsigned wanted = (IN_USE | INSTALLED | NOT_FOUND) & ~never_of(rows[i].id);
        unsigned reached = reached_states(&rows[i]);
        excepted += never_of(rows[i].id) != 0;
        if (reached != wanted)
            fail_msg("%s: reaches states %#x, wanted %#x", rows[i].id, reached, wanted);
    }
    assert_int_equal(excepted, NL_COUNT_OF(exceptions));
    print_message("%u component rows, %u with a state they cannot have\n", (unsigned)count,
                  (unsigned)excepted);
}

static void what_was_not_seen_is_unknown(void **state)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    struct machine_builder *m = machine_empty();
    (void)state;
    for (size_t i = 0; i < count; i++) {
        enum nl_presence wanted = rows[i].evidence[0].kind == NL_EVIDENCE_ALWAYS
                                      ? NL_PRESENCE_IN_USE
                                      : NL_PRESENCE_UNKNOWN;
        if (presence_on(m, &rows[i]) != wanted)
            fail_msg("%s: not %s on a machine of which nothing was seen", rows[i].id,
                     nl_presence_words[wanted]);
    }
    machine_free(m);
}

static void denied_is_unknown_and_says_so(void **state)
{
    const struct nl_component *msdtc = nl_component_find("msdtc");
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    struct nl_sentences evidence = {0};
    (void)state;
    assert_non_null(msdtc);
    m->machine.services_state = NL_VALUE_DENIED;
    assert_int_equal(presence_of(m, msdtc, &evidence), NL_PRESENCE_UNKNOWN);
    assert_non_null(strstr(plan_text(m, &evidence), "access denied"));
    machine_free(m);
}

static void evidence_names_what_was_found(void **state)
{
    const struct nl_component *msmq = nl_component_find("msmq");
    struct machine_builder *m = bare_machine();
    struct nl_sentences evidence = {0};
    (void)state;
    assert_non_null(msmq);
    (void)presence_of(m, msmq, &evidence);
    assert_non_null(strstr(plan_text(m, &evidence), "looked for service MSMQ: not installed"));
    machine_service(m, "msmq", 2, NL_SERVICE_RUNNING); /* names are compared without case */
    (void)presence_of(m, msmq, &evidence);
    assert_non_null(strstr(plan_text(m, &evidence), "service msmq is running"));
    machine_service(m, "msmq", 4, NL_SERVICE_STOPPED);
    (void)presence_of(m, msmq, &evidence);
    assert_non_null(strstr(plan_text(m, &evidence), "installed and disabled"));
    machine_free(m);
}

/* One component made for a rule, so that details of a rule can be tried without a row. */
static enum nl_presence try_rule(struct machine_builder *m, enum nl_evidence_kind kind,
                                 const char *arg)
{
    const struct nl_component row = {
        .id = "test",
        .evidence = NL_EVIDENCE({.kind = kind, .arg = arg, .proves = NL_PRESENCE_IN_USE})};
    return presence_on(m, &row);
}

static void only_active_inbound_allow_rules_count(void **state)
{
    static const struct {
        const char *action, *active, *direction;
        enum nl_presence wanted;
    } rows[] = {
        {"Allow", "TRUE", "In", NL_PRESENCE_IN_USE},
        {"Allow", "FALSE", "In", NL_PRESENCE_NOT_FOUND},
        {"Allow", "TRUE", "Out", NL_PRESENCE_NOT_FOUND},
        {"Block", "TRUE", "In", NL_PRESENCE_NOT_FOUND},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = bare_machine();
        allow_rule(m, "WMI-RPCSS-In-TCP-NoScope", rows[i].action, rows[i].active,
                   rows[i].direction);
        assert_int_equal(try_rule(m, NL_EVIDENCE_FIREWALL_RULE, "WMI-RPCSS-In-TCP"),
                         rows[i].wanted);
        machine_free(m);
    }
    struct machine_builder *m = bare_machine();
    machine_policy_rule(m, "WMI-RPCSS-In-TCP",
                        "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=135|Name=x|");
    assert_int_equal(try_rule(m, NL_EVIDENCE_FIREWALL_RULE, "WMI-RPCSS-In-TCP"),
                     NL_PRESENCE_IN_USE);
    machine_free(m);
}

static void special_shares_are_no_use(void **state)
{
    struct machine_builder *m = bare_machine();
    (void)state;
    machine_share(m, "C$", 0x80000000u, "C:\\");
    machine_share(m, "IPC$", 0x80000003u, NULL);
    machine_share(m, "print$", 0, "C:\\Windows\\system32\\spool\\drivers");
    assert_int_equal(try_rule(m, NL_EVIDENCE_DISK_SHARES, NULL), NL_PRESENCE_NOT_FOUND);
    machine_share(m, "hidden$", 0, "D:\\Hidden");
    assert_int_equal(try_rule(m, NL_EVIDENCE_DISK_SHARES, NULL), NL_PRESENCE_IN_USE);
    assert_int_equal(try_rule(m, NL_EVIDENCE_PRINTER_SHARES, NULL), NL_PRESENCE_NOT_FOUND);
    machine_free(m);
}

static void outlook_tells_tcp_from_http(void **state)
{
    static const struct {
        const char *section;
        int flags; /* below 0: none */
        bool home_server;
        enum nl_presence rpc, http, any;
    } rows[] = {
        {EXCHANGE_SECTION, 0x22, true, NL_PRESENCE_IN_USE, NL_PRESENCE_NOT_FOUND,
         NL_PRESENCE_IN_USE},
        {EXCHANGE_SECTION, 0x23, true, NL_PRESENCE_NOT_FOUND, NL_PRESENCE_IN_USE,
         NL_PRESENCE_IN_USE},
        {OLD_SECTION, 0x00, false, NL_PRESENCE_IN_USE, NL_PRESENCE_NOT_FOUND, NL_PRESENCE_IN_USE},
        {OLD_SECTION, -1, true, NL_PRESENCE_IN_USE, NL_PRESENCE_NOT_FOUND, NL_PRESENCE_IN_USE},
        {EXCHANGE_SECTION, -1, false, NL_PRESENCE_NOT_FOUND, NL_PRESENCE_NOT_FOUND,
         NL_PRESENCE_IN_USE},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = bare_machine();
        machine_key(m, rows[i].section);
        if (rows[i].flags >= 0)
            roh_flags(m, rows[i].section, (uint8_t)rows[i].flags);
        if (rows[i].home_server)
            machine_reg_text(m, rows[i].section, "001e6602", "MAIL1");
        assert_int_equal(try_rule(m, NL_EVIDENCE_OUTLOOK_PROFILE, "rpc"), rows[i].rpc);
        assert_int_equal(try_rule(m, NL_EVIDENCE_OUTLOOK_PROFILE, "http"), rows[i].http);
        assert_int_equal(try_rule(m, NL_EVIDENCE_OUTLOOK_PROFILE, NULL), rows[i].any);
        machine_free(m);
    }
    struct machine_builder *m = bare_machine();
    machine_key_state(m, "HKU\\S-1-5-21-1-2-3-1001\\Software\\Microsoft\\Office", NL_VALUE_DENIED,
                      5);
    assert_int_equal(try_rule(m, NL_EVIDENCE_OUTLOOK_PROFILE, "rpc"), NL_PRESENCE_UNKNOWN);
    machine_free(m);
}

static void a_drive_counts_by_the_name_of_its_server(void **state)
{
    static const struct {
        const char *path;
        enum nl_presence wanted;
    } rows[] = {
        {"\\\\NAS\\photos", NL_PRESENCE_IN_USE},
        {"\\\\nas", NL_PRESENCE_IN_USE},
        {"\\\\nas.example.org\\photos", NL_PRESENCE_NOT_FOUND},
        {"\\\\192.0.2.7\\photos", NL_PRESENCE_NOT_FOUND},
        {"\\\\fe80::7\\photos", NL_PRESENCE_NOT_FOUND},
        {"\\\\nas@SSL\\DavWWWRoot", NL_PRESENCE_NOT_FOUND}, /* WebDAV, not SMB */
        {"\\\\\\photos", NL_PRESENCE_NOT_FOUND},
        {"https://nas/photos", NL_PRESENCE_NOT_FOUND},
        {"", NL_PRESENCE_NOT_FOUND},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct machine_builder *m = bare_machine();
        machine_reg_text(m, DRIVES "\\Z", "RemotePath", rows[i].path);
        if (try_rule(m, NL_EVIDENCE_SHORT_NAME_DRIVE, NULL) != rows[i].wanted)
            fail_msg("%s", rows[i].path);
        machine_free(m);
    }
    struct machine_builder *m = machine_looked(16299, NL_OS_SERVER);
    machine_key(m, "HKU");
    assert_int_equal(try_rule(m, NL_EVIDENCE_SHORT_NAME_DRIVE, NULL), NL_PRESENCE_UNKNOWN);
    machine_free(m);
    m = bare_machine();
    machine_reg_text(m, "HKU\\S-1-5-21-1-2-3-1001\\Networks\\Z", "RemotePath", "\\\\NAS\\a");
    machine_reg_text(m, DRIVES "\\Z", "UserName", "\\\\NAS\\a");
    assert_int_equal(try_rule(m, NL_EVIDENCE_SHORT_NAME_DRIVE, NULL), NL_PRESENCE_NOT_FOUND);
    machine_key_state(m, DRIVES "\\Y", NL_VALUE_DENIED, 5);
    assert_int_equal(try_rule(m, NL_EVIDENCE_SHORT_NAME_DRIVE, NULL), NL_PRESENCE_UNKNOWN);
    machine_free(m);
}

static void wins_servers_are_read_from_the_registry_too(void **state)
{
    struct machine_builder *m = bare_machine();
    (void)state;
    machine_netbt(m, MACHINE_GUID, 0);
    assert_int_equal(try_rule(m, NL_EVIDENCE_WINS_CLIENT, NULL), NL_PRESENCE_NOT_FOUND);
    machine_reg_text(m, NL_NETBT_INTERFACES "\\Tcpip_" MACHINE_GUID, "DhcpNameServerList",
                     "192.0.2.53 192.0.2.54");
    assert_int_equal(try_rule(m, NL_EVIDENCE_WINS_CLIENT, NULL), NL_PRESENCE_IN_USE);
    machine_free(m);
}

static void smb1_needs_its_component(void **state)
{
    struct machine_builder *m = bare_machine();
    (void)state;
    assert_int_equal(try_rule(m, NL_EVIDENCE_SMB1, NULL), NL_PRESENCE_NOT_FOUND);
    machine_driver(m, "srv", 3, NL_SERVICE_STOPPED);
    assert_int_equal(try_rule(m, NL_EVIDENCE_SMB1, NULL), NL_PRESENCE_IN_USE);
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB1", 0);
    assert_int_equal(try_rule(m, NL_EVIDENCE_SMB1, NULL), NL_PRESENCE_NOT_FOUND);
    machine_driver(m, "mrxsmb10", 4, NL_SERVICE_STOPPED);
    assert_int_equal(try_rule(m, NL_EVIDENCE_SMB1, NULL), NL_PRESENCE_NOT_FOUND);
    machine_driver(m, "mrxsmb10", 2, NL_SERVICE_STOPPED);
    assert_int_equal(try_rule(m, NL_EVIDENCE_SMB1, NULL), NL_PRESENCE_IN_USE);
    machine_free(m);
}

static void netbt_alone_is_no_other_transport(void **state)
{
    struct machine_builder *m = bare_machine();
    (void)state;
    bind_netbios(m, "\\Device\\NetBT_Tcpip_" MACHINE_GUID, NULL);
    assert_int_equal(try_rule(m, NL_EVIDENCE_NETBIOS_TRANSPORT, NULL), NL_PRESENCE_NOT_FOUND);
    bind_netbios(m, "\\Device\\NwlnkNb", "\\Device\\NetBT_Tcpip_" MACHINE_GUID);
    assert_int_equal(try_rule(m, NL_EVIDENCE_NETBIOS_TRANSPORT, NULL), NL_PRESENCE_IN_USE);
    machine_free(m);
}

static void names_cannot_move_the_cursor(void **state)
{
    const struct nl_component row = {
        .id = "test",
        .evidence = NL_EVIDENCE(
            {.kind = NL_EVIDENCE_SERVICE, .arg = "Evil*", .proves = NL_PRESENCE_IN_USE})};
    struct machine_builder *m = bare_machine();
    struct nl_sentences evidence = {0};
    (void)state;
    for (int i = 0; i < 9; i++)
        machine_service(m, nl_arena_format(&m->arena, "Evil\x1b[2J%d", i), 2, NL_SERVICE_RUNNING);
    assert_int_equal(presence_of(m, &row, &evidence), NL_PRESENCE_IN_USE);
    assert_null(strchr(plan_text(m, &evidence), '\x1b'));
    assert_int_equal(evidence.count, 5); /* four are named, the rest is counted */
    assert_non_null(strstr(plan_text(m, &evidence), "5 more services"));
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_in_use_installed_and_not_found),
        cmocka_unit_test(what_was_not_seen_is_unknown),
        cmocka_unit_test(denied_is_unknown_and_says_so),
        cmocka_unit_test(evidence_names_what_was_found),
        cmocka_unit_test(only_active_inbound_allow_rules_count),
        cmocka_unit_test(special_shares_are_no_use),
        cmocka_unit_test(outlook_tells_tcp_from_http),
        cmocka_unit_test(a_drive_counts_by_the_name_of_its_server),
        cmocka_unit_test(wins_servers_are_read_from_the_registry_too),
        cmocka_unit_test(smb1_needs_its_component),
        cmocka_unit_test(netbt_alone_is_no_other_transport),
        cmocka_unit_test(names_cannot_move_the_cursor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
