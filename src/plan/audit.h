/* audit.h - a machine judged against a profile: pure, no I/O, no clock. */
#ifndef NL_PLAN_AUDIT_H
#define NL_PLAN_AUDIT_H

#include "exposure.h"
#include "model/catalogue.h"
#include "model/profile.h"
#include "model/verdict.h"
#include "recommend.h"

struct nl_judged {
    struct nl_instance instance;
    struct nl_value value; /* as read */
    struct nl_meaning meaning;
    const char *effective; /* the word in force (by absence, DHCP ...), or NULL; for SIDs NULL */
    const struct nl_want *want; /* NULL: the profile has no request */
    enum nl_verdict verdict;
    enum nl_severity severity; /* of a fail or unknown */
    struct nl_sentences why;   /* what was found, why it matters, who owns it (policy) */
};

struct nl_finding {
    const char *id; /* stable: "setting.smb.direct", "value.smb.direct", "port.445.mismatch",
                     * "confusable.smbv1", "unseen.smb-sessions" */
    enum nl_verdict verdict;
    enum nl_severity severity;
    const char *setting;        /* instance id, or NULL */
    const struct nl_port *port; /* or NULL */
    struct nl_sentence what;
    struct nl_sentence next; /* what to do; format NULL: nothing */
};

struct nl_summary {
    uint32_t counts[NL_VERDICT_COUNT]; /* of settings */
};

struct nl_audit {
    const struct nl_machine *machine;
    const struct nl_profile *profile;
    bool profile_recommended; /* nobody named a profile: the recommended one was taken */
    struct nl_recommendation recommendation;
    struct nl_port_exposure ports[NL_PORT_COUNT];
    NL_LIST(struct nl_judged) settings;  /* every instance on this machine, catalogue order */
    NL_LIST(struct nl_finding) findings; /* worst first: fail, then unknown, by severity */
    struct nl_sentences client;          /* see nl_exposure_client */
    struct nl_summary summary;
};

/* profile NULL: judge against the recommended one. */
NL_MUST_CHECK enum nl_status nl_audit_make(struct nl_arena *arena, const struct nl_machine *machine,
                                           const struct nl_profile *profile,
                                           struct nl_audit *out_audit, struct nl_error *err);

/* Whether findings remain (a fail or an unknown among the settings the profile wants). */
bool nl_audit_clean(const struct nl_audit *audit);

/* Judges one instance against a want (NULL: none); used by audit and plan alike. */
void nl_judge(struct nl_arena *arena, const struct nl_machine *machine,
              const struct nl_instance *instance, const struct nl_want *want,
              struct nl_judged *out_judged);

/* Who owns a setting by policy, as far as it can be known. */
enum nl_ownership { NL_OWNERSHIP_UNKNOWN = 0, NL_OWNERSHIP_LOCAL, NL_OWNERSHIP_POLICY };
enum nl_ownership nl_policy_owner(struct nl_arena *arena, const struct nl_machine *machine,
                                  const struct nl_instance *instance, struct nl_sentence *out_why);

/* Values that people confuse with ours (SMBv1 for SMB1, SMBDeviceEnabled under Tcpip, ...). */
void nl_confusables(struct nl_arena *arena, const struct nl_machine *machine,
                    struct nl_audit *audit);

#endif
