/* plan_exposure_test.c - the three columns: each row changes a stock machine and says what follows
 * for one port, and whether the columns disagree. */
#include "base/text.h"
#include "machine_builder.h"
#include "model/machine_set.h"
#include "plan/exposure.h"
#include "plan/exposure_client.h"
#include "said.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define UNKNOWN NL_OPENNESS_UNKNOWN
#define CLOSED NL_OPENNESS_CLOSED
#define PARTLY NL_OPENNESS_PARTLY
#define OPEN NL_OPENNESS_OPEN

#define SECOND_GUID "{22222222-2222-3333-4444-555555555555}"

static void nothing(struct machine_builder *m)
{
    (void)m;
}

static void rpc_disabled(struct machine_builder *m)
{
    machine_service(m, "RpcSs", 4, NL_SERVICE_RUNNING);
}

static void rpc_disabled_and_gone(struct machine_builder *m)
{
    machine_service(m, "RpcSs", 4, NL_SERVICE_STOPPED);
    machine_close_port(m, NL_TCP, 135);
}

static void mapper_disabled(struct machine_builder *m)
{
    machine_service(m, "RpcEptMapper", 4, NL_SERVICE_RUNNING);
}

static void vista_has_no_mapper(struct machine_builder *m)
{
    m->machine.os.build = 6002;
    machine_remove_service(m, "RpcEptMapper");
    machine_depends(m, "RpcSs", "DcomLaunch");
}

static void mapper_missing_on_10(struct machine_builder *m)
{
    machine_remove_service(m, "RpcEptMapper");
    machine_depends(m, "RpcSs", "DcomLaunch");
}

static void rpc_start_denied(struct machine_builder *m)
{
    machine_service(m, "RpcSs", 2, NL_SERVICE_RUNNING)->start = nl_value_denied(5);
}

static void dcom_off(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_OLE, "EnableDCOM", "N");
}

static void rpc_is_manual(struct machine_builder *m)
{
    machine_service(m, "RpcSs", 3, NL_SERVICE_STOPPED);
    machine_close_port(m, NL_TCP, 135);
}

static void owner_by_pid(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 135);
    machine_listener(m, NL_TCP, "0.0.0.0", 135, 600, "svchost.exe", NULL);
}

static void stranger_on_135(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 135);
    machine_listener(m, NL_TCP, "0.0.0.0", 135, 4242, "dcerpcd.exe", NULL);
}

static void server_disabled(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 4, NL_SERVICE_RUNNING);
}

static void server_disabled_and_stopped(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
}

static void server_disabled_and_unloaded(struct machine_builder *m)
{
    server_disabled_and_stopped(m);
    machine_driver(m, "srvnet", 3, NL_SERVICE_STOPPED);
    machine_close_port(m, NL_TCP, 445);
}

static void server_stopped_now(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 2, NL_SERVICE_STOPPED);
    machine_close_port(m, NL_TCP, 445);
}

static void srvnet_disabled(struct machine_builder *m)
{
    machine_driver(m, "srvnet", 4, NL_SERVICE_RUNNING);
}

static void rpc_off_takes_the_server(struct machine_builder *m)
{
    machine_service(m, "RPCSS", 4, NL_SERVICE_RUNNING);
}

static void a_link_of_the_chain_is_missing(struct machine_builder *m)
{
    machine_remove_service(m, "Srv2");
}

static void a_link_of_the_chain_was_not_seen(struct machine_builder *m)
{
    a_link_of_the_chain_is_missing(m);
    m->machine.services_state = NL_VALUE_UNSUPPORTED;
}

static void dependencies_go_in_a_circle(struct machine_builder *m)
{
    machine_depends(m, "srvnet", "LanmanServer");
}

static void direct_off(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 0);
}

static void direct_off_and_restarted(struct machine_builder *m)
{
    direct_off(m);
    machine_close_port(m, NL_TCP, 445);
}

static void direct_off_on_xp(struct machine_builder *m)
{
    m->machine.os.build = 2600;
    direct_off_and_restarted(m);
}

