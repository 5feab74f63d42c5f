/* unattended.h - looking and applying for a management system, which asks nothing and is asked nothing: the
 * command resource of DSC and the module of Ansible do alike. Everything lives in the app's arena. */
#ifndef NL_APP_UNATTENDED_H
#define NL_APP_UNATTENDED_H

#include "apply/apply.h"
#include "plan/audit.h"
#include "planning.h"
#include "wanted.h"

struct nl_unattended {
    const struct nl_wanted *wanted;
    struct nl_planning planning; /* before a change */
    struct nl_audit audit;       /* of the machine as it is: after a change, as it was found then */
    const struct nl_plan *ended; /* how the requests stand now; see struct nl_planning, plan */
    struct nl_apply_result result; /* nl_unattended_apply alone */
    bool restart_required;         /* something that was set waits for a restart of Windows */
    struct nl_texts unaccepted;    /* the risks that an apply would be refused for */
};

/* Looks, plans and judges; writes nothing. */
NL_MUST_CHECK enum nl_status nl_unattended_look(struct nl_app *app, const struct nl_wanted *wanted,
                                                struct nl_unattended *out_look,
                                                struct nl_error *err);

/* The ordinary apply. The exit code as nl_applying_exit gives it; everything that went wrong, refused risks
 * and unmet requests among it, was said. *out_done: out_applied holds how the machine is now. */
int nl_unattended_apply(struct nl_app *app, const struct nl_wanted *wanted,
                        struct nl_unattended *out_applied, bool *out_done);

/* Whether the machine is as wanted: every request is met, excepted or not applicable. A profile that is
 * named says besides what the ports are meant to be: then where netlatch audit says so of it. Never while the
 * journals cannot be read: what waits for a restart is not known then. */
bool nl_unattended_as_wanted(const struct nl_unattended *look);

/* The machine as it would be after an apply, judged. */
NL_MUST_CHECK enum nl_status nl_unattended_predict(struct nl_app *app,
                                                   const struct nl_unattended *look,
                                                   struct nl_audit *out_after,
                                                   struct nl_error *err);

/* What an apply would end with (see nl_applying_exit; 0 where it would end with a restart), and says why where
 * that is a failure. */
int nl_unattended_foretell(struct nl_app *app, const struct nl_unattended *look);

#endif
