/* denied.c - whom a SID on the list of denied network logons holds. */
#include "denied.h"

#include "base/attributes.h"
#include "exposure_predict.h"
#include "model/component.h"

#include <string.h>

/* Well-known SIDs, whole. */
static const struct {
    const char *sid;
    enum nl_holder holder;
} known[] = {
    {"S-1-1-0", NL_HOLDER_EVERYBODY},           /* Everyone */
    {"S-1-5-2", NL_HOLDER_EVERYBODY},           /* Network */
    {"S-1-5-11", NL_HOLDER_EVERYBODY},          /* Authenticated Users */
    {"S-1-5-32-545", NL_HOLDER_EVERYBODY},      /* Users */
    {"S-1-5-15", NL_HOLDER_DOMAIN},             /* This Organization */
    {"S-1-5-64-10", NL_HOLDER_NTLM},            /* NTLM Authentication */
    {"S-1-5-9", NL_HOLDER_CONTROLLERS},         /* Enterprise Domain Controllers */
    {"S-1-5-32-544", NL_HOLDER_ADMINISTRATORS}, /* Administrators */
    {"S-1-5-32-555", NL_HOLDER_REMOTE_USERS},   /* Remote Desktop Users */
    {"S-1-5-32-580", NL_HOLDER_REMOTE_USERS},   /* Remote Management Users */
    {"S-1-5-113", NL_HOLDER_LOCAL},
    {"S-1-5-114", NL_HOLDER_LOCAL_ADMIN},
    {"S-1-5-32-546", NL_HOLDER_GUESTS},
    {"S-1-5-7", NL_HOLDER_ANONYMOUS},
};

/* The last part of a SID of a domain or of this machine: S-1-5-21-...-513. */
static const struct {
    const char *rid;
    enum nl_holder holder;
} relative[] = {
    {"-500", NL_HOLDER_ADMINISTRATORS}, /* the built-in administrator */
    {"-501", NL_HOLDER_GUESTS},         /* Guest */
    {"-498", NL_HOLDER_CONTROLLERS},    /* Enterprise Read-only Domain Controllers */
    {"-512", NL_HOLDER_ADMINISTRATORS}, /* Domain Admins */
    {"-513", NL_HOLDER_DOMAIN},         /* Domain Users */
    {"-514", NL_HOLDER_GUESTS},         /* Domain Guests */
    {"-515", NL_HOLDER_COMPUTERS},      /* Domain Computers */
    {"-516", NL_HOLDER_CONTROLLERS},    /* Domain Controllers */
    {"-518", NL_HOLDER_ADMINISTRATORS}, /* Schema Admins */
    {"-519", NL_HOLDER_ADMINISTRATORS}, /* Enterprise Admins */
    {"-521", NL_HOLDER_CONTROLLERS},    /* Read-only Domain Controllers */
};

enum nl_holder nl_holder_of(const char *sid)
{
    for (size_t i = 0; i < NL_COUNT_OF(known); i++) {
        if (nl_same(sid, known[i].sid))
            return known[i].holder;
    }
    for (size_t i = 0; nl_starts(sid, "S-1-5-21-") && i < NL_COUNT_OF(relative); i++) {
        if (nl_ends(sid, relative[i].rid))
            return relative[i].holder;
    }
    return NL_HOLDER_UNKNOWN;
}

bool nl_holds_nobody(const struct nl_machine *machine, const char *sid)
{
    enum nl_holder holder = nl_holder_of(sid);
    return machine->os.build != 0 && machine->os.build < NL_FIRST_VISTA_BUILD &&
           (holder == NL_HOLDER_LOCAL || holder == NL_HOLDER_LOCAL_ADMIN);
}

uint32_t nl_denied_changes(const char *sid)
{
    switch (nl_holder_of(sid)) {
    case NL_HOLDER_EVERYBODY:
        return NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) | NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL) |
               NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN) | NL_CHANGE_BIT(NL_CHANGE_DENY_GUESTS) |
               NL_CHANGE_BIT(NL_CHANGE_DENY_CONTROLLERS);
    case NL_HOLDER_DOMAIN:
        return NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE) | NL_CHANGE_BIT(NL_CHANGE_DENY_CONTROLLERS);
    case NL_HOLDER_NTLM:
        return NL_CHANGE_BIT(NL_CHANGE_DENY_EVERYONE);
    case NL_HOLDER_CONTROLLERS:
    case NL_HOLDER_COMPUTERS:
        return NL_CHANGE_BIT(NL_CHANGE_DENY_CONTROLLERS);
    case NL_HOLDER_LOCAL:
        return NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL) | NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN);
    case NL_HOLDER_LOCAL_ADMIN:
    case NL_HOLDER_ADMINISTRATORS:
        return NL_CHANGE_BIT(NL_CHANGE_DENY_LOCAL_ADMIN);
    case NL_HOLDER_GUESTS:
        return NL_CHANGE_BIT(NL_CHANGE_DENY_GUESTS);
    case NL_HOLDER_REMOTE_USERS:
    case NL_HOLDER_ANONYMOUS:
    case NL_HOLDER_UNKNOWN:
        break;
    }
    return 0;
}

const char *nl_holder_words(enum nl_holder holder)
{
    switch (holder) {
    case NL_HOLDER_EVERYBODY:
        return NL_T("everybody who has an account");
    case NL_HOLDER_DOMAIN:
        return NL_T("everybody of the domain");
    case NL_HOLDER_NTLM:
        return NL_T("everybody who logs on with NTLM");
    case NL_HOLDER_CONTROLLERS:
        return NL_T("domain controllers");
    case NL_HOLDER_COMPUTERS:
        return NL_T("the computers of the domain");
    case NL_HOLDER_ADMINISTRATORS:
        return NL_T("administrators");
    case NL_HOLDER_REMOTE_USERS:
        return NL_T("users who may work here from another computer");
    case NL_HOLDER_LOCAL:
        return NL_T("local accounts");
    case NL_HOLDER_LOCAL_ADMIN:
        return NL_T("local administrators");
    case NL_HOLDER_GUESTS:
        return NL_T("guests");
    case NL_HOLDER_ANONYMOUS:
        return NL_T("callers without an account");
    case NL_HOLDER_UNKNOWN:
        break;
    }
    return NL_T("an account or group whose members could not be told");
}
