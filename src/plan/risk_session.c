/* risk_session.c - whether the plan may end the remote session that netlatch runs in. */
#include "risk_session.h"

#include "base/attributes.h"
#include "dependents.h"
#include "evidence.h"
#include "lockout.h"

/* The service that carries a kind of session; NULL: none does. */
static const char *carrier_of(enum nl_remote remote)
{
    switch (remote) {
    case NL_REMOTE_RDP:
        return "TermService";
    case NL_REMOTE_WINRM:
        return "WinRM";
    case NL_REMOTE_SSH:
        return "sshd";
    case NL_REMOTE_UNKNOWN:
    case NL_REMOTE_NONE:
    case NL_REMOTE_SERVICE:
        break;
    }
    return NULL;
}

static bool lists(const struct nl_dependents *dependents, const char *service)
{
    for (size_t i = 0; i < dependents->list.count; i++) {
        if (nl_same(dependents->list.items[i].name, service))
            return true;
    }
    return false;
}

/* Services that the plan keeps from starting and that carry the session, directly or because the
 * carrier depends on them. */
static void say_carrier(const struct nl_risk_inquiry *inquiry, const char *carrier,
                        struct nl_sentences *because)
{
    struct nl_dependents_list found;
    const char *remote = nl_remote_name(inquiry->machine->session.remote);
    nl_dependents_find(inquiry->arena, inquiry->machine, inquiry->steps, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct nl_dependents *dependents = &found.items[i];
        bool is_rpc = nl_same(dependents->service, "RpcSs");
        if (lists(dependents, carrier))
            nl_say_to(inquiry->arena, because,
                      NL_T("This session came through {1}. Its service {2} needs {3} and will not "
                           "start again without it."),
                      remote, carrier, dependents->service);
        else if (is_rpc)
            nl_say_to(inquiry->arena, because,
                      NL_T("This session came through {1}. After the next restart nobody can log "
                           "on that way, because logging on needs RpcSs."),
                      remote);
    }
}

static void say_denied(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    const char *sid = NULL;
    const char *remote = nl_remote_name(inquiry->machine->session.remote);
    enum nl_answer network = nl_session_network_logon(inquiry->machine);
    enum nl_answer denied = nl_session_denied(inquiry->machine, &inquiry->changes->denied, &sid);
    if (network == NL_ANSWER_NO || denied == NL_ANSWER_NO)
        return;
    if (network == NL_ANSWER_YES && denied == NL_ANSWER_YES)
        nl_say_to(inquiry->arena, because,
                  NL_T("This session came through {1}, and network logon is denied to its account "
                       "({2}): if the connection drops, it cannot be made again."),
                  remote, sid);
    else
        nl_say_to(inquiry->arena, because,
                  NL_T("This session came through {1}, and network logon may be denied to its "
                       "account ({2}): if the connection drops, it may not be possible to make it "
                       "again."),
                  remote, sid);
}

/* PsExec runs its command as a service and speaks to it over a named pipe, that is over SMB. */
static void say_psexec(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    const struct nl_service *psexec = nl_machine_service(inquiry->machine, "PSEXESVC");
    const uint32_t smb =
        NL_CHANGE_BIT(NL_CHANGE_CLOSE_445) | NL_CHANGE_BIT(NL_CHANGE_SERVER_SERVICE_OFF);
    if (inquiry->machine->session.remote == NL_REMOTE_SERVICE && psexec &&
        psexec->run == NL_SERVICE_RUNNING && (inquiry->changes->all & smb))
        nl_say_to(inquiry->arena, because,
                  NL_T("PsExec runs on this computer and speaks through TCP 445, which the plan "
                       "closes."));
}

void nl_risk_session_cut(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because)
{
    const char *carrier = carrier_of(inquiry->machine->session.remote);
    say_psexec(inquiry, because);
    if (!carrier)
        return;
    say_carrier(inquiry, carrier, because);
    say_denied(inquiry, because);
}
