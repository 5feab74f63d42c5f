/* picture_text.h - text in inline SVG. */
#ifndef NL_REPORT_PICTURE_TEXT_H
#define NL_REPORT_PICTURE_TEXT_H

#include "report/html.h"

/* <text> with text cut to most columns. */
void nl_picture_text(const struct nl_html *html, double x, double y, const char *class_name,
                     size_t most, const char *text);

#endif
