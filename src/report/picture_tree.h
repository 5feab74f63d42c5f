/* picture_tree.h - the services that need one service, as a tree in inline SVG. */
#ifndef NL_REPORT_PICTURE_TREE_H
#define NL_REPORT_PICTURE_TREE_H

#include "report/html.h"

void nl_picture_dependents(const struct nl_html *html, const struct nl_dependents *dependents);

#endif
