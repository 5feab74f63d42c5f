/* win_system.c - which Windows this is, its name, and what it is joined to. */
#include "win_system.h"

#include "host/survey/survey.h"
#include "host/survey/survey_product.h"
#include "host/survey/survey_release.h"
#include "win_error.h"
#include "win_load.h"
#include "win_netapi.h"
#include "win_text.h"

#define CURRENT_VERSION "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
#define PRODUCT_OPTIONS "HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions"

enum { NAME_UNITS = 256 };

static const struct win_system_calls *replaced;

void win_system_replace(const struct win_system_calls *replacement)
{
    replaced = replacement;
}

static struct win_system_calls calls_now(void)
{
    if (replaced)
        return *replaced;
    struct win_system_calls calls = {
        .join = win_net_get_join_information,
        .join_free = win_net_api_buffer_free,
        .name = GetComputerNameExW,
        .info = GetNativeSystemInfo,
    };
    (void)WIN_LOAD(L"ntdll.dll", "RtlGetVersion", &calls.version);
    (void)WIN_LOAD(L"kernel32.dll", "IsWow64Process2", &calls.native);
    (void)WIN_LOAD(L"netapi32.dll", "DsRoleGetPrimaryDomainInformation", &calls.role);
    (void)WIN_LOAD(L"netapi32.dll", "DsRoleFreeMemory", &calls.role_free);
    return calls;
}

static const char *recorded_text(struct nl_arena *arena, const struct nl_machine *machine,
                                 const char *path, const char *name)
{
    struct nl_value value = nl_machine_registry(machine, path, name);
    return nl_value_as_text(arena, &value);
}

static enum nl_os_kind kind_of_type(BYTE product_type)
{
    switch (product_type) {
    case VER_NT_WORKSTATION:
        return NL_OS_CLIENT;
    case VER_NT_DOMAIN_CONTROLLER:
        return NL_OS_DOMAIN_CONTROLLER;
    case VER_NT_SERVER:
        return NL_OS_SERVER;
    default:
        return NL_OS_UNKNOWN;
    }
}

/* The kernel's answer is not dressed up for compatibility, as GetVersionEx's is. */
static bool ask_version(struct nl_arena *arena, const struct win_system_calls *calls,
                        struct nl_os *os)
{
    OSVERSIONINFOEXW version = {.dwOSVersionInfoSize = sizeof version};
    if (!calls->version || calls->version(&version) < 0 || version.dwMajorVersion == 0)
        return false;
    os->build = version.dwBuildNumber & 0xFFFF;
    os->version = nl_arena_format(arena, "%lu.%lu.%lu", version.dwMajorVersion,
                                  version.dwMinorVersion, version.dwBuildNumber & 0xFFFF);
    os->kind = kind_of_type(version.wProductType);
    return true;
}

static void recorded_version(struct nl_arena *arena, const struct nl_machine *machine,
                             struct nl_os *os)
{
    const char *version = recorded_text(arena, machine, CURRENT_VERSION, "CurrentVersion");
    const char *build = recorded_text(arena, machine, CURRENT_VERSION, "CurrentBuildNumber");
    uint64_t number = 0;
    if (build && nl_parse_u64(build, UINT32_MAX, &number))
        os->build = (uint32_t)number;
    if (version && build)
        os->version = nl_arena_format(arena, "%s.%s", version, build);
}

static enum nl_os_kind recorded_kind(struct nl_arena *arena, const struct nl_machine *machine)
{
    const char *type = recorded_text(arena, machine, PRODUCT_OPTIONS, "ProductType");
    if (nl_same(type, "WinNT"))
        return NL_OS_CLIENT;
    if (nl_same(type, "ServerNT"))
        return NL_OS_SERVER;
    return nl_same(type, "LanmanNT") ? NL_OS_DOMAIN_CONTROLLER : NL_OS_UNKNOWN;
}

