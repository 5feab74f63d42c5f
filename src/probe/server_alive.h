/* server_alive.h - TCP 135: IObjectExporter::ServerAlive2, which tells the machine's name and all of
 * its addresses ([MS-DCOM] 3.1.2.5.1.6). */
#ifndef NL_PROBE_SERVER_ALIVE_H
#define NL_PROBE_SERVER_ALIVE_H

#include "base/text.h"
#include "bytes.h"

struct nl_server_alive {
    uint16_t major, minor;  /* DCOM version */
    struct nl_texts places; /* the host name, then each address */
};

extern const uint8_t nl_object_exporter_uuid[16];

/* Appends the request; nothing but the call itself. */
void nl_server_alive_request(struct nl_packet *packet, uint32_t call);

/* Reads the joined stub. *out_status is the call's own result; one that is not 0 is
 * NL_DECODED_NEGATIVE. */
enum nl_decoded nl_server_alive_decode(struct nl_arena *arena, const uint8_t *stub, size_t size,
                                       struct nl_server_alive *out_alive, uint32_t *out_status);

#endif
