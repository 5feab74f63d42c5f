/* machine.h - everything known of one computer at one moment. Read-only once made.
 *
 * Every section has a state of its own (value, absent, denied, unsupported): an empty list with
 * state "value" means "looked, none"; with state "denied" it means "may not see". */
#ifndef NL_MODEL_MACHINE_H
#define NL_MODEL_MACHINE_H

#include "address.h"
#include "base/error.h"
#include "base/json.h"
#include "machine_index.h"
#include "ports.h"
#include "probed.h"
#include "setting.h"
#include "value.h"

enum nl_answer { NL_ANSWER_UNKNOWN = 0, NL_ANSWER_NO, NL_ANSWER_YES };
extern const char *const nl_answer_words[]; /* unknown, no, yes */

enum nl_os_kind { NL_OS_UNKNOWN = 0, NL_OS_CLIENT, NL_OS_SERVER, NL_OS_DOMAIN_CONTROLLER };
extern const char *const nl_os_kind_words[]; /* unknown, client, server, domain-controller */

struct nl_os {
    const char *product; /* "Windows 10 Pro", as the registry says; may be NULL */
    const char *version; /* "10.0.16299", from the kernel */
    uint32_t build;      /* 16299; 0 unknown */
    enum nl_os_kind kind;
    const char *architecture;    /* "x64", "x86", "arm64" */
    const char *display_version; /* "22H2", as the registry says; NULL before Windows 10 */
    uint32_t revision;           /* UBR, the update level behind the build; 0 unknown */
};

enum nl_remote {
    NL_REMOTE_UNKNOWN = 0,
    NL_REMOTE_NONE,
    NL_REMOTE_RDP,
    NL_REMOTE_WINRM,
    NL_REMOTE_SSH,
    NL_REMOTE_SERVICE
};
extern const char *const nl_remote_words[]; /* unknown, none, rdp, winrm, ssh, service */

/* Who runs netlatch, and over which way. */
struct nl_session {
    enum nl_answer elevated;
    enum nl_remote remote;
    const char *user_sid;
    const char *user_name;  /* for people only */
    struct nl_texts groups; /* SIDs of the token's enabled groups */
    /* Who owns the session netlatch runs in, where that is somebody else than the token's user:
     * netlatch was elevated with another account's password. NULL: the same, or not known. */
    const char *owner_sid;
    const char *owner_name;       /* for people only */
    struct nl_texts owner_groups; /* empty: not known */
};

enum nl_join {
    NL_JOIN_UNKNOWN = 0,
    NL_JOIN_NONE,
    NL_JOIN_WORKGROUP,
    NL_JOIN_DOMAIN,
    NL_JOIN_ENTRA /* Entra ID (Azure AD) alone; a member of a domain as well stays DOMAIN */
};
extern const char *const nl_join_words[]; /* unknown, none, workgroup, domain, entra */

struct nl_membership {
    enum nl_value_state state;
    uint32_t code;
    enum nl_join join;
    const char *name;          /* workgroup or domain; may be NULL */
    enum nl_answer controller; /* is a domain controller */
    enum nl_answer entra;      /* joined to Entra ID, alone or beside a domain */
    enum nl_answer mdm;        /* enrolled in mobile device management (Intune and others) */
    const char *mdm_provider;  /* "MS DM Server"; may be NULL */
};

struct nl_registry_value {
    const char *name; /* "" is the default value */
    struct nl_value value;
};

/* One registry key that was looked at. */
struct nl_registry_key {
    const char *path;          /* HKLM\... or HKU\<SID>\...; CurrentControlSet spelled so */
    enum nl_value_state state; /* PRESENT: the key is there and values is all of them */
    uint32_t code;
    uint32_t missing_keys; /* ABSENT: how many keys at the end of the path do not exist */
    uint32_t left_out;     /* values that are there and not recorded, because they cannot concern
                            * the five ports (firewall rules of session hosts) */
    NL_LIST(struct nl_registry_value) values;
};

