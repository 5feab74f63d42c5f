/* sid.c - what a SID looks like, and the names of those that are the same on every Windows. */
#include "sid.h"

#include "base/attributes.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define MAX_SUB_AUTHORITIES 15
#define MAX_AUTHORITY UINT64_C(0xFFFFFFFFFFFF)
#define DECIMAL_AUTHORITY_LIMIT UINT64_C(0x100000000)

/* Reads decimal digits without leading zeros; NULL when there are none or the number is beyond
 * max. Otherwise the character after them. */
static const char *read_decimal(const char *text, uint64_t max, uint64_t *out_number)
{
    uint64_t number = 0;
    const char *at = text;

    while (*at >= '0' && *at <= '9') {
        unsigned digit = (unsigned)(*at - '0');
        if (number > (max - digit) / 10)
            return NULL;
        number = number * 10 + digit;
        at++;
    }
    if (at == text || (*text == '0' && at > text + 1))
        return NULL;
    *out_number = number;
    return at;
}

/* The authority: decimal below 2^32, from there 0x and exactly twelve digits ([MS-DTYP] 2.4.2.1). */
static const char *read_authority(const char *text)
{
    uint64_t number;

    if (text[0] != '0' || (text[1] != 'x' && text[1] != 'X'))
        return read_decimal(text, DECIMAL_AUTHORITY_LIMIT - 1, &number);
    text += 2;
    number = 0;
    for (unsigned i = 0; i < 12; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return NULL;
        unsigned char c = (unsigned char)tolower((unsigned char)text[i]);
        number = number * 16 + (c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a') + 10);
    }
    return number >= DECIMAL_AUTHORITY_LIMIT && number <= MAX_AUTHORITY ? text + 12 : NULL;
}

bool nl_sid_valid(const char *sid)
{
    const char *at;
    unsigned count = 0;

    if (sid == NULL || !nl_starts(sid, "S-1-"))
        return false;
    at = read_authority(sid + strlen("S-1-"));
    while (at != NULL && *at == '-') {
        uint64_t sub_authority;
        at = read_decimal(at + 1, UINT32_MAX, &sub_authority);
        count++;
    }
    return at != NULL && *at == '\0' && count >= 1 && count <= MAX_SUB_AUTHORITIES;
}

struct known_sid {
    const char *sid;
    const char *name;
};

/* Microsoft: Well-known SIDs. The names are those of English Windows. Chinese Windows shows most of
 * them in English as well; marked are those that it does not. */
static const struct known_sid known[] = {
    {"S-1-0-0", "Nobody"},
    {"S-1-1-0", "Everyone"},
    {"S-1-2-0", "Local"},
    {"S-1-2-1", NL_T("Console Logon")},
    {"S-1-3-0", "Creator Owner"},
    {"S-1-3-1", "Creator Group"},
    {"S-1-3-4", "Owner Rights"},
    {"S-1-5-1", "Dialup"},
    {"S-1-5-2", "Network"},
    {"S-1-5-3", "Batch"},
    {"S-1-5-4", "Interactive"},
    {"S-1-5-6", "Service"},
    {"S-1-5-7", "Anonymous Logon"},
    {"S-1-5-8", "Proxy"},
    {"S-1-5-9", "Enterprise Domain Controllers"},
    {"S-1-5-10", "Self"},
    {"S-1-5-11", "Authenticated Users"},
    {"S-1-5-12", "Restricted"},
    {"S-1-5-13", "Terminal Server User"},
    {"S-1-5-14", "Remote Interactive Logon"},
    {"S-1-5-15", "This Organization"},
    {"S-1-5-17", "IUSR"},
    {"S-1-5-18", "System"},
    {"S-1-5-19", "Local Service"},
    {"S-1-5-20", "Network Service"},
    {"S-1-5-64-10", "NTLM Authentication"},
    {"S-1-5-113", NL_T("Local account")},
    {"S-1-5-114", NL_T("Local account and member of Administrators group")},
    {"S-1-5-32-544", "Administrators"},
    {"S-1-5-32-545", "Users"},
    {"S-1-5-32-546", "Guests"},
    {"S-1-5-32-547", "Power Users"},
    {"S-1-5-32-548", "Account Operators"},
    {"S-1-5-32-549", "Server Operators"},
    {"S-1-5-32-550", "Print Operators"},
    {"S-1-5-32-551", "Backup Operators"},
    {"S-1-5-32-552", "Replicator"},
    {"S-1-5-32-554", "Pre-Windows 2000 Compatible Access"},
    {"S-1-5-32-555", "Remote Desktop Users"},
    {"S-1-5-32-556", "Network Configuration Operators"},
    {"S-1-5-32-558", "Performance Monitor Users"},
    {"S-1-5-32-559", "Performance Log Users"},
    {"S-1-5-32-562", "Distributed COM Users"},
    {"S-1-5-32-568", "IIS_IUSRS"},
    {"S-1-5-32-569", "Cryptographic Operators"},
    {"S-1-5-32-573", "Event Log Readers"},
    {"S-1-5-32-578", "Hyper-V Administrators"},
    {"S-1-5-32-580", "Remote Management Users"},
};

struct known_rid {
    const char *rid;
    const char *name;
};

/* Relative to a machine or a domain: S-1-5-21-a-b-c-RID. */
static const struct known_rid relative[] = {
    {"500", "Administrator"},
    {"501", "Guest"},
    {"502", "krbtgt"},
    {"512", "Domain Admins"},
    {"513", "Domain Users"},
    {"514", "Domain Guests"},
    {"515", "Domain Computers"},
    {"516", "Domain Controllers"},
    {"519", "Enterprise Admins"},
    {"520", "Group Policy Creator Owners"},
    {"525", "Protected Users"},
};

/* "S-1-5-21-" and three numbers before the last one. */
static bool is_account_of_a_machine(const char *sid)
{
    unsigned dashes = 0;

    for (const char *at = sid; *at != '\0'; at++)
        dashes += *at == '-';
    return nl_starts(sid, "S-1-5-21-") && dashes == 7;
}

const char *nl_sid_known_name(const char *sid)
{
    if (!nl_sid_valid(sid))
        return NULL;
    for (size_t i = 0; i < NL_COUNT_OF(known); i++) {
        if (nl_same(known[i].sid, sid))
            return known[i].name;
    }
    if (is_account_of_a_machine(sid)) {
        const char *rid = strrchr(sid, '-') + 1;
        for (size_t i = 0; i < NL_COUNT_OF(relative); i++) {
            if (nl_equal(relative[i].rid, rid))
                return relative[i].name;
        }
    }
    return NULL;
}

const char *nl_sid_of_known_name(const char *name)
{
    for (size_t i = 0; i < NL_COUNT_OF(known); i++) {
        if (nl_same(known[i].name, name))
            return known[i].sid;
    }
    return NULL;
}
