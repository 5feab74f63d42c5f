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
    {.path = NL_PACK(MICROSOFT "Windows NT\\CurrentVersion"),
     .names = NAMES("ProductName", "CurrentVersion", "CurrentBuild", "CurrentBuildNumber",
                    "CurrentMajorVersionNumber", "CurrentMinorVersionNumber", "InstallationType",
                    "EditionID", "UBR", "DisplayVersion", "ReleaseId", "CSDVersion")},
    {.path = NL_PACK(CONTROL "ProductOptions"), .names = NAMES("ProductType", "ProductSuite")},
    {.path = NL_PACK(CONTROL "ComputerName\\ComputerName"), .names = NAMES("ComputerName")},
    {.path = NL_PACK(CONTROL "ComputerName\\ActiveComputerName"), .names = NAMES("ComputerName")},
    {.path = NL_PACK(CONTROL "Session Manager\\Environment"),
     .names = NAMES("PROCESSOR_ARCHITECTURE")},

    /* RPC and DCOM: port 135. */
    {.path = NL_PACK(MICROSOFT "Ole"),
     .names = NAMES("EnableDCOM", "LegacyAuthenticationLevel", "LegacyImpersonationLevel",
                    "MachineLaunchRestriction", "MachineAccessRestriction",
                    "DefaultLaunchPermission", "DefaultAccessPermission")},
    {.path = NL_PACK(MICROSOFT "Ole\\AppCompat")},
    {.path = NL_PACK(MICROSOFT "Rpc")},
    {.path = NL_PACK(MICROSOFT "Rpc\\Internet")},
    {.path = NL_PACK(POLICIES "Windows NT\\Rpc")},
    {.path = NL_PACK(POLICIES "Windows NT\\DCOM"), .depth = 1},
    {.path = NL_PACK(SYSTEM "Control"),
     .names = NAMES("DisableRPCOverTCP", "DisableRemoteScmEndpoints", "SCMApiConnectionParam")},
    {.path = NL_PACK(MICROSOFT "MSDTC"),
     .names = NAMES("ServerTcpPort", "AllowOnlySecureRpcCalls", "FallbackToUnsecureRPCIfNecessary",
                    "TurnOffRpcSecurity")},
    {.path = NL_PACK(MICROSOFT "MSDTC\\Security"),
     .names = NAMES("NetworkDtcAccess", "NetworkDtcAccessAdmin", "NetworkDtcAccessClients",
                    "NetworkDtcAccessInbound", "NetworkDtcAccessOutbound",
                    "NetworkDtcAccessTransactions", "XaTransactions", "LuTransactions")},

    /* NetBIOS over TCP/IP: ports 137, 138, 139; and TCP/IP itself. */
    {.path = NL_PACK(SERVICES "NetBT\\Parameters")},
    {.path = NL_NETBT_INTERFACES, .depth = 1},
    {.path = NL_PACK(SERVICES "NetBIOS\\Linkage")},
    {.path = NL_PACK(SERVICES "Tcpip\\Parameters")},
    {.path = NL_PACK(SERVICES "Tcpip\\Parameters\\Interfaces"), .depth = 1},
    {.path = NL_PACK(CONTROL "Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}\\*\\Connection"),
     .names = NAMES("Name", "PnpInstanceID", "MediaSubType")},
    {.path = NL_PACK(CONTROL "Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}\\{1}\\Connection"),
     .names = NAMES("Name", "PnpInstanceID", "MediaSubType")},
    {.path = NL_PACK(SERVICES "Tcpip\\Parameters\\Interfaces\\{1}")},
    {.path = NL_PACK(SERVICES "Dnscache\\Parameters")},
    {.path = NL_PACK(POLICIES "Windows NT\\DNSClient")},

    /* SMB: port 445. */
    {.path = NL_PACK(SERVICES "LanmanServer\\Parameters")},
    {.path = NL_PACK(SERVICES "LanmanServer\\Linkage")},
    {.path = NL_PACK(SERVICES "LanmanWorkstation\\Parameters")},
    {.path = NL_PACK(SERVICES "LanmanWorkstation\\Linkage")},
    {.path = NL_PACK(POLICIES "Windows\\LanmanServer")},
    {.path = NL_PACK(POLICIES "Windows\\LanmanWorkstation")},

    /* Start types as they stand on disk: where the service manager says something else, somebody
     * wrote them by hand. */
    {.path = NL_PACK(SERVICES "RpcSs"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "RpcEptMapper"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "DcomLaunch"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "LanmanServer"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "NetBT"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "mrxsmb10"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "nbf"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "nwlnknb"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "srv"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "srv2"), .names = NAMES("Start")},
    {.path = NL_PACK(SERVICES "srvnet"), .names = NAMES("Start")},

    /* Logon and accounts. */
    {.path = NL_PACK(CONTROL "Lsa"),
     .names = NAMES("LimitBlankPasswordUse", "RestrictAnonymous", "RestrictAnonymousSAM",
                    "EveryoneIncludesAnonymous", "forceguest", "RestrictRemoteSAM",
                    "LmCompatibilityLevel", "NoLMHash", "DisableDomainCreds",
                    "DisableLoopbackCheck", "UseMachineId", "TurnOffAnonymousBlock")},
    {.path = NL_PACK(POLICIES "Netlogon\\Parameters")},
    {.path = NL_PACK(POLICIES "Cryptography\\AutoEnrollment"), .names = NAMES("AEPolicy")},
    {.path = NL_PACK(MICROSOFT "Windows\\CurrentVersion\\Policies\\System"),
     .names = NAMES("LocalAccountTokenFilterPolicy", "EnableLUA")},

    /* Remote desktop, for the lock-out check. */
    {.path = NL_PACK(CONTROL "Terminal Server"), .names = NAMES("fDenyTSConnections", "TSEnabled")},
    {.path = NL_PACK(CONTROL "Terminal Server\\WinStations\\RDP-Tcp"),
     .names = NAMES("UserAuthentication", "SecurityLayer", "PortNumber")},
    {.path = NL_PACK(POLICIES "Windows NT\\Terminal Services"),
     .names = NAMES("fDenyTSConnections", "UserAuthentication", "SecurityLayer")},

    /* The firewall, local and by policy. */
    {.path = NL_PACK(FIREWALL "DomainProfile")},
    {.path = NL_PACK(FIREWALL "StandardProfile")},
    {.path = NL_PACK(FIREWALL "PublicProfile")},
    {.path = NL_PACK(FIREWALL "DomainProfile\\GloballyOpenPorts\\List")},
    {.path = NL_PACK(FIREWALL "StandardProfile\\GloballyOpenPorts\\List")},
    {.path = NL_FIREWALL_RULES, .rules = true},
    {.path = NL_PACK(FIREWALL "Mdm\\DomainProfile")},
    {.path = NL_PACK(FIREWALL "Mdm\\StandardProfile")},
    {.path = NL_PACK(FIREWALL "Mdm\\PublicProfile")},
    {.path = NL_PACK(FIREWALL "Mdm\\FirewallRules"), .rules = true},
    {.path = NL_PACK(RESTRICTED "Static\\System"), .rules = true},
    {.path = NL_PACK(RESTRICTED "Configurable\\System"), .rules = true},
    {.path = NL_PACK(RESTRICTED "AppIso\\FirewallRules"), .rules = true},
    {.path = NL_PACK(POLICIES "WindowsFirewall")},
    {.path = NL_PACK(POLICIES "WindowsFirewall\\DomainProfile")},
    {.path = NL_PACK(POLICIES "WindowsFirewall\\PrivateProfile")},
    {.path = NL_PACK(POLICIES "WindowsFirewall\\StandardProfile")},
    {.path = NL_PACK(POLICIES "WindowsFirewall\\PublicProfile")},
    {.path = NL_PACK(POLICIES "WindowsFirewall\\FirewallRules"), .rules = true},

    /* Who manages it: Entra ID, device management, and what the latter set of the settings here
     * (Policy CSP: UserRights, LocalPoliciesSecurityOptions). */
    {.path = NL_PACK(CONTROL "CloudDomainJoin\\JoinInfo\\*"),
     .names = NAMES("TenantId", "IdpDomain")},
    {.path = NL_PACK(MICROSOFT "Enrollments\\*"),
     .names = NAMES("ProviderID", "EnrollmentState", "EnrollmentType")},
    {.path = NL_PACK(MICROSOFT "PolicyManager\\current\\device\\UserRights")},
    {.path = NL_PACK(MICROSOFT "PolicyManager\\current\\device\\LocalPoliciesSecurityOptions")},

    /* Which group policies brought security settings here (the security extension's history). */
    {.path = NL_PACK(MICROSOFT "Windows\\CurrentVersion\\Group Policy\\History\\"
                               "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}\\*"),
     .names = NAMES("DisplayName", "GPOName", "GPOLink", "Version")},

    /* Database servers that also listen on named pipes, that is on 445 and 139. */
    {.path = NL_PACK(MICROSOFT "Microsoft SQL Server\\*\\MSSQLServer\\SuperSocketNetLib\\Np"),
     .names = NAMES("Enabled", "PipeName")},
    {.path = NL_PACK(MICROSOFT "MSSQLServer\\MSSQLServer\\SuperSocketNetLib\\Np"),
     .names = NAMES("Enabled", "PipeName")},

    /* Network drives that come back at each logon, of the users whose hives are loaded. */
    {.path = "HKU\\*\\Network\\*", .names = NAMES("RemotePath")},

    /* Outlook profiles with Exchange, of the users whose hives are loaded. */
    {.path = NL_PACK(USER "Exchange"), .names = NAMES("MapiHttpDisabled")},
    {.path = NL_PACK(USER "Office\\*\\Outlook\\Profiles\\*\\" EXCHANGE_SECTION),
     .names = EXCHANGE_NAMES},
    {.path = NL_PACK(USER "Windows NT\\CurrentVersion\\Windows Messaging Subsystem\\Profiles\\"
                          "*\\" EXCHANGE_SECTION),
     .names = EXCHANGE_NAMES},
};

const struct nl_survey_row *nl_survey_rows(size_t *out_count)
{
    *out_count = NL_COUNT_OF(rows);
    return rows;
}
