/* journal_parse.c - reading a journal: hostile until proven whole. */
#include "journal_parse.h"

#include "base/json_document.h"
#include "base/json_shape.h"
#include "model/value_json.h"

#include "plan/companion.h"

#include <string.h>
#include <yyjson.h>

const char *const nl_journal_state_words[] = {"open",        "unconfirmed", "applied",
                                              "rolled-back", "incomplete",  "damaged",
                                              "unreadable",  "abandoned",   NULL};
const char *const nl_mark_words[] = {
    "written",        "verified", "failed",   "undoing",   "undone",
    "incomplete",     "armed",    "extended", "confirmed", "tick",
    "confirmed-once", "disarmed", "begun",    "abandoned", NULL};

/* How far into a line a mark can begin that follows a part of another, and how often that is tried:
 * a mark is hardly longer than its note and the list of what is left, and few writes fail in a row. */
enum { MOST_PART = 16384, MOST_PARTS = 64 };

static const struct nl_field step_fields[] = {
    {"setting", NL_FIELD_TEXT, .required = true,
     .offset = offsetof(struct nl_journal_step, setting)},
    {"address", NL_FIELD_OBJECT, .required = true,
     .offset = offsetof(struct nl_journal_step, address), .shape = &nl_address_shape},
    {"before", NL_FIELD_CUSTOM, .required = true,
     .offset = offsetof(struct nl_journal_step, before), .custom = &nl_value_json},
    {"wanted", NL_FIELD_CUSTOM, .required = true,
     .offset = offsetof(struct nl_journal_step, wanted), .custom = &nl_value_json},
    {"effect", NL_FIELD_WORD, .required = true, .offset = offsetof(struct nl_journal_step, effect),
     .words = nl_effect_words},
};
static const struct nl_shape step_shape = {sizeof(struct nl_journal_step), step_fields,
                                           NL_COUNT_OF(step_fields)};

static const struct nl_field journal_fields[] = {
    {"id", NL_FIELD_TEXT, .required = true, .offset = offsetof(struct nl_journal, id)},
    {"created_s", NL_FIELD_U64, .required = true, .offset = offsetof(struct nl_journal, created_s)},
    {"program", NL_FIELD_TEXT, .omit_default = true,
     .offset = offsetof(struct nl_journal, program)},
    {"user", NL_FIELD_TEXT, .omit_default = true, .offset = offsetof(struct nl_journal, user)},
    {"machine", NL_FIELD_TEXT, .omit_default = true,
     .offset = offsetof(struct nl_journal, machine)},
    {"profile", NL_FIELD_TEXT, .omit_default = true,
     .offset = offsetof(struct nl_journal, profile)},
    {"plan", NL_FIELD_TEXT, .required = true, .offset = offsetof(struct nl_journal, plan)},
    {"confirm_within_s", NL_FIELD_U64, .omit_default = true,
     .offset = offsetof(struct nl_journal, confirm_within_s)},
    {"restart_required", NL_FIELD_BOOL, .omit_default = true,
     .offset = offsetof(struct nl_journal, restart_required)},
    {"accepted", NL_FIELD_TEXTS, .omit_default = true,
     .offset = offsetof(struct nl_journal, accepted)},
    {"steps", NL_FIELD_LIST, .required = true, .offset = offsetof(struct nl_journal, steps),
     .shape = &step_shape},
};
const struct nl_shape nl_journal_shape = {sizeof(struct nl_journal), journal_fields,
                                          NL_COUNT_OF(journal_fields)};

static const struct nl_field mark_fields[] = {
    {"mark", NL_FIELD_WORD, .required = true, .offset = offsetof(struct nl_mark, kind),
     .words = nl_mark_words},
    {"at_s", NL_FIELD_U64, .required = true, .offset = offsetof(struct nl_mark, at_s)},
    {"step", NL_FIELD_U32, .omit_default = true, .offset = offsetof(struct nl_mark, step)},
    {"deadline_s", NL_FIELD_U64, .omit_default = true,
     .offset = offsetof(struct nl_mark, deadline_s)},
    {"left_ms", NL_FIELD_U64, .omit_default = true, .offset = offsetof(struct nl_mark, left_ms)},
    {"uptime_ms", NL_FIELD_U64, .omit_default = true,
     .offset = offsetof(struct nl_mark, uptime_ms)},
    {"boot", NL_FIELD_TEXT, .omit_default = true, .offset = offsetof(struct nl_mark, boot)},
    {"in_force", NL_FIELD_BOOL, .omit_default = true, .offset = offsetof(struct nl_mark, in_force)},
    {"note", NL_FIELD_TEXT, .omit_default = true, .offset = offsetof(struct nl_mark, note)},
    {"left", NL_FIELD_TEXT, .omit_default = true, .offset = offsetof(struct nl_mark, left)},
    {"after_torn", NL_FIELD_BOOL, .omit_default = true,
     .offset = offsetof(struct nl_mark, after_torn)},
};
const struct nl_shape nl_mark_shape = {sizeof(struct nl_mark), mark_fields,
                                       NL_COUNT_OF(mark_fields)};

