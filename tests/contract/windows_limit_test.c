/* windows_limit_test.c - calls that take too long are abandoned, and nothing is torn by that. */
#include "base/attributes.h"
#include "host/windows/win_limit.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct context {
    HANDLE wait; /* NULL: returns at once */
    int number;
    const char *text;
};

static void work(struct win_job *job)
{
    struct context *context = job->context;
    if (context->wait)
        (void)WaitForSingleObject(context->wait, INFINITE);
    context->text = nl_arena_format(&job->arena, "answer %d", 7);
    context->number = 7;
}

static void what_comes_in_time_is_taken(void **state)
{
    (void)state;
    struct win_job *job = win_limit_begin(sizeof(struct context));
    struct context *context = job->context;
    assert_true(win_limit_run(job, work, 10000));
    assert_int_equal(context->number, 7);
    assert_string_equal(context->text, "answer 7");
    win_limit_end(job);
}

static void what_comes_too_late_is_left_to_its_thread(void **state)
{
    (void)state;
    HANDLE wait = CreateEventW(NULL, TRUE, FALSE, NULL);
    struct win_job *job = win_limit_begin(sizeof(struct context));
    struct context *context = job->context;
    context->wait = wait;
    DWORD begun_ms = GetTickCount();
    assert_false(win_limit_run(job, work, 100));
    assert_in_range(GetTickCount() - begun_ms, 50, 5000);
    /* It goes on by itself, with what is its own. */
    SetEvent(wait);
    for (int i = 0; i < 100 && context->number != 7; i++)
        Sleep(20);
    assert_int_equal(context->number, 7);
    CloseHandle(wait);
}

static void without_memory_the_thread_ends_and_the_program_goes_on(void **state)
{
    (void)state;
    struct win_job *job = win_limit_begin(sizeof(struct context));
    job->arena.fail_at = 1;
    assert_false(win_limit_run(job, work, 10000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(what_comes_in_time_is_taken),
        WITH_ARENA(what_comes_too_late_is_left_to_its_thread),
        WITH_ARENA(without_memory_the_thread_ends_and_the_program_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
