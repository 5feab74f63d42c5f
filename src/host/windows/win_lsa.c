/* win_lsa.c - user rights through LSA.
 *
 * Statuses: reference pages of LsaEnumerateAccountsWithUserRight, LsaAddAccountRights and
 * LsaRemoveAccountRights; [MS-LSAD] 3.1.4.5.11 and 3.1.4.5.12. */
#include "win_lsa.h"

#include "win_error.h"
#include "win_sid.h"
#include "win_text.h"

#include <string.h>

/* ntstatus.h and windows.h cannot be included together without tricks; these are its numbers. */
#define NT_BUFFER_OVERFLOW ((NTSTATUS)0x80000005)
#define NT_NO_MORE_ENTRIES ((NTSTATUS)0x8000001A)
#define NT_OBJECT_NAME_NOT_FOUND ((NTSTATUS)0xC0000034)
#define NT_INVALID_SID ((NTSTATUS)0xC0000078)
#define NT_NO_SUCH_PRIVILEGE ((NTSTATUS)0xC0000060)

enum {
    MOST_HOLDERS = 10000,
    WRITE_ACCESS = POLICY_VIEW_LOCAL_INFORMATION | POLICY_LOOKUP_NAMES | POLICY_CREATE_ACCOUNT
};

static const struct win_lsa_calls system_calls = {
    .open_policy = LsaOpenPolicy,
    .enumerate = LsaEnumerateAccountsWithUserRight,
    .add = LsaAddAccountRights,
    .remove = LsaRemoveAccountRights,
    .query_policy = LsaQueryInformationPolicy,
    .free_memory = LsaFreeMemory,
    .close = LsaClose,
};
static const struct win_lsa_calls *calls = &system_calls;

