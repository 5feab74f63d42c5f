/* draft.c - an entry while its audit is being read. */
#include "fleet/draft.h"

#include "base/time_text.h"
#include "fleet/outside.h"
#include "fleet/probe_row.h"
#include "fleet/vocabulary.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

/* Longer names and ids are none of ours. */
#define MOST_BYTES 255

void nl_fleet_draft_begin(struct nl_fleet_draft *draft)
{
    draft->entry = (struct nl_fleet_entry){.machine = NULL};
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        draft->entry.ports[i] = draft->entry.said[i] = NL_FLEET_UNKNOWN;
    draft->ports_read = 0;
    draft->marks.count = 0;
    draft->exceptions.count = 0;
    draft->probes.count = 0;
}

/* A text of ours; NULL for anything else. */
static const char *text_of(yyjson_val *val)
{
    size_t length = yyjson_get_len(val);
    if (!yyjson_is_str(val) || length == 0 || length > MOST_BYTES)
        return NULL;
    const char *text = yyjson_get_str(val);
    return memchr(text, 0, length) ? NULL : text;
}

static const char *member(yyjson_val *object, const char *key)
{
    return text_of(yyjson_obj_get(object, key));
}

static uint32_t number_of(struct nl_names *names, const char *text)
{
    return text ? nl_names_number(names, text, strlen(text)) : 0;
}

const char *nl_fleet_machine_name(yyjson_val *val)
{
    return text_of(val);
}

void nl_fleet_draft_machine(struct nl_fleet_draft *draft, struct nl_names *names,
                            yyjson_val *machine)
{
    struct nl_fleet_entry *entry = &draft->entry;
    yyjson_val *os = yyjson_obj_get(machine, "os");
    yyjson_val *membership = yyjson_obj_get(machine, "membership");
    const char *elevated = member(machine, "elevated");
    if (os) {
        entry->product = number_of(names, member(os, "product"));
        entry->build = (uint32_t)yyjson_get_uint(yyjson_obj_get(os, "build"));
    }
    if (membership)
        entry->group = number_of(names, member(membership, "name"));
    if (elevated)
        entry->elevated =
            (enum nl_answer)nl_fleet_word(nl_answer_words, elevated, NL_ANSWER_UNKNOWN);
}

void nl_fleet_draft_time(struct nl_fleet_draft *draft, const char *time)
{
    uint64_t seen = 0;
    if (nl_time_parse(time, &seen))
        draft->entry.seen = seen;
}

static void add_unconfirmed(struct nl_fleet_entry *entry, yyjson_val *change)
{
    const char *until = member(change, "until");
    const char *watched = member(change, "watched");
    const char *phase = member(change, "phase");
    if (!phase)
        return;
    entry->unconfirmed = true;
    entry->phase = (enum nl_unconfirmed_phase)nl_fleet_word(nl_unconfirmed_phase_words, phase,
                                                            NL_UNCONFIRMED_COUNTING);
    if (until)
        (void)nl_time_parse(until, &entry->until);
    if (watched)
        entry->watched = (enum nl_answer)nl_fleet_word(nl_answer_words, watched, NL_ANSWER_UNKNOWN);
}

void nl_fleet_draft_head(struct nl_fleet_draft *draft, struct nl_names *names, yyjson_val *head)
{
    struct nl_fleet_entry *entry = &draft->entry;
    yyjson_val *profile = yyjson_obj_get(head, "profile");
    yyjson_val *compliant = yyjson_obj_get(head, "compliant");
    yyjson_val *unseen = yyjson_obj_get(head, "unseen");
    const char *time = member(head, "time");
    const char *result = member(head, "result");
    const char *version = member(yyjson_obj_get(head, "netlatch"), "version");
    if (time)
        nl_fleet_draft_time(draft, time);
    if (version)
        entry->version = number_of(names, version);
    const char *profile_name = yyjson_is_obj(profile) ? member(profile, "name") : text_of(profile);
    if (profile_name)
        entry->profile = number_of(names, profile_name);
    if (result)
        entry->result = (enum nl_result)nl_fleet_word(nl_result_words, result, NL_RESULT_UNKNOWN);
    else if (yyjson_is_bool(compliant)) /* before results had a word */
        entry->result = yyjson_get_bool(compliant) ? NL_RESULT_AS_WANTED : NL_RESULT_NOT_AS_WANTED;
    if (yyjson_is_arr(unseen))
        entry->unseen = (uint32_t)yyjson_arr_size(unseen);
    entry->pending = entry->pending || entry->result == NL_RESULT_PENDING;
    add_unconfirmed(entry, yyjson_obj_get(head, "unconfirmed"));
}

