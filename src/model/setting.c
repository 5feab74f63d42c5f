/* setting.c - when a setting acts and who else names it, in words for the wire. */
#include "setting.h"

const char *const nl_effect_words[] = {
    [NL_EFFECT_NOW] = "now",
    [NL_EFFECT_NEXT_LOGON] = "next-logon",
    [NL_EFFECT_ADAPTER_RESTART] = "adapter-restart",
    [NL_EFFECT_SERVICE_RESTART] = "service-restart",
    [NL_EFFECT_RESTART] = "restart",
    NULL,
};

_Static_assert(sizeof nl_effect_words / sizeof nl_effect_words[0] == NL_EFFECT_COUNT + 1,
               "each effect has its word");

const char *const nl_reference_words[] = {
    [NL_REFERENCE_NONE] = "",
    [NL_REFERENCE_CIS] = "cis",
    [NL_REFERENCE_STIG] = "stig",
    [NL_REFERENCE_ATTACK] = "attack",
    [NL_REFERENCE_BASELINE] = "baseline",
    [NL_REFERENCE_MLPS] = "mlps",
    NULL,
};

_Static_assert(sizeof nl_reference_words / sizeof nl_reference_words[0] == NL_REFERENCE_COUNT + 1,
               "each kind of reference has its word");
