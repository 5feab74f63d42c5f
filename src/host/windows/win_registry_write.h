/* win_registry_write.h - values written and removed, with the keys that come and go with them. */
#ifndef NL_WINDOWS_REGISTRY_WRITE_H
#define NL_WINDOWS_REGISTRY_WRITE_H

#include "base/error.h"
#include "model/value.h"

/* Sets a PRESENT value, making the keys it needs, or removes it for ABSENT and then as many keys at
 * the end of the path as wanted->missing_keys says, as far as they are empty. Keys that were made
 * for a value that then could not be set are removed again. */
NL_MUST_CHECK enum nl_status win_registry_write(struct nl_arena *arena, const char *path,
                                                const char *name, const struct nl_value *wanted,
                                                struct nl_error *err);

/* Returns when everything written before would survive losing power; accounts: user rights or
 * accounts were written too. */
NL_MUST_CHECK enum nl_status win_registry_sync(struct nl_arena *arena, bool accounts,
                                               struct nl_error *err);

#endif
