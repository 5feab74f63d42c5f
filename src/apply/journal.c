/* journal.c - making, marking, listing and keeping journals. */
#include "journal_file.h"

#include "version.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

const char *nl_time_text(struct nl_arena *arena, uint64_t seconds)
{
    /* Days to a civil date, by the usual shift of the year to March (no time zone, no tables). */
    uint64_t days = seconds / 86400 + 719468;
    uint64_t era = days / 146097;
    uint64_t day_of_era = days % 146097;
    uint64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint64_t month = (5 * day_of_year + 2) / 153;
    uint64_t day = day_of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    uint64_t year = year_of_era + era * 400 + (month <= 2);
    return nl_arena_format(arena, "%04llu-%02llu-%02lluT%02llu:%02llu:%02lluZ",
                           (unsigned long long)year, (unsigned long long)month,
                           (unsigned long long)day, (unsigned long long)(seconds / 3600 % 24),
                           (unsigned long long)(seconds / 60 % 60),
                           (unsigned long long)(seconds % 60));
}

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
    return store->ops->create(store, journal->name, line, length, err);
}

enum nl_status nl_journal_mark(struct nl_store *store, struct nl_arena *arena,
                               struct nl_journal *journal, const struct nl_mark *mark,
                               struct nl_error *err)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    struct nl_mark made = *mark;
    made.after_torn = journal->torn;
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
    if (status != NL_OK)
        return status;
    journal->torn = false;
    *NL_PUSH(arena, &journal->marks) = made;
    nl_journal_see(journal, &made);
    return NL_OK;
}

static int newest_first(const void *a, const void *b)
{
    const struct nl_journal *x = a;
    const struct nl_journal *y = b;
    if (x->sequence != y->sequence)
        return x->sequence > y->sequence ? -1 : 1;
    return strcmp(y->name, x->name);
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
        const uint8_t *bytes = NULL;
        size_t size = 0;
        struct nl_error failure = {0};
        if (!nl_ends(names.items[i], NL_JOURNAL_ENDING))
            continue;
        struct nl_journal *journal = NL_PUSH(arena, &journals);
        status = store->ops->read(store, names.items[i], arena, &bytes, &size, &failure);
        nl_journal_parse(arena, names.items[i], bytes, size, journal);
        if (status != NL_OK) {
            journal->state = NL_JOURNAL_DAMAGED;
            (void)nl_context(&failure, NL_T("it cannot be read"));
            journal->damage = nl_error_keep(arena, &failure);
        }
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
        bool standing =
            journal->state == NL_JOURNAL_APPLIED || journal->state == NL_JOURNAL_UNCONFIRMED;
        if (id ? nl_same(journal->id, id) || (by_number && journal->sequence == sequence)
               : standing)
            return journal;
    }
    return NULL;
}

enum nl_status nl_journal_prune(struct nl_store *store, struct nl_arena *arena, size_t keep,
                                struct nl_error *err)
{
    struct nl_journals journals = {0};
    enum nl_status status = nl_journal_list(store, arena, &journals, err);
    for (size_t i = keep; status == NL_OK && i < journals.count; i++) {
        enum nl_journal_state state = journals.items[i].state;
        if (state == NL_JOURNAL_APPLIED || state == NL_JOURNAL_ROLLED_BACK)
            status = store->ops->remove(store, journals.items[i].name, err);
    }
    return status;
}
