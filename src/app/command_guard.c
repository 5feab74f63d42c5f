/* command_guard.c - netlatch guard: what the service manager starts; see apply/watch.h. */
#include "command_guard.h"

#include "app.h"
#include "apply/watch.h"
#include "input.h"
#include "output.h"
#include "wiring.h"

static enum nl_status open_host(void *context, struct nl_arena *arena, struct nl_host **out_host,
                                struct nl_error *err)
{
    (void)context;
    return nl_wiring_live_host(arena, out_host, err);
}

static const char *boot(void *context, struct nl_arena *arena)
{
    struct nl_guard_service *guard = context;
    return guard->ops->boot(guard, arena);
}

static enum nl_status remove_service(void *context, struct nl_error *err)
{
    struct nl_guard_service *guard = context;
    return guard->ops->remove(guard, err);
}

/* Runs in the service's own thread. Its memory is not the program's: when that runs out, the
 * program leaps back to main, which is another thread. Here the process ends, as in a power cut,
 * and the service manager starts it again. */
static void body(void *context)
{
    struct nl_app *app = context;
    struct nl_guard_service *guard = nl_wiring_guard();
    struct nl_arena lasting;
    struct nl_error err = {0};
    struct nl_watch watch = {.clock = app->clock,
                             .events = nl_wiring_events(),
                             .open_host = open_host,
                             .boot = boot,
                             .remove = remove_service,
                             .context = guard};
    enum nl_watch_next next = NL_WATCH_WAIT;
    enum nl_guard_call call = NL_GUARD_TIME;
    nl_arena_init(&lasting, NULL, NULL);
    /* Where the journals are is known by the system alone; that does not fail for a while only. */
    if (nl_wiring_live_store(&lasting, &watch.store, &err) != NL_OK)
        next = NL_WATCH_REST;
    while (next == NL_WATCH_WAIT && call != NL_GUARD_STOP) {
        struct nl_arena round;
        uint32_t wait_ms = 0;
        nl_arena_init(&round, NULL, NULL);
        next = nl_watch_round(&watch, &round, false, &wait_ms);
        nl_arena_done(&round);
        if (next == NL_WATCH_WAIT)
            call = guard->ops->wait(guard, wait_ms);
    }
    if (call == NL_GUARD_STOP) {
        struct nl_arena round;
        uint32_t wait_ms = 0;
        nl_arena_init(&round, NULL, NULL);
        (void)nl_watch_round(&watch, &round, true, &wait_ms);
        nl_arena_done(&round);
    }
    if (watch.store)
        watch.store->ops->close(watch.store);
    nl_arena_done(&lasting);
}

int nl_command_guard(struct nl_app *app)
{
    struct nl_guard_service *guard = nl_wiring_guard();
    struct nl_error err = {0};
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK && !guard)
        status = nl_fail(&err, NL_UNSUPPORTED, NL_T("this computer does not run Windows"));
    if (status == NL_OK)
        status = guard->ops->run(guard, body, app, &err);
    if (status == NL_OK)
        return NL_EXIT_DONE;
    int code = nl_say_error(app, &err);
    return status == NL_UNSUPPORTED ? NL_EXIT_USAGE : code;
}
