/* win_firewall.h - netlatch's own inbound block rules, through the firewall's COM interface. */
#ifndef NL_WINDOWS_FIREWALL_H
#define NL_WINDOWS_FIREWALL_H

#include "base/error.h"
#include "model/machine.h"

/* FIREWALL_BLOCK: 1 where our rule for that port stands as it was made; absent where there is none
 * of its name; 0 where somebody changed it, so that it no longer blocks what it should. protocol
 * is "tcp" or "udp", port a number. */
struct nl_value win_firewall_read(struct nl_arena *arena, const char *protocol, const char *port);

/* Makes our rule, or removes it for ABSENT. There is never a second one of the name. A rule of that
 * name that is not ours is NL_CONFLICT, one that was changed by hand is NL_REFUSED: it could not be
 * put back. */
NL_MUST_CHECK enum nl_status win_firewall_write(struct nl_arena *arena, const char *protocol,
                                                const char *port, const struct nl_value *wanted,
                                                struct nl_error *err);

/* Fills machine->firewall_state and firewall_modify. */
void win_firewall_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif
