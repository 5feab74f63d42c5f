/* setting_words.c - when a setting acts, in words for the wire. */
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
