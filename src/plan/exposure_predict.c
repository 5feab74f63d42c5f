/* exposure_predict.c - which ports will be open after the next restart, by settings alone. */
#include "exposure_predict.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "exposure_tally.h"
#include "model/catalogue.h"
#include "netbios.h"
#include "service_chain.h"

#include <string.h>

enum { IF_TYPE_LOOPBACK = 24 };

static enum nl_openness openness_of(enum nl_answer runs)
{
    switch (runs) {
    case NL_ANSWER_YES:
        return NL_OPENNESS_OPEN;
    case NL_ANSWER_NO:
        return NL_OPENNESS_CLOSED;
    case NL_ANSWER_UNKNOWN:
        break;
    }
    return NL_OPENNESS_UNKNOWN;
}

/* Whether the endpoint mapper is told not to use TCP. The value is a REG_SZ, a list with commas; it
 * stands in Microsoft's Windows pause base image, and RpcEpMap.dll reads it when it starts. */
static bool is_tcp_disallowed(struct nl_arena *arena, const struct nl_machine *machine)
{
    struct nl_value value =
        nl_machine_registry(machine, "HKLM\\SOFTWARE\\Microsoft\\Rpc", "EpMapDisallowedProtocols");
    const char *text = value.type == NL_TYPE_SZ ? nl_value_as_text(arena, &value) : NULL;
    struct nl_texts names = {0};
    if (text)
        names = nl_split(arena, text, ',');
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        name += strspn(name, " ");
        if (nl_starts(name, "ncacn_ip_tcp") && strspn(name + 12, " ") == strlen(name + 12))
            return true;
    }
    return false;
}

static void predict_135(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_port_exposure *exposure)
{
    enum nl_answer rpc = nl_service_will_run(arena, machine, "RpcSs", &exposure->why);
    /* Where the build is not known, the service's presence tells which Windows this is. */
    bool mapper_is_service = machine->os.build
                                 ? machine->os.build >= NL_FIRST_BUILD_WITH_EPT_MAPPER
                                 : nl_machine_service(machine, "RpcEptMapper") != NULL;
    enum nl_answer mapper = NL_ANSWER_YES;
    if (mapper_is_service)
        mapper = nl_service_will_run(arena, machine, "RpcEptMapper", &exposure->why);
    if (rpc == NL_ANSWER_NO || mapper == NL_ANSWER_NO)
        exposure->predicted = NL_OPENNESS_CLOSED;
    else if (rpc == NL_ANSWER_UNKNOWN || mapper == NL_ANSWER_UNKNOWN)
        exposure->predicted = NL_OPENNESS_UNKNOWN;
    else
        exposure->predicted = NL_OPENNESS_OPEN;
    if (exposure->predicted != NL_OPENNESS_CLOSED && is_tcp_disallowed(arena, machine)) {
        exposure->predicted = NL_OPENNESS_CLOSED;
        nl_say_to(arena, &exposure->why,
                  NL_T("EpMapDisallowedProtocols names ncacn_ip_tcp: the endpoint mapper does not "
                       "listen on TCP."));
    }
    struct nl_value dcom =
        nl_machine_registry(machine, "HKLM\\SOFTWARE\\Microsoft\\Ole", "EnableDCOM");
    if (exposure->predicted != NL_OPENNESS_CLOSED && nl_same(nl_value_as_text(arena, &dcom), "N"))
        nl_say_to(arena, &exposure->why,
                  NL_T("EnableDCOM is N: DCOM is off, but the endpoint mapper listens all the "
                       "same."));
}

enum nl_answer nl_smb_direct_off(const struct nl_machine *machine)
{
    struct nl_value value = nl_machine_registry(machine, NL_NETBT_PARAMETERS, "SMBDeviceEnabled");
    uint32_t number = 1;
    if (value.state == NL_VALUE_DENIED || value.state == NL_VALUE_UNSUPPORTED)
        return NL_ANSWER_UNKNOWN;
    if (value.type == NL_TYPE_DWORD && nl_value_as_dword(&value, &number) && number == 0)
        return NL_ANSWER_YES;
    return NL_ANSWER_NO;
}

