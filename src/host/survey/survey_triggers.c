/* survey_triggers.c - what starts a service although its start type is manual. */
#include "survey_triggers.h"

#include <string.h>

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services\\"

enum {
    ACTION_START = 1,         /* SERVICE_TRIGGER_ACTION_SERVICE_START */
    TYPE_NETWORK_ENDPOINT = 6 /* SERVICE_TRIGGER_TYPE_NETWORK_ENDPOINT */
};

/* Types by their numbers ("SERVICE_TRIGGER structure", dwTriggerType). */
static const struct {
    uint32_t type;
    const char *word;
} types[] = {
    {1, "device-arrival"}, {2, "ip-address"},   {3, "domain-join"},
    {4, "firewall-port"},  {5, "group-policy"}, {TYPE_NETWORK_ENDPOINT, "network-endpoint"},
    {7, "system-state"},   {20, "custom"},      {30, "aggregate"},
};

/* Subtypes of a network endpoint, in the order of bytes in which Windows keeps a GUID. */
static const struct {
    const char *word;
    uint8_t guid[NL_TRIGGER_GUID_SIZE];
} endpoints[] = {
    /* RPC_INTERFACE_EVENT_GUID {bc90d167-9470-4139-a9ba-be0bbbf5b74d} */
    {"rpc-interface",
     {0x67, 0xD1, 0x90, 0xBC, 0x70, 0x94, 0x39, 0x41, 0xA9, 0xBA, 0xBE, 0x0B, 0xBB, 0xF5, 0xB7,
      0x4D}},
    /* NAMED_PIPE_EVENT_GUID {1f81d131-3fac-4537-9e0c-7e7b0c2f4b55} */
    {"named-pipe",
     {0x31, 0xD1, 0x81, 0x1F, 0xAC, 0x3F, 0x37, 0x45, 0x9E, 0x0C, 0x7E, 0x7B, 0x0C, 0x2F, 0x4B,
      0x55}},
};

static const char *word_of(uint32_t type, const uint8_t *subtype)
{
    for (size_t i = 0; type == TYPE_NETWORK_ENDPOINT && subtype && i < NL_COUNT_OF(endpoints);
         i++) {
        if (memcmp(endpoints[i].guid, subtype, NL_TRIGGER_GUID_SIZE) == 0)
            return endpoints[i].word;
    }
    for (size_t i = 0; i < NL_COUNT_OF(types); i++) {
        if (types[i].type == type)
            return types[i].word;
    }
    return "other";
}

void nl_survey_trigger_add(struct nl_arena *arena, struct nl_service *service, uint32_t type,
                           uint32_t action, const uint8_t *subtype)
{
    if (action != ACTION_START)
        return;
    service->triggered = NL_ANSWER_YES;
    const char *word = word_of(type, subtype);
    if (!nl_texts_hold(&service->triggers, word))
        nl_texts_add(&service->triggers, arena, word);
}

static const struct nl_value *value_of(const struct nl_registry_key *key, const char *name)
{
    for (size_t i = 0; i < key->values.count; i++) {
        if (nl_same(key->values.items[i].name, name))
            return &key->values.items[i].value;
    }
    return NULL;
}

static uint32_t number_of(const struct nl_registry_key *key, const char *name)
{
    const struct nl_value *value = value_of(key, name);
    uint32_t number = 0;
    return value && nl_value_as_dword(value, &number) ? number : 0;
}

void nl_survey_triggers(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_service *service)
{
    static const char *const names[] = {"Type", "Action", "GUID", NULL};
    const char *path = nl_arena_format(arena, SERVICES "%s\\TriggerInfo", service->name);
    struct nl_subkeys keys = {0};
    reader->subkeys(reader, arena, path, &keys);
    service->triggered = keys.state == NL_VALUE_PRESENT || keys.state == NL_VALUE_ABSENT
                             ? NL_ANSWER_NO
                             : NL_ANSWER_UNKNOWN;
    for (size_t i = 0; i < keys.names.count && i < NL_TRIGGERS_MOST; i++) {
        struct nl_registry_key key = {
            .path = nl_arena_format(arena, "%s\\%s", path, keys.names.items[i])};
        reader->values(reader, arena, names, &key);
        const struct nl_value *guid = value_of(&key, "GUID");
        bool whole = guid && guid->state == NL_VALUE_PRESENT && guid->size == NL_TRIGGER_GUID_SIZE;
        nl_survey_trigger_add(arena, service, number_of(&key, "Type"), number_of(&key, "Action"),
                              whole ? guid->bytes : NULL);
    }
}
