/* survey_services.c - services as their registry keys describe them. */
#include "survey_services.h"

#include "survey_triggers.h"

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services"

enum {
    SERVICE_BITS = 0x1 | 0x2 | 0x8 | 0x10 | 0x20, /* SERVICE_DRIVER and SERVICE_WIN32 (winnt.h) */
    WIN32_BITS = 0x10 | 0x20,                     /* SERVICE_WIN32: drivers have no triggers */
    LAST_START_TYPE = 4,
    INVALID_DATA = 13 /* ERROR_INVALID_DATA */
};

static const struct nl_value *value_of(const struct nl_registry_key *key, const char *name)
{
    for (size_t i = 0; i < key->values.count; i++) {
        if (nl_same(key->values.items[i].name, name))
            return &key->values.items[i].value;
    }
    return NULL;
}

static bool number_of(const struct nl_registry_key *key, const char *name, uint32_t *out_number)
{
    const struct nl_value *value = value_of(key, name);
    return value && value->type == NL_TYPE_DWORD && nl_value_as_dword(value, out_number);
}

static const char *text_of(struct nl_arena *arena, const struct nl_registry_key *key,
                           const char *name)
{
    const struct nl_value *value = value_of(key, name);
    return value ? nl_value_as_text(arena, value) : NULL;
}

/* A list; some installers wrote a single text where a list belongs. Taking it as one name can only
 * show a dependent too many, never one too few. */
static struct nl_texts names_of(struct nl_arena *arena, const struct nl_registry_key *key,
                                const char *name)
{
    struct nl_texts names = {0};
    struct nl_texts kept = {0};
    const struct nl_value *value = value_of(key, name);
    if (!value)
        return kept;
    if (!nl_value_as_texts(arena, value, &names)) {
        const char *single = nl_value_as_text(arena, value);
        if (single)
            nl_texts_add(&names, arena, single);
    }
    for (size_t i = 0; i < names.count; i++) {
        if (names.items[i][0])
            nl_texts_add(&kept, arena, names.items[i]);
    }
    return kept;
}

bool nl_survey_service(struct nl_arena *arena, struct nl_registry_reader *reader, const char *name,
                       struct nl_service *out_service)
{
    static const char *const names[] = {
        "Type",        "Start",           "Group",         "ObjectName", "ImagePath",
        "DisplayName", "DependOnService", "DependOnGroup", NULL};
    struct nl_registry_key key = {.path = nl_arena_format(arena, SERVICES "\\%s", name)};
    reader->values(reader, arena, names, &key);
    struct nl_service service = {.name = nl_arena_text(arena, name)};
    if (key.state == NL_VALUE_DENIED) {
        service.start = nl_value_denied(key.code);
        *out_service = service;
        return true;
    }
    if (key.state != NL_VALUE_PRESENT || !number_of(&key, "Type", &service.type) ||
        !(service.type & SERVICE_BITS))
        return false;
    const struct nl_value *start = value_of(&key, "Start");
    if (!start || start->state == NL_VALUE_ABSENT)
        return false;
    uint32_t number = 0;
    if (number_of(&key, "Start", &number) && number <= LAST_START_TYPE)
        service.start = nl_value_start_type(arena, number);
    else if (start->state == NL_VALUE_PRESENT)
        service.start = nl_value_unsupported(INVALID_DATA);
    else
        service.start = *start;
    service.display = text_of(arena, &key, "DisplayName");
    service.group = text_of(arena, &key, "Group");
    service.account = text_of(arena, &key, "ObjectName");
    service.image = text_of(arena, &key, "ImagePath");
    service.depends = names_of(arena, &key, "DependOnService");
    service.depends_groups = names_of(arena, &key, "DependOnGroup");
    service.triggered = NL_ANSWER_NO;
    if (service.type & WIN32_BITS)
        nl_survey_triggers(arena, reader, &service);
    *out_service = service;
    return true;
}

void nl_survey_services(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_machine *machine)
{
    struct nl_subkeys keys = {0};
    reader->subkeys(reader, arena, SERVICES, &keys);
    machine->services_state = keys.state;
    machine->services_code = keys.code;
    for (size_t i = 0; i < keys.names.count && i < NL_SURVEY_SERVICES; i++) {
        struct nl_service service;
        if (nl_survey_service(arena, reader, keys.names.items[i], &service))
            *NL_PUSH(arena, &machine->services) = service;
    }
    if (keys.cut) {
        /* A service that is not among them may be there. */
        machine->services_state = NL_VALUE_UNSUPPORTED;
        machine->services_code = NL_SURVEY_LEFT_OUT;
        nl_machine_say_unseen(arena, machine, "services", NL_VALUE_UNSUPPORTED, NL_SURVEY_LEFT_OUT,
                              NL_T("too many services are installed: only the first were read"));
    }
}
