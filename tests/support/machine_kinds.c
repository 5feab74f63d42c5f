/* machine_kinds.c - the eight machines that the reports are looked at with. */
#include "machine_kinds.h"

#include "model/machine_set.h"

#include "base/text.h"

#include <stdio.h>

const char *const machine_kind_names[MACHINE_KIND_COUNT] = {
    "home",       "office",  "file-server",  "member",
    "controller", "hyper-v", "firewall-off", "all-closed",
};
const char *const machine_kind_profiles[MACHINE_KIND_COUNT] = {
    "internet-client", "office-client", "file-server",     "office-client",
    "file-server",     "file-server",   "internet-client", "internet-client",
};

static struct machine_builder *pc(const char *name, uint32_t build, const char *display)
{
    struct machine_builder *m = machine_windows_10();
    m->machine.name = name;
    m->machine.os.build = build;
    m->machine.os.version = nl_arena_format(&m->arena, "10.0.%u", (unsigned)build);
    m->machine.os.display_version = display;
    m->machine.os.revision = 3803;
    m->machine.session.user_name = "anna";
    m->machine.membership.name = "WORKGROUP";
    m->machine.recorded = "2026-11-27T18:04:00Z";
    m->machine.recorded_by = "netlatch 0.1.0";
    return m;
}

static void add_adapter(struct machine_builder *m, unsigned number, const char *name,
                        const char *address)
{
    const char *guid = nl_arena_format(&m->arena, "{%08X-2222-3333-4444-555555555555}", number);
    machine_adapter(m, guid, name);
    machine_netbt(m, guid, 0);
    if (!address)
        return;
    machine_ip(m, guid, address, 24);
    machine_listener(m, NL_UDP, address, 137, 4, "System", NULL);
    machine_listener(m, NL_UDP, address, 138, 4, "System", NULL);
    machine_listener(m, NL_TCP, address, 139, 4, "System", NULL);
}

/* Switches one of the stock rules on. */
static void allow(struct machine_builder *m, const char *id, const char *profiles, const char *port,
                  unsigned protocol, const char *from)
{
    machine_rule(m, id,
                 nl_arena_format(&m->arena,
                                 "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=%u|%sLPort=%s|%s"
                                 "App=System|Name=@FirewallAPI.dll,-28503|",
                                 protocol, profiles, port, from));
}

#define PRIVATE "Profile=Private|"
#define DOMAIN "Profile=Domain|"
#define SUBNET "RA4=LocalSubnet|RA6=LocalSubnet|"

static struct machine_builder *home(void)
{
    struct machine_builder *m = pc("HOME-PC", 19045, "22H2");
    machine_netbt(m, MACHINE_GUID, 0);
    add_adapter(m, 2, "Wi-Fi", "192.168.1.11");
    add_adapter(m, 3, "Bluetooth", NULL);
    allow(m, "FPS-NB_Name-In-UDP", PRIVATE, "137", 17, SUBNET);
    allow(m, "FPS-NB_Datagram-In-UDP", PRIVATE, "138", 17, SUBNET);
    return m;
}

static struct machine_builder *office(void)
{
    struct machine_builder *m = pc("OFFICE-12", 22631, "23H2");
    m->machine.os.product = "Windows 11 Pro";
    machine_netbt(m, MACHINE_GUID, 0);
    machine_domain(m, "corp.example");
    machine_wins(m, MACHINE_GUID, "192.168.1.2");
    allow(m, "FPS-SMB-In-TCP", DOMAIN, "445", 6, "");
    m->machine.session.elevated = NL_ANSWER_NO;
    machine_right_value(m, "SeDenyNetworkLogonRight",
                        (struct nl_value){.state = NL_VALUE_DENIED, .code = 5});
    machine_unseen(m, "user-rights", NL_VALUE_DENIED, 5, NULL);
    machine_unseen(m, "smb-sessions", NL_VALUE_DENIED, 5, NULL);
    return m;
}

static void as_server(struct machine_builder *m)
{
    m->machine.os.product = "Windows Server 2022 Standard";
    m->machine.os.build = 20348;
    m->machine.os.version = "10.0.20348";
    m->machine.os.display_version = "21H2";
    m->machine.os.kind = NL_OS_SERVER;
}

static struct machine_builder *file_server(void)
{
    struct machine_builder *m = pc("FILES-1", 20348, "21H2");
    as_server(m);
    machine_netbt(m, MACHINE_GUID, 0);
    machine_domain(m, "corp.example");
    machine_share(m, "projects", 0, "D:\\projects");
    machine_smb_session(m, "192.168.1.30", "ben");
    allow(m, "FPS-SMB-In-TCP-NoScope", DOMAIN, "445", 6, "");
    allow(m, "FPS-NB_Session-In-TCP", DOMAIN, "139", 6, "");
    return m;
}

