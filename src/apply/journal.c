/* journal.c - making, marking, listing and keeping journals. */
#include "journal.h"

#include "base/json_document.h"
#include "base/json_shape.h"

#include "journal_parse.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

/* Of what a store reads back (NL_STORE_MOST_FILE): the first line gets a half, marks that only count
 * time another quarter, and the rest is for marks that say what happened. Those are some hundred
 * bytes each and a few per step, and a step takes at least as much of the first line; a note has a
 * limit of its own. */
#define MOST_HEADER ((size_t)NL_STORE_MOST_FILE / 2)
#define MOST_TICKED ((size_t)NL_STORE_MOST_FILE / 4 * 3)
#define MOST_NOTE ((size_t)4096)
#define MOST_LEFT ((size_t)8192)

/* A JSON object on one line with its CRC as the last member, and a newline. */
static const char *sealed(struct nl_arena *arena, yyjson_mut_doc *doc, size_t *out_length)
{
    size_t length = 0;
    const char *json = nl_json_text(arena, doc, false, &length);
    struct nl_text line;
    nl_text_init(&line, arena);
    nl_text_add_part(&line, json, length - 1);
    nl_text_format(&line, ",\"crc\":\"%08lx\"}\n", (unsigned long)nl_crc32(json, length));
    *out_length = line.length;
    return line.data;
}

const char *nl_journal_header(struct nl_arena *arena, const struct nl_journal *journal,
                              size_t *out_length)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    yyjson_mut_val *root = nl_json_document(doc, NL_JOURNAL_SCHEMA);
    yyjson_mut_obj_add_val(doc, root, "journal", nl_shape_write(doc, &nl_journal_shape, journal));
    return sealed(arena, doc, out_length);
}

/* 2026-11-22T14:33:55Z without what a file name cannot hold. */
static const char *compact_time(struct nl_arena *arena, uint64_t seconds)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (const char *at = nl_time_text(arena, seconds); *at; at++) {
        if (*at != '-' && *at != ':')
            nl_text_add_char(&out, *at);
    }
    return out.data;
}

enum nl_status nl_journal_create(struct nl_store *store, struct nl_arena *arena,
                                 struct nl_journal *journal, struct nl_error *err)
{
    struct nl_texts names = {0};
    enum nl_status status = store->ops->prepare(store, err);
    if (status == NL_OK)
        status = store->ops->list(store, arena, &names, err);
    if (status != NL_OK)
        return status;
    uint64_t newest = 0;
    for (size_t i = 0; i < names.count; i++) {
        struct nl_journal other;
        nl_journal_parse(arena, names.items[i], "", 0, &other);
        if (other.sequence > newest)
            newest = other.sequence;
    }
    journal->sequence = newest + 1;
    journal->program = NETLATCH_VERSION;
    journal->id = nl_arena_format(arena, "%06llu-%s", (unsigned long long)journal->sequence,
                                  compact_time(arena, journal->created_s));
    journal->name = nl_arena_format(arena, "%s" NL_JOURNAL_ENDING, journal->id);
    journal->state = NL_JOURNAL_OPEN;
    size_t length = 0;
    const char *line = nl_journal_header(arena, journal, &length);
    if (length > MOST_HEADER)
        return nl_fail(
            err, NL_REFUSED,
            NL_T("the journal of this change would need {1} bytes, and not more than {2} "
                 "can be read again: the values before the change are too large"),
            nl_decimal(length).text, nl_decimal(MOST_HEADER).text);
    status = store->ops->create(store, journal->name, line, length, err);
    if (status == NL_OK)
        journal->size = length;
    return status;
}

enum nl_status nl_journal_read_back(struct nl_store *store, struct nl_arena *arena,
                                    const struct nl_journal *journal, struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    struct nl_journal found;
    enum nl_status status = store->ops->read(store, journal->name, arena, &bytes, &size, err);
    if (status != NL_OK)
        return nl_context(err, NL_T("the journal {1} cannot be read back"), journal->id);
    size_t length = 0;
    const char *line = nl_journal_header(arena, journal, &length);
    nl_journal_parse(arena, journal->name, bytes, size, &found);
    if (size == journal->size && found.state != NL_JOURNAL_DAMAGED && !found.torn &&
        memcmp(bytes, line, length) == 0 && found.marks.count == journal->marks.count)
        return NL_OK;
    return nl_fail(
        err, NL_FAILED,
        NL_T("the journal {1} does not read back as it was written: this disk cannot keep "
             "it, so nothing was changed"),
        journal->id);
}

/* A note goes on growing with what it tells; the journal must not. */
static const char *bounded_note(struct nl_arena *arena, const char *note)
{
    size_t length = note ? strlen(note) : 0;
    if (length <= MOST_NOTE)
        return note;
    length = MOST_NOTE;
    while (length > 0 && ((unsigned char)note[length] & 0xC0U) == 0x80U)
        length--; /* not in the middle of a character */
    return nl_arena_format(arena, "%s ...", nl_arena_copy(arena, note, length));
}

enum nl_status nl_journal_mark(struct nl_store *store, struct nl_arena *arena,
                               struct nl_journal *journal, const struct nl_mark *mark,
                               struct nl_error *err)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    struct nl_mark made = *mark;
    if (made.kind == NL_MARK_TICK && journal->size > MOST_TICKED)
        return NL_OK;
    made.after_torn = journal->torn;
    made.note = bounded_note(arena, made.note);
    if (made.left && strlen(made.left) > MOST_LEFT)
        made.left = NULL;
    yyjson_mut_doc_set_root(doc, nl_shape_write(doc, &nl_mark_shape, &made));
    size_t length = 0;
    const char *line = sealed(arena, doc, &length);
    if (journal->torn) {
        /* What a power cut left of a line is ended first, so that this one stands alone. The cut
         * line stays in the file; that this one follows it on purpose is said in it. */
        line = nl_arena_format(arena, "\n%s", line);
        length++;
    }
    enum nl_status status = store->ops->append(store, journal->name, line, length, err);
    if (status != NL_OK) {
        /* Any part of the line may be in the file, so the next mark has to end it first. */
        journal->torn = true;
        return status;
    }
    journal->size += length;
    journal->torn = false;
    *NL_PUSH(arena, &journal->marks) = made;
    nl_journal_see(journal, &made);
    return NL_OK;
}

