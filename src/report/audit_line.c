/* audit_line.c - an audit as one line for management systems that keep a script's last line:
 * Intune takes 2048 characters, Configuration Manager compares the first word. */
#include "report/audit_line.h"

#include "base/clean.h"
#include "base/utf8.h"

/* Ports of one column that are not known to be closed. */
static void add_ports(struct nl_text *line, const struct nl_audit *audit, const char *title,
                      enum nl_openness (*column)(const struct nl_port_exposure *exposure),
                      enum nl_openness openness)
{
    size_t found = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        enum nl_openness seen = column(&audit->ports[i]);
        bool counts =
            seen == openness || (openness == NL_OPENNESS_OPEN && seen == NL_OPENNESS_PARTLY);
        if (!counts)
            continue;
        if (found++ == 0)
            nl_text_format(line, "; %s:", title);
        nl_text_format(line, " %u", (unsigned)audit->ports[i].port->number);
    }
}

static enum nl_openness observed(const struct nl_port_exposure *exposure)
{
    return exposure->observed;
}

/* Whether somebody reaches it, as every other form says: what the firewall lets in is not enough. */
static enum nl_openness reachable(const struct nl_port_exposure *exposure)
{
    return exposure->reached_by == NL_REACH_UNKNOWN  ? NL_OPENNESS_UNKNOWN
           : exposure->reached_by == NL_REACH_NOBODY ? NL_OPENNESS_CLOSED
                                                     : NL_OPENNESS_OPEN;
}

static void add_verdicts(struct nl_text *line, const struct nl_audit *audit, const char *title,
                         enum nl_verdict verdict)
{
    size_t found = 0;
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        if (judged->verdict != verdict || !judged->want)
            continue;
        nl_text_format(line, "%s%s", found == 0 ? "; " : " ", found == 0 ? title : "");
        nl_text_format(line, "%s%s", found++ == 0 ? ": " : "", judged->instance.id);
    }
}

/* ASCII alone, cut so that a newline still fits; what was cut is marked. */
static void add_ascii(struct nl_text *out, struct nl_arena *arena, const char *line)
{
    const char *clean = nl_clean(arena, line);
    struct nl_text ascii;
    nl_text_init(&ascii, arena);
    for (size_t size = 0; *clean; clean += size) {
        uint32_t c = nl_utf8_next(clean, &size);
        nl_text_add_char(&ascii, c < 0x80 ? (char)c : '?');
    }
    size_t room = NL_REPORT_LINE_SIZE - 1;
    if (ascii.length > room) {
        nl_text_add_part(out, ascii.data, room - 3);
        nl_text_add(out, "...");
    } else {
        nl_text_add(out, ascii.data);
    }
    nl_text_add_char(out, '\n');
}

void nl_report_audit_line(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out)
{
    const uint32_t *counts = audit->summary.counts;
    struct nl_text line;
    nl_text_init(&line, arena);
    nl_text_add(&line, nl_audit_clean(audit) ? "Compliant" : "NonCompliant");
    if (!style->quiet) {
        nl_text_format(&line, NL_PACK("; netlatch profile %s; fail %u, unknown %u, pass %u"),
                       audit->profile->name, (unsigned)counts[NL_VERDICT_FAIL],
                       (unsigned)counts[NL_VERDICT_UNKNOWN], (unsigned)counts[NL_VERDICT_PASS]);
        add_ports(&line, audit, "listening", observed, NL_OPENNESS_OPEN);
        add_ports(&line, audit, "reachable", reachable, NL_OPENNESS_OPEN);
        add_ports(&line, audit, "listening unknown", observed, NL_OPENNESS_UNKNOWN);
        add_ports(&line, audit, "reachable unknown", reachable, NL_OPENNESS_UNKNOWN);
        add_verdicts(&line, audit, "failed", NL_VERDICT_FAIL);
        add_verdicts(&line, audit, "could not be read", NL_VERDICT_UNKNOWN);
    }
    add_ascii(out, arena, line.data);
}