enum nl_service_state {
    NL_SERVICE_UNKNOWN = 0,
    NL_SERVICE_STOPPED,
    NL_SERVICE_START_PENDING,
    NL_SERVICE_STOP_PENDING,
    NL_SERVICE_RUNNING,
    NL_SERVICE_CONTINUE_PENDING,
    NL_SERVICE_PAUSE_PENDING,
    NL_SERVICE_PAUSED
};
extern const char *const nl_service_state_words[]; /* unknown, stopped, start-pending, ... */

struct nl_service {
    const char *name;
    const char *display;
    uint32_t type;         /* SERVICE_* bits: 1, 2 drivers; 0x10, 0x20 Win32 */
    struct nl_value start; /* START_TYPE, or denied */
    enum nl_service_state run;
    uint32_t pid;
    const char *group; /* its load-order group; may be NULL */
    const char *account;
    const char *image;              /* command line as configured */
    struct nl_texts depends;        /* DependOnService, in order */
    struct nl_texts depends_groups; /* DependOnGroup */
    enum nl_answer triggered;       /* has a trigger that starts it though it is not automatic */
    struct nl_texts triggers;       /* what they are: "network-endpoint", "named-pipe", ... */
};

struct nl_ip {
    const char *address; /* "192.0.2.5", "fe80::1" */
    uint32_t prefix;
};

struct nl_adapter {
    const char *guid; /* "{4D36...}" or, on odd systems, another name ("Loopback") */
    const char *name; /* friendly name; may be NULL or empty */
    const char *description;
    uint32_t type; /* IANA ifType: 6 ethernet, 24 loopback, 71 Wi-Fi, 131 tunnel */
    enum nl_answer up;
    enum nl_answer dhcp;
    enum nl_answer netbios; /* IP_ADAPTER_NETBIOS_OVER_TCPIP_ENABLED; unknown before Vista */
    NL_LIST(struct nl_ip) addresses;
    struct nl_texts wins; /* WINS servers in use */
};

struct nl_listener {
    enum nl_protocol protocol;
    bool v6;
    const char *address; /* "0.0.0.0", "::", "192.0.2.5" */
    uint32_t port;
    uint32_t pid;
    const char *process; /* image name without path, or NULL when it cannot be told */
    const char *service; /* service short name, or NULL */
};

struct nl_listeners {
    /* One state per table: old systems have no v6 tables. */
    enum nl_value_state tcp4, tcp6, udp4, udp6;
    uint32_t tcp4_code, tcp6_code, udp4_code, udp6_code;
    NL_LIST(struct nl_listener) list;
};

struct nl_share {
    const char *name;
    uint32_t type;    /* STYPE_*: low byte 0 disk, 1 printer, 3 IPC; 0x80000000 special */
    const char *path; /* may be NULL */
};
struct nl_shares {
    enum nl_value_state state;
    uint32_t code;
    NL_LIST(struct nl_share) list;
};

struct nl_smb_session {
    const char *client;
    const char *user;
    uint32_t open_files;
};
struct nl_smb_sessions {
    enum nl_value_state state;
    uint32_t code;
    NL_LIST(struct nl_smb_session) list;
};

struct nl_right {
    const char *name;        /* SeDenyNetworkLogonRight */
    struct nl_value holders; /* SID_SET, absent (nobody), denied, unsupported */
};

struct nl_account {
    uint32_t rid; /* 500, 501 */
    const char *sid;
    const char *name;        /* for people only */
    struct nl_value enabled; /* ACCOUNT_STATE */
};

/* Whether this run may change one thing: found by opening it with the right to write, and closing
 * it at once. */
struct nl_target {
    struct nl_address address; /* REGISTRY: the key, or the nearest one that exists, decides */
    enum nl_answer writable;
    uint32_t code; /* the system's number where it is NO; else 0 */
};

