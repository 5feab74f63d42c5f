/* xml.c - text made fit for XML and HTML. */
#include "xml.h"

#include "clean.h"

void nl_xml_add(struct nl_text *out, const char *text)
{
    if (!text)
        return;
    for (const char *at = nl_clean(out->arena, text); *at; at++) {
        switch (*at) {
        case '&':
            nl_text_add(out, "&amp;");
            break;
        case '<':
            nl_text_add(out, "&lt;");
            break;
        case '>':
            nl_text_add(out, "&gt;");
            break;
        case '"':
            nl_text_add(out, "&quot;");
            break;
        case '\'':
            nl_text_add(out, "&#39;");
            break;
        default:
            nl_text_add_char(out, *at);
        }
    }
}
