/* dialogue_smb.c - what is said on TCP 445.
 *
 * No third NTLM message is ever sent: there is no logon, no null session and no session to end. */
#include "dialogue_smb.h"

#include "session.h"

static struct nl_sentence not_smb(struct nl_exchange *exchange)
{
    return nl_say(exchange->arena, NL_T("the bytes that came are not this protocol"));
}

/* Frames that carry no SMB message. True: dealt with. */
static bool take_frame(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    if (message[0] == NL_FRAME_MESSAGE)
        return false;
    if (message[0] == NL_FRAME_KEEP_ALIVE)
        return true;
    if (message[0] == NL_FRAME_NEGATIVE) {
        /* Samba refuses an asker that "hosts deny" names, before it is asked anything. */
        uint8_t code = size > NL_FRAME_HEADER ? message[NL_FRAME_HEADER] : 0;
        exchange->target->answers[exchange->question].protocol_status = code;
        nl_exchange_end(
            exchange, NL_PROBE_NEGATIVE,
            nl_say(exchange->arena, NL_T("the session is refused: {1}"), nl_session_refusal(code)));
        return true;
    }
    nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD, not_smb(exchange));
    return true;
}

static void smb_begin(struct nl_exchange *exchange)
{
    nl_smb2_negotiate_request(nl_exchange_packet(exchange), false, exchange->seed);
}

static void take_negotiate(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    struct nl_smb2_negotiate found;
    uint32_t status = 0;
    struct nl_probe_target *target = exchange->target;
    enum nl_decoded decoded = nl_smb2_negotiate_decode(message, size, &found, &status);
    if (decoded == NL_DECODED_NEGATIVE && status == NL_SMB2_STATUS_PENDING)
        return; /* the real answer follows */
    target->answers[NL_QUESTION_SMB].protocol_status = status;
    if (decoded == NL_DECODED_NEGATIVE) {
        nl_exchange_end(
            exchange, NL_PROBE_NEGATIVE,
            nl_say(exchange->arena, NL_T("SMB answers with the status {1}"), nl_hex(status).text));
        return;
    }
    if (decoded != NL_DECODED_OK) {
        nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD, not_smb(exchange));
        return;
    }
    target->smb = found;
    target->smb_received_s = exchange->now_s(exchange->context);
    nl_exchange_answered(exchange, NL_QUESTION_NTLM);
    if (found.credits == 0) {
        nl_exchange_end(exchange, NL_PROBE_NOT_ASKED,
                        nl_say(exchange->arena,
                               NL_T("the server allows no further question on this connection")));
        return;
    }
    target->answers[NL_QUESTION_NTLM].tries = 1;
    nl_smb2_session_setup_request(nl_exchange_packet(exchange));
}

/* Statuses that stand for a decision of whoever runs the server. */
static struct nl_sentence refusal_of(struct nl_exchange *exchange, uint32_t status)
{
    if (status == NL_SMB2_STATUS_NOT_SUPPORTED)
        return nl_say(exchange->arena, NL_T("incoming NTLM is denied by policy (status {1})"),
                      nl_hex(status).text);
    if (status == NL_SMB2_STATUS_ACCESS_DENIED && exchange->target->smb.dialect < 0x0300)
        return nl_say(exchange->arena, NL_T("the server requires encryption (status {1})"),
                      nl_hex(status).text);
    if (status == 0)
        return nl_say(exchange->arena, NL_T("the server granted a session without a logon; it was "
                                            "left at once"));
    return nl_say(exchange->arena, NL_T("SMB answers with the status {1}"), nl_hex(status).text);
}

static void take_setup(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    const uint8_t *blob = NULL;
    size_t blob_size = 0;
    uint32_t status = 0;
    struct nl_probe_target *target = exchange->target;
    enum nl_decoded decoded =
        nl_smb2_session_setup_decode(message, size, &blob, &blob_size, &status);
    if (decoded == NL_DECODED_NEGATIVE && status == NL_SMB2_STATUS_PENDING)
        return; /* the real answer follows */
    target->answers[NL_QUESTION_NTLM].protocol_status = status;
    if (decoded == NL_DECODED_NEGATIVE) {
        nl_exchange_end(exchange, status == 0 ? NL_PROBE_ANSWERS : NL_PROBE_NEGATIVE,
                        refusal_of(exchange, status));
        return;
    }
    if (decoded == NL_DECODED_OK)
        decoded = nl_ntlm_challenge_decode(exchange->arena, blob, blob_size, &target->ntlm);
    if (decoded == NL_DECODED_OK)
        nl_exchange_end(exchange, NL_PROBE_ANSWERS, (struct nl_sentence){0});
    else
        nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD, not_smb(exchange));
}

static void smb_take(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    if (take_frame(exchange, message, size))
        return;
    message += NL_FRAME_HEADER;
    size -= NL_FRAME_HEADER;
    if (exchange->question == NL_QUESTION_SMB)
        take_negotiate(exchange, message, size);
    else
        take_setup(exchange, message, size);
}

const struct nl_dialogue nl_dialogue_smb = {
    .question = NL_QUESTION_SMB,
    .begin = smb_begin,
    .size = nl_frame_size,
    .take = smb_take,
};

static void smb1_begin(struct nl_exchange *exchange)
{
    nl_smb1_negotiate_request(nl_exchange_packet(exchange));
}

static void smb1_take(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    if (take_frame(exchange, message, size))
        return;
    switch (nl_smb1_negotiate_decode(exchange->arena, message + NL_FRAME_HEADER,
                                     size - NL_FRAME_HEADER, &exchange->target->smb1)) {
    case NL_DECODED_OK:
        nl_exchange_end(exchange, NL_PROBE_ANSWERS, (struct nl_sentence){0});
        break;
    case NL_DECODED_NEGATIVE:
        nl_exchange_end(exchange, NL_PROBE_NEGATIVE,
                        nl_say(exchange->arena, NL_T("the server accepts no dialect of SMB1")));
        break;
    case NL_DECODED_OTHER:
    case NL_DECODED_BAD:
        nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD, not_smb(exchange));
        break;
    }
}

const struct nl_dialogue nl_dialogue_smb1 = {
    .question = NL_QUESTION_SMB1,
    .begin = smb1_begin,
    .size = nl_frame_size,
    .take = smb1_take,
};
