/* machine_builder.h - makes a struct nl_machine in a few readable lines, for tests.
 *
 *     struct machine_builder *m = machine_windows_10();
 *     machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
 *     machine_reg_dword(m, MACHINE_NETBT_PARAMETERS, "SMBDeviceEnabled", 0);
 *     ... &m->machine, &m->arena ...
 *     machine_free(m);
 *
 * Everything that has a name is replaced when it is named again, so a test starts from a stock
 * machine and states only what differs. Texts are copied. Pointers that are returned are good until
 * the next call that adds a thing of the same kind. */
#ifndef NL_TESTS_MACHINE_BUILDER_H
#define NL_TESTS_MACHINE_BUILDER_H

#include "base/arena.h"
#include "model/machine.h"

struct machine_builder {
    struct nl_arena arena; /* use it for whatever the test makes, too */
    struct nl_machine machine;
};

#define MACHINE_SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services"
#define MACHINE_NETBT_PARAMETERS MACHINE_SERVICES "\\NetBT\\Parameters"
#define MACHINE_SERVER_PARAMETERS MACHINE_SERVICES "\\LanmanServer\\Parameters"
#define MACHINE_OLE "HKLM\\SOFTWARE\\Microsoft\\Ole"
#define MACHINE_LSA "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa"
#define MACHINE_FIREWALL MACHINE_SERVICES "\\SharedAccess\\Parameters\\FirewallPolicy"
#define MACHINE_FIREWALL_POLICY "HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall"
#define MACHINE_DNS_POLICY "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient"
#define MACHINE_CONNECTIONS                                                                        \
    "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\{4D36E972-E325-11CE-BFC1-08002BE10318}"

/* The adapter of the stock machines: static 192.168.1.10/24, called Ethernet. */
#define MACHINE_GUID "{11111111-2222-3333-4444-555555555555}"

/* A machine of which nothing was seen: every section unsupported, every answer unknown. */
struct machine_builder *machine_empty(void);

/* Every section was looked at and is empty; Windows of that build. No service, no key. */
struct machine_builder *machine_looked(uint32_t build, enum nl_os_kind kind);

/* A stock Windows 10 (build 16299) in a workgroup, elevated: its services with their dependencies,
 * all five ports listening, one static adapter with NetBIOS at its default, the firewall on and
 * blocking in all profiles with the stock rules inactive, no shares but the special ones, Guest
 * disabled and denied network logon, SMB1 there. */
struct machine_builder *machine_windows_10(void);

/* The same machine as an offline folder would show it: no sockets, adapters, shares, sessions,
 * membership, and no service's state. */
struct machine_builder *machine_offline_windows_10(void);

void machine_free(struct machine_builder *m);

/* Services. start: 0 boot .. 4 disabled. Running ones get pid 600; give another through the
 * result. */
struct nl_service *machine_service(struct machine_builder *m, const char *name, uint32_t start,
                                   enum nl_service_state run);
struct nl_service *machine_driver(struct machine_builder *m, const char *name, uint32_t start,
                                  enum nl_service_state run);
/* Dependencies as one text, "SamSS Srv2"; "" for none. A word with '+' in front is a group. */
void machine_depends(struct machine_builder *m, const char *name, const char *others);
void machine_remove_service(struct machine_builder *m, const char *name);

/* Registry. A value makes its key; every recorded key counts as wholly read. */
void machine_key(struct machine_builder *m, const char *path);
void machine_key_state(struct machine_builder *m, const char *path, enum nl_value_state state,
                       uint32_t code);
void machine_reg_value(struct machine_builder *m, const char *path, const char *name,
                       struct nl_value value);
void machine_reg_dword(struct machine_builder *m, const char *path, const char *name,
                       uint32_t number);
void machine_reg_qword(struct machine_builder *m, const char *path, const char *name,
                       uint64_t number);
void machine_reg_text(struct machine_builder *m, const char *path, const char *name,
                      const char *text);
void machine_reg_remove(struct machine_builder *m, const char *path, const char *name);

/* Adapters: up, not DHCP, NetBIOS flag on, Ethernet. No address until machine_ip. */
struct nl_adapter *machine_adapter(struct machine_builder *m, const char *guid, const char *name);
void machine_ip(struct machine_builder *m, const char *guid, const char *address, uint32_t prefix);
void machine_wins(struct machine_builder *m, const char *guid, const char *server);
void machine_remove_adapter(struct machine_builder *m, const char *guid);
/* Its NetBT key with NetbiosOptions; option below 0: the key without the value. */
void machine_netbt(struct machine_builder *m, const char *guid, int option);
void machine_netbt_dhcp(struct machine_builder *m, const char *guid, int option);

/* Sockets. An address with ':' is v6. pid 4 is System. */
struct nl_listener *machine_listener(struct machine_builder *m, enum nl_protocol protocol,
                                     const char *address, uint32_t port, uint32_t pid,
                                     const char *process, const char *service);
void machine_close_port(struct machine_builder *m, enum nl_protocol protocol, uint32_t port);

/* Firewall rules of the local store and of group policy; text NULL removes. */
void machine_rule(struct machine_builder *m, const char *id, const char *text);
void machine_policy_rule(struct machine_builder *m, const char *id, const char *text);

void machine_share(struct machine_builder *m, const char *name, uint32_t type, const char *path);
void machine_smb_session(struct machine_builder *m, const char *client, const char *user);
/* Holders as one text, "S-1-1-0 S-1-5-7"; "" for nobody (absent). */
void machine_right(struct machine_builder *m, const char *right, const char *holders);
void machine_right_value(struct machine_builder *m, const char *right, struct nl_value holders);
void machine_account(struct machine_builder *m, uint32_t rid, bool enabled);
void machine_domain(struct machine_builder *m, const char *name);
void machine_unseen(struct machine_builder *m, const char *what, enum nl_value_state state,
                    uint32_t code, const char *why);

#endif
