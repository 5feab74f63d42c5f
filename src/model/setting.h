/* setting.h - what the catalogue knows of one setting. Rows are data: catalogue_*.c holds no if. */
#ifndef NL_MODEL_SETTING_H
#define NL_MODEL_SETTING_H

#include "address.h"
#include "value.h"

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
    uint32_t number;  /* DWORD, START_TYPE, ACCOUNT_STATE, FIREWALL_BLOCK */
    const char *text; /* SZ: what is written; compared without case when read */
    bool is_absent;   /* wanting this word means removing the value */
    bool read_only;   /* can be found, cannot be wanted */
};
#define NL_MAX_CHOICES 6

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
    const char *what;   /* one or two sentences: what it is */
    const char *why;    /* what an attacker gains where it is left open */
    const char *breaks; /* what an honest user may lose when it is closed */
    const char *reads;  /* what netlatch reads and writes, in words */
    const char *source; /* where the facts come from */
    enum nl_place place;
    const char *path; /* {1} stands for the instance: adapter GUID, protocol, service */
    const char *name;
    uint32_t type; /* the native type written and expected */
    struct nl_choice choices[NL_MAX_CHOICES];
    const char *absent_means; /* the word in effect when the value is absent; NULL: not
                               * applicable (the thing does not exist on this machine) */
    const char *hardened;     /* the word that closes most */
    enum nl_effect effect;
    uint32_t from_build;     /* first Windows build that has it, 0: all (2600 XP, 6000 Vista ...) */
    uint32_t until_build;    /* last build that has it, 0: still there */
    const char *policy_path; /* registry policy that owns the same decision, or NULL */
    const char *policy_name;
    const char *ports; /* which of the five it decides about: "137 138 139" */
    unsigned flags;
    const char *risk; /* risk that a change to the hardened word always raises, or NULL; where
                           * CRITICAL is set, the risk of every change away from that word */
};

#endif
