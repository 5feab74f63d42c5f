/* hive_replay.c - a hive that was not closed cleanly, brought up to date from its log files. */
#include "hive_replay.h"

#include "base/attributes.h"
#include "base/text.h"
#include "hive_bytes.h"
#include "hive_header.h"
#include "hive_image.h"
#include "hive_log.h"

#include <string.h>

/* The hive while it is put together. */
struct work {
    struct nl_arena *arena;
    const uint8_t *primary;
    uint8_t *bytes; /* NULL until something is changed */
    size_t size;
    size_t room;
    bool sealed;   /* the checksum of its base block was right */
    bool doubtful; /* Windows would not add that log: good enough to look at, not to write */
    struct nl_hive_replayed *out;
};

static bool is_known(const uint8_t *base)
{
    uint32_t minor = nl_hive_u32(base + NL_HIVE_AT_MINOR);
    return nl_hive_u32(base + NL_HIVE_AT_MAJOR) == 1 && minor >= 3 && minor <= 6 &&
           nl_hive_u32(base + NL_HIVE_AT_KIND) == 0 && nl_hive_u32(base + NL_HIVE_AT_FORMAT) == 1;
}

/* From here on there is a copy to work on. */
static void begin(struct work *work)
{
    if (!work->bytes)
        work->bytes = nl_arena_bytes(work->arena, work->primary, work->size);
}

/* Makes the image at least as large as bins of that size; what is new is zero. */
static void grow(struct work *work, size_t bins_size)
{
    size_t wanted = NL_HIVE_BASE_SIZE + bins_size;
    if (wanted > work->room) {
        uint8_t *wider = nl_arena_alloc(work->arena, wanted);
        memcpy(wider, work->bytes, work->size);
        work->bytes = wider;
        work->room = wanted;
    }
    if (wanted > work->size)
        work->size = wanted;
}

static void apply_entry(struct work *work, const struct nl_hive_entry *entry)
{
    const uint8_t *data = entry->data;
    begin(work);
    grow(work, entry->bins_size);
    for (size_t i = 0; i < entry->pages; i++) {
        size_t offset = nl_hive_u32(entry->places + 8 * i);
        size_t length = nl_hive_u32(entry->places + 8 * i + 4);
        memcpy(work->bytes + NL_HIVE_BASE_SIZE + offset, data, length);
        data += length;
    }
    uint32_t flags = nl_hive_u32(work->bytes + NL_HIVE_AT_FLAGS);
    nl_hive_put32(work->bytes + NL_HIVE_AT_FLAGS, (flags & ~UINT32_C(1)) | (entry->flags & 1));
    nl_hive_put32(work->bytes + NL_HIVE_AT_BINS_SIZE, entry->bins_size);
    work->out->last = entry->sequence;
    work->out->entries++;
}

/* Applies the entries of one log that follow each other from its own number on. */
static void apply_log(struct work *work, const struct nl_hive_log *log)
{
    struct nl_hive_entry entry;
    uint32_t wanted = log->sequence;
    for (size_t at = NL_HIVE_SECTOR;
         nl_hive_entry_read(log, at, &entry) && entry.sequence == wanted; at += entry.size) {
        apply_entry(work, &entry);
        wanted++;
    }
}

/* The base block of a log in place of one that was not written whole. */
static void take_base(struct work *work, const struct nl_hive_log *log)
{
    begin(work);
    memcpy(work->bytes, log->bytes, NL_HIVE_SECTOR);
    nl_hive_put32(work->bytes + NL_HIVE_AT_KIND, 0);
}

/* damaged: the other log file holds something that is no log. The one that is left may still begin
 * where the hive stands; but a later one, or one chosen because it is the newer, would be added over
 * changes that are missing. */
static const char *replay_new(struct work *work, struct nl_hive_log *logs, size_t count,
                              bool damaged)
{
    bool alone = count == 1;
    if (count == 2 && nl_hive_before(logs[1].sequence, logs[0].sequence)) {
        struct nl_hive_log first = logs[1];
        logs[1] = logs[0];
        logs[0] = first;
    }
    size_t from = 0;
    if (!work->sealed && damaged)
        return NL_T("one of its log files is damaged");
    if (!work->sealed) {
        from = count - 1;
        take_base(work, &logs[from]);
    } else {
        uint32_t secondary = nl_hive_u32(work->primary + NL_HIVE_AT_SECONDARY);
        while (from < count && nl_hive_before(logs[from].sequence, secondary))
            from++;
        if (from == count)
            return NL_T("its log files are older than it is");
        /* Windows leaves a gap only where it has filled both. */
        if (alone && logs[from].sequence != secondary)
            return NL_T("the first change in its log files is damaged or missing");
    }
    for (size_t i = from; i < count; i++) {
        if (i == from || (work->out->entries > 0 && logs[i].sequence == work->out->last + 1))
            apply_log(work, &logs[i]);
    }
    return work->out->entries > 0 ? NULL
                                  : NL_T("the first change in its log files is damaged or missing");
}

/* Which log of the old form belongs to a hive of that time; count where none does. */
static size_t choose_old(struct work *work, const struct nl_hive_log *logs, size_t count,
                         uint64_t time)
{
    for (size_t i = 0; i < count; i++) {
        if (logs[i].time == time)
            return i;
    }
    /* Without a sound base block nothing can be read but through a log: then one that is not older
     * will do. */
    for (size_t i = 0; i < count && !work->sealed; i++) {
        if (logs[i].time > time) {
            work->doubtful = true;
            return i;
        }
    }
    return count;
}

/* Old form: the time of the log must be that of the hive, or of its first bin where the base block was
 * not written whole. */
