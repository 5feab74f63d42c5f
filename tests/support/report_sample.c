/* report_sample.c - an audit made by hand, for tests of the reports. */
#include "report_sample.h"

#include <stdint.h>
#include <stdlib.h>

const char *const report_sample_attacks[] = {
    "\x1b[2J\x1b]0;owned\x07",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "abc\xE2\x80\xAEgpj.exe",
    "line\r\nNonCompliant; forged\n\tnext",
    "\" onload=\"alert(2)\" x='&amp;]]>",
    "+1+1",
    "@SUM(1+1)",
    "-2+3",
    "\xE7\xBD\x91\xE5\x8D\xA1\xF0\x9F\x94\xA5 {1} %s %n ../../..",
    "--><!--",
    ("\xC2\x9B"
     "31m \x7F \xE2\x80\xA8 end"),
    "\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90 no characters", /* U+FFFE, U+FFFF, U+FDD0 */
    ("so\xC2\xAD"
     "ft\xE2\x81\xA0\xE2\x81\xA4\xEF\xBF\xB9\xF3\xA0\x81\x81 hidden"),
    ("\xEF\xBC\x9D"
     "1+1"),                                /* full-width = */
    "\xEF\xBC\x8B\xEF\xBC\x8D\xEF\xBC\xA0", /* full-width + - @ */
    ("\xEF\xBC\x8D"
     "2"),
    "\xEF\xBC\xA0SUM(1)",
};
const size_t report_sample_attack_count = NL_COUNT_OF(report_sample_attacks);

const char *report_sample_name(struct report_sample *sample, const char *name)
{
    if (!sample->hostile)
        return name;
    return report_sample_attacks[sample->next_attack++ % report_sample_attack_count];
}

const struct nl_setting report_sample_settings[SAMPLE_SETTING_COUNT] = {
    [SAMPLE_DCOM] = {.id = "dcom.enabled",
                     .title = "DCOM between computers",
                     .place = NL_PLACE_REGISTRY,
                     .path = "HKLM\\SOFTWARE\\Microsoft\\Ole",
                     .name = "EnableDCOM",
                     .type = NL_TYPE_SZ,
                     .choices =
                         NL_CHOICES({.word = "yes", .text = "Y"}, {.word = "no", .text = "N"})},
    [SAMPLE_GUEST] = {.id = "account.guest",
                      .title = "Guest account",
                      .place = NL_PLACE_ACCOUNT,
                      .path = "501",
                      .type = NL_TYPE_ACCOUNT_STATE,
                      .choices =
                          NL_CHOICES({.word = "enabled", .number = 1}, {.word = "disabled"})},
    [SAMPLE_DENY] = {.id = "logon.network.deny",
                     .title = "Who may not log on over the network",
                     .place = NL_PLACE_USER_RIGHT,
                     .path = "SeDenyNetworkLogonRight",
                     .type = NL_TYPE_SID_SET},
    [SAMPLE_NETBEUI] = {.id = "netbios.netbeui",
                        .title = "NetBEUI",
                        .place = NL_PLACE_SERVICE_START,
                        .path = "{1}",
                        .type = NL_TYPE_START_TYPE,
                        .instances = NL_INSTANCE_TRANSPORT},
    [SAMPLE_NETBIOS] = {.id = "netbios.adapter",
                        .title = "NetBIOS over TCP/IP",
                        .instances = NL_INSTANCE_ADAPTER,
                        .place = NL_PLACE_REGISTRY,
                        .path = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters\\"
                                "Interfaces\\Tcpip_{1}",
                        .name = "NetbiosOptions",
                        .type = NL_TYPE_DWORD,
                        .choices = NL_CHOICES({.word = "default"}, {.word = "enabled", .number = 1},
                                              {.word = "disabled", .number = 2})},
    [SAMPLE_RPC] = {.id = "rpc.service",
                    .title = "Remote Procedure Call service",
                    .place = NL_PLACE_SERVICE_START,
                    .path = "RpcSs",
                    .type = NL_TYPE_START_TYPE,
                    .choices = NL_CHOICES({.word = "automatic", .number = 2},
                                          {.word = "disabled", .number = 4})},
    [SAMPLE_SERVER] = {.id = "server.service",
                       .title = "Server service",
                       .place = NL_PLACE_SERVICE_START,
                       .path = "LanmanServer",
                       .type = NL_TYPE_START_TYPE,
                       .choices = NL_CHOICES({.word = "automatic", .number = 2},
                                             {.word = "disabled", .number = 4})},
    [SAMPLE_SMB] = {.id = "smb.direct",
                    .title = "SMB directly over TCP",
                    .place = NL_PLACE_REGISTRY,
                    .path = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters",
                    .name = "SMBDeviceEnabled",
                    .type = NL_TYPE_DWORD,
                    .choices = NL_CHOICES({.word = "enabled", .number = 1}, {.word = "disabled"}),
                    .absent_means = "enabled",
                    .references =
                        NL_REFERENCES({NL_REFERENCE_STIG, "Windows 10 V3R6", "WN10-00-000165"},
                                      {NL_REFERENCE_ATTACK, NULL, "T1021.002"})},
};

