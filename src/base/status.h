/* status.h - the few ways in which a call can end, each acted on differently by some caller. */
#ifndef NL_BASE_STATUS_H
#define NL_BASE_STATUS_H

enum nl_status {
    NL_OK = 0,
    NL_INVALID,     /* input is not what it must be: exit 64 */
    NL_DENIED,      /* the system refused: exit 5 */
    NL_CONFLICT,    /* the machine is no longer as expected */
    NL_NOT_FOUND,   /* a named thing does not exist */
    NL_UNSUPPORTED, /* this host or system cannot do it */
    NL_BUSY,        /* somebody else holds it; trying again may help */
    NL_REFUSED,     /* a risk or a safety rule says no: exit 4 */
    NL_FAILED,      /* anything else; the text and the number say what */
    NL_STATUS_COUNT
};

#endif