void nl_journal_see(struct nl_journal *journal, const struct nl_mark *mark)
{
    switch (mark->kind) {
    case NL_MARK_VERIFIED:
        journal->state = journal->confirm_within_s ? NL_JOURNAL_UNCONFIRMED : NL_JOURNAL_APPLIED;
        return;
    case NL_MARK_CONFIRMED:
        journal->state = NL_JOURNAL_APPLIED;
        return;
    case NL_MARK_ROLLING_BACK:
        journal->state = NL_JOURNAL_OPEN;
        return;
    case NL_MARK_ROLLED_BACK:
        journal->state = NL_JOURNAL_ROLLED_BACK;
        return;
    case NL_MARK_INCOMPLETE:
        journal->state = NL_JOURNAL_INCOMPLETE;
        return;
    case NL_MARK_ABANDONED:
        journal->state = NL_JOURNAL_ABANDONED;
        return;
    case NL_MARK_WRITTEN:
    case NL_MARK_FAILED:
    case NL_MARK_ARMED:
    case NL_MARK_EXTENDED:
    case NL_MARK_TICK:
    case NL_MARK_CONFIRMED_ONCE:
    case NL_MARK_DISARMED:
    case NL_MARK_BEGUN:
        return;
    }
}

/* Checks the CRC that ends a line ("...,\"crc\":\"0123abcd\"}") and gives the line without it. */
static const char *checked_line(struct nl_arena *arena, const char *line, size_t length)
{
    static const char tail[] = ",\"crc\":\"";
    const size_t tail_length = sizeof tail - 1 + 8 + 2;
    if (length <= tail_length)
        return NULL;
    size_t body = length - tail_length;
    if (memcmp(line + body, tail, sizeof tail - 1) != 0 || memcmp(line + length - 2, "\"}", 2) != 0)
        return NULL;
    char *whole = nl_arena_alloc(arena, body + 2);
    memcpy(whole, line, body);
    whole[body] = '}';
    const char *crc = nl_arena_format(arena, "%08lx", (unsigned long)nl_crc32(whole, body + 1));
    return memcmp(crc, line + body + sizeof tail - 1, 8) == 0 ? whole : NULL;
}

/* A mark that follows a line which was written in part and never ended ("{\"mark\":\"wri{\"mark\":
 * ..."): what a disk leaves that was full for a moment. NULL where the line is none such. */
static const char *mark_after_part(struct nl_arena *arena, const char *line, size_t length,
                                   size_t *out_part)
{
    static const char start[] = "{\"mark\":";
    size_t tries = MOST_PARTS;
    for (size_t at = 1; tries > 0 && at < MOST_PART && at + sizeof start <= length; at++) {
        if (line[at] != '{' || memcmp(line + at, start, sizeof start - 1) != 0)
            continue;
        const char *mark = checked_line(arena, line + at, length - at);
        /* A whole line and one byte more is no part of a line: its end was altered. */
        if (mark && checked_line(arena, line, at - 1))
            return NULL;
        *out_part = at;
        if (mark)
            return mark;
        tries--;
    }
    return NULL;
}

static enum nl_status read_header(struct nl_arena *arena, const char *name, const char *line,
                                  struct nl_journal *journal, struct nl_error *err)
{
    struct nl_json json;
    struct nl_journal parsed;
    enum nl_status status = nl_json_parse(arena, name, line, strlen(line), 0, &json, err);
    if (status == NL_OK)
        status = nl_json_check_schema(&json, NL_JOURNAL_SCHEMA, err);
    if (status == NL_OK)
        status = nl_shape_read(&json, NULL, yyjson_obj_get(json.root, "journal"), &nl_journal_shape,
                               &parsed, err);
    if (status != NL_OK)
        return status;
    for (size_t i = 0; i < parsed.steps.count; i++) {
        const struct nl_journal_step *step = &parsed.steps.items[i];
        struct nl_instance instance;
        status = nl_instance_parse(arena, step->setting, &instance, err);
        if (status != NL_OK)
            return status;
        if (!nl_step_address_allowed(&instance, &step->address))
            return nl_fail(err, NL_INVALID,
                           NL_T("step {1} writes to an address that does not belong to {2}"),
                           nl_decimal(i + 1).text, instance.id);
        if ((step->before.state != NL_VALUE_PRESENT && step->before.state != NL_VALUE_ABSENT) ||
            (step->wanted.state != NL_VALUE_PRESENT && step->wanted.state != NL_VALUE_ABSENT))
            return nl_fail(err, NL_INVALID,
                           NL_T("step {1} does not contain the value before the change"),
                           nl_decimal(i + 1).text);
    }
    parsed.name = journal->name;
    parsed.id = journal->id;
    parsed.sequence = journal->sequence;
    parsed.size = journal->size;
    *journal = parsed;
    return NL_OK;
}

