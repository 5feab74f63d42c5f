/* win_accounts.c - local accounts by number, and the members of Administrators. */
#include "win_accounts.h"

#include "win_error.h"
#include "win_limit.h"
#include "win_lsa.h"
#include "win_netapi.h"
#include "win_sid.h"
#include "win_text.h"

#include <lm.h>

#include <string.h>

enum {
    NAME_UNITS = 512,
    LIST_ROUNDS = 256, /* of a buffer each: a controller may have very many accounts */
    MOST_MEMBERS = 10000,
    LOOKUP_MS = 10000, /* for one name */
    LATER_LOOKUP_MS = 1000
};

static const struct win_accounts_calls system_calls = {
    .lookup_sid = LookupAccountSidW,
    .get_user = win_net_user_get_info,
    .set_user = win_net_user_set_info,
    .list_users = win_net_user_enum,
    .list_members = win_net_local_group_get_members,
    .free_buffer = win_net_api_buffer_free,
};
static const struct win_accounts_calls *calls = &system_calls;

/* After one look-up that took too long the next ones would too: there is no domain controller. Those of
 * this machine's own and well-known accounts need none and are answered at once. */
static DWORD limit_ms = LOOKUP_MS;

void win_accounts_replace(const struct win_accounts_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
    limit_ms = LOOKUP_MS;
}

/* One look-up of a SID on a thread of its own. */
struct lookup {
    union {
        BYTE bytes[SECURITY_MAX_SID_SIZE];
        SID sid; /* aligned as one */
    } of;
    wchar_t name[NAME_UNITS];
    wchar_t domain[NAME_UNITS];
    bool found;
};

static void look_up(struct win_job *job)
{
    struct lookup *lookup = job->context;
    DWORD name_units = NAME_UNITS;
    DWORD domain_units = NAME_UNITS;
    SID_NAME_USE use = SidTypeUnknown;
    lookup->found = calls->lookup_sid(NULL, &lookup->of, lookup->name, &name_units, lookup->domain,
                                      &domain_units, &use) &&
                    lookup->name[0];
    lookup->name[NAME_UNITS - 1] = L'\0';
    lookup->domain[NAME_UNITS - 1] = L'\0';
}

/* The account's name alone, as the Net functions take it, or NULL. */
static wchar_t *name_of_sid(struct nl_arena *arena, PSID sid, wchar_t **out_domain)
{
    DWORD size = sid ? GetLengthSid(sid) : 0;
    struct win_job *job = size ? win_limit_begin(sizeof(struct lookup)) : NULL;
    if (!job || size > SECURITY_MAX_SID_SIZE)
        return NULL;
    struct lookup *lookup = job->context;
    memcpy(&lookup->of, sid, size);
    if (!win_limit_run(job, look_up, limit_ms)) {
        limit_ms = LATER_LOOKUP_MS;
        return NULL;
    }
    wchar_t *name = NULL;
    if (lookup->found) {
        name = nl_arena_array(arena, NAME_UNITS, sizeof *name);
        memcpy(name, lookup->name, sizeof lookup->name);
        if (out_domain) {
            *out_domain = nl_arena_array(arena, NAME_UNITS, sizeof **out_domain);
            memcpy(*out_domain, lookup->domain, sizeof lookup->domain);
        }
    }
    win_limit_end(job);
    return name;
}

const char *win_accounts_name(struct nl_arena *arena, PSID sid)
{
    wchar_t *domain = NULL;
    wchar_t *name = name_of_sid(arena, sid, &domain);
    if (!name)
        return NULL;
    if (!domain[0])
        return win_narrow(arena, name);
    return nl_arena_format(arena, "%s\\%s", win_narrow(arena, domain), win_narrow(arena, name));
}

/* One account as it was found. */
struct found {
    wchar_t *name;
    DWORD flags; /* UF_... */
};

