/* win_limit.c - calls with a time limit. */
#include "win_limit.h"

#include <stdlib.h>

/* What the thread is given; left to it where it comes too late. */
struct start {
    struct win_job *job;
    void (*work)(struct win_job *job);
    volatile LONG whole; /* the work returned */
};

/* Memory ran out on the worker's thread: nothing of it is used. The thread ends, the program goes on. */
static void leave_thread(void *context)
{
    (void)context;
    ExitThread(1);
}

struct win_job *win_limit_begin(size_t size)
{
    struct win_job *job = calloc(1, sizeof *job);
    void *context = calloc(1, size);
    if (!job || !context) {
        free(job);
        free(context);
        return NULL;
    }
    nl_arena_init(&job->arena, leave_thread, NULL);
    job->context = context;
    return job;
}

static DWORD WINAPI run(void *data)
{
    struct start *start = data;
    start->work(start->job);
    (void)InterlockedExchange(&start->whole, 1);
    return 0;
}

bool win_limit_run(struct win_job *job, void (*work)(struct win_job *job), DWORD most_ms)
{
    struct start *start = calloc(1, sizeof *start);
    if (!start)
        return false;
    start->job = job;
    start->work = work;
    HANDLE thread = CreateThread(NULL, 0, run, start, 0, NULL);
    if (!thread) {
        free(start);
        return false;
    }
    bool ended = WaitForSingleObject(thread, most_ms) == WAIT_OBJECT_0;
    CloseHandle(thread);
    if (!ended)
        return false; /* the thread still uses start and job */
    bool whole = InterlockedCompareExchange(&start->whole, 0, 0) == 1;
    free(start);
    return whole;
}

void win_limit_end(struct win_job *job)
{
    nl_arena_done(&job->arena);
    free(job->context);
    free(job);
}
