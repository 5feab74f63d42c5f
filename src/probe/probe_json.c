/* probe_json.c - a probe as one JSON document, netlatch/probe/1.
 *
 * The challenge, the salt and raw bytes are never in it. */
#include "probe_json.h"

#include "base/json.h"
#include "base/json_document.h"
#include "base/time_text.h"
#include "conclude.h"
#include "interface_names.h"
#include "rpc.h"

#include <yyjson.h>

struct out {
    struct nl_arena *arena;
    yyjson_mut_doc *doc;
};

static void add_text(const struct out *out, yyjson_mut_val *object, const char *key,
                     const char *text)
{
    if (text)
        yyjson_mut_obj_add_str(out->doc, object, key, text);
}

static void add_number(const struct out *out, yyjson_mut_val *object, const char *key,
                       uint64_t number)
{
    yyjson_mut_obj_add_uint(out->doc, object, key, number);
}

static void add_bool(const struct out *out, yyjson_mut_val *object, const char *key, bool value)
{
    yyjson_mut_obj_add_bool(out->doc, object, key, value);
}

static void add_sentence(const struct out *out, yyjson_mut_val *object, const char *key,
                         const struct nl_sentence *sentence)
{
    if (sentence->format)
        add_text(out, object, key, nl_sentence_text(out->arena, sentence, NULL));
}

static void add_time(const struct out *out, yyjson_mut_val *object, const char *key,
                     uint64_t filetime)
{
    uint64_t seconds = 0;
    if (nl_probe_time(filetime, &seconds))
        add_text(out, object, key, nl_time_text(out->arena, seconds));
    else if (filetime) /* no date that could be meant: as it came */
        add_text(out, object, key, nl_arena_text(out->arena, nl_decimal(filetime).text));
}

static void add_texts(const struct out *out, yyjson_mut_val *object, const char *key,
                      const struct nl_texts *texts)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(out->doc, object, key);
    for (size_t i = 0; i < texts->count; i++)
        yyjson_mut_arr_add_str(out->doc, list, texts->items[i]);
}

static void node_status_facts(const struct out *out, yyjson_mut_val *facts,
                              const struct nl_node_status *status)
{
    yyjson_mut_val *names = yyjson_mut_obj_add_arr(out->doc, facts, "names");
    for (size_t i = 0; i < status->names.count; i++) {
        const struct nl_node_name *name = &status->names.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(out->doc, names);
        add_text(out, one, "name", name->name);
        add_number(out, one, "suffix", name->suffix);
        add_bool(out, one, "group", name->group);
        add_text(out, one, "meaning", nl_node_name_meaning(name));
        if (name->conflict)
            add_bool(out, one, "conflict", true);
    }
    add_bool(out, facts, "whole", !status->cut);
    if (status->has_mac) {
        const uint8_t *mac = status->mac;
        add_text(out, facts, "mac",
                 nl_arena_format(out->arena, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1],
                                 mac[2], mac[3], mac[4], mac[5]));
    }
}

static void smb_facts(const struct out *out, yyjson_mut_val *facts,
                      const struct nl_smb2_negotiate *smb, uint64_t received_s)
{
    uint64_t seconds = 0;
    add_text(out, facts, "dialect", nl_smb2_dialect_text(smb->dialect));
    add_bool(out, facts, "signing_required", smb->signing_required);
    add_bool(out, facts, "encryption", nl_smb2_encrypts(smb));
    if (smb->has_encryption)
        add_text(out, facts, "cipher", nl_smb2_cipher_text(smb->cipher));
    add_bool(out, facts, "compression", smb->compression);
    add_bool(out, facts, "signing_algorithms", smb->has_signing);
    add_number(out, facts, "capabilities", smb->capabilities);
    add_text(out, facts, "server_guid", nl_uuid_text(out->arena, smb->guid));
    add_number(out, facts, "max_transact", smb->most_transact);
    add_number(out, facts, "max_read", smb->most_read);
    add_number(out, facts, "max_write", smb->most_write);
    add_time(out, facts, "time", smb->time);
    add_time(out, facts, "start_time", smb->start_time);
    if (received_s && nl_probe_time(smb->time, &seconds))
        yyjson_mut_obj_add_sint(out->doc, facts, "clock_difference_s",
                                (int64_t)seconds - (int64_t)received_s);
    yyjson_mut_val *mechanisms = yyjson_mut_obj_add_arr(out->doc, facts, "mechanisms");
    if (smb->mechanisms.negoex)
        yyjson_mut_arr_add_str(out->doc, mechanisms, "negoex");
    if (smb->mechanisms.kerberos)
        yyjson_mut_arr_add_str(out->doc, mechanisms, "kerberos");
    if (smb->mechanisms.ntlm)
        yyjson_mut_arr_add_str(out->doc, mechanisms, "ntlm");
}

