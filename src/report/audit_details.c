/* audit_details.c - the reasons behind an audit: each port with the settings that decide about it,
 * then what closes no port, then how much was seen. */
#include "report/audit_details.h"

#include "base/clean.h"
#include "report/audit_probes.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/reach.h"
#include "report/tone.h"

static bool decides_about(const struct nl_judged *judged, const struct nl_port *port)
{
    const struct nl_setting *setting = judged->instance.setting;
    const struct nl_number number = nl_decimal(port->number);
    if (setting->instances == NL_INSTANCE_PORT)
        return nl_equal(judged->instance.instance, number.text);
    return setting->ports && nl_holds(setting->ports, number.text);
}

static bool decides_about_none(const struct nl_judged *judged)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (decides_about(judged, &nl_ports[i]))
            return false;
    }
    return true;
}

/* What the machine does with the setting, in one sentence; else what the setting is called. */
static const char *state_or_title(struct nl_document *document, const struct nl_judged *judged)
{
    const struct nl_words *words = document->style->words;
    const char *state = nl_phrase_state(document->arena, words, judged);
    return state ? state : nl_phrase_title(document->arena, words, &judged->instance);
}

/* In text the sentence stands on a line of its own below the row: a column would break it up. */
static void setting_row(struct nl_document *document, const struct nl_judged *judged, bool told,
                        enum nl_document_form form, struct nl_table *table)
{
    struct nl_arena *arena = document->arena;
    const struct nl_words *words = document->style->words;
    const char *sentence = state_or_title(document, judged);
    struct nl_row *row = NL_PUSH(arena, &table->rows);
    struct nl_cell *cell = row->cells;
    *cell++ = (struct nl_cell){.text = nl_document_say(document, nl_label_verdict(judged->verdict)),
                               .tone = nl_tone_verdict(judged->verdict)};
    if (form == NL_FORM_HTML)
        (cell++)->text = sentence;
    else
        *cell++ = (struct nl_cell){.text = nl_phrase_setting(arena, words, &judged->instance),
                                   .tone = NL_TONE_STRONG};
    (cell++)->text = nl_phrase_found(arena, words, judged);
    (cell++)->text = judged->want ? nl_phrase_wanted(arena, words, judged->want) : "-";
    if (form == NL_FORM_HTML)
        *cell = (struct nl_cell){
            .text = nl_clean(arena, judged->instance.id), .tone = NL_TONE_DIM, .code = true};
    else
        nl_say_to(arena, &row->notes, "{1}", sentence);
    for (size_t i = 0; !told && i < judged->why.count; i++)
        *NL_PUSH(arena, &row->notes) = judged->why.items[i];
}

static void settings_as(struct nl_document *document, const struct nl_audit *audit,
                        const struct nl_port *port, enum nl_document_form form)
{
    static const char *const titles[] = {NL_T("Result"), NL_T("Setting"), NL_T("Found"),
                                         NL_T("Wanted"), NL_T("Id")};
    struct nl_table table = {.columns = form == NL_FORM_HTML ? NL_COUNT_OF(titles)
                                                             : NL_COUNT_OF(titles) - 1,
                             .notes_column = 1};
    for (size_t i = 0; i < table.columns; i++)
        table.titles[i] = nl_document_say(document, titles[i]);
    const struct nl_setting *last = NULL;
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        if (port ? !decides_about(judged, port) : !decides_about_none(judged))
            continue;
        setting_row(document, judged, judged->instance.setting == last, form, &table);
        last = judged->instance.setting;
    }
    nl_document_table(document, form, "settings", &table);
}

/* The settings that belong to a port, or with port NULL those that belong to none. The reason of a
 * rule that stands there several times is told once. */
static void settings(struct nl_document *document, const struct nl_audit *audit,
                     const struct nl_port *port)
{
    settings_as(document, audit, port, NL_FORM_TEXT);
    settings_as(document, audit, port, NL_FORM_HTML);
}

static void places(struct nl_document *document, const struct nl_port_exposure *port)
{
    struct nl_sentences lines = {0};
    for (size_t i = 0; i < port->places.count; i++) {
        const struct nl_port_place *place = &port->places.items[i];
        const char *label = place->label ? place->label : place->adapter;
        nl_say_to(document->arena, &lines, NL_T("{1}: settings {2}, listening {3}, firewall {4}"),
                  label ? label : NL_T("the whole machine"), nl_label_openness(place->predicted),
                  nl_label_openness(place->observed), nl_label_openness(place->reachable));
    }
    nl_document_sentences(document, NL_TONE_DIM, &lines);
}

