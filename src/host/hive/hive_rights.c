/* hive_rights.c - who holds a logon right, from the SECURITY hive.
 *
 * Policy\Accounts holds a key per account, named by its SID. Its subkey ActSysAc has the account's
 * system access flags as default value: four bytes, the bits of [MS-LSAD] 2.2.1.2. An account without
 * ActSysAc has no logon right. */
#include "hive_rights.h"

#include "base/attributes.h"
#include "hive_bytes.h"
#include "hive_read.h"
#include "hive_unseen.h"
#include "model/profile.h"
#include "model/sid.h"

#define ACCOUNTS "HKLM\\SECURITY\\Policy\\Accounts"

struct logon_right {
    const char *name;
    uint32_t flag; /* [MS-LSAD] 2.2.1.2: POLICY_MODE_* */
};

static const struct logon_right rights[] = {
    {"SeDenyNetworkLogonRight", 0x80},
    {"SeNetworkLogonRight", 0x2},
    {"SeDenyRemoteInteractiveLogonRight", 0x800},
    {"SeRemoteInteractiveLogonRight", 0x400},
};

/* The system access flags of one account; false when they cannot be told. */
static bool flags_of(struct nl_arena *arena, struct nl_hive_registry *registry, const char *sid,
                     uint32_t *out_flags)
{
    struct nl_value value = nl_hive_registry_value(
        arena, registry, nl_arena_format(arena, ACCOUNTS "\\%s\\ActSysAc", sid), "");
    *out_flags = 0;
    if (value.state == NL_VALUE_ABSENT)
        return true;
    if (value.state != NL_VALUE_PRESENT || value.size != 4)
        return false;
    *out_flags = nl_hive_u32(value.bytes);
    return true;
}

struct nl_value nl_hive_right(struct nl_arena *arena, struct nl_hive_registry *registry,
                              const char *right)
{
    uint32_t flag = 0;
    for (size_t i = 0; i < NL_COUNT_OF(rights); i++) {
        if (nl_same(rights[i].name, right))
            flag = rights[i].flag;
    }
    if (flag == 0)
        return nl_value_unsupported(NL_HIVE_CODE_UNSUPPORTED);
    struct nl_subkeys accounts = {0};
    registry->reader.subkeys(&registry->reader, arena, ACCOUNTS, &accounts);
    if (accounts.state == NL_VALUE_DENIED)
        return nl_value_denied(accounts.code);
    if (accounts.state != NL_VALUE_PRESENT)
        return nl_value_unsupported(accounts.state == NL_VALUE_ABSENT ? NL_HIVE_CODE_INVALID_DATA
                                                                      : accounts.code);
    if (accounts.cut)
        return nl_value_unsupported(NL_SURVEY_LEFT_OUT);
    struct nl_texts holders = {0};
    for (size_t i = 0; i < accounts.names.count; i++) {
        const char *sid = accounts.names.items[i];
        uint32_t flags = 0;
        /* One account that cannot be told makes the whole set unknown. */
        if (!nl_sid_valid(sid) || !flags_of(arena, registry, sid, &flags))
            return nl_value_unsupported(NL_HIVE_CODE_INVALID_DATA);
        if (flags & flag)
            nl_texts_add(&holders, arena, sid);
    }
    return holders.count ? nl_value_sids(arena, &holders) : nl_value_absent(0);
}

void nl_hive_survey_rights(struct nl_arena *arena, struct nl_hive_registry *registry,
                           struct nl_machine *machine)
{
    const struct nl_value *unseen = NULL;
    for (size_t i = 0; i < NL_COUNT_OF(rights); i++) {
        struct nl_right *right = NL_PUSH(arena, &machine->rights);
        right->name = rights[i].name;
        right->holders = nl_hive_right(arena, registry, rights[i].name);
    }
    for (size_t i = 0; i < machine->rights.count; i++) {
        if (machine->rights.items[i].holders.state == NL_VALUE_UNSUPPORTED)
            unseen = &machine->rights.items[i].holders;
    }
    if (unseen && registry->files[NL_HIVE_SECURITY].open)
        nl_hive_say_unseen(arena, machine, "user-rights", unseen->code,
                           NL_T("the SECURITY hive stores accounts in an unknown format"));
}
