/* test_hook.h - where a test stops the program, to kill it or to press a key. Nothing of it is in the
 * program that is shipped: only the target netlatch-hooks defines NETLATCH_TEST_HOOKS. */
#ifndef NL_APP_TEST_HOOK_H
#define NL_APP_TEST_HOOK_H

#include "app.h"

#if defined(NETLATCH_TEST_HOOKS)
/* Counts its calls; at the one whose number NETLATCH_TEST_STOP_AT holds, says so on the standard
 * error and waits: for ever, so that a test can kill the program at that very place, or until
 * Ctrl+C is pressed, for NETLATCH_TEST_STOP_MS milliseconds at most. */
void nl_test_hook(struct nl_app *app);
#else
#define nl_test_hook(app) ((void)(app))
#endif

#endif
