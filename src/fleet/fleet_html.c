/* fleet_html.c - an answer about many machines as one page. */
#include "fleet/fleet_html.h"

#include "base/clean.h"
#include "embedded.h"
#include "fleet/outside.h"
#include "fleet/phrases.h"
#include "fleet/probes_text.h"
#include "fleet/summary.h"
#include "report/document_html.h"
#include "report/phrase.h"
#include "report/tone.h"

#include <string.h>

NL_DECLARE_EMBEDDED(nl_fleet_files); /* fleet.css, fleet.js */

/* Of res/fleet.js, as the test e2e.fleet checks. */
static const char script_hash[] = "sha256-qBIECL9uTC67fV+Zc38VM3Y+M6oyvFk0D8l77Gqoo2E=";

enum column {
    MACHINE,
    GROUP,
    SYSTEM,
    PORTS,
    PROBES,
    HIGH,
    MEDIUM,
    LOW,
    RESULT,
    SEEN,
    CHANGE,
    RULES,
    COLUMN_COUNT
};

static const char *const column_titles[COLUMN_COUNT] = {
    [MACHINE] = NL_T("Machine"), [GROUP] = NL_T("Domain or workgroup"),
    [SYSTEM] = NL_T("Windows"),  [PORTS] = NL_T("Reachable ports"),
    [PROBES] = NL_T("Probe"),    [HIGH] = NL_T("High"),
    [MEDIUM] = NL_T("Medium"),   [LOW] = NL_T("Low"),
    [RESULT] = NL_T("Result"),   [SEEN] = NL_T("Seen"),
    [CHANGE] = NL_T("Change"),   [RULES] = NL_T("Failing rules"),
};

struct writer {
    const struct nl_html *html;
    const struct nl_document *document;
    const struct nl_fleet *fleet;
    const struct nl_fleet_place *place;
    struct nl_arena *scratch;         /* of one row */
    const char *labels[COLUMN_COUNT]; /* translated once, not for each row */
    const char *results[NL_RESULT_COUNT];
    const char *changes[NL_FLEET_NEW + 1];
    const char *unconfirmed[2];      /* watched, and not */
    const char *cells[COLUMN_COUNT]; /* how a cell begins, up to the end of its label */
    const char **rules;              /* by number, as they stand in a cell; NULL: not made yet */
    struct nl_names *probe_kinds;    /* what probes can have found, each once */
    struct nl_texts *probe_texts;    /* by number in probe_kinds: the cell's text */
    const char **ports;              /* texts of PORT_TEXTS constellations; NULL: not made yet */
};

static const char *say(const struct writer *writer, const char *english)
{
    return nl_document_say(writer->document, english);
}

static void add_count(const struct writer *writer, struct nl_html_head *head, const char *label,
                      size_t count, const char *tone)
{
    *NL_PUSH(writer->html->arena, &head->counts) =
        (struct nl_html_count){say(writer, label), count, tone};
}

static void tiles(const struct writer *writer, struct nl_html_head *head)
{
    const struct nl_fleet *fleet = writer->fleet;
    add_count(writer, head, NL_T("machines"), fleet->machines.count, "plain");
    add_count(writer, head, NL_T("reachable"), fleet->reachable, "bad");
    add_count(writer, head, NL_T("not as wanted"), fleet->results[NL_RESULT_NOT_AS_WANTED], "warn");
    add_count(writer, head, NL_T("unknown"), fleet->unsure, "warn");
    if (fleet->options.expected)
        add_count(writer, head, NL_T("missing"), fleet->missing.count, "warn");
    if (fleet->options.stale)
        add_count(writer, head, NL_T("stale"), fleet->stale, "warn");
    add_count(writer, head, NL_T("not readable"), fleet->faults.count, "warn");
    if (fleet->asked > 0)
        add_count(writer, head, NL_T("answer against settings"), fleet->contradicting, "bad");
    if (fleet->options.since)
        add_count(writer, head, NL_T("worse"), fleet->changes[NL_FLEET_WORSE], "bad");
}