static const struct nl_port sample_ports[NL_PORT_COUNT] = {
    {.number = 135, .protocol = NL_TCP, .name = "RPC endpoint mapper"},
    {.number = 137, .protocol = NL_UDP, .name = "NetBIOS name service", .per_adapter = true},
    {.number = 138, .protocol = NL_UDP, .name = "NetBIOS datagram service", .per_adapter = true},
    {.number = 139, .protocol = NL_TCP, .name = "NetBIOS session service", .per_adapter = true},
    {.number = 445, .protocol = NL_TCP, .name = "SMB over TCP"},
};

struct nl_instance report_sample_instance(struct report_sample *sample, size_t setting,
                                          const char *instance, const char *label)
{
    const struct nl_setting *row = &report_sample_settings[setting];
    struct nl_instance made = {.setting = row, .id = row->id, .instance = instance};
    if (instance)
        made.id = nl_arena_format(&sample->arena, "%s[%s]", row->id, instance);
    made.label = label ? report_sample_name(sample, label) : NULL;
    made.address = (struct nl_address){row->place, row->path, row->name};
    if (instance && row->path) {
        struct nl_text path;
        nl_text_init(&path, &sample->arena);
        nl_sentence_fill(&path, row->path, &instance, 1, NULL);
        made.address.path = path.data;
    }
    return made;
}

static void fill_machine(struct report_sample *sample)
{
    struct nl_machine *machine = &sample->machine;
    machine->name = report_sample_name(sample, "DESKTOP-7QK2");
    machine->source = "windows";
    machine->os = (struct nl_os){.product = report_sample_name(sample, "Windows 10 Pro"),
                                 .version = "10.0.19045",
                                 .build = 19045,
                                 .kind = NL_OS_CLIENT,
                                 .architecture = "x64"};
    machine->session.elevated = NL_ANSWER_NO;
    machine->session.remote = NL_REMOTE_RDP;
    machine->session.user_sid = "S-1-5-21-1004336348-1177238915-682003330-1001";
    machine->session.user_name = report_sample_name(sample, "DESKTOP-7QK2\\anna");
    machine->membership = (struct nl_membership){.state = NL_VALUE_PRESENT,
                                                 .join = NL_JOIN_WORKGROUP,
                                                 .name = report_sample_name(sample, "WORKGROUP"),
                                                 .controller = NL_ANSWER_NO};
    struct nl_unseen *unseen = NL_PUSH(&sample->arena, &machine->unseen);
    *unseen = (struct nl_unseen){"user-rights", NL_VALUE_DENIED, 5,
                                 "Reading user rights takes an elevated prompt."};
    unseen = NL_PUSH(&sample->arena, &machine->unseen);
    *unseen =
        (struct nl_unseen){report_sample_name(sample, "smb-sessions"), NL_VALUE_DENIED, 5, NULL};
}

