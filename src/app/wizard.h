/* wizard.h - what the files of the wizard share: its state, its pages, and how a page is asked.
 *
 * A page is a title, a body and things to pick, built for the width there is. It is shown in one of
 * two ways that give the same answers: on the whole screen where escape sequences work
 * (wizard_screen.c, keys), or as numbered lines where they do not, or must not be used
 * (wizard_lines.c, whole lines of input). What netlatch draws is ASCII: Chinese consoles give box
 * drawing characters and arrows two columns, others one. */
#ifndef NL_APP_WIZARD_H
#define NL_APP_WIZARD_H

#include "app.h"
#include "applying.h"
#include "planning.h"
#include "report/layout.h"
#include "wizard_requests.h"

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

/* Where a page leads. */
enum nl_wizard_way {
    NL_WAY_NEXT,
    NL_WAY_BACK,
    NL_WAY_AGAIN,     /* the same page once more */
    NL_WAY_QUIT,      /* the person leaves */
    NL_WAY_TAKE_BACK, /* to the page that takes wizard->standing back */
    NL_WAY_END        /* there is nothing more to do */
};

enum nl_wizard_stage {
    NL_STAGE_LANGUAGE = 0,
    NL_STAGE_FOUND,
    NL_STAGE_RIGHTS,
    NL_STAGE_ROLE,
    NL_STAGE_CHANGES,
    NL_STAGE_PRICE,
    NL_STAGE_RISKS,
    NL_STAGE_DECIDE,
    NL_STAGE_APPLY,
    NL_STAGE_COUNT
};

struct nl_wizard {
    struct nl_app *app;
    struct nl_host *host;
    struct nl_capabilities capabilities;
    unsigned places; /* what is planned for: what can be written, or everything where nothing can
                      * be for want of rights */
    struct nl_machine machine;
    struct nl_audit audit;       /* against the recommended profile */
    struct nl_journal *standing; /* the newest change that can be rolled back, or NULL */
    struct nl_texts interrupted; /* ids of changes that were interrupted */

    struct nl_arena paper;   /* the page that is being shown; emptied for the next */
    struct nl_arena weighed; /* plan and requests; emptied when they are made anew */
    bool whole_screen;

    size_t role_count;
    struct nl_profile *roles; /* the recommended one first */
    size_t role;              /* SIZE_MAX: none was chosen yet */
    struct nl_wizard_changes changes;
    struct nl_profile requests;
    struct nl_plan plan;
    struct nl_texts accepted;  /* risks */
    uint64_t confirm_within_s; /* 0: for good */

    enum nl_wizard_stage stage;
    bool changed;       /* the machine was changed, or may have been */
    int code;           /* the exit code */
    struct nl_text end; /* what is printed once the screen is given back */
};

/* The pages. forward is false when the person came back to it: a page with nothing to say then
 * goes on backwards. */
typedef enum nl_wizard_way (*nl_wizard_stage_run)(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_language(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_found(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_rights(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_role(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_change_list(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_price(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_risks(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_decide(struct nl_wizard *wizard, bool forward);
enum nl_wizard_way nl_wizard_apply(struct nl_wizard *wizard, bool forward);

/* Rolls back the change that stands; not one of the stages. AGAIN, QUIT or END. */
enum nl_wizard_way nl_wizard_take_back(struct nl_wizard *wizard);

/* Whether a change can be made here that is rolled back by itself unless it is confirmed. */
bool nl_wizard_confirm_available(const struct nl_wizard *wizard);

/* Asks for that confirmation after wizard->standing was applied; what came of it goes to told.
 * True: the person wants all of it rolled back now. */
bool nl_wizard_confirm(struct nl_wizard *wizard, struct nl_sentences *told);

/* Makes requests and plan anew from the role and the changes that are on. */
void nl_wizard_weigh(struct nl_wizard *wizard);

/* A setting as a person calls it: its title, and the adapter it belongs to. */
const char *nl_wizard_setting_name(const struct nl_page *page, const struct nl_instance *instance);
/* "name: before -> after". */
const char *nl_wizard_step_text(const struct nl_page *page, const struct nl_step *step);
/* Shows why a change is made and what it costs. NL_WAY_QUIT, or NL_WAY_BACK to the list. */
enum nl_wizard_way nl_wizard_step_page(struct nl_wizard *wizard, const struct nl_step *step);

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

/* Shows the page and waits for an answer. */
struct nl_wizard_answer nl_wizard_ask(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                      struct nl_wizard_place *place);

/* NEXT, BACK and QUIT as ways; false: the answer is another one, for the page itself. */
bool nl_wizard_leads(const struct nl_wizard_answer *answer, enum nl_wizard_way *out_way);

/* Says one line, where lines are printed; on the whole screen it does nothing. */
void nl_wizard_line(struct nl_wizard *wizard, const char *line);

/* What is printed once the screen is given back: marked wordings, filled. */
#define nl_wizard_end(wizard, ...)                                                                 \
    nl_wizard_end_with((wizard), (const char *const[]){__VA_ARGS__, NULL})
void nl_wizard_end_with(struct nl_wizard *wizard, const char *const *format_and_args);
void nl_wizard_end_sentences(struct nl_wizard *wizard, const struct nl_sentences *told);

/* Whether the person sits elsewhere, at the other end of a network. */
bool nl_wizard_remote(const struct nl_wizard *wizard);

/* "step 3 of 8". */
const char *nl_wizard_position(const struct nl_wizard *wizard, struct nl_arena *arena);

/* What can be pressed or typed on a page, for the line that says so. */
struct nl_texts nl_wizard_hints(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                                const struct nl_wizard_place *place);

/* The two ways of asking. */
struct nl_wizard_answer nl_wizard_ask_screen(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                             struct nl_wizard_place *place);
struct nl_wizard_answer nl_wizard_ask_lines(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                            struct nl_wizard_place *place);

/* Takes the whole screen; nl_wizard_screen_give_back (app.h) ends that. */
void nl_wizard_screen_take(struct nl_app *app);
/* How much fits: at least 40 columns and 12 rows, or the whole screen is not used. */
bool nl_wizard_screen_fits(struct nl_app *app);

/* Draws one frame and tells how many lines of the page are in sight. number: digits that may go on,
 * or NULL. */
size_t nl_wizard_draw(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                      struct nl_wizard_place *place, const char *number);

#endif
