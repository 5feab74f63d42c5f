/* win_lsa.h - user rights, through LSA: their keys open for the system alone. */
#ifndef NL_WINDOWS_LSA_H
#define NL_WINDOWS_LSA_H

#include "base/error.h"
#include "model/machine.h"

#include <windows.h>

#include <ntsecapi.h>

/* What is called, so that a test can answer in the system's place. */
struct win_lsa_calls {
    NTSTATUS(NTAPI *open_policy)
    (PLSA_UNICODE_STRING, PLSA_OBJECT_ATTRIBUTES, ACCESS_MASK, PLSA_HANDLE);
    NTSTATUS(NTAPI *enumerate)(LSA_HANDLE, PLSA_UNICODE_STRING, PVOID *, PULONG);
    NTSTATUS(NTAPI *add)(LSA_HANDLE, PSID, PLSA_UNICODE_STRING, ULONG);
    NTSTATUS(NTAPI *remove)(LSA_HANDLE, PSID, BOOLEAN, PLSA_UNICODE_STRING, ULONG);
    NTSTATUS(NTAPI *query_policy)(LSA_HANDLE, POLICY_INFORMATION_CLASS, PVOID *);
    NTSTATUS(NTAPI *free_memory)(PVOID);
    NTSTATUS(NTAPI *close)(LSA_HANDLE);
};

/* NULL puts the system's own back. */
void win_lsa_replace(const struct win_lsa_calls *calls);

/* SID_SET of the accounts that hold the right directly; absent when nobody does. */
struct nl_value win_lsa_read(struct nl_arena *arena, const char *right);

/* Gives the right to those of wanted who lack it, then takes it from those who hold it and are not
 * wanted: never more than the difference, and no other right of anybody. ABSENT means nobody. When
 * one of the calls fails, what the others did is rolled_back as far as possible. */
NL_MUST_CHECK enum nl_status win_lsa_write(struct nl_arena *arena, const char *right,
                                           const struct nl_value *wanted, struct nl_error *err);

/* Whether user rights may be changed: opens the policy with the rights that writing needs, and closes
 * it. The Win32 code. */
DWORD win_lsa_try_write(void);

/* The rights that decide about network logon and the way back in: machine->rights. */
void win_lsa_survey(struct nl_arena *arena, struct nl_machine *machine);

/* The SID under which this machine's own accounts are numbered (a controller's: the domain's), or
 * NULL with the Win32 code. */
PSID win_lsa_account_domain(struct nl_arena *arena, DWORD *out_code);

#endif
