/* drift.c - settings that are no longer what netlatch had made of them. */
#include "drift.h"

/* What the newest applied journal that wrote this address had written. */
static const struct nl_journal_step *last_written(const struct nl_journals *journals,
                                                  const struct nl_address *address,
                                                  const struct nl_journal **out_journal)
{
    for (size_t i = 0; i < journals->count; i++) {
        const struct nl_journal *journal = &journals->items[i];
        if (journal->state != NL_JOURNAL_APPLIED && journal->state != NL_JOURNAL_UNCONFIRMED)
            continue;
        for (size_t s = 0; s < journal->steps.count; s++) {
            if (nl_address_same(&journal->steps.items[s].address, address)) {
                *out_journal = journal;
                return &journal->steps.items[s];
            }
        }
    }
    return NULL;
}

void nl_drift_find(struct nl_arena *arena, const struct nl_journals *journals,
                   const struct nl_plan *plan, struct nl_drifts *out_drifts)
{
    struct nl_drifts drifts = {0};
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        const struct nl_journal *journal = NULL;
        const struct nl_journal_step *written = last_written(journals, &step->address, &journal);
        if (!written || nl_value_equal(&written->wanted, &step->before))
            continue;
        *NL_PUSH(arena, &drifts) = (struct nl_drift){.setting = step->instance.id,
                                                     .journal = journal,
                                                     .written = &written->wanted,
                                                     .found = &step->before};
    }
    *out_drifts = drifts;
}
