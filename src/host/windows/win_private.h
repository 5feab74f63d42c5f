/* win_private.h - folders and files for SYSTEM and Administrators alone. */
#ifndef NL_WINDOWS_PRIVATE_H
#define NL_WINDOWS_PRIVATE_H

#include "base/arena.h"
#include "base/error.h"

#include <windows.h>

#include <accctrl.h>

/* What is called, so that a test can answer in the system's place. */
struct win_private_calls {
    /* Owner and access list of an open file or folder, in one buffer for LocalFree. */
    DWORD(WINAPI *get_security)
    (HANDLE, SE_OBJECT_TYPE, SECURITY_INFORMATION, PSID *, PSID *, PACL *, PACL *,
     PSECURITY_DESCRIPTOR *);
};

/* NULL puts the system's own back. */
void win_private_replace(const struct win_private_calls *calls);

/* Security for a new folder or file: owned by Administrators, full access for SYSTEM and
 * Administrators, nothing inherited. Valid until the program ends. */
NL_MUST_CHECK enum nl_status win_private_attributes(SECURITY_ATTRIBUTES *out_attributes,
                                                    struct nl_error *err);

/* The same, and everybody who is logged on may read. */
NL_MUST_CHECK enum nl_status win_private_readable_attributes(SECURITY_ATTRIBUTES *out_attributes,
                                                             struct nl_error *err);

/* The same for a folder beside a person's own file: owned by whoever runs this, who needs no other
 * right for that, with full access for him, SYSTEM and Administrators. */
NL_MUST_CHECK enum nl_status win_private_own_attributes(SECURITY_ATTRIBUTES *out_attributes,
                                                        struct nl_error *err);

/* What a folder is looked at for. */
enum win_private_purpose {
    WIN_PRIVATE_LOOK = 0, /* what is in it is only shown; nothing at all is written */
    WIN_PRIVATE_USE,      /* what is in it is acted upon */
    WIN_PRIVATE_OWN       /* it lies beside a person's own file, and may be his */
};

/* Whether an existing folder is a real one (no link or mount point), owned by SYSTEM or
 * Administrators, and writable by nobody else; NL_REFUSED with the reason, and the command that cures
 * it, when it is not, NL_NOT_FOUND when there is none. With LOOK and OWN it may also be the caller's
 * own. */
NL_MUST_CHECK enum nl_status win_private_check_folder(struct nl_arena *arena, const wchar_t *folder,
                                                      enum win_private_purpose purpose,
                                                      struct nl_error *err);

/* Whether an open file is a plain one with this as its only name; NL_REFUSED when it is not. */
NL_MUST_CHECK enum nl_status win_private_check_file(HANDLE file, struct nl_error *err);

#endif