static const char *replay_old(struct work *work, const struct nl_hive_log *logs, size_t count)
{
    uint64_t time = nl_hive_u64(work->primary + NL_HIVE_AT_TIME);
    const uint8_t *bitmap = NULL;
    const uint8_t *data = NULL;
    if (!work->sealed)
        time = work->size >= NL_HIVE_BASE_SIZE + 32
                   ? nl_hive_u64(work->primary + NL_HIVE_BASE_SIZE + 20)
                   : 0;
    size_t chosen = choose_old(work, logs, count, time);
    if (chosen == count)
        return NL_T("its log file belongs to another state of it");
    const struct nl_hive_log *log = &logs[chosen];
    if (!nl_hive_old_pages(log, &bitmap, &data))
        return NL_T("its log file is damaged or cut off");
    begin(work);
    grow(work, log->bins_size);
    for (size_t i = 0; i < log->bins_size / NL_HIVE_SECTOR; i++) {
        if (!(bitmap[i / 8] >> i % 8 & 1))
            continue;
        memcpy(work->bytes + NL_HIVE_BASE_SIZE + i * NL_HIVE_SECTOR, data, NL_HIVE_SECTOR);
        data += NL_HIVE_SECTOR;
    }
    uint32_t primary = nl_hive_u32(work->primary + NL_HIVE_AT_PRIMARY);
    work->out->last = log->sequence;
    if (work->sealed && nl_hive_before(log->sequence, primary))
        work->out->last = primary;
    if (!work->sealed)
        take_base(work, log);
    nl_hive_put32(work->bytes + NL_HIVE_AT_BINS_SIZE, log->bins_size);
    work->out->entries = 1;
    return work->doubtful ? NL_T("its log file belongs to another state of it") : NULL;
}

/* The logs of one form among those that count. */
static size_t logs_of(const struct nl_hive_log_file *files, size_t count,
                      enum nl_hive_log_form form, struct nl_hive_log *out_logs)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct nl_hive_log log = nl_hive_log_read(files[i].bytes, files[i].size);
        if (log.form == form)
            out_logs[found++] = log;
    }
    return found;
}

static const char *replay(struct work *work, const struct nl_hive_log_file *files)
{
    struct nl_hive_log logs[2];
    const struct nl_hive_log_file *first = &files[NL_HIVE_LOG_1];
    const struct nl_hive_log_file *second = &files[NL_HIVE_LOG_2];
    const struct nl_hive_log_file *single = &files[NL_HIVE_LOG_SINGLE];
    size_t count = 2;
    if (!first->there || !second->there || (first->size == 0 && second->size == 0)) {
        if (!single->there || single->size == 0)
            return first->there != second->there   ? NL_T("one of its two log files is missing")
                   : first->there || single->there ? NL_T("its log files are empty")
                                                   : NL_T("its log files are missing");
        first = single;
        count = 1;
    }
    size_t usable = logs_of(first, count, NL_HIVE_LOG_NEW, logs);
    if (usable > 0)
        return replay_new(work, logs, usable,
                          usable < count && first->size > 0 && second->size > 0);
    usable = logs_of(first, count, NL_HIVE_LOG_OLD, logs);
    return usable > 0 ? replay_old(work, logs, usable) : NL_T("its log files are damaged");
}

void nl_hive_replay(struct nl_arena *arena, const uint8_t *primary, size_t size,
                    const struct nl_hive_log_file logs[NL_HIVE_LOGS],
                    struct nl_hive_replayed *out_replayed)
{
    struct nl_hive_replayed replayed = {.state = NL_HIVE_NOT_RECOVERED};
    struct work work = {
        .arena = arena, .primary = primary, .size = size, .room = size, .out = &replayed};
    work.sealed = nl_hive_u32(primary + NL_HIVE_AT_CHECKSUM) == nl_hive_checksum(primary);
    if (nl_hive_is_clean(primary)) {
        replayed.state = NL_HIVE_CLEAN;
        *out_replayed = replayed;
        return;
    }
    replayed.why = NL_T("it is a registry file of an unknown kind");
    if (is_known(primary))
        replayed.why = replay(&work, logs);
    if (!replayed.why || (work.doubtful && replayed.entries > 0)) {
        nl_hive_header_seal(work.bytes, replayed.last);
        replayed.state = replayed.why ? NL_HIVE_NOT_RECOVERED : NL_HIVE_RECOVERED;
        replayed.bytes = work.bytes;
        replayed.size = NL_HIVE_BASE_SIZE + nl_hive_u32(work.bytes + NL_HIVE_AT_BINS_SIZE);
    }
    *out_replayed = replayed;
}

static uint32_t later(uint32_t a, uint32_t b)
{
    return nl_hive_before(a, b) ? b : a;
}

uint32_t nl_hive_next_sequence(const uint8_t *file_base, const uint8_t *base,
                               const struct nl_hive_log_file logs[NL_HIVE_LOGS])
{
    uint32_t most =
        later(nl_hive_u32(base + NL_HIVE_AT_PRIMARY), nl_hive_u32(base + NL_HIVE_AT_SECONDARY));
    if (nl_hive_u32(file_base + NL_HIVE_AT_CHECKSUM) == nl_hive_checksum(file_base)) {
        most = later(most, nl_hive_u32(file_base + NL_HIVE_AT_PRIMARY));
        most = later(most, nl_hive_u32(file_base + NL_HIVE_AT_SECONDARY));
    }
    for (size_t i = 0; i < NL_HIVE_LOGS; i++) {
        if (logs[i].there)
            most = nl_hive_log_highest(logs[i].bytes, logs[i].size, most);
    }
    return most + 1;
}
