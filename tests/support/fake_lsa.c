/* fake_lsa.c - see fake_lsa.h. */
#include "fake_lsa.h"

#include "host/windows/win_sid.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define FAILS ((NTSTATUS)0xC000009A) /* STATUS_INSUFFICIENT_RESOURCES */

struct fake_lsa fake_lsa;

static bool fails(void)
{
    return fake_lsa.fails && fake_lsa.fails();
}

static NTSTATUS NTAPI open_policy(PLSA_UNICODE_STRING system, PLSA_OBJECT_ATTRIBUTES attributes,
                                  ACCESS_MASK access, PLSA_HANDLE policy)
{
    assert_null(system);
    assert_int_equal(attributes->Length, sizeof *attributes);
    /* Nothing beyond what these calls need. */
    assert_int_equal(access & ~(ACCESS_MASK)(POLICY_VIEW_LOCAL_INFORMATION | POLICY_LOOKUP_NAMES |
                                             POLICY_CREATE_ACCOUNT),
                     0);
    if (fails())
        return FAILS;
    *policy = &fake_lsa.held;
    return fake_lsa.open_answer;
}

static bool is(const LSA_UNICODE_STRING *name, const wchar_t *right)
{
    return name->Length == wcslen(right) * sizeof *right &&
           memcmp(name->Buffer, right, name->Length) == 0;
}

static NTSTATUS everyone(PVOID *buffer, PULONG count)
{
    LSA_ENUMERATION_INFORMATION *entry = calloc(1, sizeof *entry);
    entry->Sid = win_sid_parse(fake_lsa.memory, "S-1-1-0");
    *buffer = entry;
    *count = 1;
    return 0;
}

static NTSTATUS NTAPI enumerate(LSA_HANDLE policy, PLSA_UNICODE_STRING right, PVOID *buffer,
                                PULONG count)
{
    assert_ptr_equal(policy, &fake_lsa.held);
    if (is(right, L"SeChangeNotifyPrivilege") && !fake_lsa.keeps_nothing)
        return everyone(buffer, count);
    if (!is(right, L"SeDenyNetworkLogonRight"))
        return (NTSTATUS)0x8000001A; /* another right, which a survey asks for: nobody has it */
    if (fails())
        return FAILS;
    if (fake_lsa.enumerate_answer)
        return fake_lsa.enumerate_answer;
    if (fake_lsa.held.count == 0)
        return (NTSTATUS)0x8000001A;
    LSA_ENUMERATION_INFORMATION *entries = calloc(fake_lsa.held.count, sizeof *entries);
    for (size_t i = 0; i < fake_lsa.held.count; i++)
        entries[i].Sid = win_sid_parse(fake_lsa.memory, fake_lsa.held.items[i]);
    *buffer = entries;
    *count = (ULONG)fake_lsa.held.count;
    return 0;
}

static NTSTATUS NTAPI add(LSA_HANDLE policy, PSID sid, PLSA_UNICODE_STRING right, ULONG count)
{
    (void)policy;
    assert_int_equal(count, 1);
    assert_int_equal(right->Length, 2 * strlen("SeDenyNetworkLogonRight"));
    fake_lsa.adds++;
    if (fails())
        return FAILS;
    if (fake_lsa.adds + fake_lsa.removes == fake_lsa.fail_call)
        return fake_lsa.failure;
    const char *text = win_sid_text(fake_lsa.memory, sid);
    if (!nl_texts_hold(&fake_lsa.held, text))
        nl_texts_add(&fake_lsa.held, fake_lsa.memory, text);
    return 0;
}

static NTSTATUS NTAPI take(LSA_HANDLE policy, PSID sid, BOOLEAN all_rights,
                           PLSA_UNICODE_STRING right, ULONG count)
{
    (void)policy;
    (void)right;
    /* TRUE would take every right of the account. */
    assert_false(all_rights);
    assert_int_equal(count, 1);
    fake_lsa.removes++;
    if (fails())
        return FAILS;
    if (fake_lsa.adds + fake_lsa.removes == fake_lsa.fail_call)
        return fake_lsa.failure;
    struct nl_texts rest = {0};
    for (size_t i = 0; i < fake_lsa.held.count; i++) {
        if (!nl_same(fake_lsa.held.items[i], win_sid_text(fake_lsa.memory, sid)))
            nl_texts_add(&rest, fake_lsa.memory, fake_lsa.held.items[i]);
    }
    fake_lsa.held = rest;
    return 0;
}

static NTSTATUS NTAPI query(LSA_HANDLE policy, POLICY_INFORMATION_CLASS what, PVOID *buffer)
{
    (void)policy, (void)what, (void)buffer;
    return (NTSTATUS)0xC0000022;
}

static NTSTATUS NTAPI free_memory(PVOID buffer)
{
    free(buffer);
    return 0;
}

static NTSTATUS NTAPI close_policy(LSA_HANDLE policy)
{
    (void)policy;
    return 0;
}

const struct win_lsa_calls fake_lsa_calls = {
    .open_policy = open_policy,
    .enumerate = enumerate,
    .add = add,
    .remove = take,
    .query_policy = query,
    .free_memory = free_memory,
    .close = close_policy,
};
