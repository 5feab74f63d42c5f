/* hive_hibernation.h - whether a Windows left a memory image that it would go on with. */
#ifndef NL_HOST_HIVE_HIVE_HIBERNATION_H
#define NL_HOST_HIVE_HIVE_HIBERNATION_H

#include "host/disk.h"

/* The first four bytes of hiberfil.sys in the root of its disk, in any case: Sylve, Marziale and
 * Richard, "Modern windows hibernation file analysis" (2016). */
enum nl_hibernation {
    NL_HIBERNATION_NONE = 0, /* no file, or zeros: since Windows 8 a start wipes the image out */
    NL_HIBERNATION_IMAGE,    /* HIBR: hibernated, or shut down with fast startup */
    NL_HIBERNATION_RESUMING, /* RSTR: the power went while it was being restored */
    NL_HIBERNATION_FAILED,   /* WAKE: a resume was tried and did not end well */
    NL_HIBERNATION_UNKNOWN   /* anything else, shorter than four bytes, or not readable */
};

/* Looks at the file below folder. */
enum nl_hibernation nl_hive_hibernation(struct nl_arena *scratch, struct nl_disk *disk,
                                        const char *folder);

/* Why nothing may be written to the Windows in folder; no sentence for NONE. */
struct nl_sentence nl_hive_hibernation_refusal(struct nl_arena *arena,
                                               enum nl_hibernation hibernation, const char *folder);

#endif
