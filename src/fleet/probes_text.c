/* probes_text.c - what probes found of many machines, in a document's language. */
#include "fleet/probes_text.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "fleet/outside.h"
#include "report/conclusion.h"
#include "report/phrase.h"

void nl_fleet_probe_lines(struct nl_document *document, const struct nl_fleet *fleet,
                          enum nl_document_form form)
{
    const struct nl_number asked = nl_decimal(fleet->asked);
    const struct nl_number all = nl_decimal(fleet->machines.count);
    const struct nl_number answered = nl_decimal(fleet->answered);
    const struct nl_number against = nl_decimal(fleet->contradicting);
    if (fleet->contradicting > 0)
        nl_document_paragraph(
            document, form, NL_TONE_BAD,
            nl_document_say(document,
                            NL_T("Probed from another machine: {1} of {2}; a port answered on {3}, "
                                 "on {4} of them although the machine says that nobody reaches "
                                 "it."),
                            asked.text, all.text, answered.text, against.text));
    else if (fleet->asked > 0)
        nl_document_paragraph(
            document, form, NL_TONE_PLAIN,
            nl_document_say(document,
                            NL_T("Probed from another machine: {1} of {2}; a port answered on "
                                 "{3}. That nothing answered proves nothing about other networks."),
                            asked.text, all.text, answered.text));
    if (fleet->asked_itself > 0)
        nl_document_paragraph(
            document, form, NL_TONE_DIM,
            nl_document_say(document,
                            NL_T("Probed only by itself: {1}. That shows what listens, not what "
                                 "others reach."),
                            nl_decimal(fleet->asked_itself).text));
}

static unsigned contradicting(const struct nl_fleet_entry *entry)
{
    unsigned ports = 0;
    for (size_t i = 0; entry->probes && i < NL_PORT_COUNT; i++)
        ports |= (unsigned)nl_fleet_contradicts(entry, i) << i;
    return ports;
}

static const char *list(const struct nl_document *document, unsigned ports)
{
    return nl_conclusion_list(document->arena, document->style->words, ports);
}

/* The newest of the answers of those ports. */
static const struct nl_fleet_measured *newest_of(const struct nl_fleet_entry *entry, unsigned ports)
{
    const struct nl_fleet_measured *newest = NULL;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_fleet_measured *one = &entry->probes->outside[i];
        if (ports & 1U << i && (!newest || one->time > newest->time))
            newest = one;
    }
    return newest;
}

static struct nl_cell plain(const char *text)
{
    return (struct nl_cell){.text = text, .tone = NL_TONE_PLAIN};
}

static void add_difference(struct nl_document *document, const struct nl_fleet *fleet,
                           const struct nl_fleet_entry *entry, struct nl_table *table)
{
    struct nl_arena *arena = document->arena;
    unsigned ports = contradicting(entry);
    const struct nl_fleet_measured *newest = newest_of(entry, ports);
    struct nl_row *row = NL_PUSH(arena, &table->rows);
    row->cells[0] =
        (struct nl_cell){.text = nl_clean(arena, entry->machine), .tone = NL_TONE_STRONG};
    row->cells[1] = (struct nl_cell){.text = list(document, ports), .tone = NL_TONE_BAD};
    row->cells[2] =
        plain(newest->asked_from ? nl_clean(arena, nl_names_text(fleet->names, newest->asked_from))
                                 : nl_document_say(document, NL_T("unknown")));
    row->cells[3] = plain(newest->time ? nl_phrase_time(arena, nl_time_text(arena, newest->time))
                                       : nl_document_say(document, NL_T("unknown")));
}

void nl_fleet_probe_section(struct nl_document *document, const struct nl_fleet *fleet, size_t rows)
{
    struct nl_table table = {.columns = 4,
                             .titles = {nl_document_say(document, NL_T("Machine")),
                                        nl_document_say(document, NL_T("Ports that answered")),
                                        nl_document_say(document, NL_T("Asked from")),
                                        nl_document_say(document, NL_T("Time"))}};
    if (fleet->asked + fleet->asked_itself == 0)
        return;
    for (size_t i = 0; i < fleet->machines.count && table.rows.count < rows; i++) {
        if (nl_fleet_count(fleet->machines.items[i], nl_fleet_contradicts) > 0)
            add_difference(document, fleet, fleet->machines.items[i], &table);
    }
    nl_document_heading(
        document, table.rows.count ? NL_FORM_BOTH : NL_FORM_HTML, "probes",
        table.rows.count
            ? nl_document_say(document, NL_T("Answered a probe, though the machine says that "
                                             "nobody reaches it"))
            : nl_document_say(document, NL_T("Probes")));
    nl_fleet_probe_lines(document, fleet, NL_FORM_HTML);
    if (table.rows.count)
        nl_document_table(document, NL_FORM_BOTH, "probes", &table);
}

/* "TCP 445: answers; TCP 135 and 139: no answer". */
static void add_states(const struct nl_document *document, const struct nl_fleet_measured *measured,
                       struct nl_text *out)
{
    for (int state = NL_PROBE_ANSWERS; state > NL_PROBE_NOT_ASKED; state--) {
        unsigned ports = 0;
        for (size_t i = 0; i < NL_PORT_COUNT; i++)
            ports |= (unsigned)((int)measured[i].state == state) << i;
        if (ports)
            nl_text_format(
                out, "%s%s: %s", out->length ? "; " : "", list(document, ports),
                nl_document_say(document, nl_probe_state_label((enum nl_probe_state)state)));
    }
}

const char *nl_fleet_probe_cell(const struct nl_document *document,
                                const struct nl_fleet_entry *entry)
{
    struct nl_text out;
    nl_text_init(&out, document->arena);
    add_states(document, entry->probes->outside, &out);
    if (nl_fleet_asked_itself(entry)) {
        add_states(document, entry->probes->own, &out);
        return nl_document_say(document, NL_T("by itself: {1}"), out.data);
    }
    return nl_fleet_probe_mark(document, entry, out.data);
}

const char *nl_fleet_probe_mark(const struct nl_document *document,
                                const struct nl_fleet_entry *entry, const char *text)
{
    unsigned ports = contradicting(entry);
    return ports ? nl_document_say(document, NL_T("{1}; against what the machine says: {2}"), text,
                                   list(document, ports))
                 : text;
}
