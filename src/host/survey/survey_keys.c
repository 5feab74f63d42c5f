/* survey_keys.c - the registry keys that a survey reads. Rows of data, nothing else.
 *
 * Whole keys are read where nothing in them is anybody's secret; where a key also holds product
 * keys, credentials or a person's mail settings, only the values that are judged are read. */
#include "survey_keys.h"

#include "base/attributes.h"
#include "model/machine.h"

#define SYSTEM "HKLM\\SYSTEM\\CurrentControlSet\\"
#define SERVICES SYSTEM "Services\\"
#define CONTROL SYSTEM "Control\\"
#define MICROSOFT "HKLM\\SOFTWARE\\Microsoft\\"
#define POLICIES "HKLM\\SOFTWARE\\Policies\\Microsoft\\"
#define FIREWALL SERVICES "SharedAccess\\Parameters\\FirewallPolicy\\"
#define RESTRICTED SERVICES "SharedAccess\\Parameters\\FirewallPolicy\\RestrictedServices\\"
#define USER "HKU\\*\\Software\\Microsoft\\"

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The profile section of an Exchange account (PRF templates: SectionGUID). */
#define EXCHANGE_SECTION "13dbb0c8aa05101a9bb000aa002fc45a"

/* Flags of RPC over HTTP, its proxy, and the home server, as MAPI property tags. */
#define EXCHANGE_NAMES                                                                             \
    NAMES("00036623", "001f6622", "001f6625", "001f663d", "001e6602", "001f6602", "001e6608",      \
          "001f6608", "001e6612")

