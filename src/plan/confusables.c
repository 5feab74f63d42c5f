/* confusables.c - values that people set in good faith and that do not do what they think.
 *
 * Each was seen in published scripts and guides: a neighbouring name, a neighbouring key, or the
 * right name with the wrong type. */
#include "confusables.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "model/catalogue.h"
#include "netbios.h"

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services\\"
#define NETBT NL_PACK(SERVICES "NetBT\\Parameters")
#define SERVER NL_PACK(SERVICES "LanmanServer\\Parameters")
#define CLIENT NL_PACK(SERVICES "LanmanWorkstation\\Parameters")
#define OLE "HKLM\\SOFTWARE\\Microsoft\\Ole"
#define DNS_POLICY NL_PACK("HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient")

/* What about the value makes it a finding. */
enum trap {
    TRAP_THERE,     /* that it is there at all */
    TRAP_NOT_TEXT,  /* that it is not a REG_SZ */
    TRAP_NOT_DWORD, /* that it is not a REG_DWORD */
    TRAP_EMPTY,     /* that it is an empty text */
    TRAP_DELETED    /* that it is not there, on a Windows that always has it */
};

static const struct {
    const char *id;
    const char *path;
    const char *name;
    enum trap trap;
    enum nl_severity severity;
    const char *setting; /* the setting that is meant, or NULL */
    const char *what;    /* {1}: the value */
    const char *next;
} rows[] = {
    {"confusable.smbv1", SERVER, "SMBv1", TRAP_THERE, NL_SEVERITY_MEDIUM, "smb1.server",
     NL_T(
         "The Server service has a value SMBv1 ({1}). Windows does not know it: the name is SMB1."),
     NL_T("Set smb1.server instead; the value SMBv1 can go.")},
    {"confusable.smb1-client", CLIENT, "SMB1", TRAP_THERE, NL_SEVERITY_LOW, "smb1.client",
     NL_T(
         "The Workstation service has a value SMB1 ({1}). The SMB1 client is switched by the start "
         "type of mrxsmb10, not by a value."),
     NL_T("Set smb1.client instead; the value can go.")},
    {"confusable.smb-device-tcpip", NL_PACK(SERVICES "Tcpip\\Parameters"), "SMBDeviceEnabled",
     TRAP_THERE, NL_SEVERITY_MEDIUM, "smb.direct",
     NL_T("SMBDeviceEnabled ({1}) stands under Tcpip. Windows looks for it under NetBT, so it does "
          "nothing here."),
     NL_T("Close TCP 445 with firewall.block[445] or server.service; the value can go.")},
    {"confusable.smb-device-type", NETBT, "SMBDeviceEnabled", TRAP_NOT_DWORD, NL_SEVERITY_MEDIUM,
     "smb.direct",
     NL_T(
         "SMBDeviceEnabled is {1}. Only a REG_DWORD counts; guides that say QWORD on 64-bit Windows "
         "are wrong, and the port stays open."),
     NL_T("Set smb.direct anew, or close TCP 445 with firewall.block[445].")},
    {"confusable.transport-bind-name", NETBT, "TransportBindName", TRAP_EMPTY, NL_SEVERITY_MEDIUM,
     "smb.direct",
     NL_T(
         "TransportBindName was emptied. That was a trick of the XP era to close TCP 445; it breaks "
         "NetBT for the whole machine, and what present Windows makes of it is not known."),
     NL_T("Restore \\Device\\, and close TCP 445 with firewall.block[445] or server.service.")},
    {"confusable.transport-bind-name-deleted", NETBT, "TransportBindName", TRAP_DELETED,
     NL_SEVERITY_MEDIUM, "smb.direct",
     NL_T(
         "TransportBindName was deleted. Windows always has it, with the value \\Device\\; published "
         "tweaks delete it to close TCP 445. What present Windows makes of that is not known."),
     NL_T("Restore \\Device\\, and close TCP 445 with firewall.block[445] or server.service.")},
    {"confusable.netbios-options-interfaces", NL_NETBT_INTERFACES, "NetbiosOptions", TRAP_THERE,
     NL_SEVERITY_MEDIUM, "netbios.adapter",
     NL_T(
         "NetbiosOptions ({1}) stands on the key of all interfaces. Windows reads it on the key of "
         "each adapter, one level below, so it does nothing here."),
     NL_T("Set netbios.adapter[*] instead; the value can go.")},
    {"confusable.netbios-options-global", NETBT, "NetbiosOptions", TRAP_THERE, NL_SEVERITY_MEDIUM,
     "netbios.adapter",
     NL_T(
         "NetbiosOptions ({1}) stands once for the whole machine. Windows reads it per adapter only, "
         "below Interfaces."),
     NL_T("Set netbios.adapter[*] instead; the value can go.")},
    {"confusable.enable-dcom-type", OLE, "EnableDCOM", TRAP_NOT_TEXT, NL_SEVERITY_MEDIUM,
     "dcom.enabled",
     NL_T("EnableDCOM is {1}. Windows reads the texts Y and N only, so DCOM stays on."),
     NL_T("Set dcom.enabled anew.")},
};