static void add_owner(struct report_sample *sample, struct nl_port_exposure *port, uint32_t pid,
                      const char *process, const char *service, bool windows, const char *address)
{
    struct nl_port_owner *owner = NL_PUSH(&sample->arena, &port->owners);
    *owner = (struct nl_port_owner){
        pid, report_sample_name(sample, process), service, windows, address, address[0] == ':'};
}

static void add_place(struct report_sample *sample, struct nl_port_exposure *port,
                      const char *adapter, const char *label, enum nl_openness predicted,
                      enum nl_openness observed, enum nl_openness reachable, const char *option)
{
    struct nl_port_place *place = NL_PUSH(&sample->arena, &port->places);
    place->adapter = adapter;
    place->label = report_sample_name(sample, label);
    place->predicted = predicted;
    place->observed = observed;
    place->reachable = reachable;
    nl_say_to(&sample->arena, &place->why, "NetbiosOptions is {1}.", option);
}

void report_sample_ports(struct report_sample *sample, struct nl_port_exposure ports[NL_PORT_COUNT])
{
    struct nl_arena *arena = &sample->arena;
    static const enum nl_openness columns[NL_PORT_COUNT][3] = {
        {NL_OPENNESS_OPEN, NL_OPENNESS_OPEN, NL_OPENNESS_CLOSED},
        {NL_OPENNESS_PARTLY, NL_OPENNESS_OPEN, NL_OPENNESS_CLOSED},
        {NL_OPENNESS_PARTLY, NL_OPENNESS_OPEN, NL_OPENNESS_CLOSED},
        {NL_OPENNESS_PARTLY, NL_OPENNESS_UNKNOWN, NL_OPENNESS_PARTLY},
        {NL_OPENNESS_CLOSED, NL_OPENNESS_OPEN, NL_OPENNESS_OPEN},
    };
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        ports[i] = (struct nl_port_exposure){.port = &sample_ports[i],
                                             .predicted = columns[i][0],
                                             .observed = columns[i][1],
                                             .reachable = columns[i][2]};
        if (sample_ports[i].per_adapter) {
            add_place(sample, &ports[i], SAMPLE_ETHERNET, "Ethernet", NL_OPENNESS_OPEN,
                      columns[i][1], columns[i][2], "0");
            add_place(sample, &ports[i], SAMPLE_VPN, "VPN", NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED,
                      NL_OPENNESS_CLOSED, "2");
        }
    }
    add_owner(sample, &ports[0], 1004, "svchost.exe", "RpcEptMapper", true, "0.0.0.0");
    add_owner(sample, &ports[0], 1004, "svchost.exe", "RpcEptMapper", true, "::");
    add_owner(sample, &ports[1], 4, "System", NULL, true, "192.0.2.10");
    add_owner(sample, &ports[4], 4, "System", NULL, true, "0.0.0.0");
    add_owner(sample, &ports[4], 7342, "smbd.exe", NULL, false, "192.0.2.10");
    ports[4].unverified = true;
    nl_say_to(arena, &ports[0].why, "The service {1} starts automatically.", "RpcEptMapper");
    nl_say_to(arena, &ports[0].why, "A process listens on {1}.", "0.0.0.0");
    nl_say_to(arena, &ports[0].why, "The firewall drops what no rule allows.");
    nl_say_to(arena, &ports[4].why, "SMBDeviceEnabled is 0, but {1} listens on {2}.",
              report_sample_name(sample, "smbd.exe"), "192.0.2.10");
}

static struct nl_judged *judge(struct report_sample *sample, size_t setting, const char *instance,
                               const char *label, struct nl_value value, enum nl_verdict verdict,
                               enum nl_severity severity)
{
    struct nl_judged *judged = NL_PUSH(&sample->arena, &sample->audit.settings);
    judged->instance = report_sample_instance(sample, setting, instance, label);
    judged->value = value;
    judged->verdict = verdict;
    judged->severity = severity;
    for (size_t i = 0; i < sample->profile.wants.count; i++) {
        if (sample->profile.wants.items[i].setting == judged->instance.setting)
            judged->want = &sample->profile.wants.items[i];
    }
    sample->audit.summary.counts[verdict]++;
    return judged;
}

