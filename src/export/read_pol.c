/* read_pol.c - Registry.pol as a profile. */
#include "read_pol.h"

#include "base/clean.h"
#include "model/registry_pol.h"

/* Names that begin with two asterisks are commands; only the removal of one value has a setting's meaning. */
static void take_entry(struct nl_intake *intake, const char *key, const char *name,
                       const struct nl_value *value)
{
    static const char removed[] = "**del.";
    if (nl_starts(name, removed)) {
        struct nl_value absent = nl_value_absent(0);
        nl_intake_registry(intake, key, name + sizeof removed - 1, &absent);
    } else if (nl_starts(name, "**")) {
        nl_intake_leave(intake, nl_arena_format(intake->arena, "HKLM\\%s\\%s", key, name),
                        (struct nl_sentence){0});
    } else {
        nl_intake_registry(intake, key, name, value);
    }
}

enum nl_status nl_read_pol(struct nl_intake *intake, const uint8_t *bytes, size_t size,
                           struct nl_error *err)
{
    struct nl_pol_entries entries;
    enum nl_status status = nl_registry_pol_read(
        intake->arena, nl_clean(intake->arena, intake->file), bytes, size, &entries, err);
    for (size_t i = 0; status == NL_OK && i < entries.count; i++)
        take_entry(intake, entries.items[i].key, entries.items[i].name, &entries.items[i].value);
    return status;
}
