/* dialogue_name.c - what is said on UDP 137 and TCP 139. */
#include "dialogue_name.h"

#include "session.h"

static void node_status_begin(struct nl_exchange *exchange)
{
    nl_node_status_request(nl_exchange_packet(exchange));
}

static void node_status_take(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    struct nl_node_status found;
    switch (nl_node_status_decode(exchange->arena, message, size, &found)) {
    case NL_DECODED_OK:
        exchange->target->node_status = found;
        nl_exchange_end(exchange, NL_PROBE_ANSWERS, (struct nl_sentence){0});
        break;
    case NL_DECODED_NEGATIVE:
        nl_exchange_end(exchange, NL_PROBE_NEGATIVE,
                        nl_say(exchange->arena, NL_T("the name service refuses the question")));
        break;
    case NL_DECODED_BAD:
        nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD,
                        nl_say(exchange->arena, NL_T("the bytes that came are not this protocol")));
        break;
    case NL_DECODED_OTHER:
        break; /* somebody else's datagram, or a late one: go on waiting */
    }
}

const struct nl_dialogue nl_dialogue_node_status = {
    .question = NL_QUESTION_NODE_STATUS,
    .begin = node_status_begin,
    .take = node_status_take,
};

static void session_begin(struct nl_exchange *exchange)
{
    nl_session_request(nl_exchange_packet(exchange),
                       exchange->called ? exchange->called : "*SMBSERVER");
}

static void take_smb(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    struct nl_smb2_negotiate found;
    uint32_t status = 0;
    struct nl_probe_answer *answer = &exchange->target->answers[NL_QUESTION_SESSION_SMB];
    enum nl_decoded decoded = nl_smb2_negotiate_decode(message, size, &found, &status);
    if (decoded == NL_DECODED_NEGATIVE && status == NL_SMB2_STATUS_PENDING)
        return; /* the real answer follows */
    answer->protocol_status = status;
    if (decoded == NL_DECODED_OK) {
        exchange->target->session_smb = found;
        nl_exchange_end(exchange, NL_PROBE_ANSWERS, (struct nl_sentence){0});
    } else if (decoded == NL_DECODED_NEGATIVE) {
        nl_exchange_end(
            exchange, NL_PROBE_NEGATIVE,
            nl_say(exchange->arena, NL_T("SMB answers with the status {1}"), nl_hex(status).text));
    } else {
        nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD,
                        nl_say(exchange->arena, NL_T("the bytes that came are not this protocol")));
    }
}

static void session_refused(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    uint8_t code = size > NL_FRAME_HEADER ? message[NL_FRAME_HEADER] : 0;
    exchange->target->answers[exchange->question].protocol_status = code;
    nl_exchange_end(
        exchange, NL_PROBE_NEGATIVE,
        nl_say(exchange->arena, NL_T("the session is refused: {1}"), nl_session_refusal(code)));
}

static void session_take(struct nl_exchange *exchange, const uint8_t *message, size_t size)
{
    bool in_session = exchange->question == NL_QUESTION_SESSION_SMB;
    switch (message[0]) {
    case NL_FRAME_KEEP_ALIVE:
        return;
    case NL_FRAME_NEGATIVE:
        session_refused(exchange, message, size);
        return;
    case NL_FRAME_RETARGET:
        /* A stranger's answer never sends the next question to another address. */
        nl_exchange_end(exchange, NL_PROBE_NEGATIVE,
                        nl_say(exchange->arena,
                               NL_T("it names another address for the session; not followed")));
        return;
    case NL_FRAME_POSITIVE:
        if (in_session)
            break;
        nl_exchange_answered(exchange, NL_QUESTION_SESSION_SMB);
        exchange->target->answers[NL_QUESTION_SESSION_SMB].tries = 1;
        nl_smb2_negotiate_request(nl_exchange_packet(exchange), true, exchange->seed);
        return;
    case NL_FRAME_MESSAGE:
        if (!in_session)
            break;
        take_smb(exchange, message + NL_FRAME_HEADER, size - NL_FRAME_HEADER);
        return;
    default:
        break;
    }
    nl_exchange_end(exchange, NL_PROBE_NOT_UNDERSTOOD,
                    nl_say(exchange->arena, NL_T("the bytes that came are not this protocol")));
}

const struct nl_dialogue nl_dialogue_session = {
    .question = NL_QUESTION_SESSION,
    .begin = session_begin,
    .size = nl_frame_size,
    .take = session_take,
};
