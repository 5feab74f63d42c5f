/* hive_log.c - what stands in the log files of a hive. */
#include "hive_log.h"

#include "hive_bytes.h"
#include "hive_header.h"
#include "hive_image.h"

#include <string.h>

/* Offsets in an entry. */
enum {
    ENTRY_SIZE = 4,
    ENTRY_FLAGS = 8,
    ENTRY_SEQUENCE = 12,
    ENTRY_BINS_SIZE = 16,
    ENTRY_PAGES = 20,
    ENTRY_HASH_OF_PAGES = 24,
    ENTRY_HASH_OF_HEADER = 32,
    ENTRY_HEADER = 40,
    PLACE_SIZE = 8
};
enum { KIND_OLD = 1, KIND_OLDEST = 2, KIND_NEW = 6 };

static uint32_t rotate(uint32_t number, unsigned bits)
{
    return number << bits | number >> (32 - bits);
}

static void mix(uint32_t *lo, uint32_t *hi, uint32_t word)
{
    *lo += word;
    *hi ^= *lo;
    *lo = rotate(*lo, 20) + *hi;
    *hi = rotate(*hi, 9) ^ *lo;
    *lo = rotate(*lo, 27) + *hi;
    *hi = rotate(*hi, 19);
}

uint64_t nl_hive_marvin(const uint8_t *bytes, size_t size)
{
    /* The seed's bytes 82 EF 4D 88 7A 4E 55 C5 are one big-endian number. */
    uint32_t lo = 0x7A4E55C5;
    uint32_t hi = 0x82EF4D88;
    size_t whole = size / 4 * 4;
    for (size_t at = 0; at < whole; at += 4)
        mix(&lo, &hi, nl_hive_u32(bytes + at));
    uint32_t last = 0x80;
    for (size_t at = size; at > whole; at--)
        last = last << 8 | bytes[at - 1];
    mix(&lo, &hi, last);
    mix(&lo, &hi, 0);
    return (uint64_t)hi << 32 | lo;
}

bool nl_hive_before(uint32_t a, uint32_t b)
{
    uint32_t distance = b - a;
    return distance != 0 && distance < UINT32_C(0x80000000);
}

struct nl_hive_log nl_hive_log_read(const uint8_t *bytes, size_t size)
{
    struct nl_hive_log log = {.bytes = bytes, .size = size};
    if (size < NL_HIVE_SECTOR || memcmp(bytes, "regf", 4) != 0 ||
        nl_hive_u32(bytes + NL_HIVE_AT_CHECKSUM) != nl_hive_checksum(bytes) ||
        nl_hive_u32(bytes + NL_HIVE_AT_PRIMARY) != nl_hive_u32(bytes + NL_HIVE_AT_SECONDARY) ||
        nl_hive_u32(bytes + NL_HIVE_AT_MAJOR) != 1 || nl_hive_u32(bytes + NL_HIVE_AT_FORMAT) != 1)
        return log;
    log.sequence = nl_hive_u32(bytes + NL_HIVE_AT_PRIMARY);
    log.time = nl_hive_u64(bytes + NL_HIVE_AT_TIME);
    log.bins_size = nl_hive_u32(bytes + NL_HIVE_AT_BINS_SIZE);
    uint32_t kind = nl_hive_u32(bytes + NL_HIVE_AT_KIND);
    if (kind == KIND_NEW && size >= NL_HIVE_SECTOR + ENTRY_HEADER)
        log.form = NL_HIVE_LOG_NEW;
    else if (kind == KIND_OLD || kind == KIND_OLDEST)
        log.form = NL_HIVE_LOG_OLD;
    return log;
}

/* Whether every page lies inside the hive, and all of them in size bytes of the entry. */
static bool pages_fit(const struct nl_hive_entry *entry, size_t size)
{
    for (size_t i = 0; i < entry->pages; i++) {
        size_t offset = nl_hive_u32(entry->places + PLACE_SIZE * i);
        size_t length = nl_hive_u32(entry->places + PLACE_SIZE * i + 4);
        if (offset % NL_HIVE_SECTOR != 0 || length % NL_HIVE_SECTOR != 0 || length > size ||
            offset > entry->bins_size || length > entry->bins_size - offset)
            return false;
        size -= length;
    }
    return true;
}

