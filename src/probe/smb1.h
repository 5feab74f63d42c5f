/* smb1.h - SMB1: whether it is still spoken ([MS-CIFS] 2.2.4.52, [MS-SMB] 2.2.4.5). */
#ifndef NL_PROBE_SMB1_H
#define NL_PROBE_SMB1_H

#include "bytes.h"

enum nl_smb1_spoken {
    NL_SMB1_UNKNOWN = 0,
    NL_SMB1_SPOKEN,
    NL_SMB1_NOT_SPOKEN /* it reads the frame and accepts no dialect, or answers as SMB2 */
};

struct nl_smb1 {
    enum nl_smb1_spoken spoken;
    bool extended; /* the long form of the answer: time and zone are there */
    bool signing_enabled, signing_required;
    uint64_t time;        /* FILETIME */
    int16_t zone_minutes; /* minutes west of UTC */
    const char *domain;   /* without extended security only; else NULL */
    const char *server;
};

/* Appends a framed NEGOTIATE that offers "NT LM 0.12" alone. */
void nl_smb1_negotiate_request(struct nl_packet *packet);

/* Reads a message (without frame). NL_DECODED_NEGATIVE: SMB1 is not spoken. */
enum nl_decoded nl_smb1_negotiate_decode(struct nl_arena *arena, const uint8_t *message,
                                         size_t size, struct nl_smb1 *out_answer);

#endif