const char *nl_journal_state_text(enum nl_journal_state state)
{
    static const char *const labels[NL_JOURNAL_STATE_COUNT] = {
        [NL_JOURNAL_OPEN] = NL_T("interrupted"),
        [NL_JOURNAL_UNCONFIRMED] = NL_T("unconfirmed"),
        [NL_JOURNAL_APPLIED] = NL_T("applied"),
        [NL_JOURNAL_ROLLED_BACK] = NL_T("rolled back"),
        [NL_JOURNAL_INCOMPLETE] = NL_T("not completely rolled back"),
        [NL_JOURNAL_DAMAGED] = NL_T("damaged"),
        [NL_JOURNAL_UNREADABLE] = NL_T("cannot be read now"),
        [NL_JOURNAL_ABANDONED] = NL_T("given up"),
    };
    return labels[state];
}

bool nl_journal_stands(const struct nl_journal *journal)
{
    return journal->state == NL_JOURNAL_APPLIED || journal->state == NL_JOURNAL_UNCONFIRMED ||
           journal->state == NL_JOURNAL_INCOMPLETE;
}

bool nl_journal_step_left(const struct nl_journal *journal, size_t step)
{
    if (journal->state != NL_JOURNAL_INCOMPLETE)
        return false;
    for (size_t i = journal->marks.count; i-- > 0;) {
        const struct nl_mark *mark = &journal->marks.items[i];
        if (mark->kind == NL_MARK_INCOMPLETE)
            return !mark->left || strlen(mark->left) != journal->steps.count ||
                   mark->left[step] != '0';
    }
    return true;
}

static int newest_first(const void *a, const void *b)
{
    const struct nl_journal *x = a;
    const struct nl_journal *y = b;
    if (x->sequence != y->sequence)
        return x->sequence > y->sequence ? -1 : 1;
    return strcmp(y->name, x->name);
}

/* One file of the folder; false where it is gone by now. */
static bool read_one(struct nl_store *store, struct nl_arena *arena, const char *name,
                     struct nl_journal *out_journal)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    struct nl_error err = {0};
    if (!nl_journal_name_is_ours(name)) {
        nl_journal_parse(arena, name, "", 0, out_journal);
        (void)nl_fail(&err, NL_INVALID, NL_T("this is not a valid name of a journal"));
        out_journal->foreign = true;
        out_journal->sequence = 0;
        out_journal->damage = nl_error_keep(arena, &err);
        return true;
    }
    enum nl_status status = store->ops->read(store, name, arena, &bytes, &size, &err);
    if (status == NL_NOT_FOUND)
        return false;
    nl_journal_parse(arena, name, bytes, status == NL_OK ? size : 0, out_journal);
    if (status != NL_OK) {
        /* A link or a folder in the place of a journal is no journal, now or later. Whatever else
         * kept it from being read may pass. */
        bool wrong = status == NL_REFUSED || status == NL_INVALID;
        out_journal->state = wrong ? NL_JOURNAL_DAMAGED : NL_JOURNAL_UNREADABLE;
        if (wrong)
            (void)nl_context(&err, NL_T("it cannot be read"));
        out_journal->damage = nl_error_keep(arena, &err);
    }
    return true;
}

enum nl_status nl_journal_list(struct nl_store *store, struct nl_arena *arena,
                               struct nl_journals *out_journals, struct nl_error *err)
{
    struct nl_texts names = {0};
    struct nl_journals journals = {0};
    enum nl_status status = store->ops->list(store, arena, &names, err);
    if (status != NL_OK)
        return status;
    for (size_t i = 0; i < names.count; i++) {
        struct nl_journal journal;
        if (nl_ends(names.items[i], NL_JOURNAL_ENDING) &&
            read_one(store, arena, names.items[i], &journal))
            *NL_PUSH(arena, &journals) = journal;
    }
    if (journals.count)
        qsort(journals.items, journals.count, sizeof journals.items[0], newest_first);
    *out_journals = journals;
    return NL_OK;
}

struct nl_journal *nl_journal_pick(struct nl_journals *journals, const char *id)
{
    uint64_t sequence = 0;
    const char *digits = id;
    while (digits && digits[0] == '0' && digits[1])
        digits++;
    bool by_number = digits && nl_parse_u64(digits, UINT32_MAX, &sequence);
    for (size_t i = 0; i < journals->count; i++) {
        struct nl_journal *journal = &journals->items[i];
        if (journal->foreign)
            continue;
        if (id ? nl_same(journal->id, id) || (by_number && journal->sequence == sequence)
               : nl_journal_stands(journal))
            return journal;
    }
    return NULL;
}

enum nl_status nl_journal_prune(struct nl_store *store, struct nl_arena *arena, size_t keep,
                                struct nl_error *err)
{
    struct nl_journals journals = {0};
    enum nl_status status = nl_journal_list(store, arena, &journals, err);
    size_t closed = 0;
    for (size_t i = 0; status == NL_OK && i < journals.count; i++) {
        if (journals.items[i].state == NL_JOURNAL_ROLLED_BACK && ++closed > keep)
            status = store->ops->remove(store, journals.items[i].name, err);
    }
    return status;
}
