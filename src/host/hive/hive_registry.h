/* hive_registry.h - the hives of one Windows, open, as one registry.
 *
 * Paths are those of a running Windows: HKLM\SYSTEM\CurrentControlSet\... stands for the control set
 * that Windows will start from next. */
#ifndef NL_HOST_HIVE_HIVE_REGISTRY_H
#define NL_HOST_HIVE_HIVE_REGISTRY_H

#include "hive_file.h"
#include "host/survey/registry_reader.h"

/* Numbers of winerror.h, for what cannot be told. */
enum {
    NL_HIVE_CODE_DENIED = 5,        /* ERROR_ACCESS_DENIED: the file may not be read */
    NL_HIVE_CODE_INVALID_DATA = 13, /* ERROR_INVALID_DATA: it has not the form it must have */
    NL_HIVE_CODE_UNSUPPORTED = 50,  /* ERROR_NOT_SUPPORTED: such a host never has it */
    NL_HIVE_CODE_DAMAGED = 1009     /* ERROR_BADDB: the hive is damaged there */
};

enum nl_hive_id {
    NL_HIVE_SYSTEM = 0,
    NL_HIVE_SOFTWARE,
    NL_HIVE_SECURITY,
    NL_HIVE_SAM,
    NL_HIVE_COUNT
};

struct nl_hive_registry {
    struct nl_registry_reader reader; /* first: it is cast */
    struct nl_arena *arena;
    struct nl_disk *disk;
    struct nl_hive_file files[NL_HIVE_COUNT];
    struct nl_hive_file *users; /* the users' own hives, named by SIDs; see hive_users.h */
    size_t user_count;
    bool users_seen;              /* the list of them is complete */
    bool alone;                   /* the hives lie in a folder without their Windows */
    const char *control_set;      /* "ControlSet001": what the next start uses */
    const char *last_control_set; /* what the last start used, where that is another; else NULL */
};

#endif
