/* netbios.c - the five states of NetBIOS over TCP/IP on one adapter.
 *
 * NetbiosOptions 1 is on, 2 is off, 0 or no value is the default: off where the DHCP server says so
 * (DhcpNetbiosOptions 2, from Microsoft's vendor option 001, KB313314), on otherwise. Keys of
 * adapters that are gone stay behind and say nothing about what is served now. */
#include "netbios.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"

const char *const nl_netbios_state_words[] = {
    [NL_NETBIOS_UNKNOWN] = "unknown",
    [NL_NETBIOS_ENABLED] = "enabled",
    [NL_NETBIOS_DISABLED] = "disabled",
    [NL_NETBIOS_DHCP_OFF] = "default-dhcp-off",
    [NL_NETBIOS_DEFAULT_ON] = "default-on",
    [NL_NETBIOS_LEFTOVER] = "leftover",
    NULL,
};

#define CONNECTIONS                                                                                \
    "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}"
#define TCPIP_INTERFACES "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces"

/* Whether a key was looked for and is not there. */
static bool key_is_absent(const struct nl_machine *machine, const char *path)
{
    const struct nl_registry_key *key = nl_machine_key(machine, path);
    return key ? key->state == NL_VALUE_ABSENT
               : nl_machine_registry(machine, path, "").state == NL_VALUE_ABSENT;
}

/* Says why the adapter counts as gone; false when it does not. */
static bool is_leftover(struct nl_arena *arena, const struct nl_machine *machine, const char *guid,
                        struct nl_sentence *out_why)
{
    if (machine->adapters_state == NL_VALUE_PRESENT) {
        if (nl_machine_adapter(machine, guid))
            return false;
        *out_why = nl_say(arena, NL_T("The adapter is not among those in use: it was removed, "
                                      "unplugged or disabled. The setting waits for its return."));
        return true;
    }
    /* Without the list of adapters a key counts as present, unless nothing else knows of it. */
    if (!key_is_absent(machine,
                       nl_arena_format(arena, NL_PACK(CONNECTIONS "\\%s\\Connection"), guid)) ||
        !key_is_absent(machine, nl_arena_format(arena, NL_PACK(TCPIP_INTERFACES "\\%s"), guid)))
        return false;
    *out_why = nl_say(arena, NL_T("The adapter was removed: neither the list of connections nor "
                                  "TCP/IP knows it any more. The setting waits for its return."));
    return true;
}

static struct nl_sentence say_unreadable(struct nl_arena *arena, const char *name,
                                         const struct nl_value *value)
{
    if (value->state == NL_VALUE_DENIED)
        return nl_say(arena, NL_T("{1} of this adapter may not be read (error {2})."), name,
                      nl_decimal(value->code).text);
    return nl_say(arena, NL_T("{1} of this adapter could not be read here."), name);
}

/* Whether TCP/IP has a fixed address for an adapter: EnableDHCP is 0. What a DHCP server said before
 * does not count then. */
static bool is_static(struct nl_arena *arena, const struct nl_machine *machine, const char *guid)
{
    struct nl_value value = nl_machine_registry(
        machine, nl_arena_format(arena, NL_PACK(TCPIP_INTERFACES "\\%s"), guid), "EnableDHCP");
    uint32_t enabled = 1;
    return nl_value_as_dword(&value, &enabled) && enabled == 0;
}

/* What the default comes to: DHCP's word, where DHCP has one. */
static enum nl_netbios_state judge_default(struct nl_arena *arena, const struct nl_machine *machine,
                                           const char *path, const char *guid, bool absent,
                                           struct nl_sentence *out_why)
{
    const struct nl_adapter *adapter = nl_machine_adapter(machine, guid);
    struct nl_value dhcp = nl_machine_registry(machine, path, "DhcpNetbiosOptions");
    uint32_t number = 0;
    if (adapter ? adapter->dhcp == NL_ANSWER_NO : is_static(arena, machine, guid)) {
        *out_why = nl_say(
            arena, absent ? NL_T("NetbiosOptions is absent and the address is static, so NetBIOS "
                                 "is on.")
                          : NL_T("NetbiosOptions is 0 and the address is static, so NetBIOS is "
                                 "on."));
        return NL_NETBIOS_DEFAULT_ON;
    }
    if (dhcp.state == NL_VALUE_DENIED || dhcp.state == NL_VALUE_UNSUPPORTED) {
        *out_why = say_unreadable(arena, "DhcpNetbiosOptions", &dhcp);
        return NL_NETBIOS_UNKNOWN;
    }
    if (nl_value_as_dword(&dhcp, &number) && number == 2) {
        *out_why = nl_say(
            arena, absent ? NL_T("NetbiosOptions is absent and the DHCP server said to turn "
                                 "NetBIOS off (DhcpNetbiosOptions is 2).")
                          : NL_T("NetbiosOptions is 0 and the DHCP server said to turn NetBIOS "
                                 "off (DhcpNetbiosOptions is 2)."));
        return NL_NETBIOS_DHCP_OFF;
    }
    *out_why = nl_say(
        arena, absent ? NL_T("NetbiosOptions is absent and no DHCP server said to turn NetBIOS "
                             "off, so it is on.")
                      : NL_T("NetbiosOptions is 0 and no DHCP server said to turn NetBIOS off, so "
                             "it is on."));
    return NL_NETBIOS_DEFAULT_ON;
}

enum nl_netbios_state nl_netbios_judge(struct nl_arena *arena, const struct nl_machine *machine,
                                       const char *guid, bool *out_effective_on,
                                       struct nl_sentence *out_why)
{
    const char *path = nl_arena_format(arena, NL_NETBT_INTERFACES "\\Tcpip_%s", guid);
    struct nl_value option = nl_machine_registry(machine, path, "NetbiosOptions");
    enum nl_netbios_state state = NL_NETBIOS_UNKNOWN;
    struct nl_sentence why = {0};
    uint32_t number = 0;
    if (is_leftover(arena, machine, guid, &why)) {
        state = NL_NETBIOS_LEFTOVER;
    } else if (option.state == NL_VALUE_DENIED || option.state == NL_VALUE_UNSUPPORTED) {
        why = say_unreadable(arena, "NetbiosOptions", &option);
    } else if (option.state == NL_VALUE_ABSENT) {
        state = judge_default(arena, machine, path, guid, true, &why);
    } else if (option.type != NL_TYPE_DWORD || !nl_value_as_dword(&option, &number)) {
        why = nl_say(arena,
                     NL_T("NetbiosOptions is {1}, but Windows expects a number (REG_DWORD) "
                          "there. What it makes of it is not known."),
                     nl_clean(arena, nl_value_show(arena, &option)));
    } else if (number == 0) {
        state = judge_default(arena, machine, path, guid, false, &why);
    } else if (number == 1) {
        state = NL_NETBIOS_ENABLED;
        why = nl_say(arena, NL_T("NetbiosOptions is 1: NetBIOS is on, whatever DHCP says."));
    } else if (number == 2) {
        state = NL_NETBIOS_DISABLED;
        why = nl_say(arena, NL_T("NetbiosOptions is 2: NetBIOS is off."));
    } else {
        why = nl_say(arena,
                     NL_T("NetbiosOptions is {1}, which Windows does not define. What it "
                          "makes of it is not known."),
                     nl_decimal(number).text);
    }
    *out_effective_on = state == NL_NETBIOS_ENABLED || state == NL_NETBIOS_DEFAULT_ON;
    *out_why = why;
    return state;
}
