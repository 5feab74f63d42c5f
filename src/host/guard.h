/* guard.h - the guard as the system knows it: a service that runs without anybody being logged on,
 * starts with the machine, and needs no other service. What it does is apply/watch.h; here is only
 * how it comes and goes.
 *
 * The life of the guard, as whoever changes the machine sees it, the store's lock held throughout:
 *
 *     install_and_start     before the mark ARMED; when it returns, a guard runs and answers
 *     wake                  after the mark, and after every later change of a journal
 *     wake, again           after the apply: where nobody answers, install_and_start once more, and
 *                           where that fails the change is rolled back at once
 *     remove                where a journal waits for nothing any more and nobody runs
 *
 * The guard itself: run, in a process that the service manager started; its body waits by wait, and
 * calls remove and returns when nothing is left to watch. alive and boot may be asked at any time, by
 * anybody, without the lock. One struct serves the whole process and is never freed. */
#ifndef NL_HOST_GUARD_H
#define NL_HOST_GUARD_H

#include "base/arena.h"
#include "base/error.h"
#include "model/machine.h"

#include <stdbool.h>
#include <stdint.h>

struct nl_guard_service;

/* Why a wait of the guard ended. */
enum nl_guard_call {
    NL_GUARD_TIME = 0, /* the time is over */
    NL_GUARD_LOOK,     /* a command changed a journal: look at once */
    NL_GUARD_STOP      /* the machine shuts down, or somebody stops the service */
};

struct nl_guard_ops {
    /* Returns NL_OK once the service is installed and runs; on failure there is no new service. A
     * service that runs already is left as it is. Call it with the store's lock held. */
    enum nl_status (*install_and_start)(struct nl_guard_service *guard, struct nl_arena *arena,
                                        struct nl_error *err);

    /* Tells a running guard to look at the journals now; false when none runs, or one that hangs. */
    bool (*wake)(struct nl_guard_service *guard);

    /* Whether a guard runs and answers. Starts and tells nothing. UNKNOWN where that may not be
     * asked. */
    enum nl_answer (*alive)(struct nl_guard_service *guard);

    /* Removes the service from the system; a guard that runs goes on until its body returns. NL_OK
     * also where there is none. */
    enum nl_status (*remove)(struct nl_guard_service *guard, struct nl_error *err);

    /* A text that is the same from one start of the machine to the next and then another. NULL
     * where nobody has made it in this start, or the system cannot. */
    const char *(*boot)(struct nl_guard_service *guard, struct nl_arena *arena);

    /* Whether Shut down hibernates the system's own session (Fast Startup), so that only Restart is a
     * new start. UNKNOWN: cannot be told. */
    enum nl_answer (*fast_startup)(struct nl_guard_service *guard);

    /* Makes that text, where it is not there; called before the machine changes. Where that fails
     * the uptime has to do. */
    void (*name_boot)(struct nl_guard_service *guard);

    /* Runs body as the service, in a thread of its own, until it returns. NL_UNSUPPORTED at once
     * when the service manager did not start this process. */
    enum nl_status (*run)(struct nl_guard_service *guard, void (*body)(void *context),
                          void *context, struct nl_error *err);

    /* For body: waits, and says what for. After NL_GUARD_STOP body must soon return. */
    enum nl_guard_call (*wait)(struct nl_guard_service *guard, uint32_t most_ms);
};

struct nl_guard_service {
    const struct nl_guard_ops *ops;
};

#endif
