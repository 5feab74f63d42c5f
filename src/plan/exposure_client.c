/* exposure_client.c - what this machine, as a client, tries when it opens a share.
 *
 * With NetBIOS on, TCP 445 and TCP 139 are tried at the same time and the first answer is used
 * (KB204279); without it, 445 alone. SMB 3.1.1 does not exist over NetBIOS ([MS-SMB2] 2.1). */
#include "exposure_client.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/text.h"
#include "exposure_predict.h"
#include "service_chain.h"

#define FIRST_BUILD_WITH_SMB_311 10240

/* How far NetBIOS will be on, which is what TCP 139's prediction says. */
static enum nl_openness netbios_openness(struct nl_arena *arena, const struct nl_machine *machine,
                                         const char **out_names)
{
    struct nl_port_exposure exposure = {.port = nl_port_find(139)};
    struct nl_text names;
    nl_text_init(&names, arena);
    nl_exposure_predict(arena, machine, &exposure);
    for (size_t i = 0; i < exposure.places.count; i++) {
        if (exposure.places.items[i].predicted == NL_OPENNESS_OPEN)
            nl_text_format(&names, "%s%s", names.length ? ", " : "",
                           exposure.places.items[i].label);
    }
    *out_names = nl_clean(arena, names.data);
    return exposure.predicted;
}

static void say_ports(struct nl_arena *arena, enum nl_openness netbios, bool direct_lost,
                      const char *names, struct nl_sentences *out)
{
    if (direct_lost && netbios == NL_OPENNESS_CLOSED) {
        nl_say_to(arena, out,
                  NL_T("This machine cannot open shares: smb.direct is 0, which on this Windows "
                       "takes TCP 445 from the client too, and NetBIOS is off, so TCP 139 is not "
                       "tried."));
        return;
    }
    if (direct_lost) {
        nl_say_to(arena, out,
                  NL_T("When this machine opens a share it tries TCP 139 alone: smb.direct is 0, "
                       "which on this Windows takes TCP 445 from the client too."));
        return;
    }
    switch (netbios) {
    case NL_OPENNESS_OPEN:
        nl_say_to(arena, out,
                  NL_T("When this machine opens a share it tries TCP 445 and TCP 139 at the same "
                       "time and uses whichever answers first."));
        return;
    case NL_OPENNESS_PARTLY:
        nl_say_to(
            arena, out,
            NL_T("When this machine opens a share through {1} it tries TCP 445 and TCP 139 at "
                 "the same time and uses whichever answers first; through other adapters it "
                 "tries TCP 445 alone."),
            names);
        return;
    case NL_OPENNESS_CLOSED:
        nl_say_to(arena, out,
                  NL_T("When this machine opens a share it tries TCP 445 alone, because NetBIOS is "
                       "off. Servers that only listen on TCP 139 cannot be reached."));
        nl_say_to(arena, out,
                  NL_T("Short server names are found through DNS and other ways, no longer through "
                       "NetBIOS or WINS."));
        return;
    case NL_OPENNESS_UNKNOWN:
        nl_say_to(
            arena, out,
            NL_T("When this machine opens a share it tries TCP 445; whether it also tries TCP "
                 "139 could not be found out."));
        return;
    }
}

static void say_dialects(struct nl_arena *arena, const struct nl_machine *machine,
                         enum nl_openness netbios, struct nl_sentences *out)
{
    if (machine->os.build >= FIRST_BUILD_WITH_SMB_311 && netbios != NL_OPENNESS_CLOSED)
        nl_say_to(
            arena, out,
            NL_T("SMB 3.1.1, which this Windows prefers, exists on TCP 445 only; over TCP 139 "
                 "it falls back to an older dialect."));
    const struct nl_service *smb1 = nl_machine_service(machine, "mrxsmb10");
    uint32_t start = 0;
    if (machine->os.build != 0 && machine->os.build < NL_FIRST_VISTA_BUILD) {
        nl_say_to(arena, out, NL_T("This Windows speaks SMB1 only."));
    } else if (smb1 && nl_value_as_dword(&smb1->start, &start)) {
        nl_say_to(arena, out,
                  start == 4 ? NL_T("Its SMB1 client is disabled: servers that speak nothing newer "
                                    "cannot be used.")
                             : NL_T("Its SMB1 client is enabled: it can use very old servers, and "
                                    "can be made to speak SMB1 by a hostile one."));
    } else if (!smb1 && machine->services_state == NL_VALUE_PRESENT) {
        nl_say_to(arena, out,
                  NL_T("It has no SMB1 client: servers that speak nothing newer cannot be used."));
    }
}

void nl_exposure_client(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_sentences *out_sentences)
{
    struct nl_sentences out = {0};
    struct nl_sentences why = {0};
    const char *names = NULL;
    bool old = machine->os.build != 0 && machine->os.build < NL_FIRST_VISTA_BUILD;
    enum nl_answer client = nl_service_will_run(arena, machine, "LanmanWorkstation", &why);
    if (client == NL_ANSWER_NO) {
        nl_say_to(arena, &out,
                  NL_T("This machine cannot open shares: its Workstation service will not run."));
        for (size_t i = 0; i < why.count; i++)
            *NL_PUSH(arena, &out) = why.items[i];
        *out_sentences = out;
        return;
    }
    if (client == NL_ANSWER_UNKNOWN)
        nl_say_to(arena, &out,
                  NL_T("Whether the Workstation service will run could not be found out; what "
                       "follows holds if it does."));
    enum nl_openness netbios = netbios_openness(arena, machine, &names);
    say_ports(arena, netbios, old && nl_smb_direct_off(machine) == NL_ANSWER_YES, names, &out);
    say_dialects(arena, machine, netbios, &out);
    nl_say_to(arena, &out,
              NL_T("Inbound firewall rules do not hinder the connections that this machine opens "
                   "itself."));
    *out_sentences = out;
}
