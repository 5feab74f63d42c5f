/* diff_read.h - documents in, facts out. */
#ifndef NL_FLEET_DIFF_READ_H
#define NL_FLEET_DIFF_READ_H

#include "fleet/diff.h"
#include "model/profile.h"

/* Reads one audit or recording, which profile judges (NULL: the recommended one); a fault of the
 * collection where it is none. Texts are kept in arena. */
void nl_diff_read(struct nl_arena *arena, const struct nl_profile *profile, const char *file,
                  const void *bytes, size_t size, struct nl_fleet_collection *collection,
                  struct nl_facts_list *list);

#endif