bool nl_hive_entry_read(const struct nl_hive_log *log, size_t at, struct nl_hive_entry *out_entry)
{
    if (at > log->size || log->size - at < ENTRY_HEADER || memcmp(log->bytes + at, "HvLE", 4) != 0)
        return false;
    const uint8_t *bytes = log->bytes + at;
    struct nl_hive_entry entry = {
        .size = nl_hive_u32(bytes + ENTRY_SIZE),
        .sequence = nl_hive_u32(bytes + ENTRY_SEQUENCE),
        .flags = nl_hive_u32(bytes + ENTRY_FLAGS),
        .bins_size = nl_hive_u32(bytes + ENTRY_BINS_SIZE),
        .pages = nl_hive_u32(bytes + ENTRY_PAGES),
        .places = bytes + ENTRY_HEADER,
    };
    if (entry.size < NL_HIVE_SECTOR || entry.size % NL_HIVE_SECTOR != 0 ||
        entry.size > log->size - at)
        return false;
    if (nl_hive_marvin(bytes, ENTRY_HASH_OF_HEADER) != nl_hive_u64(bytes + ENTRY_HASH_OF_HEADER) ||
        nl_hive_marvin(bytes + ENTRY_HEADER, entry.size - ENTRY_HEADER) !=
            nl_hive_u64(bytes + ENTRY_HASH_OF_PAGES))
        return false;
    if (entry.bins_size == 0 || entry.bins_size % 4096 != 0 ||
        entry.bins_size > NL_HIVE_MAX_SIZE - NL_HIVE_BASE_SIZE || entry.pages == 0 ||
        entry.pages > (entry.size - ENTRY_HEADER) / PLACE_SIZE)
        return false;
    size_t header = ENTRY_HEADER + (size_t)entry.pages * PLACE_SIZE;
    entry.data = bytes + header;
    if (!pages_fit(&entry, entry.size - header))
        return false;
    *out_entry = entry;
    return true;
}

bool nl_hive_old_pages(const struct nl_hive_log *log, const uint8_t **out_bitmap,
                       const uint8_t **out_data)
{
    enum { SIGNATURE = 4 };
    size_t bits = log->bins_size / NL_HIVE_SECTOR;
    size_t bitmap = (bits + 7) / 8;
    size_t start = NL_HIVE_SECTOR + SIGNATURE;
    if (log->bins_size == 0 || log->bins_size % 4096 != 0 ||
        log->bins_size > NL_HIVE_MAX_SIZE - NL_HIVE_BASE_SIZE || log->size < start ||
        bitmap > log->size - start || memcmp(log->bytes + NL_HIVE_SECTOR, "DIRT", SIGNATURE) != 0)
        return false;
    size_t at = (start + bitmap + NL_HIVE_SECTOR - 1) / NL_HIVE_SECTOR * NL_HIVE_SECTOR;
    size_t pages = 0;
    for (size_t i = 0; i < bits; i++)
        pages += log->bytes[start + i / 8] >> i % 8 & 1;
    if (at > log->size || pages > (log->size - at) / NL_HIVE_SECTOR)
        return false;
    *out_bitmap = log->bytes + start;
    *out_data = log->bytes + at;
    return true;
}

uint32_t nl_hive_log_highest(const uint8_t *bytes, size_t size, uint32_t most)
{
    struct nl_hive_log log = nl_hive_log_read(bytes, size);
    struct nl_hive_entry entry;
    if (log.form != NL_HIVE_LOG_NONE && nl_hive_before(most, log.sequence))
        most = log.sequence;
    for (size_t at = NL_HIVE_SECTOR; at < size; at += NL_HIVE_SECTOR) {
        if (nl_hive_entry_read(&log, at, &entry) && nl_hive_before(most, entry.sequence))
            most = entry.sequence;
    }
    return most;
}
