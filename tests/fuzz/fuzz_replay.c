/* fuzz_replay.c - any bytes as a hive and its two log files: what comes out has passed no check yet, so
 * it is only asked to be whole, and then to be refused or to be sound. The first six bytes say how the
 * rest is divided; checksums and hashes are made right first, or nothing else would ever be looked at. */
#include "host/hive/hive_check.h"
#include "host/hive/hive_image.h"
#include "host/hive/hive_log.h"
#include "host/hive/hive_replay.h"
#include "log_builder.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A log as it would be if its writer had meant it. */
static void make_right(uint8_t *bytes, size_t size)
{
    static struct log_file log;
    if (size < 512 || size > sizeof log.bytes)
        return;
    memcpy(log.bytes, bytes, size);
    log.size = size;
    log_base(log.bytes, log_get32(bytes + 4), log_get32(bytes + 4));
    for (size_t at = 512; at + 512 <= size;) {
        size_t length = log_get32(log.bytes + at + 4);
        if (memcmp(log.bytes + at, "HvLE", 4) != 0 || length < 512 || length > size - at)
            break;
        log_hash(&log, at);
        at += length;
    }
    memcpy(bytes, log.bytes, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_hive_replayed replayed;
    struct nl_hive_header header;
    if (size < 6)
        return 0;
    size_t first = data[0] + 256U * data[1];
    size_t second = data[2] + 256U * data[3];
    size_t rest = size - 6;
    first = first < rest ? first : rest;
    second = second < rest - first ? second : rest - first;
    nl_arena_init(&arena, NULL, NULL);
    size_t hive_size = rest - first - second;
    if (hive_size < NL_HIVE_BASE_SIZE)
        hive_size = NL_HIVE_BASE_SIZE;
    uint8_t *hive = nl_arena_alloc(&arena, hive_size);
    uint8_t *log_1 = nl_arena_alloc(&arena, first);
    uint8_t *log_2 = nl_arena_alloc(&arena, second);
    memcpy(log_1, data + 6, first);
    memcpy(log_2, data + 6 + first, second);
    memcpy(hive, data + 6 + first + second, rest - first - second);
    memcpy(hive, "regf", 4);
    if (data[4] & 1)
        log_base(hive, log_get32(hive + 4), log_get32(hive + 8));
    if (data[4] & 2)
        make_right(log_1, first);
    if (data[4] & 4)
        make_right(log_2, second);
    const struct nl_hive_log_file logs[NL_HIVE_LOGS] = {
        {.there = !(data[5] & 1), .bytes = log_1, .size = first},
        {.there = !(data[5] & 2), .bytes = log_2, .size = second},
        {.there = data[5] & 4, .bytes = log_1, .size = first}};
    nl_hive_replay(&arena, hive, hive_size, logs, &replayed);
    if (replayed.state == NL_HIVE_NOT_RECOVERED && !replayed.why)
        abort();
    (void)nl_hive_next_sequence(hive, hive, logs);
    if (replayed.state == NL_HIVE_RECOVERED) {
        struct nl_error err = {0};
        if (!nl_hive_is_clean(replayed.bytes))
            abort();
        if (nl_hive_header_read(replayed.bytes, replayed.size, "hive", &header, &err) == NL_OK)
            (void)!nl_hive_check(&arena, replayed.bytes, &header, "hive", &err);
    }
    nl_arena_done(&arena);
    return 0;
}