/* One bar for each port: how many machines are in which state. The numbers stand beside it. */
static void port_bars(const struct writer *writer)
{
    static const enum nl_fleet_port order[] = {NL_FLEET_REACHED, NL_FLEET_UNKNOWN, NL_FLEET_HELD,
                                               NL_FLEET_CLOSED};
    const struct nl_html *html = writer->html;
    const char *titles[] = {say(writer, NL_T("Port")),    say(writer, NL_T("Reachable")),
                            say(writer, NL_T("Unknown")), say(writer, NL_T("Held by the firewall")),
                            say(writer, NL_T("Closed")),  say(writer, NL_T("Share"))};
    nl_html_section(html, "ports", say(writer, NL_T("The five ports")));
    nl_html_table_begin(html, "ports", "", titles, NL_COUNT_OF(titles));
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        size_t at = 0;
        nl_html_raw(html, "<tr role=\"row\">");
        nl_html_cell_begin(html, titles[0]);
        nl_html_element(html, "strong", NULL, nl_phrase_port(html->arena, &nl_ports[i]));
        nl_html_cell_end(html);
        for (size_t s = 0; s < NL_COUNT_OF(order); s++) {
            nl_html_cell_begin(html, titles[s + 1]);
            nl_html_text(html, nl_decimal(writer->fleet->ports[i][order[s]]).text);
            nl_html_cell_end(html);
        }
        nl_text_format(
            html->out,
            NL_PACK("<td role=\"cell\" class=\"share\" data-label=\"%s\"><div><svg viewBox=\"0 0 "
                    "%zu 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"),
            titles[5], writer->fleet->machines.count);
        for (size_t s = 0; s < NL_COUNT_OF(order); s++) {
            size_t count = writer->fleet->ports[i][order[s]];
            if (count)
                nl_text_format(html->out,
                               NL_PACK("<rect class=\"%s\" x=\"%zu\" width=\"%zu\" height=\"1\"/>"),
                               nl_fleet_port_words[order[s]], at, count);
            at += count;
        }
        nl_html_raw(html, "</svg></div></td></tr>\n");
    }
    nl_html_table_end(html);
    nl_html_raw(html, "</section>\n");
}

static void begin_cell(const struct writer *writer, enum column column, const char *sort)
{
    nl_html_raw(writer->html, writer->cells[column]);
    if (sort) {
        nl_html_raw(writer->html, "\" data-sort=\"");
        nl_html_raw(writer->html, sort);
    }
    nl_html_raw(writer->html, "\"><div>");
}

static void text_cell(const struct writer *writer, enum column column, const char *text)
{
    begin_cell(writer, column, NULL);
    nl_html_text(writer->html, text);
    nl_html_cell_end(writer->html);
}

static void badge_cell(const struct writer *writer, enum column column, const char *tone,
                       const char *text, size_t sort)
{
    begin_cell(writer, column, nl_decimal(sort).text);
    if (*text)
        nl_html_badge(writer->html, tone, text);
    nl_html_cell_end(writer->html);
}

static void machine_cell(const struct writer *writer, const struct nl_fleet_entry *entry)
{
    const struct nl_html *html = writer->html;
    const char *link =
        nl_fleet_link(writer->scratch, writer->place,
                      nl_fleet_linked_file(writer->scratch, writer->place, entry->file));
    begin_cell(writer, MACHINE, NULL);
    if (link)
        nl_text_format(html->out, "<a href=\"%s\">", link);
    nl_html_element(html, "bdi", NULL, nl_clean(writer->scratch, entry->machine));
    if (link)
        nl_html_raw(html, "</a>");
    nl_html_cell_end(html);
}

/* Thousands of machines have the same few rules. */
static const char *rule_markup(const struct writer *writer, uint32_t rule)
{
    const char **markup = &writer->rules[rule];
    if (!*markup) {
        struct nl_text text;
        const struct nl_html html = {writer->html->arena, writer->html->style, &text};
        nl_text_init(&text, html.arena);
        nl_html_element(&html, "code", NULL,
                        nl_fleet_rule_id(nl_names_text(writer->fleet->names, rule)));
        nl_html_raw(&html, " ");
        *markup = text.data;
    }
    return *markup;
}

