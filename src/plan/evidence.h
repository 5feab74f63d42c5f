/* evidence.h - what on a machine speaks for a component or a risk: three-valued questions, for
 * impact, risks and the lock-out check. UNKNOWN means that the answer could not be seen. */
#ifndef NL_PLAN_EVIDENCE_H
#define NL_PLAN_EVIDENCE_H

#include "firewall_read.h"
#include "model/machine.h"

/* Whether a list whose section has this state is complete: seen, or known to be absent. */
bool nl_section_seen(enum nl_value_state state);

/* "access denied" or "not available here": why a section or value was not seen. */
const char *nl_unseen_reason(enum nl_value_state state);

/* What a person calls a way of working on this machine from another: a marked wording. */
const char *nl_remote_name(enum nl_remote remote);

/* Services whose name matches; a '*' at the end of the pattern stands for any rest. */
struct nl_texts nl_services_matching(struct nl_arena *arena, const struct nl_machine *machine,
                                     const char *pattern);

/* Published shares of one kind (low byte of STYPE_*: 0 disk, 1 printer), administrative ones and
 * print$ left out. */
struct nl_texts nl_published_shares(struct nl_arena *arena, const struct nl_machine *machine,
                                    uint32_t kind);

/* WINS servers of an adapter: those in use, or else NameServerList and DhcpNameServerList of its
 * NetBT key. guid: with braces. */
struct nl_texts nl_wins_servers(struct nl_arena *arena, const struct nl_machine *machine,
                                const char *guid);

/* Ids of active inbound allow rules, local and by policy, that begin with a prefix. *out_seen:
 * whether the local rules were seen. */
struct nl_texts nl_inbound_rules(struct nl_arena *arena, const struct nl_firewall_rules *rules,
                                 const char *prefix, bool *out_seen);

/* Names of active inbound allow rules that somebody made, not Windows (their id is a GUID), and that
 * open one TCP port, by its number or, for TCP 135, by the word RPC-EPMap. */
struct nl_texts nl_rules_made_for(struct nl_arena *arena, const struct nl_firewall_rules *rules,
                                  unsigned port);

/* Names of active inbound allow rules for one program, by its file's name. */
struct nl_texts nl_rules_for_program(struct nl_arena *arena, const struct nl_firewall_rules *rules,
                                     const char *file);

enum nl_answer nl_domain_member(const struct nl_machine *machine);
enum nl_answer nl_domain_controller(const struct nl_machine *machine);

/* Whether the built-in account with RID 501 is enabled. */
enum nl_answer nl_guest_enabled(struct nl_arena *arena, const struct nl_machine *machine);

/* A value of the Server service's parameters. */
struct nl_value nl_server_parameter(const struct nl_machine *machine, const char *name);

/* Whether the Server service speaks SMB1. */
enum nl_answer nl_smb1_served(const struct nl_machine *machine);

/* Whether the Server service is told not to speak SMB2 and SMB3: its value SMB2 is 0 (KB2696547). */
bool nl_smb2_switched_off(const struct nl_machine *machine);

/* Whether SMB1 can be spoken: the server's driver srv is installed and the value SMB1 does not
 * forbid it, or the client's mrxsmb10 is there and not disabled. */
enum nl_answer nl_smb1_enabled(const struct nl_machine *machine);

/* Devices that NetBIOS is bound to and that are not NetBT's. */
enum nl_answer nl_netbios_transports(struct nl_arena *arena, const struct nl_machine *machine,
                                     struct nl_texts *out_devices);

/* Names in one line, "a, b, c, ..." cut after limit names; fit for a screen. */
const char *nl_name_list(struct nl_arena *arena, const struct nl_texts *names, size_t limit);

#endif
