/* fuzz_journal.c - any bytes as a journal: whole, torn or damaged, but never a write somewhere the
 * catalogue does not name, and never a step without a value to go back to. */
#include "apply/journal.h"
#include "apply/journal_parse.h"
#include "model/catalogue.h"
#include "plan/companion.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_journal journal;
    nl_arena_init(&arena, NULL, NULL);
    nl_journal_parse(&arena, "000001-20260101T000000Z.journal", data, size, &journal);
    if (journal.state == NL_JOURNAL_DAMAGED && !journal.damage)
        abort();
    for (size_t i = 0; journal.state != NL_JOURNAL_DAMAGED && i < journal.steps.count; i++) {
        const struct nl_journal_step *step = &journal.steps.items[i];
        struct nl_instance instance;
        if (nl_instance_parse(&arena, step->setting, &instance, NULL) != NL_OK ||
            !nl_step_address_allowed(&instance, &step->address) ||
            step->before.state < NL_VALUE_ABSENT)
            abort();
    }
    nl_arena_done(&arena);
    return 0;
}
