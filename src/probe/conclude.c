/* conclude.c - what a stranger learns of a host, and which setting ends it. */
#include "conclude.h"

#include "base/attributes.h"
#include "base/time_text.h"
#include "interface_names.h"
#include "plan/inet.h"
#include "rpc.h"

#include <string.h>

/* FILETIME counts 100 ns from 1601-01-01 UTC. */
#define TICKS_OF_A_SECOND UINT64_C(10000000)
#define UNIX_EPOCH_S UINT64_C(11644473600)
#define YEAR_1980_S UINT64_C(315532800)
#define YEAR_2200_S UINT64_C(7258118400)

enum { NETBIOS_LENGTH = 15, KERBEROS_SKEW_S = 300, MOST_PROGRAMS = 6, MOST_ADDRESSES = 16 };

bool nl_probe_time(uint64_t filetime, uint64_t *out_seconds)
{
    uint64_t seconds = filetime / TICKS_OF_A_SECOND;
    if (seconds < UNIX_EPOCH_S + YEAR_1980_S || seconds > UNIX_EPOCH_S + YEAR_2200_S)
        return false;
    *out_seconds = seconds - UNIX_EPOCH_S;
    return true;
}

static bool answered(const struct nl_probe_target *target, enum nl_question question)
{
    return target->answers[question].state == NL_PROBE_ANSWERS;
}

static void add_name(struct nl_arena *arena, struct nl_probe_names *names, const char *name,
                     enum nl_question question)
{
    if (!name || !*name)
        return;
    struct nl_probe_name *one = NL_PUSH(arena, names);
    one->name = name;
    one->question = question;
}

struct nl_probe_names nl_probe_names_of(struct nl_arena *arena,
                                        const struct nl_probe_target *target)
{
    struct nl_probe_names names = {0};
    if (answered(target, NL_QUESTION_NODE_STATUS))
        add_name(arena, &names, nl_node_status_computer(&target->node_status),
                 NL_QUESTION_NODE_STATUS);
    if (answered(target, NL_QUESTION_NTLM))
        add_name(arena, &names, target->ntlm.computer, NL_QUESTION_NTLM);
    if (answered(target, NL_QUESTION_SERVER_ALIVE) && target->server_alive.places.count)
        add_name(arena, &names, target->server_alive.places.items[0], NL_QUESTION_SERVER_ALIVE);
    for (size_t i = 0; i < target->endpoint_map.list.count; i++) {
        const char *name = target->endpoint_map.list.items[i].computer;
        if (!name || !*name)
            continue;
        add_name(arena, &names, name + strspn(name, "\\"), NL_QUESTION_ENDPOINT_MAP);
        break; /* every tower of one machine says the same */
    }
    add_name(arena, &names, target->smb1.server, NL_QUESTION_SMB1);
    return names;
}

bool nl_probe_names_agree(const struct nl_probe_names *names)
{
    for (size_t i = 1; i < names->count; i++) {
        const char *a = names->items[0].name;
        const char *b = names->items[i].name;
        size_t a_length = strlen(a) < NETBIOS_LENGTH ? strlen(a) : NETBIOS_LENGTH;
        size_t b_length = strlen(b) < NETBIOS_LENGTH ? strlen(b) : NETBIOS_LENGTH;
        if (!nl_same_parts(a, a_length, b, b_length))
            return false;
    }
    return true;
}

const char *nl_probe_endpoint_ports(struct nl_arena *arena, const struct nl_endpoint_map *map)
{
    bool *open = nl_arena_array(arena, 65537, sizeof *open);
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < map->list.count; i++) {
        if (map->list.items[i].kind == NL_ENDPOINT_TCP)
            open[map->list.items[i].port] = true;
    }
    for (unsigned port = 0; port < 65536; port++) {
        unsigned end = port;
        if (!open[port])
            continue;
        while (open[end + 1])
            end++;
        nl_text_format(&out, "%s%u", out.length ? ", " : "", port);
        if (end > port)
            nl_text_format(&out, "-%u", end);
        port = end;
    }
    return out.length ? out.data : NULL;
}

static const char *join(struct nl_arena *arena, const struct nl_texts *texts, size_t most)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < texts->count && i < most; i++)
        nl_text_format(&out, "%s%s", i ? ", " : "", texts->items[i]);
    if (texts->count > most)
        nl_text_add(&out, ", ...");
    return out.data;
}

