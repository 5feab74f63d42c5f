/* win_session_end.c - a hidden window that hears of the end of the session. */
#include "win_session_end.h"

#include "win_console_interrupt.h"
#include "win_load.h"

/* Windows waits five seconds for an answer before it calls a program hung. */
enum { MOST_HOLD_MS = 4500 };

static struct {
    ATOM(WINAPI *register_class)(const WNDCLASSW *);
    HWND(WINAPI *create)
    (DWORD, LPCWSTR, LPCWSTR, DWORD, int, int, int, int, HWND, HMENU, HINSTANCE, LPVOID);
    BOOL(WINAPI *get_message)(LPMSG, HWND, UINT, UINT);
    LRESULT(WINAPI *dispatch)(const MSG *);
    LRESULT(WINAPI *otherwise)(HWND, UINT, WPARAM, LPARAM);
    HANDLE idle;
    HANDLE thread;
} session;

static LRESULT CALLBACK on_message(HWND window, UINT message, WPARAM word, LPARAM value)
{
    if (message == WM_QUERYENDSESSION || (message == WM_ENDSESSION && word)) {
        win_console_note_interrupt();
        if (session.idle)
            (void)WaitForSingleObject(session.idle, MOST_HOLD_MS);
        return message == WM_QUERYENDSESSION;
    }
    return session.otherwise(window, message, word, value);
}

static DWORD WINAPI listen_on(void *ready)
{
    const WNDCLASSW class = {.lpfnWndProc = on_message,
                             .hInstance = GetModuleHandleW(NULL),
                             .lpszClassName = WIN_SESSION_END_CLASS};
    MSG message;
    /* An ordinary window that is never shown: messages of the session do not reach others. */
    HWND window = session.register_class(&class)
                      ? session.create(0, WIN_SESSION_END_CLASS, L"netlatch", WS_OVERLAPPED, 0, 0,
                                       0, 0, NULL, NULL, class.hInstance, NULL)
                      : NULL;
    SetEvent(ready);
    while (window && session.get_message(&message, NULL, 0, 0) > 0)
        (void)session.dispatch(&message);
    return 0;
}

void win_session_end_watch(HANDLE idle)
{
    static const wchar_t user32[] = L"user32.dll";
    if (session.thread)
        return;
    session.idle = idle;
    if (!WIN_LOAD(user32, "RegisterClassW", &session.register_class) ||
        !WIN_LOAD(user32, "CreateWindowExW", &session.create) ||
        !WIN_LOAD(user32, "GetMessageW", &session.get_message) ||
        !WIN_LOAD(user32, "DispatchMessageW", &session.dispatch) ||
        !WIN_LOAD(user32, "DefWindowProcW", &session.otherwise))
        return;
    /* The window must be there before the machine changes. */
    HANDLE ready = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (!ready)
        return;
    session.thread = CreateThread(NULL, 0, listen_on, ready, 0, NULL);
    if (!session.thread || WaitForSingleObject(ready, MOST_HOLD_MS) == WAIT_OBJECT_0)
        CloseHandle(ready);
}
