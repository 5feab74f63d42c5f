/* picture_ports.c - the five ports as lanes from the network to the machine.
 *
 * A lane reads from right to left: traffic comes from the network, meets the firewall (reachable)
 * and then the socket (listening); the line stops where it is held. What the settings say stands
 * beside the lane, not in it: it decides the socket, at the latest after a restart. State is told by
 * word and shape, never by colour alone. */
#include "report/label.h"
#include "report/phrase.h"
#include "report/picture.h"

struct geometry {
    const char *class_name;
    double width;
    double head; /* height of the column titles */
    double row;  /* height of a port with one lane */
    double lane; /* height of one more lane */
    double label_x;
    double label_y;    /* baseline of the port's number, from the row's top */
    double label_drop; /* how much lower with two lanes */
    double name_x;
    double name_y;
    size_t name_columns;
    double lane_y;    /* middle of the first lane, from the row's top */
    double center[3]; /* of the columns: settings, listening, reachable */
    double pill;      /* width of a state */
    double end;       /* where the network is */
    double when_x;    /* "now" and "after" */
    double network_x;
};

static const struct geometry wide = {
    .class_name = "wide",
    .width = 760,
    .head = 46,
    .row = 62,
    .lane = 40,
    .label_x = 14,
    .label_y = 28,
    .label_drop = 10,
    .name_x = 14,
    .name_y = 46,
    .name_columns = 24,
    .lane_y = 31,
    .center = {266, 436, 606},
    .pill = 122,
    .end = 744,
    .when_x = 196,
    .network_x = 746,
};
static const struct geometry narrow = {
    .class_name = "narrow",
    .width = 358,
    .head = 34,
    .row = 74,
    .lane = 38,
    .label_x = 10,
    .label_y = 24,
    .name_x = 92,
    .name_y = 24,
    .name_columns = 36,
    .lane_y = 50,
    .center = {60, 178, 296},
    .pill = 100,
    .end = 358,
    .when_x = 0,
    .network_x = 356,
};

/* How far traffic gets. */
enum flow { FLOW_HELD = 0, FLOW_DOUBTFUL, FLOW_THROUGH };

static enum flow through(enum flow flow, enum nl_openness risk)
{
    if (flow == FLOW_HELD || risk == NL_OPENNESS_CLOSED)
        return FLOW_HELD;
    return risk == NL_OPENNESS_OPEN ? flow : FLOW_DOUBTFUL;
}

static const char *flow_class(enum flow flow)
{
    return flow == FLOW_THROUGH ? "flow live" : flow == FLOW_DOUBTFUL ? "flow doubt" : "flow held";
}

static void line(const struct nl_html *html, const char *class_name, double from, double to,
                 double y)
{
    nl_text_format(html->out, "<path class=\"%s\" d=\"M%g %gH%g\"/>", class_name, from, y, to);
}

static const char *openness_class(enum nl_openness openness)
{
    switch (openness) {
    case NL_OPENNESS_OPEN:
        return "open";
    case NL_OPENNESS_CLOSED:
        return "closed";
    case NL_OPENNESS_PARTLY:
        return "partly";
    case NL_OPENNESS_UNKNOWN:
        break;
    }
    return "unknown";
}

/* A shape for each state, about 12 units wide, its middle at x, y. */
static void icon(const struct nl_html *html, enum nl_openness openness, double x, double y)
{
    switch (openness) {
    case NL_OPENNESS_CLOSED: /* a padlock */
        nl_text_format(html->out,
                       "<path class=\"icon\" d=\"M%g %gv-3a3 3 0 0 1 6 0v3\"/>"
                       "<rect class=\"icon full\" x=\"%g\" y=\"%g\" width=\"10\" height=\"7\" "
                       "rx=\"1.5\"/>",
                       x - 3, y - 1, x - 5, y - 1);
        return;
    case NL_OPENNESS_OPEN: /* an open ring */
        nl_text_format(html->out, "<circle class=\"icon\" cx=\"%g\" cy=\"%g\" r=\"4.5\"/>", x, y);
        return;
    case NL_OPENNESS_PARTLY: /* a ring half filled */
        nl_text_format(html->out,
                       "<circle class=\"icon\" cx=\"%g\" cy=\"%g\" r=\"4.5\"/>"
                       "<path class=\"icon full\" d=\"M%g %ga4.5 4.5 0 0 1 0 9z\"/>",
                       x, y, x, y - 4.5);
        return;
    case NL_OPENNESS_UNKNOWN:
        break;
    }
    nl_text_format(html->out, "<text class=\"mark\" x=\"%g\" y=\"%g\">?</text>", x, y + 5);
}

static void pill(const struct nl_html *html, const struct geometry *at, double x, double y,
                 enum nl_openness openness, bool starred)
{
    const char *word = nl_phrase_say(html->arena, html->style->words, nl_label_openness(openness));
    nl_text_format(html->out,
                   "<g class=\"pill %s\"><rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"28\" "
                   "rx=\"14\"/>",
                   openness_class(openness), x - at->pill / 2, y - 14, at->pill);
    icon(html, openness, x - at->pill / 2 + 16, y);
    nl_picture_text(html, x + 9, y + 4.5, "state", 12,
                    starred ? nl_arena_format(html->arena, "%s*", word) : word);
    nl_html_raw(html, "</g>");
}