void nl_fleet_draft_port(struct nl_fleet_draft *draft, yyjson_val *port)
{
    yyjson_val *number = yyjson_obj_get(port, "port");
    const struct nl_port *row = yyjson_is_uint(number) && yyjson_get_uint(number) <= UINT16_MAX
                                    ? nl_port_find((unsigned)yyjson_get_uint(number))
                                    : NULL;
    if (!row)
        return;
    size_t index = (size_t)(row - nl_ports);
    draft->ports_read |= 1U << index;
    draft->entry.ports[index] = nl_fleet_port_of(port, &draft->entry.reach[index]);
    draft->entry.said[index] = nl_fleet_port_said(port);
}

/* Of a file that was written before findings had rules: the id without adapter and port. */
static uint32_t rule_of_id(struct nl_names *names, const char *id)
{
    static const char port[] = "port.";
    size_t length = strcspn(id, "[");
    if (nl_starts(id, port)) {
        const char *digits = id + sizeof port - 1;
        const char *kind = digits + strspn(digits, "0123456789");
        char rule[MOST_BYTES + 1] = "port";
        if (kind > digits && *kind == '.') {
            memcpy(rule + sizeof port - 2, kind, strlen(kind) + 1);
            return nl_names_number(names, rule, strlen(rule));
        }
    }
    return nl_names_number(names, id, length);
}

/* A finding of a rule that failed already makes it worse or nothing. */
static void mark(struct nl_fleet_draft *draft, struct nl_arena *arena, struct nl_fleet_mark found)
{
    for (size_t i = 0; i < draft->marks.count; i++) {
        struct nl_fleet_mark *one = &draft->marks.items[i];
        if (one->rule != found.rule)
            continue;
        bool worse = one->verdict != NL_VERDICT_FAIL && found.verdict == NL_VERDICT_FAIL;
        bool same = one->verdict == found.verdict && found.severity > one->severity;
        if (worse || same)
            *one = found;
        return;
    }
    *NL_PUSH(arena, &draft->marks) = found;
}

void nl_fleet_draft_finding(struct nl_fleet_draft *draft, struct nl_names *names,
                            yyjson_val *finding)
{
    const char *verdict = member(finding, "verdict");
    const char *rule = member(finding, "rule");
    const char *id = member(finding, "id");
    bool fails = nl_equal(verdict, "fail");
    bool unknown = nl_equal(verdict, "unknown");
    if ((!fails && !unknown) || (!rule && !id) || nl_starts(rule ? rule : id, "unseen"))
        return; /* what was not seen is counted by itself */
    if (yyjson_is_true(yyjson_obj_get(finding, "pending"))) {
        draft->entry.pending = true; /* it ends by itself */
        return;
    }
    const char *severity = member(finding, "severity");
    mark(draft, names->arena,
         (struct nl_fleet_mark){
             .rule = rule ? number_of(names, rule) : rule_of_id(names, id),
             .verdict = fails ? NL_VERDICT_FAIL : NL_VERDICT_UNKNOWN,
             .severity = (uint8_t)nl_fleet_word(nl_severity_words, severity, NL_SEVERITY_NONE)});
}

static void add_exception(struct nl_fleet_draft *draft, struct nl_arena *arena, uint32_t exception)
{
    for (size_t i = 0; i < draft->exceptions.count; i++) {
        if (draft->exceptions.items[i] == exception)
            return;
    }
    *NL_PUSH(arena, &draft->exceptions) = exception;
}

