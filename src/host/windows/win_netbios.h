/* win_netbios.h - makes a new NetbiosOptions value act at once, through WMI.
 *
 * The registry value alone acts when the adapter is next initialised or at a restart. Windows' own
 * dialog and Win32_NetworkAdapterConfiguration.SetTcpipNetbios also tell the driver. */
#ifndef NL_WINDOWS_NETBIOS_H
#define NL_WINDOWS_NETBIOS_H

#include "base/arena.h"
#include "base/sentence.h"
#include "model/setting.h"

#include <stdint.h>

/* Asks WMI to set an adapter's option (0 default, 1 enabled, 2 disabled). *out_code is the method's
 * return value: 0 done, 1 restart needed, others refused. False when it could not be asked, which is
 * the case at once where WMI's service does not run. Every step has a time limit. */
struct win_netbios_calls {
    bool (*set)(struct nl_arena *arena, const char *guid, uint32_t option, uint32_t *out_code);
};

/* NULL puts the real one back. */
void win_netbios_replace(const struct win_netbios_calls *calls);

/* The adapter's GUID in the path of an interface key of NetBT with the value NetbiosOptions; NULL
 * for every other setting. */
const char *win_netbios_guid(struct nl_arena *arena, const char *path, const char *name);

/* Before the registry is written: tells the driver. WMI writes the registry itself; whatever it leaves
 * there is for the caller to compare and put right. *out_remark says what WMI answered. NL_EFFECT_NOW
 * only when WMI succeeded, the adapter itself says the same and its ports 137 to 139 are free, or when
 * the adapter serves nothing now: then WMI is not asked. */
enum nl_effect win_netbios_notify(struct nl_arena *arena, const char *guid, uint32_t option,
                                  struct nl_sentence *out_remark);

/* What a return value of SetTcpipNetbios means. */
const char *win_netbios_code_text(uint32_t code);

#endif
