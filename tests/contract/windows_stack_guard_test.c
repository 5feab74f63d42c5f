/* windows_stack_guard_test.c - a stack that is written over ends the program, and the value that
 * guards it is another one in each process. */
#include "base/attributes.h"

#include <windows.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

extern uintptr_t __stack_chk_guard;

/* noinline and volatile: the compiler must not see what happens. */
static volatile size_t size_written;

__attribute__((noinline)) static void write_over(void)
{
    char room[16];
    volatile char *at = room;
    for (size_t i = 0; i < size_written; i++)
        at[i] = 'x';
}

/* Runs this program again with an argument; its exit code. */
static DWORD run_again(const wchar_t *argument)
{
    wchar_t line[MAX_PATH + 32] = L"\"";
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    DWORD code = 0;
    DWORD length = GetModuleFileNameW(NULL, line + 1, MAX_PATH);
    assert_in_range(length, 1, MAX_PATH - 1);
    (void)lstrcatW(line, L"\" ");
    (void)lstrcatW(line, argument);
    assert_true(CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process));
    assert_int_equal(WaitForSingleObject(process.hProcess, 60000), WAIT_OBJECT_0);
    assert_true(GetExitCodeProcess(process.hProcess, &code));
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return code;
}

static void a_stack_written_over_ends_the_program(void **state)
{
    (void)state;
    assert_int_equal(run_again(L"within"), 0);
    assert_int_equal(run_again(L"beyond"), 0xC0000409);
}

static void each_process_has_its_own_guard(void **state)
{
    (void)state;
    assert_int_equal(__stack_chk_guard & 0xFF, 0); /* a text cannot write it */
    DWORD first = run_again(L"guard");
    DWORD second = run_again(L"guard");
    assert_true(first != second && first != (DWORD)(__stack_chk_guard >> 8));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stack_written_over_ends_the_program),
        cmocka_unit_test(each_process_has_its_own_guard),
    };
    if (argc == 2 && strcmp(argv[1], "guard") == 0)
        return (int)(__stack_chk_guard >> 8);
    if (argc == 2) {
        size_written = strcmp(argv[1], "beyond") == 0 ? 24 : 16;
        write_over();
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