/* Programs of the list that have a name here and can be reached from outside; and the roles. */
static void sort_endpoints(struct nl_arena *arena, const struct nl_endpoint_map *map,
                           size_t *out_pipes, size_t *out_local, struct nl_texts *out_programs,
                           struct nl_texts *out_roles)
{
    *out_pipes = *out_local = 0;
    for (size_t i = 0; i < map->list.count; i++) {
        const struct nl_endpoint *one = &map->list.items[i];
        *out_pipes += one->kind == NL_ENDPOINT_PIPE;
        *out_local += one->kind == NL_ENDPOINT_LOCAL;
        const struct nl_interface_row *row =
            one->kind == NL_ENDPOINT_LOCAL ? NULL
                                           : nl_interface_find(nl_uuid_text(arena, one->interface));
        if (row && !nl_texts_hold(out_programs, row->name))
            nl_texts_add(out_programs, arena, row->name);
        if (row && row->role && !nl_texts_hold(out_roles, row->role))
            nl_texts_add(out_roles, arena, row->role);
    }
}

static void conclude_map(struct nl_arena *arena, const struct nl_endpoint_map *map,
                         struct nl_sentences *learned)
{
    size_t pipes = 0;
    size_t local = 0;
    struct nl_texts programs = {0};
    struct nl_texts roles = {0};
    sort_endpoints(arena, map, &pipes, &local, &programs, &roles);
    if (map->list.count == 0) {
        nl_say_to(arena, learned, NL_T("the endpoint mapper answers, without a list"));
        return;
    }
    const char *ports = nl_probe_endpoint_ports(arena, map);
    nl_say_to(arena, learned,
              NL_T("{1} RPC endpoints: {2} over TCP, UDP or HTTP (TCP ports {3}), {4} over named "
                   "pipes, {5} for programs of that machine alone"),
              nl_decimal(map->list.count).text, nl_decimal(map->list.count - pipes - local).text,
              ports ? ports : "-", nl_decimal(pipes).text, nl_decimal(local).text);
    if (programs.count)
        nl_say_to(arena, learned, NL_T("RPC programs, among others: {1}"),
                  join(arena, &programs, MOST_PROGRAMS));
    for (size_t i = 0; i < roles.count; i++)
        nl_say_to(arena, learned, NL_T("role: {1}"), roles.items[i]);
    if (!map->whole)
        nl_say_to(arena, learned, NL_T("the list is not whole"));
}

/* The name, and where else the machine can be met. */
static void conclude_places(struct nl_arena *arena, const struct nl_probe_target *target,
                            struct nl_sentences *learned)
{
    const struct nl_texts *places = &target->server_alive.places;
    struct nl_texts further = {0};
    for (size_t i = 1; i < places->count; i++) {
        if (!nl_inet_same(places->items[i], target->text))
            nl_texts_add(&further, arena, places->items[i]);
    }
    if (further.count)
        nl_say_to(arena, learned, NL_T("computer {1}; its further addresses, {2}: {3}"),
                  places->items[0], nl_decimal(further.count).text,
                  join(arena, &further, MOST_ADDRESSES));
    else
        nl_say_to(arena, learned, NL_T("computer {1}; no other address than the one asked"),
                  places->items[0]);
}

static void conclude_135(struct nl_arena *arena, const struct nl_probe_target *target,
                         struct nl_probe_view *view)
{
    if (answered(target, NL_QUESTION_ENDPOINT_MAP))
        conclude_map(arena, &target->endpoint_map, &view->learned);
    if (answered(target, NL_QUESTION_SERVER_ALIVE) && target->server_alive.places.count)
        conclude_places(arena, target, &view->learned);
    /* Who is refused for not being authenticated has met that setting. */
    enum { ACCESS_DENIED = 5 };
    if (target->answers[NL_QUESTION_ENDPOINT_MAP].protocol_status != ACCESS_DENIED)
        nl_texts_add(&view->settings, arena, "rpc.restrict-remote=strict");
    nl_texts_add(&view->settings, arena, "firewall.block[135]=blocked");
}