static const char *architecture(const struct win_system_calls *calls)
{
    USHORT process = 0;
    USHORT machine = 0;
    if (calls->native && calls->native(GetCurrentProcess(), &process, &machine)) {
        switch (machine) {
        case IMAGE_FILE_MACHINE_AMD64:
            return "x64";
        case IMAGE_FILE_MACHINE_I386:
            return "x86";
        case 0xAA64: /* IMAGE_FILE_MACHINE_ARM64 */
            return "arm64";
        default:
            break;
        }
    }
    SYSTEM_INFO info = {0};
    calls->info(&info);
    switch (info.wProcessorArchitecture) {
    case PROCESSOR_ARCHITECTURE_AMD64:
        return "x64";
    case PROCESSOR_ARCHITECTURE_INTEL:
        return "x86";
    case 12: /* PROCESSOR_ARCHITECTURE_ARM64 */
        return "arm64";
    default:
        return NULL;
    }
}

static enum nl_join join_of(NETSETUP_JOIN_STATUS status)
{
    switch (status) {
    case NetSetupUnjoined:
        return NL_JOIN_NONE;
    case NetSetupWorkgroupName:
        return NL_JOIN_WORKGROUP;
    case NetSetupDomainName:
        return NL_JOIN_DOMAIN;
    case NetSetupUnknownStatus:
    default:
        return NL_JOIN_UNKNOWN;
    }
}

static void ask_membership(struct nl_arena *arena, const struct win_system_calls *calls,
                           struct nl_machine *machine)
{
    struct nl_membership *membership = &machine->membership;
    LPWSTR name = NULL;
    NETSETUP_JOIN_STATUS status = NetSetupUnknownStatus;
    DWORD code = calls->join(NULL, &name, &status);
    if (code != ERROR_SUCCESS) {
        membership->state = win_unread_state(code);
        membership->code = code;
        nl_machine_say_unseen(arena, machine, "membership", membership->state, code, NULL);
        return;
    }
    /* Some systems succeed without a name and without a status: then the answer is "unknown". */
    membership->state = NL_VALUE_PRESENT;
    membership->join = join_of(status);
    membership->name = win_narrow(arena, name);
    if (name)
        (void)calls->join_free(name);
}

static enum nl_answer is_controller(const struct win_system_calls *calls, enum nl_os_kind kind)
{
    BYTE *buffer = NULL;
    if (calls->role && calls->role_free &&
        calls->role(NULL, DsRolePrimaryDomainInfoBasic, &buffer) == ERROR_SUCCESS && buffer) {
        const DSROLE_PRIMARY_DOMAIN_INFO_BASIC *info =
            (const DSROLE_PRIMARY_DOMAIN_INFO_BASIC *)(const void *)buffer;
        bool controller = info->MachineRole == DsRole_RoleBackupDomainController ||
                          info->MachineRole == DsRole_RolePrimaryDomainController;
        calls->role_free(buffer);
        return controller ? NL_ANSWER_YES : NL_ANSWER_NO;
    }
    if (kind == NL_OS_UNKNOWN)
        return NL_ANSWER_UNKNOWN;
    return kind == NL_OS_DOMAIN_CONTROLLER ? NL_ANSWER_YES : NL_ANSWER_NO;
}

static const char *computer_name(struct nl_arena *arena, const struct win_system_calls *calls)
{
    static const COMPUTER_NAME_FORMAT formats[] = {
        ComputerNamePhysicalDnsHostname, ComputerNamePhysicalNetBIOS, ComputerNameNetBIOS};
    for (size_t i = 0; i < NL_COUNT_OF(formats); i++) {
        wchar_t name[NAME_UNITS] = {0};
        DWORD units = NAME_UNITS;
        if (calls->name(formats[i], name, &units) && name[0])
            return win_narrow_part(arena, name, wcsnlen(name, NAME_UNITS));
    }
    return NULL;
}

void win_system_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    struct win_system_calls calls = calls_now();
    struct nl_os *os = &machine->os;
    machine->name = computer_name(arena, &calls);
    if (!ask_version(arena, &calls, os))
        recorded_version(arena, machine, os);
    if (os->kind == NL_OS_UNKNOWN)
        os->kind = recorded_kind(arena, machine);
    os->product = nl_survey_product(
        arena, recorded_text(arena, machine, CURRENT_VERSION, "ProductName"), os->build);
    os->architecture = architecture(&calls);
    nl_survey_release(arena, machine);
    ask_membership(arena, &calls, machine);
    nl_survey_management(arena, machine);
    machine->membership.controller = is_controller(&calls, os->kind);
}
