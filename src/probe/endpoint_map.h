/* endpoint_map.h - TCP 135: the list of RPC programs (ept_lookup, C706 appendix O, [MS-RPCE]). */
#ifndef NL_PROBE_ENDPOINT_MAP_H
#define NL_PROBE_ENDPOINT_MAP_H

#include "bytes.h"

enum nl_endpoint_kind {
    NL_ENDPOINT_OTHER = 0,
    NL_ENDPOINT_TCP,
    NL_ENDPOINT_UDP,
    NL_ENDPOINT_HTTP,
    NL_ENDPOINT_PIPE, /* a named pipe, reached through SMB */
    NL_ENDPOINT_LOCAL /* LRPC: not reachable from outside */
};
extern const char *const nl_endpoint_kind_words[]; /* other, tcp, udp, http, pipe, local */

struct nl_endpoint {
    uint8_t interface[16];
    uint16_t version;
    const char *annotation; /* free text of the program; may be empty */
    enum nl_endpoint_kind kind;
    uint16_t port;        /* TCP, UDP, HTTP */
    const char *pipe;     /* or NULL */
    const char *computer; /* the name in the tower, or NULL */
};

struct nl_endpoint_map {
    NL_LIST(struct nl_endpoint) list;
    bool whole; /* the server said that nothing follows */
};

enum { NL_ENDPOINTS_MOST = 4096, NL_ENDPOINT_PAGES_MOST = 64, NL_ENDPOINT_HANDLE = 20 };

/* The interface to bind to, and its version. */
extern const uint8_t nl_endpoint_mapper_uuid[16];
enum { NL_ENDPOINT_MAPPER_VERSION = 3 };

/* Appends a request for the next page of the list, and one that gives the handle back. handle: what
 * the last page returned; zeros at first. */
void nl_endpoint_lookup_request(struct nl_packet *packet, const uint8_t handle[NL_ENDPOINT_HANDLE],
                                uint32_t call);
void nl_endpoint_free_request(struct nl_packet *packet, const uint8_t handle[NL_ENDPOINT_HANDLE],
                              uint32_t call);

/* Reads one page, the joined stub of an answer: appends its entries. *out_more: another page may
 * follow, to be asked for with out_handle. */
enum nl_decoded nl_endpoint_page_decode(struct nl_arena *arena, const uint8_t *stub, size_t size,
                                        struct nl_endpoint_map *map,
                                        uint8_t out_handle[NL_ENDPOINT_HANDLE], bool *out_more);

#endif
