/* hive_check.h - whether every list in a hive stays inside the cell that holds it. */
#ifndef NL_HOST_HIVE_HIVE_CHECK_H
#define NL_HOST_HIVE_HIVE_CHECK_H

#include "hive_header.h"

/* Follows every key of the hive from the root, and says NL_INVALID where a cell, a list of subkeys,
 * a list of values or a list of data segments reaches beyond what holds it, where a cell belongs to
 * two, or where a key's security is not sound. A value that points nowhere is not judged: a reader
 * that finds it wrong loses that value only. The time it takes grows with the file, whatever the file
 * says. */
NL_MUST_CHECK enum nl_status nl_hive_check(struct nl_arena *scratch, const uint8_t *bytes,
                                           const struct nl_hive_header *header, const char *path,
                                           struct nl_error *err);

#endif
