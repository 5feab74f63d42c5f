/* port_exposure.c - words and comparisons of openness and reach. */
#include "port_exposure.h"

#include <stddef.h>

const char *const nl_openness_words[] = {
    [NL_OPENNESS_UNKNOWN] = "unknown",
    [NL_OPENNESS_CLOSED] = "closed",
    [NL_OPENNESS_PARTLY] = "partly",
    [NL_OPENNESS_OPEN] = "open",
    NULL,
};

const char *const nl_reach_words[] = {
    [NL_REACH_UNKNOWN] = "unknown",       [NL_REACH_NOBODY] = "nobody",
    [NL_REACH_NAMED] = "named-addresses", [NL_REACH_SUBNET] = "same-subnet",
    [NL_REACH_EVERYBODY] = "everybody",   NULL,
};

bool nl_reach_is_open(enum nl_reach reach)
{
    return reach > NL_REACH_NOBODY;
}

enum nl_reach nl_reach_widest(enum nl_reach one, enum nl_reach other)
{
    if (nl_reach_is_open(one) || nl_reach_is_open(other))
        return one > other ? one : other;
    return one == NL_REACH_UNKNOWN || other == NL_REACH_UNKNOWN ? NL_REACH_UNKNOWN
                                                                : NL_REACH_NOBODY;
}

enum nl_reach nl_reach_conclude(enum nl_openness openness, enum nl_reach admits)
{
    if (openness == NL_OPENNESS_CLOSED || admits == NL_REACH_NOBODY)
        return NL_REACH_NOBODY;
    return openness == NL_OPENNESS_UNKNOWN ? NL_REACH_UNKNOWN : admits;
}
