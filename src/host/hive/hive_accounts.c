/* hive_accounts.c - local accounts and administrators, from the SAM hive.
 *
 * Domains\Account\Users\<RID in 8 hexadecimal digits>, value F: at 0x30 the RID, at 0x38 the control
 * bits of [MS-SAMR] 2.2.1.12, of which 0x0001 (USER_ACCOUNT_DISABLED) disables. Users\Names holds a
 * key per name, whose default value has the RID in place of a type. Domains\Account, value V: from
 * 0x0C on offset and length, counted from 0x30, of the SID of the machine's accounts.
 * Domains\Builtin\Aliases\00000220, value C: at 0x28 offset (counted from 0x34), length and number of
 * its members' SIDs, one after the other. Seen so in hives of Windows 7. */
#include "hive_accounts.h"

#include "base/attributes.h"
#include "hive_bytes.h"
#include "hive_membership.h"
#include "hive_read.h"
#include "hive_unseen.h"

#include <string.h>

#define DOMAINS "HKLM\\SAM\\SAM\\Domains\\"
#define USERS DOMAINS "Account\\Users"

enum {
    AT_RID = 0x30,
    AT_CONTROL = 0x38,
    SMALLEST_ACCOUNT = 0x3A,
    ACCOUNT_DISABLED = 0x0001,
    AT_DOMAIN_SID = 0x0C,
    DOMAIN_HEADER = 0x30,
    AT_MEMBERS = 0x28,
    ALIAS_HEADER = 0x34,
    ADMINISTRATORS = 0x220,
    MOST_MEMBERS = 4096,
    SID_HEADER = 8,
    MOST_SUB_AUTHORITIES = 15
};

/* The SID at the beginning of size bytes, and how many of them it takes; NULL when there is none. */
static const char *sid_text(struct nl_arena *arena, const uint8_t *bytes, size_t size,
                            size_t *out_size)
{
    if (size < SID_HEADER || bytes[0] != 1 || bytes[1] == 0 || bytes[1] > MOST_SUB_AUTHORITIES ||
        size < SID_HEADER + 4 * (size_t)bytes[1])
        return NULL;
    uint64_t authority = 0;
    for (size_t i = 2; i < SID_HEADER; i++)
        authority = authority << 8 | bytes[i];
    struct nl_text text;
    nl_text_init(&text, arena);
    /* [MS-DTYP] 2.4.2.1: decimal below 2^32, hexadecimal from there. */
    nl_text_format(&text, authority >> 32 ? "S-1-0x%012llX" : "S-1-%llu",
                   (unsigned long long)authority);
    for (size_t i = 0; i < bytes[1]; i++)
        nl_text_format(&text, "-%lu", (unsigned long)nl_hive_u32(bytes + SID_HEADER + 4 * i));
    *out_size = SID_HEADER + 4 * (size_t)bytes[1];
    return text.data;
}

static struct nl_value account_record(struct nl_arena *arena, struct nl_hive_registry *registry,
                                      uint32_t rid)
{
    return nl_hive_registry_value(arena, registry,
                                  nl_arena_format(arena, USERS "\\%08lX", (unsigned long)rid), "F");
}

struct nl_value nl_hive_account(struct nl_arena *arena, struct nl_hive_registry *registry,
                                uint32_t rid)
{
    if (nl_hive_controller(arena, registry) == NL_ANSWER_YES)
        return nl_value_unsupported(NL_HIVE_CODE_UNSUPPORTED);
    struct nl_value users = nl_hive_registry_value(arena, registry, USERS, "");
    struct nl_value record = account_record(arena, registry, rid);
    if (record.state == NL_VALUE_UNSUPPORTED || record.state == NL_VALUE_DENIED)
        return record;
    /* A SAM without any accounts is not one in which this account was looked for. */
    if (users.missing_keys > 0)
        return nl_value_unsupported(NL_HIVE_CODE_INVALID_DATA);
    if (record.state == NL_VALUE_ABSENT && record.missing_keys > 0)
        return nl_value_absent(0);
    if (record.state != NL_VALUE_PRESENT || record.size < SMALLEST_ACCOUNT ||
        nl_hive_u32(record.bytes + AT_RID) != rid)
        return nl_value_unsupported(NL_HIVE_CODE_INVALID_DATA);
    bool disabled = nl_hive_u16(record.bytes + AT_CONTROL) & ACCOUNT_DISABLED;
    return nl_value_byte(arena, NL_TYPE_ACCOUNT_STATE, !disabled);
}

