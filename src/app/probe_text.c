/* probe_text.c - a probe as a person reads it. */
#include "probe_text.h"

#include "base/clean.h"
#include "model/ports.h"
#include "probe/conclude.h"
#include "report/layout.h"
#include "report/phrase.h"
#include "version.h"

enum { LABEL_COLUMNS = 12 };

static enum nl_tone tone_of(const struct nl_probe_view *view)
{
    if (view->grave)
        return NL_TONE_BAD;
    if (nl_probe_state_reached(view->state))
        return NL_TONE_WARN;
    return view->state == NL_PROBE_REFUSED ? NL_TONE_GOOD : NL_TONE_DIM;
}

static void where_from(const struct nl_page *page, const struct nl_probe_target *target)
{
    const char *from = target->asked_from ? target->asked_from : "-";
    const char *interface = target->interface ? target->interface : "-";
    const char *way = target->own                            ? NL_T("own address")
                      : target->same_subnet == NL_ANSWER_YES ? NL_T("same subnet")
                      : target->same_subnet == NL_ANSWER_NO  ? NL_T("through a router")
                                                             : NL_T("way not known");
    nl_page_field(page, LABEL_COLUMNS, nl_page_word(page, NL_T("Asked from")),
                  nl_page_say(page, NL_T("{1} ({2}; {3})"), from, interface, way));
    if (target->own)
        nl_page_paragraph(
            page, 2, "", NL_TONE_WARN,
            nl_page_say(page, NL_T("An address of this machine: an answer proves that "
                                   "something listens, not that others reach it.")));
}

static void names(const struct nl_page *page, const struct nl_probe_target *target)
{
    struct nl_probe_names found = nl_probe_names_of(page->arena, target);
    if (found.count == 0)
        return;
    const char *label = nl_page_word(page, NL_T("Name"));
    if (nl_probe_names_agree(&found)) {
        nl_page_field(page, LABEL_COLUMNS, label, nl_clean(page->arena, found.items[0].name));
        return;
    }
    for (size_t i = 0; i < found.count; i++)
        nl_page_field(page, LABEL_COLUMNS, label,
                      nl_page_say(page, NL_T("{1}, by {2}"), found.items[i].name,
                                  nl_question_label(found.items[i].question)));
    nl_page_paragraph(page, 2, "", NL_TONE_WARN,
                      nl_page_say(page, NL_T("The names differ: the ports may belong to different "
                                             "machines.")));
}

static void settings(const struct nl_page *page, const struct nl_texts *texts)
{
    struct nl_text line;
    if (texts->count == 0)
        return;
    nl_text_init(&line, page->arena);
    for (size_t i = 0; i < texts->count; i++)
        nl_text_format(&line, "%s%s", i ? ", " : "", texts->items[i]);
    nl_page_paragraph(page, 4, "", NL_TONE_DIM,
                      nl_page_say(page, NL_T("ended by: {1}"), line.data));
}

static void port(const struct nl_page *page, const struct nl_probe_target *target, size_t number)
{
    struct nl_probe_view view = nl_probe_view_of(page->arena, target, number);
    const char *head =
        nl_arena_format(page->arena, "%s  %s", nl_phrase_port(page->arena, &nl_ports[number]),
                        nl_page_word(page, nl_probe_state_label(view.state)));
    nl_page_paragraph(page, 0, "", tone_of(&view), head);
    /* What was seen, where the state's word does not say it all; then what follows from it. */
    bool more = view.state == NL_PROBE_NOT_ASKED || view.state >= NL_PROBE_CLOSED_AT_ONCE;
    if (more && view.reason.format)
        nl_page_paragraph(page, 4, "", NL_TONE_PLAIN, nl_page_sentence(page, &view.reason));
    if (view.state != NL_PROBE_ANSWERS && view.state != NL_PROBE_NOT_ASKED)
        nl_page_paragraph(page, 4, "", NL_TONE_PLAIN,
                          nl_page_word(page, nl_probe_state_meaning(view.state)));
    nl_page_sentences(page, 2, "- ", NL_TONE_PLAIN, &view.learned);
    settings(page, &view.settings);
}

