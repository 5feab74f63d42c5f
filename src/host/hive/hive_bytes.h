/* hive_bytes.h - little-endian numbers out of bytes. */
#ifndef NL_HOST_HIVE_HIVE_BYTES_H
#define NL_HOST_HIVE_HIVE_BYTES_H

#include <stdint.h>

static inline uint32_t nl_hive_u16(const uint8_t *at)
{
    return (uint32_t)(at[0] | at[1] << 8);
}

static inline uint32_t nl_hive_u32(const uint8_t *at)
{
    return nl_hive_u16(at) | nl_hive_u16(at + 2) << 16;
}

#endif
