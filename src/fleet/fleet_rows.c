/* fleet_rows.c - an answer about many machines as flat rows. */
#include "fleet/fleet_rows.h"

const char *const nl_fleet_row_words[] = {"seen",  "stale",      "missing", "gone",
                                          "older", "unreadable", NULL};

static void entry_row(const struct nl_fleet_entry *entry, enum nl_fleet_row_status status,
                      const char *why, void (*each)(void *context, const struct nl_fleet_row *row),
                      void *context)
{
    const struct nl_fleet_row row = {.status = status,
                                     .machine = entry->machine,
                                     .entry = entry,
                                     .file = entry->file,
                                     .line = entry->line,
                                     .why = why};
    each(context, &row);
}

void nl_fleet_each_row(struct nl_arena *arena, const struct nl_fleet *fleet,
                       void (*each)(void *context, const struct nl_fleet_row *row), void *context)
{
    for (size_t i = 0; i < fleet->machines.count; i++) {
        const struct nl_fleet_entry *entry = fleet->machines.items[i];
        entry_row(entry, entry->stale ? NL_FLEET_ROW_STALE : NL_FLEET_ROW_SEEN, NULL, each,
                  context);
    }
    for (size_t i = 0; i < fleet->missing.count; i++) {
        const struct nl_fleet_row row = {.status = NL_FLEET_ROW_MISSING,
                                         .machine = fleet->missing.items[i]};
        each(context, &row);
    }
    for (size_t i = 0; i < fleet->gone.count; i++)
        entry_row(fleet->gone.items[i], NL_FLEET_ROW_GONE, NULL, each, context);
    for (size_t i = 0; i < fleet->older.count; i++)
        entry_row(fleet->older.items[i].older, NL_FLEET_ROW_OLDER,
                  nl_arena_format(arena, "newer: %s", fleet->older.items[i].newer->file), each,
                  context);
    for (size_t i = 0; i < fleet->faults.count; i++) {
        const struct nl_fleet_fault *fault = &fleet->faults.items[i];
        const struct nl_fleet_row row = {.status = NL_FLEET_ROW_UNREADABLE,
                                         .file = fault->file,
                                         .line = fault->line,
                                         .why = nl_sentence_text(arena, &fault->why, NULL)};
        each(context, &row);
    }
}

struct nl_texts nl_fleet_rules_of(struct nl_arena *arena, const struct nl_fleet *fleet,
                                  const struct nl_fleet_entry *entry, enum nl_verdict verdict)
{
    struct nl_texts rules = {0};
    for (size_t i = 0; i < entry->marks.count; i++) {
        if (entry->marks.items[i].verdict == verdict)
            *NL_PUSH(arena, &rules) = nl_names_text(fleet->names, entry->marks.items[i].rule);
    }
    return rules;
}

struct nl_texts nl_fleet_exceptions_of(struct nl_arena *arena, const struct nl_fleet *fleet,
                                       const struct nl_fleet_entry *entry)
{
    struct nl_texts exceptions = {0};
    for (size_t i = 0; i < entry->exceptions.count; i++)
        *NL_PUSH(arena, &exceptions) = nl_names_text(fleet->names, entry->exceptions.items[i]);
    return exceptions;
}

const char *nl_fleet_port_key(struct nl_arena *arena, const struct nl_port *port)
{
    return nl_arena_format(arena, "%s_%u", nl_protocol_words[port->protocol],
                           (unsigned)port->number);
}