static void direct_qword(struct machine_builder *m)
{
    machine_reg_qword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 0);
}

static void direct_one(struct machine_builder *m)
{
    machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 1);
}

static void direct_denied(struct machine_builder *m)
{
    machine_key_state(m, MACHINE_NETBT_PARAMETERS, NL_VALUE_DENIED, 5);
}

static void samba_on_445(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 445);
    server_disabled_and_stopped(m);
    machine_listener(m, NL_TCP, "0.0.0.0", 445, 77, "smbd.exe", NULL);
}

static void port_proxy_on_445(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 445);
    machine_listener(m, NL_TCP, "0.0.0.0", 445, 1500, "svchost.exe", "iphlpsvc");
}

static void service_on_445(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 445);
    machine_listener(m, NL_TCP, "0.0.0.0", 445, 1501, "svchost.exe", "Other");
}

static void loopback_only(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 445);
    machine_listener(m, NL_TCP, "127.0.0.1", 445, 4, "System", NULL);
}

static void one_address_only(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 445);
    machine_listener(m, NL_TCP, "192.168.1.10", 445, 4, "System", NULL);
}

static void no_v6_table(struct machine_builder *m)
{
    m->machine.listeners.tcp6 = NL_VALUE_UNSUPPORTED;
    m->machine.listeners.tcp6_code = 87;
}

static void no_v6_table_and_closed(struct machine_builder *m)
{
    machine_close_port(m, NL_TCP, 445);
    no_v6_table(m);
}

static void driver_disabled(struct machine_builder *m)
{
    machine_driver(m, "NetBT", 4, NL_SERVICE_RUNNING);
}

static void driver_without_its_transport(struct machine_builder *m)
{
    machine_driver(m, "Tdx", 4, NL_SERVICE_STOPPED);
    machine_depends(m, "NetBT", "Tdx");
}

static void driver_gone(struct machine_builder *m)
{
    machine_remove_service(m, "NetBT");
    machine_close_port(m, NL_UDP, 137);
}

static void netbios_off_pending(struct machine_builder *m)
{
    machine_netbt(m, MACHINE_GUID, 2);
}

static void netbios_off(struct machine_builder *m)
{
    machine_netbt(m, MACHINE_GUID, 2);
    machine_close_port(m, NL_UDP, 137);
    machine_close_port(m, NL_TCP, 139);
}

static void netbios_on_but_closed(struct machine_builder *m)
{
    machine_close_port(m, NL_UDP, 137);
}

static void cable_out(struct machine_builder *m)
{
    machine_adapter(m, MACHINE_GUID, "Ethernet")->up = NL_ANSWER_NO;
    machine_close_port(m, NL_UDP, 137);
}

static void second_adapter_off(struct machine_builder *m)
{
    machine_adapter(m, SECOND_GUID, "Wi-Fi");
    machine_ip(m, SECOND_GUID, "10.0.0.5", 8);
    machine_netbt(m, SECOND_GUID, 2);
}

static void second_adapter_is_gone(struct machine_builder *m)
{
    machine_netbt(m, SECOND_GUID, 0);
}

static void second_adapter_is_unreadable(struct machine_builder *m)
{
    machine_adapter(m, SECOND_GUID, "Wi-Fi");
    machine_netbt(m, SECOND_GUID, 9);
}

static void second_adapter_has_no_key(struct machine_builder *m)
{
    machine_adapter(m, SECOND_GUID, "Teredo")->netbios = NL_ANSWER_NO;
}

static void only_a_leftover(struct machine_builder *m)
{
    machine_remove_adapter(m, MACHINE_GUID);
    machine_close_port(m, NL_UDP, 137);
}

static void all_is_denied(struct machine_builder *m)
{
    m->machine.services_state = NL_VALUE_DENIED;
    m->machine.services_code = 5;
    m->machine.services.count = 0;
}