static void set_word(struct nl_judged *judged, size_t choice, bool by_absence,
                     const char *effective)
{
    judged->meaning = (struct nl_meaning){.kind = NL_MEANING_WORD,
                                          .choice = &judged->instance.setting->choices[choice],
                                          .by_absence = by_absence};
    judged->effective = effective;
}

static void fill_settings(struct report_sample *sample)
{
    struct nl_arena *arena = &sample->arena;
    struct nl_judged *judged =
        judge(sample, SAMPLE_GUEST, NULL, NULL, nl_value_byte(arena, NL_TYPE_ACCOUNT_STATE, false),
              NL_VERDICT_PASS, NL_SEVERITY_NONE);
    set_word(judged, 1, false, "disabled");
    judged = judge(sample, SAMPLE_DCOM, NULL, NULL,
                   nl_value_text(arena, NL_TYPE_SZ, report_sample_name(sample, "maybe")),
                   NL_VERDICT_UNKNOWN, NL_SEVERITY_MEDIUM);
    judged->meaning.kind = NL_MEANING_INVALID;
    nl_say_to(arena, &judged->why, "EnableDCOM is neither Y nor N.");
    judged = judge(sample, SAMPLE_DENY, NULL, NULL, nl_value_denied(5), NL_VERDICT_UNKNOWN,
                   NL_SEVERITY_MEDIUM);
    judged->meaning.kind = NL_MEANING_UNKNOWN;
    nl_say_to(arena, &judged->why, "Reading user rights takes an elevated prompt.");
    judged = judge(sample, SAMPLE_NETBIOS, SAMPLE_ETHERNET, "Ethernet", nl_value_dword(arena, 0),
                   NL_VERDICT_FAIL, NL_SEVERITY_MEDIUM);
    set_word(judged, 0, false, "enabled");
    nl_say_to(arena, &judged->why, "The adapter {1} leaves NetBIOS at its default, which is on.",
              report_sample_name(sample, "Ethernet"));
    judged = judge(sample, SAMPLE_NETBIOS, SAMPLE_VPN, "VPN", nl_value_dword(arena, 2),
                   NL_VERDICT_PASS, NL_SEVERITY_NONE);
    set_word(judged, 2, false, "disabled");
    judged = judge(sample, SAMPLE_NETBEUI, "nbf", NULL, nl_value_absent(1),
                   NL_VERDICT_NOT_APPLICABLE, NL_SEVERITY_NONE);
    judged->meaning.kind = NL_MEANING_NOTHING;
    judged = judge(sample, SAMPLE_SERVER, NULL, NULL, nl_value_start_type(arena, 2),
                   NL_VERDICT_NOT_CHECKED, NL_SEVERITY_NONE);
    set_word(judged, 0, false, "automatic");
    judged = judge(sample, SAMPLE_SMB, NULL, NULL, nl_value_absent(0), NL_VERDICT_FAIL,
                   NL_SEVERITY_HIGH);
    set_word(judged, 0, true, "enabled");
    nl_say_to(arena, &judged->why, "TCP 445 is where worms come in.");
}

static void find(struct report_sample *sample, const char *id, enum nl_verdict verdict,
                 enum nl_severity severity, size_t judged, const struct nl_port *port,
                 struct nl_sentence what, const char *next)
{
    struct nl_finding *finding = NL_PUSH(&sample->arena, &sample->audit.findings);
    finding->id = id;
    finding->verdict = verdict;
    finding->severity = severity;
    finding->setting = judged != SIZE_MAX ? sample->audit.settings.items[judged].instance.id : NULL;
    finding->port = port;
    finding->what = what;
    if (next)
        finding->next = nl_say(&sample->arena, "{1}", next);
}