static void ntlm_facts(const struct out *out, yyjson_mut_val *facts,
                       const struct nl_ntlm_challenge *ntlm)
{
    add_text(out, facts, "target", ntlm->target);
    add_text(out, facts, "computer", ntlm->computer);
    add_text(out, facts, "domain", ntlm->domain);
    add_text(out, facts, "dns_computer", ntlm->dns_computer);
    add_text(out, facts, "dns_domain", ntlm->dns_domain);
    add_text(out, facts, "dns_forest", ntlm->dns_forest);
    if (nl_ntlm_domain_told(ntlm))
        add_bool(out, facts, "domain_member", nl_ntlm_domain_member(ntlm));
    if (ntlm->has_version)
        add_text(out, facts, "version",
                 nl_arena_format(out->arena, "%u.%u.%u", ntlm->major, ntlm->minor, ntlm->build));
    add_time(out, facts, "time", ntlm->time);
}

static void smb1_facts(const struct out *out, yyjson_mut_val *facts,
                       const struct nl_probe_target *target)
{
    static const char *const words[] = {
        [NL_SMB1_UNKNOWN] = "unknown", [NL_SMB1_SPOKEN] = "yes", [NL_SMB1_NOT_SPOKEN] = "no"};
    const struct nl_smb1 *smb1 = &target->smb1;
    add_text(out, facts, "spoken", words[nl_probe_smb1(target)]);
    if (!smb1->extended)
        return;
    add_bool(out, facts, "signing_required", smb1->signing_required);
    yyjson_mut_obj_add_sint(out->doc, facts, "zone_minutes_west", smb1->zone_minutes);
    add_time(out, facts, "time", smb1->time);
    add_text(out, facts, "domain", smb1->domain);
    add_text(out, facts, "computer", smb1->server);
}

static void map_facts(const struct out *out, yyjson_mut_val *facts,
                      const struct nl_endpoint_map *map)
{
    size_t local = 0;
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(out->doc, facts, "endpoints");
    for (size_t i = 0; i < map->list.count; i++) {
        const struct nl_endpoint *endpoint = &map->list.items[i];
        /* Local ones carry names of applications and sessions, and nobody outside reaches them. */
        if (endpoint->kind == NL_ENDPOINT_LOCAL) {
            local++;
            continue;
        }
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(out->doc, list);
        const char *uuid = nl_uuid_text(out->arena, endpoint->interface);
        const struct nl_interface_row *row = nl_interface_find(uuid);
        add_text(out, one, "interface", uuid);
        add_number(out, one, "version", endpoint->version);
        add_text(out, one, "name", row ? row->name : NULL);
        add_text(out, one, "annotation",
                 endpoint->annotation && *endpoint->annotation ? endpoint->annotation : NULL);
        add_text(out, one, "protocol", nl_endpoint_kind_words[endpoint->kind]);
        if (endpoint->port)
            add_number(out, one, "port", endpoint->port);
        add_text(out, one, "pipe", endpoint->pipe);
    }
    add_number(out, facts, "count", map->list.count);
    add_number(out, facts, "local", local);
    add_bool(out, facts, "whole", map->whole);
}

static void alive_facts(const struct out *out, yyjson_mut_val *facts,
                        const struct nl_server_alive *alive)
{
    struct nl_texts addresses = alive->places;
    add_text(out, facts, "version",
             nl_arena_format(out->arena, "%u.%u", alive->major, alive->minor));
    if (addresses.count == 0)
        return;
    add_text(out, facts, "computer", addresses.items[0]);
    addresses.items++;
    addresses.count--;
    add_texts(out, facts, "addresses", &addresses);
}

static void add_facts(const struct out *out, yyjson_mut_val *object,
                      const struct nl_probe_target *target, enum nl_question question)
{
    bool answered = target->answers[question].state == NL_PROBE_ANSWERS;
    bool asked = target->answers[question].tries > 0;
    if (!answered && !(question == NL_QUESTION_SMB1 && asked))
        return;
    yyjson_mut_val *facts = yyjson_mut_obj_add_obj(out->doc, object, "facts");
    switch (question) {
    case NL_QUESTION_ENDPOINT_MAP:
        map_facts(out, facts, &target->endpoint_map);
        break;
    case NL_QUESTION_SERVER_ALIVE:
        alive_facts(out, facts, &target->server_alive);
        break;
    case NL_QUESTION_NODE_STATUS:
        node_status_facts(out, facts, &target->node_status);
        break;
    case NL_QUESTION_SESSION_SMB:
        smb_facts(out, facts, &target->session_smb, 0);
        break;
    case NL_QUESTION_SMB:
        smb_facts(out, facts, &target->smb, target->smb_received_s);
        break;
    case NL_QUESTION_NTLM:
        ntlm_facts(out, facts, &target->ntlm);
        break;
    case NL_QUESTION_SMB1:
        smb1_facts(out, facts, target);
        break;
    case NL_QUESTION_SESSION:
    case NL_QUESTION_COUNT:
        break;
    }
}

