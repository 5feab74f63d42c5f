/* posix_rights.c - security descriptors of Windows through extended attributes. */
#include "posix_rights.h"

#include "base/attributes.h"
#include "posix_error.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/xattr.h>
#include <unistd.h>

/* f_type of statfs: linux/magic.h, fs/ntfs3/super.c. */
#define FUSE_MAGIC 0x65735546
#define NTFS_MAGIC 0x5346544e
#define NTFS3_MAGIC 0x7366746e

/* A descriptor is at most 64 KiB: its lists hold their sizes in 16 bits. */
enum { LARGEST = 65536 + 256 };

static const char *const names[] = {"system.ntfs_acl", "system.ntfs_security"};

static bool keeps_rights(int file)
{
    struct statfs about;
    if (fstatfs(file, &about) != 0)
        return false;
    return about.f_type == FUSE_MAGIC || about.f_type == NTFS_MAGIC || about.f_type == NTFS3_MAGIC;
}

static int set_attribute(int file, const char *name, const void *bytes, size_t size)
{
    return fsetxattr(file, name, bytes, size, 0);
}

static const struct nl_posix_rights_calls system_calls = {
    .keeps_rights = keeps_rights, .get = fgetxattr, .set = set_attribute};
static const struct nl_posix_rights_calls *calls = &system_calls;

void nl_posix_rights_replace(const struct nl_posix_rights_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

/* O:BA G:BA D:P(A;;FA;;;SY)(A;;FA;;;BA), the flags of both entries filled in: for a folder they go
 * on to what is made in it (OI CI). */
struct descriptor {
    uint8_t bytes[112];
    size_t size;
};

static struct descriptor private_descriptor(bool folder)
{
    uint8_t flags = folder ? 3 : 0;
    const uint8_t
        bytes[] =
            {
                1, 0,     0x04, 0x90, 20,   0, 0,    0, 36, 0, 0, 0, 0,    0, 0, 0, 52,
                0, 0,     0, /* protected list */
                1, 2,     0,    0,    0,    0, 0,    5, 32, 0, 0, 0, 0x20, 2, 0, 0, /* owner: S-1-5-32-544 */
                1, 2,     0,    0,    0,    0, 0,    5, 32, 0, 0, 0, 0x20, 2, 0, 0, /* group */
                2, 0,     52,   0,    2,    0, 0,    0, /* list of two */
                0, flags, 20,   0,    0xFF, 1, 0x1F, 0, 1,  1, 0, 0, 0,    0, 0, 5, 18,
                0, 0,     0, /* S-1-5-18 */
                0, flags, 24,   0,    0xFF, 1, 0x1F, 0, 1,  2, 0, 0, 0,    0, 0, 5, 32,
                0, 0,     0,    0x20, 2,    0, 0};
    struct descriptor made = {.size = sizeof bytes};
    memcpy(made.bytes, bytes, sizeof bytes);
    return made;
}

static enum nl_status refuse(const char *path, struct nl_error *err)
{
    (void)nl_fail(err, NL_REFUSED,
                  NL_T("{1} cannot be given the access rights of Windows: this file system driver "
                       "does not keep them, and everybody could change the file"),
                  path);
    (void)nl_next(err, NL_T("Mount the disk with ntfs-3g, as root, and try again."));
    return NL_REFUSED;
}

/* Sets a descriptor and reads it back. */
static bool set_checked(int file, const char *name, const uint8_t *bytes, size_t size)
{
    uint8_t now[LARGEST];
    return calls->set(file, name, bytes, size) == 0 &&
           calls->get(file, name, now, sizeof now) == (ssize_t)size &&
           memcmp(now, bytes, size) == 0;
}

enum nl_status nl_posix_rights_copy(int like, int made, const char *path, struct nl_error *err)
{
    uint8_t bytes[LARGEST];
    struct stat about;
    if (calls->keeps_rights(made)) {
        for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
            ssize_t size = calls->get(like, names[i], bytes, sizeof bytes);
            if (size > 0 && set_checked(made, names[i], bytes, (size_t)size))
                return NL_OK;
        }
        return refuse(path, err);
    }
    if (fstat(like, &about) != 0)
        return nl_posix_fail(err, errno, "fstat", NL_T("cannot get information about {1}"), path);
    /* Without these the file is more private, not less: it was made with mode 0600. */
    if (fchown(made, about.st_uid, about.st_gid) == 0)
        (void)fchmod(made, about.st_mode & 0777);
    return NL_OK;
}

enum nl_status nl_posix_rights_private(int file, bool folder, const char *path,
                                       struct nl_error *err)
{
    struct descriptor wanted = private_descriptor(folder);
    if (!calls->keeps_rights(file))
        return NL_OK;
    for (size_t i = 0; i < NL_COUNT_OF(names); i++) {
        if (set_checked(file, names[i], wanted.bytes, wanted.size))
            return NL_OK;
    }
    return refuse(path, err);
}

static uint32_t u32(const uint8_t *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Whether the SID at that offset is SYSTEM or Administrators. */
static bool is_system(const uint8_t *bytes, size_t size, size_t at)
{
    static const uint8_t system[] = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
    static const uint8_t administrators[] = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0};
    if (at > size)
        return false;
    return (size - at >= sizeof system && memcmp(bytes + at, system, sizeof system) == 0) ||
           (size - at >= sizeof administrators &&
            memcmp(bytes + at, administrators, sizeof administrators) == 0);
}

/* Whether a list lets nobody write but the system: the same rule as on Windows itself. */
static bool list_is_private(const uint8_t *bytes, size_t size, size_t at)
{
    enum { HEADER = 8, INHERIT_ONLY = 8, ALLOWED = 0, DENIED = 1 };
    /* GENERIC_ALL, GENERIC_WRITE, WRITE_OWNER, WRITE_DAC, DELETE, and of a folder: add file, add
     * folder, write attributes, delete child. */
    const uint32_t writing = UINT32_C(0x500D0156);
    if (at == 0 || at > size || size - at < HEADER)
        return false; /* no list lets everybody do everything */
    size_t count = bytes[at + 4] | (size_t)bytes[at + 5] << 8;
    at += HEADER;
    for (size_t i = 0; i < count; i++) {
        if (size - at < HEADER)
            return false;
        size_t length = bytes[at + 2] | (size_t)bytes[at + 3] << 8;
        if (length < HEADER || length > size - at)
            return false;
        uint8_t type = bytes[at];
        bool counts = !(bytes[at + 1] & INHERIT_ONLY) && type != DENIED;
        if (counts && (type != ALLOWED || (u32(bytes + at + 4) & writing &&
                                           !is_system(bytes, at + length, at + HEADER))))
            return false;
        at += length;
    }
    return true;
}

bool nl_posix_rights_are_private(int folder)
{
    enum { HEADER = 20, AT_OWNER = 4, AT_LIST = 16 };
    uint8_t bytes[LARGEST];
    ssize_t size = -1;
    if (!calls->keeps_rights(folder))
        return true;
    for (size_t i = 0; i < NL_COUNT_OF(names) && size <= 0; i++)
        size = calls->get(folder, names[i], bytes, sizeof bytes);
    return size >= HEADER && is_system(bytes, (size_t)size, u32(bytes + AT_OWNER)) &&
           list_is_private(bytes, (size_t)size, u32(bytes + AT_LIST));
}