static void fill_findings(struct report_sample *sample)
{
    struct nl_arena *arena = &sample->arena;
    find(sample, "setting.smb.direct", NL_VERDICT_FAIL, NL_SEVERITY_HIGH, 7, &sample_ports[4],
         nl_say(arena, "SMB directly over TCP is {1}; the profile wants {2}.", "enabled",
                "disabled"),
         "Plan the change and accept its risk.");
    find(sample, "port.445.mismatch", NL_VERDICT_FAIL, NL_SEVERITY_HIGH, SIZE_MAX, &sample_ports[4],
         nl_say(arena,
                "TCP 445 is held by {1} (process {2}), which is not Windows' own file server, so "
                "no setting of Windows closes it.",
                report_sample_name(sample, "smbd.exe"), "7342"),
         NULL);
    find(sample, "setting.netbios.adapter[" SAMPLE_ETHERNET "]", NL_VERDICT_FAIL,
         NL_SEVERITY_MEDIUM, 3, NULL,
         nl_say(arena, "NetBIOS over TCP/IP is on for the adapter {1}.",
                report_sample_name(sample, "Ethernet")),
         NULL);
    find(sample, "unseen.user-rights", NL_VERDICT_UNKNOWN, NL_SEVERITY_MEDIUM, SIZE_MAX, NULL,
         nl_say(arena, "User rights could not be read: access was denied."),
         "Run netlatch from an elevated prompt.");
}

static struct nl_want *want(struct report_sample *sample, size_t setting, const char *selector,
                            enum nl_want_kind kind, const char *word)
{
    struct nl_want *wanted = NL_PUSH(&sample->arena, &sample->profile.wants);
    *wanted = (struct nl_want){.setting = &report_sample_settings[setting],
                               .selector = selector,
                               .kind = kind,
                               .word = word};
    return wanted;
}

static void fill_profile(struct report_sample *sample)
{
    sample->profile.name = "office-client";
    sample->profile.title = "Workstation in a company";
    sample->profile.description = "Publishes no files; works with the shares of others.";
    want(sample, SAMPLE_GUEST, NULL, NL_WANT_WORD, "disabled");
    want(sample, SAMPLE_DCOM, NULL, NL_WANT_WORD, "no");
    want(sample, SAMPLE_NETBIOS, "*", NL_WANT_WORD, "disabled");
    want(sample, SAMPLE_SMB, NULL, NL_WANT_WORD, "disabled");
    struct nl_want *deny = want(sample, SAMPLE_DENY, NULL, NL_WANT_SIDS_ADD, NULL);
    nl_texts_add(&deny->sids, &sample->arena, "S-1-5-114");
    nl_texts_add(&deny->sids, &sample->arena, "S-1-5-32-546");
}

static void fill_clean(struct report_sample *sample)
{
    sample->audit.result = NL_RESULT_AS_WANTED;
    struct nl_arena *arena = &sample->arena;
    sample->machine.unseen.count = 0;
    sample->machine.session.elevated = NL_ANSWER_YES;
    struct nl_judged *judged =
        judge(sample, SAMPLE_GUEST, NULL, NULL, nl_value_byte(arena, NL_TYPE_ACCOUNT_STATE, false),
              NL_VERDICT_PASS, NL_SEVERITY_NONE);
    set_word(judged, 1, false, "disabled");
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        sample->audit.ports[i] = (struct nl_port_exposure){.port = &sample_ports[i],
                                                           .predicted = NL_OPENNESS_CLOSED,
                                                           .observed = NL_OPENNESS_CLOSED,
                                                           .reachable = NL_OPENNESS_CLOSED};
    struct nl_plan *plan = &sample->plan;
    plan->id = "0000000000000000";
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        plan->before[i] = plan->after[i] = sample->audit.ports[i];
}

