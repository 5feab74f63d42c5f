/* win_places.h - every place a host reads and writes. */
#ifndef NL_WINDOWS_PLACES_H
#define NL_WINDOWS_PLACES_H

#include "host/host.h"

/* Every place a host reads and writes, one row each. */
struct win_place {
    struct nl_value (*read)(struct nl_arena *arena, const struct nl_address *where);
    enum nl_status (*write)(struct nl_arena *arena, const struct nl_address *where,
                            const struct nl_value *wanted, struct nl_error *err);
    enum nl_effect effect; /* where the catalogue does not know the setting */
};
const struct win_place *win_place(enum nl_place place);

#endif