/* One lane. follows: the socket has not been looked at yet, it will do as the settings say. */
static void lane(const struct nl_html *html, const struct geometry *at, double y,
                 const struct nl_port_exposure *port, bool follows)
{
    double half = at->pill / 2;
    enum flow beyond = through(FLOW_THROUGH, port->reachable);
    enum flow arrived = through(beyond, follows ? port->predicted : port->observed);
    line(html, "flow live", at->center[2] + half, at->end, y);
    line(html, flow_class(beyond), at->center[1] + (follows ? 0 : half), at->center[2] - half, y);
    if (follows) {
        line(html, flow_class(beyond), at->center[0] + half, at->center[1], y);
    } else {
        line(html, "decides", at->center[0] + half, at->center[1] - half, y);
        pill(html, at, at->center[1], y, port->observed, false);
    }
    pill(html, at, at->center[0], y, port->predicted, port->unverified);
    pill(html, at, at->center[2], y, port->reachable, false);
    if (arrived != FLOW_HELD) {
        double tip = (follows ? at->center[0] : at->center[1]) + half + 1;
        nl_text_format(html->out, "<path class=\"tip %s\" d=\"M%g %gl9 -5v10z\"/>",
                       arrived == FLOW_THROUGH ? "live" : "doubt", tip, y);
    }
}

static void row(const struct nl_html *html, const struct geometry *at, double top,
                const struct nl_port_exposure *now, const struct nl_port_exposure *after)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    nl_text_format(html->out, "<path class=\"rule\" d=\"M0 %gH%g\"/>", top, at->width);
    nl_picture_text(html, at->label_x, top + at->label_y + (after ? at->label_drop : 0), "port", 12,
                    nl_phrase_port(arena, now->port));
    nl_picture_text(html, at->name_x, top + at->name_y + (after ? at->label_drop : 0), "name",
                    at->name_columns, nl_phrase_say(arena, words, now->port->name));
    lane(html, at, top + at->lane_y, now, false);
    if (after) {
        double y = top + at->lane_y + at->lane;
        lane(html, at, y, after, true);
        if (at->when_x > 0) {
            nl_picture_text(html, at->when_x, top + at->lane_y + 4, "when", 10,
                            nl_phrase_say(arena, words, NL_T("now")));
            nl_picture_text(html, at->when_x, y + 4, "when", 10,
                            nl_phrase_say(arena, words, NL_T("after")));
        }
    }
}

static void head(const struct nl_html *html, const struct geometry *at)
{
    const char *const titles[] = {NL_T("Settings say"), NL_T("Listening"), NL_T("Reachable")};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        nl_picture_text(html, at->center[i], at->head - 16, "column", 20,
                        nl_phrase_say(html->arena, html->style->words, titles[i]));
    if (at->when_x > 0)
        nl_picture_text(html, at->network_x, at->head - 16, "network", 14,
                        nl_phrase_say(html->arena, html->style->words, NL_T("network")));
}

/* What the picture says, for those who cannot see it. */
static void describe(const struct nl_html *html, const struct nl_port_exposure *port,
                     const char *format)
{
    struct nl_arena *arena = html->arena;
    nl_html_say(html, format, nl_phrase_port(arena, port->port), nl_label_openness(port->predicted),
                nl_label_openness(port->observed), nl_label_openness(port->reachable));
    nl_html_raw(html, " ");
}

static void draw(const struct nl_html *html, const struct geometry *at,
                 const struct nl_port_exposure *now, const struct nl_port_exposure *after)
{
    double row_height = at->row + (after ? at->lane : 0);
    double height = at->head + NL_PORT_COUNT * row_height;
    nl_text_format(
        html->out,
        "<svg class=\"ports %s\" viewBox=\"0 0 %g %g\" role=\"img\" "
        "aria-labelledby=\"ports-%s-title ports-%s-desc\">\n<title id=\"ports-%s-title\">",
        at->class_name, at->width, height, at->class_name, at->class_name, at->class_name);
    nl_html_say(html, NL_T("The five ports"));
    nl_text_format(html->out, "</title>\n<desc id=\"ports-%s-desc\">", at->class_name);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        describe(html, &now[i], NL_T("{1}: settings {2}, listening {3}, reachable {4}."));
        if (after)
            describe(html, &after[i], NL_T("Afterwards {1}: settings {2}, reachable {4}."));
    }
    nl_html_raw(html, "</desc>\n");
    head(html, at);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        row(html, at, at->head + (double)i * row_height, &now[i], after ? &after[i] : NULL);
        nl_html_raw(html, "\n");
    }
    nl_html_raw(html, "</svg>\n");
}

void nl_picture_ports(const struct nl_html *html, const struct nl_port_exposure *now,
                      const struct nl_port_exposure *after)
{
    nl_html_raw(html, "<figure>\n");
    draw(html, &wide, now, after);
    draw(html, &narrow, now, after);
    nl_html_raw(html, "<figcaption>");
    nl_html_say(html, NL_T("Traffic from the network comes from the right and stops where it is "
                           "held."));
    bool starred = false;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        starred = starred || now[i].unverified || (after && after[i].unverified);
    if (after) {
        nl_html_raw(html, " ");
        nl_html_say(html, NL_T("Each port has two lanes: the upper is now, the lower afterwards, "
                               "when every step has taken effect and what listens follows the "
                               "settings."));
    }
    if (starred) {
        nl_html_raw(html, " * ");
        nl_html_say(html, NL_T("Rests on a setting whose effect on this version of Windows is not "
                               "proven."));
    }
    nl_html_raw(html, "</figcaption>\n</figure>\n");
}
