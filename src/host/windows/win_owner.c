/* win_owner.c - whose session netlatch runs in. */
#include "win_owner.h"

#include "win_limit.h"
#include "win_load.h"
#include "win_lsa.h"
#include "win_netapi.h"
#include "win_sid.h"
#include "win_text.h"

#include <lm.h>

#include <string.h>

enum {
    USER_NAME = 5,   /* WTSUserName (WTS_INFO_CLASS) */
    DOMAIN_NAME = 7, /* WTSDomainName */
    NAME_UNITS = 512,
    MOST_GROUPS = 1000,
    LIMIT_MS = 10000,
    LOCAL_ACCOUNTS_BUILD = 9600 /* S-1-5-113 and 114 stand in tokens from Windows 8.1 on */
};

static const struct win_owner_calls *replaced;

void win_owner_replace(const struct win_owner_calls *replacement)
{
    replaced = replacement;
}

static struct win_owner_calls calls_now(void)
{
    if (replaced)
        return *replaced;
    struct win_owner_calls calls = {
        .lookup_name = LookupAccountNameW,
        .local_groups = win_net_user_get_local_groups,
        .free_buffer = win_net_api_buffer_free,
    };
    (void)WIN_LOAD(L"wtsapi32.dll", "WTSQuerySessionInformationW", &calls.session_text);
    (void)WIN_LOAD(L"wtsapi32.dll", "WTSFreeMemory", &calls.session_free);
    return calls;
}

/* One text of the own session, or NULL. */
static const char *session_text(struct nl_arena *arena, const struct win_owner_calls *calls,
                                int what)
{
    LPWSTR text = NULL;
    DWORD size = 0;
    if (!calls->session_text || !calls->session_free ||
        !calls->session_text(NULL, (DWORD)-1, what, &text, &size) || !text)
        return NULL;
    const char *found = win_narrow_part(arena, text, wcsnlen(text, size / sizeof *text));
    calls->session_free(text);
    return found[0] ? found : NULL;
}

static const char *sid_of_name(struct nl_arena *arena, const struct win_owner_calls *calls,
                               const char *name)
{
    BYTE sid[SECURITY_MAX_SID_SIZE] = {0};
    wchar_t domain[NAME_UNITS];
    DWORD size = sizeof sid;
    DWORD units = NAME_UNITS;
    SID_NAME_USE use = SidTypeUnknown;
    if (!calls->lookup_name(NULL, win_wide(arena, name), sid, &size, domain, &units, &use))
        return NULL;
    return win_sid_text(arena, sid);
}

static void add_local_groups(struct nl_arena *arena, const struct win_owner_calls *calls,
                             const char *name, struct nl_texts *out_sids)
{
    BYTE *buffer = NULL;
    DWORD count = 0;
    DWORD total = 0;
    DWORD code = calls->local_groups(NULL, win_wide(arena, name), 0, LG_INCLUDE_INDIRECT, &buffer,
                                     MAX_PREFERRED_LENGTH, &count, &total);
    const LOCALGROUP_USERS_INFO_0 *groups = (const LOCALGROUP_USERS_INFO_0 *)(const void *)buffer;
    for (DWORD i = 0; code == ERROR_SUCCESS && groups && i < count && i < MOST_GROUPS; i++) {
        const char *sid = sid_of_name(arena, calls, win_narrow(arena, groups[i].lgrui0_name));
        if (sid && !nl_texts_hold(out_sids, sid))
            nl_texts_add(out_sids, arena, sid);
    }
    if (buffer)
        (void)calls->free_buffer(buffer);
}

/* Whether an account is one of this machine's own. */
static bool is_local(struct nl_arena *arena, const char *sid)
{
    DWORD code = ERROR_SUCCESS;
    const char *domain = win_sid_text(arena, win_lsa_account_domain(arena, &code));
    return domain && nl_starts(sid, domain) && sid[strlen(domain)] == '-';
}

/* What is looked up on a thread of its own: a domain's answer may take minutes. */
struct owner {
    struct win_owner_calls calls;
    const char *name;
    const char *sid;
    struct nl_texts groups;
};

static void look_up(struct win_job *job)
{
    struct owner *owner = job->context;
    const struct win_owner_calls *calls = &owner->calls;
    const char *user = session_text(&job->arena, calls, USER_NAME);
    const char *domain = user ? session_text(&job->arena, calls, DOMAIN_NAME) : NULL;
    if (!user)
        return;
    owner->name = domain ? nl_arena_format(&job->arena, "%s\\%s", domain, user) : user;
    owner->sid = sid_of_name(&job->arena, calls, owner->name);
    if (owner->sid)
        add_local_groups(&job->arena, calls, owner->name, &owner->groups);
}

static void say_too_slow(struct nl_arena *arena, struct nl_machine *machine)
{
    nl_machine_say_unseen(arena, machine, "session-owner", NL_VALUE_UNSUPPORTED, WAIT_TIMEOUT,
                          NL_T("Windows did not answer in time whose session this is: the "
                               "lock-out check considers only the account that runs netlatch"));
}

static void take(struct nl_arena *arena, const struct owner *owner, struct nl_machine *machine)
{
    struct nl_session *session = &machine->session;
    if (!owner->sid || nl_same(owner->sid, session->user_sid))
        return;
    session->owner_sid = nl_arena_text(arena, owner->sid);
    session->owner_name = nl_arena_text(arena, owner->name);
    nl_texts_add(&session->owner_groups, arena, "S-1-1-0");
    nl_texts_add(&session->owner_groups, arena, "S-1-5-11");
    for (size_t i = 0; i < owner->groups.count; i++)
        nl_texts_add(&session->owner_groups, arena, owner->groups.items[i]);
    if (machine->os.build < LOCAL_ACCOUNTS_BUILD ||
        machine->membership.controller == NL_ANSWER_YES || !is_local(arena, owner->sid))
        return;
    nl_texts_add(&session->owner_groups, arena, "S-1-5-113");
    if (nl_texts_hold(&session->owner_groups, "S-1-5-32-544"))
        nl_texts_add(&session->owner_groups, arena, "S-1-5-114");
}

void win_owner_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    /* Nobody owns the session of services. */
    if (machine->session.remote == NL_REMOTE_SERVICE)
        return;
    struct win_job *job = win_limit_begin(sizeof(struct owner));
    if (!job)
        return;
    struct owner *owner = job->context;
    owner->calls = calls_now();
    if (!win_limit_run(job, look_up, LIMIT_MS)) {
        say_too_slow(arena, machine);
        return;
    }
    take(arena, owner, machine);
    win_limit_end(job);
}
