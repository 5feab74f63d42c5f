/* hive_log.h - what stands in the log files of a hive.
 *
 * Format: M. Suhanov, "Windows registry file format specification" (2018) and "Flush strategies in the
 * Windows registry" (2016). Up to Windows 8 a log holds one set of pages (old form); since Windows 8.1
 * it holds entries, one per flush (new form). No I/O; nothing is copied. */
#ifndef NL_HOST_HIVE_HIVE_LOG_H
#define NL_HOST_HIVE_HIVE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum nl_hive_log_form { NL_HIVE_LOG_NONE = 0, NL_HIVE_LOG_OLD, NL_HIVE_LOG_NEW };

/* A log whose base block is sound. */
struct nl_hive_log {
    enum nl_hive_log_form form; /* NONE: it is no sound log */
    const uint8_t *bytes;
    size_t size;
    uint32_t sequence;
    uint64_t time;      /* last written, as the hive says it (old form) */
    uint32_t bins_size; /* old form: of the hive the log belongs to */
};

/* Looks at a file's base block. */
struct nl_hive_log nl_hive_log_read(const uint8_t *bytes, size_t size);

/* One entry of the new form. */
struct nl_hive_entry {
    size_t size; /* in the file */
    uint32_t sequence;
    uint32_t flags;     /* bit 0 is that of the base block */
    uint32_t bins_size; /* of the hive after it */
    uint32_t pages;
    const uint8_t *places; /* per page 8 bytes: offset from the first bin, size */
    const uint8_t *data;   /* the pages one behind the other */
};

/* Reads the entry at an offset of the file. True only when both of its hashes are right and every page
 * lies inside the entry and inside the hive. Its sequence number is not judged. */
bool nl_hive_entry_read(const struct nl_hive_log *log, size_t at, struct nl_hive_entry *out_entry);

/* Whether a log of the old form holds all pages that its bitmap names. *out_bitmap: a bit per 512
 * bytes of the bins; *out_data: those pages in order. */
bool nl_hive_old_pages(const struct nl_hive_log *log, const uint8_t **out_bitmap,
                       const uint8_t **out_data);

/* Whether a sequence number comes before another: they wrap around at 2^32. */
bool nl_hive_before(uint32_t a, uint32_t b);

/* The largest of most and every number in the file: that of its base block and those of all entries
 * with right hashes at any place, also those that an earlier run left behind. */
uint32_t nl_hive_log_highest(const uint8_t *bytes, size_t size, uint32_t most);

/* Marvin32, 64 bits, with the seed that Windows uses for these logs. */
uint64_t nl_hive_marvin(const uint8_t *bytes, size_t size);

#endif
