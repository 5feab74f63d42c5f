/* picture_text.c - text in inline SVG. */
#include "report/picture_text.h"

#include "base/utf8.h"
#include "base/width.h"

void nl_picture_text(const struct nl_html *html, double x, double y, const char *class_name,
                     size_t most, const char *text)
{
    nl_text_format(html->out, "<text class=\"%s\" x=\"%g\" y=\"%g\">", class_name, x, y);
    size_t used = 0;
    const char *at = text;
    while (*at) {
        size_t size = 0;
        (void)nl_utf8_next(at, &size);
        used += nl_columns(nl_arena_copy(html->arena, at, size));
        if (used > most)
            break;
        at += size;
    }
    nl_html_text(html, nl_arena_copy(html->arena, text, (size_t)(at - text)));
    nl_html_raw(html, *at ? "\xE2\x80\xA6</text>" : "</text>");
}