static void port_details(struct nl_document *document, const struct nl_audit *audit, size_t index)
{
    const struct nl_port_exposure *port = &audit->ports[index];
    struct nl_arena *arena = document->arena;
    const char *owners = nl_phrase_owners(arena, document->style->words, port, true);
    nl_document_details(document, nl_arena_format(arena, "port-%u", (unsigned)port->port->number),
                        nl_document_say(document, NL_T("{1}, {2}: {3}"),
                                        nl_phrase_port(arena, port->port), port->port->name,
                                        nl_reach_plain_words(port)));
    if (*owners)
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_DIM,
                              nl_document_say(document, NL_T("Held by {1}."), owners));
    nl_document_sentences(document, NL_TONE_PLAIN, &port->why);
    places(document, port);
    nl_audit_probe_details(document, audit->machine, port->port);
    settings(document, audit, port->port);
    nl_document_details_end(document);
}

static void other_settings(struct nl_document *document, const struct nl_audit *audit)
{
    nl_document_details(document, "other-settings",
                        nl_document_say(document, NL_T("Settings that decide about no single "
                                                       "port")));
    settings(document, audit, NULL);
    nl_document_details_end(document);
}

static void client(struct nl_document *document, const struct nl_audit *audit)
{
    if (audit->client.count == 0)
        return;
    nl_document_details(
        document, "client",
        nl_document_say(document, NL_T("When this machine opens a share elsewhere")));
    nl_document_sentences(document, NL_TONE_PLAIN, &audit->client);
    nl_document_details_end(document);
}

static void recommendation(struct nl_document *document, const struct nl_audit *audit)
{
    const struct nl_recommendation *found = &audit->recommendation;
    if (!found->profile)
        return;
    nl_document_details(
        document, "recommendation",
        nl_document_say(document, NL_T("Recommended profile: {1}"), found->profile));
    nl_document_sentences(document, NL_TONE_PLAIN, &found->reasons);
    if (found->unsure.count) {
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN,
                              nl_document_say(document, NL_T("Not seen, and it might change this "
                                                             "advice:")));
        nl_document_sentences(document, NL_TONE_DIM, &found->unsure);
    }
    nl_document_details_end(document);
}

void nl_details_unseen(struct nl_document *document, const struct nl_machine *machine)
{
    static const char *const titles[] = {NL_T("What"), NL_T("Outcome"), NL_T("Windows error"),
                                         NL_T("Why")};
    bool explained = false;
    if (machine->unseen.count == 0)
        return;
    struct nl_table table = {
        .columns = NL_COUNT_OF(titles),
        .caption = nl_document_say(document, NL_T("What is unknown is never counted as closed or "
                                                  "as passed."))};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++)
        table.titles[i] = nl_document_say(document, titles[i]);
    for (size_t i = 0; i < machine->unseen.count; i++) {
        const struct nl_unseen *one = &machine->unseen.items[i];
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0].text =
            nl_document_say(document, "{1}", nl_label_part(one->what ? one->what : "?"));
        /* An outdated hive was read after all, and has a reason but no number. */
        row->cells[1].text =
            nl_document_say(document, one->state == NL_VALUE_UNSUPPORTED && !one->code && one->why
                                          ? NL_T("only partly")
                                          : nl_label_unseen(one->state));
        row->cells[2].text =
            one->code ? nl_arena_text(document->arena, nl_decimal(one->code).text) : "";
        row->cells[3].text = one->why ? nl_document_say(document, "{1}", one->why) : "";
        explained = explained || one->why;
    }
    table.columns -= !explained;
    nl_document_box(document, "unseen",
                    nl_document_say(document, NL_T("What could not be seen ({1})"),
                                    nl_decimal(machine->unseen.count).text));
    nl_document_table(document, NL_FORM_BOTH, "unseen", &table);
    nl_document_box_end(document);
}

void nl_audit_details(struct nl_document *document, const struct nl_audit *audit)
{
    nl_details_unseen(document, audit->machine);
    nl_document_heading(document, NL_FORM_HTML, "reasons",
                        nl_document_say(document, NL_T("The reasons, port by port")));
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        port_details(document, audit, i);
    other_settings(document, audit);
    client(document, audit);
    recommendation(document, audit);
}
