/* hive_header.c - the base block of a hive. */
#include "hive_header.h"

#include "base/text.h"
#include "hive_bytes.h"
#include "hive_image.h"

#include <string.h>

uint32_t nl_hive_checksum(const uint8_t *base)
{
    uint32_t sum = 0;
    for (size_t at = 0; at < NL_HIVE_AT_CHECKSUM; at += 4)
        sum ^= nl_hive_u32(base + at);
    if (sum == UINT32_MAX)
        return UINT32_MAX - 1;
    return sum == 0 ? 1 : sum;
}

bool nl_hive_is_clean(const uint8_t *base)
{
    return nl_hive_u32(base + NL_HIVE_AT_CHECKSUM) == nl_hive_checksum(base) &&
           nl_hive_u32(base + NL_HIVE_AT_PRIMARY) == nl_hive_u32(base + NL_HIVE_AT_SECONDARY);
}

void nl_hive_header_seal(uint8_t *base, uint32_t sequence)
{
    nl_hive_put32(base + NL_HIVE_AT_PRIMARY, sequence);
    nl_hive_put32(base + NL_HIVE_AT_SECONDARY, sequence);
    nl_hive_put32(base + NL_HIVE_AT_CHECKSUM, nl_hive_checksum(base));
}

enum nl_status nl_hive_header_read(const uint8_t *bytes, size_t size, const char *path,
                                   struct nl_hive_header *out_header, struct nl_error *err)
{
    if (size < NL_HIVE_BASE_SIZE || memcmp(bytes, "regf", 4) != 0)
        return nl_fail(err, NL_INVALID, NL_T("{1} is not a registry hive"), path);
    if (nl_hive_u32(bytes + NL_HIVE_AT_CHECKSUM) != nl_hive_checksum(bytes)) {
        (void)nl_fail(err, NL_INVALID,
                      NL_T("{1} is damaged: the checksum of its header is wrong, so the "
                           "header was not written completely"),
                      path);
        (void)nl_next(err, NL_T("Let Windows start from that disk and shut down: it repairs the "
                                "file from its log files."));
        return NL_INVALID;
    }
    uint32_t minor = nl_hive_u32(bytes + NL_HIVE_AT_MINOR);
    if (nl_hive_u32(bytes + NL_HIVE_AT_MAJOR) != 1 || minor < 3 || minor > 6 ||
        nl_hive_u32(bytes + NL_HIVE_AT_KIND) != 0 || nl_hive_u32(bytes + NL_HIVE_AT_FORMAT) != 1)
        return nl_fail(err, NL_INVALID, NL_T("{1} is a registry file of an unknown kind"), path);
    struct nl_hive_header header = {
        .primary = nl_hive_u32(bytes + NL_HIVE_AT_PRIMARY),
        .secondary = nl_hive_u32(bytes + NL_HIVE_AT_SECONDARY),
        .root = nl_hive_u32(bytes + NL_HIVE_AT_ROOT),
        .bins_size = nl_hive_u32(bytes + NL_HIVE_AT_BINS_SIZE),
    };
    if (header.bins_size == 0 || header.bins_size % 4096 != 0)
        return nl_fail(err, NL_INVALID, NL_T("{1} is damaged: its header gives an impossible size"),
                       path);
    if (header.bins_size > size - NL_HIVE_BASE_SIZE)
        return nl_fail(err, NL_INVALID,
                       NL_T("{1} is truncated: it has {2} bytes, and its header says {3}"), path,
                       nl_decimal(size).text,
                       nl_decimal((uint64_t)NL_HIVE_BASE_SIZE + header.bins_size).text);
    header.dirty = header.primary != header.secondary;
    *out_header = header;
    return NL_OK;
}
