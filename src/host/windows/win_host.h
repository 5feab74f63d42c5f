/* win_host.h - the live host, as its survey and its reads and writes share it. */
#ifndef NL_WINDOWS_WIN_HOST_H
#define NL_WINDOWS_WIN_HOST_H

#include "host/host.h"

struct win_host {
    struct nl_host base;
    struct nl_arena *arena;      /* lives as long as the host */
    struct nl_sentences remarks; /* in arena */
    bool accounts_written;       /* since the last sync */
};

enum nl_status win_host_survey(struct nl_host *base, struct nl_arena *arena,
                               struct nl_machine *out_machine, struct nl_error *err);

/* Every place a host reads and writes, one row each. */
struct win_place {
    struct nl_value (*read)(struct nl_arena *arena, const struct nl_address *where);
    enum nl_status (*write)(struct nl_arena *arena, const struct nl_address *where,
                            const struct nl_value *wanted, struct nl_error *err);
    enum nl_effect effect; /* where the catalogue does not know the setting */
};
const struct win_place *win_place(enum nl_place place);

#endif
