/* audit_probes.c - the column of an audit that a probe fills. */
#include "report/audit_probes.h"

#include "report/phrase.h"

static bool is_of(const struct nl_probed *probed, const struct nl_port *port)
{
    return probed->port == port->number;
}

struct nl_cell nl_audit_probe_cell(struct nl_document *document, const struct nl_machine *machine,
                                   const struct nl_port *port)
{
    enum nl_probe_state state = NL_PROBE_NOT_ASKED;
    for (size_t i = 0; i < machine->probes.count; i++) {
        const struct nl_probed *probed = &machine->probes.items[i];
        if (is_of(probed, port) && probed->state > state)
            state = probed->state;
    }
    return (struct nl_cell){.text = nl_document_say(document, nl_probe_state_label(state)),
                            .tone = nl_probe_state_reached(state) ? NL_TONE_WARN : NL_TONE_DIM};
}

/* The ports and their answers, for a page. */
static void answers(struct nl_document *document, const struct nl_machine *machine)
{
    struct nl_table table = {.columns = 2,
                             .titles = {nl_document_say(document, NL_T("Port")),
                                        nl_document_say(document, NL_T("Probe"))}};
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0] = (struct nl_cell){.text = nl_phrase_port(document->arena, &nl_ports[i]),
                                         .tone = NL_TONE_STRONG};
        row->cells[1] = nl_audit_probe_cell(document, machine, &nl_ports[i]);
    }
    nl_document_table(document, NL_FORM_HTML, "probes", &table);
}

void nl_audit_probe_note(struct nl_document *document, enum nl_document_form form,
                         const struct nl_machine *machine)
{
    if (form == NL_FORM_HTML && machine->probes.count)
        answers(document, machine);
    bool own = false;
    bool others = false;
    for (size_t i = 0; i < machine->probes.count; i++) {
        own = own || machine->probes.items[i].own;
        others = others || !machine->probes.items[i].own;
    }
    if (own)
        nl_document_paragraph(
            document, form, NL_TONE_DIM,
            nl_document_say(document, NL_T("The machine asked its own addresses: an answer "
                                           "proves that something listens there, not that "
                                           "others reach it.")));
    if (others)
        nl_document_paragraph(
            document, form, NL_TONE_DIM,
            nl_document_say(document, NL_T("Another machine asked: an answer proves that the "
                                           "port can be reached from there; no answer "
                                           "proves nothing.")));
}

void nl_audit_probe_details(struct nl_document *document, const struct nl_machine *machine,
                            const struct nl_port *port)
{
    struct nl_sentences lines = {0};
    for (size_t i = 0; i < machine->probes.count; i++) {
        const struct nl_probed *probed = &machine->probes.items[i];
        if (!is_of(probed, port))
            continue;
        nl_say_to(document->arena, &lines, NL_T("Probe of {1}, asked from {2}: {3}"),
                  probed->address, probed->asked_from ? probed->asked_from : "-",
                  nl_probe_state_label(probed->state));
        for (size_t k = 0; k < probed->learned.count; k++)
            nl_say_to(document->arena, &lines, "{1}", probed->learned.items[k]);
    }
    nl_document_sentences(document, NL_TONE_DIM, &lines);
}
