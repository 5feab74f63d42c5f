/* rollback_choice.c - which journals a rollback takes, and when a newer one is in the way. */
#include "rollback_choice.h"

#include "base/clean.h"

#include <string.h>

/* How much of path stays when its last count keys are cut off. */
static size_t length_without(const char *path, uint32_t count)
{
    size_t length = strlen(path);
    while (count > 0 && length > 0) {
        length--;
        count -= path[length] == '\\';
    }
    return length;
}

/* Whether step made a key in which other wrote afterwards: the key can go only when both values have
 * gone, and the newer one does not know that it has to. */
static bool made_key_of(const struct nl_journal_step *step, const struct nl_journal_step *other)
{
    const char *path = step->address.path;
    uint32_t made = step->before.state == NL_VALUE_ABSENT ? step->before.missing_keys : 0;
    if (made == 0 || step->address.place != NL_PLACE_REGISTRY ||
        other->address.place != NL_PLACE_REGISTRY)
        return false;
    size_t length = length_without(path, made - 1);
    const char *below = other->address.path;
    return strlen(below) >= length && nl_same_parts(path, length, below, length) &&
           (below[length] == 0 || below[length] == '\\');
}

/* The setting of journal whose address, or key, other wrote, too; NULL where there is none. */
static const char *shared_setting(const struct nl_journal *journal, const struct nl_journal *other)
{
    for (size_t i = 0; i < journal->steps.count; i++) {
        const struct nl_journal_step *step = &journal->steps.items[i];
        for (size_t o = 0; o < other->steps.count; o++) {
            if (nl_address_same(&step->address, &other->steps.items[o].address) ||
                made_key_of(step, &other->steps.items[o]))
                return step->setting;
        }
    }
    return NULL;
}

/* Whether a newer journal is in the way of an older one. */
static bool is_in_the_way(const struct nl_journal *newer, const struct nl_journal *journal,
                          const char **out_setting)
{
    bool unknown = newer->state == NL_JOURNAL_UNREADABLE ||
                   (newer->state == NL_JOURNAL_DAMAGED && !newer->plan);
    *out_setting = unknown ? NULL : shared_setting(journal, newer);
    return unknown || *out_setting;
}

/* Journals are newest first: those before index last are the newer ones. */
static void find_newer(const struct nl_journals *journals, size_t last, bool since,
                       struct nl_rollback_choice *choice)
{
    for (size_t i = 0; i < last; i++) {
        const struct nl_journal *newer = &journals->items[i];
        bool troubled = newer->state == NL_JOURNAL_DAMAGED || newer->state == NL_JOURNAL_UNREADABLE;
        bool counts = troubled || (!since && nl_journal_stands(newer));
        if (newer->foreign || !counts ||
            !is_in_the_way(newer, &journals->items[last], &choice->setting))
            continue;
        choice->newer = newer;
        choice->asked = &journals->items[last];
        choice->journals.count = 0;
        return;
    }
}

/* With nothing that stands, a journal that cannot be read may be what stands. */
static void find_troubled(const struct nl_journals *journals, struct nl_rollback_choice *choice)
{
    for (size_t i = 0; i < journals->count && !choice->newer; i++) {
        const struct nl_journal *journal = &journals->items[i];
        bool troubled =
            journal->state == NL_JOURNAL_DAMAGED || journal->state == NL_JOURNAL_UNREADABLE;
        if (troubled && !journal->foreign)
            choice->newer = journal;
    }
}

enum nl_status nl_rollback_choose(struct nl_arena *arena, struct nl_journals *journals,
                                  const char *id, bool since, struct nl_rollback_choice *out_choice,
                                  struct nl_error *err)
{
    struct nl_rollback_choice choice = {.newer = NULL};
    struct nl_journal *picked = nl_journal_pick(journals, id);
    *out_choice = choice;
    if (!picked && id)
        return nl_fail(err, NL_INVALID, NL_T("there is no journal {1}"), nl_clean(arena, id));
    if (!picked) {
        find_troubled(journals, out_choice);
        return NL_OK;
    }
    for (size_t i = 0; i < journals->count && &journals->items[i] <= picked; i++) {
        struct nl_journal *journal = &journals->items[i];
        bool troubled =
            journal->state == NL_JOURNAL_DAMAGED || journal->state == NL_JOURNAL_UNREADABLE;
        bool taken = nl_journal_stands(journal) ||
                     (!since && journal == picked && journal->state == NL_JOURNAL_ABANDONED);
        if (journal == picked && troubled) {
            choice.newer = journal;
            break;
        }
        if (!taken || (!since && journal != picked))
            continue;
        *NL_PUSH(arena, &choice.journals) = journal;
        find_newer(journals, i, since, &choice);
        if (choice.newer)
            break;
    }
    if (choice.journals.count == 0 && !choice.newer && !since)
        return nl_fail(err, NL_INVALID,
                       NL_T("the change {1} is {2}: there is nothing to roll back"), picked->id,
                       nl_journal_state_text(picked->state));
    *out_choice = choice;
    return NL_OK;
}
