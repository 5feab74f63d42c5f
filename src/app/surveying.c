/* surveying.c - a machine as every command looks at it. */
#include "surveying.h"

#include "apply/pending.h"
#include "guarding.h"
#include "input.h"

enum nl_status nl_surveying_run(struct nl_app *app, struct nl_host *host,
                                struct nl_machine *out_machine, struct nl_error *err)
{
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    bool live = !app->options.from && !app->options.offline;
    enum nl_status status = host->ops->survey(host, app->arena, out_machine, err);
    if (status != NL_OK || nl_open_store(app, &store, NULL) != NL_OK)
        return status;
    struct nl_moment moment = nl_guarding_moment(app);
    if (nl_journal_list(store, app->arena, &journals, NULL) == NL_OK)
        nl_pending_fill(app->arena, &journals, &moment, live, out_machine);
    store->ops->close(store);
    return NL_OK;
}
