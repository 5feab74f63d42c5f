/* apply_choice_test.c - which journals a rollback takes, and when a newer one is in the way. */
#include "apply/rollback_choice.h"

#include "base/error.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { MOST = 4 };

/* A row of a history, newest first: what one journal wrote, and how it stands. */
struct row {
    enum nl_journal_state state;
    const char *path;      /* of the value that it wrote; NULL: the first line cannot be read */
    uint32_t missing_keys; /* the last so many keys of the path were made by it */
    bool foreign;
};

#define POLICY "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT"
#define RPC POLICY "\\Rpc"
#define DNS POLICY "\\DNSClient"
#define OLE "HKLM\\SOFTWARE\\Microsoft\\Ole"

static const struct choice_case {
    const char *name;
    struct row rows[MOST]; /* numbers 4, 3, 2, 1 */
    const char *id;
    bool since;
    const char *taken; /* their numbers */
    uint64_t newer;    /* in the way; 0: none */
    bool refused;
} cases[] = {
    {"the newest that stands",
     {{NL_JOURNAL_ROLLED_BACK, OLE, 0, false},
      {NL_JOURNAL_APPLIED, OLE, 0, false},
      {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .taken = "3"},
    {"an incomplete one is still offered",
     {{NL_JOURNAL_INCOMPLETE, OLE, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .taken = "4"},
    {"a given up one is not",
     {{NL_JOURNAL_ABANDONED, OLE, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .taken = "3"},
    {"a given up one by its name",
     {{NL_JOURNAL_ABANDONED, OLE, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .id = "4",
     .taken = "4"},
    {"an older one that wrote elsewhere",
     {{NL_JOURNAL_APPLIED, RPC, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .id = "3",
     .taken = "3"},
    {"an older one that wrote the same",
     {{NL_JOURNAL_APPLIED, OLE, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .id = "3",
     .taken = "",
     .newer = 4},
    {"and whose newer one waits or is incomplete",
     {{NL_JOURNAL_ROLLED_BACK, OLE, 0, false},
      {NL_JOURNAL_UNCONFIRMED, OLE, 0, false},
      {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .id = "2",
     .taken = "",
     .newer = 3},
    {"and whose newer one has gone back",
     {{NL_JOURNAL_ROLLED_BACK, OLE, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .id = "3",
     .taken = "3"},
    {"an older one that made a key which a newer one uses",
     {{NL_JOURNAL_APPLIED, DNS, 0, false}, {NL_JOURNAL_APPLIED, RPC, 2, false}},
     .id = "3",
     .taken = "",
     .newer = 4},
    {"an older one that made a key beside it",
     {{NL_JOURNAL_APPLIED, DNS, 0, false}, {NL_JOURNAL_APPLIED, RPC, 1, false}},
     .id = "3",
     .taken = "3"},
    {"all since one",
     {{NL_JOURNAL_APPLIED, OLE, 0, false},
      {NL_JOURNAL_ROLLED_BACK, OLE, 0, false},
      {NL_JOURNAL_INCOMPLETE, RPC, 0, false},
      {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .id = "2",
     .since = true,
     .taken = "42"},
    {"all since one that has gone back",
     {{NL_JOURNAL_APPLIED, OLE, 0, false}, {NL_JOURNAL_ROLLED_BACK, OLE, 0, false}},
     .id = "3",
     .since = true,
     .taken = "4"},
    {"nothing since one",
     {{NL_JOURNAL_ROLLED_BACK, OLE, 0, false}},
     .id = "4",
     .since = true,
     .taken = ""},
    {"one that has gone back",
     {{NL_JOURNAL_ROLLED_BACK, OLE, 0, false}},
     .id = "4",
     .refused = true},
    {"one that is not there", {{NL_JOURNAL_APPLIED, OLE, 0, false}}, .id = "9", .refused = true},
    {"a damaged newer one that wrote elsewhere",
     {{NL_JOURNAL_DAMAGED, RPC, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .taken = "3"},
    {"a damaged newer one that wrote the same",
     {{NL_JOURNAL_DAMAGED, OLE, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .taken = "",
     .newer = 4},
    {"a damaged newer one that cannot tell",
     {{NL_JOURNAL_DAMAGED, NULL, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .taken = "",
     .newer = 4},
    {"a newer one that cannot be read now",
     {{NL_JOURNAL_UNREADABLE, NULL, 0, false}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .since = true,
     .id = "3",
     .taken = "",
     .newer = 4},
    {"an older one that cannot be read now",
     {{NL_JOURNAL_APPLIED, OLE, 0, false}, {NL_JOURNAL_UNREADABLE, NULL, 0, false}},
     .taken = "4"},
    {"an older damaged one",
     {{NL_JOURNAL_APPLIED, OLE, 0, false}, {NL_JOURNAL_DAMAGED, NULL, 0, false}},
     .taken = "4"},
    {"a damaged one alone", {{NL_JOURNAL_DAMAGED, NULL, 0, false}}, .taken = "", .newer = 4},
    {"a damaged one by its name",
     {{NL_JOURNAL_DAMAGED, OLE, 0, false}},
     .id = "4",
     .taken = "",
     .newer = 4},
    {"a file of somebody else's",
     {{NL_JOURNAL_DAMAGED, NULL, 0, true}, {NL_JOURNAL_APPLIED, OLE, 0, false}},
     .taken = "3"},
    {"a file of somebody else's alone", {{NL_JOURNAL_DAMAGED, NULL, 0, true}}, .taken = ""},
};

static struct nl_journals history_of(struct nl_arena *arena, const struct choice_case *one)
{
    struct nl_journals journals = {0};
    for (unsigned i = 0; i < MOST && (one->rows[i].state || one->rows[i].path); i++) {
        const struct row *row = &one->rows[i];
        struct nl_journal *journal = NL_PUSH(arena, &journals);
        *journal = (struct nl_journal){
            .id = nl_arena_format(arena, "00000%u-X", MOST - i),
            .sequence = row->foreign ? 0 : MOST - i,
            .state = row->state,
            .foreign = row->foreign,
            .plan = row->path ? "plan" : NULL,
        };
        if (row->path)
            *NL_PUSH(arena, &journal->steps) =
                (struct nl_journal_step){.setting = "dcom.enabled",
                                         .address = {NL_PLACE_REGISTRY, row->path, "Value"},
                                         .before = nl_value_absent(row->missing_keys)};
    }
    return journals;
}

static void every_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(cases); i++) {
        const struct choice_case *one = &cases[i];
        struct nl_arena arena;
        struct nl_rollback_choice choice;
        struct nl_error err = {0};
        char taken[MOST + 1] = {0};
        nl_arena_init(&arena, NULL, NULL);
        struct nl_journals journals = history_of(&arena, one);
        enum nl_status status =
            nl_rollback_choose(&arena, &journals, one->id, one->since, &choice, &err);
        if ((status != NL_OK) != one->refused)
            fail_msg("%s: %s", one->name, nl_error_text(&arena, &err, NULL));
        for (size_t j = 0; status == NL_OK && j < choice.journals.count; j++)
            taken[j] = (char)('0' + choice.journals.items[j]->sequence);
        uint64_t newer = status == NL_OK && choice.newer ? choice.newer->sequence : 0;
        if (!one->refused && (strcmp(taken, one->taken) != 0 || newer != one->newer))
            fail_msg("%s: takes \"%s\", in the way is %u", one->name, taken, (unsigned)newer);
        nl_arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_case)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
