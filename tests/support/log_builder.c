/* log_builder.c - log files of a hive made for a test. Hashes come from the code under test, whose
 * vectors are checked on their own. */
#include "log_builder.h"

#include "host/hive/hive_log.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void log_put32(uint8_t *at, uint32_t number)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (uint8_t)(number >> 8 * i);
}

uint32_t log_get32(const uint8_t *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void put64(uint8_t *at, uint64_t number)
{
    log_put32(at, (uint32_t)number);
    log_put32(at + 4, (uint32_t)(number >> 32));
}

void log_base(uint8_t *base, uint32_t primary, uint32_t secondary)
{
    uint32_t sum = 0;
    log_put32(base + 4, primary);
    log_put32(base + 8, secondary);
    for (size_t at = 0; at < 508; at += 4)
        sum ^= log_get32(base + at);
    if (sum == UINT32_MAX)
        sum--;
    log_put32(base + 508, sum ? sum : 1);
}

void log_begin(struct log_file *log, const uint8_t *hive, uint32_t kind, uint32_t sequence)
{
    memcpy(log->bytes, hive, 512);
    log_put32(log->bytes + 28, kind);
    log_base(log->bytes, sequence, sequence);
    log->size = 512;
}

static bool differs(const uint8_t *a, size_t a_size, const uint8_t *b, size_t at, size_t size)
{
    return at + size > a_size || memcmp(a + at, b + at, size) != 0;
}

void log_hash(struct log_file *log, size_t at)
{
    uint8_t *entry = log->bytes + at;
    put64(entry + 24, nl_hive_marvin(entry + 40, log_get32(entry + 4) - 40));
    put64(entry + 32, nl_hive_marvin(entry, 32));
}

size_t log_add(struct log_file *log, uint32_t sequence, const uint8_t *before, size_t before_size,
               const uint8_t *after, size_t after_size)
{
    enum { PAGE = 4096 };
    size_t at = log->size;
    uint8_t *entry = log->bytes + at;
    uint32_t pages = 0;
    for (size_t page = 0; page < after_size; page += PAGE)
        pages += differs(before, before_size, after, page, PAGE);
    bool none = pages == 0;
    pages += none;
    size_t size = 40 + 8 * (size_t)pages + (size_t)pages * PAGE;
    size = (size + 511) / 512 * 512;
    if (at + size > sizeof log->bytes)
        abort();
    memset(entry, 0, size);
    memcpy(entry, "HvLE", 4);
    log_put32(entry + 4, (uint32_t)size);
    log_put32(entry + 12, sequence);
    log_put32(entry + 16, (uint32_t)after_size);
    log_put32(entry + 20, pages);
    uint8_t *place = entry + 40;
    uint8_t *data = entry + 40 + 8 * (size_t)pages;
    for (size_t page = 0; page < after_size; page += PAGE) {
        if (!differs(before, before_size, after, page, PAGE) && !(none && page == 0))
            continue;
        log_put32(place, (uint32_t)page);
        log_put32(place + 4, PAGE);
        memcpy(data, after + page, PAGE);
        place += 8;
        data += PAGE;
    }
    log->size += size;
    log_hash(log, at);
    return at;
}

void log_add_old(struct log_file *log, const uint8_t *before, size_t before_size,
                 const uint8_t *after, size_t after_size)
{
    enum { PAGE = 512 };
    size_t bits = after_size / PAGE;
    size_t data = (512 + 4 + (bits + 7) / 8 + 511) / 512 * 512;
    memset(log->bytes + 512, 0, data - 512);
    memcpy(log->bytes + 512, "DIRT", 4);
    uint32_t sequence = log_get32(log->bytes + 4);
    log_put32(log->bytes + 40, (uint32_t)after_size);
    log_base(log->bytes, sequence, sequence);
    for (size_t i = 0; i < bits; i++) {
        if (!differs(before, before_size, after, i * PAGE, PAGE))
            continue;
        uint8_t *bitmap = log->bytes + 516 + i / 8;
        *bitmap = (uint8_t)(*bitmap | 1U << i % 8);
        if (data + PAGE > sizeof log->bytes)
            abort();
        memcpy(log->bytes + data, after + i * PAGE, PAGE);
        data += PAGE;
    }
    log->size = data;
}
