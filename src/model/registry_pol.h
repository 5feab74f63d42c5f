/* registry_pol.h - Registry.pol, in which Group Policy keeps registry values ([MS-GPREG] 2.2.1).
 *
 * An entry is [key;value;type;size;data]. Names end with a NUL, so that they may hold semicolons. The
 * hive is not named: files below Machine belong to HKLM, files below User to HKCU. */
#ifndef NL_MODEL_REGISTRY_POL_H
#define NL_MODEL_REGISTRY_POL_H

#include "base/error.h"
#include "value.h"

struct nl_pol_entry {
    const char *key;  /* without a hive */
    const char *name; /* as it stands there; "**del.X", "**delvals." and the like remove values */
    struct nl_value value; /* always PRESENT; of a removal what stands there is without meaning */
};
struct nl_pol_entries {
    NL_LIST(struct nl_pol_entry);
};

/* Reads all entries. NL_INVALID names the first byte that is not as it must be; source is named in
 * the error. Names that have no UTF-8 form are refused too. */
NL_MUST_CHECK enum nl_status nl_registry_pol_read(struct nl_arena *arena, const char *source,
                                                  const uint8_t *bytes, size_t size,
                                                  struct nl_pol_entries *out_entries,
                                                  struct nl_error *err);

/* The value that an entry sets or removes by its name: X for "X", "**del.X" and "**soft.X"; NULL for an
 * entry that concerns no single value by name (all of a key, whole keys, comments). */
const char *nl_registry_pol_name(const struct nl_pol_entry *entry);

#endif
