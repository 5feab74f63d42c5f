/* event.c - the table of events. */
#include "event.h"

#include "base/attributes.h"

#include <assert.h>

static const struct nl_event_row rows[] = {
    {NL_EVENT_APPLIED, NL_EVENT_INFORMATION, "NETLATCH_APPLIED", 4,
     NL_T("a plan was applied, and every change was read back")},
    {NL_EVENT_ROLLED_BACK, NL_EVENT_INFORMATION, "NETLATCH_ROLLED_BACK", 3,
     NL_T("a change was rolled back on request")},
    {NL_EVENT_RECOVERED, NL_EVENT_INFORMATION, "NETLATCH_RECOVERED", 3,
     NL_T("an interrupted change was found and rolled back")},
    {NL_EVENT_GUARD_ARMED, NL_EVENT_INFORMATION, "NETLATCH_GUARD_ARMED", 3,
     NL_T("the guard watches a change until it is confirmed")},
    {NL_EVENT_CONFIRMED, NL_EVENT_INFORMATION, "NETLATCH_CONFIRMED", 2,
     NL_T("a change was confirmed; the guard no longer watches it")},
    {NL_EVENT_CONFIRMED_ONCE, NL_EVENT_INFORMATION, "NETLATCH_CONFIRMED_ONCE", 3,
     NL_T("a change was confirmed before the restart that it needs, and must be confirmed again "
          "after it")},
    {NL_EVENT_EXTENDED, NL_EVENT_INFORMATION, "NETLATCH_EXTENDED", 3,
     NL_T("a new time limit for the confirmation was set")},
    {NL_EVENT_COUNTING_AGAIN, NL_EVENT_INFORMATION, "NETLATCH_COUNTING_AGAIN", 2,
     NL_T("the computer was restarted, and the time to confirm runs again")},
    {NL_EVENT_RISKS_REFUSED, NL_EVENT_WARNING, "NETLATCH_RISKS_REFUSED", 3,
     NL_T("apply was refused: risks were not accepted; nothing was changed")},
    {NL_EVENT_DRIFT, NL_EVENT_WARNING, "NETLATCH_DRIFT", 2,
     NL_T("somebody changed settings that netlatch had set")},
    {NL_EVENT_APPLY_FAILED, NL_EVENT_WARNING, "NETLATCH_APPLY_FAILED", 4,
     NL_T("apply failed, and everything was rolled back")},
    {NL_EVENT_GUARD_FIRED, NL_EVENT_WARNING, "NETLATCH_GUARD_FIRED", 2,
     NL_T("a change was not confirmed in time, and the guard rolled it back")},
    {NL_EVENT_GUARD_RECOVERED, NL_EVENT_WARNING, "NETLATCH_GUARD_RECOVERED", 2,
     NL_T("netlatch was ended in the middle of a change, and the guard rolled it back")},
    {NL_EVENT_APPLY_INCOMPLETE, NL_EVENT_ERROR, "NETLATCH_APPLY_INCOMPLETE", 4,
     NL_T("apply failed, and not everything could be rolled back")},
    {NL_EVENT_ROLLBACK_INCOMPLETE, NL_EVENT_ERROR, "NETLATCH_ROLLBACK_INCOMPLETE", 3,
     NL_T("not everything could be rolled back on request")},
    {NL_EVENT_RECOVERY_INCOMPLETE, NL_EVENT_ERROR, "NETLATCH_RECOVERY_INCOMPLETE", 3,
     NL_T("an interrupted change could not be rolled back completely")},
    {NL_EVENT_GUARD_INCOMPLETE, NL_EVENT_ERROR, "NETLATCH_GUARD_INCOMPLETE", 2,
     NL_T("the guard could not roll back a change completely")},
    {NL_EVENT_JOURNAL_DAMAGED, NL_EVENT_ERROR, "NETLATCH_JOURNAL_DAMAGED", 2,
     NL_T("a journal is damaged: the guard cannot follow it")},
    {NL_EVENT_GUARD_TROUBLE, NL_EVENT_ERROR, "NETLATCH_GUARD_TROUBLE", 1,
     NL_T("the guard cannot do its work and tries again")},
};

const struct nl_event_row *nl_event_rows(size_t *out_count)
{
    *out_count = NL_COUNT_OF(rows);
    return rows;
}

const struct nl_event_row *nl_event_row(enum nl_event_id id)
{
    const struct nl_event_row *found = NULL;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (rows[i].id == id)
            found = &rows[i];
    }
    assert(found);
    return found;
}

uint32_t nl_event_message(const struct nl_event_row *row)
{
    return (uint32_t)row->kind << 30 | (uint32_t)row->id;
}
