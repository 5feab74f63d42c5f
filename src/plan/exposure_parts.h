/* exposure_parts.h - what the files of the exposure judgement share. */
#ifndef NL_PLAN_EXPOSURE_PARTS_H
#define NL_PLAN_EXPOSURE_PARTS_H

#include "plan/exposure.h"

/* From Windows 7 on the endpoint mapper is a service of its own. */
#define NL_FIRST_BUILD_WITH_EPT_MAPPER 7600
#define NL_FIRST_VISTA_BUILD 6000

#define NL_NETBT_PARAMETERS "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters"

/* Folds the openness of parts: all closed, all open, some open, or not known. */
struct nl_openness_tally {
    unsigned counts[NL_OPENNESS_OPEN + 1];
};
void nl_openness_count(struct nl_openness_tally *tally, enum nl_openness openness);
enum nl_openness nl_openness_total(const struct nl_openness_tally *tally);

/* Fills predicted, unverified and the first part of why; for NetBT's ports also a place for each
 * adapter. */
void nl_exposure_predict(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_port_exposure *exposure);

/* Fills observed and owners, goes on with why; for ports that are not NetBT's also a place for each
 * address that is listened on. */
void nl_exposure_observe(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_port_exposure *exposure);

/* Adds every disagreement between predicted and observed, with its likely reason. */
void nl_exposure_compare(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_port_exposure *exposure, struct nl_mismatches *mismatches);

/* Whether SMBDeviceEnabled turns direct SMB off: YES only for REG_DWORD 0; UNKNOWN where it could
 * not be read. */
enum nl_answer nl_smb_direct_off(const struct nl_machine *machine);

#endif
