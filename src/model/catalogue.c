/* catalogue.c - ids, instances, and what native values mean. The rows are in catalogue_*.c. */
#include "catalogue.h"

#include "base/clean.h"
#include "catalogue_rows.h"

#include <string.h>

const struct nl_setting *nl_setting_at(size_t index)
{
    for (size_t g = 0; nl_catalogue_groups[g]; g++) {
        if (index < nl_catalogue_groups[g]->count)
            return &nl_catalogue_groups[g]->rows[index];
        index -= nl_catalogue_groups[g]->count;
    }
    return NULL;
}

const struct nl_setting *nl_setting_find(const char *id)
{
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (strcmp(row->id, id) == 0)
            return row;
    }
    return NULL;
}

static const char *const transports[] = {"nbf", "nwlnknb"};

/* The registry's own spelling of a path pattern in which {1} stands for the instance. */
static const char *fill(struct nl_arena *arena, const char *pattern, const char *instance)
{
    if (!pattern)
        return NULL;
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_sentence_fill(&out, pattern, &instance, 1, NULL);
    return out.data;
}

static struct nl_instance make(struct nl_arena *arena, const struct nl_setting *setting,
                               const char *instance)
{
    struct nl_instance made = {.setting = setting, .id = setting->id};
    made.address.place = setting->place;
    made.address.path = fill(arena, setting->path, instance);
    made.address.name = fill(arena, setting->name, instance);
    if (instance) {
        made.instance = nl_arena_text(arena, instance);
        made.id = nl_arena_format(arena, "%s[%s]", setting->id, instance);
    }
    if (setting->place == NL_PLACE_FIREWALL_BLOCK) {
        uint64_t number = 0;
        const struct nl_port *port = NULL;
        if (instance && nl_parse_u64(instance, UINT16_MAX, &number))
            port = nl_port_find((unsigned)number);
        made.address.path = nl_protocol_words[port ? port->protocol : NL_TCP];
        made.address.name = made.instance;
        made.label = port ? port->name : NULL;
    }
    return made;
}

static const char *adapter_label(struct nl_arena *arena, const struct nl_machine *machine,
                                 const char *guid)
{
    const struct nl_adapter *adapter = nl_machine_adapter(machine, guid);
    const char *name = nl_machine_adapter_name(arena, machine, guid);
    if (name)
        return name;
    return adapter && adapter->description && adapter->description[0] ? adapter->description : NULL;
}

/* Whether NetBIOS over TCP/IP can be on here: IPv4, not the loopback, and the adapter does not say
 * that it is off. */
static bool is_served_by_netbt(const struct nl_adapter *adapter)
{
    enum { IF_TYPE_LOOPBACK = 24 };
    if (adapter->type == IF_TYPE_LOOPBACK || adapter->netbios == NL_ANSWER_NO)
        return false;
    for (size_t i = 0; i < adapter->addresses.count; i++) {
        if (!strchr(adapter->addresses.items[i].address, ':'))
            return true;
    }
    return false;
}

static void add_adapters(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_setting *setting, struct nl_instances *out)
{
    static const char prefix[] = "Tcpip_";
    struct nl_texts keys = nl_machine_subkeys(arena, machine, NL_NETBT_INTERFACES);
    for (size_t i = 0; i < keys.count; i++) {
        const char *leaf = strrchr(keys.items[i], '\\') + 1;
        if (!nl_starts(leaf, prefix) || !nl_is_guid(leaf + sizeof prefix - 1))
            continue; /* Tcpip6_ siblings and other transports: NetBT serves IPv4 */
        struct nl_instance made = make(arena, setting, leaf + sizeof prefix - 1);
        made.label = adapter_label(arena, machine, made.instance);
        *NL_PUSH(arena, out) = made;
    }
    /* Drivers that do not come with a NetBT key (VPN data channels) are served all the same: the step
     * makes the key. */
    for (size_t i = 0; i < machine->adapters.count; i++) {
        const struct nl_adapter *adapter = &machine->adapters.items[i];
        const char *path =
            nl_arena_format(arena, NL_NETBT_INTERFACES "\\%s%s", prefix, adapter->guid);
        const struct nl_registry_key *key = nl_machine_key(machine, path);
        if (!nl_is_guid(adapter->guid) || (key && key->state != NL_VALUE_ABSENT) ||
            !is_served_by_netbt(adapter))
            continue;
        struct nl_instance made = make(arena, setting, adapter->guid);
        made.label = adapter_label(arena, machine, made.instance);
        *NL_PUSH(arena, out) = made;
    }
}