static void firewall_blocks(struct machine_builder *m)
{
    machine_rule(m, "block", "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static void firewall_allows(struct machine_builder *m)
{
    machine_rule(m, "allow", "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|");
}

static const struct {
    const char *name;
    void (*change)(struct machine_builder *m);
    unsigned port;
    enum nl_openness predicted;
    enum nl_openness observed;
    const char *says;     /* in the port's reasons, or NULL */
    const char *mismatch; /* in a mismatch of that port; NULL: there is none */
} rows[] = {
    {"stock 135", nothing, 135, OPEN, OPEN, "RpcEptMapper is automatic and running.", NULL},
    {"stock 135 owner", nothing, 135, OPEN, OPEN,
     "Service RpcEptMapper (process 600) listens on 0.0.0.0, [::].", NULL},
    {"stock 137", nothing, 137, OPEN, OPEN, "NetBIOS is on for these adapters: Ethernet.", NULL},
    {"stock 138", nothing, 138, OPEN, OPEN, "PID 4 (System) listens on 192.168.1.10.", NULL},
    {"stock 139", nothing, 139, OPEN, OPEN, "NetBT is automatic and running.", NULL},
    {"stock 445", nothing, 445, OPEN, OPEN, "LanmanServer is automatic and running.", NULL},
    {"stock 445, direct", nothing, 445, OPEN, OPEN, "smb.direct is absent, which means enabled.",
     NULL},
    {"stock 445 owner", nothing, 445, OPEN, OPEN, "PID 4 (System) listens on 0.0.0.0, [::].", NULL},
    {"RpcSs disabled", rpc_disabled, 135, CLOSED, OPEN, "RpcSs is disabled but still running.",
     "after the next restart"},
    {"RpcSs gone", rpc_disabled_and_gone, 135, CLOSED, CLOSED, "Nothing listens", NULL},
    {"mapper disabled", mapper_disabled, 135, CLOSED, OPEN, "RpcSs depends on RpcEptMapper",
     "still open"},
    {"Vista", vista_has_no_mapper, 135, OPEN, OPEN, NULL, NULL},
    {"mapper missing", mapper_missing_on_10, 135, CLOSED, OPEN,
     "The service RpcEptMapper does not exist.", "still open"},
    {"start type denied", rpc_start_denied, 135, UNKNOWN, OPEN, "could not be read", NULL},
    {"DCOM off", dcom_off, 135, OPEN, OPEN, "the endpoint mapper listens all the same", NULL},
    {"RpcSs manual", rpc_is_manual, 135, OPEN, CLOSED, "as soon as something asks for it",
     "closed although"},
    {"owner by PID", owner_by_pid, 135, OPEN, OPEN, "Service RpcEptMapper", NULL},
    {"stranger on 135", stranger_on_135, 135, OPEN, OPEN, "PID 4242 (dcerpcd.exe)",
     "held by dcerpcd.exe (PID 4242)"},
    {"server disabled", server_disabled, 445, CLOSED, OPEN, "disabled but still running",
     "still open because LanmanServer runs"},
    {"srvnet holds it", server_disabled_and_stopped, 445, CLOSED, OPEN, NULL, "srvnet holds it"},
    {"server gone", server_disabled_and_unloaded, 445, CLOSED, CLOSED, NULL, NULL},
    {"server stopped", server_stopped_now, 445, OPEN, CLOSED, "automatic but not running now",
     "LanmanServer does not run now"},
    {"srvnet disabled", srvnet_disabled, 445, CLOSED, OPEN, "depends on srvnet, which is disabled",
     "LanmanServer runs"},
    {"RpcSs takes the server", rpc_off_takes_the_server, 445, CLOSED, OPEN,
     "LanmanServer depends on RpcSs, which is disabled.", "still open"},
    {"link missing", a_link_of_the_chain_is_missing, 445, CLOSED, OPEN,
     "depends on Srv2, which does not exist", "LanmanServer runs"},
    {"link not seen", a_link_of_the_chain_was_not_seen, 445, UNKNOWN, OPEN, "depends on Srv2",
     NULL},
    {"circle", dependencies_go_in_a_circle, 445, OPEN, OPEN, NULL, NULL},
    {"direct off", direct_off, 445, CLOSED, OPEN, "not proven", "does not heed the setting"},
    {"direct off, restarted", direct_off_and_restarted, 445, CLOSED, CLOSED, "not proven", NULL},
    {"direct off on XP", direct_off_on_xp, 445, CLOSED, CLOSED, "turns the port off", NULL},
    {"direct QWORD", direct_qword, 445, OPEN, OPEN, "only heeds a REG_DWORD", NULL},
    {"direct 1", direct_one, 445, OPEN, OPEN, "smb.direct is 1, which means enabled.", NULL},
    {"direct denied", direct_denied, 445, UNKNOWN, OPEN, "may not be read (error 5)", NULL},
    {"Samba", samba_on_445, 445, CLOSED, OPEN, "PID 77 (smbd.exe)", "smbd.exe (PID 77)"},
    {"port proxy", port_proxy_on_445, 445, OPEN, OPEN, "Service iphlpsvc", "a port proxy"},
    {"service of somebody else", service_on_445, 445, OPEN, OPEN, "Service Other",
     "held by the service Other"},
    {"loopback only", loopback_only, 445, OPEN, PARTLY, "Only this machine itself", NULL},
    {"one address", one_address_only, 445, OPEN, PARTLY, NULL, NULL},
    {"no v6 table, open", no_v6_table, 445, OPEN, OPEN,
     "sockets of IPv6 could not be seen (error 87)", NULL},
    {"no v6 table, closed", no_v6_table_and_closed, 445, OPEN, UNKNOWN, "error 87", NULL},
    {"driver disabled", driver_disabled, 139, CLOSED, OPEN, "NetBT is disabled but still running.",
     "the NetBT driver is loaded, and by its settings it will not run"},
    {"driver without its transport", driver_without_its_transport, 139, CLOSED, OPEN,
     "depends on Tdx, which is disabled", "by its settings it will not run"},
    {"driver gone", driver_gone, 137, CLOSED, CLOSED, "The service NetBT does not exist.", NULL},
    {"NetBIOS off pending", netbios_off_pending, 139, CLOSED, OPEN,
     "NetBIOS is off for these adapters: Ethernet.", "Port 139 is open on Ethernet although"},
    {"NetBIOS off", netbios_off, 137, CLOSED, CLOSED, NULL, NULL},
    {"NetBIOS on but closed", netbios_on_but_closed, 137, OPEN, CLOSED, NULL,
     "Port 137 is closed on Ethernet although"},
    {"cable out", cable_out, 137, OPEN, CLOSED, NULL, NULL},
    {"second adapter off", second_adapter_off, 137, PARTLY, PARTLY,
     "off for these adapters: ", NULL},
    {"second adapter gone", second_adapter_is_gone, 137, OPEN, OPEN, NULL, NULL},
    {"second adapter unreadable", second_adapter_is_unreadable, 137, PARTLY, OPEN,
     "could not be found out for: ", NULL},
    {"no key", second_adapter_has_no_key, 137, PARTLY, OPEN, NULL, NULL},
    {"only a leftover", only_a_leftover, 137, CLOSED, CLOSED, NULL, NULL},
    {"services denied", all_is_denied, 445, UNKNOWN, OPEN, "services of this machine could not",
     NULL},
    {"services denied, NetBT", all_is_denied, 137, UNKNOWN, OPEN, NULL, NULL},
};

static const char *mismatch_of(struct machine_builder *m, const struct nl_mismatches *mismatches,
                               unsigned port)
{
    struct nl_text out;
    nl_text_init(&out, &m->arena);
    for (size_t i = 0; i < mismatches->count; i++) {
        if (mismatches->items[i].port->number == port)
            nl_text_format(&out, "%s\n",
                           nl_sentence_text(&m->arena, &mismatches->items[i].what, NULL));
    }
    return out.length ? out.data : NULL;
}

static size_t index_of(unsigned port)
{
    return (size_t)(nl_port_find(port) - nl_ports);
}

static void every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_exposure exposure;
        rows[i].change(m);
        nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
        const struct nl_port_exposure *found = &exposure.ports[index_of(rows[i].port)];
        const char *mismatch = mismatch_of(m, &exposure.mismatches, rows[i].port);
        if (found->predicted != rows[i].predicted || found->observed != rows[i].observed)
            fail_msg("%s: predicted %s, observed %s\n%s", rows[i].name,
                     nl_openness_words[found->predicted], nl_openness_words[found->observed],
                     said_text(&m->arena, &found->why));
        if (rows[i].says && !said(&m->arena, &found->why, rows[i].says))
            fail_msg("%s does not say \"%s\":\n%s", rows[i].name, rows[i].says,
                     said_text(&m->arena, &found->why));
        if (!rows[i].mismatch != !mismatch || (mismatch && !nl_holds(mismatch, rows[i].mismatch)))
            fail_msg("%s: mismatch: %s", rows[i].name, mismatch ? mismatch : "none");
        machine_free(m);
    }
}

