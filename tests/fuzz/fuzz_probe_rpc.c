/* fuzz_probe_rpc.c - any bytes as PDUs of TCP 135, and as the stubs of both answers. */
#include "base/utf8.h"
#include "probe/conclude.h"
#include "probe/endpoint_map.h"
#include "probe/rpc.h"
#include "probe/server_alive.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_be_text(const char *text)
{
    if (text && !nl_utf8_valid(text, strlen(text)))
        abort();
}

static void read_stub(struct nl_arena *arena, const uint8_t *stub, size_t size)
{
    struct nl_endpoint_map map = {0};
    struct nl_server_alive alive;
    uint8_t handle[NL_ENDPOINT_HANDLE];
    uint32_t status = 0;
    bool more = false;
    (void)nl_endpoint_page_decode(arena, stub, size, &map, handle, &more);
    if (map.list.count > NL_ENDPOINTS_MOST)
        abort();
    for (size_t i = 0; i < map.list.count; i++) {
        must_be_text(map.list.items[i].annotation);
        must_be_text(map.list.items[i].pipe);
        must_be_text(map.list.items[i].computer);
    }
    must_be_text(nl_probe_endpoint_ports(arena, &map));
    (void)nl_server_alive_decode(arena, stub, size, &alive, &status);
    for (size_t i = 0; i < alive.places.count; i++)
        must_be_text(alive.places.items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t at = 0; at < size;) {
        struct nl_rpc_pdu pdu;
        size_t whole = 0;
        if (nl_rpc_size(data + at, size - at, &whole) != NL_DECODED_OK || whole == 0 ||
            whole > size - at)
            break;
        struct nl_reader call = nl_reader_of(data + at, whole);
        nl_read_skip(&call, 12);
        if (nl_rpc_decode(data + at, whole, nl_read_le32(&call), &pdu) == NL_DECODED_OK && pdu.stub)
            read_stub(&arena, pdu.stub, pdu.stub_size);
        at += whole;
    }
    read_stub(&arena, data, size);
    nl_arena_done(&arena);
    return 0;
}
