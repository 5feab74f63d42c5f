/* risk.c - the risks that stop apply until they are accepted by name. */
#include "risk.h"

#include "base/attributes.h"
#include "base/text.h"

/* In the order a person should read them: what may cost the machine first. */
static const struct nl_risk_row rows[] = {
    {
        .id = "rpc-disable",
        .severity = NL_SEVERITY_BLOCK,
        .changes = NL_CHANGE_BIT(NL_CHANGE_RPC_SERVICE_OFF),
        .title = NL_T("The Remote Procedure Call service would not start automatically"),
        .risk = NL_T("Windows may not start, and dozens of services will not: the firewall, "
                     "logging on, updates, tasks, WMI. Do not count on Safe Mode. Present Windows "
                     "refuses the change with access denied, which is expected, and netlatch never "
                     "goes around that. To bring it back when Windows no longer starts: run "
                     "netlatch rollback --offline on a Linux system, or in the recovery "
                     "environment load the SYSTEM hive with reg load HKLM\\OFF, read Current in "
                     "HKLM\\OFF\\Select, and set Start of ControlSet00n\\Services\\RpcSs to 2."),
        .instead = NL_T(
            "Block TCP 135 in the firewall: --set firewall.block[135]=blocked. Then nothing from outside reaches the endpoint mapper, and Windows keeps working."),
    },
    {
        .id = "domain-controller",
        .severity = NL_SEVERITY_BLOCK,
        .changes = UINT32_MAX,
        .title = NL_T("This computer is a domain controller"),
        .risk = NL_T("Members log on, fetch policies and replicate through exactly "
                     "these ports. If they are closed, or network logon is denied, "
                     "nobody can use the domain."),
        .instead = NL_T("Leave the controller as it is and block access from outside "
                        "with a firewall in front of it."),
    },
    {
        .id = "cluster",
        .severity = NL_SEVERITY_BLOCK,
        .changes = UINT32_MAX,
        .title = NL_T("This computer is a failover cluster node"),
        .risk = NL_T("Nodes communicate through RPC and SMB and log on with the "
                     "local account CLIUSR. The node would be removed from its "
                     "cluster, or its disks would go offline."),
        .instead = NL_T("Deny network logon to S-1-5-114 only, and restrict the ports to the "
                        "addresses of the other nodes."),
    },
    {
        .id = "exchange",
        .severity = NL_SEVERITY_BLOCK,
        .changes = UINT32_MAX,
        .title = NL_T("This computer runs Exchange Server"),
        .risk = NL_T("Exchange servers reach each other, and old Outlook connections reach them, "
                     "through RPC and SMB: mail stops."),
        .instead =
            NL_T("Close these ports towards the Internet with a firewall in front of the server."),
    },
    {
        .id = "wins-server",
        .severity = NL_SEVERITY_BLOCK,
        .changes = NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF) |
                   NL_CHANGE_BIT(NL_CHANGE_BLOCK_NETBIOS_UDP) | NL_CHANGE_BIT(NL_CHANGE_CLOSE_139),
        .title = NL_T("This computer is a WINS server"),
        .risk = NL_T("All its clients send their queries to UDP 137. Without NetBIOS"
                     " here they can no longer resolve names."),
        .instead = NL_T("Move the clients to DNS, retire WINS, and then close the ports."),
    },
    {
        .id = "lockout",
        .severity = NL_SEVERITY_BLOCK,
        .changes = NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) | NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL) |
                   NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN),
        .title = NL_T("The person who runs netlatch would be locked out"),
        .risk = NL_T("After the change the account, or the way of logging on, that is used now no "
                     "longer gets into this computer over the network."),
        .instead = NL_T("Deny S-1-5-114 or Guests instead of a larger group, work at "
                        "the console, or use --confirm-within so that an unconfirmed "
                        "change is rolled back automatically."),
    },
    {
        .id = "session-cut",
        .severity = NL_SEVERITY_HIGH,
        .title = NL_T("The remote session netlatch runs in may end"),
        .risk = NL_T("A step may disconnect your remote session before you can see "
                     "whether everything worked."),
        .instead =
            NL_T("Use --confirm-within 10m: without your confirmation every change is rolled "
                 "back, even after a restart."),
        .guard_suffices = true,
    },
    {
        .id = "deny-everyone",
        .severity = NL_SEVERITY_HIGH,
        .changes = NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) | NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL) |
                   NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN) | NL_CHANGE_BIT(NL_CHANGE_DENY_GUESTS),
        .title = NL_T("Network logon would be denied to everyone"),
        .risk = NL_T("Nobody, its administrators included, could use this computer over the "
                     "network: shares, printers, WinRM, Remote Desktop with network level "
                     "authentication, web sites with Windows authentication. It closes no port, "
                     "and anonymous callers are not part of Everyone."),
        .instead = NL_T("Deny Guests (S-1-5-32-546), anonymous callers (S-1-5-7) and local "
                        "administrators (S-1-5-114), and block the ports in the firewall."),
    },
    {
        .id = "smb-off-in-use",
        .severity = NL_SEVERITY_HIGH,
        .changes = NL_CHANGE_BIT(NL_CHANGE_CLOSE_445) | NL_CHANGE_BIT(NL_CHANGE_CLOSE_139) |
                   NL_CHANGE_BIT(NL_CHANGE_SERVER_SERVICE_OFF),
        .title = NL_T("Shares of this computer are in use"),
        .risk = NL_T("This computer shares files or printers, or somebody has them open now. They "
                     "lose them, and unsaved work in open files may be lost."),
        .instead =
            NL_T("Use the profile file-server, or admit only the addresses that need TCP 445."),
    },
    {
        .id = "dcom-off-domain",
        .severity = NL_SEVERITY_HIGH,
        .changes = NL_CHANGE_BIT(NL_CHANGE_DCOM_OFF),
        .title = NL_T("DCOM would be switched off where it is needed"),
        .risk = NL_T(
            "Domain members renew certificates and are managed through DCOM, and remote WMI is "
            "DCOM. It goes off in both directions, also for what this computer asks of others."),
        .instead = NL_T("Leave DCOM on and block TCP 135 in the firewall; Windows asks DCOM "
                        "callers for packet integrity since 2023."),
    },
    {
        .id = "netbios-off-wins",
        .severity = NL_SEVERITY_MEDIUM,
        .changes = NL_CHANGE_BIT(NL_CHANGE_NETBIOS_OFF),
        .title = NL_T("NetBIOS would be switched off where WINS or old peers are in use"),
        .risk = NL_T("Names that only WINS or a broadcast knows are no longer found, and peers "
                     "that know SMB over NetBIOS alone are cut off."),
        .instead = NL_T(
            "Put the names into DNS first, or leave NetBIOS on for the one adapter that needs it."),
    },
    {
        .id = "policy-owned",
        .severity = NL_SEVERITY_MEDIUM,
        .title = NL_T("A policy owns a setting of the plan"),
        .risk = NL_T("Group Policy sets its own value again at its next refresh, so "
                     "the change will not last, and a rollback may find a value that"
                     " is neither the old nor the new one."),
        .instead = NL_T("Change the setting in the policy itself, in Group Policy or Intune."),
    },
    {
        .id = "unverified-setting",
        .severity = NL_SEVERITY_MEDIUM,
        .title = NL_T("The effect of a setting on this Windows is not proven"),
        .risk = NL_T("Microsoft documents the setting for old Windows only. It may have no effect, "
                     "and file sharing has been seen broken after similar changes."),
        .instead = NL_T(
            "Block TCP 445 in the firewall, or disable the Server service where nothing is shared. "
            "After the restart run netlatch audit and see whether the port is closed."),
    },
    {
        .id = "rpc-strict",
        .severity = NL_SEVERITY_HIGH,
        .changes =
            NL_CHANGE_BIT(NL_CHANGE_RESTRICT_RPC) | NL_CHANGE_BIT(NL_CHANGE_RESTRICT_RPC_STRICT),
        .title = NL_T("Strict RPC restrictions on a member of a domain"),
        .risk = NL_T("Strict refuses every caller who does not authenticate, also those that "
                     "Windows itself excepts. Microsoft warns that applying group policy can fail "
                     "and that each computer may then have to be repaired by hand. DCOM programs "
                     "can fail, and RPC over UDP stops."),
        .instead = NL_T("Set rpc.restrict-remote to authenticated: it keeps the exceptions."),
    },
    {
        .id = "component-in-use",
        .severity = NL_SEVERITY_HIGH,
        .title = NL_T("A component that is in use would stop working"),
        .risk = NL_T("The changes hit components that are in use on this computer, with severity "
                     "high."),
        .instead =
            NL_T("Read the impact on each of them, and leave out the changes that cause it."),
    },
};

const struct nl_risk_row *nl_risks(size_t *out_count)
{
    *out_count = NL_COUNT_OF(rows);
    return rows;
}

const struct nl_risk_row *nl_risk_find(const char *id)
{
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (nl_same(rows[i].id, id))
            return &rows[i];
    }
    return NULL;
}
