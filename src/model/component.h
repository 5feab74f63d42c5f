/* component.h - what may break: rows of data that the planner matches against a machine. */
#ifndef NL_MODEL_COMPONENT_H
#define NL_MODEL_COMPONENT_H

#include "change.h"
#include "verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nl_hit {
    enum nl_change change;
    enum nl_severity severity;
    const char *mechanism; /* one sentence: how the change reaches the component */
};
#define NL_HITS(...) ((const struct nl_hit[]){__VA_ARGS__, {.change = NL_CHANGE_NONE}})

/* One thing to look for on the machine. */
enum nl_evidence_kind {
    NL_EVIDENCE_END = 0,
    NL_EVIDENCE_ALWAYS,         /* every Windows has it */
    NL_EVIDENCE_SERVICE,        /* arg: service name (a trailing '*' matches a prefix) */
    NL_EVIDENCE_REGISTRY_IS,    /* arg: HKLM path, name; number or text: found when equal */
    NL_EVIDENCE_REGISTRY_VALUE, /* arg, name: found when the value is there */
    NL_EVIDENCE_DOMAIN_MEMBER,
    NL_EVIDENCE_DOMAIN_CONTROLLER,
    NL_EVIDENCE_DISK_SHARES, /* non-special shares */
    NL_EVIDENCE_PRINTER_SHARES,
    NL_EVIDENCE_SMB_SESSIONS,
    NL_EVIDENCE_FIREWALL_RULE,    /* arg: id prefix of an active inbound rule: "WMI-RPCSS-In-TCP" */
    NL_EVIDENCE_FIREWALL_PROGRAM, /* arg: a program that an active inbound rule lets in */
    NL_EVIDENCE_WINS_CLIENT,      /* an adapter with WINS servers */
    NL_EVIDENCE_DHCP_CLIENT,      /* an adapter configured by DHCP */
    NL_EVIDENCE_GUEST_ENABLED,
    NL_EVIDENCE_OUTLOOK_PROFILE,   /* Outlook profiles in loaded users' hives; arg: "rpc", "http" or
                                  * NULL for any */
    NL_EVIDENCE_SHORT_NAME_DRIVE,  /* a user's network drive whose server has a name of one part */
    NL_EVIDENCE_REMOTE_SESSION,    /* arg: "rdp", "winrm", "ssh" */
    NL_EVIDENCE_NETBIOS_TRANSPORT, /* NetBIOS\Linkage binds something that is not NetBT */
    NL_EVIDENCE_SMB1               /* SMB1 server or client is enabled */
};

/* What finding it proves. */
enum nl_presence {
    NL_PRESENCE_UNKNOWN = 0,
    NL_PRESENCE_NOT_FOUND,
    NL_PRESENCE_INSTALLED,
    NL_PRESENCE_IN_USE
};
extern const char *const nl_presence_words[]; /* unknown, not-found, installed, in-use */

struct nl_evidence_rule {
    enum nl_evidence_kind kind;
    enum nl_presence proves; /* a SERVICE that runs proves this; one that is only there proves
                              * at most installed */
    const char *arg;
    const char *name;
    const char *text;
    uint32_t number;
};
#define NL_EVIDENCE(...) ((const struct nl_evidence_rule[]){__VA_ARGS__, {.kind = NL_EVIDENCE_END}})

struct nl_component {
    const char *id;
    const char *title;
    bool always_listed;        /* the article names it: shown also when it was not found */
    enum nl_severity in_use;   /* what hits it is at least so severe where it is in use */
    const struct nl_hit *hits; /* NL_HITS; NULL: no change hits it */
    const struct nl_evidence_rule *evidence; /* NL_EVIDENCE, at least one */
    const char *untouched;  /* said when it is listed though no change hits it; may be NULL */
    const char *mitigation; /* what keeps it working; may be NULL */
    const char *source;
};

#endif