static void rules_cell(const struct writer *writer, const struct nl_fleet_entry *entry)
{
    begin_cell(writer, RULES, NULL);
    for (size_t i = 0; i < entry->marks.count; i++) {
        if (entry->marks.items[i].verdict == NL_VERDICT_FAIL)
            nl_html_raw(writer->html, rule_markup(writer, entry->marks.items[i].rule));
    }
    nl_html_cell_end(writer->html);
}

/* Four states of five ports, and who reaches them. */
#define PORT_TEXTS ((size_t)(1U << 2 * NL_PORT_COUNT) * (NL_REACH_EVERYBODY + 1))

/* Thousands of machines have the same few constellations. */
static const char *ports_text(const struct writer *writer, const struct nl_fleet_entry *entry)
{
    size_t states = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        states = states * 4 + entry->ports[i];
    const char **text =
        &writer->ports[states * (NL_REACH_EVERYBODY + 1) + nl_fleet_widest_reach(entry)];
    if (!*text)
        *text = nl_fleet_ports_text(writer->document, entry);
    return *text;
}

static const char *result_tone(enum nl_result result)
{
    static const char *const tones[NL_RESULT_COUNT] = {[NL_RESULT_UNKNOWN] = "warn",
                                                       [NL_RESULT_AS_WANTED] = "good",
                                                       [NL_RESULT_PENDING] = "warn",
                                                       [NL_RESULT_NOT_AS_WANTED] = "bad"};
    return tones[result];
}

static const char *change_tone(enum nl_fleet_change change)
{
    return change == NL_FLEET_WORSE ? "bad" : change == NL_FLEET_BETTER ? "good" : "dim";
}

/* Whether a column has anything to say in this answer. */
static bool has_column(const struct nl_fleet *fleet, enum column column)
{
    return column == CHANGE   ? fleet->options.since != NULL
           : column == PROBES ? fleet->asked + fleet->asked_itself > 0
                              : true;
}

/* Thousands of machines have the same few of these, too. */
static const char *probes_text(const struct writer *writer, const struct nl_fleet_entry *entry)
{
    char kind[3 * NL_PORT_COUNT];
    if (!entry->probes)
        return "";
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        kind[3 * i] = (char)('A' + entry->probes->outside[i].state);
        kind[3 * i + 1] = (char)('A' + entry->probes->own[i].state);
        kind[3 * i + 2] = nl_fleet_contradicts(entry, i) ? 'Y' : 'N';
    }
    uint32_t number = nl_names_number(writer->probe_kinds, kind, sizeof kind);
    while (writer->probe_texts->count <= number)
        *NL_PUSH(writer->html->arena, writer->probe_texts) = NULL;
    const char **text = &writer->probe_texts->items[number];
    if (!*text)
        *text = nl_fleet_probe_cell(writer->document, entry);
    return *text;
}

/* Sorted by answers against the settings, then by answers, then by ports that were asked. */
static void probes_cell(const struct writer *writer, const struct nl_fleet_entry *entry)
{
    size_t contradicting = nl_fleet_count(entry, nl_fleet_contradicts);
    size_t answered = nl_fleet_count(entry, nl_fleet_answered);
    badge_cell(writer, PROBES,
               contradicting ? "bad"
               : answered    ? "warn"
                             : "dim",
               probes_text(writer, entry),
               contradicting * 100 + answered * 10 + nl_fleet_count(entry, nl_fleet_asked));
}

static void result_cell(const struct writer *writer, const struct nl_fleet_entry *entry)
{
    bool unwatched = entry->watched == NL_ANSWER_NO;
    begin_cell(writer, RESULT, nl_decimal(entry->result).text);
    nl_html_badge(writer->html, result_tone(entry->result), writer->results[entry->result]);
    if (entry->unconfirmed) {
        nl_html_raw(writer->html, " ");
        nl_html_badge(writer->html, unwatched ? "bad" : "warn", writer->unconfirmed[unwatched]);
    }
    nl_html_cell_end(writer->html);
}