/* A plan also tells how each change ends: one of them without effect. */
static void fill_requests_of_plan(struct report_sample *sample)
{
    const struct nl_requests *audited = &sample->audit.requests;
    for (size_t i = 0; i < audited->count; i++) {
        struct nl_request *request = NL_PUSH(&sample->arena, &sample->plan.requests);
        *request = audited->items[i];
        if (request->outcome != NL_OUTCOME_CHANGE)
            continue;
        request->expected = NL_OUTCOME_PENDING;
        if (!nl_equal(request->id, "smb.direct"))
            continue;
        request->expected = NL_OUTCOME_UNMET;
        request->unmet = NL_UNMET_INEFFECTIVE;
        request->why = nl_say(&sample->arena, "It is set, but {1} holds port 445.",
                              report_sample_name(sample, "System"));
    }
}

/* What follows from the verdicts: outcomes, requests, rules of findings. */
static void fill_outcomes(struct report_sample *sample)
{
    struct nl_audit *audit = &sample->audit;
    for (size_t i = 0; i < audit->settings.count; i++) {
        struct nl_judged *judged = &audit->settings.items[i];
        if (!judged->want)
            continue;
        bool unknown = judged->verdict == NL_VERDICT_UNKNOWN;
        judged->outcome = judged->verdict == NL_VERDICT_PASS             ? NL_OUTCOME_MET
                          : judged->verdict == NL_VERDICT_NOT_APPLICABLE ? NL_OUTCOME_NOT_APPLICABLE
                          : judged->verdict == NL_VERDICT_NOT_CHECKED    ? NL_OUTCOME_EXCEPTED
                          : unknown                                      ? NL_OUTCOME_UNMET
                                                                         : NL_OUTCOME_CHANGE;
        judged->unmet = unknown ? NL_UNMET_DENIED : NL_UNMET_NONE;
        *NL_PUSH(&sample->arena, &audit->requests) =
            (struct nl_request){.id = judged->instance.id,
                                .setting = judged->instance.setting,
                                .want = judged->want,
                                .judged = i,
                                .outcome = judged->outcome,
                                .expected = judged->outcome,
                                .unmet = judged->unmet};
        audit->summary.outcomes[judged->outcome]++;
    }
    for (size_t i = 0; i < audit->findings.count; i++) {
        struct nl_finding *finding = &audit->findings.items[i];
        finding->rule = finding->id;
        finding->decides = finding->verdict == NL_VERDICT_FAIL;
    }
    fill_requests_of_plan(sample);
}

struct report_sample *report_sample_new(enum report_sample_kind kind, size_t first_attack)
{
    struct report_sample *sample = calloc(1, sizeof *sample);
    if (!sample)
        abort();
    nl_arena_init(&sample->arena, NULL, NULL);
    struct nl_arena *arena = &sample->arena;
    sample->hostile = kind == REPORT_SAMPLE_HOSTILE;
    sample->next_attack = first_attack;
    fill_machine(sample);
    fill_profile(sample);
    struct nl_audit *audit = &sample->audit;
    audit->machine = &sample->machine;
    audit->profile = &sample->profile;
    sample->plan.machine = &sample->machine;
    sample->plan.profile = &sample->profile;
    audit->recommendation.profile = "office-client";
    if (kind == REPORT_SAMPLE_CLEAN) {
        fill_clean(sample);
        fill_outcomes(sample);
        return sample;
    }
    audit->profile_recommended = true;
    nl_say_to(arena, &audit->recommendation.reasons, "It publishes no folder and no printer.");
    nl_say_to(arena, &audit->recommendation.reasons, "It is in the workgroup {1}.",
              report_sample_name(sample, "WORKGROUP"));
    nl_say_to(arena, &audit->recommendation.unsure, "Sessions of others could not be seen.");
    report_sample_ports(sample, audit->ports);
    fill_settings(sample);
    fill_findings(sample);
    fill_outcomes(sample);
    audit->result = NL_RESULT_NOT_AS_WANTED;
    nl_say_to(arena, &audit->client,
              "It tries TCP 445 and TCP 139 at once; the first to answer "
              "is used.");
    report_sample_fill_plan(sample);
    return sample;
}

void report_sample_free(struct report_sample *sample)
{
    nl_arena_done(&sample->arena);
    free(sample);
}
