/* finding.h - something that a person should know. */
#ifndef NL_PLAN_FINDING_H
#define NL_PLAN_FINDING_H

#include "base/sentence.h"
#include "model/ports.h"
#include "model/verdict.h"

#include <stdbool.h>

struct nl_finding {
    const char *id;   /* stable: "setting.smb.direct", "value.smb.direct", "port.445.mismatch",
                          * "confusable.smbv1", "unseen.smb-sessions" */
    const char *rule; /* the id without adapter, port or service: "port.mismatch" */
    const char
        *subject; /* what it is about: "445", an adapter's GUID, a service; NULL: the machine */
    const char *label;       /* the subject for people: an adapter's name; NULL: as subject */
    enum nl_verdict verdict; /* FAIL, UNKNOWN, or NOT_CHECKED for a note */
    enum nl_severity severity;
    bool first;                 /* stands before others of its severity: it makes them worth less */
    bool decides;               /* whether the result of the whole depends on it */
    bool pending;               /* it ends by itself when what is set comes into force */
    const char *setting;        /* instance id, or NULL */
    const struct nl_port *port; /* or NULL */
    struct nl_sentence what;
    const char *brief; /* what, once for all that the rule found alike: {1} stands for them, and who
                        * reaches a port is left to the table of the ports; NULL: cannot be said so */
    struct nl_sentence next; /* what to do; format NULL: nothing */
    /* An argument of netlatch plan that leads out of it ("--set logon.network.deny=-S-1-1-0"); NULL:
     * none. Whoever shows it adds what this run was given. */
    const char *fix;
};
struct nl_findings {
    struct nl_finding *items;
    size_t count;
    size_t capacity;
};

/* Appends a finding. rule and subject are put together to the id: "rule", or "rule.subject" where
 * there is a subject. A fail decides the result; what else does is for the caller to say. */
struct nl_finding *nl_finding_add(struct nl_arena *arena, struct nl_findings *findings,
                                  const char *rule, const char *subject, enum nl_verdict verdict,
                                  enum nl_severity severity);

/* Worst first: fail, unknown, notes; each by severity, and among equals what a port shows first;
 * then the order in which they were found. Those marked first stand before all of their severity. */
void nl_findings_sort(struct nl_arena *arena, struct nl_findings *findings);

#endif
