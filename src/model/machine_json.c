/* machine_json.c - "netlatch/machine/1": a machine as a file. Tables only; base/json reads and
 * writes by them, so what is written reads back to the same bytes. */
#include "machine_json.h"

#include "base/json_document.h"
#include "base/json_shape.h"
#include "value_json.h"

#include <yyjson.h>

#define SCHEMA "netlatch/machine/1"

#define FIELD(type, member, kind_, ...)                                                            \
    {                                                                                              \
        .key = #member, .kind = (kind_), .offset = offsetof(struct type, member), __VA_ARGS__      \
    }
#define SHAPE(name, type)                                                                          \
    static const struct nl_shape name = {sizeof(struct type), name##_fields,                       \
                                         NL_COUNT_OF(name##_fields)}
#define VALUE .required = true, .custom = &nl_value_json
#define OPTIONAL .omit_default = true
#define REQUIRED .required = true
#define STATE REQUIRED, .words = nl_value_state_words
/* Added after the first recordings: absent means unknown. */
#define ANSWER OPTIONAL, .words = nl_answer_words

static const struct nl_field os_fields[] = {
    FIELD(nl_os, product, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_os, version, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_os, build, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_os, kind, NL_FIELD_WORD, REQUIRED, .words = nl_os_kind_words),
    FIELD(nl_os, architecture, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_os, display_version, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_os, revision, NL_FIELD_U32, OPTIONAL),
};
SHAPE(os, nl_os);

static const struct nl_field session_fields[] = {
    FIELD(nl_session, elevated, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
    FIELD(nl_session, remote, NL_FIELD_WORD, REQUIRED, .words = nl_remote_words),
    FIELD(nl_session, user_sid, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_session, user_name, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_session, groups, NL_FIELD_TEXTS, OPTIONAL),
    FIELD(nl_session, owner_sid, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_session, owner_name, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_session, owner_groups, NL_FIELD_TEXTS, OPTIONAL),
};
SHAPE(session, nl_session);

static const struct nl_field membership_fields[] = {
    FIELD(nl_membership, state, NL_FIELD_WORD, STATE),
    FIELD(nl_membership, code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_membership, join, NL_FIELD_WORD, REQUIRED, .words = nl_join_words),
    FIELD(nl_membership, name, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_membership, controller, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
    FIELD(nl_membership, entra, NL_FIELD_WORD, ANSWER),
    FIELD(nl_membership, mdm, NL_FIELD_WORD, ANSWER),
    FIELD(nl_membership, mdm_provider, NL_FIELD_TEXT, OPTIONAL),
};
SHAPE(membership, nl_membership);

static const struct nl_field registry_value_fields[] = {
    FIELD(nl_registry_value, name, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_registry_value, value, NL_FIELD_CUSTOM, VALUE),
};
SHAPE(registry_value, nl_registry_value);

static const struct nl_field registry_key_fields[] = {
    FIELD(nl_registry_key, path, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_registry_key, state, NL_FIELD_WORD, STATE),
    FIELD(nl_registry_key, code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_registry_key, missing_keys, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_registry_key, left_out, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_registry_key, values, NL_FIELD_LIST, OPTIONAL, .shape = &registry_value),
};
SHAPE(registry_key, nl_registry_key);

static const struct nl_field service_fields[] = {
    FIELD(nl_service, name, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_service, display, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_service, type, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_service, start, NL_FIELD_CUSTOM, VALUE),
    FIELD(nl_service, run, NL_FIELD_WORD, REQUIRED, .words = nl_service_state_words),
    FIELD(nl_service, pid, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_service, group, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_service, account, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_service, image, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_service, depends, NL_FIELD_TEXTS, OPTIONAL),
    FIELD(nl_service, depends_groups, NL_FIELD_TEXTS, OPTIONAL),
    FIELD(nl_service, triggered, NL_FIELD_WORD, ANSWER),
    FIELD(nl_service, triggers, NL_FIELD_TEXTS, OPTIONAL),
};
SHAPE(service, nl_service);

static const struct nl_field ip_fields[] = {
    FIELD(nl_ip, address, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_ip, prefix, NL_FIELD_U32, OPTIONAL),
};
SHAPE(ip, nl_ip);

static const struct nl_field adapter_fields[] = {
    FIELD(nl_adapter, guid, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_adapter, name, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_adapter, description, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_adapter, type, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_adapter, up, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
    FIELD(nl_adapter, dhcp, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
    FIELD(nl_adapter, netbios, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
    FIELD(nl_adapter, addresses, NL_FIELD_LIST, OPTIONAL, .shape = &ip),
    FIELD(nl_adapter, wins, NL_FIELD_TEXTS, OPTIONAL),
};
SHAPE(adapter, nl_adapter);

static const struct nl_field listener_fields[] = {
    FIELD(nl_listener, protocol, NL_FIELD_WORD, REQUIRED, .words = nl_protocol_words),
    FIELD(nl_listener, v6, NL_FIELD_BOOL, OPTIONAL),
    FIELD(nl_listener, address, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_listener, port, NL_FIELD_U32, REQUIRED),
    FIELD(nl_listener, pid, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_listener, process, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_listener, service, NL_FIELD_TEXT, OPTIONAL),
};
SHAPE(listener, nl_listener);

static const struct nl_field listeners_fields[] = {
    FIELD(nl_listeners, tcp4, NL_FIELD_WORD, STATE),
    FIELD(nl_listeners, tcp6, NL_FIELD_WORD, STATE),
    FIELD(nl_listeners, udp4, NL_FIELD_WORD, STATE),
    FIELD(nl_listeners, udp6, NL_FIELD_WORD, STATE),
    FIELD(nl_listeners, tcp4_code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_listeners, tcp6_code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_listeners, udp4_code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_listeners, udp6_code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_listeners, list, NL_FIELD_LIST, OPTIONAL, .shape = &listener),
};
SHAPE(listeners, nl_listeners);

static const struct nl_field share_fields[] = {
    FIELD(nl_share, name, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_share, type, NL_FIELD_U32, REQUIRED),
    FIELD(nl_share, path, NL_FIELD_TEXT, OPTIONAL),
};
SHAPE(share, nl_share);

static const struct nl_field shares_fields[] = {
    FIELD(nl_shares, state, NL_FIELD_WORD, STATE),
    FIELD(nl_shares, code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_shares, list, NL_FIELD_LIST, OPTIONAL, .shape = &share),
};
SHAPE(shares, nl_shares);

static const struct nl_field smb_session_fields[] = {
    FIELD(nl_smb_session, client, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_smb_session, user, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_smb_session, open_files, NL_FIELD_U32, OPTIONAL),
};
SHAPE(smb_session, nl_smb_session);

static const struct nl_field smb_sessions_fields[] = {
    FIELD(nl_smb_sessions, state, NL_FIELD_WORD, STATE),
    FIELD(nl_smb_sessions, code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_smb_sessions, list, NL_FIELD_LIST, OPTIONAL, .shape = &smb_session),
};
SHAPE(smb_sessions, nl_smb_sessions);

static const struct nl_field right_fields[] = {
    FIELD(nl_right, name, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_right, holders, NL_FIELD_CUSTOM, VALUE),
};
SHAPE(right, nl_right);

static const struct nl_field account_fields[] = {
    FIELD(nl_account, rid, NL_FIELD_U32, REQUIRED),
    FIELD(nl_account, sid, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_account, name, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_account, enabled, NL_FIELD_CUSTOM, VALUE),
};
SHAPE(account, nl_account);

static const struct nl_field target_fields[] = {
    FIELD(nl_target, address, NL_FIELD_OBJECT, REQUIRED, .shape = &nl_address_shape),
    FIELD(nl_target, writable, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
    FIELD(nl_target, code, NL_FIELD_U32, OPTIONAL),
};
SHAPE(target, nl_target);

static const struct nl_field pending_fields[] = {
    FIELD(nl_pending, address, NL_FIELD_OBJECT, REQUIRED, .shape = &nl_address_shape),
    FIELD(nl_pending, effect, NL_FIELD_WORD, REQUIRED, .words = nl_effect_words),
    FIELD(nl_pending, since, NL_FIELD_TEXT, OPTIONAL),
};
SHAPE(pending, nl_pending);

static const struct nl_field unconfirmed_fields[] = {
    FIELD(nl_unconfirmed, change, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_unconfirmed, phase, NL_FIELD_WORD, REQUIRED, .words = nl_unconfirmed_phase_words),
    FIELD(nl_unconfirmed, until, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_unconfirmed, watched, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
};
SHAPE(unconfirmed, nl_unconfirmed);

static const struct nl_field firewall_product_fields[] = {
    FIELD(nl_firewall_product, name, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_firewall_product, owns_firewall, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
};
SHAPE(firewall_product, nl_firewall_product);

static const struct nl_field phone_entry_fields[] = {
    FIELD(nl_phone_entry, name, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_phone_entry, netbios, NL_FIELD_WORD, REQUIRED, .words = nl_answer_words),
};
SHAPE(phone_entry, nl_phone_entry);

static const struct nl_field unseen_fields[] = {
    FIELD(nl_unseen, what, NL_FIELD_TEXT, REQUIRED),
    FIELD(nl_unseen, state, NL_FIELD_WORD, STATE),
    FIELD(nl_unseen, code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_unseen, why, NL_FIELD_TEXT, OPTIONAL),
};
SHAPE(unseen, nl_unseen);

static const struct nl_field machine_fields[] = {
    FIELD(nl_machine, name, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_machine, source, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_machine, os, NL_FIELD_OBJECT, REQUIRED, .shape = &os),
    FIELD(nl_machine, session, NL_FIELD_OBJECT, REQUIRED, .shape = &session),
    FIELD(nl_machine, membership, NL_FIELD_OBJECT, REQUIRED, .shape = &membership),
    FIELD(nl_machine, registry, NL_FIELD_LIST, REQUIRED, .shape = &registry_key),
    FIELD(nl_machine, services_state, NL_FIELD_WORD, STATE),
    FIELD(nl_machine, services_code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_machine, services, NL_FIELD_LIST, OPTIONAL, .shape = &service),
    FIELD(nl_machine, adapters_state, NL_FIELD_WORD, STATE),
    FIELD(nl_machine, adapters_code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_machine, adapters, NL_FIELD_LIST, OPTIONAL, .shape = &adapter),
    FIELD(nl_machine, listeners, NL_FIELD_OBJECT, REQUIRED, .shape = &listeners),
    FIELD(nl_machine, shares, NL_FIELD_OBJECT, REQUIRED, .shape = &shares),
    FIELD(nl_machine, sessions, NL_FIELD_OBJECT, REQUIRED, .shape = &smb_sessions),
    FIELD(nl_machine, rights, NL_FIELD_LIST, OPTIONAL, .shape = &right),
    FIELD(nl_machine, accounts, NL_FIELD_LIST, OPTIONAL, .shape = &account),
    FIELD(nl_machine, administrators_state, NL_FIELD_WORD, STATE),
    FIELD(nl_machine, administrators, NL_FIELD_TEXTS, OPTIONAL),
    FIELD(nl_machine, firewall_state, NL_FIELD_WORD, STATE),
    FIELD(nl_machine, firewall_code, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_machine, firewall_modify, NL_FIELD_U32, OPTIONAL),
    FIELD(nl_machine, firewall_products_seen, NL_FIELD_WORD, ANSWER),
    FIELD(nl_machine, firewall_products, NL_FIELD_LIST, OPTIONAL, .shape = &firewall_product),
    FIELD(nl_machine, phone_book_seen, NL_FIELD_WORD, ANSWER),
    FIELD(nl_machine, phone_book, NL_FIELD_LIST, OPTIONAL, .shape = &phone_entry),
    FIELD(nl_machine, targets, NL_FIELD_LIST, OPTIONAL, .shape = &target),
    FIELD(nl_machine, pending, NL_FIELD_LIST, OPTIONAL, .shape = &pending),
    FIELD(nl_machine, unconfirmed, NL_FIELD_LIST, OPTIONAL, .shape = &unconfirmed),
    FIELD(nl_machine, recorded, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_machine, recorded_by, NL_FIELD_TEXT, OPTIONAL),
    FIELD(nl_machine, probes, NL_FIELD_LIST, OPTIONAL, .shape = &nl_probed_shape),
    FIELD(nl_machine, unseen, NL_FIELD_LIST, OPTIONAL, .shape = &unseen),
};
SHAPE(machine, nl_machine);

/* The file: the header every document has, and the machine. */
struct machine_file {
    struct nl_json_header netlatch;
    struct nl_machine machine;
};
static const struct nl_field machine_file_fields[] = {
    FIELD(machine_file, netlatch, NL_FIELD_OBJECT, REQUIRED, .shape = &nl_json_header_shape),
    FIELD(machine_file, machine, NL_FIELD_OBJECT, REQUIRED, .shape = &machine),
};
SHAPE(machine_file, machine_file);

enum nl_status nl_machine_parse(struct nl_arena *arena, const char *file, const void *bytes,
                                size_t size, struct nl_machine *out_machine, struct nl_error *err)
{
    struct nl_json json;
    struct machine_file parsed;
    enum nl_status status = nl_json_parse(arena, file, bytes, size, 0, &json, err);
    if (status == NL_OK)
        status = nl_json_check_schema(&json, SCHEMA, err);
    if (status == NL_OK)
        status = nl_shape_read(&json, NULL, json.root, &machine_file, &parsed, err);
    if (status == NL_OK) {
        *out_machine = parsed.machine;
        nl_machine_index(arena, out_machine);
    }
    return status;
}

const char *nl_machine_json(struct nl_arena *arena, const struct nl_machine *from,
                            size_t *out_length)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    yyjson_mut_val *root = nl_json_document(doc, SCHEMA);
    yyjson_mut_obj_add_val(doc, root, "machine", nl_shape_write(doc, &machine, from));
    return nl_json_text(arena, doc, true, out_length);
}
