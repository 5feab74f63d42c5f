/* app_stage.c - see app_stage.h. */
#include "app_stage.h"

#include "app/input.h"
#include "app/output.h"
#include "app/progress.h"
#include "app/result.h"
#include "app/wiring.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct played played;

static enum nl_status play_start(struct nl_guard_service *guard, struct nl_arena *arena,
                                 struct nl_error *err)
{
    (void)guard;
    (void)arena;
    assert_true(played.stage->world.locked);
    if (played.cannot_start || (played.starts_work && played.started >= played.starts_work))
        return nl_fail(err, played.cannot_start ? NL_DENIED : NL_FAILED, "no service");
    played.started++;
    if (played.revives && played.started > 1)
        played.dies_after = 0;
    played.runs = true;
    return NL_OK;
}

static bool play_wake(struct nl_guard_service *guard)
{
    (void)guard;
    played.woken++;
    if (played.dies_after && played.woken > played.dies_after)
        played.runs = false;
    return played.runs && !played.mute;
}

static enum nl_status play_remove(struct nl_guard_service *guard, struct nl_error *err)
{
    (void)guard;
    (void)err;
    assert_true(played.stage->world.locked);
    played.removed++;
    return NL_OK;
}

static const char *play_boot(struct nl_guard_service *guard, struct nl_arena *arena)
{
    (void)guard;
    (void)arena;
    return played.stage->boot;
}

static enum nl_answer play_alive(struct nl_guard_service *guard)
{
    (void)guard;
    return played.runs ? NL_ANSWER_YES : NL_ANSWER_NO;
}

static enum nl_answer play_fast_startup(struct nl_guard_service *guard)
{
    (void)guard;
    return played.fast_startup ? NL_ANSWER_YES : NL_ANSWER_NO;
}

static void play_name_boot(struct nl_guard_service *guard)
{
    (void)guard;
}

static const struct nl_guard_ops play_ops = {.install_and_start = play_start,
                                             .wake = play_wake,
                                             .alive = play_alive,
                                             .remove = play_remove,
                                             .boot = play_boot,
                                             .name_boot = play_name_boot,
                                             .fast_startup = play_fast_startup};

/* What the app asks of the rest of the program. */
struct nl_guard_service *nl_wiring_guard(void)
{
    return played.there ? &played.service : NULL;
}

struct nl_events *nl_wiring_events(void)
{
    return &played.stage->events.base;
}

const char *nl_wiring_user(struct nl_arena *arena)
{
    (void)arena;
    return "anna";
}

enum nl_status nl_open_store(struct nl_app *app, struct nl_store **out_store, struct nl_error *err)
{
    (void)app;
    (void)err;
    *out_store = &played.stage->world.store;
    return NL_OK;
}

const char *nl_sentence_of(struct nl_app *app, const struct nl_sentence *sentence)
{
    return nl_sentence_text(app->arena, sentence, NULL);
}

const char *nl_word(const struct nl_app *app, const char *english)
{
    (void)app;
    return english;
}

const char *nl_run_options(const struct nl_app *app)
{
    (void)app;
    return "";
}

bool nl_progress_show(struct nl_app *app, size_t done, size_t total, const char *text)
{
    (void)app;
    (void)done;
    (void)total;
    (void)text;
    return false;
}

void nl_progress_end(struct nl_app *app)
{
    (void)app;
}

void nl_tell(struct nl_app *app, enum nl_stream stream, const char *const *format_and_args)
{
    (void)app;
    (void)stream;
    (void)format_and_args;
}

static void hand_sleep_ms(struct nl_clock *clock, uint32_t duration_ms)
{
    (void)clock;
    assert_in_range(duration_ms, 1, 1000);
    played.slept++;
    if (played.slept == played.free_after)
        played.stage->world.locked = false;
}

static void play_close(struct nl_store *store)
{
    (void)store;
    played.closed++;
}

struct nl_app app_open(struct stage *s)
{
    static struct nl_store_ops ops;
    memset(&played, 0, sizeof played);
    played.service.ops = &play_ops;
    played.there = true;
    played.stage = s;
    ops = *s->world.store.ops;
    ops.close = play_close;
    s->world.store.ops = &ops;
    s->clock.base.sleep_ms = hand_sleep_ms;
    return (struct nl_app){.arena = &s->m->arena, .clock = &s->clock.base};
}