static void machine_row(const struct writer *writer, const struct nl_fleet_entry *entry)
{
    const struct nl_names *names = writer->fleet->names;
    size_t reached = nl_fleet_ports_in(entry, NL_FLEET_REACHED);
    size_t unknown = nl_fleet_ports_in(entry, NL_FLEET_UNKNOWN);
    const char *seen = nl_fleet_seen(writer->scratch, entry);
    nl_html_raw(writer->html, "<tr role=\"row\">");
    machine_cell(writer, entry);
    text_cell(writer, GROUP, nl_names_text(names, entry->group));
    text_cell(writer, SYSTEM,
              entry->build
                  ? nl_arena_format(writer->scratch, "%s (%u)",
                                    nl_names_text(names, entry->product), (unsigned)entry->build)
                  : nl_names_text(names, entry->product));
    badge_cell(writer, PORTS,
               reached   ? "bad"
               : unknown ? "warn"
                         : "dim",
               ports_text(writer, entry), reached * 10 + unknown);
    if (has_column(writer->fleet, PROBES))
        probes_cell(writer, entry);
    text_cell(writer, HIGH, nl_decimal(entry->high).text);
    text_cell(writer, MEDIUM, nl_decimal(entry->medium).text);
    text_cell(writer, LOW, nl_decimal(entry->low).text);
    result_cell(writer, entry);
    if (entry->stale)
        badge_cell(writer, SEEN, "warn", seen, (size_t)entry->seen);
    else
        text_cell(writer, SEEN, *seen ? seen : say(writer, NL_T("unknown")));
    if (has_column(writer->fleet, CHANGE))
        badge_cell(writer, CHANGE, change_tone(entry->change), writer->changes[entry->change],
                   entry->change);
    rules_cell(writer, entry);
    nl_html_raw(writer->html, "</tr>\n");
}

static const char *cell_beginning(const struct writer *writer, enum column column)
{
    struct nl_text text;
    const struct nl_html html = {writer->html->arena, writer->html->style, &text};
    bool counts = column == HIGH || column == MEDIUM || column == LOW;
    nl_text_init(&text, html.arena);
    nl_text_format(&text, "<td role=\"cell\"%s data-label=\"", counts ? " class=\"count\"" : "");
    nl_html_text(&html, writer->labels[column]);
    return text.data;
}

static void translate(struct writer *writer)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        writer->labels[i] = say(writer, column_titles[i]);
        writer->cells[i] = cell_beginning(writer, (enum column)i);
    }
    writer->rules = nl_arena_array(writer->html->arena, writer->fleet->names->texts.count,
                                   sizeof *writer->rules);
    writer->ports = nl_arena_array(writer->html->arena, PORT_TEXTS, sizeof *writer->ports);
    for (size_t i = 0; i < NL_RESULT_COUNT; i++)
        writer->results[i] = say(writer, nl_fleet_result_label((enum nl_result)i));
    writer->unconfirmed[0] = say(writer, NL_T("to be confirmed"));
    writer->unconfirmed[1] = say(writer, NL_T("to be confirmed, unwatched"));
    for (size_t i = 0; i <= NL_FLEET_NEW; i++)
        writer->changes[i] = say(writer, nl_fleet_change_label((enum nl_fleet_change)i));
}

