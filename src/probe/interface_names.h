/* interface_names.h - RPC interfaces that are worth a word: their names and what they show. */
#ifndef NL_PROBE_INTERFACE_NAMES_H
#define NL_PROBE_INTERFACE_NAMES_H

/* What is known of an interface. */
struct nl_interface_row {
    const char *uuid;
    const char *name; /* "LSA (MS-LSAD)" */
    const char *role; /* what it shows of the machine, a marked wording; or NULL */
};
/* The row of "e1af8308-5d1f-...", or NULL. */
const struct nl_interface_row *nl_interface_find(const char *uuid);

#endif
