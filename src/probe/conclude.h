/* conclude.h - what a stranger learns of a host, and which setting ends it. Pure: facts in, sentences
 * out; nothing is concluded that a fact does not carry. */
#ifndef NL_PROBE_CONCLUDE_H
#define NL_PROBE_CONCLUDE_H

#include "probe.h"

/* One port as it is told. */
struct nl_probe_view {
    enum nl_probe_state state;
    struct nl_sentence reason;   /* why not more, where there is something to say */
    struct nl_sentences learned; /* what a stranger learns */
    struct nl_texts settings;    /* "netbios.adapter[*]=disabled": each ends it */
    bool grave;                  /* SMB1 is spoken */
};
struct nl_probe_view nl_probe_view_of(struct nl_arena *arena, const struct nl_probe_target *target,
                                      size_t port);

/* The same as a machine carries it. time: when it was asked. */
struct nl_probed nl_probe_keep(struct nl_arena *arena, const struct nl_probe_target *target,
                               size_t port, const char *time);

/* A name of the computer and which answer told it. */
struct nl_probe_name {
    const char *name;
    enum nl_question question;
};
struct nl_probe_names {
    struct nl_probe_name *items;
    size_t count;
    size_t capacity;
};
struct nl_probe_names nl_probe_names_of(struct nl_arena *arena,
                                        const struct nl_probe_target *target);

/* Whether all of them are one name, as NetBIOS compares: without case, 15 characters. */
bool nl_probe_names_agree(const struct nl_probe_names *names);

/* Seconds since 1970 of a FILETIME; false for 0 and for what is outside of 1980 to 2200. */
bool nl_probe_time(uint64_t filetime, uint64_t *out_seconds);

/* Ports of the list, sorted, each once: "TCP 49152-49154, 49160". */
const char *nl_probe_endpoint_ports(struct nl_arena *arena, const struct nl_endpoint_map *map);

#endif
