/* ntlm.h - the NTLM challenge: what a server says of itself before a logon ([MS-NLMP] 2.2.1). */
#ifndef NL_PROBE_NTLM_H
#define NL_PROBE_NTLM_H

#include "bytes.h"

/* Names are NULL where the server does not give them. The challenge itself is not kept. */
struct nl_ntlm_challenge {
    const char *target;
    const char *computer;
    const char *domain; /* of a workgroup machine: its own name */
    const char *dns_computer;
    const char *dns_domain;
    const char *dns_forest;
    bool target_is_domain;
    bool has_version;
    uint8_t major, minor;
    uint16_t build;
    uint64_t time; /* FILETIME; 0: not given */
};

/* Appends the first message, NEGOTIATE, without names. */
void nl_ntlm_negotiate(struct nl_packet *packet);

/* Finds the CHALLENGE in a security blob and reads it. */
enum nl_decoded nl_ntlm_challenge_decode(struct nl_arena *arena, const uint8_t *blob, size_t size,
                                         struct nl_ntlm_challenge *out_challenge);

/* Whether there is enough to tell whether the machine belongs to a domain. */
bool nl_ntlm_domain_told(const struct nl_ntlm_challenge *challenge);

/* Whether the names say that the machine belongs to a domain; false also where that is not told. */
bool nl_ntlm_domain_member(const struct nl_ntlm_challenge *challenge);

#endif
