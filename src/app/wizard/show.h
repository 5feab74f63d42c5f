/* show.h - the one loop that shows a page until its answer leads away from it. */
#ifndef NL_APP_WIZARD_SHOW_H
#define NL_APP_WIZARD_SHOW_H

#include "page.h"

/* A page that can be shown. Only title and write are needed; zero is the usual for the rest. */
struct nl_wizard_shown {
    enum nl_wizard_kind kind;
    const char *title; /* marked wording; the page is built again after each answer, so that a new
                        * language shows at once */

    /* Writes the body and adds the items. Called once for every answer. */
    void (*write)(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context);

    /* What an answer does that neither goes back nor quits, or NULL. True: the page is done, and
     * *way is where it leads (before the call: NL_WAY_NEXT for a picked item or Enter, NL_WAY_AGAIN
     * for an answer of the page's own). False: the page is shown again. */
    bool (*answered)(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                     struct nl_wizard_place *place, void *context, enum nl_wizard_way *way);

    void *context; /* handed to both; owned by the caller */
};

/* Shows the page until it leads somewhere: NEXT, BACK, QUIT, or what `answered` says. place keeps
 * cursor, scrolling and what was typed from one showing to the next; place->picked is the item that
 * was picked last. */
enum nl_wizard_way nl_wizard_show(struct nl_wizard *wizard, const struct nl_wizard_shown *shown,
                                  struct nl_wizard_place *place);

/* A page that is only read: as nl_wizard_show, from its top. */
enum nl_wizard_way nl_wizard_show_text(struct nl_wizard *wizard, const char *title,
                                       void (*write)(struct nl_wizard *wizard,
                                                     struct nl_wizard_page *page, void *context),
                                       void *context);

#endif
