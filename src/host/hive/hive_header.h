/* hive_header.h - the base block of a hive: is it one, and was it closed cleanly? */
#ifndef NL_HOST_HIVE_HIVE_HEADER_H
#define NL_HOST_HIVE_HIVE_HEADER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Offsets in the base block; a log file begins with the first 512 bytes of one. */
enum {
    NL_HIVE_AT_PRIMARY = 4, /* sequence numbers: set before and after a write; they differ while */
    NL_HIVE_AT_SECONDARY = 8, /* one is under way, and while changes stand in the log files only */
    NL_HIVE_AT_TIME = 12,
    NL_HIVE_AT_MAJOR = 20,
    NL_HIVE_AT_MINOR = 24,
    NL_HIVE_AT_KIND = 28,
    NL_HIVE_AT_FORMAT = 32,
    NL_HIVE_AT_ROOT = 36,
    NL_HIVE_AT_BINS_SIZE = 40,
    NL_HIVE_AT_FLAGS = 144,
    NL_HIVE_AT_CHECKSUM = 508,
    NL_HIVE_SECTOR = 512
};

struct nl_hive_header {
    uint32_t primary;
    uint32_t secondary;
    uint32_t root;      /* offset of the root key's cell */
    uint32_t bins_size; /* bytes of all bins */
    bool dirty;         /* the sequence numbers differ */
};

/* XOR of the words before it; 0 and -1 are never stored. */
uint32_t nl_hive_checksum(const uint8_t *base);

/* Whether the checksum is right and the sequence numbers agree: closed cleanly, the log files do not
 * count. */
bool nl_hive_is_clean(const uint8_t *base);

/* Sets both sequence numbers and the checksum. */
void nl_hive_header_seal(uint8_t *base, uint32_t sequence);

/* Reads the base block of a whole file. NL_INVALID, naming path, when it is no hive, when its
 * checksum is wrong or when the file is shorter than it says. */
NL_MUST_CHECK enum nl_status nl_hive_header_read(const uint8_t *bytes, size_t size,
                                                 const char *path,
                                                 struct nl_hive_header *out_header,
                                                 struct nl_error *err);

#endif
