/* machine_state.h - the members that a management system gets about a machine: how its settings are, as
 * they could be asked for, and how the requests stand. */
#ifndef NL_APP_MACHINE_STATE_H
#define NL_APP_MACHINE_STATE_H

#include "plan/audit.h"
#include "report/json_parts.h"

/* The settings of an audit as a profile's "settings" hold them: what is stored, by the word with which it can
 * be requested; a set of accounts as "exact". Left out is what no word stands for: see
 * nl_state_add_unread. requested: only what the profile requests. */
yyjson_mut_val *nl_state_settings(const struct nl_writer *writer, const struct nl_audit *audit,
                                  bool requested);

/* "unread": ids of settings whose value could not be read, or that hold what no word stands for. */
void nl_state_add_unread(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit, bool requested);

/* "requests": as everywhere (nl_json_fill_request), with "found": the word of what is stored, or null. */
void nl_state_add_requests(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_audit *audit, const struct nl_requests *requests);

/* "reasons": why the machine is not as wanted, "code" (the id of a request or of a finding that
 * decides) and "phrase", in English. Empty where it is. findings: whether findings count, too. */
void nl_state_add_reasons(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_audit *audit, const struct nl_requests *requests,
                          bool findings);

/* What keeps the journals from being read, or NULL. */
const struct nl_unseen *nl_state_journals_unseen(const struct nl_machine *machine);

/* The settings that are requested, for people and for comparing: "ID: WORD", a line each. */
const char *nl_state_text(struct nl_arena *arena, const struct nl_audit *audit);

#endif
