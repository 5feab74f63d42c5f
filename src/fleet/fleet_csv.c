/* fleet_csv.c - an answer about many machines as a sheet. */
#include "fleet/fleet_csv.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "fleet/fleet_rows.h"
#include "fleet/outside.h"
#include "fleet/probe_columns.h"
#include "report/csv.h"

struct sheet {
    struct nl_arena scratch; /* of one row */
    const struct nl_fleet *fleet;
    const char *moment;
    struct nl_text *out;
};

/* Before, between and behind the five ports. */
static const char *const first_titles[] = {"time",    "status",         "machine", "group",
                                           "product", "build",          "profile", "seen",
                                           "result",  "ports_reachable"};
static const char *const last_titles[] = {"high",
                                          "medium",
                                          "low",
                                          "unknown",
                                          "not_seen",
                                          "elevated",
                                          "restart_pending",
                                          "change",
                                          "rules_failed",
                                          "rules_unknown",
                                          "exceptions",
                                          "form",
                                          "version",
                                          "file",
                                          "line",
                                          "why",
                                          "waits_for",
                                          "pending_since",
                                          "ports_answered",
                                          "ports_contradicting"};
/* Behind the columns of the probes, which were there before. */
static const char *const waiting_titles[] = {"unconfirmed", "confirm_until", "watched"};

static void cell(const struct sheet *sheet, const char *text, bool first)
{
    if (!first)
        nl_text_add_char(sheet->out, ',');
    nl_csv_cell(sheet->out, text);
}

static void clean_cell(struct sheet *sheet, const char *text)
{
    cell(sheet, text ? nl_clean(&sheet->scratch, text) : "", false);
}

static void number_cell(const struct sheet *sheet, const struct nl_fleet_entry *entry,
                        uint64_t number)
{
    cell(sheet, entry ? nl_decimal(number).text : "", false);
}

static void list_cell(struct sheet *sheet, const struct nl_texts *texts)
{
    struct nl_text joined;
    nl_text_init(&joined, &sheet->scratch);
    for (size_t i = 0; i < texts->count; i++)
        nl_text_format(&joined, "%s%s", i ? " " : "", texts->items[i]);
    clean_cell(sheet, joined.data);
}

static void name_cell(struct sheet *sheet, const struct nl_fleet_entry *entry, uint32_t name)
{
    clean_cell(sheet, entry ? nl_names_text(sheet->fleet->names, name) : "");
}

static void add_lists(struct sheet *sheet, const struct nl_fleet_entry *entry)
{
    static const struct nl_fleet_entry none;
    struct nl_arena *scratch = &sheet->scratch;
    const struct nl_fleet_entry *of = entry ? entry : &none;
    const struct nl_texts fail = nl_fleet_rules_of(scratch, sheet->fleet, of, NL_VERDICT_FAIL);
    const struct nl_texts unknown =
        nl_fleet_rules_of(scratch, sheet->fleet, of, NL_VERDICT_UNKNOWN);
    const struct nl_texts exceptions = nl_fleet_exceptions_of(scratch, sheet->fleet, of);
    list_cell(sheet, &fail);
    list_cell(sheet, &unknown);
    list_cell(sheet, &exceptions);
}

/* What probes found: five columns for each port. */
static void add_probes(struct sheet *sheet, const struct nl_fleet_entry *entry)
{
    const struct nl_texts contradicting = nl_fleet_contradicting(&sheet->scratch, entry);
    bool asked = entry && nl_fleet_count(entry, nl_fleet_asked) > 0;
    number_cell(sheet, asked ? entry : NULL, asked ? nl_fleet_count(entry, nl_fleet_answered) : 0);
    list_cell(sheet, &contradicting);
    for (size_t i = 0; i < NL_PORT_COUNT * NL_FLEET_PROBE_COLUMNS; i++)
        clean_cell(sheet,
                   nl_fleet_probe_column(&sheet->scratch, sheet->fleet->names, entry,
                                         i / NL_FLEET_PROBE_COLUMNS, i % NL_FLEET_PROBE_COLUMNS));
}

