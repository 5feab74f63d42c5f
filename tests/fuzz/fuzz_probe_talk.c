/* fuzz_probe_talk.c - any bytes as everything that a host says on one of the four ports, through the
 * whole run: connecting, asking on, ending, concluding, and the document. */
#include "fake_net.h"
#include "probe/conclude.h"
#include "probe/probe_json.h"
#include "probe/run.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cuts an answer off the front: two bytes of length, then the bytes. */
static struct fake_bytes cut(const uint8_t **data, size_t *size)
{
    if (*size < 2)
        return (struct fake_bytes){NULL, 0};
    size_t length = (size_t)(*data)[0] << 8 | (*data)[1];
    struct fake_bytes found = {*data + 2, length < *size - 2 ? length : *size - 2};
    *data += 2 + found.size;
    *size -= 2 + found.size;
    return found;
}

static void write_host(struct fake_net *fake, const uint8_t *data, size_t size)
{
    uint8_t kind = data[0];
    struct fake_port *port = &fake->ports[kind & 3];
    data++;
    size--;
    for (unsigned n = 0; n < FAKE_CONNECTIONS; n++) {
        struct fake_connection *one = &port->connections[n];
        one->way = FAKE_ACCEPTS;
        one->end = (enum fake_end)((kind >> 2 & 3) % 3);
        one->unasked = (kind & 16) != 0;
        one->drip_ms = kind & 32 ? 40 : 0;
        for (unsigned a = 0; a < FAKE_ANSWERS; a++)
            one->answers[a] = cut(&data, &size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const bool all[NL_PORT_COUNT] = {true, true, true, true, true};
    static struct fake_net fake;
    const struct nl_net_interfaces none = {0};
    const struct nl_net_address address = {.bytes = {192, 0, 2, 10}};
    struct nl_probe_targets targets = {0};
    struct nl_texts others = {0};
    struct nl_arena arena;
    if (size == 0)
        return 0;
    nl_arena_init(&arena, NULL, NULL);
    fake_net_begin(&fake);
    /* The other ports say no at once. */
    for (size_t i = 0; i < 4; i++)
        fake.ports[i].connections[0].way = FAKE_REFUSES;
    write_host(&fake, data, size);
    struct nl_probe_run run = {.arena = &arena, .net = &fake.net, .clock = &fake.clock};
    (void)nl_probe_add(&arena, &targets, &address, &none, all);
    nl_probe_ask(&run, &targets, &none);
    if (fake.open_now != 0 || fake.now_ms > NL_PROBE_RUN_MS + 1)
        abort();
    struct nl_probe_document document = {
        .host = "h", .time = "t", .other_addresses = &others, .targets = &targets};
    size_t length = 0;
    const char *json = nl_probe_json(&arena, &document, &length);
    for (size_t i = 0; i < length; i++) {
        if ((json[i] < 0x20 && json[i] != '\n') || json[i] > 0x7E)
            abort();
    }
    nl_arena_done(&arena);
    return 0;
}