static enum nl_status read_mark(struct nl_arena *arena, const char *name, const char *line,
                                bool after_torn, struct nl_journal *journal, struct nl_error *err)
{
    struct nl_json json;
    struct nl_mark mark;
    enum nl_status status = nl_json_parse(arena, name, line, strlen(line), 0, &json, err);
    if (status == NL_OK)
        status = nl_shape_read(&json, NULL, json.root, &nl_mark_shape, &mark, err);
    if (status == NL_OK && after_torn && !mark.after_torn)
        return nl_fail(err, NL_INVALID, NL_T("the line before does not match its checksum"));
    if (status == NL_OK) {
        *NL_PUSH(arena, &journal->marks) = mark;
        nl_journal_see(journal, &mark);
    }
    return status;
}

bool nl_journal_name_is_ours(const char *name)
{
    static const char tail[] = "-ddddddddTddddddZ" NL_JOURNAL_ENDING; /* d: a digit */
    size_t digits = strspn(name, "0123456789");
    const char *at = name + digits;
    if (digits < 6 || digits > 10 || strlen(at) != sizeof tail - 1)
        return false;
    for (size_t i = 0; i < sizeof tail - 1; i++) {
        bool right = tail[i] == 'd' ? at[i] >= '0' && at[i] <= '9' : at[i] == tail[i];
        if (!right)
            return false;
    }
    return true;
}

/* 000007 of 000007-20261122T143355Z.journal; 0 for a name that is not ours. */
static uint64_t sequence_of(struct nl_arena *arena, const char *name)
{
    uint64_t sequence = 0;
    const char *dash = strchr(name, '-');
    const char *digits = dash ? nl_arena_copy(arena, name, (size_t)(dash - name)) : "";
    while (digits[0] == '0' && digits[1])
        digits++;
    return nl_parse_u64(digits, UINT32_MAX, &sequence) ? sequence : 0;
}

void nl_journal_parse(struct nl_arena *arena, const char *name, const void *bytes, size_t size,
                      struct nl_journal *out_journal)
{
    struct nl_journal journal = {
        .name = nl_arena_text(arena, name), .state = NL_JOURNAL_OPEN, .size = size};
    size_t stem = strlen(name);
    if (nl_ends(name, NL_JOURNAL_ENDING))
        stem -= sizeof NL_JOURNAL_ENDING - 1;
    journal.id = nl_arena_copy(arena, name, stem);
    journal.sequence = sequence_of(arena, name);

    const char *at = bytes;
    size_t left = size;
    size_t number = 0;
    size_t cut = 0; /* a line that was cut off and ended later; the next must say so */
    bool damaged = size == 0;
    struct nl_error err = {0};
    (void)nl_fail(&err, NL_INVALID, NL_T("the file is empty"));
    while (left > 0 && !damaged) {
        const char *end = memchr(at, '\n', left);
        size_t length = end ? (size_t)(end - at) : left;
        const char *line = end ? checked_line(arena, at, length) : NULL;
        number++;
        if (!line && end && number > 1) {
            size_t part = 0;
            line = mark_after_part(arena, at, length, &part);
            /* The part may be a whole mark that lacks its end alone. */
            const char *before = line ? checked_line(arena, at, part) : NULL;
            if (before)
                damaged = read_mark(arena, name, before, cut != 0, &journal, &err) != NL_OK;
            cut = line ? 0 : cut;
        }
        if (damaged) {
            /* told below */
        } else if (line && number == 1) {
            damaged = read_header(arena, name, line, &journal, &err) != NL_OK;
        } else if (line) {
            damaged = read_mark(arena, name, line, cut != 0, &journal, &err) != NL_OK;
            cut = 0;
        } else if (number == 1) {
            damaged = true;
            (void)nl_fail(&err, NL_INVALID, NL_T("the line does not match its checksum"));
        } else {
            cut = number;
        }
        at += length + (end != NULL);
        left -= length + (end != NULL);
        journal.torn = cut != 0;
    }
    if (damaged) {
        journal.state = NL_JOURNAL_DAMAGED;
        (void)nl_context(&err, NL_T("line {1}"), nl_decimal(number ? number : 1).text);
        journal.damage = nl_error_keep(arena, &err);
    }
    *out_journal = journal;
}