static void say_smb_direct(struct nl_arena *arena, const struct nl_machine *machine,
                           struct nl_port_exposure *exposure)
{
    struct nl_value value = nl_machine_registry(machine, NL_NETBT_PARAMETERS, "SMBDeviceEnabled");
    uint32_t number = 0;
    if (value.state == NL_VALUE_DENIED)
        nl_say_to(arena, &exposure->why, NL_T("smb.direct may not be read (error {1})."),
                  nl_decimal(value.code).text);
    else if (value.state == NL_VALUE_UNSUPPORTED)
        nl_say_to(arena, &exposure->why, NL_T("smb.direct could not be read here."));
    else if (value.state == NL_VALUE_ABSENT)
        nl_say_to(arena, &exposure->why, NL_T("smb.direct is absent, which means enabled."));
    else if (value.type != NL_TYPE_DWORD || !nl_value_as_dword(&value, &number))
        nl_say_to(arena, &exposure->why,
                  NL_T("smb.direct is {1}: Windows only heeds a REG_DWORD there, so the port stays "
                       "enabled."),
                  nl_clean(arena, nl_value_show(arena, &value)));
    else if (number != 0)
        nl_say_to(arena, &exposure->why, NL_T("smb.direct is {1}, which means enabled."),
                  nl_decimal(number).text);
    else if (exposure->unverified)
        nl_say_to(arena, &exposure->why,
                  NL_T("smb.direct is 0, which turned the port off on Windows XP; whether this "
                       "Windows heeds it is not proven."));
    else
        nl_say_to(arena, &exposure->why, NL_T("smb.direct is 0, which turns the port off."));
}

static void predict_445(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_port_exposure *exposure)
{
    bool old = machine->os.build != 0 && machine->os.build < NL_FIRST_VISTA_BUILD;
    enum nl_answer server = nl_service_will_run(arena, machine, "LanmanServer", &exposure->why);
    exposure->predicted = openness_of(server);
    enum nl_answer off = nl_smb_direct_off(machine);
    if (server != NL_ANSWER_NO && off != NL_ANSWER_NO) {
        exposure->predicted = off == NL_ANSWER_YES ? NL_OPENNESS_CLOSED : NL_OPENNESS_UNKNOWN;
        exposure->unverified = off == NL_ANSWER_YES && !old;
    }
    say_smb_direct(arena, machine, exposure);
    /* On 2000 to 2003 netbt.sys itself makes the listener. */
    if (old && nl_service_will_run(arena, machine, "NetBT", &exposure->why) == NL_ANSWER_NO)
        exposure->predicted = NL_OPENNESS_CLOSED;
}

static void add_adapter(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_port_exposure *exposure, const char *guid, const char *label,
                        enum nl_answer driver, struct nl_openness_tally *tally)
{
    struct nl_sentence why = {0};
    bool on = false;
    enum nl_netbios_state state = nl_netbios_judge(arena, machine, guid, &on, &why);
    struct nl_port_place place = {.adapter = guid, .label = label ? label : guid};
    if (driver == NL_ANSWER_NO)
        why = nl_say(arena, NL_T("The NetBT driver will not run, so NetBIOS is off on every "
                                 "adapter, whatever is set here."));
    *NL_PUSH(arena, &place.why) = why;
    bool known = state != NL_NETBIOS_UNKNOWN;
    if (driver == NL_ANSWER_NO || (known && !on)) /* a leftover is off, too */
        place.predicted = NL_OPENNESS_CLOSED;
    else
        place.predicted = known ? openness_of(driver) : NL_OPENNESS_UNKNOWN;
    *NL_PUSH(arena, &exposure->places) = place;
    if (state != NL_NETBIOS_LEFTOVER) /* what is gone makes nothing open in part only */
        nl_openness_count(tally, place.predicted);
}

/* Adapters that NetBT has no key for (yet): the system's own flag is all there is to go by. */
static void add_keyless_adapters(struct nl_arena *arena, const struct nl_machine *machine,
                                 struct nl_port_exposure *exposure, enum nl_answer driver,
                                 struct nl_openness_tally *tally)
{
    size_t with_keys = exposure->places.count;
    for (size_t i = 0; i < machine->adapters.count; i++) {
        const struct nl_adapter *adapter = &machine->adapters.items[i];
        bool known =
            adapter->type == IF_TYPE_LOOPBACK || !adapter->guid || adapter->guid[0] != '{' ||
            nl_machine_key(machine,
                           nl_arena_format(arena, NL_NETBT_INTERFACES "\\Tcpip_%s", adapter->guid));
        for (size_t p = 0; !known && p < with_keys; p++)
            known = nl_same(exposure->places.items[p].adapter, adapter->guid);
        if (known)
            continue;
        struct nl_port_place place = {
            .adapter = adapter->guid,
            .label = adapter->name && adapter->name[0] ? adapter->name : adapter->guid,
            .predicted =
                driver == NL_ANSWER_NO ? NL_OPENNESS_CLOSED : openness_of(adapter->netbios)};
        nl_say_to(arena, &place.why,
                  adapter->netbios == NL_ANSWER_NO
                      ? NL_T("NetBT has no key for this adapter, and Windows says that NetBIOS is "
                             "off on it.")
                      : NL_T("NetBT has no key for this adapter; a new adapter begins with NetBIOS "
                             "on."));
        *NL_PUSH(arena, &exposure->places) = place;
        nl_openness_count(tally, place.predicted);
    }
}

