/* win_session_end.h - logging off and shutting down while the machine is being changed.
 *
 * A console program that has loaded user32 or gdi32, as COM does, gets no CTRL_LOGOFF_EVENT and
 * CTRL_SHUTDOWN_EVENT ("HandlerRoutine callback function", remarks, which advise a hidden window that
 * handles WM_QUERYENDSESSION and WM_ENDSESSION). This is that window, with a thread of its own. */
#ifndef NL_WINDOWS_SESSION_END_H
#define NL_WINDOWS_SESSION_END_H

#include <windows.h>

#define WIN_SESSION_END_CLASS L"netlatch session end"

/* From the first call on, and as long as the process lives, the end of the session counts as an
 * interruption, and is held up for some seconds until idle is set. Without the window (no desktop, no
 * user32) an end of the session is a power cut to the journal. */
void win_session_end_watch(HANDLE idle);

#endif
