/* conclusion.h - the sentences that answer: which ports can be reached, and whether the machine is
 * as the profile wants it. Text, HTML and the wizard say the same ones. */
#ifndef NL_REPORT_CONCLUSION_H
#define NL_REPORT_CONCLUSION_H

#include "plan/audit.h"
#include "report/layout.h"

/* "2 of 5 ports can be reached now: UDP 137 and 138 (by the same subnet)." In the style's
 * language. */
const char *nl_conclusion_ports(struct nl_arena *arena, const struct nl_report_style *style,
                                const struct nl_port_exposure ports[NL_PORT_COUNT]);

/* How that sentence is coloured: good only where the whole audit is as wanted. */
enum nl_tone nl_conclusion_tone(const struct nl_audit *audit);

/* Which ports listen and are only held by the firewall; NULL: none. */
const char *nl_conclusion_held(struct nl_arena *arena, const struct nl_report_style *style,
                               const struct nl_port_exposure ports[NL_PORT_COUNT]);

/* How many ports are reached, for certain. */
size_t nl_conclusion_count(const struct nl_port_exposure ports[NL_PORT_COUNT]);

/* "TCP 135, 139 and 445": the ports whose bit (1u << index in nl_ports) is set. */
const char *nl_conclusion_list(struct nl_arena *arena, const struct nl_words *words,
                               unsigned ports);

#endif