static void machine_table(struct writer *writer)
{
    const struct nl_html *html = writer->html;
    const char *titles[COLUMN_COUNT];
    size_t count = 0;
    translate(writer);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (has_column(writer->fleet, (enum column)i))
            titles[count++] = writer->labels[i];
    }
    nl_html_section(html, "machines", say(writer, NL_T("All machines, the worst first")));
    nl_html_raw(html,
                NL_PACK("<p class=\"filter\" id=\"filter-box\" hidden><label for=\"filter\">"));
    nl_html_say(html, NL_T("Show only rows with"));
    nl_html_raw(html, NL_PACK("</label><input id=\"filter\" type=\"search\"> <span id=\"shown\" "
                              "role=\"status\"></span></p>\n"));
    nl_text_add(
        html->out,
        NL_PACK("<table id=\"machines-table\" class=\"machines\" role=\"table\">\n<caption>"));
    nl_html_say(html, NL_T("The name leads to the audit of the machine."));
    nl_html_raw(html, NL_PACK("</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">"));
    for (size_t i = 0; i < count; i++) {
        nl_html_raw(html, NL_PACK("<th scope=\"col\" role=\"columnheader\">"));
        nl_html_text(html, titles[i]);
        nl_html_raw(html, "</th>");
    }
    nl_html_raw(html, NL_PACK("</tr></thead>\n<tbody role=\"rowgroup\">\n"));
    for (size_t i = 0; i < writer->fleet->machines.count; i++) {
        machine_row(writer, writer->fleet->machines.items[i]);
        if (i % 64 == 63)
            nl_arena_done(writer->scratch);
    }
    nl_arena_done(writer->scratch);
    nl_html_table_end(html);
    nl_html_raw(html, "</section>\n");
}

static void facts(const struct writer *writer, struct nl_html_head *head)
{
    const struct nl_document *document = writer->document;
    const struct nl_fleet *fleet = writer->fleet;
    struct nl_texts *facts = &head->facts;
    if (document->style->moment)
        *NL_PUSH(document->arena, facts) = nl_phrase_time(document->arena, document->style->moment);
    for (size_t i = 0; i < fleet->profiles.count && i < 4; i++)
        *NL_PUSH(document->arena, facts) = nl_document_say(
            document, NL_T("profile {1}"), nl_names_text(fleet->names, fleet->profiles.items[i]));
    if (fleet->options.expected)
        *NL_PUSH(document->arena, facts) =
            nl_document_say(document, NL_T("{1} machines expected"),
                            nl_decimal(fleet->options.expected->names.count).text);
    if (fleet->options.since)
        *NL_PUSH(document->arena, facts) =
            nl_document_say(document, NL_T("compared with {1}"), fleet->options.since_name);
}

void nl_fleet_html(struct nl_arena *arena, const struct nl_fleet *fleet,
                   const struct nl_report_style *style, const struct nl_fleet_place *place,
                   struct nl_text *out)
{
    static const struct nl_fleet_limits limits = {.rows = 10, .names = 50};
    static const char *const tones[] = {
        [NL_TONE_PLAIN] = "plain", [NL_TONE_STRONG] = "plain", [NL_TONE_DIM] = "plain",
        [NL_TONE_GOOD] = "good",   [NL_TONE_WARN] = "warn",    [NL_TONE_BAD] = "bad"};
    const struct nl_html html = {arena, style, out};
    struct nl_document document;
    struct nl_arena scratch;
    struct nl_names probe_kinds;
    struct nl_texts probe_texts = {0};
    struct writer writer = {.probe_kinds = &probe_kinds,
                            .probe_texts = &probe_texts,
                            .html = &html,
                            .document = &document,
                            .fleet = fleet,
                            .place = place,
                            .scratch = &scratch};
    nl_arena_init(&scratch, arena->exhausted, arena->context);
    nl_names_init(&probe_kinds, arena);
    nl_document_begin(&document, arena, style);
    struct nl_html_head head = {
        .kind = say(&writer, NL_T("Fleet")),
        .title = nl_document_say(&document, NL_T("{1} machines"),
                                 nl_decimal(fleet->machines.count).text),
        .result = nl_fleet_headline(&document, fleet),
        .tone = tones[nl_fleet_tone(fleet)],
        .second = nl_fleet_counts(&document, fleet),
        .more_style = nl_embedded_text(&nl_fleet_files[0]),
        .script_hash = script_hash,
        .body_class = "fleet",
    };
    tiles(&writer, &head);
    facts(&writer, &head);
    nl_html_begin(&html, &head);
    port_bars(&writer);
    nl_fleet_summary(&document, fleet, &limits);
    nl_document_write_html(&document, &html);
    machine_table(&writer);
    nl_html_raw(&html, "<script>");
    nl_html_raw(&html, nl_embedded_text(&nl_fleet_files[1]));
    nl_html_raw(&html, "</script>\n");
    nl_html_end(&html);
}
