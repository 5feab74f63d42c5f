/* event.h - what netlatch tells the event log: the numbers, for ever, and what each stands for.
 *
 * The texts that Event Viewer shows are in res/events.mc, in both languages; a test compares the
 * two. Numbers from 1000 tell of something done, from 1100 warn, from 1200 need a person. (Numbers
 * up to 1000 are what eventcreate uses.) */
#ifndef NL_MODEL_EVENT_H
#define NL_MODEL_EVENT_H

#include <stddef.h>
#include <stdint.h>

/* Never renumbered, never reused. */
enum nl_event_id {
    NL_EVENT_APPLIED = 1000,
    NL_EVENT_ROLLED_BACK = 1001,
    NL_EVENT_RECOVERED = 1002,
    NL_EVENT_GUARD_ARMED = 1003,
    NL_EVENT_CONFIRMED = 1004,
    NL_EVENT_CONFIRMED_ONCE = 1005,
    NL_EVENT_EXTENDED = 1006,
    NL_EVENT_COUNTING_AGAIN = 1007,
    NL_EVENT_RISKS_REFUSED = 1100,
    NL_EVENT_DRIFT = 1101,
    NL_EVENT_APPLY_FAILED = 1102,
    NL_EVENT_GUARD_FIRED = 1103,
    NL_EVENT_GUARD_RECOVERED = 1104,
    NL_EVENT_APPLY_INCOMPLETE = 1200,
    NL_EVENT_ROLLBACK_INCOMPLETE = 1201,
    NL_EVENT_RECOVERY_INCOMPLETE = 1202,
    NL_EVENT_GUARD_INCOMPLETE = 1203,
    NL_EVENT_JOURNAL_DAMAGED = 1204,
    NL_EVENT_GUARD_TROUBLE = 1205
};

/* Numbered as the severity bits of a message id. */
enum nl_event_kind { NL_EVENT_INFORMATION = 1, NL_EVENT_WARNING = 2, NL_EVENT_ERROR = 3 };

#define NL_EVENT_INSERTS 4

struct nl_event_row {
    enum nl_event_id id;
    enum nl_event_kind kind;
    const char *symbol;  /* its name in res/events.mc */
    size_t inserts;      /* how many texts go with it: %1 to %inserts */
    const char *meaning; /* one line */
};

const struct nl_event_row *nl_event_rows(size_t *out_count);

/* Every id has a row. */
const struct nl_event_row *nl_event_row(enum nl_event_id id);

/* The number by which the message table knows it: severity in the two topmost bits, the id below;
 * no facility. Event Viewer shows the id. */
uint32_t nl_event_message(const struct nl_event_row *row);

#endif
