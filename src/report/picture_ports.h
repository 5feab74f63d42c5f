/* picture_ports.h - the five ports as inline SVG, drawn twice: for a wide and for a narrow screen. The
 * style sheet shows one of them. */
#ifndef NL_REPORT_PICTURE_PORTS_H
#define NL_REPORT_PICTURE_PORTS_H

#include "report/html.h"

/* The five ports as lanes from the network to the machine: whether something listens, whom the
 * firewall lets in, and who reaches it. after NULL: as it is now; else every port has a second lane
 * for afterwards. */
void nl_picture_ports(const struct nl_html *html, const struct nl_port_exposure *now,
                      const struct nl_port_exposure *after);

#endif
