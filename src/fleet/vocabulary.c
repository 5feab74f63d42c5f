/* vocabulary.c - words of documents read back. */
#include "fleet/vocabulary.h"

#include <yyjson.h>

int nl_fleet_word(const char *const *words, const char *word, int other)
{
    for (int i = 0; word && words[i]; i++) {
        if (nl_equal(words[i], word))
            return i;
    }
    return other;
}

static enum nl_openness openness_of(yyjson_val *port, const char *key)
{
    return (enum nl_openness)nl_fleet_word(
        nl_openness_words, yyjson_get_str(yyjson_obj_get(port, key)), NL_OPENNESS_UNKNOWN);
}

/* Where it is known whether something listens, and who reaches it. */
static enum nl_fleet_port by_reach(enum nl_openness observed, enum nl_reach reached_by)
{
    if (nl_reach_is_open(reached_by))
        return NL_FLEET_REACHED;
    if (reached_by == NL_REACH_UNKNOWN)
        return NL_FLEET_UNKNOWN;
    /* Nobody reaches it: because nothing listens, or because the firewall holds it. */
    return observed == NL_OPENNESS_CLOSED ? NL_FLEET_CLOSED : NL_FLEET_HELD;
}

/* From a file that was written before audits said who reaches a port. */
static enum nl_fleet_port before_reach(enum nl_openness observed, enum nl_openness reachable)
{
    if (observed == NL_OPENNESS_CLOSED)
        return NL_FLEET_CLOSED;
    if (reachable == NL_OPENNESS_CLOSED)
        return NL_FLEET_HELD;
    return observed == NL_OPENNESS_UNKNOWN || reachable == NL_OPENNESS_UNKNOWN ? NL_FLEET_UNKNOWN
                                                                               : NL_FLEET_REACHED;
}

enum nl_fleet_port nl_fleet_port_of(yyjson_val *port, enum nl_reach *out_reach)
{
    const char *reach = yyjson_get_str(yyjson_obj_get(port, "reached_by"));
    enum nl_openness observed = openness_of(port, "observed");
    *out_reach = (enum nl_reach)nl_fleet_word(nl_reach_words, reach, NL_REACH_UNKNOWN);
    return reach ? by_reach(observed, *out_reach)
                 : before_reach(observed, openness_of(port, "reachable"));
}

enum nl_fleet_port nl_fleet_port_said(yyjson_val *port)
{
    const char *reach = yyjson_get_str(yyjson_obj_get(port, "without_probes"));
    enum nl_reach unused = NL_REACH_UNKNOWN;
    return reach ? by_reach(openness_of(port, "observed"),
                            (enum nl_reach)nl_fleet_word(nl_reach_words, reach, NL_REACH_UNKNOWN))
                 : nl_fleet_port_of(port, &unused);
}