static void add_question(const struct out *out, yyjson_mut_val *list,
                         const struct nl_probe_target *target, enum nl_question question)
{
    const struct nl_probe_answer *answer = &target->answers[question];
    yyjson_mut_val *one = yyjson_mut_arr_add_obj(out->doc, list);
    add_text(out, one, "question", nl_question_words[question]);
    add_text(out, one, "state", nl_probe_state_words[answer->state]);
    add_sentence(out, one, "reason", &answer->reason);
    if (answer->code) {
        yyjson_mut_val *error = yyjson_mut_obj_add_obj(out->doc, one, "error");
        add_number(out, error, "number", answer->code);
        add_text(out, error, "name", answer->code_name);
    }
    if (answer->protocol_status)
        add_number(out, one, "status", answer->protocol_status);
    add_number(out, one, "milliseconds", answer->milliseconds);
    add_number(out, one, "tries", answer->tries);
    add_number(out, one, "sent", answer->sent);
    add_number(out, one, "received", answer->received);
    add_facts(out, one, target, question);
}

static void add_port(const struct out *out, yyjson_mut_val *list,
                     const struct nl_probe_target *target, size_t port)
{
    struct nl_probe_view view = nl_probe_view_of(out->arena, target, port);
    yyjson_mut_val *one = yyjson_mut_arr_add_obj(out->doc, list);
    add_number(out, one, "port", nl_ports[port].number);
    add_text(out, one, "protocol", nl_protocol_words[nl_ports[port].protocol]);
    add_text(out, one, "state", nl_probe_state_words[view.state]);
    /* Whether it can be reached from asked_from; no state proves that nobody reaches it. */
    add_text(out, one, "reached",
             nl_probe_state_reached(view.state) ? "yes"
             : view.state == NL_PROBE_REFUSED   ? "no"
                                                : "unknown");
    add_sentence(out, one, "reason", &view.reason);
    struct nl_texts learned = {0};
    for (size_t i = 0; i < view.learned.count; i++)
        nl_texts_add(&learned, out->arena,
                     nl_sentence_text(out->arena, &view.learned.items[i], NULL));
    add_texts(out, one, "learned", &learned);
    add_texts(out, one, "settings", &view.settings);
    yyjson_mut_val *questions = yyjson_mut_obj_add_arr(out->doc, one, "questions");
    for (unsigned q = 0; q < NL_QUESTION_COUNT; q++) {
        if (nl_question_port((enum nl_question)q) == port)
            add_question(out, questions, target, (enum nl_question)q);
    }
}

static void add_target(const struct out *out, yyjson_mut_val *list,
                       const struct nl_probe_target *target)
{
    yyjson_mut_val *one = yyjson_mut_arr_add_obj(out->doc, list);
    add_text(out, one, "address", target->text);
    add_text(out, one, "asked_from", target->asked_from);
    add_text(out, one, "interface", target->interface);
    if (target->same_subnet != NL_ANSWER_UNKNOWN)
        add_bool(out, one, "same_subnet", target->same_subnet == NL_ANSWER_YES);
    add_bool(out, one, "own_address", target->own);
    struct nl_probe_names names = nl_probe_names_of(out->arena, target);
    yyjson_mut_val *told = yyjson_mut_obj_add_arr(out->doc, one, "names");
    for (size_t i = 0; i < names.count; i++) {
        yyjson_mut_val *name = yyjson_mut_arr_add_obj(out->doc, told);
        add_text(out, name, "name", names.items[i].name);
        add_text(out, name, "question", nl_question_words[names.items[i].question]);
    }
    add_bool(out, one, "names_agree", nl_probe_names_agree(&names));
    yyjson_mut_val *ports = yyjson_mut_obj_add_arr(out->doc, one, "ports");
    for (size_t port = 0; port < NL_PORT_COUNT; port++) {
        if (target->wanted[port])
            add_port(out, ports, target, port);
    }
}

const char *nl_probe_json(struct nl_arena *arena, const struct nl_probe_document *document,
                          size_t *out_length)
{
    struct out out = {arena, nl_json_new(arena)};
    yyjson_mut_val *root = nl_json_document(out.doc, "netlatch/probe/1");
    add_text(&out, root, "time", document->time);
    add_text(&out, root, "host", document->host);
    yyjson_mut_obj_add_int(out.doc, root, "exit_code", document->exit_code);
    add_texts(&out, root, "other_addresses", document->other_addresses);
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(out.doc, root, "addresses");
    for (size_t i = 0; i < document->targets->count; i++)
        add_target(&out, list, &document->targets->items[i]);
    return nl_json_text(arena, out.doc, true, out_length);
}
