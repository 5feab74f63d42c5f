/* phrase.h - short texts for people that text and HTML share: in the style's language, cleaned of
 * everything that could move a cursor, not yet escaped for HTML. */
#ifndef NL_REPORT_PHRASE_H
#define NL_REPORT_PHRASE_H

#include "report/style.h"

const char *nl_phrase_sentence(struct nl_arena *arena, const struct nl_words *words,
                               const struct nl_sentence *sentence);
#define nl_phrase_say(arena, words, ...)                                                           \
    nl_phrase_say_args((arena), (words), (const char *const[]){__VA_ARGS__, NULL})
const char *nl_phrase_say_args(struct nl_arena *arena, const struct nl_words *words,
                               const char *const *format_and_args);

/* "2025-01-31 08:15 UTC" of "2025-01-31T08:15:00Z"; anything else as it is. Cleaned. */
const char *nl_phrase_time(struct nl_arena *arena, const char *time);

/* Two sentences of the language, one after the other. */
const char *nl_phrase_then(struct nl_arena *arena, const struct nl_words *words, const char *first,
                           const char *second);

/* All of them in English with spaces between, for machines: not cleaned. */
const char *nl_phrase_english(struct nl_arena *arena, const struct nl_sentences *sentences);

/* "a, b, c" as the language joins them; none gives the empty text. */
const char *nl_phrase_join(struct nl_arena *arena, const struct nl_words *words,
                           const struct nl_texts *texts);

/* "Windows 10 Pro, 10.0.19045 (client, x64)". */
const char *nl_phrase_system(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_machine *machine);
const char *nl_phrase_membership(struct nl_arena *arena, const struct nl_words *words,
                                 const struct nl_machine *machine);
/* "Guests (S-1-5-32-546)", or the SID alone. */
const char *nl_phrase_account(struct nl_arena *arena, const struct nl_words *words,
                              const char *sid);

/* "TCP 135". */
const char *nl_phrase_port(struct nl_arena *arena, const struct nl_port *port);
/* Who holds the port: "svchost.exe (RpcSs)"; strangers are said to be strangers. pids: with
 * process numbers. */
const char *nl_phrase_owners(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_port_exposure *exposure, bool pids);

/* "smb.direct", "netbios.adapter (Ethernet)", "firewall.block[445]": an id a person can tell apart. */
const char *nl_phrase_setting(struct nl_arena *arena, const struct nl_words *words,
                              const struct nl_instance *instance);
/* The same of several; "nobody" of none. */
/* "Guests" of "Guests (S-1-5-32-546)", everywhere in a text: who reads a line knows accounts by name. */
const char *nl_phrase_without_sids(struct nl_arena *arena, const char *text);
const char *nl_phrase_accounts(struct nl_arena *arena, const struct nl_words *words,
                               const struct nl_texts *sids);
/* "NetBIOS over TCP/IP on an adapter (Ethernet0)": a setting as a person calls it. */
const char *nl_phrase_title(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_instance *instance);
/* "NetBIOS is on for Ethernet0.": what the machine does with the setting, in one sentence; NULL where
 * the setting has none that fits. */
const char *nl_phrase_state(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_judged *judged);
/* What a setting was found to be, and what is in force where that differs. */
const char *nl_phrase_found(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_judged *judged);
/* What the profile wants; empty: nothing. */
const char *nl_phrase_wanted(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_want *want);
/* What a step finds and what it leaves: words where there are any; of a set of accounts what is
 * added and removed; else the value itself. */
const char *nl_phrase_before(struct nl_arena *arena, const struct nl_words *words,
                             const struct nl_step *step);
const char *nl_phrase_after(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_step *step);

#endif