void win_lsa_replace(const struct win_lsa_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

static NTSTATUS open_policy(ACCESS_MASK access, LSA_HANDLE *out_policy)
{
    LSA_OBJECT_ATTRIBUTES attributes = {0};
    attributes.Length = sizeof attributes;
    return calls->open_policy(NULL, &attributes, access, out_policy);
}

/* Lengths are bytes, without the terminator. */
static LSA_UNICODE_STRING right_name(struct nl_arena *arena, const char *right)
{
    LSA_UNICODE_STRING name;
    name.Buffer = win_wide(arena, right);
    size_t size = wcslen(name.Buffer) * sizeof(wchar_t);
    name.Length = (USHORT)(size < 0x7FFE ? size : 0x7FFE);
    name.MaximumLength = (USHORT)(name.Length + sizeof(wchar_t));
    return name;
}

static NTSTATUS holders_of(struct nl_arena *arena, LSA_HANDLE policy, const char *right,
                           struct nl_texts *out_sids)
{
    LSA_UNICODE_STRING name = right_name(arena, right);
    void *buffer = NULL;
    ULONG count = 0;
    NTSTATUS status = calls->enumerate(policy, &name, &buffer, &count);
    /* Nobody holds it: an answer, not an error. */
    if (status == NT_NO_MORE_ENTRIES)
        return 0;
    if (status < 0)
        return status;
    const LSA_ENUMERATION_INFORMATION *entries = buffer;
    /* A list with a holder left out would make rollback forget him: all or none. */
    status = count > MOST_HOLDERS ? NT_BUFFER_OVERFLOW : 0;
    for (ULONG i = 0; entries && i < count && status >= 0; i++) {
        const char *sid = win_sid_text(arena, entries[i].Sid);
        if (sid)
            nl_texts_add(out_sids, arena, sid);
        else
            status = NT_INVALID_SID;
    }
    if (buffer)
        (void)calls->free_memory(buffer);
    return status;
}

/* Windows gives SeChangeNotifyPrivilege to Everyone and to its own services [Policy setting "Bypass traverse
 * checking"]. Where LSA knows no holder even of it, it keeps no rights: Wine takes every right, stores
 * none and answers that nobody has it. */
static bool keeps_rights(struct nl_arena *arena, LSA_HANDLE policy)
{
    struct nl_texts sids = {0};
    NTSTATUS status = holders_of(arena, policy, "SeChangeNotifyPrivilege", &sids);
    return status < 0 || sids.count > 0;
}

struct nl_value win_lsa_read(struct nl_arena *arena, const char *right)
{
    LSA_HANDLE policy = NULL;
    NTSTATUS status = open_policy(POLICY_VIEW_LOCAL_INFORMATION | POLICY_LOOKUP_NAMES, &policy);
    if (status < 0)
        return win_unread(win_code_of_nt(status));
    struct nl_texts sids = {0};
    status = holders_of(arena, policy, right, &sids);
    bool kept = status < 0 || sids.count > 0 || keeps_rights(arena, policy);
    (void)calls->close(policy);
    if (!kept)
        return win_unread(ERROR_NOT_SUPPORTED);
    if (status < 0)
        return win_unread(status == NT_NO_SUCH_PRIVILEGE ? ERROR_NO_SUCH_PRIVILEGE
                                                         : win_code_of_nt(status));
    return sids.count ? nl_value_sids(arena, &sids) : nl_value_absent(0);
}

static NTSTATUS give(struct nl_arena *arena, LSA_HANDLE policy, LSA_UNICODE_STRING *name,
                     const char *sid)
{
    PSID binary = win_sid_parse(arena, sid);
    return binary ? calls->add(policy, binary, name, 1) : NT_INVALID_SID;
}

static NTSTATUS take(struct nl_arena *arena, LSA_HANDLE policy, LSA_UNICODE_STRING *name,
                     const char *sid)
{
    PSID binary = win_sid_parse(arena, sid);
    if (!binary)
        return NT_INVALID_SID;
    /* TRUE in place of FALSE would take every right this account has, and the account with them. */
    NTSTATUS status = calls->remove(policy, binary, FALSE, name, 1);
    /* An account that LSA does not know holds nothing. */
    return status == NT_OBJECT_NAME_NOT_FOUND ? 0 : status;
}

/* What is in one list and not in the other. */
static struct nl_texts difference(struct nl_arena *arena, const struct nl_texts *of,
                                  const struct nl_texts *without)
{
    struct nl_texts rest = {0};
    for (size_t i = 0; i < of->count; i++) {
        if (!nl_texts_hold(without, of->items[i]))
            nl_texts_add(&rest, arena, of->items[i]);
    }
    return rest;
}

static enum nl_status replace_holders(struct nl_arena *arena, LSA_HANDLE policy, const char *right,
                                      const struct nl_texts *wanted, struct nl_error *err)
{
    struct nl_texts held = {0};
    NTSTATUS status = holders_of(arena, policy, right, &held);
    if (status < 0)
        return win_fail_nt(err, status, "LsaEnumerateAccountsWithUserRight");
    struct nl_texts missing = difference(arena, wanted, &held);
    struct nl_texts surplus = difference(arena, &held, wanted);
    LSA_UNICODE_STRING name = right_name(arena, right);

    const char *call = "LsaAddAccountRights";
    const char *sid = NULL;
    size_t given = 0;
    size_t taken = 0;
    for (; given < missing.count && status >= 0; given += status >= 0) {
        sid = missing.items[given];
        status = give(arena, policy, &name, sid);
    }
    for (; taken < surplus.count && status >= 0; taken += status >= 0) {
        call = "LsaRemoveAccountRights";
        sid = surplus.items[taken];
        status = take(arena, policy, &name, sid);
    }
    if (status >= 0)
        return NL_OK;
    enum nl_status failed = win_fail_nt(err, status, call);
    (void)nl_context(err, NL_T("{1} for {2} could not be changed"), right, sid);
    /* No third state: back to what was held, the last change first. */
    while (taken > 0)
        (void)give(arena, policy, &name, surplus.items[--taken]);
    while (given > 0)
        (void)take(arena, policy, &name, missing.items[--given]);
    return failed;
}

enum nl_status win_lsa_write(struct nl_arena *arena, const char *right,
                             const struct nl_value *wanted, struct nl_error *err)
{
    struct nl_texts sids = {0};
    if (wanted->state != NL_VALUE_ABSENT &&
        (wanted->type != NL_TYPE_SID_SET || !nl_value_as_texts(arena, wanted, &sids)))
        return nl_fail(err, NL_INVALID, NL_T("a set of SIDs is needed"));
    for (size_t i = 0; i < sids.count; i++) {
        if (!win_sid_parse(arena, sids.items[i]))
            return nl_fail(err, NL_INVALID, NL_T("{1} is not a SID"), sids.items[i]);
    }
    LSA_HANDLE policy = NULL;
    NTSTATUS status = open_policy(WRITE_ACCESS, &policy);
    if (status < 0)
        return win_fail_nt(err, status, "LsaOpenPolicy");
    enum nl_status result = replace_holders(arena, policy, right, &sids, err);
    (void)calls->close(policy);
    return result;
}

DWORD win_lsa_try_write(void)
{
    LSA_HANDLE policy = NULL;
    NTSTATUS status = open_policy(WRITE_ACCESS, &policy);
    if (status < 0)
        return win_code_of_nt(status);
    (void)calls->close(policy);
    return ERROR_SUCCESS;
}

void win_lsa_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    static const char *const rights[] = {"SeDenyNetworkLogonRight", "SeNetworkLogonRight",
                                         "SeDenyRemoteInteractiveLogonRight",
                                         "SeRemoteInteractiveLogonRight"};
    const struct nl_right *unseen = NULL;
    for (size_t i = 0; i < NL_COUNT_OF(rights); i++) {
        struct nl_right right = {.name = rights[i], .holders = win_lsa_read(arena, rights[i])};
        struct nl_right *added = NL_PUSH(arena, &machine->rights);
        *added = right;
        if (right.holders.state == NL_VALUE_DENIED || right.holders.state == NL_VALUE_UNSUPPORTED)
            unseen = added;
    }
    if (unseen) {
        nl_machine_say_unseen(arena, machine, "user-rights", unseen->holders.state,
                              unseen->holders.code, NULL);
    }
}

PSID win_lsa_account_domain(struct nl_arena *arena, DWORD *out_code)
{
    LSA_HANDLE policy = NULL;
    NTSTATUS status = open_policy(POLICY_VIEW_LOCAL_INFORMATION, &policy);
    void *buffer = NULL;
    PSID sid = NULL;
    if (status >= 0) {
        status = calls->query_policy(policy, PolicyAccountDomainInformation, &buffer);
        (void)calls->close(policy);
    }
    if (status >= 0 && buffer) {
        const POLICY_ACCOUNT_DOMAIN_INFO *domain = buffer;
        const char *text = win_sid_text(arena, domain->DomainSid);
        sid = win_sid_parse(arena, text);
    }
    if (buffer)
        (void)calls->free_memory(buffer);
    *out_code = status < 0 ? win_code_of_nt(status) : ERROR_INVALID_SID;
    return sid;
}
