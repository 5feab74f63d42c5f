/* facts.c - one audit or recording as a list of single things that can be compared. */
#include "fleet/facts.h"

#include "base/time_text.h"
#include "fleet/vocabulary.h"

#include <stdlib.h>
#include <yyjson.h>

const char *const nl_fact_kind_words[] = {"port", "probe", "setting", "finding", "fact", NULL};

/* A text without NUL, or NULL. */
static const char *member(yyjson_val *object, const char *key)
{
    return yyjson_get_str(yyjson_obj_get(object, key));
}

static const char *or_unknown(const char *text)
{
    return text ? text : "unknown";
}

static void add(struct nl_arena *arena, struct nl_facts *facts, struct nl_fact fact)
{
    fact.key = nl_arena_text(arena, fact.key);
    fact.value = nl_arena_text(arena, or_unknown(fact.value));
    fact.verdict = nl_arena_text(arena, fact.verdict);
    *NL_PUSH(arena, &facts->list) = fact;
}

/* A scalar or a list of scalars as text. */
static const char *shown(struct nl_arena *arena, yyjson_val *val)
{
    struct nl_text out;
    yyjson_val *item = NULL;
    size_t index = 0;
    size_t most = 0;
    if (yyjson_is_str(val))
        return yyjson_get_str(val);
    if (yyjson_is_bool(val))
        return yyjson_get_bool(val) ? "true" : "false";
    if (yyjson_is_uint(val))
        return nl_arena_text(arena, nl_decimal(yyjson_get_uint(val)).text);
    nl_text_init(&out, arena);
    yyjson_arr_foreach(val, index, most, item)
    {
        const char *part = yyjson_is_str(item)    ? yyjson_get_str(item)
                           : yyjson_is_uint(item) ? nl_decimal(yyjson_get_uint(item)).text
                                                  : member(item, "address");
        nl_text_format(&out, "%s%s", index ? " " : "", or_unknown(part));
    }
    return out.length ? out.data : yyjson_is_arr(val) ? "none" : "unknown";
}

/* A value of the wire: its data, or its state where it has none. */
static const char *value_shown(struct nl_arena *arena, yyjson_val *value)
{
    yyjson_val *data = yyjson_obj_get(value, "data");
    if (!data)
        data = yyjson_obj_get(value, "data_hex");
    return data ? shown(arena, data) : or_unknown(member(value, "state"));
}

static void add_port(struct nl_arena *arena, struct nl_facts *facts, yyjson_val *port)
{
    const char *reach = member(port, "reached_by");
    yyjson_val *number = yyjson_obj_get(port, "port");
    enum nl_reach reached = NL_REACH_UNKNOWN;
    enum nl_fleet_port state = nl_fleet_port_of(port, &reached);
    const char *key = nl_arena_format(arena, "%s/%llu", or_unknown(member(port, "protocol")),
                                      (unsigned long long)yyjson_get_uint(number));
    add(arena, facts,
        (struct nl_fact){
            .kind = NL_FACT_PORT,
            .key = key,
            .value = state == NL_FLEET_REACHED && reach
                         ? nl_arena_format(arena, "%s: %s", nl_fleet_port_words[state], reach)
                         : nl_fleet_port_words[state],
            .rank = (uint32_t)state * 16 + (uint32_t)reached});
    yyjson_val *owner = yyjson_arr_get_first(yyjson_obj_get(port, "owners"));
    const char *process = member(owner, "process");
    const char *service = member(owner, "service");
    add(arena, facts,
        (struct nl_fact){
            .kind = NL_FACT_OTHER,
            .key = nl_arena_format(arena, "owner of %s", key),
            .value = !owner    ? "none"
                     : service ? nl_arena_format(arena, "%s (%s)", or_unknown(process), service)
                               : process});
}

/* What was asked of one address. A port that nobody asked is no fact: nothing is known of it. States
 * that do not prove that the port can be reached are as good as each other: none proves that it is
 * closed. */