/* A change that is written but not in force yet. */
struct nl_pending {
    struct nl_address address;
    enum nl_effect effect; /* what it waits for */
    const char *since;     /* UTC, "2026-11-27T18:04:00Z"; NULL: not known */
};

/* How far a change is that is rolled back unless somebody confirms it. */
enum nl_unconfirmed_phase {
    NL_UNCONFIRMED_COUNTING = 0, /* the time runs */
    NL_UNCONFIRMED_WAITING,      /* confirmed once; it stands still until Windows restarts */
    NL_UNCONFIRMED_RESTARTED,    /* restarted since: the time runs again */
    NL_UNCONFIRMED_EXPIRED,      /* not confirmed in time */
    NL_UNCONFIRMED_PHASE_COUNT
};
/* counting, waiting-for-restart, restarted, expired */
extern const char *const nl_unconfirmed_phase_words[];

/* A change of netlatch's own that waited to be confirmed when the machine was looked at. */
struct nl_unconfirmed {
    const char *change; /* the id of its journal */
    enum nl_unconfirmed_phase phase;
    const char *until;      /* UTC, where the time runs; else NULL */
    enum nl_answer watched; /* whether the guard runs that is to roll it back */
};

/* A product that told Windows Firewall that it filters in its place (INetFwProducts). */
struct nl_firewall_product {
    const char *name;
    enum nl_answer owns_firewall; /* YES: of the category NET_FW_RULE_CATEGORY_FIREWALL */
};

/* A VPN or dial-up connection of Windows' own phone book (rasphone.pbk). */
struct nl_phone_entry {
    const char *name;
    enum nl_answer netbios; /* IpNBTFlags: 1 on, 0 off */
};

/* One thing this run could not see: said once, counted, with its number. */
struct nl_unseen {
    const char *what;          /* "smb-sessions", "user-rights", a registry path ... */
    enum nl_value_state state; /* denied or unsupported */
    uint32_t code;
    const char *why; /* English; may be NULL */
};

struct nl_machine {
    const char *name;
    const char *source; /* which host made it: windows, hive */
    struct nl_os os;
    struct nl_session session;
    struct nl_membership membership;
    NL_LIST(struct nl_registry_key) registry;
    enum nl_value_state services_state;
    uint32_t services_code;
    NL_LIST(struct nl_service) services;
    enum nl_value_state adapters_state;
    uint32_t adapters_code;
    NL_LIST(struct nl_adapter) adapters;
    struct nl_listeners listeners;
    struct nl_shares shares;
    struct nl_smb_sessions sessions;
    NL_LIST(struct nl_right) rights;
    NL_LIST(struct nl_account) accounts;
    enum nl_value_state administrators_state;
    struct nl_texts administrators;     /* SIDs of members of BUILTIN\Administrators */
    enum nl_value_state firewall_state; /* the firewall's COM interface: value means it can be
                                         * asked and changed; else why not */
    uint32_t firewall_code;
    uint32_t firewall_modify; /* NET_FW_MODIFY_STATE: 0 ok, 1 overridden by policy, 2 all inbound
                               * blocked */
    /* UNKNOWN: nobody asked (an offline disk, an older recording); NO: asked in vain; YES: the list
     * is complete. */
    enum nl_answer firewall_products_seen;
    NL_LIST(struct nl_firewall_product) firewall_products;
    enum nl_answer phone_book_seen; /* as firewall_products_seen */
    NL_LIST(struct nl_phone_entry) phone_book;
    NL_LIST(struct nl_target) targets;          /* what was tried; others are not known */
    NL_LIST(struct nl_pending) pending;         /* what netlatch wrote and waits for a restart */
    NL_LIST(struct nl_unconfirmed) unconfirmed; /* one at most: nothing is piled on top of it */
    const char *recorded;             /* when the recording was made, UTC; NULL: live, or old */
    const char *recorded_by;          /* "netlatch 0.1.0"; NULL: not known */
    const char *recording_sha256;     /* of the file this was read from; NULL: live, or changed
                                         * since. Not part of what is recorded */
    NL_LIST(struct nl_probed) probes; /* answers to netlatch probe; none: nobody asked */
    NL_LIST(struct nl_unseen) unseen;
    /* Made by nl_machine_index over the lists of that name; not part of what is recorded. */
    struct nl_index registry_index;
    struct nl_index services_index;
    struct nl_index adapters_index;
    struct nl_index targets_index;
};

