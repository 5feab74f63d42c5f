/* exposure_predict.h - which ports will be open once all settings are in force. */
#ifndef NL_PLAN_EXPOSURE_PREDICT_H
#define NL_PLAN_EXPOSURE_PREDICT_H

#include "port_exposure.h"

/* From Windows 7 on the endpoint mapper is a service of its own. */
#define NL_FIRST_BUILD_WITH_EPT_MAPPER 7600
#define NL_FIRST_VISTA_BUILD 6000

#define NL_NETBT_PARAMETERS "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters"

/* Fills predicted, unverified and the first part of why; for NetBT's ports also a place for each
 * adapter. */
void nl_exposure_predict(struct nl_arena *arena, const struct nl_machine *machine,
                         struct nl_port_exposure *exposure);

/* Whether SMBDeviceEnabled turns direct SMB off: YES only for REG_DWORD 0; UNKNOWN where it could
 * not be read. */
enum nl_answer nl_smb_direct_off(const struct nl_machine *machine);

#endif
