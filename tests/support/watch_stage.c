/* watch_stage.c - see watch_stage.h. */
#include "watch_stage.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hand_now_s(struct nl_clock *clock)
{
    return ((struct hand_clock *)clock)->now_s;
}

static uint64_t hand_uptime_ms(struct nl_clock *clock)
{
    return ((struct hand_clock *)clock)->uptime_ms;
}

static void keep_event(struct nl_events *base, const struct nl_event_row *row,
                       const char *const *inserts)
{
    struct kept_events *events = (struct kept_events *)base;
    assert_true(events->count < MOST_EVENTS);
    char *text = events->texts[events->count];
    for (size_t i = 0; i < row->inserts; i++) {
        assert_non_null(inserts[i]);
        (void)strncat(text, inserts[i], sizeof events->texts[0] - strlen(text) - 1);
        (void)strncat(text, "|", sizeof events->texts[0] - strlen(text) - 1);
    }
    events->ids[events->count++] = row->id;
}

static const struct nl_events_ops event_ops = {.report = keep_event};

static enum nl_status open_host(void *context, struct nl_arena *arena, struct nl_host **out_host,
                                struct nl_error *err)
{
    struct stage *s = context;
    (void)arena;
    if (s->host_fails)
        return nl_fail(err, NL_FAILED, "no machine");
    *out_host = &s->world.host;
    return NL_OK;
}

static const char *boot(void *context, struct nl_arena *arena)
{
    (void)arena;
    return ((struct stage *)context)->boot;
}

static enum nl_status remove_service(void *context, struct nl_error *err)
{
    struct stage *s = context;
    (void)err;
    assert_true(s->world.locked); /* or an apply could arm a journal in between */
    s->installed = false;
    return NL_OK;
}

static enum nl_status arm(void *context, struct nl_journal *journal, struct nl_error *err)
{
    struct stage *s = context;
    struct nl_moment moment = nl_moment_now(&s->clock.base, s->boot);
    struct nl_mark mark = nl_guard_mark(NL_MARK_ARMED, journal->confirm_within_s * 1000, &moment);
    s->installed = true;
    return nl_journal_mark(&s->world.store, &s->m->arena, journal, &mark, err);
}

struct stage *stage_open(void)
{
    struct stage *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->m = machine_windows_10();
    s->boot = "boot-1";
    s->clock = (struct hand_clock){.base = {.now_s = hand_now_s, .uptime_ms = hand_uptime_ms},
                                   .now_s = 1795358035,
                                   .uptime_ms = 5 * MINUTE};
    s->events.base.ops = &event_ops;
    s->profile.name = "test";
    assert_int_equal(nl_profile_set(&s->m->arena, &s->profile, "dcom.enabled=no", NULL), NL_OK);
    assert_int_equal(nl_profile_set(&s->m->arena, &s->profile, "smb.direct=disabled", NULL), NL_OK);
    nl_plan_make(&s->m->arena, &s->m->machine, &s->profile, NULL, &s->plan);
    assert_int_equal(s->plan.steps.count, 2);
    world_init(&s->world, &s->m->arena, &s->m->machine);
    s->first = world_picture(&s->world);
    s->watch = (struct nl_watch){.store = &s->world.store,
                                 .clock = &s->clock.base,
                                 .events = &s->events.base,
                                 .open_host = open_host,
                                 .boot = boot,
                                 .remove = remove_service,
                                 .context = s};
    return s;
}

void stage_close(struct stage *s)
{
    machine_free(s->m);
    free(s);
}

void stage_apply(struct stage *s)
{
    struct nl_apply_result result;
    struct nl_error err = {0};
    struct nl_apply apply = {.host = &s->world.host,
                             .store = &s->world.store,
                             .clock = &s->clock.base,
                             .arena = &s->m->arena,
                             .plan = &s->plan,
                             .confirm_within_s = 600,
                             .arm = arm,
                             .context = s};
    for (size_t i = 0; i < s->plan.risks.count; i++)
        nl_texts_add(&apply.accepted, &s->m->arena, s->plan.risks.items[i].row->id);
    assert_int_equal(nl_apply_run(&apply, &result, &err), NL_OK);
    assert_int_equal(result.journal.state, NL_JOURNAL_UNCONFIRMED);
    assert_string_not_equal(s->first, world_picture(&s->world));
}

enum nl_watch_next stage_round(struct stage *s)
{
    /* The world keeps what is written to it, so a round's memory lives as long as the world. */
    enum nl_watch_next next = nl_watch_round(&s->watch, &s->m->arena, false, &s->wait_ms);
    assert_true(s->wait_ms <= 15000); /* a clock that is set must not matter for longer */
    return next;
}

struct nl_journal stage_journal(struct stage *s)
{
    struct nl_journals journals;
    assert_int_equal(nl_journal_list(&s->world.store, &s->m->arena, &journals, NULL), NL_OK);
    assert_int_equal(journals.count, 1);
    return journals.items[0];
}

void stage_mark(struct stage *s, enum nl_mark_kind kind, uint64_t left_ms)
{
    struct nl_journal journal = stage_journal(s);
    struct nl_moment moment = nl_moment_now(&s->clock.base, s->boot);
    struct nl_mark mark = nl_guard_mark(kind, left_ms, &moment);
    assert_int_equal(nl_journal_mark(&s->world.store, &s->m->arena, &journal, &mark, NULL), NL_OK);
}

bool stage_told(const struct stage *s, enum nl_event_id id, const char *part)
{
    for (size_t i = 0; i < s->events.count; i++) {
        if (s->events.ids[i] == id && strstr(s->events.texts[i], part))
            return true;
    }
    return false;
}

void stage_check_as_before(struct stage *s)
{
    assert_string_equal(s->first, world_picture(&s->world));
    assert_int_equal(s->world.pending.count, 0); /* and on disk */
}

void stage_interrupt(struct stage *s)
{
    struct world_file *file = &s->world.files.items[0];
    const uint8_t *written = file->bytes;
    for (unsigned lines = 0; lines < 3; lines++) /* header, armed, written */
        written = (const uint8_t *)memchr(written, '\n', file->size) + 1;
    file->size = (size_t)(written - file->bytes);
    assert_int_equal(stage_journal(s).state, NL_JOURNAL_OPEN);
}