static void unverified_is_said_where_it_is_so(void **state)
{
    struct nl_exposure exposure;
    struct machine_builder *m = machine_windows_10();
    (void)state;
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    assert_false(exposure.ports[index_of(445)].unverified);
    direct_off(m);
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    assert_true(exposure.ports[index_of(445)].unverified);
    m->machine.os.build = 3790;
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    assert_false(exposure.ports[index_of(445)].unverified);
    machine_free(m);
}

static void an_offline_machine_has_no_observed_column(void **state)
{
    struct nl_exposure exposure;
    struct machine_builder *m = machine_offline_windows_10();
    (void)state;
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        assert_int_equal(exposure.ports[i].predicted, OPEN);
        assert_int_equal(exposure.ports[i].observed, UNKNOWN);
        assert_int_equal(exposure.ports[i].reachable, UNKNOWN); /* the firewall may not run */
        assert_true(
            said(&m->arena, &exposure.ports[i].why, "sockets of IPv4 could not be seen here"));
    }
    assert_int_equal(exposure.mismatches.count, 0);
    machine_free(m);
}

static void nothing_is_known_of_an_empty_machine(void **state)
{
    struct nl_exposure exposure;
    struct machine_builder *m = machine_empty();
    (void)state;
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        assert_int_equal(exposure.ports[i].predicted, UNKNOWN);
        assert_int_equal(exposure.ports[i].observed, UNKNOWN);
        assert_int_equal(exposure.ports[i].reachable, UNKNOWN);
        assert_true(exposure.ports[i].why.count > 0);
    }
    assert_int_equal(exposure.mismatches.count, 0);
    machine_free(m);
}

