/* drives.h - network drives in the recorded user hives. */
#ifndef NL_PLAN_DRIVES_H
#define NL_PLAN_DRIVES_H

#include "base/text.h"
#include "model/machine.h"

/* Network drives that users keep connected to a server by a name of one part, which NetBIOS or LLMNR may
 * have to find: their paths ("\\nas\photos") go to out_paths. A DNS name with its domain and an address
 * need neither. UNKNOWN: nobody looked into a user's hive, or not all could be read. */
enum nl_answer nl_drives_by_short_name(struct nl_arena *arena, const struct nl_machine *machine,
                                       struct nl_texts *out_paths);

#endif
