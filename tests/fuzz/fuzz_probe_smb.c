/* fuzz_probe_smb.c - any bytes as a frame of TCP 139 and 445: SMB2, its security blob, the NTLM
 * challenge, and SMB1. */
#include "base/utf8.h"
#include "probe/ntlm.h"
#include "probe/session.h"
#include "probe/smb1.h"
#include "probe/smb2.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_be_text(const char *text)
{
    if (text && !nl_utf8_valid(text, strlen(text)))
        abort();
}

static void read_challenge(struct nl_arena *arena, const uint8_t *blob, size_t size)
{
    struct nl_ntlm_challenge challenge;
    (void)nl_ntlm_challenge_decode(arena, blob, size, &challenge);
    (void)nl_ntlm_domain_member(&challenge);
    must_be_text(challenge.target);
    must_be_text(challenge.computer);
    must_be_text(challenge.domain);
    must_be_text(challenge.dns_computer);
    must_be_text(challenge.dns_domain);
    must_be_text(challenge.dns_forest);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_smb2_negotiate negotiate;
    struct nl_smb1 smb1;
    const uint8_t *blob = NULL;
    size_t blob_size = 0;
    size_t whole = 0;
    uint32_t status = 0;
    nl_arena_init(&arena, NULL, NULL);
    if (nl_frame_size(data, size, &whole) == NL_DECODED_OK &&
        whole > (size_t)NL_FRAME_MOST + NL_FRAME_HEADER)
        abort();
    if (size >= NL_FRAME_HEADER) {
        const uint8_t *message = data + NL_FRAME_HEADER;
        size_t length = size - NL_FRAME_HEADER;
        if (nl_smb2_negotiate_decode(message, length, &negotiate, &status) == NL_DECODED_OK &&
            !nl_smb2_dialect_text(negotiate.dialect))
            abort();
        (void)nl_smb2_encrypts(&negotiate);
        (void)nl_smb2_cipher_text(negotiate.cipher);
        if (nl_smb2_session_setup_decode(message, length, &blob, &blob_size, &status) ==
            NL_DECODED_OK)
            read_challenge(&arena, blob, blob_size);
        (void)nl_smb1_negotiate_decode(&arena, message, length, &smb1);
        must_be_text(smb1.domain);
        must_be_text(smb1.server);
    }
    /* And as the blob itself, so that nothing must be guessed right before it. */
    read_challenge(&arena, data, size);
    (void)nl_spnego_mechanisms(data, size);
    nl_arena_done(&arena);
    return 0;
}
