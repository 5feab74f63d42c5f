/* probe_columns.c - what probes found of a machine, as members and columns of data. */
#include "fleet/probe_columns.h"

#include "base/time_text.h"
#include "fleet/fleet_rows.h"
#include "fleet/outside.h"

const char *nl_fleet_probe_key(struct nl_arena *arena, size_t port, size_t column)
{
    static const char *const endings[NL_FLEET_PROBE_COLUMNS] = {
        "probed", "probed_at", "probed_address", "probed_from", "own_probe"};
    return nl_arena_format(arena, "%s_%s", nl_fleet_port_key(arena, &nl_ports[port]),
                           endings[column]);
}

static const char *name_or_null(const struct nl_names *names, uint32_t name)
{
    return name ? nl_names_text(names, name) : NULL;
}

const char *nl_fleet_probe_column(struct nl_arena *arena, const struct nl_names *names,
                                  const struct nl_fleet_entry *entry, size_t port, size_t column)
{
    static const struct nl_fleet_probes none;
    const struct nl_fleet_probes *probes = entry && entry->probes ? entry->probes : &none;
    const struct nl_fleet_measured *outside = &probes->outside[port];
    if (!entry)
        return NULL;
    switch (column) {
    case 0:
        return nl_probe_state_words[outside->state];
    case 1:
        return outside->time ? nl_time_text(arena, outside->time) : NULL;
    case 2:
        return name_or_null(names, outside->address);
    case 3:
        return name_or_null(names, outside->asked_from);
    default:
        return nl_probe_state_words[probes->own[port].state];
    }
}

struct nl_texts nl_fleet_contradicting(struct nl_arena *arena, const struct nl_fleet_entry *entry)
{
    struct nl_texts ports = {0};
    for (size_t i = 0; entry && entry->probes && i < NL_PORT_COUNT; i++) {
        if (nl_fleet_contradicts(entry, i))
            *NL_PUSH(arena, &ports) = nl_fleet_port_key(arena, &nl_ports[i]);
    }
    return ports;
}

void nl_fleet_add_waiting(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_fleet_entry *entry)
{
    bool waits = entry && entry->pending;
    nl_json_add_text(writer, object, "waits_for",
                     waits && entry->waits_for ? nl_effect_words[entry->waits_for] : NULL);
    nl_json_add_text(
        writer, object, "pending_since",
        waits && entry->pending_since ? nl_time_text(writer->arena, entry->pending_since) : NULL);
    waits = entry && entry->unconfirmed;
    nl_json_add_text(writer, object, "unconfirmed",
                     waits ? nl_unconfirmed_phase_words[entry->phase] : NULL);
    nl_json_add_text(writer, object, "confirm_until",
                     waits && entry->until ? nl_time_text(writer->arena, entry->until) : NULL);
    nl_json_add_text(writer, object, "watched", waits ? nl_answer_words[entry->watched] : NULL);
}

void nl_fleet_add_answers(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_fleet_entry *entry)
{
    const struct nl_texts contradicting = nl_fleet_contradicting(writer->arena, entry);
    if (entry && nl_fleet_count(entry, nl_fleet_asked) > 0)
        yyjson_mut_obj_add_uint(writer->doc, object, "ports_answered",
                                nl_fleet_count(entry, nl_fleet_answered));
    else
        yyjson_mut_obj_add_null(writer->doc, object, "ports_answered");
    nl_json_add_texts(writer, object, "ports_contradicting", &contradicting);
}

static void add_probe(const struct nl_writer *writer, yyjson_mut_val *list,
                      const struct nl_names *names, size_t port, bool own,
                      const struct nl_fleet_measured *measured)
{
    if (measured->state == NL_PROBE_NOT_ASKED)
        return;
    yyjson_mut_val *probe = yyjson_mut_arr_add_obj(writer->doc, list);
    yyjson_mut_obj_add_uint(writer->doc, probe, "port", nl_ports[port].number);
    yyjson_mut_obj_add_bool(writer->doc, probe, "own", own);
    nl_json_add_text(writer, probe, "state", nl_probe_state_words[measured->state]);
    nl_json_add_text(writer, probe, "time",
                     measured->time ? nl_time_text(writer->arena, measured->time) : NULL);
    nl_json_add_text(writer, probe, "address", nl_names_text(names, measured->address));
    nl_json_add_text(writer, probe, "asked_from", name_or_null(names, measured->asked_from));
}

void nl_fleet_add_probes(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_names *names, const struct nl_fleet_entry *entry)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "probes");
    for (size_t i = 0; entry->probes && i < NL_PORT_COUNT; i++) {
        add_probe(writer, list, names, i, false, &entry->probes->outside[i]);
        add_probe(writer, list, names, i, true, &entry->probes->own[i]);
    }
}
