/* sha256.h - SHA-256 by FIPS 180-4: names a file beyond doubt in the reports made from it. It guards no
 * secret and signs nothing. */
#ifndef NL_BASE_SHA256_H
#define NL_BASE_SHA256_H

#include "arena.h"

#include <stddef.h>

/* The digest of size bytes, as 64 lower-case hexadecimal digits in the arena. */
const char *nl_sha256(struct nl_arena *arena, const void *bytes, size_t size);

#endif
