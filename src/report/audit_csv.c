/* audit_csv.c - an audit as a table for a spreadsheet: RFC 4180, with a byte order mark so that
 * Excel takes it for UTF-8, and with every cell that could be taken for a formula disarmed. */
#include "report/audit_csv.h"

#include "base/clean.h"
#include "report/csv.h"
#include "report/json_parts.h"
#include "report/label.h"
#include "report/phrase.h"

enum column {
    MACHINE,
    RECORD,
    ID,
    TITLE,
    VERDICT,
    SEVERITY,
    FOUND,
    EFFECTIVE,
    WANTED,
    PREDICTED,
    OBSERVED,
    REACHABLE,
    WHY,
    NEXT,
    COLUMN_COUNT
};

static void add_row(struct nl_arena *arena, struct nl_text *out, const char *const *cells)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0)
            nl_text_add_char(out, ',');
        /* The cells of a port, a setting and a finding differ; what a row has not is empty. */
        nl_csv_cell(out, cells[i] ? nl_clean(arena, cells[i]) : "");
    }
    nl_text_add(out, "\r\n");
}

static void port_rows(struct nl_arena *arena, const struct nl_audit *audit, struct nl_text *out)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *exposure = &audit->ports[i];
        const char *cells[COLUMN_COUNT] = {
            [MACHINE] = audit->machine->name,
            [RECORD] = "port",
            [ID] = nl_arena_format(arena, "%s/%u",
                                   nl_wire(nl_protocol_words, exposure->port->protocol),
                                   (unsigned)exposure->port->number),
            [TITLE] = exposure->port->name,
            [PREDICTED] = nl_wire(nl_openness_words, exposure->predicted),
            [OBSERVED] = nl_wire(nl_openness_words, exposure->observed),
            [REACHABLE] = nl_wire(nl_openness_words, exposure->reachable),
            [WHY] = nl_phrase_english(arena, &exposure->why),
        };
        add_row(arena, out, cells);
    }
}

static void setting_rows(struct nl_arena *arena, const struct nl_audit *audit, struct nl_text *out)
{
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        const char *cells[COLUMN_COUNT] = {
            [MACHINE] = audit->machine->name,
            [RECORD] = "setting",
            [ID] = judged->instance.id,
            [TITLE] = judged->instance.setting->title,
            [VERDICT] = nl_wire(nl_verdict_words, judged->verdict),
            [SEVERITY] = nl_wire(nl_severity_words, judged->severity),
            [FOUND] = nl_value_show(arena, &judged->value),
            [EFFECTIVE] = judged->effective,
            [WANTED] = judged->want ? nl_json_want(arena, judged->want) : NULL,
            [WHY] = nl_phrase_english(arena, &judged->why),
        };
        add_row(arena, out, cells);
    }
}

static void finding_rows(struct nl_arena *arena, const struct nl_audit *audit, struct nl_text *out)
{
    for (size_t i = 0; i < audit->findings.count; i++) {
        const struct nl_finding *finding = &audit->findings.items[i];
        const char *cells[COLUMN_COUNT] = {
            [MACHINE] = audit->machine->name,
            [RECORD] = "finding",
            [ID] = finding->id,
            [VERDICT] = nl_wire(nl_verdict_words, finding->verdict),
            [SEVERITY] = nl_wire(nl_severity_words, finding->severity),
            [WHY] = nl_sentence_text(arena, &finding->what, NULL),
            [NEXT] = nl_sentence_text(arena, &finding->next, NULL),
        };
        add_row(arena, out, cells);
    }
}

void nl_report_audit_csv(struct nl_arena *arena, const struct nl_audit *audit,
                         const struct nl_report_style *style, struct nl_text *out)
{
    static const char *const head[COLUMN_COUNT] = {
        [MACHINE] = "machine",
        [RECORD] = "record",
        [ID] = "id",
        [TITLE] = "title",
        [VERDICT] = "verdict",
        [SEVERITY] = "severity",
        [FOUND] = "found",
        [EFFECTIVE] = "effective",
        [WANTED] = "wanted",
        [PREDICTED] = "predicted",
        [OBSERVED] = "observed",
        [REACHABLE] = "reachable",
        [WHY] = "why",
        [NEXT] = "next",
    };
    (void)style; /* for machines: always the same */
    nl_text_add(out, "\xEF\xBB\xBF");
    add_row(arena, out, head);
    port_rows(arena, audit, out);
    setting_rows(arena, audit, out);
    finding_rows(arena, audit, out);
}
