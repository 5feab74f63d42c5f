/* probe_columns.h - what probes found of a machine, and what it waits for, as members and columns of
 * data. */
#ifndef NL_FLEET_PROBE_COLUMNS_H
#define NL_FLEET_PROBE_COLUMNS_H

#include "fleet/entry.h"
#include "report/json_parts.h"

/* Of each port: how the question of another machine ended, when, which address was asked, from which
 * one; and how the machine's own question ended. */
#define NL_FLEET_PROBE_COLUMNS 5

/* "tcp_445_probed": port is an index in nl_ports. */
const char *nl_fleet_probe_key(struct nl_arena *arena, size_t port, size_t column);

/* Its text; NULL: nothing is known, or there is no entry. A port that nobody asked is "not-asked". */
const char *nl_fleet_probe_column(struct nl_arena *arena, const struct nl_names *names,
                                  const struct nl_fleet_entry *entry, size_t port, size_t column);

/* "tcp_445" and so on: ports that answered though by the machine itself nobody reaches them. */
struct nl_texts nl_fleet_contradicting(struct nl_arena *arena, const struct nl_fleet_entry *entry);

/* "waits_for" and "pending_since"; "unconfirmed", "confirm_until" and "watched". Null where nothing
 * waits, or there is no entry. */
void nl_fleet_add_waiting(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_fleet_entry *entry);

/* "ports_answered", null where no other machine asked, and "ports_contradicting". */
void nl_fleet_add_answers(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_fleet_entry *entry);

/* "probes": one object for each port that was asked, by another machine and by itself. */
void nl_fleet_add_probes(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_names *names, const struct nl_fleet_entry *entry);

#endif