static bool reached(const struct nl_probe_target *target)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (nl_probe_state_reached(nl_probe_port_state(target, i)))
            return true;
    }
    return false;
}

static void details(const struct nl_page *page, const struct nl_probe_target *target)
{
    for (unsigned q = 0; q < NL_QUESTION_COUNT; q++) {
        const struct nl_probe_answer *answer = &target->answers[q];
        if (!target->wanted[nl_question_port((enum nl_question)q)] || !answer->tries)
            continue;
        nl_page_paragraph(
            page, 2, "- ", NL_TONE_DIM,
            nl_page_say(page, NL_T("{1}: {2}; {3} ms, {4} bytes sent, {5} received{6}"),
                        nl_question_label((enum nl_question)q), nl_probe_state_label(answer->state),
                        nl_decimal(answer->milliseconds).text, nl_decimal(answer->sent).text,
                        nl_decimal(answer->received).text,
                        answer->code_name ? nl_arena_format(page->arena, ", %s", answer->code_name)
                                          : ""));
    }
}

static void one_address(const struct nl_page *page, const struct nl_probe_target *target)
{
    nl_page_heading(page, nl_page_say(page, NL_T("What a stranger sees at {1}"), target->text));
    where_from(page, target);
    names(page, target);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (target->wanted[i])
            port(page, target, i);
    }
    if (page->style->verbose)
        details(page, target);
    nl_page_blank(page);
}

void nl_probe_text(struct nl_arena *arena, const struct nl_probe_document *document,
                   const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_page page = nl_page_begin(arena, style, out);
    bool any = false;
    if (!style->quiet)
        nl_page_paragraph(
            &page, 0, "", NL_TONE_DIM,
            nl_page_say(&page, NL_T("netlatch {1}: {2} asked at {3}, without a logon"),
                        NETLATCH_VERSION, nl_clean(arena, document->host), document->time));
    for (size_t i = 0; i < document->targets->count; i++) {
        one_address(&page, &document->targets->items[i]);
        any = any || reached(&document->targets->items[i]);
    }
    for (size_t i = 0; i < document->other_addresses->count; i++)
        nl_page_paragraph(&page, 0, "", NL_TONE_PLAIN,
                          nl_page_say(&page, NL_T("The name has another address, not asked: {1}"),
                                      document->other_addresses->items[i]));
    if (any && !style->quiet) {
        nl_page_paragraph(&page, 0, "", NL_TONE_PLAIN,
                          nl_page_say(&page, NL_T("On that machine, see what a setting would break "
                                                  "before it is changed:")));
        nl_page_command(&page, "netlatch plan --set ID=VALUE");
    }
}

void nl_probe_text_beforehand(struct nl_arena *arena, const struct nl_probe_targets *targets,
                              const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_page page = nl_page_begin(arena, style, out);
    for (size_t t = 0; t < targets->count; t++) {
        const struct nl_probe_target *target = &targets->items[t];
        nl_page_paragraph(&page, 0, "", NL_TONE_PLAIN,
                          nl_page_say(&page, NL_T("Will be sent to {1}:"), target->text));
        for (unsigned q = 0; q < NL_QUESTION_COUNT; q++) {
            size_t number = nl_question_port((enum nl_question)q);
            if (!target->wanted[number] || (target->address.v6 && nl_ports[number].per_adapter))
                continue;
            nl_page_paragraph(&page, 2, "- ", NL_TONE_PLAIN,
                              nl_page_say(&page, "{1}: {2}",
                                          nl_phrase_port(arena, &nl_ports[number]),
                                          nl_question_label((enum nl_question)q)));
        }
    }
    nl_page_paragraph(
        &page, 0, "", NL_TONE_PLAIN,
        nl_page_say(&page, NL_T("No password, no user name, no logon. Sensors on the network "
                                "may report these questions; a Windows server without SMB1 "
                                "may log the SMB1 question as event 1001.")));
}
