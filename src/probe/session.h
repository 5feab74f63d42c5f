/* session.h - TCP 139: the frame that TCP 445 shares, the session request and its answers (RFC 1002
 * 4.3). */
#ifndef NL_PROBE_SESSION_H
#define NL_PROBE_SESSION_H

#include "bytes.h"

enum nl_frame_type {
    NL_FRAME_MESSAGE = 0x00,
    NL_FRAME_REQUEST = 0x81,
    NL_FRAME_POSITIVE = 0x82,
    NL_FRAME_NEGATIVE = 0x83,
    NL_FRAME_RETARGET = 0x84,
    NL_FRAME_KEEP_ALIVE = 0x85
};
enum { NL_FRAME_HEADER = 4, NL_FRAME_MOST = 1024 * 1024, NL_SESSION_NOT_PRESENT = 0x82 };

/* How long the frame is that begins with these bytes, its header included: 0 while that cannot be
 * told. NL_DECODED_BAD for a first byte that begins no frame and for more than 1 MiB. */
enum nl_decoded nl_frame_size(const uint8_t *bytes, size_t have, size_t *out_size);

/* Begins a message frame; nl_frame_end fills in its length. */
void nl_frame_begin(struct nl_packet *packet);
void nl_frame_end(struct nl_packet *packet);

/* Appends a session request from NETLATCH<00> to called<20>. */
void nl_session_request(struct nl_packet *packet, const char *called);

/* What a negative answer's code means, a marked wording. */
const char *nl_session_refusal(uint8_t code);

#endif
