/* test_hook.c - where a test stops the program to kill it. */
#include "test_hook.h"

#if defined(NETLATCH_TEST_HOOKS)
#include "wiring.h"

void nl_test_hook(struct nl_app *app)
{
    static uint64_t calls;
    uint64_t stop_at = 0;
    const char *wish = nl_wiring_environment(app->arena, "NETLATCH_TEST_STOP_AT");
    calls++;
    if (!wish || !nl_parse_u64(wish, UINT32_MAX, &stop_at) || calls != stop_at)
        return;
    nl_say_err(app, "netlatch-hooks: stopped");
    for (;;)
        app->clock->sleep_ms(app->clock, 60000);
}
#endif
