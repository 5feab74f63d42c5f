/* win_host.h - the live host. */
#ifndef NL_WINDOWS_WIN_HOST_H
#define NL_WINDOWS_WIN_HOST_H

#include "host/host.h"

/* The machine netlatch runs on. */
NL_MUST_CHECK enum nl_status nl_windows_host_open(struct nl_arena *arena, struct nl_host **out_host,
                                                  struct nl_error *err);

#endif