/* Goes through all accounts; ERROR_SUCCESS, NERR_UserNotFound, or why that cannot be told. */
static DWORD find_by_list(struct nl_arena *arena, DWORD rid, struct found *out_found)
{
    DWORD resume = 0;
    for (int round = 0; round < LIST_ROUNDS; round++) {
        BYTE *buffer = NULL;
        DWORD count = 0;
        DWORD total = 0;
        DWORD code = calls->list_users(NULL, 20, FILTER_NORMAL_ACCOUNT, &buffer, 16384, &count,
                                       &total, &resume);
        bool more = code == ERROR_MORE_DATA;
        if (code != ERROR_SUCCESS && !more)
            return code;
        const USER_INFO_20 *users = (const USER_INFO_20 *)(const void *)buffer;
        bool hit = false;
        for (DWORD i = 0; users && i < count && !hit; i++) {
            hit = users[i].usri20_user_id == rid && users[i].usri20_name;
            if (!hit)
                continue;
            out_found->name = win_wide(arena, win_narrow(arena, users[i].usri20_name));
            out_found->flags = users[i].usri20_flags;
        }
        if (buffer)
            (void)calls->free_buffer(buffer);
        if (hit)
            return ERROR_SUCCESS;
        if (!more)
            return NERR_UserNotFound;
        if (count == 0)
            return ERROR_MORE_DATA;
    }
    return ERROR_MORE_DATA;
}

/* Finds an account by its number: through its SID, which is quick, or else through the list of all
 * accounts. */
static DWORD find(struct nl_arena *arena, DWORD rid, struct found *out_found)
{
    DWORD code = ERROR_SUCCESS;
    PSID sid = win_sid_append(arena, win_lsa_account_domain(arena, &code), rid);
    wchar_t *name = name_of_sid(arena, sid, NULL);
    if (name) {
        BYTE *buffer = NULL;
        code = calls->get_user(NULL, name, 1, &buffer);
        if (code == ERROR_SUCCESS && buffer) {
            out_found->name = name;
            out_found->flags = ((const USER_INFO_1 *)(const void *)buffer)->usri1_flags;
            (void)calls->free_buffer(buffer);
            return ERROR_SUCCESS;
        }
        if (win_status(code) == NL_DENIED)
            return code;
    }
    return find_by_list(arena, rid, out_found);
}

static struct nl_value value_of(struct nl_arena *arena, DWORD code, const struct found *account)
{
    if (code == NERR_UserNotFound)
        return nl_value_absent(0);
    if (code != ERROR_SUCCESS)
        return win_unread(code);
    return nl_value_byte(arena, NL_TYPE_ACCOUNT_STATE, !(account->flags & UF_ACCOUNTDISABLE));
}

struct nl_value win_accounts_read(struct nl_arena *arena, const char *rid)
{
    uint64_t number = 0;
    if (!nl_parse_u64(rid, UINT32_MAX, &number))
        return nl_value_unsupported(ERROR_INVALID_PARAMETER);
    struct found account = {0};
    DWORD code = find(arena, (DWORD)number, &account);
    return value_of(arena, code, &account);
}

enum nl_status win_accounts_write(struct nl_arena *arena, const char *rid,
                                  const struct nl_value *wanted, struct nl_error *err)
{
    uint64_t number = 0;
    if (wanted->state != NL_VALUE_PRESENT || wanted->type != NL_TYPE_ACCOUNT_STATE ||
        wanted->size != 1 || wanted->bytes[0] > 1 || !nl_parse_u64(rid, UINT32_MAX, &number))
        return nl_fail(err, NL_INVALID, NL_T("an account can only be enabled or disabled"));
    struct found account = {0};
    DWORD code = find(arena, (DWORD)number, &account);
    if (code == NERR_UserNotFound)
        return nl_fail(err, NL_NOT_FOUND, NL_T("there is no account with the number {1}"), rid);
    if (code != ERROR_SUCCESS)
        return win_fail(err, code, "NetUserGetInfo");
    USER_INFO_1008 change = {.usri1008_flags = account.flags & ~(DWORD)UF_ACCOUNTDISABLE};
    if (!wanted->bytes[0])
        change.usri1008_flags |= UF_ACCOUNTDISABLE;
    code = calls->set_user(NULL, account.name, 1008, (LPBYTE)&change, NULL);
    return code == ERROR_SUCCESS ? NL_OK : win_fail(err, code, "NetUserSetInfo");
}