static void the_firewall_is_a_column_of_its_own(void **state)
{
    struct nl_exposure exposure;
    struct machine_builder *m = machine_windows_10();
    (void)state;
    firewall_blocks(m);
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    assert_int_equal(exposure.ports[index_of(445)].observed, OPEN);
    assert_int_equal(exposure.ports[index_of(445)].reachable, CLOSED);
    assert_int_equal(exposure.mismatches.count, 0); /* a block leaves the socket listening */
    machine_rule(m, "block", NULL);
    firewall_allows(m);
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    assert_int_equal(exposure.ports[index_of(445)].reachable, OPEN);
    assert_int_equal(exposure.ports[index_of(135)].reachable, CLOSED);
    machine_free(m);
}

static void a_change_speaks_in_the_predicted_column_alone(void **state)
{
    struct nl_exposure exposure;
    struct machine_builder *m = machine_windows_10();
    struct nl_machine after = m->machine;
    struct nl_address address = {NL_PLACE_SERVICE_START, "LanmanServer", NULL};
    struct nl_value disabled = nl_value_start_type(&m->arena, 4);
    (void)state;
    nl_machine_set(&m->arena, &after, &address, &disabled);
    nl_exposure_judge(&m->arena, &after, NULL, &exposure);
    assert_int_equal(exposure.ports[index_of(445)].predicted, CLOSED);
    assert_int_equal(exposure.ports[index_of(445)].observed, OPEN);
    assert_int_equal(exposure.ports[index_of(139)].predicted, OPEN);
    assert_true(
        said(&m->arena, &exposure.ports[index_of(139)].why, "NetBT listens on it all the same"));
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    assert_int_equal(exposure.ports[index_of(445)].predicted,
                     OPEN); /* the first machine is untouched */
    machine_free(m);
}

