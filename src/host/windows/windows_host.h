/* windows_host.h - the live Windows, for the wiring: everything this room offers, without an OS
 * header. Texts are UTF-8. What is opened lives in the arena that is handed in, and must be closed
 * before it ends. */
#ifndef NL_WINDOWS_HOST_H
#define NL_WINDOWS_HOST_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "host/clock.h"
#include "host/console.h"
#include "host/host.h"
#include "host/net.h"
#include "host/store.h"

/* The machine netlatch runs on. */
NL_MUST_CHECK enum nl_status nl_windows_host_open(struct nl_arena *arena, struct nl_host **out_host,
                                                  struct nl_error *err);

/* The journal folder; folder NULL is %ProgramData%\netlatch\journal. Opening touches nothing. */
NL_MUST_CHECK enum nl_status nl_windows_store_open(struct nl_arena *arena, const char *folder,
                                                   struct nl_store **out_store,
                                                   struct nl_error *err);

/* The journal folder of a Windows that is not running, on its disk: DISK\ProgramData\netlatch\journal.
 * The folder above it is made and looked at as well. */
NL_MUST_CHECK enum nl_status nl_windows_store_on_disk(struct nl_arena *arena, const char *folder,
                                                      struct nl_store **out_store,
                                                      struct nl_error *err);

struct nl_clock *nl_windows_clock(void);

/* Sockets through Winsock, which is loaded now. NL_UNSUPPORTED where Windows has none. */
NL_MUST_CHECK enum nl_status nl_windows_net_open(struct nl_net **out_net, struct nl_error *err);

NL_MUST_CHECK enum nl_status nl_windows_console_open(struct nl_arena *arena,
                                                     struct nl_console **out_console,
                                                     struct nl_error *err);

/* Called first: from here on no DLL is looked for beside the program. */
void nl_windows_begin(void);

/* The command line, program name first, as Windows splits it. */
struct nl_texts nl_windows_arguments(struct nl_arena *arena);

/* The language the user wants to read ("zh-CN", "en-US"), or NULL where Windows does not say. */
const char *nl_windows_language(struct nl_arena *arena);

/* "DOMAIN\\name" of the account this program runs as, from its token: the environment can say
 * anything. Where Windows does not tell the name, its SID; NULL where not even that is known. */
const char *nl_windows_user(struct nl_arena *arena);

/* An environment variable, or NULL. */
const char *nl_windows_environment(struct nl_arena *arena, const char *name);

/* Starts this program once more, elevated (ShellExecuteEx with the verb runas): Windows asks the
 * person first, and the program gets a console of its own. Where User Account Control does not
 * exist (Windows XP) it asks for another account. arguments are passed on as they are. NL_REFUSED
 * when the person said no. */
NL_MUST_CHECK enum nl_status nl_windows_run_elevated(struct nl_arena *arena, const char *arguments,
                                                     struct nl_error *err);

/* The full path of this executable, or NULL. */
const char *nl_windows_program_path(struct nl_arena *arena);

#endif
