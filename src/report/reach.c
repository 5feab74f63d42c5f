/* reach.c - who can reach a port, as reports say it. */
#include "report/reach.h"

enum nl_openness nl_reach_listens(const struct nl_port_exposure *exposure)
{
    return exposure->observed == NL_OPENNESS_UNKNOWN ? exposure->predicted : exposure->observed;
}

enum nl_reach nl_reach_later(const struct nl_port_exposure *before,
                             const struct nl_port_exposure *after)
{
    return before->will_reach == after->will_reach ? before->reached_by : after->will_reach;
}

const char *nl_reach_label(enum nl_reach reach)
{
    switch (reach) {
    case NL_REACH_NOBODY:
        return NL_T("nobody");
    case NL_REACH_NAMED:
        return NL_T("named addresses");
    case NL_REACH_SUBNET:
        return NL_T("the same subnet");
    case NL_REACH_EVERYBODY:
        return NL_T("everybody");
    case NL_REACH_UNKNOWN:
        break;
    }
    return NL_T("unknown");
}

enum nl_tone nl_reach_tone(enum nl_reach reach)
{
    switch (reach) {
    case NL_REACH_NOBODY:
        return NL_TONE_GOOD;
    case NL_REACH_SUBNET:
    case NL_REACH_EVERYBODY:
        return NL_TONE_BAD;
    case NL_REACH_NAMED:
    case NL_REACH_UNKNOWN:
        break;
    }
    return NL_TONE_WARN;
}

const char *nl_reach_plain_words(const struct nl_port_exposure *port)
{
    bool unseen = port->observed == NL_OPENNESS_UNKNOWN;
    enum nl_openness listens = nl_reach_listens(port);
    bool opens = port->predicted == NL_OPENNESS_OPEN || port->predicted == NL_OPENNESS_PARTLY;
    if (listens == NL_OPENNESS_UNKNOWN)
        return NL_T("Could not be seen. Count it as open.");
    if (listens == NL_OPENNESS_CLOSED && port->predicted == NL_OPENNESS_UNKNOWN)
        return NL_T("Closed now. Its settings could not be seen, and may open it again.");
    if (listens == NL_OPENNESS_CLOSED)
        return opens && !unseen ? NL_T("Closed now, but the settings would open it again.")
                                : NL_T("Closed: nothing answers there.");
    switch (port->reached_by) {
    case NL_REACH_EVERYBODY:
        return NL_T("Open, and the firewall lets every computer in.");
    case NL_REACH_SUBNET:
        return NL_T("Open, and the firewall lets the same subnet in.");
    case NL_REACH_NAMED:
        return NL_T("Open, and the firewall lets some computers in.");
    case NL_REACH_NOBODY:
        return NL_T("Open inside; the firewall blocks others.");
    case NL_REACH_UNKNOWN:
        break;
    }
    return unseen ? NL_T("Could not be seen. Count it as open.")
                  : NL_T("Open. Whether the firewall stops others could not be seen.");
}
