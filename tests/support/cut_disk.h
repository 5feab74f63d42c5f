/* cut_disk.h - a disk on which the power goes at one of its calls. */
#ifndef NL_TESTS_CUT_DISK_H
#define NL_TESTS_CUT_DISK_H

#include "host/disk.h"

#include <stdbool.h>

struct cut_disk {
    struct nl_disk disk; /* first: it is cast */
    struct nl_disk *inner;
    unsigned calls;  /* so far */
    unsigned cut_at; /* this call and all after it fail; 0: never */
    bool dead;       /* the power is gone */
};

/* At the call that is cut a new file is left with half of its bytes, everything else is not done; no
 * later call does anything, so that nothing is tidied up. Calls that only look are counted too. */
void cut_disk_new(struct cut_disk *cut, struct nl_disk *inner, unsigned cut_at);

#endif
