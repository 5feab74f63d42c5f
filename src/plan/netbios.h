/* netbios.h - the states of NetBIOS over TCP/IP on one adapter. */
#ifndef NL_PLAN_NETBIOS_H
#define NL_PLAN_NETBIOS_H

#include "base/sentence.h"
#include "model/machine.h"

enum nl_netbios_state {
    NL_NETBIOS_UNKNOWN = 0, /* could not be read, or a value Windows does not know */
    NL_NETBIOS_ENABLED,     /* option 1 */
    NL_NETBIOS_DISABLED,    /* option 2 */
    NL_NETBIOS_DHCP_OFF,    /* default, and the DHCP server said disable */
    NL_NETBIOS_DEFAULT_ON,  /* default otherwise: enabled */
    NL_NETBIOS_LEFTOVER     /* the adapter is gone; the value waits for its return */
};
extern const char *const nl_netbios_state_words[]; /* unknown, enabled, disabled, default-dhcp-off,
                                                    * default-on, leftover */

/* guid: the adapter's, with braces. *out_effective_on: whether ports 137-139 are served on it
 * (a leftover counts as off); meaningful unless the state is UNKNOWN. */
enum nl_netbios_state nl_netbios_judge(struct nl_arena *arena, const struct nl_machine *machine,
                                       const char *guid, bool *out_effective_on,
                                       struct nl_sentence *out_why);

#endif
