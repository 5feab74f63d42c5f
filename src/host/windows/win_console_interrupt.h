/* win_console_interrupt.h - whether somebody wants the program to end. */
#ifndef NL_WINDOWS_CONSOLE_INTERRUPT_H
#define NL_WINDOWS_CONSOLE_INTERRUPT_H

#include "host/console.h"

/* Ctrl+C was pressed, the window closed, the session ended. Any thread. */
void win_console_note_interrupt(void);

/* struct nl_console_ops. */
bool win_console_interrupted(struct nl_console *base, bool reset);

/* On while a person is asked: Ctrl+C is then an answer. */
void win_console_reading(bool on);
bool win_console_is_reading(void);

#endif
