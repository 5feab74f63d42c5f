/* draft.h - an entry while its audit is being read, part by part. What a document does not have stays
 * unknown; keys that are not known are passed over, so that documents of later versions with more
 * fields can be read. */
#ifndef NL_FLEET_DRAFT_H
#define NL_FLEET_DRAFT_H

#include "fleet/entry.h"
#include "fleet/names.h"

struct yyjson_val;

struct nl_fleet_draft {
    struct nl_fleet_entry entry; /* its lists are empty until nl_fleet_draft_end */
    unsigned ports_read;         /* 1u << index in nl_ports */
    NL_LIST(struct nl_fleet_mark) marks;
    NL_LIST(uint32_t) exceptions;
    struct nl_fleet_probe_rows probes;
};

/* Begins anew; the lists keep their room. */
void nl_fleet_draft_begin(struct nl_fleet_draft *draft);

/* The name of a machine: a text of 1 to 255 bytes without NUL; NULL for anything else. */
const char *nl_fleet_machine_name(struct yyjson_val *val);

/* What an object says of the machine: "os", "membership", "elevated". */
void nl_fleet_draft_machine(struct nl_fleet_draft *draft, struct nl_names *names,
                            struct yyjson_val *machine);

/* When the machine was looked at; nothing where the text is no time. */
void nl_fleet_draft_time(struct nl_fleet_draft *draft, const char *time);

/* What stands at the top of a document or in the first line: time, profile, result, what was not
 * seen, version. */
void nl_fleet_draft_head(struct nl_fleet_draft *draft, struct nl_names *names,
                         struct yyjson_val *head);

/* One port, finding, setting or request. */
void nl_fleet_draft_port(struct nl_fleet_draft *draft, struct yyjson_val *port);
void nl_fleet_draft_finding(struct nl_fleet_draft *draft, struct nl_names *names,
                            struct yyjson_val *finding);
void nl_fleet_draft_request(struct nl_fleet_draft *draft, struct nl_names *names,
                            struct yyjson_val *request);

/* One row of "probes". NULL: it counts; else the member that is not what a probe writes. */
const char *nl_fleet_draft_probe(struct nl_fleet_draft *draft, struct nl_names *names,
                                 struct yyjson_val *row);

/* Counts, and gives the entry its lists, exactly as long as they are. NL_INVALID where the audit is
 * not whole: a port is missing. */
NL_MUST_CHECK enum nl_status nl_fleet_draft_end(struct nl_fleet_draft *draft,
                                                struct nl_arena *arena, struct nl_error *err);

#endif
