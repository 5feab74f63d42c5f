/* trail.c - what goes to the event log.
 *
 * An insert is data from a machine: control characters are cleaned away, and a '%' that Event
 * Viewer could take for the beginning of a parameter is parted from what follows. A list is cut
 * where the event would become larger than the log takes. */
#include "trail.h"

#include "base/clean.h"

#include <assert.h>
#include <string.h>

/* ReportEvent takes 31,839 characters in all (winbase.h's documentation); four inserts of this
 * many bytes fit, whatever their letters. */
#define MOST_INSERT 7500

static void report(const struct nl_trail *trail, enum nl_event_id id, const char *const *inserts,
                   size_t count)
{
    const struct nl_event_row *row = nl_event_row(id);
    assert(row->inserts == count && count <= NL_EVENT_INSERTS);
    if (trail->events)
        trail->events->ops->report(trail->events, row, inserts);
}

/* One value or name, fit for an event. */
static const char *fit(const struct nl_trail *trail, const char *text)
{
    struct nl_text out;
    nl_text_init(&out, trail->arena);
    for (const char *at = nl_clean(trail->arena, text ? text : "?"); *at; at++) {
        nl_text_add_char(&out, *at);
        if (at[0] == '%' && (at[1] == '%' || (at[1] >= '0' && at[1] <= '9')))
            nl_text_add_char(&out, ' ');
    }
    if (out.length > MOST_INSERT) {
        size_t end = MOST_INSERT - 3;
        while (end > 0 && ((unsigned char)out.data[end] & 0xC0) == 0x80)
            end--; /* at a character's edge */
        out.length = end;
        out.data[end] = '\0';
        nl_text_add(&out, "...");
    }
    return out.data ? out.data : "";
}

/* Adds a line, or "..." once the list is full. */
static void add_line(struct nl_text *list, const char *line)
{
    static const char more[] = "...\r\n";
    if (list->length + strlen(line) + sizeof more + 2 < MOST_INSERT) {
        nl_text_add(list, line);
        nl_text_add(list, "\r\n");
    } else if (list->length < MOST_INSERT && !nl_ends(list->data, more)) {
        nl_text_add(list, more);
    }
}

static const char *ended(const struct nl_text *list)
{
    return list->data ? list->data : "-";
}

static const char *show(const struct nl_trail *trail, const struct nl_value *value)
{
    return fit(trail, nl_value_show(trail->arena, value));
}

static const char *step_list(const struct nl_trail *trail, const struct nl_journal *journal)
{
    struct nl_text list;
    nl_text_init(&list, trail->arena);
    for (size_t i = 0; i < journal->steps.count; i++) {
        const struct nl_journal_step *step = &journal->steps.items[i];
        add_line(&list, nl_arena_format(trail->arena, "%s: %s -> %s", fit(trail, step->setting),
                                        show(trail, &step->before), show(trail, &step->wanted)));
    }
    return ended(&list);
}

static const char *rollback_list(const struct nl_trail *trail, const struct nl_rollback *rollback)
{
    struct nl_text list;
    nl_text_init(&list, trail->arena);
    for (size_t i = 0; i < rollback->steps.count; i++) {
        const struct nl_rollback_step *step = &rollback->steps.items[i];
        bool moved = step->kind == NL_ROLLBACK_RESTORED || step->kind == NL_ROLLBACK_FORCED;
        add_line(&list,
                 nl_arena_format(trail->arena, "%s: %s%s%s (%s%s%s)",
                                 fit(trail, step->step->setting), show(trail, &step->found),
                                 moved ? " -> " : "", moved ? show(trail, &step->step->before) : "",
                                 nl_rollback_words[step->kind], step->problem ? ": " : "",
                                 step->problem
                                     ? fit(trail, nl_error_text(trail->arena, step->problem, NULL))
                                     : ""));
    }
    return ended(&list);
}

void nl_trail_applied(const struct nl_trail *trail, const struct nl_journal *journal)
{
    const char *const inserts[] = {fit(trail, journal->id), fit(trail, trail->user),
                                   fit(trail, journal->profile), step_list(trail, journal)};
    report(trail, NL_EVENT_APPLIED, inserts, NL_COUNT_OF(inserts));
}

void nl_trail_failed(const struct nl_trail *trail, const struct nl_journal *journal,
                     const struct nl_rollback *rollback, const char *why)
{
    const char *const inserts[] = {fit(trail, journal->id), fit(trail, trail->user),
                                   fit(trail, why), rollback_list(trail, rollback)};
    report(trail, rollback->complete ? NL_EVENT_APPLY_FAILED : NL_EVENT_APPLY_INCOMPLETE, inserts,
           NL_COUNT_OF(inserts));
}

void nl_trail_rolled_back(const struct nl_trail *trail, enum nl_event_id done,
                          enum nl_event_id incomplete, const struct nl_journal *journal,
                          const struct nl_rollback *rollback)
{
    enum nl_event_id id = rollback->complete ? done : incomplete;
    const char *with_user[] = {fit(trail, journal->id), fit(trail, trail->user),
                               rollback_list(trail, rollback)};
    const char *without[] = {with_user[0], with_user[2]};
    bool two = nl_event_row(id)->inserts == NL_COUNT_OF(without);
    report(trail, id, two ? without : with_user,
           two ? NL_COUNT_OF(without) : NL_COUNT_OF(with_user));
}

void nl_trail_refused(const struct nl_trail *trail, const struct nl_texts *risks,
                      const char *profile)
{
    struct nl_text list;
    nl_text_init(&list, trail->arena);
    for (size_t i = 0; i < risks->count; i++)
        nl_text_format(&list, "%s%s", i ? ", " : "", fit(trail, risks->items[i]));
    const char *const inserts[] = {ended(&list), fit(trail, trail->user), fit(trail, profile)};
    report(trail, NL_EVENT_RISKS_REFUSED, inserts, NL_COUNT_OF(inserts));
}

void nl_trail_drift(const struct nl_trail *trail, const struct nl_drifts *drifts)
{
    struct nl_text list;
    nl_text_init(&list, trail->arena);
    for (size_t i = 0; i < drifts->count; i++) {
        const struct nl_drift *drift = &drifts->items[i];
        add_line(&list, nl_arena_format(trail->arena, "%s: %s -> %s (%s)",
                                        fit(trail, drift->setting), show(trail, drift->written),
                                        show(trail, drift->found), drift->journal->id));
    }
    const char *const inserts[] = {ended(&list), fit(trail, trail->user)};
    if (drifts->count > 0)
        report(trail, NL_EVENT_DRIFT, inserts, NL_COUNT_OF(inserts));
}

void nl_trail_journal(const struct nl_trail *trail, enum nl_event_id id, const char *journal,
                      const char *detail)
{
    const char *inserts[NL_EVENT_INSERTS] = {fit(trail, journal)};
    size_t count = 1;
    if (!detail || nl_event_row(id)->inserts == 3)
        inserts[count++] = fit(trail, trail->user);
    if (detail)
        inserts[count++] = fit(trail, detail);
    report(trail, id, inserts, count);
}

void nl_trail_trouble(const struct nl_trail *trail, const char *why)
{
    const char *const inserts[] = {fit(trail, why)};
    report(trail, NL_EVENT_GUARD_TROUBLE, inserts, NL_COUNT_OF(inserts));
}