static void add_probe(struct nl_arena *arena, struct nl_facts *facts, yyjson_val *row)
{
    const char *address = member(row, "address");
    yyjson_val *number = yyjson_obj_get(row, "port");
    const struct nl_port *port = yyjson_is_uint(number) && yyjson_get_uint(number) <= UINT16_MAX
                                     ? nl_port_find((unsigned)yyjson_get_uint(number))
                                     : NULL;
    int state = nl_fleet_word(nl_probe_state_words, member(row, "state"), NL_PROBE_NOT_ASKED);
    if (!port || !address || state == NL_PROBE_NOT_ASKED)
        return;
    bool smb1 = yyjson_is_true(yyjson_obj_get(row, "smb1"));
    bool reached = nl_probe_state_reached((enum nl_probe_state)state);
    add(arena, facts,
        (struct nl_fact){
            .kind = NL_FACT_PROBE,
            .key = nl_arena_format(arena, "%sprobe of %s/%u at %s",
                                   yyjson_is_true(yyjson_obj_get(row, "own")) ? "own " : "",
                                   nl_protocol_words[port->protocol], port->number, address),
            .value = smb1 ? nl_arena_format(arena, "%s, SMB1", nl_probe_state_words[state])
                          : nl_probe_state_words[state],
            .rank = reached ? (uint32_t)state + (smb1 ? NL_PROBE_ANSWERS : 0) : 0});
}

/* How bad a verdict is: what fails by its severity, what is not known before it. */
static uint32_t rank_of(yyjson_val *judged)
{
    const char *verdict = member(judged, "verdict");
    if (nl_equal(verdict, "fail"))
        return 2 + (uint32_t)nl_fleet_word(nl_severity_words, member(judged, "severity"), 0);
    return nl_equal(verdict, "unknown") ? 1 : 0;
}

static void add_setting(struct nl_arena *arena, struct nl_facts *facts, yyjson_val *setting)
{
    const char *effective = member(setting, "effective");
    const char *found = member(setting, "found");
    const char *state = member(setting, "state");
    const char *id = member(setting, "id");
    bool seen = !state || nl_equal(state, "value") || nl_equal(state, "absent");
    const char *value = !seen       ? state
                        : effective ? effective
                        : found     ? found
                                    : value_shown(arena, yyjson_obj_get(setting, "value"));
    if (id)
        add(arena, facts,
            (struct nl_fact){.kind = NL_FACT_SETTING,
                             .key = id,
                             .value = value,
                             .verdict = member(setting, "verdict"),
                             .rank = rank_of(setting)});
}

/* Findings about settings repeat what the settings say. */
static void add_finding(struct nl_arena *arena, struct nl_facts *facts, yyjson_val *finding)
{
    const char *id = member(finding, "id");
    uint32_t rank = rank_of(finding);
    if (id && rank > 0 && !nl_starts(id, "setting."))
        add(arena, facts,
            (struct nl_fact){.kind = NL_FACT_FINDING,
                             .key = id,
                             .value =
                                 rank > 1 ? or_unknown(member(finding, "severity")) : "unknown",
                             .rank = rank});
}

static void add_named(struct nl_arena *arena, struct nl_facts *facts, const char *key,
                      yyjson_val *val)
{
    if (val)
        add(arena, facts,
            (struct nl_fact){.kind = NL_FACT_OTHER, .key = key, .value = shown(arena, val)});
}

void nl_facts_of_audit(struct nl_arena *arena, yyjson_val *root, struct nl_facts *facts)
{
    static const struct {
        const char *list;
        void (*add)(struct nl_arena *arena, struct nl_facts *facts, yyjson_val *item);
    } lists[] = {{"ports", add_port},
                 {"probes", add_probe},
                 {"settings", add_setting},
                 {"findings", add_finding}};
    yyjson_val *machine = yyjson_obj_get(root, "machine");
    yyjson_val *os = yyjson_obj_get(machine, "os");
    yyjson_val *membership = yyjson_obj_get(machine, "membership");
    yyjson_val *item = NULL;
    size_t index = 0;
    size_t most = 0;
    const char *time = member(root, "time");
    facts->machine = nl_arena_text(arena, or_unknown(member(machine, "name")));
    if (time)
        (void)nl_time_parse(time, &facts->seen);
    for (size_t i = 0; i < NL_COUNT_OF(lists); i++) {
        yyjson_arr_foreach(yyjson_obj_get(root, lists[i].list), index, most, item) lists[i].add(
            arena, facts, item);
    }
    add_named(arena, facts, "profile", yyjson_obj_get(yyjson_obj_get(root, "profile"), "name"));
    add_named(arena, facts, "Windows", yyjson_obj_get(os, "product"));
    add_named(arena, facts, "Windows version", yyjson_obj_get(os, "version"));
    add_named(arena, facts, "domain or workgroup", yyjson_obj_get(membership, "name"));
    add_named(arena, facts, "membership", yyjson_obj_get(membership, "join"));
    add_named(arena, facts, "elevated", yyjson_obj_get(machine, "elevated"));
    yyjson_arr_foreach(yyjson_obj_get(root, "unseen"), index, most, item)
    {
        add(arena, facts,
            (struct nl_fact){
                .kind = NL_FACT_OTHER,
                .key = nl_arena_format(arena, "not seen: %s", or_unknown(member(item, "what"))),
                .value = member(item, "state")});
    }
}

