/* suggest.h - the one place that builds commands for a person to copy. */
#ifndef NL_REPORT_SUGGEST_H
#define NL_REPORT_SUGGEST_H

#include "report/style.h"

/* "netlatch plan --profile home.json --from machine.json": command ("plan") with words after it
 * (NULL: none), and with what this run was given: its requests where requests is true, its machine
 * and its language. Quoted for every shell, never cleaned twice. */
const char *nl_suggest(struct nl_arena *arena, const struct nl_report_style *style,
                       const struct nl_profile *profile, const char *command, const char *words);

/* A word of a command line, in quotes where it needs them. */
const char *nl_suggest_quoted(struct nl_arena *arena, const char *word);

/* The whole command that applies a plan, with every risk it has. */
const char *nl_suggest_apply(struct nl_arena *arena, const struct nl_report_style *style,
                             const struct nl_plan *plan);
/* The same, rolled back by itself unless it is confirmed in time. Only where style->confirms. */
const char *nl_suggest_apply_confirmed(struct nl_arena *arena, const struct nl_report_style *style,
                                       const struct nl_plan *plan);

#endif
