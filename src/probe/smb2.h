/* smb2.h - SMB2 and SMB3: NEGOTIATE and the first half of SESSION_SETUP ([MS-SMB2] 2.2). */
#ifndef NL_PROBE_SMB2_H
#define NL_PROBE_SMB2_H

#include "bytes.h"
#include "spnego.h"

/* NTSTATUS values that an answer may carry. */
#define NL_SMB2_STATUS_MORE_PROCESSING UINT32_C(0xC0000016)
#define NL_SMB2_STATUS_PENDING UINT32_C(0x00000103)
#define NL_SMB2_STATUS_ACCESS_DENIED UINT32_C(0xC0000022)
#define NL_SMB2_STATUS_NOT_SUPPORTED UINT32_C(0xC00000BB)

enum nl_smb2_command { NL_SMB2_NEGOTIATE = 0, NL_SMB2_SESSION_SETUP = 1 };

struct nl_smb2_negotiate {
    uint16_t dialect; /* 0x0202 to 0x0311; 0x02FF after a multi-protocol question */
    bool signing_required;
    bool signing_enabled;
    uint8_t guid[16];
    uint32_t capabilities;
    uint32_t most_transact, most_read, most_write; /* bytes */
    uint64_t time;                                 /* FILETIME */
    uint64_t start_time;                           /* FILETIME; 0: not told */
    bool has_encryption;                           /* 3.1.1: the context came */
    uint16_t cipher;                               /* its choice; 0: none in common */
    bool compression;                              /* at least one algorithm */
    bool has_signing;                              /* the context for signing algorithms came */
    uint16_t credits;
    struct nl_mechanisms mechanisms;
};

/* Appends a framed NEGOTIATE: up to 3.1.1 with its contexts, or up to 3.0.2 as NetBIOS needs it
 * ([MS-SMB2] 2.1). seed makes the client's GUID and the salt; neither says anything of the asker. */
void nl_smb2_negotiate_request(struct nl_packet *packet, bool netbios, uint64_t seed);

/* Appends a framed SESSION_SETUP that carries the first NTLM message; message id 1. */
void nl_smb2_session_setup_request(struct nl_packet *packet);

/* Reads the head of a message (without frame). NL_DECODED_BAD: not SMB2, or not the answer to that
 * command with that message id. */
enum nl_decoded nl_smb2_head(const uint8_t *message, size_t size, enum nl_smb2_command command,
                             uint64_t message_id, uint32_t *out_status);

/* Reads the answer to NEGOTIATE. An error status is NL_DECODED_NEGATIVE. */
enum nl_decoded nl_smb2_negotiate_decode(const uint8_t *message, size_t size,
                                         struct nl_smb2_negotiate *out_answer,
                                         uint32_t *out_status);

/* Reads the answer to SESSION_SETUP: the security blob in place. A status other than
 * NL_SMB2_STATUS_MORE_PROCESSING is NL_DECODED_NEGATIVE. */
enum nl_decoded nl_smb2_session_setup_decode(const uint8_t *message, size_t size,
                                             const uint8_t **out_blob, size_t *out_size,
                                             uint32_t *out_status);

/* "3.1.1"; "2.x" for the multi-protocol answer; NULL for an unknown one. */
const char *nl_smb2_dialect_text(uint16_t dialect);

/* "AES-128-GCM", or NULL. */
const char *nl_smb2_cipher_text(uint16_t cipher);

/* Whether the server offers encryption with what it answered. */
bool nl_smb2_encrypts(const struct nl_smb2_negotiate *answer);

#endif
