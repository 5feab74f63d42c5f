/* win_sid.c - SIDs to text and back, without the aliases ("BA") that the system's parser takes. */
#include "win_sid.h"

#include "base/text.h"
#include "model/profile.h"
#include "model/sid.h"

#include <string.h>

const char *win_sid_text(struct nl_arena *arena, PSID sid)
{
    if (!sid || !IsValidSid(sid))
        return NULL;
    const SID *from = sid;
    uint64_t authority = 0;
    for (size_t i = 0; i < 6; i++)
        authority = authority << 8 | from->IdentifierAuthority.Value[i];
    struct nl_text out;
    nl_text_init(&out, arena);
    /* From 2^32 on the authority is written in hexadecimal ([MS-DTYP] 2.4.2.1). */
    if (authority >> 32)
        nl_text_format(&out, "S-1-0x%012llX", (unsigned long long)authority);
    else
        nl_text_format(&out, "S-1-%llu", (unsigned long long)authority);
    for (DWORD i = 0; i < from->SubAuthorityCount; i++)
        nl_text_format(&out, "-%lu", from->SubAuthority[i]);
    return out.data;
}

static SID *make(struct nl_arena *arena, size_t count)
{
    SID *sid = nl_arena_alloc(arena, offsetof(SID, SubAuthority) + count * sizeof(DWORD));
    sid->Revision = SID_REVISION;
    sid->SubAuthorityCount = (BYTE)count;
    return sid;
}

PSID win_sid_parse(struct nl_arena *arena, const char *text)
{
    if (!text || !nl_sid_valid(text))
        return NULL;
    struct nl_texts parts = nl_split(arena, text, '-');
    uint64_t authority = 0;
    if (parts.count < 4 || parts.count - 3 > SID_MAX_SUB_AUTHORITIES ||
        !nl_parse_u64(parts.items[2], UINT64_C(0xFFFFFFFFFFFF), &authority))
        return NULL;
    SID *sid = make(arena, parts.count - 3);
    for (size_t i = 0; i < 6; i++)
        sid->IdentifierAuthority.Value[i] = (BYTE)(authority >> (40 - 8 * i));
    for (size_t i = 3; i < parts.count; i++) {
        uint64_t number = 0;
        if (!nl_parse_u64(parts.items[i], UINT32_MAX, &number))
            return NULL;
        sid->SubAuthority[i - 3] = (DWORD)number;
    }
    return sid;
}

PSID win_sid_append(struct nl_arena *arena, PSID sid, DWORD rid)
{
    if (!sid || !IsValidSid(sid))
        return NULL;
    const SID *from = sid;
    size_t count = from->SubAuthorityCount;
    if (count >= SID_MAX_SUB_AUTHORITIES)
        return NULL;
    SID *longer = make(arena, count + 1);
    longer->IdentifierAuthority = from->IdentifierAuthority;
    for (size_t i = 0; i < count; i++)
        longer->SubAuthority[i] = from->SubAuthority[i];
    longer->SubAuthority[count] = rid;
    return longer;
}
