/* plan_firewall_test.c - who reaches a port: each row changes a stock machine and says what comes
 * of it. */
#include "base/text.h"
#include "machine_builder.h"
#include "model/machine_set.h"
#include "plan/firewall.h"
#include "said.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LOCAL_PUBLIC MACHINE_FIREWALL "\\PublicProfile"
#define LOCAL_STANDARD MACHINE_FIREWALL "\\StandardProfile"
#define LOCAL_DOMAIN MACHINE_FIREWALL "\\DomainProfile"
#define POLICY_PUBLIC MACHINE_FIREWALL_POLICY "\\PublicProfile"

#define UNKNOWN NL_OPENNESS_UNKNOWN
#define CLOSED NL_OPENNESS_CLOSED
#define PARTLY NL_OPENNESS_PARTLY
#define OPEN NL_OPENNESS_OPEN

static void nothing(struct machine_builder *m)
{
    (void)m;
}

static void allow_all(struct machine_builder *m)
{
    machine_rule(m, "allow", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void allow_public(struct machine_builder *m)
{
    machine_rule(m, "allow",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=445|");
}

static void allow_local_subnet(struct machine_builder *m)
{
    machine_rule(m, "near",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|RA4=LocalSubnet|"
                 "RA6=LocalSubnet|App=System|");
}

static void allow_addresses(struct machine_builder *m)
{
    machine_rule(m, "some",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|RA4=192.0.2.0/24|");
}

static void allow_wireless(struct machine_builder *m)
{
    machine_rule(m, "some",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|IFType=Wireless|");
}

static void allow_secured(struct machine_builder *m)
{
    machine_rule(m, "some",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|"
                 "Security=Authenticate|");
}

static void allow_other_program(struct machine_builder *m)
{
    machine_rule(m, "game",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|App=C:\\Games\\game.exe|Name=Game|");
}

static void allow_program_that_listens(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 445);
    machine_listener(m, NL_TCP, "0.0.0.0", 445, 77, "smbd.exe", NULL);
    machine_rule(m, "smbd",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|App=C:\\samba\\smbd.exe|Name=Samba|");
}

static void allow_outbound(struct machine_builder *m)
{
    machine_rule(m, "out", "v2.10|Action=Allow|Active=TRUE|Dir=Out|Protocol=6|LPort=445|");
}

static void allow_udp(struct machine_builder *m)
{
    machine_rule(m, "udp", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=445|");
}

static void allow_range(struct machine_builder *m)
{
    machine_rule(m, "range", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=400-500|");
}

static void allow_any_protocol(struct machine_builder *m)
{
    machine_rule(m, "any", "v2.10|Action=Allow|Active=TRUE|Dir=In|");
}

static void allow_package(struct machine_builder *m)
{
    machine_rule(m, "app", "v2.27|Action=Allow|Active=TRUE|Dir=In|AppPkgId=S-1-15-2-1|");
}

static void allow_trust_tuple(struct machine_builder *m)
{
    machine_rule(m, "WiFiDirect-KM-Driver-In-TCP",
                 "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|App=System|"
                 "TTK2_27=WFDKmDriver|");
}

static void allow_foreign_version(struct machine_builder *m)
{
    machine_rule(m, "v9", "v9.0|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void block_beats_allow(struct machine_builder *m)
{
    allow_all(m);
    machine_rule(m, "block", "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void inactive_block(struct machine_builder *m)
{
    allow_all(m);
    machine_rule(m, "block", "v2.10|Action=Block|Active=FALSE|Dir=In|Protocol=6|LPort=445|");
}

static void block_some(struct machine_builder *m)
{
    allow_all(m);
    machine_rule(m, "block",
                 "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|RA4=192.0.2.0/24|");
}

static void bypass_over_block(struct machine_builder *m)
{
    block_beats_allow(m);
    machine_rule(m, "helpdesk",
                 "v2.10|Action=ByPass|Active=TRUE|Dir=In|Protocol=6|LPort=445|"
                 "Security=Authenticate|");
}

static void policy_block(struct machine_builder *m)
{
    allow_all(m);
    machine_policy_rule(m, "gpo", "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void policy_allow(struct machine_builder *m)
{
    machine_policy_rule(m, "gpo", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void mdm_allow(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_FIREWALL "\\Mdm\\FirewallRules", "mdm",
                     "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void service_hardening_blocks(struct machine_builder *m)
{
    machine_rule(m, "allow135", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=135|");
    machine_reg_text(m, MACHINE_FIREWALL "\\RestrictedServices\\Static\\System", "R-1",
                     "V2.0|Action=Block|Dir=in|App=%SystemRoot%\\system32\\svchost.exe|Svc=RpcSs|");
}

static void service_hardening_allows_nothing(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_FIREWALL "\\RestrictedServices\\Static\\System", "R-1",
                     "V2.0|Action=Allow|Dir=in|App=%SystemRoot%\\system32\\svchost.exe|Svc=RpcSs|");
}

static void merge_off(struct machine_builder *m)
{
    allow_all(m);
    machine_reg_dword(m, POLICY_PUBLIC, "AllowLocalPolicyMerge", 0);
}

static void merge_off_ignores_blocks_too(struct machine_builder *m)
{
    block_beats_allow(m);
    policy_allow(m);
    machine_reg_dword(m, POLICY_PUBLIC, "AllowLocalPolicyMerge", 0);
}

static void public_off(struct machine_builder *m)
{
    machine_reg_dword(m, LOCAL_PUBLIC, "EnableFirewall", 0);
}

static void public_off_but_policy_on(struct machine_builder *m)
{
    public_off(m);
    machine_reg_dword(m, POLICY_PUBLIC, "EnableFirewall", 1);
}

static void old_policy_turns_off(struct machine_builder *m)
{
    /* StandardProfile stands for Private and Public while neither has a policy key. */
    machine_reg_dword(m, MACHINE_FIREWALL_POLICY "\\StandardProfile", "EnableFirewall", 0);
    machine_key_state(m, MACHINE_FIREWALL_POLICY "\\PrivateProfile", NL_VALUE_ABSENT, 0);
    machine_key_state(m, POLICY_PUBLIC, NL_VALUE_ABSENT, 0);
    machine_key_state(m, MACHINE_FIREWALL_POLICY "\\DomainProfile", NL_VALUE_ABSENT, 0);
}

static void everything_off(struct machine_builder *m)
{
    machine_reg_dword(m, LOCAL_PUBLIC, "EnableFirewall", 0);
    machine_reg_dword(m, LOCAL_STANDARD, "EnableFirewall", 0);
}

static void enable_is_absent(struct machine_builder *m)
{
    machine_reg_remove(m, LOCAL_PUBLIC, "EnableFirewall");
}

static void enable_is_denied(struct machine_builder *m)
{
    machine_key_state(m, LOCAL_PUBLIC, NL_VALUE_DENIED, 5);
}

static void enable_has_the_wrong_type(struct machine_builder *m)
{
    machine_reg_text(m, LOCAL_PUBLIC, "EnableFirewall", "0");
}

static void default_allows(struct machine_builder *m)
{
    machine_reg_dword(m, LOCAL_PUBLIC, "DefaultInboundAction", 0);
    machine_reg_dword(m, LOCAL_STANDARD, "DefaultInboundAction", 0);
}

static void no_exceptions(struct machine_builder *m)
{
    allow_all(m);
    machine_reg_dword(m, LOCAL_PUBLIC, "DoNotAllowExceptions", 1);
    machine_reg_dword(m, LOCAL_STANDARD, "DoNotAllowExceptions", 1);
}

static void service_stopped(struct machine_builder *m)
{
    machine_service(m, "MpsSvc", 2, NL_SERVICE_STOPPED);
}

static void service_gone(struct machine_builder *m)
{
    machine_remove_service(m, "MpsSvc");
}

static void service_unknown(struct machine_builder *m)
{
    machine_service(m, "MpsSvc", 2, NL_SERVICE_UNKNOWN);
}

static void service_unknown_and_open(struct machine_builder *m)
{
    service_unknown(m);
    allow_all(m);
}

static void service_disabled_offline(struct machine_builder *m)
{
    machine_service(m, "MpsSvc", 4, NL_SERVICE_UNKNOWN);
}

static void services_denied(struct machine_builder *m)
{
    m->machine.services_state = NL_VALUE_DENIED;
    m->machine.services.count = 0;
}

static void rules_denied(struct machine_builder *m)
{
    machine_key_state(m, NL_FIREWALL_RULES, NL_VALUE_DENIED, 5);
}

static void rules_denied_but_policy_blocks(struct machine_builder *m)
{
    rules_denied(m);
    machine_policy_rule(m, "gpo", "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void policy_rules_denied(struct machine_builder *m)
{
    machine_key_state(m, MACHINE_FIREWALL_POLICY "\\FirewallRules", NL_VALUE_DENIED, 5);
}

static void in_a_domain(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    machine_reg_dword(m, LOCAL_DOMAIN, "EnableFirewall", 0);
}

static void broken_rule(struct machine_builder *m)
{
    machine_rule(m, "broken", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445");
    machine_reg_dword(m, NL_FIREWALL_RULES, "number", 5);
}

static void xp_off(struct machine_builder *m)
{
    m->machine.os.build = 2600;
    machine_service(m, "SharedAccess", 2, NL_SERVICE_RUNNING);
    machine_reg_dword(m, LOCAL_DOMAIN, "EnableFirewall", 0);
    machine_reg_dword(m, LOCAL_STANDARD, "EnableFirewall", 0);
}

static void xp_on(struct machine_builder *m)
{
    m->machine.os.build = 2600;
    machine_service(m, "SharedAccess", 2, NL_SERVICE_RUNNING);
}

static void epmap_keyword(struct machine_builder *m)
{
    machine_rule(m, "rpc",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC-EPMap|"
                 "App=%SystemRoot%\\system32\\svchost.exe|Svc=Rpcss|");
}

static void epmap_for_wininit(struct machine_builder *m)
{
    /* The stock rule Wininit-Shutdown-In-Rule-TCP-RPC-EPMapper: wininit never owns port 135. */
    machine_rule(m, "wininit",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC-EPMap|"
                 "App=%systemroot%\\system32\\wininit.exe|");
}

static void dynamic_rpc(struct machine_builder *m)
{
    machine_rule(m, "rpc", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC|");
}

static void any_service(struct machine_builder *m)
{
    machine_rule(m, "services",
                 "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=135|LPort=445|Svc=*|");
}

static void netlatch_block(struct machine_builder *m)
{
    struct nl_address address = {NL_PLACE_FIREWALL_BLOCK, "tcp", "445"};
    struct nl_value blocked = nl_value_byte(&m->arena, NL_TYPE_FIREWALL_BLOCK, true);
    allow_all(m);
    nl_machine_set(&m->arena, &m->machine, &address, &blocked);
}

static const struct {
    const char *name;
    void (*change)(struct machine_builder *m);
    unsigned port;
    enum nl_openness openness;
    enum nl_openness in_public;
    const char *says; /* or NULL */
} rows[] = {
    {"stock", nothing, 445, CLOSED, CLOSED,
     "Firewall profile Public: no rule opens the port and the default inbound action is block."},
    {"stock 135", nothing, 135, CLOSED, CLOSED, "no rule opens the port"},
    {"stock 137", nothing, 137, CLOSED, CLOSED, "no rule opens the port"},
    {"allow", allow_all, 445, OPEN, OPEN, "profile Private: rule allow opens the port."},
    {"allow another port", allow_all, 139, CLOSED, CLOSED, NULL},
    {"allow public", allow_public, 445, PARTLY, OPEN, NULL},
    {"local subnet", allow_local_subnet, 445, PARTLY, PARTLY,
     "Rule near is for peers in the local subnet only."},
    {"addresses", allow_addresses, 445, PARTLY, PARTLY,
     "these remote addresses only: 192.0.2.0/24."},
    {"wireless", allow_wireless, 445, PARTLY, PARTLY, "Wireless"},
    {"secured", allow_secured, 445, PARTLY, PARTLY, "cannot evaluate: Security."},
    {"other program", allow_other_program, 445, CLOSED, CLOSED, NULL},
    {"program that listens", allow_program_that_listens, 445, OPEN, OPEN, "rule smbd opens"},
    {"outbound", allow_outbound, 445, CLOSED, CLOSED, NULL},
    {"udp", allow_udp, 445, CLOSED, CLOSED, NULL},
    {"range", allow_range, 445, OPEN, OPEN, NULL},
    {"any protocol", allow_any_protocol, 138, OPEN, OPEN, NULL},
    {"package", allow_package, 445, CLOSED, CLOSED, NULL},
    {"trust tuple", allow_trust_tuple, 445, CLOSED, CLOSED, NULL},
    {"foreign version", allow_foreign_version, 445, CLOSED, CLOSED, NULL},
    {"block beats allow", block_beats_allow, 445, CLOSED, CLOSED, "rule block blocks the port."},
    {"inactive block", inactive_block, 445, OPEN, OPEN, NULL},
    {"block for some", block_some, 445, PARTLY, PARTLY, "rule block blocks the port for some."},
    {"bypass", bypass_over_block, 445, PARTLY, PARTLY, "authenticated peers pass every block"},
    {"policy block", policy_block, 445, CLOSED, CLOSED, "rule gpo blocks"},
    {"policy allow", policy_allow, 445, OPEN, OPEN, "rule gpo opens"},
    {"mdm allow", mdm_allow, 445, OPEN, OPEN, "rule mdm opens"},
    {"service hardening blocks", service_hardening_blocks, 135, CLOSED, CLOSED, "rule R-1 blocks"},
    {"service hardening allows nothing", service_hardening_allows_nothing, 135, CLOSED, CLOSED,
     NULL},
    {"merge off", merge_off, 445, PARTLY, CLOSED, "local rules do not count"},
    {"merge off ignores blocks", merge_off_ignores_blocks_too, 445, PARTLY, OPEN, NULL},
    {"public off", public_off, 445, PARTLY, OPEN, "Public is off: EnableFirewall is 0."},
    {"policy over local", public_off_but_policy_on, 445, CLOSED, CLOSED, NULL},
    {"old policy", old_policy_turns_off, 445, OPEN, OPEN, "a policy sets EnableFirewall to 0"},
    {"all off", everything_off, 445, OPEN, OPEN, NULL},
    {"absent means on", enable_is_absent, 445, CLOSED, CLOSED, NULL},
    {"switch denied", enable_is_denied, 445, UNKNOWN, UNKNOWN, "could not be seen"},
    {"switch of the wrong type", enable_has_the_wrong_type, 445, UNKNOWN, UNKNOWN, NULL},
    {"default allows", default_allows, 445, OPEN, OPEN, "default inbound action is allow"},
    {"no exceptions", no_exceptions, 445, CLOSED, CLOSED, "DoNotAllowExceptions is 1"},
    {"service stopped", service_stopped, 445, OPEN, OPEN,
     "MpsSvc of Windows Firewall is not running"},
    {"service gone", service_gone, 445, OPEN, OPEN, "is not there"},
    {"service unknown", service_unknown, 445, UNKNOWN, UNKNOWN, "could not be seen"},
    {"service unknown, open", service_unknown_and_open, 445, OPEN, OPEN, NULL},
    {"disabled offline", service_disabled_offline, 445, OPEN, OPEN, "is disabled"},
    {"services denied", services_denied, 445, UNKNOWN, UNKNOWN, NULL},
    {"rules denied", rules_denied, 445, UNKNOWN, UNKNOWN, "local firewall rules could not be seen"},
    {"rules denied, policy blocks", rules_denied_but_policy_blocks, 445, CLOSED, CLOSED, NULL},
    {"policy rules denied", policy_rules_denied, 445, UNKNOWN, UNKNOWN, "group policy"},
    {"domain profile off", in_a_domain, 445, PARTLY, CLOSED, "profile Domain is off"},
    {"broken rules", broken_rule, 445, CLOSED, CLOSED, "2 firewall rules could not be understood"},
    {"XP off", xp_off, 445, OPEN, OPEN, NULL},
    {"XP on", xp_on, 445, UNKNOWN, UNKNOWN, "before Vista"},
    {"RPC-EPMap", epmap_keyword, 135, OPEN, OPEN, "rule rpc opens"},
    {"RPC-EPMap is not 445", epmap_keyword, 445, CLOSED, CLOSED, NULL},
    {"RPC-EPMap for wininit", epmap_for_wininit, 135, CLOSED, CLOSED, NULL},
    {"dynamic RPC is not 135", dynamic_rpc, 135, CLOSED, CLOSED, NULL},
    {"any service", any_service, 135, OPEN, OPEN, NULL},
    {"any service is not the kernel", any_service, 445, CLOSED, CLOSED, NULL},
    {"netlatch's own block", netlatch_block, 445, CLOSED, CLOSED, "netlatch-block-tcp-445 blocks"},
};

static struct nl_firewall_view view_of(struct machine_builder *m, unsigned port)
{
    struct nl_firewall_rules rules;
    struct nl_firewall_state firewall;
    struct nl_firewall_view view;
    nl_firewall_read(&m->arena, &m->machine, NULL, &rules);
    nl_firewall_state_judge(&m->arena, &m->machine, &firewall);
    nl_firewall_judge(&m->arena, &m->machine, &rules, &firewall, nl_port_find(port), &view);
    return view;
}

static void every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        rows[i].change(m);
        struct nl_firewall_view view = view_of(m, rows[i].port);
        if (view.openness != rows[i].openness ||
            view.profiles[NL_FIREWALL_PUBLIC] != rows[i].in_public)
            fail_msg("%s: %s, in public %s\n%s", rows[i].name, nl_openness_words[view.openness],
                     nl_openness_words[view.profiles[NL_FIREWALL_PUBLIC]],
                     said_text(&m->arena, &view.why));
        if (rows[i].says && !said(&m->arena, &view.why, rows[i].says))
            fail_msg("%s does not say \"%s\":\n%s", rows[i].name, rows[i].says,
                     said_text(&m->arena, &view.why));
        machine_free(m);
    }
}

static void broken_rules_are_counted_and_named(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_firewall_rules rules;
    (void)state;
    broken_rule(m);
    nl_firewall_read(&m->arena, &m->machine, NULL, &rules);
    assert_int_equal(rules.broken.count, 2);
    assert_string_equal(rules.broken.items[0].id, "broken");
    assert_true(nl_holds(nl_sentence_text(&m->arena, &rules.broken.items[0].problem, NULL),
                         "does not end"));
    assert_string_equal(rules.broken.items[1].id, "number");
    assert_int_equal(rules.list.count, 8);
    assert_int_equal(rules.states[NL_FIREWALL_LOCAL], NL_VALUE_PRESENT);
    assert_int_equal(rules.states[NL_FIREWALL_POLICY], NL_VALUE_ABSENT);
    machine_free(m);
}

static void the_domain_profile_counts_in_a_domain_only(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_firewall_state firewall;
    (void)state;
    nl_firewall_state_judge(&m->arena, &m->machine, &firewall);
    assert_false(firewall.usable[NL_FIREWALL_DOMAIN]);
    assert_true(firewall.usable[NL_FIREWALL_PUBLIC]);
    m->machine.membership.state = NL_VALUE_DENIED; /* not known: it may be in one */
    nl_firewall_state_judge(&m->arena, &m->machine, &firewall);
    assert_true(firewall.usable[NL_FIREWALL_DOMAIN]);
    machine_free(m);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(broken_rules_are_counted_and_named),
        cmocka_unit_test(the_domain_profile_counts_in_a_domain_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
