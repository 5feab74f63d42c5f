/* explain_part.c - the headings and labelled parts of an explanation. */
#include "explain_part.h"

#include "base/width.h"
#include "output.h"

void nl_explain_heading(struct nl_app *app, struct nl_text *out, const char *id, const char *title)
{
    if (out->length)
        nl_text_add_char(out, '\n');
    nl_text_format(out, "%s%s%s - %s\n", app->color ? "\033[1m" : "", id,
                   app->color ? "\033[0m" : "", nl_word(app, title));
}

void nl_explain_part(struct nl_app *app, struct nl_text *out, const char *label, const char *text)
{
    enum { INDENT = 18 };
    if (!text || !*text)
        return;
    const char *shown = nl_word(app, label);
    nl_text_format(out, "  %s", shown);
    size_t used = 2 + nl_columns(shown);
    while (used < INDENT) {
        nl_text_add_char(out, ' ');
        used++;
    }
    nl_paragraph(app, out, nl_word(app, text), INDENT, INDENT);
}