static void add_row(void *context, const struct nl_fleet_row *row)
{
    static const struct nl_fleet_entry none;
    struct sheet *sheet = context;
    const struct nl_fleet_entry *entry = row->entry;
    const struct nl_fleet_entry *of = entry ? entry : &none;
    cell(sheet, sheet->moment, true);
    cell(sheet, nl_fleet_row_words[row->status], false);
    clean_cell(sheet, row->machine);
    name_cell(sheet, entry, of->group);
    name_cell(sheet, entry, of->product);
    cell(sheet, of->build ? nl_decimal(of->build).text : "", false);
    name_cell(sheet, entry, of->profile);
    cell(sheet, of->seen ? nl_time_text(&sheet->scratch, of->seen) : "", false);
    cell(sheet, entry ? nl_result_words[of->result] : "", false);
    number_cell(sheet, entry, nl_fleet_ports_in(of, NL_FLEET_REACHED));
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        cell(sheet, entry ? nl_fleet_port_words[of->ports[i]] : "", false);
    number_cell(sheet, entry, of->high);
    number_cell(sheet, entry, of->medium);
    number_cell(sheet, entry, of->low);
    number_cell(sheet, entry, of->unknown);
    number_cell(sheet, entry, of->unseen);
    cell(sheet, entry ? nl_answer_words[of->elevated] : "", false);
    cell(sheet, !entry ? "" : of->pending ? "yes" : "no", false);
    cell(sheet, entry && of->change ? nl_fleet_change_words[of->change] : "", false);
    add_lists(sheet, entry);
    cell(sheet, entry ? nl_fleet_form_words[of->form] : "", false);
    name_cell(sheet, entry, of->version);
    clean_cell(sheet, row->file);
    cell(sheet, row->line ? nl_decimal(row->line).text : "", false);
    clean_cell(sheet, row->why);
    cell(sheet, of->waits_for ? nl_effect_words[of->waits_for] : "", false);
    cell(sheet, of->pending_since ? nl_time_text(&sheet->scratch, of->pending_since) : "", false);
    add_probes(sheet, entry);
    cell(sheet, of->unconfirmed ? nl_unconfirmed_phase_words[of->phase] : "", false);
    cell(sheet, of->until ? nl_time_text(&sheet->scratch, of->until) : "", false);
    cell(sheet, of->unconfirmed ? nl_answer_words[of->watched] : "", false);
    nl_text_add(sheet->out, "\r\n");
    nl_arena_done(&sheet->scratch);
}

void nl_fleet_csv(struct nl_arena *arena, const struct nl_fleet *fleet, const char *moment,
                  struct nl_text *out)
{
    struct sheet sheet = {.fleet = fleet, .moment = moment ? moment : "", .out = out};
    nl_arena_init(&sheet.scratch, arena->exhausted, arena->context);
    nl_text_add(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < NL_COUNT_OF(first_titles); i++)
        cell(&sheet, first_titles[i], i == 0);
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        cell(&sheet, nl_fleet_port_key(&sheet.scratch, &nl_ports[i]), false);
    for (size_t i = 0; i < NL_COUNT_OF(last_titles); i++)
        cell(&sheet, last_titles[i], false);
    for (size_t i = 0; i < NL_PORT_COUNT * NL_FLEET_PROBE_COLUMNS; i++)
        cell(&sheet,
             nl_fleet_probe_key(&sheet.scratch, i / NL_FLEET_PROBE_COLUMNS,
                                i % NL_FLEET_PROBE_COLUMNS),
             false);
    for (size_t i = 0; i < NL_COUNT_OF(waiting_titles); i++)
        cell(&sheet, waiting_titles[i], false);
    nl_text_add(out, "\r\n");
    nl_fleet_each_row(arena, fleet, add_row, &sheet);
    nl_arena_done(&sheet.scratch);
}
