/* vocabulary.c - words of documents read back. */
#include "fleet/vocabulary.h"

int nl_fleet_word(const char *const *words, const char *word, int other)
{
    for (int i = 0; word && words[i]; i++) {
        if (nl_equal(words[i], word))
            return i;
    }
    return other;
}

enum nl_fleet_port nl_fleet_port_of(enum nl_openness observed, enum nl_reach reached_by)
{
    if (nl_reach_is_open(reached_by))
        return NL_FLEET_REACHED;
    if (reached_by == NL_REACH_UNKNOWN)
        return NL_FLEET_UNKNOWN;
    /* Nobody reaches it: because nothing listens, or because the firewall holds it. */
    return observed == NL_OPENNESS_CLOSED ? NL_FLEET_CLOSED : NL_FLEET_HELD;
}

enum nl_fleet_port nl_fleet_port_before_reach(enum nl_openness observed, enum nl_openness reachable)
{
    if (observed == NL_OPENNESS_CLOSED)
        return NL_FLEET_CLOSED;
    if (reachable == NL_OPENNESS_CLOSED)
        return NL_FLEET_HELD;
    return observed == NL_OPENNESS_UNKNOWN || reachable == NL_OPENNESS_UNKNOWN ? NL_FLEET_UNKNOWN
                                                                               : NL_FLEET_REACHED;
}
