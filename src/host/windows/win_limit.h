/* win_limit.h - calls of Windows that may not come back for minutes (a name whose domain controller is
 * out of reach, a service that does not answer), made on a thread of their own with a time limit.
 *
 * A call that is too late is abandoned: its thread goes on until Windows answers or the process ends.
 * So everything that the work touches lives in the job, which then is never freed. */
#ifndef NL_WINDOWS_LIMIT_H
#define NL_WINDOWS_LIMIT_H

#include "base/arena.h"

#include <stdbool.h>

#include <windows.h>

struct win_job {
    struct nl_arena arena; /* for what the work makes; the caller copies it out */
    void *context;         /* made by win_limit_begin */
};

/* A job with a zeroed context of size bytes; NULL when memory runs out. */
struct win_job *win_limit_begin(size_t size);

/* Runs work(job) on another thread. True once it returned: the job is the caller's again, and
 * win_limit_end frees it. False when it did not return in time or could not be started: the job must
 * not be touched any more. */
bool win_limit_run(struct win_job *job, void (*work)(struct win_job *job), DWORD most_ms);

void win_limit_end(struct win_job *job);

#endif
