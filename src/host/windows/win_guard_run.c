/* win_guard_run.c - netlatch as a service: the thread that the service manager starts, its controls,
 * and the waiting between two rounds. */
#include "win_guard_run.h"

#include "win_error.h"
#include "win_guard_boot.h"
#include "win_guard_names.h"

enum {
    WAIT_HINT_MS = 10000,
    MOST_ROUND_MS =
        300000 /* a round that lasts longer hangs: what it calls has limits of its own */
};

/* There is one service in this process, and the service manager hands over no context. The handler
 * runs in the main thread and only sets events. */
static struct {
    const struct win_guard_run_calls *calls;
    void (*body)(void *context);
    void *context;
    SERVICE_STATUS_HANDLE status;
    HANDLE stop;              /* stays set */
    HANDLE look;              /* resets itself */
    volatile LONG waits;      /* the body is between two rounds */
    volatile LONG round_tick; /* GetTickCount when it was there last */
} service;

/* The handler answers on another thread than the one that works: that one may stand still. */
static DWORD how_it_is(void)
{
    if (InterlockedCompareExchange(&service.waits, 0, 0))
        return NO_ERROR;
    DWORD since = (DWORD)InterlockedCompareExchange(&service.round_tick, 0, 0);
    return GetTickCount() - since < MOST_ROUND_MS ? NO_ERROR : ERROR_SERVICE_REQUEST_TIMEOUT;
}

static void note_round(LONG waits)
{
    (void)InterlockedExchange(&service.round_tick, (LONG)GetTickCount());
    (void)InterlockedExchange(&service.waits, waits);
}

static void tell(DWORD state, DWORD code)
{
    SERVICE_STATUS status = {
        .dwServiceType = SERVICE_WIN32_OWN_PROCESS,
        .dwCurrentState = state,
        .dwControlsAccepted =
            state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN : 0,
        .dwWin32ExitCode = code,
        .dwWaitHint = state == SERVICE_STOP_PENDING ? WAIT_HINT_MS : 0,
    };
    (void)service.calls->set_status(service.status, &status);
}

static DWORD WINAPI on_control(DWORD control, DWORD type, void *data, void *context)
{
    (void)type;
    (void)data;
    (void)context;
    switch (control) {
    case SERVICE_CONTROL_STOP:
    case SERVICE_CONTROL_SHUTDOWN:
        tell(SERVICE_STOP_PENDING, NO_ERROR);
        SetEvent(service.stop);
        return NO_ERROR;
    case WIN_GUARD_LOOK:
        SetEvent(service.look);
        return how_it_is();
    case SERVICE_CONTROL_INTERROGATE:
        return how_it_is();
    default:
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
}

static void WINAPI service_main(DWORD count, LPWSTR *arguments)
{
    (void)count;
    (void)arguments;
    service.status = service.calls->register_handler(WIN_GUARD_NAME, on_control, NULL);
    if (!service.status)
        return;
    service.stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    service.look = CreateEventW(NULL, FALSE, FALSE, NULL);
    DWORD code = service.stop && service.look ? NO_ERROR : ERROR_NOT_ENOUGH_MEMORY;
    if (code == NO_ERROR) {
        /* Without a name for this start a new one is told by the uptime alone. */
        (void)win_guard_boot_make();
        note_round(0);
        tell(SERVICE_RUNNING, NO_ERROR);
        service.body(service.context);
    }
    /* stop and look are never closed: a control may still be on its way. */
    tell(SERVICE_STOPPED, code);
}

enum nl_status win_guard_run(const struct win_guard_run_calls *calls, void (*body)(void *context),
                             void *context, struct nl_error *err)
{
    /* No box that nobody can see or close: where something fails, the process ends. */
    (void)SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    service.calls = calls;
    wchar_t name[] = WIN_GUARD_NAME;
    const SERVICE_TABLE_ENTRYW table[] = {{name, service_main}, {NULL, NULL}};
    service.body = body;
    service.context = context;
    if (calls->dispatch(table))
        return NL_OK;
    DWORD code = GetLastError();
    if (code != ERROR_FAILED_SERVICE_CONTROLLER_CONNECT)
        return win_fail(err, code, "StartServiceCtrlDispatcher");
    (void)nl_fail(err, NL_UNSUPPORTED,
                  NL_T("only the service manager of Windows starts the command guard"));
    return nl_next(err, NL_T("Use netlatch apply --confirm-within 10m."));
}

enum nl_guard_call win_guard_wait(uint32_t most_ms)
{
    const HANDLE both[] = {service.stop, service.look};
    note_round(1);
    DWORD woken = WaitForMultipleObjects(NL_COUNT_OF(both), both, FALSE, most_ms);
    if (woken == WAIT_FAILED)
        service.calls->sleep(most_ms); /* never a loop without a pause */
    note_round(0);
    switch (woken) {
    case WAIT_OBJECT_0:
        return NL_GUARD_STOP;
    case WAIT_OBJECT_0 + 1:
        return NL_GUARD_LOOK;
    case WAIT_TIMEOUT:
        return NL_GUARD_TIME;
    default:
        return NL_GUARD_TIME;
    }
}
