/* picture.h - inline SVG for the HTML reports. Each picture is drawn twice, for a wide and for a
 * narrow screen; the style sheet shows one of them. */
#ifndef NL_REPORT_PICTURE_H
#define NL_REPORT_PICTURE_H

#include "report/html.h"

/* The five ports as lanes from the network to the machine: what the settings say, whether something
 * listens, whether the firewall lets traffic through. after NULL: as it is now; else every port has
 * a second lane for afterwards. */
void nl_picture_ports(const struct nl_html *html, const struct nl_port_exposure *now,
                      const struct nl_port_exposure *after);

/* The services that need one service, as a tree. */
void nl_picture_dependents(const struct nl_html *html, const struct nl_dependents *dependents);

/* <text> with text cut to most columns. */
void nl_picture_text(const struct nl_html *html, double x, double y, const char *class_name,
                     size_t most, const char *text);

#endif
