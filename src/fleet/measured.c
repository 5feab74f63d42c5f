/* measured.c - what probes found at the five ports of a machine. */
#include "fleet/measured.h"

#include <stdlib.h>

/* Rows of one port, address and asker beside each other, the newest first; of one time the worst. */
static int by_asker(const void *a, const void *b)
{
    const struct nl_fleet_probe_row *one = a;
    const struct nl_fleet_probe_row *other = b;
    const uint64_t ones[] = {one->port,
                             one->own,
                             one->measured.address,
                             one->measured.asked_from,
                             other->measured.time,
                             other->measured.state};
    const uint64_t others[] = {
        other->port,        other->own,         other->measured.address, other->measured.asked_from,
        one->measured.time, one->measured.state};
    for (size_t i = 0; i < NL_COUNT_OF(ones); i++) {
        if (ones[i] != others[i])
            return ones[i] < others[i] ? -1 : 1;
    }
    return 0;
}

static bool same_question(const struct nl_fleet_probe_row *one,
                          const struct nl_fleet_probe_row *other)
{
    return one->port == other->port && one->own == other->own &&
           one->measured.address == other->measured.address &&
           one->measured.asked_from == other->measured.asked_from;
}

/* What is not known stands above what was refused, so that two addresses never come to less than the
 * one of which nothing is known. */
static unsigned rank_of(enum nl_probe_state state)
{
    switch (state) {
    case NL_PROBE_NOT_ASKED:
        return 0;
    case NL_PROBE_REFUSED:
        return 1;
    case NL_PROBE_UNREACHABLE:
        return 2;
    case NL_PROBE_NO_ANSWER:
        return 3;
    case NL_PROBE_SILENT:
    case NL_PROBE_CLOSED_AT_ONCE:
    case NL_PROBE_NOT_UNDERSTOOD:
    case NL_PROBE_NEGATIVE:
    case NL_PROBE_ANSWERS:
        break;
    }
    return 4 + (unsigned)state;
}

/* The worse; of two alike the newer one. */
static void keep_worse(struct nl_fleet_measured *kept, const struct nl_fleet_measured *found)
{
    unsigned old = rank_of(kept->state);
    unsigned now = rank_of(found->state);
    if (now > old || (now == old && found->time > kept->time))
        *kept = *found;
}

void nl_fleet_measured_add(struct nl_fleet_measured *kept, const struct nl_fleet_measured *found)
{
    bool again = kept->address == found->address && kept->asked_from == found->asked_from;
    if (kept->state == NL_PROBE_NOT_ASKED || !again || found->time == kept->time)
        keep_worse(kept, found);
    else if (found->time > kept->time)
        *kept = *found;
}

struct nl_fleet_probes *nl_fleet_probes_of(struct nl_arena *arena, struct nl_fleet_probe_rows *rows)
{
    struct nl_fleet_probes *probes = NULL;
    if (rows->count > 1)
        qsort(rows->items, rows->count, sizeof *rows->items, by_asker);
    for (size_t i = 0; i < rows->count; i++) {
        const struct nl_fleet_probe_row *row = &rows->items[i];
        if (i > 0 && same_question(row, row - 1))
            continue;
        if (!probes)
            probes = nl_arena_array(arena, 1, sizeof *probes);
        keep_worse(row->own ? &probes->own[row->port] : &probes->outside[row->port],
                   &row->measured);
    }
    return probes;
}