static void conclude_names(struct nl_arena *arena, const struct nl_node_status *status,
                           struct nl_sentences *learned)
{
    const char *computer = nl_node_status_computer(status);
    const char *group = nl_node_status_group(status);
    if (computer || group)
        nl_say_to(arena, learned, NL_T("computer {1}, domain or workgroup {2}"),
                  computer ? computer : "-", group ? group : "-");
    for (size_t i = 0; i < status->names.count; i++) {
        const struct nl_node_name *name = &status->names.items[i];
        const char *meaning = nl_node_name_meaning(name);
        if (name->suffix == 0x00 || (name->suffix == 0x03 && nl_same(name->name, computer)))
            continue;
        if (name->suffix == 0x03 && !name->group)
            nl_say_to(arena, learned, NL_T("{1}: a user name"), name->name);
        else
            nl_say_to(arena, learned, "{1}<{2}>: {3}", name->name,
                      nl_arena_format(arena, "%02X", name->suffix),
                      meaning ? meaning : NL_T("unknown kind of name"));
        if (name->conflict)
            nl_say_to(arena, learned, NL_T("{1}: two computers claim this name"), name->name);
    }
    if (status->cut)
        nl_say_to(arena, learned, NL_T("the list of names is not whole"));
}

static void conclude_137(struct nl_arena *arena, const struct nl_probe_target *target,
                         struct nl_probe_view *view)
{
    static const uint8_t zeros[6];
    const struct nl_node_status *status = &target->node_status;
    if (answered(target, NL_QUESTION_NODE_STATUS)) {
        const uint8_t *mac = status->mac;
        conclude_names(arena, status, &view->learned);
        if (status->has_mac && memcmp(mac, zeros, sizeof zeros) != 0)
            nl_say_to(arena, &view->learned, NL_T("hardware address {1}"),
                      nl_arena_format(arena, "%02x-%02x-%02x-%02x-%02x-%02x", mac[0], mac[1],
                                      mac[2], mac[3], mac[4], mac[5]));
        else if (status->has_mac)
            nl_say_to(arena, &view->learned,
                      NL_T("no hardware address: not Windows, as Samba answers"));
    }
    nl_texts_add(&view->settings, arena, "netbios.adapter[*]=disabled");
}

static void conclude_138(struct nl_arena *arena, struct nl_probe_view *view)
{
    view->reason =
        nl_say(arena, NL_T("UDP 138 has no question that a stranger may ask and every "
                           "datagram service answers; see the settings of that machine"));
}

static void conclude_smb(struct nl_arena *arena, const struct nl_smb2_negotiate *smb,
                         struct nl_sentences *learned)
{
    const char *dialect = nl_smb2_dialect_text(smb->dialect);
    nl_say_to(
        arena, learned, NL_T("file sharing answers: SMB {1}, {2}, {3}"), dialect ? dialect : "?",
        smb->signing_required ? NL_T("signing required") : NL_T("signing not required"),
        nl_smb2_encrypts(smb) ? NL_T("encryption possible") : NL_T("encryption not possible"));
}

static void conclude_139(struct nl_arena *arena, const struct nl_probe_target *target,
                         struct nl_probe_view *view)
{
    if (answered(target, NL_QUESTION_SESSION))
        nl_say_to(arena, &view->learned, NL_T("a session is accepted from anybody"));
    if (answered(target, NL_QUESTION_SESSION_SMB))
        conclude_smb(arena, &target->session_smb, &view->learned);
    nl_texts_add(&view->settings, arena, "netbios.adapter[*]=disabled");
}

static void conclude_clock(struct nl_arena *arena, const struct nl_probe_target *target,
                           struct nl_sentences *learned)
{
    uint64_t there = 0;
    uint64_t here = target->smb_received_s;
    if (nl_probe_time(target->smb.time, &there)) {
        uint64_t apart = there > here ? there - here : here - there;
        if (apart > KERBEROS_SKEW_S)
            nl_say_to(arena, learned,
                      NL_T("its clock says {1}, {2} s away from ours: Kerberos fails"),
                      nl_time_text(arena, there), nl_decimal(apart).text);
    }
    if (nl_probe_time(target->smb.start_time, &there))
        nl_say_to(arena, learned, NL_T("the Server service runs since {1}"),
                  nl_time_text(arena, there));
}

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

