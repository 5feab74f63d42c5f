/* machine_kinds.h - the eight machines that the reports are looked at with. */
#ifndef NL_TESTS_MACHINE_KINDS_H
#define NL_TESTS_MACHINE_KINDS_H

#include "machine_builder.h"

enum machine_kind {
    MACHINE_HOME = 0, /* a Windows 10 PC in a workgroup, three adapters */
    MACHINE_OFFICE,   /* a member of a domain without shares, run without elevation */
    MACHINE_FILE_SERVER,
    MACHINE_MEMBER,     /* a server that is a member of a domain and steered from another */
    MACHINE_CONTROLLER, /* a domain controller */
    MACHINE_HYPER_V,    /* a host with 17 adapters */
    MACHINE_FIREWALL_OFF,
    MACHINE_ALL_CLOSED, /* as internet-server wants it */
    MACHINE_KIND_COUNT
};

/* "home", "office", ...: for file names. */
extern const char *const machine_kind_names[MACHINE_KIND_COUNT];

/* A profile that makes sense there. */
extern const char *const machine_kind_profiles[MACHINE_KIND_COUNT];

struct machine_builder *machine_of_kind(enum machine_kind kind);

#endif
