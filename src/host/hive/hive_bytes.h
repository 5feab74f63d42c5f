/* hive_bytes.h - little-endian numbers in bytes. */
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

static inline uint64_t nl_hive_u64(const uint8_t *at)
{
    return nl_hive_u32(at) | (uint64_t)nl_hive_u32(at + 4) << 32;
}

static inline void nl_hive_put16(uint8_t *at, uint32_t number)
{
    at[0] = (uint8_t)number;
    at[1] = (uint8_t)(number >> 8);
}

static inline void nl_hive_put32(uint8_t *at, uint32_t number)
{
    nl_hive_put16(at, number);
    nl_hive_put16(at + 2, number >> 16);
}

#endif
