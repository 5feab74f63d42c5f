/* state.h - what the pages of the wizard share.
 *
 * Life: wizard.c makes one, opens the host and walks through the stages. found.c surveys the machine
 * once (audit.machine is NULL before); role.c chooses a profile and with it the changes; every
 * change of the choice makes requests and plan anew (nl_wizard_make_plan), in plan_memory. A page
 * is written into page_memory, which is emptied when the next one begins: nothing of a page
 * outlives it. What must, lies in app->arena. */
#ifndef NL_APP_WIZARD_STATE_H
#define NL_APP_WIZARD_STATE_H

#include "app/app.h"
#include "apply/journal.h"
#include "plan/audit.h"
#include "plan/plan.h"
#include "requests.h"

/* Where a page leads. */
enum nl_wizard_way {
    NL_WAY_NEXT,
    NL_WAY_BACK,
    NL_WAY_AGAIN,     /* the same page once more */
    NL_WAY_QUIT,      /* the person leaves */
    NL_WAY_ROLL_BACK, /* to the page that rolls wizard->standing back */
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
    struct nl_settle_options options; /* what is planned for; see nl_planning_options */
    struct nl_machine machine;
    struct nl_audit audit;       /* against the recommended profile */
    struct nl_journal *standing; /* the newest change that can be rolled back, or NULL */
    struct nl_texts interrupted; /* ids of changes that were interrupted */

    struct nl_arena page_memory; /* of the page that is shown; emptied for the next one */
    struct nl_arena plan_memory; /* of plan and requests; emptied when they are made anew */
    bool whole_screen;

    size_t role_count;
    struct nl_profile *roles; /* the recommended one first */
    size_t role;              /* SIZE_MAX: none was chosen yet */
    struct nl_wizard_changes changes;
    struct nl_profile requests;
    struct nl_plan plan;
    struct nl_texts accepted;  /* risks */
    uint64_t confirm_within_s; /* 0: for good */
    bool straight; /* the recommended changes were taken as they are, on the first page */

    enum nl_wizard_stage stage;
    bool changed;       /* the machine was changed, or may have been */
    int code;           /* the exit code */
    struct nl_text end; /* what is printed once the screen is given back */
};

/* A page of the way. forward is false when the person came back to it: a page with nothing to say
 * then goes on backwards. */
typedef enum nl_wizard_way (*nl_wizard_stage_run)(struct nl_wizard *wizard, bool forward);

/* Makes requests and plan anew from the role and the changes that are on. */
void nl_wizard_make_plan(struct nl_wizard *wizard);

/* Whether the person sits elsewhere, at the other end of a network. */
bool nl_wizard_remote(const struct nl_wizard *wizard);

/* What is printed once the screen is given back: marked wordings, filled. */
#define nl_wizard_end(wizard, ...)                                                                 \
    nl_wizard_end_with((wizard), (const char *const[]){__VA_ARGS__, NULL})
void nl_wizard_end_with(struct nl_wizard *wizard, const char *const *format_and_args);
void nl_wizard_end_sentences(struct nl_wizard *wizard, const struct nl_sentences *told);

#endif
