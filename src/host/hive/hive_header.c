/* hive_header.c - the base block of a hive: is it one, and was it closed cleanly? */
#include "hive_image.h"

#include "base/text.h"
#include "hive_bytes.h"

#include <string.h>

/* Offsets in the base block. */
enum {
    AT_PRIMARY = 4,
    AT_SECONDARY = 8,
    AT_MAJOR = 20,
    AT_TYPE = 28,
    AT_FORMAT = 32,
    AT_ROOT = 36,
    AT_BINS_SIZE = 40,
    AT_CHECKSUM = 508
};

/* XOR of the words before it; 0 and -1 are never stored. */
static uint32_t checksum_of(const uint8_t *bytes)
{
    uint32_t sum = 0;
    for (size_t at = 0; at < AT_CHECKSUM; at += 4)
        sum ^= nl_hive_u32(bytes + at);
    if (sum == UINT32_MAX)
        return UINT32_MAX - 1;
    return sum == 0 ? 1 : sum;
}

static bool any_set(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i])
            return true;
    }
    return false;
}

enum nl_status nl_hive_header_read(const uint8_t *bytes, size_t size, const char *path,
                                   struct nl_hive_header *out_header, struct nl_error *err)
{
    if (size < NL_HIVE_BASE_SIZE || memcmp(bytes, "regf", 4) != 0)
        return nl_fail(err, NL_INVALID, NL_T("{1} is not a registry hive"), path);
    if (nl_hive_u32(bytes + AT_CHECKSUM) != checksum_of(bytes)) {
        (void)nl_fail(err, NL_INVALID,
                      NL_T("{1} is damaged: the checksum of its header is wrong, so the header "
                           "was not written whole"),
                      path);
        (void)nl_next(err, NL_T("Let Windows start from that disk and shut down: it repairs the "
                                "file from its log files."));
        return NL_INVALID;
    }
    if (nl_hive_u32(bytes + AT_MAJOR) != 1 || nl_hive_u32(bytes + AT_TYPE) != 0 ||
        nl_hive_u32(bytes + AT_FORMAT) != 1)
        return nl_fail(err, NL_INVALID, NL_T("{1} is a registry file of an unknown kind"), path);
    struct nl_hive_header header = {
        .primary = nl_hive_u32(bytes + AT_PRIMARY),
        .secondary = nl_hive_u32(bytes + AT_SECONDARY),
        .root = nl_hive_u32(bytes + AT_ROOT),
        .bins_size = nl_hive_u32(bytes + AT_BINS_SIZE),
    };
    if (header.bins_size == 0 || header.bins_size % 4096 != 0)
        return nl_fail(err, NL_INVALID, NL_T("{1} is damaged: its header gives an impossible size"),
                       path);
    size_t end = NL_HIVE_BASE_SIZE + (size_t)header.bins_size;
    if (end > size)
        return nl_fail(err, NL_INVALID,
                       NL_T("{1} is cut off: it has {2} bytes, and its header says {3}"), path,
                       nl_decimal(size).text, nl_decimal(end).text);
    header.dirty = header.primary != header.secondary;
    /* Windows makes the file longer before it needs the room, and then the rest is zero. */
    header.trailing = any_set(bytes + end, size - end);
    *out_header = header;
    return NL_OK;
}