/* For people only: NULL where it cannot be told. */
static const char *account_name(struct nl_arena *arena, struct nl_hive_registry *registry,
                                uint32_t rid)
{
    struct nl_subkeys names = {0};
    registry->reader.subkeys(&registry->reader, arena, USERS "\\Names", &names);
    for (size_t i = 0; i < names.names.count; i++) {
        struct nl_value value = nl_hive_registry_value(
            arena, registry, nl_arena_format(arena, USERS "\\Names\\%s", names.names.items[i]), "");
        if (value.state == NL_VALUE_PRESENT && value.type == rid)
            return names.names.items[i];
    }
    return NULL;
}

static const char *account_sid(struct nl_arena *arena, struct nl_hive_registry *registry,
                               uint32_t rid)
{
    struct nl_value record = nl_hive_registry_value(arena, registry, DOMAINS "Account", "V");
    if (record.state != NL_VALUE_PRESENT || record.size < DOMAIN_HEADER)
        return NULL;
    size_t offset = DOMAIN_HEADER + (size_t)nl_hive_u32(record.bytes + AT_DOMAIN_SID);
    size_t length = nl_hive_u32(record.bytes + AT_DOMAIN_SID + 4);
    size_t used = 0;
    if (offset > record.size || length > record.size - offset)
        return NULL;
    const char *domain = sid_text(arena, record.bytes + offset, length, &used);
    return domain ? nl_arena_format(arena, "%s-%lu", domain, (unsigned long)rid) : NULL;
}

static bool read_members(struct nl_arena *arena, const struct nl_value *record,
                         struct nl_texts *out_members)
{
    if (record->state != NL_VALUE_PRESENT || record->size < ALIAS_HEADER)
        return false;
    size_t offset = ALIAS_HEADER + (size_t)nl_hive_u32(record->bytes + AT_MEMBERS);
    size_t length = nl_hive_u32(record->bytes + AT_MEMBERS + 4);
    uint32_t count = nl_hive_u32(record->bytes + AT_MEMBERS + 8);
    struct nl_texts members = {0};
    if (nl_hive_u32(record->bytes) != ADMINISTRATORS || count > MOST_MEMBERS ||
        offset > record->size || length > record->size - offset)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        size_t used = 0;
        const char *sid = sid_text(arena, record->bytes + offset, length, &used);
        if (!sid)
            return false;
        nl_texts_add(&members, arena, sid);
        offset += used;
        length -= used;
    }
    *out_members = members;
    return true;
}

static void survey_administrators(struct nl_arena *arena, struct nl_hive_registry *registry,
                                  struct nl_machine *machine)
{
    struct nl_value record =
        nl_hive_registry_value(arena, registry, DOMAINS "Builtin\\Aliases\\00000220", "C");
    machine->administrators_state =
        record.state == NL_VALUE_DENIED ? NL_VALUE_DENIED : NL_VALUE_UNSUPPORTED;
    if (read_members(arena, &record, &machine->administrators))
        machine->administrators_state = NL_VALUE_PRESENT;
    else if (registry->files[NL_HIVE_SAM].open)
        nl_hive_say_unseen(arena, machine, "administrators", NL_HIVE_CODE_INVALID_DATA,
                           NL_T("the SAM hive stores the members of Administrators in an "
                                "unknown format"));
}

void nl_hive_survey_accounts(struct nl_arena *arena, struct nl_hive_registry *registry,
                             struct nl_machine *machine)
{
    static const uint32_t rids[] = {500, 501}; /* Administrator, Guest */
    bool unread = false;
    if (nl_hive_controller(arena, registry) == NL_ANSWER_YES) {
        machine->administrators_state = NL_VALUE_UNSUPPORTED;
        for (size_t i = 0; i < NL_COUNT_OF(rids); i++)
            *NL_PUSH(arena, &machine->accounts) = (struct nl_account){
                .rid = rids[i], .enabled = nl_value_unsupported(NL_HIVE_CODE_UNSUPPORTED)};
        nl_hive_say_unseen(arena, machine, "accounts", NL_HIVE_CODE_UNSUPPORTED,
                           NL_T("this is a domain controller: its accounts are in the directory, "
                                "and the SAM hive holds those of the restore mode alone"));
        return;
    }
    for (size_t i = 0; i < NL_COUNT_OF(rids); i++) {
        struct nl_account *account = NL_PUSH(arena, &machine->accounts);
        account->rid = rids[i];
        account->sid = account_sid(arena, registry, rids[i]);
        account->name = account_name(arena, registry, rids[i]);
        account->enabled = nl_hive_account(arena, registry, rids[i]);
        unread = unread || account->enabled.state == NL_VALUE_UNSUPPORTED;
    }
    if (unread && registry->files[NL_HIVE_SAM].open)
        nl_hive_say_unseen(arena, machine, "accounts", NL_HIVE_CODE_INVALID_DATA,
                           NL_T("the SAM hive stores accounts in an unknown format"));
    survey_administrators(arena, registry, machine);
}
