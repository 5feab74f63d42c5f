/* outlook.h - Outlook profiles in the recorded user hives. */
#ifndef NL_PLAN_OUTLOOK_H
#define NL_PLAN_OUTLOOK_H

#include "base/text.h"
#include "model/machine.h"

/* Outlook profiles in the recorded user hives. way: "rpc" (Exchange by RPC over TCP), "http"
 * (Exchange by RPC over HTTP), NULL: any profile. Names of the profiles found go to out_profiles.
 * UNKNOWN: no user's hive was looked at, or not all could be read. */
enum nl_answer nl_outlook_profiles(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *way, struct nl_texts *out_profiles);

#endif
