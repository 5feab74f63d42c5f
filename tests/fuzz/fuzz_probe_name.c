/* fuzz_probe_name.c - any datagram as the answer to a node status question. */
#include "probe/node_status.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_node_status status;
    nl_arena_init(&arena, NULL, NULL);
    (void)nl_node_status_decode(&arena, data, size, &status);
    if (status.names.count > 255)
        abort();
    for (size_t i = 0; i < status.names.count; i++) {
        for (const char *at = status.names.items[i].name; *at; at++) {
            if (*at < 0x20 || *at > 0x7E)
                abort(); /* a name that could move a cursor */
        }
        (void)nl_node_name_meaning(&status.names.items[i]);
    }
    nl_arena_done(&arena);
    return 0;
}
