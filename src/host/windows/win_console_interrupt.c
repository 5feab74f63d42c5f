/* win_console_interrupt.c - what the handlers of controls note and the program asks for. */
#include "win_console_interrupt.h"

#include <windows.h>

/* Set by the control handler, which runs on a thread of its own. */
static volatile LONG interrupt_count;

void win_console_note_interrupt(void)
{
    InterlockedIncrement(&interrupt_count);
}

bool win_console_interrupted(struct nl_console *base, bool reset)
{
    (void)base;
    if (reset)
        return InterlockedExchange(&interrupt_count, 0) != 0;
    return InterlockedCompareExchange(&interrupt_count, 0, 0) != 0;
}

/* Not zero while a person is asked: Ctrl+C then ends the question, and the asker the program. */
static volatile LONG reading;

void win_console_reading(bool on)
{
    (void)InterlockedExchange(&reading, on);
}

bool win_console_is_reading(void)
{
    return InterlockedCompareExchange(&reading, 0, 0) != 0;
}