/* Builds that several versions of Windows report alike. */
static const char *build_text(struct nl_arena *arena, const struct nl_ntlm_challenge *ntlm)
{
    enum { WINDOWS_10_2004 = 19041 };
    if (ntlm->build == WINDOWS_10_2004)
        return "10.0.19041-19045";
    return nl_arena_format(arena, "%u.%u.%u", ntlm->major, ntlm->minor, ntlm->build);
}

static bool printable(const uint8_t *guid)
{
    for (size_t i = 0; i < 16; i++) {
        bool text = guid[i] >= 0x20 && guid[i] <= 0x7E;
        if (!text && (guid[i] != 0 || i == 0))
            return false;
    }
    return true;
}

/* Whether the version is older than the first that speaks the dialect: macOS says 6.1.7600 and
 * speaks SMB 3. */
static bool older_than_its_dialect(const struct nl_ntlm_challenge *ntlm, uint16_t dialect)
{
    static const struct {
        uint16_t dialect;
        uint8_t major, minor;
    } first[] = {{0x0202, 6, 0}, {0x0210, 6, 1}, {0x0300, 6, 2}, {0x0302, 6, 3}, {0x0311, 10, 0}};
    for (size_t i = 0; i < NL_COUNT_OF(first); i++) {
        if (first[i].dialect == dialect)
            return ntlm->major < first[i].major ||
                   (ntlm->major == first[i].major && ntlm->minor < first[i].minor);
    }
    return false;
}

static void conclude_version(struct nl_arena *arena, const struct nl_probe_target *target,
                             struct nl_sentences *learned)
{
    const struct nl_ntlm_challenge *ntlm = &target->ntlm;
    bool named = printable(target->smb.guid); /* Samba puts its name there */
    if (!ntlm->has_version || ntlm->build == 0 || ntlm->major == 0) {
        if (named || ntlm->has_version)
            nl_say_to(arena, learned, NL_T("not Windows, or Samba: it reports no build"));
    } else if (named || older_than_its_dialect(ntlm, target->smb.dialect)) {
        nl_say_to(
            arena, learned,
            NL_T("not Windows, or Samba: it reports Windows {1}, which does not fit the rest"),
            build_text(arena, ntlm));
    } else {
        nl_say_to(arena, learned, NL_T("it reports Windows {1}"), build_text(arena, ntlm));
    }
}

static void conclude_ntlm(struct nl_arena *arena, const struct nl_probe_target *target,
                          struct nl_sentences *learned)
{
    const struct nl_ntlm_challenge *ntlm = &target->ntlm;
    if (nl_ntlm_domain_member(ntlm))
        nl_say_to(arena, learned,
                  NL_T("computer {1}, member of the domain {2}; in DNS {3}; forest {4}"),
                  or_dash(ntlm->computer), or_dash(ntlm->domain), or_dash(ntlm->dns_computer),
                  or_dash(ntlm->dns_forest));
    else if (nl_ntlm_domain_told(ntlm))
        nl_say_to(arena, learned, NL_T("computer {1}, no domain member; in DNS {2}"),
                  or_dash(ntlm->computer), or_dash(ntlm->dns_computer));
    else if (ntlm->computer || ntlm->target)
        nl_say_to(arena, learned, NL_T("computer {1}; it does not say whether it is in a domain"),
                  ntlm->computer ? ntlm->computer : ntlm->target);
    conclude_version(arena, target, learned);
}

/* What SMB1 tells of the machine, and SMB2 does not. */
static void conclude_smb1_facts(struct nl_arena *arena, const struct nl_smb1 *smb1,
                                struct nl_sentences *learned)
{
    if (smb1->server || smb1->domain)
        nl_say_to(arena, learned, NL_T("computer {1}, domain or workgroup {2}"),
                  or_dash(smb1->server), or_dash(smb1->domain));
    if (!smb1->extended)
        return;
    unsigned minutes =
        (unsigned)(smb1->zone_minutes < 0 ? -smb1->zone_minutes : smb1->zone_minutes);
    nl_say_to(arena, learned, NL_T("its time zone: UTC{1}"),
              nl_arena_format(arena, "%c%02u:%02u", smb1->zone_minutes > 0 ? '-' : '+',
                              minutes / 60, minutes % 60));
}

