/* win_wmi.h - the two things netlatch asks of WMI. */
#ifndef NL_WINDOWS_WMI_H
#define NL_WINDOWS_WMI_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Win32_NetworkAdapterConfiguration.SetTcpipNetbios for the adapter with that GUID. See
 * struct win_netbios_calls in win_netbios.h. */
bool win_wmi_set_netbios(struct nl_arena *arena, const char *guid, uint32_t option,
                         uint32_t *out_code);

/* The firewalls that Windows Security Center lists and that say they are on (root\\SecurityCenter2,
 * before Vista SP1 root\\SecurityCenter). False where it cannot be asked: a server has none, and a
 * service that does not run is not started for it. */
bool win_wmi_firewalls(struct nl_arena *arena, struct nl_texts *out_names);

#endif
