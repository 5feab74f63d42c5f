/* component.c - how present a component is, in words for the wire. */
#include "component.h"

const char *const nl_presence_words[] = {
    [NL_PRESENCE_UNKNOWN] = "unknown",
    [NL_PRESENCE_NOT_FOUND] = "not-found",
    [NL_PRESENCE_INSTALLED] = "installed",
    [NL_PRESENCE_IN_USE] = "in-use",
    NULL,
};

_Static_assert(sizeof nl_presence_words / sizeof nl_presence_words[0] == NL_PRESENCE_IN_USE + 2,
               "each presence has its word");