/* What a request waits for, and since when. */
static void add_pending(struct nl_fleet_entry *entry, yyjson_val *request)
{
    const char *since = member(request, "since");
    uint64_t time = 0;
    int effect = nl_fleet_word(nl_effect_words, member(request, "waits_for"), NL_EFFECT_NOW);
    entry->pending = true;
    if (effect > (int)entry->waits_for)
        entry->waits_for = (enum nl_effect)effect;
    if (since && nl_time_parse(since, &time) &&
        (entry->pending_since == 0 || time < entry->pending_since))
        entry->pending_since = time;
}

void nl_fleet_draft_request(struct nl_fleet_draft *draft, struct nl_names *names,
                            yyjson_val *request)
{
    char name[2 * MOST_BYTES + 4];
    const char *outcome = member(request, "outcome");
    if (nl_equal(outcome, "pending"))
        add_pending(&draft->entry, request);
    if (!nl_equal(outcome, "excepted"))
        return;
    const char *setting = member(request, "setting");
    const char *risk = member(request, "risk");
    const char *id = setting ? setting : member(request, "id");
    size_t length = id ? strcspn(id, "[") : 0;
    if (length == 0)
        return;
    memcpy(name, id, length);
    if (risk) {
        size_t risk_length = strlen(risk);
        memcpy(name + length, " (", 2);
        memcpy(name + length + 2, risk, risk_length);
        name[length + 2 + risk_length] = ')';
        length += risk_length + 3;
    }
    add_exception(draft, names->arena, nl_names_number(names, name, length));
}

const char *nl_fleet_draft_probe(struct nl_fleet_draft *draft, struct nl_names *names,
                                 yyjson_val *row)
{
    struct nl_fleet_probe_row read;
    const char *wrong = nl_fleet_probe_read(names, row, &read);
    if (!wrong && read.measured.state != NL_PROBE_NOT_ASKED)
        *NL_PUSH(names->arena, &draft->probes) = read;
    return wrong;
}

static int by_rule(const void *a, const void *b)
{
    uint32_t one = ((const struct nl_fleet_mark *)a)->rule;
    uint32_t other = ((const struct nl_fleet_mark *)b)->rule;
    return one < other ? -1 : one > other;
}

static int by_number(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    return one < other ? -1 : one > other;
}

static void count(struct nl_fleet_entry *entry, const struct nl_fleet_mark *mark)
{
    if (mark->verdict == NL_VERDICT_UNKNOWN)
        entry->unknown++;
    else if (mark->severity >= NL_SEVERITY_HIGH)
        entry->high++;
    else if (mark->severity == NL_SEVERITY_MEDIUM)
        entry->medium++;
    else
        entry->low++;
}

enum nl_status nl_fleet_draft_end(struct nl_fleet_draft *draft, struct nl_arena *arena,
                                  struct nl_error *err)
{
    struct nl_fleet_entry *entry = &draft->entry;
    size_t marks = draft->marks.count;
    size_t exceptions = draft->exceptions.count;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (!(draft->ports_read & 1U << i))
            return nl_fail(err, NL_INVALID, NL_T("the audit is not whole: port {1} is missing"),
                           nl_decimal(nl_ports[i].number).text);
    }
    if (marks > 0) {
        qsort(draft->marks.items, marks, sizeof *draft->marks.items, by_rule);
        entry->marks.items =
            nl_arena_bytes(arena, draft->marks.items, marks * sizeof *draft->marks.items);
        entry->marks.count = entry->marks.capacity = marks;
    }
    if (exceptions > 0) {
        qsort(draft->exceptions.items, exceptions, sizeof *draft->exceptions.items, by_number);
        entry->exceptions.items = nl_arena_bytes(arena, draft->exceptions.items,
                                                 exceptions * sizeof *draft->exceptions.items);
        entry->exceptions.count = entry->exceptions.capacity = exceptions;
    }
    for (size_t i = 0; i < marks; i++)
        count(entry, &entry->marks.items[i]);
    entry->probes = nl_fleet_probes_of(arena, &draft->probes);
    nl_fleet_conclude(entry);
    return NL_OK;
}
