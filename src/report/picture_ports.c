/* picture_ports.c - the five ports as lanes from the network to the machine.
 *
 * A lane reads from right to left: traffic comes from the network, meets the firewall (reachable)
 * and then the socket (listening); the line stops where it is held. What the settings say stands
 * beside the lane, not in it: it decides the socket, at the latest after a restart. The conclusion,
 * who can reach the port, stands at the end. State is told by word and shape, never by colour
 * alone. */
#include "report/picture_ports.h"

#include "report/label.h"
#include "report/phrase.h"
#include "report/picture_text.h"
#include "report/reach.h"

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
    double who_x; /* middle of the column that says who reaches it; 0: it stands below the lane */
    double who_pill;
};

static const struct geometry wide = {
    .class_name = "wide",
    .width = 900,
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
    .center = {256, 402, 548},
    .pill = 118,
    .end = 668,
    .when_x = 192,
    .network_x = 668,
    .who_x = 790,
    .who_pill = 176,
};
static const struct geometry narrow = {
    .class_name = "narrow",
    .width = 358,
    .head = 34,
    .row = 104,
    .lane = 68,
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
    .who_pill = 200,
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
        nl_text_format(
            html->out,
            NL_PACK("<path class=\"icon\" d=\"M%g %gv-3a3 3 0 0 1 6 0v3\"/>"
                    "<rect class=\"icon full\" x=\"%g\" y=\"%g\" width=\"10\" height=\"7\" "
                    "rx=\"1.5\"/>"),
            x - 3, y - 1, x - 5, y - 1);
        return;
    case NL_OPENNESS_OPEN: /* an open ring */
        nl_text_format(html->out, NL_PACK("<circle class=\"icon\" cx=\"%g\" cy=\"%g\" r=\"4.5\"/>"),
                       x, y);
        return;
    case NL_OPENNESS_PARTLY: /* a ring half filled */
        nl_text_format(html->out,
                       NL_PACK("<circle class=\"icon\" cx=\"%g\" cy=\"%g\" r=\"4.5\"/>"
                               "<path class=\"icon full\" d=\"M%g %ga4.5 4.5 0 0 1 0 9z\"/>"),
                       x, y, x, y - 4.5);
        return;
    case NL_OPENNESS_UNKNOWN:
        break;
    }
    nl_text_format(html->out, NL_PACK("<text class=\"mark\" x=\"%g\" y=\"%g\">?</text>"), x, y + 5);
}

/* A state on its ground, its middle at x, y. */
static void pill(const struct nl_html *html, double x, double y, double width,
                 enum nl_openness openness, const char *word)
{
    nl_text_format(
        html->out,
        NL_PACK("<g class=\"pill %s\"><rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"28\" "
                "rx=\"14\"/>"),
        openness_class(openness), x - width / 2, y - 14, width);
    icon(html, openness, x - width / 2 + 16, y);
    nl_picture_text(html, x + 9, y + 4.5, "state", (size_t)(width / 8), word);
    nl_html_raw(html, "</g>");
}

static void openness_pill(const struct nl_html *html, const struct geometry *at, double x, double y,
                          enum nl_openness openness, bool starred)
{
    const char *word = nl_phrase_say(html->arena, html->style->words, nl_label_openness(openness));
    pill(html, x, y, at->pill, openness,
         starred ? nl_arena_format(html->arena, "%s*", word) : word);
}

/* The shape and colour that tell who reaches a port. */
static enum nl_openness shape_of(enum nl_reach reach)
{
    if (reach == NL_REACH_UNKNOWN)
        return NL_OPENNESS_UNKNOWN;
    if (reach == NL_REACH_NOBODY)
        return NL_OPENNESS_CLOSED;
    return reach == NL_REACH_NAMED ? NL_OPENNESS_PARTLY : NL_OPENNESS_OPEN;
}

static void who(const struct nl_html *html, const struct geometry *at, double y,
                enum nl_reach reach)
{
    const char *word = nl_phrase_say(html->arena, html->style->words, nl_reach_label(reach));
    if (at->who_x > 0) {
        pill(html, at->who_x, y, at->who_pill, shape_of(reach), word);
        return;
    }
    nl_picture_text(html, at->label_x, y + 35, "name", 22,
                    nl_phrase_say(html->arena, html->style->words, NL_T("Can be reached by")));
    pill(html, at->width - at->who_pill / 2 - 2, y + 31, at->who_pill, shape_of(reach), word);
}

/* One lane. follows: the socket has not been looked at yet, it will do as the settings say. */
static void lane(const struct nl_html *html, const struct geometry *at, double y,
                 const struct nl_port_exposure *port, enum nl_reach reach, bool follows)
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
        openness_pill(html, at, at->center[1], y, port->observed, false);
    }
    openness_pill(html, at, at->center[0], y, port->predicted, port->unverified);
    openness_pill(html, at, at->center[2], y, port->reachable, false);
    who(html, at, y, reach);
    if (arrived != FLOW_HELD) {
        double tip = (follows ? at->center[0] : at->center[1]) + half + 1;
        nl_text_format(html->out, NL_PACK("<path class=\"tip %s\" d=\"M%g %gl9 -5v10z\"/>"),
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
    lane(html, at, top + at->lane_y, now, now->reached_by, false);
    if (after) {
        double y = top + at->lane_y + at->lane;
        lane(html, at, y, after, nl_reach_later(now, after), true);
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
    const char *const titles[] = {NL_T("Settings say"), NL_T("Listening"), NL_T("Firewall")};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        nl_picture_text(html, at->center[i], at->head - 16, "column", 20,
                        nl_phrase_say(html->arena, html->style->words, titles[i]));
    if (at->who_x > 0) {
        nl_picture_text(html, at->network_x, at->head - 16, "network", 8,
                        nl_phrase_say(html->arena, html->style->words, NL_T("network")));
        nl_picture_text(html, at->who_x, at->head - 16, "column", 24,
                        nl_phrase_say(html->arena, html->style->words, NL_T("Can be reached by")));
    }
}

/* What the picture says, for those who cannot see it. */
static void describe(const struct nl_html *html, const struct nl_port_exposure *port,
                     const char *format, enum nl_reach reach)
{
    struct nl_arena *arena = html->arena;
    nl_html_say(html, format, nl_phrase_port(arena, port->port), nl_label_openness(port->predicted),
                nl_label_openness(port->observed), nl_label_openness(port->reachable),
                nl_reach_label(reach));
    nl_html_raw(html, " ");
}

static void draw(const struct nl_html *html, const struct geometry *at,
                 const struct nl_port_exposure *now, const struct nl_port_exposure *after)
{
    double row_height = at->row + (after ? at->lane : 0);
    double height = at->head + NL_PORT_COUNT * row_height;
    nl_text_format(
        html->out,
        NL_PACK("<svg class=\"ports %s\" viewBox=\"0 0 %g %g\" role=\"img\" "
                "aria-labelledby=\"ports-%s-title ports-%s-desc\">\n<title id=\"ports-%s-title\">"),
        at->class_name, at->width, height, at->class_name, at->class_name, at->class_name);
    nl_html_say(html, NL_T("The five ports"));
    nl_text_format(html->out, NL_PACK("</title>\n<desc id=\"ports-%s-desc\">"), at->class_name);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        describe(html, &now[i],
                 NL_T("{1}: settings {2}, listening {3}, firewall {4}, can be reached by {5}."),
                 now[i].reached_by);
        if (after)
            describe(html, &after[i],
                     NL_T("Afterwards {1}: settings {2}, firewall {4}, can be reached by {5}."),
                     nl_reach_later(&now[i], &after[i]));
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
