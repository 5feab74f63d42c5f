/* firewall_rule.h - one rule string of Windows Firewall, parsed.
 *
 * Sources: [MS-GPFAS] 2.2.2.19 (rule grammar), [MS-FASP] 2.2.34 and 2.2.37 (what a rule means), and
 * the rules that Windows 7 and 10 themselves store. */
#ifndef NL_PLAN_FIREWALL_RULE_H
#define NL_PLAN_FIREWALL_RULE_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum nl_firewall_profile {
    NL_FIREWALL_DOMAIN = 0,
    NL_FIREWALL_PRIVATE,
    NL_FIREWALL_PUBLIC,
    NL_FIREWALL_PROFILE_COUNT
};

enum nl_firewall_action {
    NL_FIREWALL_BLOCK,
    NL_FIREWALL_ALLOW,
    NL_FIREWALL_BYPASS /* allow over blocks, for authenticated peers */
};

/* Where rules are kept. */
enum nl_firewall_store {
    NL_FIREWALL_LOCAL = 0, /* SharedAccess\Parameters\FirewallPolicy\FirewallRules */
    NL_FIREWALL_POLICY,    /* SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules */
    NL_FIREWALL_MDM,       /* FirewallPolicy\Mdm\FirewallRules */
    NL_FIREWALL_SERVICES,  /* FirewallPolicy\RestrictedServices: only their blocks matter here */
    NL_FIREWALL_STORE_COUNT
};

enum { NL_FIREWALL_ANY_PROTOCOL = 256, NL_FIREWALL_UNHEEDED = 8 };

struct nl_firewall_ports {
    uint16_t first;
    uint16_t last;
};

/* One rule. Texts and lists live in the arena. */
struct nl_firewall_rule {
    const char *id;
    const void *source; /* the bytes it was parsed from: the same in a copy of the machine */
    enum nl_firewall_store store;
    unsigned major, minor;
    enum nl_firewall_action action;
    bool active; /* false without an Active token, but true in the services' store */
    bool has_active;
    bool inbound;
    unsigned profiles; /* bit 1u << enum nl_firewall_profile */
    unsigned protocol; /* 6, 17, ... or NL_FIREWALL_ANY_PROTOCOL */
    bool every_port;   /* no local port is named */
    NL_LIST(struct nl_firewall_ports) ports;
    struct nl_texts port_words; /* RPC, RPC-EPMap, Teredo, IPHTTPSIn ... */
    struct nl_texts remote_ports;
    struct nl_texts remote;          /* RA4, RA6: addresses and words like LocalSubnet */
    struct nl_texts local;           /* LA4, LA6 */
    struct nl_texts interfaces;      /* IF: interface ids */
    struct nl_texts interface_types; /* IFType: Lan, Wireless, RemoteAccess */
    const char *app;                 /* program, NULL any; "System" is the kernel */
    const char *service;             /* short name, "*" any service, NULL not limited */
    const char *package;             /* application package: the rule is for it alone; NULL none */
    const char *trust_tuple; /* TTK: the rule is for traffic that a trusted component announced
                              * (proximity sharing, Wi-Fi Direct), never for the rest; NULL none */
    const char *name;
    const char *group;        /* EmbedCtxt */
    struct nl_texts unheeded; /* tokens that limit the rule in ways netlatch cannot evaluate, and
                               * tokens it does not know: names, each once, the first few */
    bool newer;               /* a minor version newer than this grammar */
    bool foreign;             /* another major version: Windows ignores the whole rule */
};

/* Parses a rule string. Unknown tokens and higher minor versions are tolerated and remembered in
 * unheeded. NL_INVALID says what breaks the grammar: no version, no final '|', a token without '=',
 * a port, protocol, profile, address or word that is none, Action or Dir missing or twice, ports
 * with a protocol that has none. Safe for any text. */
NL_MUST_CHECK enum nl_status nl_firewall_parse(struct nl_arena *arena, const char *id,
                                               const char *text, struct nl_firewall_rule *out_rule,
                                               struct nl_error *err);

#endif
