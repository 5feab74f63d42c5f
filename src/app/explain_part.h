/* explain_part.h - the headings and labelled parts of an explanation. */
#ifndef NL_APP_EXPLAIN_PART_H
#define NL_APP_EXPLAIN_PART_H

#include "app.h"

/* "id - title"; a blank line before it where something stands already. title: a marked wording. */
void nl_explain_heading(struct nl_app *app, struct nl_text *out, const char *id, const char *title);

/* "Label   text", the text wrapped beside its label; nothing where there is no text. Both are marked
 * wordings, or texts that have no translation. */
void nl_explain_part(struct nl_app *app, struct nl_text *out, const char *label, const char *text);

#endif
