/* applying.c - making a plan true, as the command apply and the wizard do alike. */
#include "applying.h"

#include "wiring.h"

/* Closed journals that are kept. */
#define JOURNALS_KEPT 50

enum nl_status nl_applying_open(struct nl_app *app, struct nl_store **out_store,
                                struct nl_error *err)
{
    struct nl_store *store = NULL;
    enum nl_status status = nl_open_store(app, &store, err);
    if (status != NL_OK)
        return status;
    status = store->ops->prepare(store, err);
    if (status == NL_OK)
        status = store->ops->lock(store, err);
    if (status == NL_OK)
        *out_store = store;
    else
        store->ops->close(store);
    return status;
}

enum nl_status nl_applying_run(struct nl_app *app, struct nl_apply *apply,
                               struct nl_apply_result *out_result, struct nl_error *err)
{
    struct nl_error pruning = {0};
    apply->clock = app->clock;
    apply->arena = app->arena;
    apply->user = nl_wiring_user(app->arena);
    (void)app->console->ops->interrupted(app->console, true);
    enum nl_status status = nl_apply_run(apply, out_result, err);
    if (out_result->outcome == NL_APPLIED &&
        nl_journal_prune(apply->store, app->arena, JOURNALS_KEPT, &pruning) != NL_OK)
        (void)nl_say_error(app, &pruning); /* the change stands; only old journals could not go */
    return status;
}

int nl_applying_exit(const struct nl_apply_result *result, const struct nl_error *err)
{
    switch (result->outcome) {
    case NL_APPLY_NOTHING:
        break;
    case NL_APPLIED:
        return result->restart_required ? NL_EXIT_RESTART : NL_EXIT_DONE;
    case NL_APPLY_REFUSED:
        return result->gates.count > 0 ? NL_EXIT_REFUSED : nl_exit_of(err->status);
    case NL_APPLY_ROLLED_BACK:
        return err->status == NL_DENIED ? NL_EXIT_DENIED : NL_EXIT_FAILED;
    case NL_APPLY_INCOMPLETE:
        return NL_EXIT_INCOMPLETE;
    }
    return NL_EXIT_DONE;
}
