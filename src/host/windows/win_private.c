/* win_private.c - folders and files for SYSTEM and Administrators alone. */
#include "win_private.h"

#include "win_error.h"
#include "win_file.h"
#include "win_sid.h"
#include "win_text.h"

#include "base/text.h"

#include <aclapi.h>
#include <sddl.h>

/* Everything by which somebody could change what a folder holds, or get the right to. */
#define WRITE_RIGHTS                                                                               \
    (GENERIC_ALL | GENERIC_WRITE | FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD |        \
     FILE_WRITE_ATTRIBUTES | FILE_WRITE_EA | DELETE | WRITE_DAC | WRITE_OWNER)

static const struct win_private_calls system_calls = {.get_security = GetSecurityInfo};
static const struct win_private_calls *calls = &system_calls;

void win_private_replace(const struct win_private_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

/* Made once each: threads do not call this. */
static enum nl_status attributes_of(const wchar_t *words, PSECURITY_DESCRIPTOR *descriptor,
                                    SECURITY_ATTRIBUTES *out_attributes, struct nl_error *err)
{
    if (!*descriptor && !ConvertStringSecurityDescriptorToSecurityDescriptorW(
                            words, SDDL_REVISION_1, descriptor, NULL))
        return win_fail(err, GetLastError(), "ConvertStringSecurityDescriptorToSecurityDescriptor");
    out_attributes->nLength = sizeof *out_attributes;
    out_attributes->lpSecurityDescriptor = *descriptor;
    out_attributes->bInheritHandle = FALSE;
    return NL_OK;
}

enum nl_status win_private_attributes(SECURITY_ATTRIBUTES *out_attributes, struct nl_error *err)
{
    static PSECURITY_DESCRIPTOR descriptor;
    return attributes_of(L"O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", &descriptor,
                         out_attributes, err);
}

enum nl_status win_private_readable_attributes(SECURITY_ATTRIBUTES *out_attributes,
                                               struct nl_error *err)
{
    static PSECURITY_DESCRIPTOR descriptor;
    return attributes_of(L"O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)",
                         &descriptor, out_attributes, err);
}

static bool is_system(const char *sid)
{
    return nl_same(sid, "S-1-5-18") || nl_same(sid, "S-1-5-32-544");
}

static const char *own_sid(struct nl_arena *arena)
{
    HANDLE token = NULL;
    BYTE buffer[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    DWORD size = 0;
    const char *sid = NULL;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return NULL;
    if (GetTokenInformation(token, TokenUser, buffer, sizeof buffer, &size))
        sid = win_sid_text(arena, ((const TOKEN_USER *)(const void *)buffer)->User.Sid);
    CloseHandle(token);
    return sid;
}

enum nl_status win_private_own_attributes(SECURITY_ATTRIBUTES *out_attributes, struct nl_error *err)
{
    static PSECURITY_DESCRIPTOR descriptor;
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    const char *self = own_sid(&arena);
    enum nl_status status =
        self ? attributes_of(
                   win_wide(&arena,
                            nl_arena_format(
                                &arena, "O:%sD:P(A;OICI;FA;;;%s)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)",
                                self, self)),
                   &descriptor, out_attributes, err)
             : win_fail(err, GetLastError(), "GetTokenInformation");
    nl_arena_done(&arena);
    return status;
}

/* Owner and list of a folder; *out_descriptor is for LocalFree. */
static DWORD look(struct nl_arena *arena, const wchar_t *folder, DWORD *out_attributes,
                  const char **out_owner, ACL **out_list, PSECURITY_DESCRIPTOR *out_descriptor)
{
    DWORD code = ERROR_SUCCESS;
    HANDLE handle =
        win_file_open(folder, READ_CONTROL | FILE_READ_ATTRIBUTES,
                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                      FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, &code);
    if (handle == INVALID_HANDLE_VALUE)
        return code;
    BY_HANDLE_FILE_INFORMATION info;
    PSID owner = NULL;
    if (!GetFileInformationByHandle(handle, &info)) {
        code = GetLastError();
    } else {
        *out_attributes = info.dwFileAttributes;
        code = calls->get_security(handle, SE_FILE_OBJECT,
                                   OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner,
                                   NULL, out_list, NULL, out_descriptor);
        *out_owner = win_sid_text(arena, owner);
    }
    CloseHandle(handle);
    return code;
}

/* Some file systems keep no owners and tell whoever asks that he owns everything. Known by making a
 * folder for Administrators in this one and asking who owns it. */
static bool keeps_no_owners(struct nl_arena *arena, const wchar_t *folder, const char *self)
{
    SECURITY_ATTRIBUTES attributes;
    if (win_private_attributes(&attributes, NULL) != NL_OK)
        return false;
    wchar_t *probe =
        win_file_join(arena, folder,
                      win_wide(arena, nl_arena_format(arena, "~owner-%lu",
                                                      (unsigned long)GetCurrentProcessId())));
    if (!CreateDirectoryW(probe, &attributes))
        return false;
    DWORD flags = 0;
    const char *owner = NULL;
    ACL *list = NULL;
    PSECURITY_DESCRIPTOR descriptor = NULL;
    DWORD code = look(arena, probe, &flags, &owner, &list, &descriptor);
    LocalFree(descriptor);
    (void)RemoveDirectoryW(probe);
    return code == ERROR_SUCCESS && nl_same(owner, self);
}

/* Whether an access list lets nobody write but the system, and self where it is not NULL. */
static bool list_is_private(struct nl_arena *arena, ACL *list, const char *self)
{
    if (!list || !IsValidAcl(list))
        return false; /* no list lets everybody do everything */
    for (DWORD i = 0; i < list->AceCount; i++) {
        void *entry = NULL;
        if (!GetAce(list, i, &entry))
            return false;
        const ACE_HEADER *header = entry;
        if (header->AceFlags & INHERIT_ONLY_ACE || header->AceType == ACCESS_DENIED_ACE_TYPE)
            continue;
        if (header->AceType != ACCESS_ALLOWED_ACE_TYPE)
            return false;
        ACCESS_ALLOWED_ACE *allowed = entry;
        const char *sid = win_sid_text(arena, &allowed->SidStart);
        bool trusted = sid && (is_system(sid) || (self && nl_same(sid, self)));
        if (!trusted && allowed->Mask & WRITE_RIGHTS)
            return false;
    }
    return true;
}

/* Who may own the folder besides the system: NULL, or whoever runs this. */
static const char *other_owner(struct nl_arena *arena, const wchar_t *folder, const char *owner,
                               enum win_private_purpose purpose)
{
    const char *own = owner && !is_system(owner) ? own_sid(arena) : NULL;
    if (!own || !nl_same(owner, own))
        return purpose == WIN_PRIVATE_OWN ? own_sid(arena) : NULL;
    return purpose != WIN_PRIVATE_USE || keeps_no_owners(arena, folder, own) ? own : NULL;
}

static enum nl_status judge(struct nl_arena *arena, const wchar_t *folder, const char *owner,
                            ACL *list, enum win_private_purpose purpose, struct nl_error *err)
{
    const char *shown = win_narrow(arena, folder);
    const char *self = other_owner(arena, folder, owner, purpose);
    bool owned = owner && (is_system(owner) || (self && nl_same(owner, self)));
    if (owned && list_is_private(arena, list, self))
        return NL_OK;
    if (!owned)
        (void)nl_fail(
            err, NL_REFUSED,
            NL_T("{1} belongs to {2}, not to SYSTEM or Administrators, so it is not used. "
                 "Look at what is in it, then remove it as administrator: rd /s \"{1}\""),
            shown, owner ? owner : "?");
    else
        (void)nl_fail(err, NL_REFUSED,
                      NL_T("others than SYSTEM and Administrators may write to {1}, so it is not "
                           "used. Look at what is in it, then remove it as administrator: rd /s "
                           "\"{1}\""),
                      shown);
    return NL_REFUSED;
}

enum nl_status win_private_check_folder(struct nl_arena *arena, const wchar_t *folder,
                                        enum win_private_purpose purpose, struct nl_error *err)
{
    const char *shown = win_narrow(arena, folder);
    DWORD flags = 0;
    const char *owner = NULL;
    ACL *list = NULL;
    PSECURITY_DESCRIPTOR descriptor = NULL;
    DWORD code = look(arena, folder, &flags, &owner, &list, &descriptor);
    enum nl_status status = NL_OK;
    if (code != ERROR_SUCCESS) {
        status = win_fail(err, code, "CreateFile");
        (void)nl_context(err, "{1}", shown);
    } else if (!(flags & FILE_ATTRIBUTE_DIRECTORY) || flags & FILE_ATTRIBUTE_REPARSE_POINT) {
        status = nl_fail(err, NL_REFUSED, NL_T("{1} is not a folder but a file or a link"), shown);
    } else {
        status = judge(arena, folder, owner, list, purpose, err);
    }
    LocalFree(descriptor);
    return status;
}

enum nl_status win_private_check_file(HANDLE file, struct nl_error *err)
{
    BY_HANDLE_FILE_INFORMATION info;
    if (!GetFileInformationByHandle(file, &info))
        return win_fail(err, GetLastError(), "GetFileInformationByHandle");
    if (info.dwFileAttributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT))
        return nl_fail(err, NL_REFUSED, NL_T("it is not a regular file"));
    if (info.nNumberOfLinks > 1)
        return nl_fail(err, NL_REFUSED, NL_T("the file has more than one hard link"));
    return NL_OK;
}