struct nl_instances nl_machine_instances(struct nl_arena *arena, const struct nl_machine *machine)
{
    struct nl_instances found = {0};
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        switch (row->instances) {
        case NL_INSTANCE_NONE:
            *NL_PUSH(arena, &found) = make(arena, row, NULL);
            break;
        case NL_INSTANCE_ADAPTER:
            add_adapters(arena, machine, row, &found);
            break;
        case NL_INSTANCE_PORT:
            for (size_t p = 0; p < NL_PORT_COUNT; p++)
                *NL_PUSH(arena, &found) = make(arena, row, nl_decimal(nl_ports[p].number).text);
            break;
        case NL_INSTANCE_TRANSPORT:
            for (size_t t = 0; t < NL_COUNT_OF(transports); t++)
                *NL_PUSH(arena, &found) = make(arena, row, transports[t]);
            break;
        }
    }
    return found;
}

bool nl_instance_name_valid(const struct nl_setting *setting, const char *instance)
{
    uint64_t number = 0;
    switch (setting->instances) {
    case NL_INSTANCE_NONE:
        return instance == NULL;
    case NL_INSTANCE_ADAPTER:
        return instance && nl_is_guid(instance);
    case NL_INSTANCE_PORT:
        return instance && instance[0] != '0' && nl_parse_u64(instance, UINT16_MAX, &number) &&
               nl_port_find((unsigned)number) != NULL;
    case NL_INSTANCE_TRANSPORT:
        for (size_t i = 0; instance && i < NL_COUNT_OF(transports); i++) {
            if (nl_same(instance, transports[i]))
                return true;
        }
        return false;
    }
    return false;
}

enum nl_status nl_setting_id_split(struct nl_arena *arena, const char *id,
                                   const struct nl_setting **out_setting, const char **out_instance,
                                   struct nl_error *err)
{
    const char *bracket = strchr(id, '[');
    size_t length = strlen(id);
    const char *name = nl_arena_copy(arena, id, bracket ? (size_t)(bracket - id) : length);
    const struct nl_setting *setting = nl_setting_find(name);
    if (!setting)
        return nl_fail(err, NL_INVALID, NL_T("there is no setting {1}"), nl_clean(arena, id));
    if ((setting->instances == NL_INSTANCE_NONE) != (bracket == NULL) ||
        (bracket && (id[length - 1] != ']' || bracket + 2 == id + length)))
        return nl_fail(err, NL_INVALID,
                       bracket ? NL_T("{1}: the setting {2} is written without brackets, or the "
                                      "brackets are not closed")
                               : NL_T("{1}: the setting {2} needs an instance in brackets"),
                       nl_clean(arena, id), setting->id);
    *out_setting = setting;
    *out_instance =
        bracket ? nl_arena_copy(arena, bracket + 1, (size_t)(id + length - bracket) - 2) : NULL;
    return NL_OK;
}

enum nl_status nl_instance_parse(struct nl_arena *arena, const char *id,
                                 struct nl_instance *out_instance, struct nl_error *err)
{
    const struct nl_setting *setting = NULL;
    const char *instance = NULL;
    enum nl_status status = nl_setting_id_split(arena, id, &setting, &instance, err);
    if (status != NL_OK)
        return status;
    if (!nl_instance_name_valid(setting, instance))
        return nl_fail(err, NL_INVALID, NL_T("{1}: {2} is not an instance of {3}"),
                       nl_clean(arena, id), nl_clean(arena, instance), setting->id);
    *out_instance = make(arena, setting, instance);
    return NL_OK;
}

const struct nl_choice *nl_choice_find(const struct nl_setting *setting, const char *word)
{
    for (const struct nl_choice *choice = setting->choices; word && choice && choice->word;
         choice++) {
        if (strcmp(choice->word, word) == 0)
            return choice;
    }
    return NULL;
}

const char *nl_choice_words(struct nl_arena *arena, const struct nl_setting *setting)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (const struct nl_choice *choice = setting->choices; choice && choice->word; choice++) {
        if (!choice->read_only)
            nl_text_format(&out, "%s%s", out.length ? ", " : "", choice->word);
    }
    return out.data;
}