static DWORD members_of(struct nl_arena *arena, PSID group, struct nl_texts *out_sids)
{
    wchar_t *name = name_of_sid(arena, group, NULL);
    if (!name)
        return ERROR_NONE_MAPPED;
    DWORD_PTR resume = 0;
    for (int round = 0; round < LIST_ROUNDS && out_sids->count < MOST_MEMBERS; round++) {
        BYTE *buffer = NULL;
        DWORD count = 0;
        DWORD total = 0;
        DWORD code = calls->list_members(NULL, name, 0, &buffer, MAX_PREFERRED_LENGTH, &count,
                                         &total, &resume);
        if (code != ERROR_SUCCESS && code != ERROR_MORE_DATA)
            return code;
        const LOCALGROUP_MEMBERS_INFO_0 *members =
            (const LOCALGROUP_MEMBERS_INFO_0 *)(const void *)buffer;
        for (DWORD i = 0; members && i < count; i++) {
            const char *sid = win_sid_text(arena, members[i].lgrmi0_sid);
            if (sid && !nl_texts_hold(out_sids, sid))
                nl_texts_add(out_sids, arena, sid);
        }
        if (buffer)
            (void)calls->free_buffer(buffer);
        if (code == ERROR_SUCCESS)
            return ERROR_SUCCESS;
        if (count == 0)
            break;
    }
    return ERROR_MORE_DATA;
}

static void say_unseen(struct nl_arena *arena, struct nl_machine *machine, const char *what,
                       enum nl_value_state state, DWORD code)
{
    nl_machine_say_unseen(arena, machine, what, state, code, NULL);
}

/* Says that names were left out because Windows took too long to tell them. */
static void say_too_slow(struct nl_arena *arena, struct nl_machine *machine)
{
    if (limit_ms == LOOKUP_MS)
        return;
    nl_machine_say_unseen(arena, machine, "account-names", NL_VALUE_UNSUPPORTED, WAIT_TIMEOUT,
                          NL_T("Windows did not return the name of an account within 10 "
                               "seconds (no domain controller reachable?): names were left out"));
}

void win_accounts_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    static const DWORD rids[] = {DOMAIN_USER_RID_ADMIN, DOMAIN_USER_RID_GUEST};
    DWORD code = ERROR_SUCCESS;
    PSID domain = win_lsa_account_domain(arena, &code);
    struct nl_value unread = nl_value_absent(0);
    for (size_t i = 0; i < NL_COUNT_OF(rids); i++) {
        struct found found = {0};
        code = find(arena, rids[i], &found);
        struct nl_account *account = NL_PUSH(arena, &machine->accounts);
        account->rid = rids[i];
        account->sid = win_sid_text(arena, win_sid_append(arena, domain, rids[i]));
        account->name = win_narrow(arena, found.name);
        account->enabled = value_of(arena, code, &found);
        if (account->enabled.state == NL_VALUE_DENIED ||
            account->enabled.state == NL_VALUE_UNSUPPORTED)
            unread = account->enabled;
    }
    if (unread.state != NL_VALUE_ABSENT)
        say_unseen(arena, machine, "accounts", unread.state, unread.code);

    code = members_of(arena, win_sid_parse(arena, "S-1-5-32-544"), &machine->administrators);
    machine->administrators_state =
        code == ERROR_SUCCESS ? NL_VALUE_PRESENT : win_unread_state(code);
    if (code != ERROR_SUCCESS) {
        machine->administrators.count = 0;
        say_unseen(arena, machine, "administrators", machine->administrators_state, code);
    }
    say_too_slow(arena, machine);
}
