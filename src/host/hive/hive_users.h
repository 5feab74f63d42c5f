/* hive_users.h - the users' own hives (HKEY_USERS) of an offline Windows.
 *
 * SOFTWARE holds a key per profile below ProfileList, named by the user's SID; its ProfileImagePath is
 * where the profile is on a running Windows, NTUSER.DAT in it the hive. Only people are looked at, not
 * the accounts of services. Read only. */
#ifndef NL_HOST_HIVE_HIVE_USERS_H
#define NL_HOST_HIVE_HIVE_USERS_H

#include "hive_registry.h"

/* Opens the hive of each profile on the disk whose root is given. A profile that is not there is left
 * out; one that cannot be read stays in the list with its problem. */
void nl_hive_users_open(struct nl_hive_registry *registry, const char *root);

#endif
