/* unpack.c - data that was compressed while building, through the LZMA SDK's decoder. */
#include "unpack.h"

#include <stdlib.h>

#include <LzmaDec.h>

enum {
    /* The decoder's one allocation: 28,544 bytes for the largest of the forms that are tried while
     * building (lc 4). */
    STATE_SIZE = 28 * 1024
};

struct allocator {
    ISzAlloc calls;
    unsigned char *state; /* STATE_SIZE bytes */
};

static void *allocate(ISzAllocPtr calls, size_t size)
{
    const struct allocator *allocator = (const struct allocator *)calls;
    return size <= STATE_SIZE ? allocator->state : NULL;
}

static void release(ISzAllocPtr calls, void *address)
{
    (void)calls;
    (void)address;
}

void nl_unpack(const struct nl_packed *packed, void *out)
{
    _Alignas(16) unsigned char state[STATE_SIZE];
    const struct allocator allocator = {.calls = {allocate, release}, .state = state};
    const unsigned char *data = packed->bytes + LZMA_PROPS_SIZE;
    SizeT size = packed->size - LZMA_PROPS_SIZE;
    SizeT full = packed->full;
    ELzmaStatus end = LZMA_STATUS_NOT_SPECIFIED;
    if (LzmaDecode(out, &full, data, &size, packed->bytes, LZMA_PROPS_SIZE, LZMA_FINISH_END, &end,
                   &allocator.calls) != SZ_OK ||
        full != packed->full || end != LZMA_STATUS_FINISHED_WITH_MARK)
        abort();
}