static struct machine_builder *member(void)
{
    struct machine_builder *m = pc("APP-3", 20348, "21H2");
    as_server(m);
    machine_netbt(m, MACHINE_GUID, 2);
    machine_domain(m, "corp.example");
    machine_rule(m, "WMI-RPCSS-In-TCP",
                 "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|LPort=135|"
                 "App=%SystemRoot%\\system32\\svchost.exe|Svc=rpcss|Name=@FirewallAPI.dll,-34252|");
    machine_close_port(m, NL_UDP, 137);
    machine_close_port(m, NL_UDP, 138);
    machine_close_port(m, NL_TCP, 139);
    return m;
}

static struct machine_builder *controller(void)
{
    struct machine_builder *m = pc("DC-1", 20348, "21H2");
    as_server(m);
    machine_netbt(m, MACHINE_GUID, 0);
    machine_domain(m, "corp.example");
    m->machine.os.kind = NL_OS_DOMAIN_CONTROLLER;
    m->machine.membership.controller = NL_ANSWER_YES;
    machine_service(m, "NTDS", 2, NL_SERVICE_RUNNING);
    machine_share(m, "SYSVOL", 0, "C:\\Windows\\SYSVOL\\sysvol");
    machine_share(m, "NETLOGON", 0, "C:\\Windows\\SYSVOL\\sysvol\\corp.example\\SCRIPTS");
    allow(m, "ADDS-NP-TCP-In", "", "445", 6, "");
    allow(m, "ADDS-NB-Datagram-UDP-In", "", "138", 17, "");
    machine_rule(m, "ADDS-RPCEPMAP-TCP-In",
                 "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC-EPMap|"
                 "App=%systemroot%\\system32\\svchost.exe|Svc=rpcss|Name=RPC|");
    return m;
}

static struct machine_builder *hyper_v(void)
{
    struct machine_builder *m = pc("HYPERV-2", 20348, "21H2");
    as_server(m);
    machine_netbt(m, MACHINE_GUID, 0);
    for (unsigned i = 2; i <= 17; i++) {
        const char *name = nl_arena_format(&m->arena, "vEthernet (Switch %u)", i - 1);
        add_adapter(m, i, name, nl_arena_format(&m->arena, "10.0.%u.1", i));
    }
    machine_service(m, "vmms", 2, NL_SERVICE_RUNNING);
    allow(m, "FPS-SMB-In-TCP", PRIVATE, "445", 6, SUBNET);
    allow(m, "FPS-NB_Name-In-UDP", PRIVATE, "137", 17, SUBNET);
    return m;
}

static struct machine_builder *firewall_off(void)
{
    struct machine_builder *m = home();
    m->machine.name = "OPEN-PC";
    machine_reg_dword(m, MACHINE_FIREWALL "\\DomainProfile", "EnableFirewall", 0);
    machine_reg_dword(m, MACHINE_FIREWALL "\\StandardProfile", "EnableFirewall", 0);
    machine_reg_dword(m, MACHINE_FIREWALL "\\PublicProfile", "EnableFirewall", 0);
    return m;
}

static struct machine_builder *all_closed(void)
{
    static const unsigned ports[] = {135, 137, 138, 139, 445};
    struct machine_builder *m = pc("CLOSED-PC", 19045, "22H2");
    machine_netbt(m, MACHINE_GUID, 2);
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB1", 0);
    machine_reg_text(m, MACHINE_OLE, "EnableDCOM", "N");
    machine_right(m, "SeDenyNetworkLogonRight", "S-1-5-21-1-2-3-501 S-1-5-32-546 S-1-5-7");
    for (size_t i = 0; i < sizeof ports / sizeof ports[0]; i++) {
        enum nl_protocol protocol = ports[i] == 137 || ports[i] == 138 ? NL_UDP : NL_TCP;
        const struct nl_address block = {NL_PLACE_FIREWALL_BLOCK, nl_protocol_words[protocol],
                                         nl_arena_text(&m->arena, nl_decimal(ports[i]).text)};
        const struct nl_value blocked = nl_value_byte(&m->arena, NL_TYPE_FIREWALL_BLOCK, true);
        nl_machine_change(&m->arena, &m->machine, &block, &blocked);
        if (ports[i] != 135)
            machine_close_port(m, protocol, ports[i]);
    }
    return m;
}

struct machine_builder *machine_of_kind(enum machine_kind kind)
{
    static struct machine_builder *(*const makers[MACHINE_KIND_COUNT])(void) = {
        home, office, file_server, member, controller, hyper_v, firewall_off, all_closed,
    };
    return makers[kind]();
}