/* Makes the lookups below take the same time however long the lists are. Whoever makes a machine
 * calls it when the lists are filled, and again after pushing to them; entries are never moved or
 * removed afterwards. Without it the lookups walk the lists and give the same answers. */
void nl_machine_index(struct nl_arena *arena, struct nl_machine *machine);

/* The name of an adapter: of the live list, else as nl_machine_connection_name; NULL: it has none. */
const char *nl_machine_adapter_name(struct nl_arena *arena, const struct nl_machine *machine,
                                    const char *guid);

/* What Windows calls an adapter (Control\Network\{class of network adapters}\{GUID}\Connection, Name),
 * also one that is gone; NULL: the machine does not say. */
const char *nl_machine_connection_name(struct nl_arena *arena, const struct nl_machine *machine,
                                       const char *guid);

/* Notes what could not be seen, or only partly; why may be NULL. The texts are not copied. */
void nl_machine_say_unseen(struct nl_arena *arena, struct nl_machine *machine, const char *what,
                           enum nl_value_state state, uint32_t code, const char *why);

/* Lookups; names and paths are compared without case. NULL: not recorded. */
const struct nl_registry_key *nl_machine_key(const struct nl_machine *machine, const char *path);
const struct nl_service *nl_machine_service(const struct nl_machine *machine, const char *name);
const struct nl_adapter *nl_machine_adapter(const struct nl_machine *machine, const char *guid);
const struct nl_right *nl_machine_right(const struct nl_machine *machine, const char *right);
const struct nl_account *nl_machine_account(const struct nl_machine *machine, uint32_t rid);

/* Whether this run may change an address, as far as the survey tried: a registry value's key, or the
 * nearest one above it that was tried. *out_code (may be NULL): the system's number for NO. */
enum nl_answer nl_machine_writable(const struct nl_machine *machine,
                                   const struct nl_address *address, uint32_t *out_code);

/* One registry value: absent where the key was looked at and has none, unsupported where the key
 * was never looked at. Paths ending below a recorded absent key are absent too, and below one that may
 * not be read they may not be read. */
struct nl_value nl_machine_registry(const struct nl_machine *machine, const char *path,
                                    const char *name);

/* How deep a registry path goes: the number of its components. */
uint32_t nl_registry_depth(const char *path);

/* Keys recorded directly below path, in order (their paths). */
struct nl_texts nl_machine_subkeys(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *path);

/* The value at an address, as recorded. */
struct nl_value nl_machine_read(struct nl_arena *arena, const struct nl_machine *machine,
                                const struct nl_address *address);

/* Whether a registry value is the firewall rule of netlatch's own for a FIREWALL_BLOCK address, by group,
 * protocol and port; somebody may have changed it since. */
bool nl_machine_own_rule(struct nl_arena *arena, const struct nl_value *rule,
                         const struct nl_address *address);

/* Whether such a rule is as it was made: it blocks everybody, in every network profile, on every
 * interface. A FIREWALL_BLOCK value is 1 for this, 0 for a rule of ours that was changed. */
bool nl_machine_rule_intact(struct nl_arena *arena, const struct nl_value *rule);

/* Where NetBT keeps its interfaces; the key names below it are "Tcpip_" and the adapter's GUID. */
#define NL_NETBT_INTERFACES                                                                        \
    "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters\\Interfaces"
#define NL_FIREWALL_RULES                                                                          \
    "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\"        \
    "FirewallRules"
/* Group of netlatch's own firewall rules, by which they are recognised. */
#define NL_FIREWALL_GROUP "netlatch"

#endif