static void places_are_adapters_or_addresses(void **state)
{
    struct nl_exposure exposure;
    struct machine_builder *m = machine_windows_10();
    (void)state;
    second_adapter_off(m);
    machine_netbt(m, "{33333333-2222-3333-4444-555555555555}", 1);
    nl_exposure_judge(&m->arena, &m->machine, NULL, &exposure);
    const struct nl_port_exposure *name = &exposure.ports[index_of(137)];
    assert_int_equal(name->places.count, 3);
    assert_string_equal(name->places.items[0].label, "Ethernet");
    assert_string_equal(name->places.items[0].adapter, MACHINE_GUID);
    assert_int_equal(name->places.items[0].predicted, OPEN);
    assert_int_equal(name->places.items[0].observed, OPEN);
    assert_string_equal(name->places.items[1].label, "Wi-Fi");
    assert_int_equal(name->places.items[1].predicted, CLOSED);
    assert_int_equal(name->places.items[1].observed, CLOSED);
    assert_int_equal(name->places.items[2].predicted, CLOSED); /* a leftover serves nothing */
    const struct nl_port_exposure *smb = &exposure.ports[index_of(445)];
    assert_int_equal(smb->places.count, 2);
    assert_null(smb->places.items[0].adapter);
    assert_string_equal(smb->places.items[0].label, "0.0.0.0");
    assert_string_equal(smb->places.items[1].label, "::");
    assert_int_equal(smb->owners.count, 2);
    assert_true(smb->owners.items[0].windows);
    machine_free(m);
}

static void clients(void **state)
{
    static const struct {
        const char *name;
        void (*change)(struct machine_builder *m);
        const char *says;
        const char *never;
    } cases[] = {
        {"on", nothing, "tries TCP 445 and TCP 139 at the same time", "TCP 445 alone"},
        {"3.1.1", nothing, "SMB 3.1.1", NULL},
        {"off", netbios_off, "tries TCP 445 alone", "SMB 3.1.1"},
        {"off, names", netbios_off, "no longer through NetBIOS or WINS", NULL},
        {"partly", second_adapter_off, "opens a share through Ethernet", NULL},
        {"unknown", all_is_denied, "could not be found out", NULL},
        {"XP, direct off", direct_off_on_xp, "tries TCP 139 alone", "TCP 445 and"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_sentences out = {0};
        cases[i].change(m);
        nl_exposure_client(&m->arena, &m->machine, &out);
        if (!said(&m->arena, &out, cases[i].says) ||
            (cases[i].never && said(&m->arena, &out, cases[i].never)))
            fail_msg("%s:\n%s", cases[i].name, said_text(&m->arena, &out));
        machine_free(m);
    }
}

static void a_client_without_workstation_opens_nothing(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_sentences out = {0};
    (void)state;
    machine_driver(m, "MRxSmb20", 4, NL_SERVICE_RUNNING);
    nl_exposure_client(&m->arena, &m->machine, &out);
    assert_true(said(&m->arena, &out, "cannot open shares"));
    assert_true(said(&m->arena, &out, "LanmanWorkstation depends on MRxSmb20"));
    machine_free(m);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(unverified_is_said_where_it_is_so),
        cmocka_unit_test(an_offline_machine_has_no_observed_column),
        cmocka_unit_test(nothing_is_known_of_an_empty_machine),
        cmocka_unit_test(the_firewall_is_a_column_of_its_own),
        cmocka_unit_test(a_change_speaks_in_the_predicted_column_alone),
        cmocka_unit_test(places_are_adapters_or_addresses),
        cmocka_unit_test(clients),
        cmocka_unit_test(a_client_without_workstation_opens_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
