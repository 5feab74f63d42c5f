/* inflate.c - data that was deflated while building, through zlib's inflateBack. */
#include "inflate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

enum {
    WINDOW_BITS = 15,  /* deflate looks back 32 KiB at most */
    STATE_SIZE = 10240 /* inflateBack's one allocation: 7,160 bytes in zlib 1.2.13, 64 bits */
};

struct work {
    const struct nl_packed *packed;
    bool is_given;
    unsigned char *out;
    size_t written;
    _Alignas(16) unsigned char state[STATE_SIZE];
    unsigned char window[1 << WINDOW_BITS];
};

static voidpf allocate(voidpf opaque, uInt items, uInt size)
{
    struct work *work = opaque;
    return (size_t)items * size <= sizeof work->state ? work->state : NULL;
}

static void release(voidpf opaque, voidpf address)
{
    (void)opaque;
    (void)address;
}

static unsigned give(void *context, z_const unsigned char **out_bytes)
{
    struct work *work = context;
    if (work->is_given)
        return 0;
    work->is_given = true;
    *out_bytes = work->packed->bytes;
    return (unsigned)work->packed->size;
}

static int take(void *context, unsigned char *bytes, unsigned count)
{
    struct work *work = context;
    if (count > work->packed->full - work->written)
        return 1;
    memcpy(work->out + work->written, bytes, count);
    work->written += count;
    return 0;
}

void nl_inflate(const struct nl_packed *packed, void *out)
{
    struct work work = {.packed = packed, .out = out};
    z_stream stream = {.zalloc = allocate, .zfree = release, .opaque = &work};
    if (inflateBackInit(&stream, WINDOW_BITS, work.window) != Z_OK ||
        inflateBack(&stream, give, &work, take, &work) != Z_STREAM_END ||
        work.written != packed->full)
        abort();
}
