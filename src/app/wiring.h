/* wiring.h - which concrete host stands behind the questions. wiring_windows.c and wiring_posix.c
 * answer; nothing else in app names a host. */
#ifndef NL_APP_WIRING_H
#define NL_APP_WIRING_H

#include "host/clock.h"
#include "host/console.h"
#include "host/events.h"
#include "host/guard.h"
#include "host/host.h"
#include "host/install.h"
#include "host/net.h"
#include "host/store.h"

struct nl_console *nl_wiring_console(void);
struct nl_clock *nl_wiring_clock(void);

/* The live machine. NL_UNSUPPORTED where there is no Windows. */
NL_MUST_CHECK enum nl_status nl_wiring_live_host(struct nl_arena *arena, struct nl_host **out_host,
                                                 struct nl_error *err);

/* An offline Windows folder. */
NL_MUST_CHECK enum nl_status nl_wiring_offline_host(struct nl_arena *arena, const char *folder,
                                                    struct nl_host **out_host,
                                                    struct nl_error *err);

/* The journals of that Windows: where netlatch on it keeps its own. */
NL_MUST_CHECK enum nl_status nl_wiring_offline_store(struct nl_arena *arena, const char *folder,
                                                     struct nl_store **out_store,
                                                     struct nl_error *err);

/* The folders on the disks that hold a Windows which is not running, for --offline. */
NL_MUST_CHECK enum nl_status nl_wiring_offline_folders(struct nl_arena *arena,
                                                       struct nl_texts *out_folders,
                                                       struct nl_error *err);

/* Whether this is Windows PE or Windows RE, which is never the Windows to be looked at. */
bool nl_wiring_is_rescue_system(void);

/* A recorded machine, read from path, which held these bytes; its writes are saved there. */
struct nl_host *nl_wiring_record_host(struct nl_arena *arena, const struct nl_machine *machine,
                                      const char *path, const void *bytes, size_t size);

/* The live machine's journals, or those in a folder that belongs to a machine file. */
NL_MUST_CHECK enum nl_status
nl_wiring_live_store(struct nl_arena *arena, struct nl_store **out_store, struct nl_error *err);
NL_MUST_CHECK enum nl_status nl_wiring_folder_store(struct nl_arena *arena, const char *folder,
                                                    struct nl_store **out_store,
                                                    struct nl_error *err);

/* The guard service and the event log of this computer; NULL where there is no Windows. */
struct nl_guard_service *nl_wiring_guard(void);
struct nl_events *nl_wiring_events(void);

/* Installing netlatch; NULL where there is no Windows. */
struct nl_installer *nl_wiring_installer(void);

/* Sockets. NL_UNSUPPORTED where the system has none. */
NL_MUST_CHECK enum nl_status nl_wiring_net(struct nl_net **out_net, struct nl_error *err);

/* An environment variable, or NULL. */
const char *nl_wiring_environment(struct nl_arena *arena, const char *name);

/* The language of the user interface: "en-US", "zh-CN"; NULL when it is not known. */
const char *nl_wiring_language(struct nl_arena *arena);

/* Starts netlatch once more, elevated, in a window of its own, after the system has asked the
 * person. arguments: words without blanks or quotation marks. NL_REFUSED when the person said no,
 * NL_UNSUPPORTED where there is no such thing. */
NL_MUST_CHECK enum nl_status nl_wiring_run_elevated(struct nl_arena *arena, const char *arguments,
                                                    struct nl_error *err);

/* Who runs the program, for the journal; may be NULL. */
const char *nl_wiring_user(struct nl_arena *arena);

#endif
