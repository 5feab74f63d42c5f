/* win_wmi.h - the one thing netlatch asks of WMI. */
#ifndef NL_WINDOWS_WMI_H
#define NL_WINDOWS_WMI_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Win32_NetworkAdapterConfiguration.SetTcpipNetbios for the adapter with that GUID. See
 * struct win_netbios_calls in win_netbios.h. */
bool win_wmi_set_netbios(struct nl_arena *arena, const char *guid, uint32_t option,
                         uint32_t *out_code);

#endif
