/* fleet_rows.h - an answer about many machines as flat rows, one for each machine and each file that is
 * none: what CSV and NDJSON share. Every row stands alone. */
#ifndef NL_FLEET_FLEET_ROWS_H
#define NL_FLEET_FLEET_ROWS_H

#include "fleet/fleet.h"

enum nl_fleet_row_status {
    NL_FLEET_ROW_SEEN = 0, /* the machine's newest audit */
    NL_FLEET_ROW_STALE,    /* the same, and it is old */
    NL_FLEET_ROW_MISSING,  /* expected, not heard from */
    NL_FLEET_ROW_GONE,     /* in the earlier collection alone */
    NL_FLEET_ROW_OLDER,    /* a file that a newer one replaces */
    NL_FLEET_ROW_UNREADABLE
};
/* seen, stale, missing, gone, older, unreadable */
extern const char *const nl_fleet_row_words[];

struct nl_fleet_row {
    enum nl_fleet_row_status status;
    const char *machine;                /* NULL for what is unreadable */
    const struct nl_fleet_entry *entry; /* NULL for missing and unreadable */
    const char *file;                   /* NULL for missing */
    uint64_t line;                      /* 0: none */
    const char *why;                    /* English; NULL: nothing to say */
};

/* Calls each for every row, in this order: machines worst first, missing, gone, older, unreadable. */
void nl_fleet_each_row(struct nl_arena *arena, const struct nl_fleet *fleet,
                       void (*each)(void *context, const struct nl_fleet_row *row), void *context);

/* The machine's rules that failed, or that could not be told, in the order of their names' numbers. */
struct nl_texts nl_fleet_rules_of(struct nl_arena *arena, const struct nl_fleet *fleet,
                                  const struct nl_fleet_entry *entry, enum nl_verdict verdict);
struct nl_texts nl_fleet_exceptions_of(struct nl_arena *arena, const struct nl_fleet *fleet,
                                       const struct nl_fleet_entry *entry);

/* "tcp_445": a port as a key or a column. */
const char *nl_fleet_port_key(struct nl_arena *arena, const struct nl_port *port);

#endif
