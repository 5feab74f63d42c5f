/* surveying.c - a machine as every command looks at it. */
#include "surveying.h"

#include "apply/pending.h"
#include "guarding.h"
#include "input.h"
#include "recovery.h"

/* Only the journals say what waits for a restart: where one cannot be read, that is not known. */
static void say_unseen(struct nl_arena *arena, const char *name, const struct nl_error *err,
                       struct nl_machine *machine)
{
    const char *why = nl_error_text(arena, err, NULL);
    *NL_PUSH(arena, &machine->unseen) = (struct nl_unseen){
        .what = NL_UNSEEN_JOURNALS,
        .state = err->status == NL_DENIED ? NL_VALUE_DENIED : NL_VALUE_UNSUPPORTED,
        .code = err->native_code,
        .why = name ? nl_arena_format(arena, "%s: %s", name, why) : why,
    };
}

bool nl_surveying_journals(struct nl_arena *arena, enum nl_status opened, struct nl_store *store,
                           struct nl_error *unread, const struct nl_moment *moment, bool live,
                           struct nl_machine *machine, struct nl_journals *out_journals)
{
    enum nl_status status = opened;
    if (opened == NL_OK) {
        status = nl_journal_list(store, arena, out_journals, unread);
        store->ops->close(store);
    }
    if (status != NL_OK) {
        say_unseen(arena, NULL, unread, machine);
        return false;
    }
    for (size_t i = 0; i < out_journals->count; i++) {
        if (!nl_journal_is_troubled(&out_journals->items[i]))
            continue;
        say_unseen(arena, out_journals->items[i].name, out_journals->items[i].damage, machine);
        break; /* one says enough; nl_report_open_journals names each */
    }
    nl_pending_fill(arena, out_journals, moment, live, machine);
    return true;
}

enum nl_status nl_surveying_run(struct nl_app *app, struct nl_host *host,
                                struct nl_machine *out_machine, struct nl_error *err)
{
    struct nl_error unread = {0};
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    enum nl_status status = host->ops->survey(host, app->arena, out_machine, err);
    if (status != NL_OK)
        return status;
    struct nl_machine *kept = nl_arena_alloc(app->arena, sizeof *kept);
    *kept = *out_machine;
    app->machine = kept;
    status = nl_open_store(app, &store, &unread);
    const struct nl_moment moment = nl_guarding_moment(app);
    if (!nl_surveying_journals(app->arena, status, store, &unread, &moment, nl_runs_live(app),
                               out_machine, &journals) ||
        !nl_guarding_available(app))
        return NL_OK;
    nl_pending_unconfirmed(app->arena, &journals, &moment, out_machine);
    if (out_machine->unconfirmed.count > 0) /* only then is the guard asked */
        out_machine->unconfirmed.items[0].watched = nl_guarding_watched(app);
    return NL_OK;
}