static void add_recorded(struct nl_arena *arena, struct nl_facts *facts, const char *kind,
                         const char *name, const char *value)
{
    if (name)
        add(arena, facts,
            (struct nl_fact){.kind = NL_FACT_OTHER,
                             .key = nl_arena_format(arena, "%s %s", kind, name),
                             .value = value,
                             .recorded = true});
}

static void add_registry(struct nl_arena *arena, struct nl_facts *facts, yyjson_val *key)
{
    const char *path = member(key, "path");
    yyjson_val *item = NULL;
    size_t index = 0;
    size_t most = 0;
    yyjson_arr_foreach(yyjson_obj_get(key, "values"), index, most, item)
    {
        const char *name = member(item, "name");
        add_recorded(arena, facts, "registry",
                     nl_arena_format(arena, "%s\\%s", or_unknown(path), or_unknown(name)),
                     value_shown(arena, yyjson_obj_get(item, "value")));
    }
}

void nl_facts_of_machine(struct nl_arena *arena, yyjson_val *machine, struct nl_facts *facts)
{
    yyjson_val *item = NULL;
    size_t index = 0;
    size_t most = 0;
    facts->recording = true;
    yyjson_arr_foreach(yyjson_obj_get(machine, "services"), index, most, item) add_recorded(
        arena, facts, "service", member(item, "name"),
        nl_arena_format(arena, "start %s, %s", value_shown(arena, yyjson_obj_get(item, "start")),
                        or_unknown(member(item, "run"))));
    yyjson_arr_foreach(yyjson_obj_get(machine, "adapters"), index, most, item) add_recorded(
        arena, facts, "adapter", member(item, "guid"),
        nl_arena_format(arena, "%s, up: %s, dhcp: %s, %s", or_unknown(member(item, "name")),
                        or_unknown(member(item, "up")), or_unknown(member(item, "dhcp")),
                        shown(arena, yyjson_obj_get(item, "addresses"))));
    yyjson_arr_foreach(yyjson_obj_get(yyjson_obj_get(machine, "shares"), "list"), index, most, item)
        add_recorded(arena, facts, "share", member(item, "name"), or_unknown(member(item, "path")));
    yyjson_arr_foreach(yyjson_obj_get(machine, "registry"), index, most, item)
        add_registry(arena, facts, item);
}

int nl_facts_compare(const struct nl_fact *one, const struct nl_fact *other)
{
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    return nl_compare(one->key, other->key);
}

static int in_order(const void *a, const void *b)
{
    const struct nl_fact *one = a;
    const struct nl_fact *other = b;
    int order = nl_facts_compare(a, b);
    if (order == 0 && one->kind == NL_FACT_PROBE)
        order = one->rank != other->rank ? (one->rank > other->rank ? -1 : 1)
                                         : nl_compare(one->value, other->value);
    return order != 0 ? order : a < b ? -1 : 1;
}

void nl_facts_sort(struct nl_facts *facts)
{
    size_t kept = 0;
    struct nl_fact *items = facts->list.items;
    if (facts->list.count > 1)
        qsort(items, facts->list.count, sizeof *items, in_order);
    for (size_t i = 0; i < facts->list.count; i++) {
        if (kept == 0 || nl_facts_compare(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    }
    facts->list.count = kept;
}
