/* setting.h - what the catalogue knows of one setting. Rows are data: catalogue_*.c holds no if. */
#ifndef NL_MODEL_SETTING_H
#define NL_MODEL_SETTING_H

#include "address.h"
#include "change.h"
#include "value.h"
#include "verdict.h"

/* When a written value begins to act. Ordered: a plan's effect is the latest of its steps'. */
enum nl_effect {
    NL_EFFECT_NOW = 0,
    NL_EFFECT_NEXT_LOGON,
    NL_EFFECT_ADAPTER_RESTART,
    NL_EFFECT_SERVICE_RESTART,
    NL_EFFECT_RESTART,
    NL_EFFECT_COUNT
};
extern const char *const nl_effect_words[]; /* now, next-logon, adapter-restart, ... */

/* What the part in brackets of an id stands for. */
enum nl_instance_kind {
    NL_INSTANCE_NONE = 0,
    NL_INSTANCE_ADAPTER,  /* netbios.adapter[{GUID}]: one per NetBT interface key */
    NL_INSTANCE_PORT,     /* firewall.block[445]: one per port of the five */
    NL_INSTANCE_TRANSPORT /* netbios.netbeui[nbf]: one per old transport */
};

/* One word a person may want, and the native values it stands for. */
struct nl_choice {
    const char *word;
    const char *text; /* SZ: what is written; compared without case when read */
    uint32_t number;  /* DWORD, START_TYPE, ACCOUNT_STATE, FIREWALL_BLOCK */
    bool is_absent;   /* wanting this word means removing the value */
    bool read_only;   /* can be found, cannot be wanted */
};
#define NL_CHOICES(...) ((const struct nl_choice[]){__VA_ARGS__, {.word = NULL}})

/* What a change of the setting takes away from people, which decides what it may break. */
enum nl_price_kind {
    NL_PRICE_END = 0,    /* after the last of a row */
    NL_PRICE_NONE,       /* no component is hit by it: `breaks` says all there is to say */
    NL_PRICE_BY_WORD,    /* its change, once one of its words is reached */
    NL_PRICE_BY_PORT,    /* what is predicted of the ports it decides about */
    NL_PRICE_BY_ADAPTER, /* whether NetBIOS is still served on the adapter */
    NL_PRICE_BY_SID      /* who is denied */
};
#define NL_MAX_PRICE_WORDS 3
#define NL_PRICES(...) ((const struct nl_price[]){__VA_ARGS__, {.kind = NL_PRICE_END}})
struct nl_price {
    enum nl_price_kind kind;
    enum nl_change change;
    const char *words[NL_MAX_PRICE_WORDS]; /* each takes away more than the one before it */
};

/* A second write, so as not to break another part of Windows: with `word`, the service `gone` is
 * taken out of the services that `dependent` waits for. */
struct nl_companion {
    const char *word; /* NULL: the setting needs none */
    const char *dependent;
    const char *gone;
};

/* Where other catalogues name the same setting. Only what was verified stands in a row. */
enum nl_reference_kind {
    NL_REFERENCE_NONE = 0,
    NL_REFERENCE_CIS,      /* CIS benchmarks: numbers move with each version */
    NL_REFERENCE_STIG,     /* DISA: rule and vulnerability id */
    NL_REFERENCE_ATTACK,   /* MITRE ATT&CK: a technique that the setting hinders */
    NL_REFERENCE_BASELINE, /* Microsoft's security baselines */
    NL_REFERENCE_MLPS,     /* GB/T 22239 and 28448 */
    NL_REFERENCE_COUNT
};
extern const char *const nl_reference_words[]; /* "", cis, stig, attack, baseline, mlps */
struct nl_reference {
    enum nl_reference_kind kind;
    const char *document; /* with its version; NULL where ids never change (ATT&CK) */
    const char *id;
};
#define NL_REFERENCES(...) ((const struct nl_reference[]){__VA_ARGS__, {.kind = NL_REFERENCE_NONE}})

enum nl_setting_flags {
    NL_SETTING_UNVERIFIED = 1, /* its effect on present Windows is not proven: the
                                * unverified-setting risk */
    NL_SETTING_READ_ONLY = 2,  /* reported, never written */
    NL_SETTING_CRITICAL = 4    /* Windows may not start without it: never without its own risk */
};

struct nl_setting {
    const char *id; /* for ever; never renamed, never reused */
    enum nl_instance_kind instances;
    const char *title;
    const char *what;          /* one or two sentences: what it is */
    const char *why;           /* what an attacker gains where it is left open */
    const char *breaks;        /* what an honest user may lose when it is closed */
    const char *reads;         /* what netlatch reads and writes, in words */
    const char *good_state;    /* one sentence about a machine where it is as hardened; {1}: the
                               * instance as people know it (adapter, port, transport) */
    const char *bad_state;     /* the same where it is not; of a set of accounts {1} are those that
                               * are missing */
    enum nl_severity severity; /* how bad the bad state is; for findings, weighed by what is
                                * reachable */
    const char *source;        /* where the facts come from */
    enum nl_place place;
    const char *path; /* {1} stands for the instance: adapter GUID, protocol, service */
    const char *name;
    uint32_t type;                   /* the native type written and expected */
    const struct nl_choice *choices; /* NL_CHOICES; NULL: a set of accounts, not one word */
    const char *absent_means;        /* the word in effect when the value is absent; NULL: not
                               * applicable (the thing does not exist on this machine) */
    const char *hardened;            /* the word that closes most */
    enum nl_effect effect;
    uint32_t from_build;     /* first Windows build that has it, 0: all (2600 XP, 6000 Vista ...) */
    uint32_t until_build;    /* last build that has it, 0: still there */
    const char *policy_path; /* registry policy that owns the same decision, or NULL */
    const char *policy_name;
    const char *ports;             /* which of the five it decides about: "137 138 139" */
    const char *needs_service;     /* the service of the part of Windows that it belongs to: without
                                * it there is nothing to set; NULL: every Windows has the part */
    const struct nl_price *prices; /* NL_PRICES, at least one */
    struct nl_companion companion;
    const struct nl_reference *references; /* NL_REFERENCES; NULL: none */
    unsigned flags;
    const char *risk; /* risk that a change to the hardened word always raises, or NULL; where
                           * CRITICAL is set, the risk of every change away from that word */
};

#endif
