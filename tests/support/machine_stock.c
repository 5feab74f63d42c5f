/* machine_stock.c - whole Windows machines to start a test from. The firewall rules and the
 * services with their dependencies are those of a Windows 10 1709. */
#include "machine_builder.h"

static void add_services(struct machine_builder *m)
{
    static const struct {
        const char *name;
        uint32_t start;
        bool driver;
        const char *depends;
    } rows[] = {
        {"DcomLaunch", 2, false, ""},
        {"RpcEptMapper", 2, false, ""},
        {"RpcSs", 2, false, "RpcEptMapper DcomLaunch"},
        {"SamSs", 2, false, "RPCSS"},
        {"tcpip", 0, true, ""},
        {"Tdx", 1, true, "tcpip"},
        {"NetBT", 1, true, "Tdx tcpip"},
        {"srvnet", 3, true, ""},
        {"srv2", 3, true, "srvnet"},
        {"srv", 3, true, "srv2"},
        {"LanmanServer", 2, false, "SamSS Srv2"},
        {"Bowser", 3, true, ""},
        {"MRxSmb", 3, true, ""},
        {"MRxSmb10", 2, true, "MRxSmb"},
        {"MRxSmb20", 3, true, "MRxSmb"},
        {"NSI", 2, false, ""},
        {"LanmanWorkstation", 2, false, "Bowser MRxSmb10 MRxSmb20 NSI"},
        {"mpsdrv", 3, true, ""},
        {"BFE", 2, false, "RpcSs"},
        {"MpsSvc", 2, false, "mpsdrv BFE"},
        {"Spooler", 2, false, "RPCSS"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].driver)
            machine_driver(m, rows[i].name, rows[i].start, NL_SERVICE_RUNNING);
        else
            machine_service(m, rows[i].name, rows[i].start, NL_SERVICE_RUNNING);
        machine_depends(m, rows[i].name, rows[i].depends);
    }
}

static void add_registry(struct machine_builder *m)
{
    machine_reg_text(m, MACHINE_OLE, "EnableDCOM", "Y");
    machine_reg_dword(m, MACHINE_LSA, "LimitBlankPasswordUse", 1);
    machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "EnableLMHOSTS", 1);
    machine_reg_text(m, MACHINE_NETBT_PARAMETERS, "TransportBindName", "\\Device\\");
    machine_key(m, MACHINE_SERVER_PARAMETERS);
    machine_key(m, MACHINE_SERVICES "\\Tcpip\\Parameters");
    machine_key(m, NL_NETBT_INTERFACES);
    machine_netbt(m, MACHINE_GUID, 0);
    machine_reg_text(m, MACHINE_CONNECTIONS "\\" MACHINE_GUID "\\Connection", "Name", "Ethernet");
    machine_reg_dword(m, MACHINE_SERVICES "\\Tcpip\\Parameters\\Interfaces\\" MACHINE_GUID,
                      "EnableDHCP", 0);
    machine_key_state(m, MACHINE_DNS_POLICY, NL_VALUE_ABSENT, 0);
    machine_key_state(m, "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc", NL_VALUE_ABSENT,
                      0);
    machine_key_state(m, MACHINE_FIREWALL_POLICY, NL_VALUE_ABSENT, 0);
    machine_key_state(m, MACHINE_FIREWALL "\\Mdm", NL_VALUE_ABSENT, 0);
    machine_reg_dword(m, MACHINE_FIREWALL "\\DomainProfile", "EnableFirewall", 1);
    machine_reg_dword(m, MACHINE_FIREWALL "\\StandardProfile", "EnableFirewall", 1);
    machine_reg_dword(m, MACHINE_FIREWALL "\\PublicProfile", "EnableFirewall", 1);
}

