/* hive_cells.c - taking cells of a hive and giving them back.
 *
 * A cell begins with its size: negative while it is used. Cells fill their bin exactly, and their
 * sizes are multiples of eight. */
#include "hive_cells.h"

#include "hive_bytes.h"
#include "hive_header.h"

#include <string.h>

enum { BIN_HEADER = 32, SMALLEST = 8, BIN_UNIT = 4096, MORE_ROOM = 65536 };

static void put_size(struct nl_hive_image *image, size_t at, size_t size, bool used)
{
    uint32_t stored = (uint32_t)size;
    nl_hive_put32(image->bytes + at, used ? 0 - stored : stored);
}

/* Where the bin at that place ends. */
static size_t bin_end(const struct nl_hive_image *image, size_t bin)
{
    size_t size = nl_hive_u32(image->bytes + bin + 8);
    return size < BIN_UNIT || size > image->size - bin ? image->size : bin + size;
}

/* The first free cell of at least that size in all bins; 0 where there is none. */
static size_t find_free(const struct nl_hive_image *image, size_t wanted)
{
    for (size_t bin = NL_HIVE_BASE_SIZE; bin < image->size;) {
        size_t end = bin_end(image, bin);
        for (size_t at = bin + BIN_HEADER; at + SMALLEST <= end;) {
            int64_t stored = (int32_t)nl_hive_u32(image->bytes + at);
            size_t size = (size_t)(stored < 0 ? -stored : stored);
            if (size < SMALLEST || size > end - at)
                break; /* a checked image has no such cell */
            if (stored > 0 && size >= wanted)
                return at;
            at += size;
        }
        bin = end;
    }
    return 0;
}

/* Appends a bin that is one free cell; where that cell is, or 0. */
static size_t add_bin(struct nl_hive_image *image, size_t wanted)
{
    size_t size = (wanted + BIN_HEADER + BIN_UNIT - 1) / BIN_UNIT * BIN_UNIT;
    if (image->size + size > NL_HIVE_MAX_SIZE)
        return 0;
    if (image->size + size > image->room) {
        size_t room = image->size + size + MORE_ROOM;
        uint8_t *wider = nl_arena_alloc(image->arena, room);
        memcpy(wider, image->bytes, image->size);
        image->bytes = wider;
        image->room = room;
    }
    uint8_t *bin = image->bytes + image->size;
    memset(bin, 0, size);
    memcpy(bin, "hbin", 4);
    nl_hive_put32(bin + 4, (uint32_t)(image->size - NL_HIVE_BASE_SIZE));
    nl_hive_put32(bin + 8, (uint32_t)size);
    size_t at = image->size + BIN_HEADER;
    image->size += size;
    put_size(image, at, size - BIN_HEADER, false);
    nl_hive_put32(image->bytes + NL_HIVE_AT_BINS_SIZE, (uint32_t)(image->size - NL_HIVE_BASE_SIZE));
    return at;
}

uint32_t nl_hive_cell_take(struct nl_hive_image *image, size_t size)
{
    size_t wanted = (size + 4 + 7) / 8 * 8;
    if (size > NL_HIVE_MAX_SIZE)
        return NL_HIVE_NOWHERE;
    size_t at = find_free(image, wanted);
    if (at == 0)
        at = add_bin(image, wanted);
    if (at == 0)
        return NL_HIVE_NOWHERE;
    size_t found = nl_hive_u32(image->bytes + at);
    if (found - wanted >= SMALLEST) {
        put_size(image, at + wanted, found - wanted, false);
        found = wanted;
    }
    put_size(image, at, found, true);
    memset(image->bytes + at + 4, 0, found - 4);
    return (uint32_t)(at - NL_HIVE_BASE_SIZE);
}

void nl_hive_cell_give(struct nl_hive_image *image, uint32_t offset)
{
    size_t held = 0;
    if (!nl_hive_cell(image, offset, &held))
        return;
    size_t at = NL_HIVE_BASE_SIZE + (size_t)offset;
    size_t size = held + 4;
    size_t bin = NL_HIVE_BASE_SIZE;
    while (bin_end(image, bin) <= at)
        bin = bin_end(image, bin);
    size_t end = bin_end(image, bin);
    size_t next = at + size;
    if (next + SMALLEST <= end) {
        int64_t stored = (int32_t)nl_hive_u32(image->bytes + next);
        if (stored >= SMALLEST && (size_t)stored <= end - next)
            size += (size_t)stored;
    }
    put_size(image, at, size, false);
}