static void say_adapters(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_port_exposure *exposure)
{
    static const struct {
        enum nl_openness openness;
        const char *format;
    } rows[] = {
        {NL_OPENNESS_OPEN, NL_T("NetBIOS is on for these adapters: {1}.")},
        {NL_OPENNESS_CLOSED, NL_T("NetBIOS is off for these adapters: {1}.")},
        {NL_OPENNESS_UNKNOWN, NL_T("Whether NetBIOS is on could not be found out for: {1}.")},
    };
    for (size_t r = 0; r < NL_COUNT_OF(rows); r++) {
        struct nl_text names;
        nl_text_init(&names, arena);
        for (size_t i = 0; i < exposure->places.count; i++) {
            const struct nl_port_place *place = &exposure->places.items[i];
            if (place->predicted == rows[r].openness)
                nl_text_format(&names, "%s%s", names.length ? ", " : "", place->label);
        }
        if (names.length)
            nl_say_to(arena, &exposure->why, rows[r].format, nl_clean(arena, names.data));
    }
    if (machine->adapters_state != NL_VALUE_PRESENT && exposure->places.count)
        nl_say_to(arena, &exposure->why,
                  NL_T("The list of adapters is not available here, so adapters that are gone may "
                       "be among them."));
}

static void predict_netbt(struct nl_arena *arena, const struct nl_machine *machine,
                          struct nl_port_exposure *exposure)
{
    enum nl_answer driver = nl_service_will_run(arena, machine, "NetBT", &exposure->why);
    struct nl_instances instances = nl_machine_instances(arena, machine);
    struct nl_openness_tally tally = {0};
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_instance *instance = &instances.items[i];
        if (instance->setting->instances == NL_INSTANCE_ADAPTER)
            add_adapter(arena, machine, exposure, instance->instance, instance->label, driver,
                        &tally);
    }
    if (machine->adapters_state == NL_VALUE_PRESENT)
        add_keyless_adapters(arena, machine, exposure, driver, &tally);
    say_adapters(arena, machine, exposure);
    exposure->predicted = nl_openness_total(&tally);
    if (driver == NL_ANSWER_NO)
        exposure->predicted = NL_OPENNESS_CLOSED;
    struct nl_value keys = nl_machine_registry(machine, NL_NETBT_INTERFACES, "");
    bool keys_seen = keys.state == NL_VALUE_PRESENT || keys.state == NL_VALUE_ABSENT;
    if (exposure->places.count == 0 && driver != NL_ANSWER_NO) {
        exposure->predicted = keys_seen ? NL_OPENNESS_CLOSED : NL_OPENNESS_UNKNOWN;
        nl_say_to(arena, &exposure->why,
                  keys_seen ? NL_T("NetBT serves no adapter now; a new adapter begins with NetBIOS "
                                   "on.")
                            : NL_T("The adapters that NetBT serves could not be seen."));
    }
    if (exposure->port->number == 139 && exposure->predicted != NL_OPENNESS_CLOSED) {
        struct nl_sentences unused = {0};
        if (nl_service_will_run(arena, machine, "LanmanServer", &unused) == NL_ANSWER_NO)
            nl_say_to(arena, &exposure->why,
                      NL_T("LanmanServer will not run, so no file server answers behind TCP 139; "
                           "NetBT listens on it all the same."));
    }
}

void nl_exposure_predict(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_port_exposure *exposure)
{
    if (exposure->port->per_adapter)
        predict_netbt(arena, machine, exposure);
    else if (exposure->port->number == 135)
        predict_135(arena, machine, exposure);
    else
        predict_445(arena, machine, exposure);
}
