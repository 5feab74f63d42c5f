/* test_hook.c - where a test stops the program, to kill it or to press a key. */
#include "test_hook.h"

#if defined(NETLATCH_TEST_HOOKS)
#include "output.h"
#include "wiring.h"

static uint64_t request(struct nl_app *app, const char *name)
{
    uint64_t number = 0;
    const char *text = nl_wiring_environment(app->arena, name);
    return text && nl_parse_u64(text, UINT32_MAX, &number) ? number : 0;
}

void nl_test_hook(struct nl_app *app)
{
    enum { SLICE_MS = 50 };
    static uint64_t calls;
    calls++;
    if (calls != request(app, "NETLATCH_TEST_STOP_AT"))
        return;
    uint64_t stop_ms = request(app, "NETLATCH_TEST_STOP_MS");
    nl_say_err(app, "netlatch-hooks: stopped");
    if (stop_ms > 0) {
        for (; stop_ms > SLICE_MS && !app->console->ops->interrupted(app->console, false);
             stop_ms -= SLICE_MS)
            app->clock->sleep_ms(app->clock, SLICE_MS);
        return;
    }
    for (;;)
        app->clock->sleep_ms(app->clock, 60000);
}
#endif
