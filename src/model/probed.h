/* probed.h - how a question to a port ended, seen from outside. */
#ifndef NL_MODEL_PROBED_H
#define NL_MODEL_PROBED_H

#include "base/json.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* In the order of what they prove: of several questions to one port the greatest counts. "No answer"
 * is never "closed": it is also what a firewall and a machine that is off look like. */
enum nl_probe_state {
    NL_PROBE_NOT_ASKED = 0,
    NL_PROBE_NO_ANSWER,      /* nothing came within the limit */
    NL_PROBE_UNREACHABLE,    /* a device says that the way is closed, or the host is not there */
    NL_PROBE_REFUSED,        /* TCP reset or port unreachable instead of a connection */
    NL_PROBE_SILENT,         /* connected, but no byte until the limit */
    NL_PROBE_CLOSED_AT_ONCE, /* connected, then ended without a byte */
    NL_PROBE_NOT_UNDERSTOOD, /* bytes that are not the protocol */
    NL_PROBE_NEGATIVE,       /* the protocol's own refusal */
    NL_PROBE_ANSWERS         /* the protocol's own answer */
};
extern const char *const nl_probe_state_words[]; /* not-asked, no-answer, ... answers */

/* For people, marked: a word for a table, and a sentence that says what follows from it. */
const char *nl_probe_state_label(enum nl_probe_state state);
const char *nl_probe_state_meaning(enum nl_probe_state state);

/* Whether the state proves that the port can be reached from where it was asked. Its contrary is
 * proved by no state: "refused" alone says that nobody is reached, and for this asker only. */
bool nl_probe_state_reached(enum nl_probe_state state);

/* Whether SMB2 requires signing there; UNKNOWN: the question was not answered. */
enum nl_probe_signing {
    NL_PROBE_SIGNING_UNKNOWN = 0,
    NL_PROBE_SIGNING_NOT_REQUIRED,
    NL_PROBE_SIGNING_REQUIRED
};
extern const char *const nl_probe_signing_words[]; /* unknown, not-required, required */

/* What one port of one address showed when it was asked. A machine may carry such answers: its own
 * to itself, or those that another machine got. */
struct nl_probed {
    uint32_t port;
    const char *address;
    const char *asked_from; /* may be NULL */
    bool own; /* asked by the machine itself, so that its firewall was not in the way */
    enum nl_probe_state state;
    bool smb1; /* SMB1 was spoken there */
    enum nl_probe_signing signing;
    const char *time;        /* when, "2026-11-22T14:33:55Z" */
    struct nl_texts learned; /* what a stranger learns, English */
};
extern const struct nl_shape nl_probed_shape;

#endif
