/* check.h - an audit as a plain list of checks, for the forms that know rows and nothing else: a table,
 * SARIF. A check is one setting on this machine, or a finding that is about no single setting. */
#ifndef NL_REPORT_CHECK_H
#define NL_REPORT_CHECK_H

#include "report/style.h"

struct nl_check {
    const char *id;      /* "smb1.server", "netbios.adapter[{...}]", "port.445.open" */
    const char *rule;    /* the id without adapter, port or service */
    const char *subject; /* what the rule was looked at on; NULL: the machine */
    const char *title;   /* a setting's, in the language; of a finding its rule */
    enum nl_verdict verdict;
    const char *outcome; /* word of a request's outcome; NULL: nothing is requested */
    const char *reason;  /* word of why it is unmet; NULL */
    enum nl_severity severity;
    const char *found;                /* the value, with its type; NULL of a finding */
    const char *effective;            /* the word in force; NULL */
    const char *wanted;               /* as --set takes it; NULL */
    const char *owner;                /* local, policy, mdm or unknown; NULL of a finding */
    const char *address;              /* where it is kept, as Windows calls it; NULL of a finding */
    const char *what;                 /* what was found, in the language */
    const char *next;                 /* what to do, in the language; NULL */
    const struct nl_setting *setting; /* NULL of a finding */
};
struct nl_checks {
    struct nl_check *items;
    size_t count;
    size_t capacity;
};

/* Every check, settings first, each in the order of the audit. words: the language; NULL: English. */
struct nl_checks nl_checks_of(struct nl_arena *arena, const struct nl_audit *audit,
                              const struct nl_words *words);

/* "STIG Windows 10 V3R6 WN10-00-000165 V-220730; ATT&CK T1557.001": what other catalogues call it. */
const char *nl_check_references(struct nl_arena *arena, const struct nl_setting *setting);

#endif
