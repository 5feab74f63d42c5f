/* history_html.h - the changes netlatch made here as a page for a change record. */
#ifndef NL_APP_HISTORY_HTML_H
#define NL_APP_HISTORY_HTML_H

#include "app.h"
#include "apply/journal.h"
#include "journal_words.h"
#include "model/machine.h"

/* What the page says beside the journals. */
struct nl_history_page {
    const struct nl_journals *journals; /* newest first */
    const struct nl_journal_sight *sight;
    /* What of a journal is not in force yet, in the person's language; NULL: nothing waits. */
    const char *(*waits)(struct nl_app *app, const struct nl_journal *journal, const void *context);
    const void *context;
};

/* Appends the page to out, in the person's language: per change who made it, when, with which
 * profile, each value before and after, whether it was read back, and since when or from when on it
 * is in force; who rolled it back. */
void nl_history_html(struct nl_app *app, const struct nl_history_page *page, struct nl_text *out);

#endif