static bool is_caught(struct nl_arena *arena, enum trap trap, const struct nl_value *value)
{
    if (trap == TRAP_DELETED)
        return value->state == NL_VALUE_ABSENT && value->missing_keys == 0;
    if (value->state != NL_VALUE_PRESENT)
        return false;
    switch (trap) {
    case TRAP_DELETED:
        return false;
    case TRAP_THERE:
        return true;
    case TRAP_NOT_TEXT:
        return value->type != NL_TYPE_SZ;
    case TRAP_NOT_DWORD:
        return value->type != NL_TYPE_DWORD || value->size != 4;
    case TRAP_EMPTY: {
        const char *text = nl_value_as_text(arena, value);
        return text && !*text;
    }
    }
    return false;
}

static struct nl_finding *add(struct nl_arena *arena, struct nl_findings *findings,
                              const char *rule, const char *subject, enum nl_severity severity,
                              const char *setting)
{
    struct nl_finding *finding =
        nl_finding_add(arena, findings, rule, subject, NL_VERDICT_FAIL, severity);
    finding->setting = setting;
    return finding;
}

/* "Configure NetBIOS settings" set to off, while adapters still serve NetBIOS. */
static void check_dns_netbios(struct nl_arena *arena, const struct nl_machine *machine,
                              struct nl_findings *findings)
{
    struct nl_value value = nl_machine_registry(machine, DNS_POLICY, "EnableNetbios");
    uint32_t number = 0;
    if (!nl_value_as_dword(&value, &number) || (number != 0 && number != 2))
        return;
    struct nl_instances instances = nl_machine_instances(arena, machine);
    for (size_t i = 0; i < instances.count; i++) {
        bool on = false;
        struct nl_sentence why;
        if (instances.items[i].setting->instances != NL_INSTANCE_ADAPTER)
            continue;
        (void)nl_netbios_judge(arena, machine, instances.items[i].instance, &on, &why);
        if (!on)
            continue;
        struct nl_finding *finding = add(arena, findings, "confusable.dns-netbios", NULL,
                                         NL_SEVERITY_LOW, "netbios.adapter");
        finding->what =
            nl_say(arena,
                   NL_T("The DNS client's policy EnableNetbios is {1}, but NetBIOS is on for at "
                        "least one adapter. The policy only stops this machine from asking for "
                        "names; UDP 137, UDP 138 and TCP 139 stay open."),
                   nl_decimal(number).text);
        finding->next = nl_say(arena, NL_T("Set netbios.adapter[*] to close the ports."));
        return;
    }
}

/* A start type written into the registry by hand: the service manager goes on with its own copy
 * until Windows starts again, and writes its copy over it at the next change. */
static void check_start_types(struct nl_arena *arena, const struct nl_machine *machine,
                              struct nl_findings *findings)
{
    for (size_t i = 0; i < machine->services.count; i++) {
        const struct nl_service *service = &machine->services.items[i];
        uint32_t managed = 0;
        uint32_t written = 0;
        if (!service->name || !nl_value_as_dword(&service->start, &managed))
            continue;
        struct nl_value value = nl_machine_registry(
            machine, nl_arena_format(arena, NL_PACK(SERVICES "%s"), service->name), "Start");
        if (!nl_value_as_dword(&value, &written) || written == managed)
            continue;
        struct nl_finding *finding =
            add(arena, findings, "confusable.start", service->name, NL_SEVERITY_MEDIUM, NULL);
        const char *wording = NL_T("Start of {1} is {2} in the registry, but the service manager "
                                   "says {3}. The registry was changed without the service "
                                   "manager; its value counts after a restart.");
        const char *number = nl_arena_text(arena, nl_decimal(written).text);
        finding->what = nl_say(arena, wording, nl_clean(arena, service->name), number,
                               nl_decimal(managed).text);
        finding->next =
            nl_say(arena, NL_T("Decide which of the two is meant and set it through the service "
                               "manager, or restart."));
    }
}

void nl_confusables_find(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_findings *findings)
{
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_value value = nl_machine_registry(machine, rows[i].path, rows[i].name);
        if (!is_caught(arena, rows[i].trap, &value))
            continue;
        struct nl_finding *finding =
            add(arena, findings, rows[i].id, NULL, rows[i].severity, rows[i].setting);
        finding->what = nl_say(arena, rows[i].what, nl_clean(arena, nl_value_show(arena, &value)));
        finding->next = nl_say(arena, rows[i].next);
    }
    check_dns_netbios(arena, machine, findings);
    check_start_types(arena, machine, findings);
}
