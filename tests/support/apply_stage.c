/* apply_stage.c - see apply_stage.h. */
#include "apply_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

static uint64_t stage_now_s(struct nl_clock *clock)
{
    (void)clock;
    return STAGE_NOW_S;
}

struct nl_clock stage_clock = {.now_s = stage_now_s};

const char *const two_requests[] = {"dcom.enabled=no", "smb.direct=disabled", NULL};

struct stage *stage_open(const char *const *requests)
{
    struct stage *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->m = machine_windows_10();
    s->profile.name = "test";
    for (size_t i = 0; requests[i]; i++)
        assert_int_equal(nl_profile_set(&s->m->arena, &s->profile, requests[i], NULL), NL_OK);
    nl_plan_make(&s->m->arena, &s->m->machine, &s->profile, NULL, &s->plan);
    world_init(&s->world, &s->m->arena, &s->m->machine);
    s->apply = (struct nl_apply){.host = &s->world.host,
                                 .store = &s->world.store,
                                 .clock = &stage_clock,
                                 .arena = &s->m->arena,
                                 .plan = &s->plan,
                                 .user = "tester"};
    for (size_t i = 0; i < s->plan.risks.count; i++)
        nl_texts_add(&s->apply.accepted, &s->m->arena, s->plan.risks.items[i].row->id);
    return s;
}

void stage_close(struct stage *s)
{
    machine_free(s->m);
    free(s);
}

void stage_apply(struct stage *s)
{
    assert_int_equal(nl_apply_run(&s->apply, &s->result, &s->err), NL_OK);
    assert_int_equal(s->result.outcome, NL_APPLIED);
}

struct nl_journals stage_journals(struct stage *s)
{
    struct nl_journals journals;
    assert_int_equal(nl_journal_list(&s->world.store, &s->m->arena, &journals, &s->err), NL_OK);
    return journals;
}
