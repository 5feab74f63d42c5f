/* page.h - a page: a title, a body and things to pick, built for the width there is.
 *
 * It is shown in one of two ways that give the same answers: on the whole screen where escape
 * sequences work (screen.c, keys.c), or as numbered lines where they do not, or must not be used
 * (lines.c). What netlatch draws is ASCII: Chinese consoles give box drawing characters and arrows
 * two columns, others one. */
#ifndef NL_APP_WIZARD_PAGE_H
#define NL_APP_WIZARD_PAGE_H

#include "report/layout.h"
#include "state.h"

enum nl_wizard_kind {
    NL_WIZARD_TEXT,   /* to be read */
    NL_WIZARD_MENU,   /* one thing is to be picked */
    NL_WIZARD_TOGGLE, /* things are switched on and off, then it goes on */
    NL_WIZARD_LOOK,   /* things can be looked at more closely, then it goes on */
    NL_WIZARD_TYPED   /* a text is to be typed */
};

struct nl_wizard_item {
    const char *text; /* cleaned, not wrapped */
    const char *note; /* below it, or NULL */
    enum nl_tone tone;
    bool on; /* TOGGLE */
};

struct nl_wizard_page {
    enum nl_wizard_kind kind;
    const char *title; /* in the person's language */
    const struct nl_report_style *style;
    struct nl_text text; /* the body: nl_wizard_body writes into it */
    NL_LIST(struct nl_wizard_item) items;
    const char *question; /* TYPED: what is to be typed */
    bool first;           /* there is no page before */
    bool last;            /* it is done: there is no going back */
    bool busy;            /* nothing is asked; only Ctrl+C does something */
};

/* Where a person is on a page; kept while the page is built again. */
struct nl_wizard_place {
    size_t at;          /* the item under the cursor; the preselected one of a menu */
    size_t top;         /* first line shown */
    bool follow;        /* the item under the cursor is to be in sight */
    bool told;          /* lines: the page was printed already, only its notice is new */
    const char *notice; /* what the last answer led to; or NULL */
    size_t picked;      /* the item of the last answer */
    struct nl_text typed;
};

enum nl_wizard_answer_kind {
    NL_ANSWERED_NEXT, /* a menu: item was picked */
    NL_ANSWERED_BACK,
    NL_ANSWERED_QUIT,
    NL_ANSWERED_TOGGLE, /* items */
    NL_ANSWERED_DETAIL, /* item */
    NL_ANSWERED_TYPED,  /* typed */
    NL_ANSWERED_RESIZED /* build the page again */
};

enum {
    NL_WIZARD_MOST_PICKS = 40,
    NL_WIZARD_SIDES = 2 /* a free column on the left, and one on the right, where some consoles
                         * begin a new line when it is written to */
};

struct nl_wizard_answer {
    enum nl_wizard_answer_kind kind;
    size_t item;
    size_t items[NL_WIZARD_MOST_PICKS];
    size_t item_count;
    const char *typed;
};

/* An empty page, as wide as the screen allows. Everything of an earlier page is gone. */
void nl_wizard_page_begin(struct nl_wizard *wizard, enum nl_wizard_kind kind, const char *title,
                          struct nl_wizard_page *out_page);
/* The page's body, to be written with nl_page_... */
struct nl_page nl_wizard_body(struct nl_wizard *wizard, struct nl_wizard_page *page);
struct nl_wizard_item *nl_wizard_add(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                     const char *text, const char *note);
/* Sets the place's notice to a marked wording, filled and in the person's language. */
#define nl_wizard_note(wizard, place, ...)                                                         \
    nl_wizard_notice((wizard), (place), (const char *const[]){__VA_ARGS__, NULL})
void nl_wizard_notice(struct nl_wizard *wizard, struct nl_wizard_place *place,
                      const char *const *format_and_args);

/* Says one line, where lines are printed; on the whole screen it does nothing. */
void nl_wizard_line(struct nl_wizard *wizard, const char *line);

#endif
