/* win_netbios.c - what WMI and the adapter answered when a NetBIOS option was to act at once. */
#include "win_netbios.h"

#include "win_adapters.h"
#include "win_guard_boot.h"
#include "win_registry.h"
#include "win_sockets.h"
#include "win_wmi.h"

#include "model/machine.h"

#define INTERFACE_PREFIX NL_NETBT_INTERFACES "\\Tcpip_"

enum {
    OPTION_DEFAULT = 0,
    OPTION_DISABLED = 2,
    ADAPTER_TRIES = 10,
    ADAPTER_WAIT_MS = 100,
    FIRST_PORT = 137,
    LAST_PORT = 139
};

/* "SetTcpipNetbios method of the Win32_NetworkAdapterConfiguration class", return values. */
static const struct {
    uint32_t code;
    const char *text;
} codes[] = {
    {0, NL_T("done, no restart needed")},
    {1, NL_T("done, restart needed")},
    {64, NL_T("the method is not supported here")},
    {65, NL_T("an unknown failure")},
    {66, NL_T("an invalid subnet mask")},
    {67, NL_T("the adapter could not be processed")},
    {68, NL_T("an invalid parameter")},
    {72, NL_T("the registry could not be used")},
    {80, NL_T("TCP/IP could not be configured")},
    {81, NL_T("DHCP could not be configured")},
    {84, NL_T("IP is not enabled on this adapter")},
    {90, NL_T("a value is out of bounds")},
    {91, NL_T("access was denied")},
    {92, NL_T("out of memory")},
    {94, NL_T("the path, file or object was not found")},
    {95, NL_T("the service could not be notified")},
    {96, NL_T("the DNS service could not be notified")},
    {97, NL_T("the interface cannot be configured")},
    {98, NL_T("not all DHCP leases could be released or renewed")},
    {100, NL_T("DHCP is not enabled on this adapter")},
};

static const struct win_netbios_calls system_calls = {.set = win_wmi_set_netbios};
static const struct win_netbios_calls *calls = &system_calls;

void win_netbios_replace(const struct win_netbios_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

const char *win_netbios_code_text(uint32_t code)
{
    for (size_t i = 0; i < NL_COUNT_OF(codes); i++) {
        if (codes[i].code == code)
            return codes[i].text;
    }
    return NL_T("another failure");
}

const char *win_netbios_guid(struct nl_arena *arena, const char *path, const char *name)
{
    if (!nl_same(name, "NetbiosOptions") || !nl_starts(path, INTERFACE_PREFIX))
        return NULL;
    const char *guid = path + sizeof INTERFACE_PREFIX - 1;
    /* It becomes part of a WMI query and must hold nothing else. */
    return nl_is_guid(guid) ? nl_arena_text(arena, guid) : NULL;
}

/* Whether the DHCP server said that NetBIOS is to be off, which counts with the default option. */
static bool dhcp_says_off(struct nl_arena *arena, const char *guid)
{
    struct nl_value value = win_registry_read(
        arena, nl_arena_format(arena, INTERFACE_PREFIX "%s", guid), "DhcpNetbiosOptions");
    uint32_t option = 0;
    return nl_value_as_dword(&value, &option) && option == OPTION_DISABLED;
}

/* Whether nothing is bound any more to the NetBIOS ports of these addresses. A table that cannot be read
 * contradicts nothing. */
static bool ports_are_free(struct nl_arena *arena, const struct nl_texts *addresses)
{
    struct nl_machine seen = {0};
    win_sockets_survey(arena, &seen);
    for (size_t i = 0; i < seen.listeners.list.count; i++) {
        const struct nl_listener *listener = &seen.listeners.list.items[i];
        if (!listener->v6 && listener->port >= FIRST_PORT && listener->port <= LAST_PORT &&
            nl_texts_hold(addresses, listener->address))
            return false;
    }
    return true;
}

/* Whether the adapter itself, and the sockets on it, are as was asked for; it may take a moment. */
static bool adapter_agrees(struct nl_arena *arena, const char *guid, uint32_t option,
                           const struct nl_texts *addresses)
{
    bool off =
        option == OPTION_DISABLED || (option == OPTION_DEFAULT && dhcp_says_off(arena, guid));
    enum nl_answer wanted = off ? NL_ANSWER_NO : NL_ANSWER_YES;
    for (int i = 0; i < ADAPTER_TRIES; i++) {
        if (win_adapters_netbios(arena, guid) == wanted &&
            (!off || ports_are_free(arena, addresses)))
            return true;
        Sleep(ADAPTER_WAIT_MS);
    }
    return false;
}

enum nl_effect win_netbios_notify(struct nl_arena *arena, const char *guid, uint32_t option,
                                  struct nl_sentence *out_remark)
{
    uint32_t code = 0;
    struct nl_texts addresses = {0};
    if (win_adapters_serves(arena, guid, &addresses) == NL_ANSWER_NO) {
        *out_remark = nl_say(arena,
                             NL_T("adapter {1} is not connected or has no IPv4 address: nothing is "
                                  "served there, and the new NetBIOS setting holds when it "
                                  "returns"),
                             guid);
        return NL_EFFECT_NOW;
    }
    bool answered = false;
    if (win_guard_boot_enter()) {
        answered = calls->set(arena, guid, option, &code);
        win_guard_boot_leave();
    }
    if (!answered) {
        *out_remark = nl_say(arena,
                             NL_T("WMI does not answer: the new NetBIOS setting of adapter {1} "
                                  "takes effect when the adapter restarts"),
                             guid);
        return NL_EFFECT_ADAPTER_RESTART;
    }
    if (code == 0 && adapter_agrees(arena, guid, option, &addresses)) {
        *out_remark =
            nl_say(arena, NL_T("the new NetBIOS setting of adapter {1} is in effect now"), guid);
        return NL_EFFECT_NOW;
    }
    *out_remark =
        nl_say(arena, NL_T("WMI answered {1} for the NetBIOS setting of adapter {2}: {3}"),
               nl_decimal(code).text, guid, win_netbios_code_text(code));
    return code == 1 ? NL_EFFECT_RESTART : NL_EFFECT_ADAPTER_RESTART;
}
