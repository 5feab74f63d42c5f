/* xml.h - text made fit for XML and HTML. */
#ifndef NL_BASE_XML_H
#define NL_BASE_XML_H

#include "text.h"

/* Appends text, fit for element content and for attribute values in double quotes: cleaned of
 * control characters (XML 1.0 forbids most of them even when escaped) and of what reverses the
 * direction of writing, then escaped. NULL appends nothing. */
void nl_xml_add(struct nl_text *out, const char *text);

#endif
