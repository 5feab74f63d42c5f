/* node_status.h - UDP 137: the node status question and its answer (RFC 1002 4.2.17, 4.2.18). */
#ifndef NL_PROBE_NODE_STATUS_H
#define NL_PROBE_NODE_STATUS_H

#include "bytes.h"

/* One name of the answer. */
struct nl_node_name {
    const char *name; /* without the padding; bytes outside of ASCII escaped */
    uint8_t suffix;   /* the 16th byte: what the name is for */
    bool group;
    bool conflict; /* two computers claim it */
};

struct nl_node_status {
    NL_LIST(struct nl_node_name) names;
    bool cut;     /* the list is not whole: it says so, or fewer names came than were announced */
    bool has_mac; /* six bytes followed the names */
    uint8_t mac[6];
};

/* The transaction id of our questions. */
enum { NL_NODE_STATUS_ID = 0x4E4C };

/* Appends the question for the names of the whole node, 50 bytes. */
void nl_node_status_request(struct nl_packet *packet);

/* Reads a datagram. NL_DECODED_OTHER: not an answer to our question. A response with an error code
 * or without an answer is NL_DECODED_NEGATIVE. */
enum nl_decoded nl_node_status_decode(struct nl_arena *arena, const uint8_t *bytes, size_t size,
                                      struct nl_node_status *out_status);

/* What a name with that suffix stands for, a marked wording; NULL where it is not known. */
const char *nl_node_name_meaning(const struct nl_node_name *name);

/* The first unique name <00>, which is the computer's; NULL. */
const char *nl_node_status_computer(const struct nl_node_status *status);
/* The first group name <00>: domain or workgroup; NULL. */
const char *nl_node_status_group(const struct nl_node_status *status);
/* A name of that suffix and kind, or NULL. */
const struct nl_node_name *nl_node_status_find(const struct nl_node_status *status, uint8_t suffix,
                                               bool group);

/* Appends a NetBIOS name in first-level encoding (RFC 1001 14.1): length, 32 letters, zero. name is
 * cut at 15 characters, put in capitals and padded with pad; suffix is its 16th byte. */
void nl_netbios_name_encode(struct nl_packet *packet, const char *name, char pad, uint8_t suffix);

#endif