/* The choice that a present value of the right type stands for, or NULL. */
static const struct nl_choice *decode(struct nl_arena *arena, const struct nl_setting *setting,
                                      const struct nl_value *value)
{
    uint32_t number = 0;
    bool numeric = nl_value_as_dword(value, &number);
    if (value->size == 1 &&
        (value->type == NL_TYPE_ACCOUNT_STATE || value->type == NL_TYPE_FIREWALL_BLOCK)) {
        number = value->bytes[0];
        numeric = true;
    }
    const char *text = numeric ? NULL : nl_value_as_text(arena, value);
    for (const struct nl_choice *choice = setting->choices; choice && choice->word; choice++) {
        if (choice->is_absent)
            continue;
        if (numeric ? choice->number == number && !choice->text
                    : text && choice->text && nl_same(choice->text, text))
            return choice;
    }
    return NULL;
}

struct nl_meaning nl_value_meaning(struct nl_arena *arena, const struct nl_setting *setting,
                                   const struct nl_value *value)
{
    struct nl_meaning meaning = {.kind = NL_MEANING_UNKNOWN};
    switch (value->state) {
    case NL_VALUE_DENIED:
    case NL_VALUE_UNSUPPORTED:
    case NL_VALUE_STATE_COUNT:
        return meaning;
    case NL_VALUE_ABSENT:
        if (setting->type == NL_TYPE_SID_SET) {
            meaning.kind = NL_MEANING_SIDS; /* nobody holds it */
            return meaning;
        }
        meaning.choice = nl_choice_find(setting, setting->absent_means);
        meaning.by_absence = true;
        meaning.kind = meaning.choice ? NL_MEANING_WORD : NL_MEANING_NOTHING;
        return meaning;
    case NL_VALUE_PRESENT:
        break;
    }
    const char *shown = nl_clean(arena, nl_value_show(arena, value));
    if (value->type != setting->type) {
        meaning.kind = NL_MEANING_INVALID;
        meaning.problem =
            nl_say(arena,
                   NL_T("The value is of the type {1}. Windows ignores any type but {2}"
                        " here, so it has no effect."),
                   shown, nl_value_type_name(arena, setting->type));
        return meaning;
    }
    if (setting->type == NL_TYPE_SID_SET) {
        if (nl_value_as_texts(arena, value, &meaning.sids))
            meaning.kind = NL_MEANING_SIDS;
        return meaning;
    }
    meaning.choice = decode(arena, setting, value);
    meaning.kind = meaning.choice ? NL_MEANING_WORD : NL_MEANING_INVALID;
    if (!meaning.choice)
        meaning.problem = nl_say(arena, NL_T("The value is {1}, which stands for none of: {2}."),
                                 shown, nl_choice_words(arena, setting));
    return meaning;
}

const char *nl_stored_word(const struct nl_setting *setting, const struct nl_value *value,
                           const struct nl_meaning *meaning)
{
    for (const struct nl_choice *choice = setting->choices; choice && choice->word; choice++) {
        if (value->state == NL_VALUE_ABSENT && choice->is_absent)
            return choice->word;
    }
    return meaning->choice ? meaning->choice->word : NULL;
}

enum nl_status nl_word_value(struct nl_arena *arena, const struct nl_setting *setting,
                             const char *word, struct nl_value *out_value, struct nl_error *err)
{
    const struct nl_choice *choice = nl_choice_find(setting, word);
    if (!choice || choice->read_only)
        return nl_fail(err, NL_INVALID, NL_T("{1}: {2} is not one of: {3}"), setting->id,
                       nl_clean(arena, word ? word : ""), nl_choice_words(arena, setting));
    if (choice->is_absent)
        *out_value = nl_value_absent(0);
    else if (choice->text)
        *out_value = nl_value_text(arena, setting->type, choice->text);
    else if (setting->type == NL_TYPE_ACCOUNT_STATE || setting->type == NL_TYPE_FIREWALL_BLOCK)
        *out_value = nl_value_byte(arena, setting->type, choice->number != 0);
    else if (setting->type == NL_TYPE_START_TYPE)
        *out_value = nl_value_start_type(arena, choice->number);
    else
        *out_value = nl_value_dword(arena, choice->number);
    return NL_OK;
}
