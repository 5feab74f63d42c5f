/* hive_host.h - a Windows that is not running as a host: the registry hives of its disk.
 *
 * A DIR is what held the Windows folder: C:\ of the disk, wherever it is mounted now. Names in it are
 * found without regard to case, and links in it are not followed: a disk that somebody else wrote
 * must not lead out of itself. A folder that holds the hives alone is read, and never written. */
#ifndef NL_HOST_HIVE_HIVE_HOST_H
#define NL_HOST_HIVE_HIVE_HOST_H

#include "host/disk.h"
#include "host/host.h"

/* Opens the hives below folder. SYSTEM must be there and sound (NL_NOT_FOUND, NL_INVALID naming the
 * file); SOFTWARE, SECURITY and SAM may be missing or damaged: the machine then says so in unseen.
 *
 * Written are values of SYSTEM and SOFTWARE, start types and dependencies of services; user rights,
 * accounts and the firewall never. Nothing is written at all while a hive that would be written was
 * not closed cleanly and cannot be brought up to date, or Windows is hibernated: capabilities says so with can_write and reason, while
 * places_written goes on naming what could be written otherwise, so that a plan can still be made.
 * sync replaces each changed hive as a whole and keeps the old one beside it as
 * NAME.netlatch-backup-<n>. Memory belongs to the arena, the open hives to close. */
NL_MUST_CHECK enum nl_status nl_hive_host_open(struct nl_arena *arena, struct nl_disk *disk,
                                               const char *folder, struct nl_host **out_host,
                                               struct nl_error *err);

#endif
