/* win_targets.c - whether this run may change each setting. */
#include "win_targets.h"

#include "win_error.h"
#include "win_identity.h"
#include "win_lsa.h"
#include "win_registry.h"

#include "model/catalogue.h"
#include "win_services_query.h"

#include <string.h>

/* A refusal is NO; anything else that goes wrong tells nothing. */
static enum nl_answer answer_of(DWORD code)
{
    if (code == ERROR_SUCCESS)
        return NL_ANSWER_YES;
    return win_status(code) == NL_DENIED ? NL_ANSWER_NO : NL_ANSWER_UNKNOWN;
}

/* Records an answer unless a target further up says the same already. */
static void record(struct nl_arena *arena, struct nl_machine *machine,
                   const struct nl_address *address, DWORD code)
{
    enum nl_answer writable = answer_of(code);
    if (writable == NL_ANSWER_UNKNOWN)
        return;
    uint32_t known_code = 0;
    if (nl_machine_writable(machine, address, &known_code) == writable &&
        known_code == (writable == NL_ANSWER_NO ? code : 0))
        return;
    struct nl_target *target = NL_PUSH(arena, &machine->targets);
    target->address.place = address->place;
    target->address.path = address->path;
    target->writable = writable;
    target->code = writable == NL_ANSWER_NO ? code : 0;
}

static DWORD try_key(struct nl_arena *arena, const char *path)
{
    HKEY key = NULL;
    DWORD code = win_registry_open(arena, path, KEY_SET_VALUE, &key);
    if (code == ERROR_SUCCESS)
        win_registry_calls()->close_key(key);
    if (!win_registry_is_absence(code))
        return code;
    /* The write will have to make it, in the nearest key that exists. */
    char *nearest = nl_arena_text(arena, path);
    for (uint32_t missing = win_registry_missing_keys(arena, path); missing > 0; missing--) {
        char *cut = strrchr(nearest, '\\');
        if (!cut)
            return code;
        *cut = '\0';
    }
    code = win_registry_open(arena, nearest, KEY_CREATE_SUB_KEY, &key);
    if (code == ERROR_SUCCESS)
        win_registry_calls()->close_key(key);
    return code;
}

static DWORD try_service(struct nl_arena *arena, const char *name)
{
    SC_HANDLE manager = NULL;
    SC_HANDLE service = NULL;
    const char *call = NULL;
    DWORD code = win_services_open(arena, name, SERVICE_CHANGE_CONFIG, &manager, &service, &call);
    if (code == ERROR_SUCCESS) {
        win_services_calls()->close(service);
        win_services_calls()->close(manager);
    }
    return code;
}

/* Neither accounts nor the firewall have a documented handle to open. NetUserSetInfo is for members of
 * Administrators and Account Operators (its page, "Security Requirements"), INetFwRules::Add for
 * members of Administrators and Network Configuration Operators ([MS-FASP] 3.1.4). */
static DWORD try_member(struct nl_arena *arena, const struct nl_machine *machine, const char *also)
{
    if (nl_texts_hold(&machine->session.groups, also))
        return ERROR_SUCCESS;
    return win_identity_elevated(arena) == NL_ANSWER_NO ? ERROR_ACCESS_DENIED : ERROR_SUCCESS;
}

static DWORD try_firewall(struct nl_arena *arena, const struct nl_machine *machine)
{
    if (machine->firewall_state != NL_VALUE_PRESENT)
        return machine->firewall_state == NL_VALUE_DENIED ? ERROR_ACCESS_DENIED
                                                          : ERROR_NOT_SUPPORTED;
    return try_member(arena, machine, "S-1-5-32-556");
}

static DWORD try_address(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_address *address)
{
    switch (address->place) {
    case NL_PLACE_REGISTRY:
        return try_key(arena, address->path);
    case NL_PLACE_SERVICE_START:
    case NL_PLACE_SERVICE_DEPENDS:
        return try_service(arena, address->path);
    case NL_PLACE_USER_RIGHT:
        return win_lsa_try_write();
    case NL_PLACE_ACCOUNT:
        return try_member(arena, machine, "S-1-5-32-548");
    case NL_PLACE_FIREWALL_BLOCK:
        return try_firewall(arena, machine);
    case NL_PLACE_COUNT:
        break;
    }
    return ERROR_NOT_SUPPORTED;
}

static void try_and_record(struct nl_arena *arena, struct nl_machine *machine,
                           const struct nl_address *address)
{
    record(arena, machine, address, try_address(arena, machine, address));
}

void win_targets_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    /* What several instances stand below is asked first: most answers are then known. */
    struct nl_address interfaces = {.place = NL_PLACE_REGISTRY, .path = NL_NETBT_INTERFACES};
    try_and_record(arena, machine, &interfaces);
    struct nl_instances instances = nl_machine_instances(arena, machine);
    bool firewall_tried = false;
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_instance *instance = &instances.items[i];
        if (instance->setting->flags & NL_SETTING_READ_ONLY)
            continue;
        if (instance->address.place == NL_PLACE_FIREWALL_BLOCK) {
            /* One answer for all of its rules. */
            if (firewall_tried)
                continue;
            firewall_tried = true;
        }
        try_and_record(arena, machine, &instance->address);
    }
    /* The companion write of smb1.client. */
    struct nl_address workstation = {.place = NL_PLACE_SERVICE_DEPENDS,
                                     .path = "LanmanWorkstation"};
    try_and_record(arena, machine, &workstation);
    nl_machine_index(arena, machine); /* each write asks for its target */
}