static void add_rules(struct machine_builder *m)
{
    static const struct {
        const char *id;
        const char *text;
    } rows[] = {
        {"FPS-NB_Session-In-TCP",
         "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Private|Profile=Public|"
         "LPort=139|RA4=LocalSubnet|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-28503|"
         "Desc=@FirewallAPI.dll,-28506|EmbedCtxt=@FirewallAPI.dll,-28502|"},
        {"FPS-SMB-In-TCP",
         "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Private|Profile=Public|"
         "LPort=445|RA4=LocalSubnet|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-28511|"
         "Desc=@FirewallAPI.dll,-28514|EmbedCtxt=@FirewallAPI.dll,-28502|"},
        {"FPS-SMB-In-TCP-NoScope",
         "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Domain|LPort=445|App=System|"
         "Name=@FirewallAPI.dll,-28511|Desc=@FirewallAPI.dll,-28514|"
         "EmbedCtxt=@FirewallAPI.dll,-28502|"},
        {"FPS-NB_Name-In-UDP",
         "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=17|Profile=Private|Profile=Public|"
         "LPort=137|RA4=LocalSubnet|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-28519|"
         "Desc=@FirewallAPI.dll,-28522|EmbedCtxt=@FirewallAPI.dll,-28502|"},
        {"FPS-NB_Datagram-In-UDP",
         "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=17|Profile=Private|Profile=Public|"
         "LPort=138|RA4=LocalSubnet|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-28527|"
         "Desc=@FirewallAPI.dll,-28530|EmbedCtxt=@FirewallAPI.dll,-28502|"},
        {"FPS-RPCSS-In-TCP",
         "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Private|Profile=Public|"
         "LPort=RPC-EPMap|RA4=LocalSubnet|RA6=LocalSubnet|App=%SystemRoot%\\system32\\svchost.exe|"
         "Svc=Rpcss|Name=@FirewallAPI.dll,-28539|Desc=@FirewallAPI.dll,-28542|"
         "EmbedCtxt=@FirewallAPI.dll,-28502|"},
        {"WMI-RPCSS-In-TCP",
         "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Private|Profile=Public|"
         "LPort=135|RA4=LocalSubnet|RA6=LocalSubnet|App=%SystemRoot%\\system32\\svchost.exe|"
         "Svc=rpcss|Name=@FirewallAPI.dll,-34252|Desc=@FirewallAPI.dll,-34253|"
         "EmbedCtxt=@FirewallAPI.dll,-34251|"},
        {"CoreNet-DHCP-In",
         "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=68|RPort=67|"
         "App=%SystemRoot%\\system32\\svchost.exe|Svc=dhcp|Name=@FirewallAPI.dll,-25301|"
         "Desc=@FirewallAPI.dll,-25303|EmbedCtxt=@FirewallAPI.dll,-25000|"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        machine_rule(m, rows[i].id, rows[i].text);
}

static void add_listeners(struct machine_builder *m)
{
    machine_listener(m, NL_TCP, "0.0.0.0", 135, 600, "svchost.exe", "RpcEptMapper");
    machine_listener(m, NL_TCP, "::", 135, 600, "svchost.exe", "RpcEptMapper");
    machine_listener(m, NL_TCP, "192.168.1.10", 139, 4, "System", NULL);
    machine_listener(m, NL_TCP, "0.0.0.0", 445, 4, "System", NULL);
    machine_listener(m, NL_TCP, "::", 445, 4, "System", NULL);
    machine_listener(m, NL_UDP, "192.168.1.10", 137, 4, "System", NULL);
    machine_listener(m, NL_UDP, "192.168.1.10", 138, 4, "System", NULL);
}

struct machine_builder *machine_windows_10(void)
{
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    m->machine.source = "windows";
    m->machine.os.product = "Windows 10 Pro";
    m->machine.os.version = "10.0.16299";
    m->machine.os.architecture = "x64";
    add_services(m);
    add_registry(m);
    add_rules(m);
    add_listeners(m);
    machine_adapter(m, MACHINE_GUID, "Ethernet");
    machine_ip(m, MACHINE_GUID, "192.168.1.10", 24);
    machine_ip(m, MACHINE_GUID, "fe80::1", 64);
    machine_share(m, "C$", 0x80000000u, "C:\\");
    machine_share(m, "IPC$", 0x80000003u, NULL);
    machine_account(m, 500, false);
    machine_account(m, 501, false);
    machine_right(m, "SeDenyNetworkLogonRight", "S-1-5-21-1-2-3-501");
    nl_texts_add(&m->machine.administrators, &m->arena, "S-1-5-21-1-2-3-500");
    return m;
}

struct machine_builder *machine_offline_windows_10(void)
{
    struct machine_builder *m = machine_looked(16299, NL_OS_CLIENT);
    struct nl_machine *machine = &m->machine;
    machine->source = "hive";
    machine->os.product = "Windows 10 Pro";
    add_services(m);
    add_registry(m);
    add_rules(m);
    for (size_t i = 0; i < machine->services.count; i++) {
        machine->services.items[i].run = NL_SERVICE_UNKNOWN;
        machine->services.items[i].pid = 0;
    }
    machine->membership = (struct nl_membership){0};
    machine->adapters_state = NL_VALUE_UNSUPPORTED;
    machine->listeners.tcp4 = machine->listeners.tcp6 = NL_VALUE_UNSUPPORTED;
    machine->listeners.udp4 = machine->listeners.udp6 = NL_VALUE_UNSUPPORTED;
    machine->shares.state = NL_VALUE_UNSUPPORTED;
    machine->sessions.state = NL_VALUE_UNSUPPORTED;
    machine->administrators_state = NL_VALUE_UNSUPPORTED;
    machine->firewall_state = NL_VALUE_UNSUPPORTED;
    return m;
}
