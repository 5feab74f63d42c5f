/* rolling_back.c - rolling back on request, as the command and the wizard do alike. */
#include "rolling_back.h"

#include "base/clean.h"
#include "guarding.h"
#include "input.h"
#include "output.h"
#include "progress.h"
#include "recovery.h"

#include <string.h>

/* A newer journal is in the way of the one that was asked for. */
static int refuse(struct nl_app *app, const struct nl_store *store,
                  const struct nl_rollback_choice *choice, struct nl_error *err)
{
    const struct nl_journal *newer = choice->newer;
    if (nl_journal_is_troubled(newer)) {
        int code = nl_journal_trouble(app, store, newer, err);
        if (choice->asked)
            (void)nl_context(err, NL_T("the change {1} cannot be rolled back before the newer {2}"),
                             choice->asked->id, newer->id);
        return code;
    }
    (void)nl_fail(
        err, NL_CONFLICT,
        NL_T(
            "the change {1} cannot be rolled back alone: the newer change {2} wrote {3} as well. To roll back both, the newer one first: netlatch rollback --to {4}"),
        choice->asked->id, newer->id, choice->setting,
        nl_arena_format(app->arena, "%llu%s", (unsigned long long)choice->asked->sequence,
                        nl_run_options(app)));
    return NL_EXIT_FAILED;
}

int nl_rolling_back_choose(struct nl_app *app, const struct nl_store *store,
                           struct nl_journals *journals, const char *id, bool since,
                           struct nl_rollback_choice *out_choice, struct nl_error *err)
{
    enum nl_status status = nl_rollback_choose(app->arena, journals, id, since, out_choice, err);
    if (status != NL_OK)
        return nl_exit_of(status);
    return out_choice->newer ? refuse(app, store, out_choice, err) : NL_EXIT_DONE;
}

static void on_progress(void *context, const struct nl_journal_step *step, size_t done,
                        size_t total)
{
    struct nl_app *app = context;
    /* Without the adapter's id: its name is not known here. */
    const char *setting = nl_clean(app->arena, step->setting);
    const char *end = strstr(setting, "[{");
    (void)nl_progress_show(app, done, total,
                           end ? nl_arena_copy(app->arena, setting, (size_t)(end - setting))
                               : setting);
}

enum nl_status nl_rolling_back_run(struct nl_app *app, struct nl_host *host, struct nl_store *store,
                                   const struct nl_journals *journals, struct nl_journal *journal,
                                   const char *note, bool shown, struct nl_rollback *out_rollback,
                                   struct nl_error *err)
{
    const struct nl_rollback_work work = {.host = host,
                                          .store = store,
                                          .clock = app->clock,
                                          .arena = app->arena,
                                          .boot = nl_guarding_moment(app).boot,
                                          .journals = journals,
                                          .force = app->options.force,
                                          .note = note,
                                          .progress = shown ? on_progress : NULL,
                                          .context = app};
    app->console->ops->busy(app->console, true);
    enum nl_status status = nl_rollback_journal(&work, journal, out_rollback, err);
    if (shown)
        nl_progress_end(app);
    app->console->ops->busy(app->console, false);
    if (status != NL_OK)
        return status;
    struct nl_trail trail = nl_guarding_trail(app);
    nl_trail_rolled_back(&trail, NL_EVENT_ROLLED_BACK, NL_EVENT_ROLLBACK_INCOMPLETE, journal,
                         out_rollback);
    return NL_OK;
}

bool nl_rolling_back_wrote(const struct nl_rollback *rollback)
{
    for (size_t i = 0; i < rollback->steps.count; i++) {
        enum nl_rollback_kind kind = rollback->steps.items[i].kind;
        if (kind == NL_ROLLBACK_RESTORED || kind == NL_ROLLBACK_FORCED)
            return true;
    }
    return false;
}

void nl_rolling_back_advise(struct nl_app *app, const struct nl_journal *journal,
                            const struct nl_rollback *rollback)
{
    const char *named = nl_arena_format(app->arena, "%llu%s", (unsigned long long)journal->sequence,
                                        nl_run_options(app));
    bool left_alone = false;
    for (size_t i = 0; i < rollback->steps.count; i++)
        left_alone = left_alone || rollback->steps.items[i].kind == NL_ROLLBACK_LEFT_ALONE;
    if (left_alone)
        nl_say_err(app,
                   NL_T("netlatch: to overwrite what was left alone: netlatch rollback {1} "
                        "--force"),
                   named);
    nl_say_err(app,
               NL_T("netlatch: to give up what is not rolled back: netlatch rollback {1} "
                    "--abandon"),
               named);
}
