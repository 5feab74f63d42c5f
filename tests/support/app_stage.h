/* app_stage.h - the app on a watch_stage: the guard's service, the event log and the wiring are
 * played, so that what netlatch does on Windows alone can be seen anywhere. */
#ifndef NL_TEST_APP_STAGE_H
#define NL_TEST_APP_STAGE_H

#include "app/app.h"
#include "host/guard.h"
#include "watch_stage.h"

/* The service as it is played, and what the app finds behind the wiring. */
struct played {
    struct nl_guard_service service;
    bool there; /* this computer has guards at all */
    bool runs;
    bool cannot_start;
    unsigned dies_after;  /* after so many answers it runs no more; 0: never */
    unsigned starts_work; /* so many starts work, later ones do not; 0: all of them */
    bool fast_startup;    /* Shut down is no restart */
    bool mute;            /* it runs and does not answer */
    bool revives;         /* started again it runs for good */
    unsigned started;
    unsigned woken;
    unsigned removed;
    unsigned closed; /* the store */
    struct stage *stage;
    unsigned slept;
    unsigned free_after; /* so many sleeps whoever holds the lock gives it back; 0: never */
};
extern struct played played;

/* The app over this computer, which is the stage; played begins anew. */
struct nl_app app_open(struct stage *s);

#endif
