/* spnego.h - which logon mechanisms a security blob offers ([MS-SPNG], RFC 4178). */
#ifndef NL_PROBE_SPNEGO_H
#define NL_PROBE_SPNEGO_H

#include "bytes.h"

struct nl_mechanisms {
    bool ntlm;
    bool kerberos;
    bool negoex;
};

/* Reads the list of mechanisms of a NegTokenInit. What is not understood offers nothing. */
struct nl_mechanisms nl_spnego_mechanisms(const uint8_t *bytes, size_t size);

/* Wraps an NTLM message into a NegTokenInit that offers NTLM alone. */
void nl_spnego_wrap_ntlm(struct nl_packet *packet, const uint8_t *message, size_t size);

#endif
