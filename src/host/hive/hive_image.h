/* hive_image.h - what is looked at in a hive's bytes before a library may open it.
 *
 * The layout is that of M. Suhanov's "Windows registry file format specification" (regf): a base
 * block of 4096 bytes, then bins of cells; every number is little-endian, every offset counts from
 * the first bin. */
#ifndef NL_HOST_HIVE_HIVE_IMAGE_H
#define NL_HOST_HIVE_HIVE_IMAGE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Larger hives do not exist in practice; a file that says so is not read into memory. */
#define NL_HIVE_MAX_SIZE ((size_t)1024 * 1024 * 1024)
#define NL_HIVE_BASE_SIZE 4096

/* The base block. */
struct nl_hive_header {
    uint32_t primary; /* sequence numbers: set before and after a write; they differ while one is */
    uint32_t secondary; /* under way, and while changes stand in the log files only */
    uint32_t root;      /* offset of the root key's cell */
    uint32_t bins_size; /* bytes of all bins */
    bool dirty;         /* the sequence numbers differ */
    bool trailing;      /* the file holds something behind its last bin */
};

/* Reads the base block of a whole file. NL_INVALID, naming path, when it is no hive, when its
 * checksum is wrong or when the file is shorter than it says. */
NL_MUST_CHECK enum nl_status nl_hive_header_read(const uint8_t *bytes, size_t size,
                                                 const char *path,
                                                 struct nl_hive_header *out_header,
                                                 struct nl_error *err);

/* Follows every key of the hive from the root, and says NL_INVALID where a cell, a list of subkeys,
 * a list of values or a list of data segments reaches beyond what holds it, where a cell belongs to
 * two, or where a key's security is not sound: what a library that trusts the file would trip over. A
 * value that points nowhere is not judged: a reader that finds it wrong loses that value only. The
 * time it takes grows with the file, whatever the file says. */
NL_MUST_CHECK enum nl_status nl_hive_check(struct nl_arena *scratch, const uint8_t *bytes,
                                           const struct nl_hive_header *header, const char *path,
                                           struct nl_error *err);

#endif