static const struct nl_survey_row rows[] = {
    /* What Windows this is, and its name. */
    {.path = MICROSOFT "Windows NT\\CurrentVersion",
     .names = NAMES("ProductName", "CurrentVersion", "CurrentBuild", "CurrentBuildNumber",
                    "CurrentMajorVersionNumber", "CurrentMinorVersionNumber", "InstallationType",
                    "EditionID", "UBR", "DisplayVersion", "ReleaseId", "CSDVersion")},
    {.path = CONTROL "ProductOptions", .names = NAMES("ProductType", "ProductSuite")},
    {.path = CONTROL "ComputerName\\ComputerName", .names = NAMES("ComputerName")},
    {.path = CONTROL "ComputerName\\ActiveComputerName", .names = NAMES("ComputerName")},
    {.path = CONTROL "Session Manager\\Environment", .names = NAMES("PROCESSOR_ARCHITECTURE")},

    /* RPC and DCOM: port 135. */
    {.path = MICROSOFT "Ole",
     .names = NAMES("EnableDCOM", "LegacyAuthenticationLevel", "LegacyImpersonationLevel",
                    "MachineLaunchRestriction", "MachineAccessRestriction",
                    "DefaultLaunchPermission", "DefaultAccessPermission")},
    {.path = MICROSOFT "Ole\\AppCompat"},
    {.path = MICROSOFT "Rpc"},
    {.path = MICROSOFT "Rpc\\Internet"},
    {.path = POLICIES "Windows NT\\Rpc"},
    {.path = POLICIES "Windows NT\\DCOM", .depth = 1},
    {.path = SYSTEM "Control",
     .names = NAMES("DisableRPCOverTCP", "DisableRemoteScmEndpoints", "SCMApiConnectionParam")},
    {.path = MICROSOFT "MSDTC",
     .names = NAMES("ServerTcpPort", "AllowOnlySecureRpcCalls", "FallbackToUnsecureRPCIfNecessary",
                    "TurnOffRpcSecurity")},
    {.path = MICROSOFT "MSDTC\\Security",
     .names = NAMES("NetworkDtcAccess", "NetworkDtcAccessAdmin", "NetworkDtcAccessClients",
                    "NetworkDtcAccessInbound", "NetworkDtcAccessOutbound",
                    "NetworkDtcAccessTransactions", "XaTransactions", "LuTransactions")},

    /* NetBIOS over TCP/IP: ports 137, 138, 139; and TCP/IP itself. */
    {.path = SERVICES "NetBT\\Parameters"},
    {.path = NL_NETBT_INTERFACES, .depth = 1},
    {.path = SERVICES "NetBIOS\\Linkage"},
    {.path = SERVICES "Tcpip\\Parameters"},
    {.path = SERVICES "Tcpip\\Parameters\\Interfaces", .depth = 1},
    {.path = CONTROL "Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}\\*\\Connection",
     .names = NAMES("Name", "PnpInstanceID", "MediaSubType")},
    {.path = CONTROL "Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}\\{1}\\Connection",
     .names = NAMES("Name", "PnpInstanceID", "MediaSubType")},
    {.path = SERVICES "Tcpip\\Parameters\\Interfaces\\{1}"},
    {.path = SERVICES "Dnscache\\Parameters"},
    {.path = POLICIES "Windows NT\\DNSClient"},

    /* SMB: port 445. */
    {.path = SERVICES "LanmanServer\\Parameters"},
    {.path = SERVICES "LanmanServer\\Linkage"},
    {.path = SERVICES "LanmanWorkstation\\Parameters"},
    {.path = SERVICES "LanmanWorkstation\\Linkage"},
    {.path = POLICIES "Windows\\LanmanServer"},
    {.path = POLICIES "Windows\\LanmanWorkstation"},

    /* Start types as they stand on disk: where the service manager says something else, somebody
     * wrote them by hand. */
    {.path = SERVICES "RpcSs", .names = NAMES("Start")},
    {.path = SERVICES "RpcEptMapper", .names = NAMES("Start")},
    {.path = SERVICES "DcomLaunch", .names = NAMES("Start")},
    {.path = SERVICES "LanmanServer", .names = NAMES("Start")},
    {.path = SERVICES "NetBT", .names = NAMES("Start")},
    {.path = SERVICES "mrxsmb10", .names = NAMES("Start")},
    {.path = SERVICES "nbf", .names = NAMES("Start")},
    {.path = SERVICES "nwlnknb", .names = NAMES("Start")},
    {.path = SERVICES "srv", .names = NAMES("Start")},
    {.path = SERVICES "srv2", .names = NAMES("Start")},
    {.path = SERVICES "srvnet", .names = NAMES("Start")},

    /* Logon and accounts. */
    {.path = CONTROL "Lsa",
     .names = NAMES("LimitBlankPasswordUse", "RestrictAnonymous", "RestrictAnonymousSAM",
                    "EveryoneIncludesAnonymous", "forceguest", "RestrictRemoteSAM",
                    "LmCompatibilityLevel", "NoLMHash", "DisableDomainCreds",
                    "DisableLoopbackCheck", "UseMachineId", "TurnOffAnonymousBlock")},
    {.path = POLICIES "Netlogon\\Parameters"},
    {.path = POLICIES "Cryptography\\AutoEnrollment", .names = NAMES("AEPolicy")},
    {.path = MICROSOFT "Windows\\CurrentVersion\\Policies\\System",
     .names = NAMES("LocalAccountTokenFilterPolicy", "EnableLUA")},

    /* Remote desktop, for the lock-out check. */
    {.path = CONTROL "Terminal Server", .names = NAMES("fDenyTSConnections", "TSEnabled")},
    {.path = CONTROL "Terminal Server\\WinStations\\RDP-Tcp",
     .names = NAMES("UserAuthentication", "SecurityLayer", "PortNumber")},
    {.path = POLICIES "Windows NT\\Terminal Services",
     .names = NAMES("fDenyTSConnections", "UserAuthentication", "SecurityLayer")},

    /* The firewall, local and by policy. */
    {.path = FIREWALL "DomainProfile"},
    {.path = FIREWALL "StandardProfile"},
    {.path = FIREWALL "PublicProfile"},
    {.path = FIREWALL "DomainProfile\\GloballyOpenPorts\\List"},
    {.path = FIREWALL "StandardProfile\\GloballyOpenPorts\\List"},
    {.path = NL_FIREWALL_RULES, .rules = true},
    {.path = FIREWALL "Mdm\\DomainProfile"},
    {.path = FIREWALL "Mdm\\StandardProfile"},
    {.path = FIREWALL "Mdm\\PublicProfile"},
    {.path = FIREWALL "Mdm\\FirewallRules", .rules = true},
    {.path = RESTRICTED "Static\\System", .rules = true},
    {.path = RESTRICTED "Configurable\\System", .rules = true},
    {.path = RESTRICTED "AppIso\\FirewallRules", .rules = true},
    {.path = POLICIES "WindowsFirewall"},
    {.path = POLICIES "WindowsFirewall\\DomainProfile"},
    {.path = POLICIES "WindowsFirewall\\PrivateProfile"},
    {.path = POLICIES "WindowsFirewall\\StandardProfile"},
    {.path = POLICIES "WindowsFirewall\\PublicProfile"},
    {.path = POLICIES "WindowsFirewall\\FirewallRules", .rules = true},

    /* Who manages it: Entra ID, device management, and what the latter set of the settings here
     * (Policy CSP: UserRights, LocalPoliciesSecurityOptions). */
    {.path = CONTROL "CloudDomainJoin\\JoinInfo\\*", .names = NAMES("TenantId", "IdpDomain")},
    {.path = MICROSOFT "Enrollments\\*",
     .names = NAMES("ProviderID", "EnrollmentState", "EnrollmentType")},
    {.path = MICROSOFT "PolicyManager\\current\\device\\UserRights"},
    {.path = MICROSOFT "PolicyManager\\current\\device\\LocalPoliciesSecurityOptions"},

    /* Which group policies brought security settings here (the security extension's history). */
    {.path = MICROSOFT "Windows\\CurrentVersion\\Group Policy\\History\\"
                       "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}\\*",
     .names = NAMES("DisplayName", "GPOName", "GPOLink", "Version")},

    /* Database servers that also listen on named pipes, that is on 445 and 139. */
    {.path = MICROSOFT "Microsoft SQL Server\\*\\MSSQLServer\\SuperSocketNetLib\\Np",
     .names = NAMES("Enabled", "PipeName")},
    {.path = MICROSOFT "MSSQLServer\\MSSQLServer\\SuperSocketNetLib\\Np",
     .names = NAMES("Enabled", "PipeName")},

    /* Outlook profiles with Exchange, of the users whose hives are loaded. */
    {.path = USER "Exchange", .names = NAMES("MapiHttpDisabled")},
    {.path = USER "Office\\*\\Outlook\\Profiles\\*\\" EXCHANGE_SECTION, .names = EXCHANGE_NAMES},
    {.path = USER "Windows NT\\CurrentVersion\\Windows Messaging Subsystem\\Profiles\\"
                  "*\\" EXCHANGE_SECTION,
     .names = EXCHANGE_NAMES},
};

const struct nl_survey_row *nl_survey_rows(size_t *out_count)
{
    *out_count = NL_COUNT_OF(rows);
    return rows;
}
