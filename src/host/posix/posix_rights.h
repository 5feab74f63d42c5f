/* posix_rights.h - who may do what with a file, where the file system keeps Windows' own answer.
 *
 * On NTFS the rights of Windows are a security descriptor per file ([MS-DTYP] 2.4.6, self-relative).
 * A driver of Linux gives every new file one that lets everybody do everything, whatever its mode:
 * ntfs-3g 2022.10.3 and ntfs3 both use O:BA G:BA D:(A;;FA;;;WD). They show and take the descriptor as
 * the extended attribute system.ntfs_acl (ntfs-3g) or system.ntfs_security (ntfs3). */
#ifndef NL_HOST_POSIX_POSIX_RIGHTS_H
#define NL_HOST_POSIX_POSIX_RIGHTS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Gives the open file made, at path, owner and rights of the open file like, and reads them back.
 * NL_REFUSED where the file system is one of Windows and cannot keep them. */
NL_MUST_CHECK enum nl_status nl_posix_rights_copy(int like, int made, const char *path,
                                                  struct nl_error *err);

/* Gives an open file or folder to SYSTEM and Administrators alone, where the file system keeps such
 * rights, and reads them back; elsewhere its mode says enough and nothing is done. */
NL_MUST_CHECK enum nl_status nl_posix_rights_private(int file, bool folder, const char *path,
                                                     struct nl_error *err);

/* Whether an open folder belongs to SYSTEM or Administrators and nobody else may write to it, by the
 * rights of Windows. True where the file system keeps none. */
bool nl_posix_rights_are_private(int folder);

/* The calls, for tests; NULL is the system's again. */
struct nl_posix_rights_calls {
    bool (*keeps_rights)(int file); /* whether the file system is one of Windows' */
    ssize_t (*get)(int file, const char *name, void *bytes, size_t size);
    int (*set)(int file, const char *name, const void *bytes, size_t size);
};
void nl_posix_rights_replace(const struct nl_posix_rights_calls *replacement);

#endif
