/* probe.c - what one host showed: the questions, how each ended, and the facts. */
#include "probe.h"

#include "base/attributes.h"

static const struct {
    unsigned port;
    const char *label;
} questions[NL_QUESTION_COUNT] = {
    [NL_QUESTION_ENDPOINT_MAP] = {135, NL_T("the list of RPC programs")},
    [NL_QUESTION_SERVER_ALIVE] = {135, NL_T("the machine's addresses (ServerAlive2)")},
    [NL_QUESTION_NODE_STATUS] = {137, NL_T("the NetBIOS names (node status)")},
    [NL_QUESTION_SESSION] = {139, NL_T("a NetBIOS session")},
    [NL_QUESTION_SESSION_SMB] = {139, NL_T("the SMB dialect inside the session")},
    [NL_QUESTION_SMB] = {445, NL_T("the SMB dialect")},
    [NL_QUESTION_NTLM] = {445, NL_T("the NTLM challenge, without a logon")},
    [NL_QUESTION_SMB1] = {445, NL_T("whether SMB1 is spoken")},
};

const char *const nl_question_words[] = {
    [NL_QUESTION_ENDPOINT_MAP] = "endpoint-map",
    [NL_QUESTION_SERVER_ALIVE] = "server-alive",
    [NL_QUESTION_NODE_STATUS] = "node-status",
    [NL_QUESTION_SESSION] = "session-request",
    [NL_QUESTION_SESSION_SMB] = "smb-over-netbios",
    [NL_QUESTION_SMB] = "smb-negotiate",
    [NL_QUESTION_NTLM] = "ntlm-challenge",
    [NL_QUESTION_SMB1] = "smb1-negotiate",
    NULL,
};

size_t nl_question_port(enum nl_question question)
{
    size_t port = 0;
    while (nl_ports[port].number != questions[question].port)
        port++;
    return port;
}

const char *nl_question_label(enum nl_question question)
{
    return questions[question].label;
}

const struct nl_probe_answer *nl_probe_port_answer(const struct nl_probe_target *target,
                                                   size_t port)
{
    const struct nl_probe_answer *found = NULL;
    for (unsigned q = 0; q < NL_QUESTION_COUNT; q++) {
        const struct nl_probe_answer *answer = &target->answers[q];
        if (nl_question_port((enum nl_question)q) == port &&
            (!found || answer->state > found->state))
            found = answer;
    }
    return found;
}

enum nl_probe_state nl_probe_port_state(const struct nl_probe_target *target, size_t port)
{
    const struct nl_probe_answer *answer = nl_probe_port_answer(target, port);
    return answer ? answer->state : NL_PROBE_NOT_ASKED;
}

enum nl_smb1_spoken nl_probe_smb1(const struct nl_probe_target *target)
{
    const struct nl_probe_answer *answer = &target->answers[NL_QUESTION_SMB1];
    if (target->smb1.spoken != NL_SMB1_UNKNOWN)
        return target->smb1.spoken;
    /* A Windows without SMB1 ends the connection without a word ([MS-SMB2] 3.3.5.3.2). Where SMB2 is
     * not answered either, the end says nothing. */
    if (answer->state == NL_PROBE_CLOSED_AT_ONCE &&
        target->answers[NL_QUESTION_SMB].state == NL_PROBE_ANSWERS)
        return NL_SMB1_NOT_SPOKEN;
    return NL_SMB1_UNKNOWN;
}