static void conclude_smb1(struct nl_arena *arena, const struct nl_probe_target *target,
                          struct nl_probe_view *view)
{
    switch (nl_probe_smb1(target)) {
    case NL_SMB1_SPOKEN:
        nl_say_to(arena, &view->learned,
                  NL_T("SMB1 is spoken: WannaCry spread through it; switch it off first"));
        conclude_smb1_facts(arena, &target->smb1, &view->learned);
        nl_texts_add(&view->settings, arena, "smb1.server=disabled");
        view->grave = true;
        break;
    case NL_SMB1_NOT_SPOKEN:
        nl_say_to(arena, &view->learned, NL_T("SMB1 is not spoken"));
        break;
    case NL_SMB1_UNKNOWN:
        if (target->answers[NL_QUESTION_SMB1].tries)
            nl_say_to(arena, &view->learned, NL_T("whether SMB1 is spoken could not be told"));
        break;
    }
}

static void conclude_445(struct nl_arena *arena, const struct nl_probe_target *target,
                         struct nl_probe_view *view)
{
    if (answered(target, NL_QUESTION_SMB)) {
        conclude_smb(arena, &target->smb, &view->learned);
        /* An answer with a reason is a session that nobody asked for. */
        if (target->answers[NL_QUESTION_NTLM].reason.format)
            *NL_PUSH(arena, &view->learned) = target->answers[NL_QUESTION_NTLM].reason;
        else if (answered(target, NL_QUESTION_NTLM))
            conclude_ntlm(arena, target, &view->learned);
        if (!answered(target, NL_QUESTION_NTLM) && target->smb.mechanisms.kerberos)
            nl_say_to(arena, &view->learned,
                      NL_T("it offers Kerberos: probably a member of a domain"));
        conclude_clock(arena, target, &view->learned);
    }
    conclude_smb1(arena, target, view);
    nl_texts_add(&view->settings, arena, "smb.direct=disabled");
    nl_texts_add(&view->settings, arena, "firewall.block[445]=blocked");
}

struct nl_probe_view nl_probe_view_of(struct nl_arena *arena, const struct nl_probe_target *target,
                                      size_t port)
{
    static void (*const rows[NL_PORT_COUNT])(struct nl_arena *, const struct nl_probe_target *,
                                             struct nl_probe_view *) = {
        conclude_135, conclude_137, NULL, conclude_139, conclude_445};
    struct nl_probe_view view = {.state = nl_probe_port_state(target, port)};
    const struct nl_probe_answer *answer = nl_probe_port_answer(target, port);
    if (answer)
        view.reason = answer->reason;
    if (rows[port])
        rows[port](arena, target, &view);
    else
        conclude_138(arena, &view);
    /* Nothing to end where nothing was reached. */
    if (!nl_probe_state_reached(view.state))
        view.settings = (struct nl_texts){0};
    return view;
}

static enum nl_probe_signing signing_of(const struct nl_probe_target *target, unsigned port)
{
    enum nl_question question = port == 445 ? NL_QUESTION_SMB : NL_QUESTION_SESSION_SMB;
    const struct nl_smb2_negotiate *smb = port == 445 ? &target->smb : &target->session_smb;
    if ((port != 445 && port != 139) || !answered(target, question))
        return NL_PROBE_SIGNING_UNKNOWN;
    return smb->signing_required ? NL_PROBE_SIGNING_REQUIRED : NL_PROBE_SIGNING_NOT_REQUIRED;
}

struct nl_probed nl_probe_keep(struct nl_arena *arena, const struct nl_probe_target *target,
                               size_t port, const char *time)
{
    struct nl_probe_view view = nl_probe_view_of(arena, target, port);
    struct nl_probed probed = {.port = nl_ports[port].number,
                               .address = target->text,
                               .asked_from = target->asked_from,
                               .own = target->own,
                               .state = view.state,
                               .smb1 = view.grave,
                               .signing = signing_of(target, nl_ports[port].number),
                               .time = time};
    for (size_t i = 0; i < view.learned.count; i++)
        nl_texts_add(&probed.learned, arena, nl_sentence_text(arena, &view.learned.items[i], NULL));
    return probed;
}
