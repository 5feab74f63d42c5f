/* audit_document.c - what an audit says first: the answer, the five ports, what matters, what to do
 * next. The reasons follow in audit_details.c. */
#include "report/audit_document.h"

#include "base/width.h"
#include "model/risk.h"
#include "report/audit_details.h"
#include "report/audit_probes.h"
#include "report/conclusion.h"
#include "report/groups.h"
#include "report/label.h"
#include "report/machine_line.h"
#include "report/phrase.h"
#include "report/reach.h"
#include "report/suggest.h"
#include "report/tone.h"

static struct nl_cell cell(const char *text, enum nl_tone tone)
{
    return (struct nl_cell){.text = text, .tone = tone};
}

static void port_table(struct nl_document *document, const struct nl_audit *audit)
{
    enum { USUAL_COLUMNS = 80, ROOM_FOR_OWNERS = 96 };
    static const char *const titles[] = {NL_T("Port"), NL_T("Listening"), NL_T("Firewall lets in"),
                                         NL_T("Can be reached by"), NL_T("Held by")};
    const struct nl_report_style *style = document->style;
    size_t columns = style->columns ? style->columns : USUAL_COLUMNS;
    bool probed = audit->machine->probes.count > 0;
    bool owners = columns >= ROOM_FOR_OWNERS;
    struct nl_table table = {.columns = 4};
    for (size_t i = 0; i < table.columns; i++)
        table.titles[i] = nl_document_say(document, titles[i]);
    if (probed)
        table.titles[table.columns++] = nl_document_say(document, NL_T("Probe"));
    if (owners)
        table.titles[table.columns++] = nl_document_say(document, titles[4]);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *port = &audit->ports[i];
        enum nl_reach admitted = port->admits;
        enum nl_reach now = port->reached_by;
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0] = cell(nl_phrase_port(document->arena, port->port), NL_TONE_STRONG);
        row->cells[1] = cell(nl_document_say(document, nl_label_openness(port->observed)),
                             nl_tone_openness(port->observed));
        row->cells[2] =
            cell(nl_document_say(document, nl_reach_label(admitted)), nl_reach_tone(admitted));
        row->cells[3] = cell(nl_document_say(document, nl_reach_label(now)), nl_reach_tone(now));
        if (probed)
            row->cells[4] = nl_audit_probe_cell(document, audit->machine, port->port);
        if (owners)
            row->cells[probed ? 5 : 4].text =
                nl_phrase_owners(document->arena, style->words, port, style->verbose);
    }
    nl_document_table(document, NL_FORM_TEXT, NULL, &table);
    nl_audit_probe_note(document, NL_FORM_TEXT, audit->machine);
}

void nl_audit_answer(struct nl_document *document, const struct nl_audit *audit)
{
    const char *held = nl_conclusion_held(document->arena, document->style, audit->ports);
    nl_document_paragraph(document, NL_FORM_TEXT, nl_conclusion_tone(audit),
                          nl_conclusion_ports(document->arena, document->style, audit->ports));
    if (held)
        nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_PLAIN, held);
    nl_document_gap(document);
    port_table(document, audit);
}

/* Requests, but for those that this Windows does not have or the profile leaves out. */
static size_t asked(const struct nl_audit *audit)
{
    const uint32_t *found = audit->summary.outcomes;
    return audit->requests.count - found[NL_OUTCOME_NOT_APPLICABLE] - found[NL_OUTCOME_EXCEPTED];
}

/* What stands behind the result: how many requested settings differ, wait or are left out. */
static const char *counts(const struct nl_document *document, const struct nl_audit *audit)
{
    const uint32_t *found = audit->summary.outcomes;
    const struct nl_words *words = document->style->words;
    const char *of = nl_arena_text(document->arena, nl_decimal(asked(audit)).text);
    size_t differ = found[NL_OUTCOME_CHANGE] + found[NL_OUTCOME_UNMET];
    const char *text =
        differ ? nl_document_say(document, NL_T("{2} of {1} requested settings differ."), of,
                                 nl_decimal(differ).text)
        : found[NL_OUTCOME_PENDING]
            ? nl_document_say(document,
                              NL_T("All {1} requested settings are set as the profile "
                                   "wants them."),
                              of)
            : nl_document_say(document,
                              NL_T("All {1} requested settings are as the profile wants "
                                   "them."),
                              of);
    if (found[NL_OUTCOME_PENDING])
        text = nl_phrase_then(document->arena, words, text,
                              nl_document_say(document, NL_T("Not in force yet: {1}."),
                                              nl_decimal(found[NL_OUTCOME_PENDING]).text));
    if (found[NL_OUTCOME_UNMET])
        text = nl_phrase_then(document->arena, words, text,
                              nl_document_say(document, NL_T("Cannot be met here: {1}."),
                                              nl_decimal(found[NL_OUTCOME_UNMET]).text));
    return text;
}

/* Requests that the profile leaves out, with the risk that holds here: a line, and a box of its own
 * on the page. */
static void exceptions(struct nl_document *document, const struct nl_requests *requests)
{
    struct nl_texts names = {0};
    struct nl_table table = {.columns = 3,
                             .titles = {nl_document_say(document, NL_T("Setting")),
                                        nl_document_say(document, NL_T("Risk")),
                                        nl_document_say(document, NL_T("Id"))}};
    for (size_t i = 0; i < requests->count; i++) {
        const struct nl_request *request = &requests->items[i];
        const char *id = request->setting->id;
        const char *name =
            request->risk ? nl_arena_format(document->arena, "%s (%s)", id, request->risk) : id;
        if (request->outcome != NL_OUTCOME_EXCEPTED || nl_texts_hold(&names, name))
            continue;
        nl_texts_add(&names, document->arena, name);
        const struct nl_risk_row *risk = request->risk ? nl_risk_find(request->risk) : NULL;
        struct nl_row *row = NL_PUSH(document->arena, &table.rows);
        row->cells[0].text = nl_document_say(document, request->setting->title);
        row->cells[1].text = risk ? nl_document_say(document, risk->title) : "";
        row->cells[2] = (struct nl_cell){.text = name, .code = true};
    }
    if (names.count == 0)
        return;
    nl_document_paragraph(
        document, NL_FORM_TEXT, NL_TONE_PLAIN,
        nl_document_say(document, NL_T("Left out by the profile because of a risk: {1}."),
                        nl_phrase_join(document->arena, document->style->words, &names)));
    nl_document_heading(document, NL_FORM_HTML, "excepted",
                        nl_document_say(document, NL_T("Left out by the profile because of a "
                                                       "risk")));
    nl_document_table(document, NL_FORM_HTML, "excepted", &table);
}

/* What the result asks for, where it is more than the plan: a restart. */
static const char *result_words(const struct nl_document *document, const struct nl_audit *audit)
{
    if (audit->result == NL_RESULT_PENDING)
        return nl_document_say(document, NL_T("Set as the profile wants, but not in force yet: "
                                              "restart Windows."));
    if (audit->result == NL_RESULT_UNKNOWN)
        return nl_document_say(document, NL_T("Something that matters could not be read, so this "
                                              "is no all-clear."));
    return NULL;
}

/* What the group says, and the way out of what is worst. */
static const char *group_text(const struct nl_document *document,
                              const struct nl_finding_group *group)
{
    const struct nl_words *words = document->style->words;
    const char *what = nl_group_sentence(document->arena, words, group);
    const struct nl_sentence *way_out = &group->findings.items[0]->next;
    if (group->severity != NL_SEVERITY_BLOCK || !way_out->format)
        return what;
    return nl_phrase_then(document->arena, words, what,
                          nl_phrase_sentence(document->arena, words, way_out));
}

static struct nl_cell severity_cell(const struct nl_document *document,
                                    const struct nl_finding_group *group)
{
    bool unknown = group->verdict == NL_VERDICT_UNKNOWN;
    if (group->verdict == NL_VERDICT_NOT_CHECKED)
        return cell(nl_document_say(document, NL_T("note")), NL_TONE_DIM);
    return cell(
        nl_document_say(document, unknown ? NL_T("unknown") : nl_label_severity(group->severity)),
        unknown ? NL_TONE_WARN : nl_tone_severity(group->severity));
}

/* A group as a row of severity, sentence and id: in text as short as can be, on the page with SIDs
 * and instances. */
static void group_row(struct nl_document *document, const struct nl_finding_group *group,
                      enum nl_document_form form, struct nl_table *table)
{
    struct nl_arena *arena = document->arena;
    struct nl_row *row = NL_PUSH(arena, &table->rows);
    const char *text = group_text(document, group);
    bool brief = form == NL_FORM_TEXT;
    row->cells[0] = severity_cell(document, group);
    row->cells[1].text = brief ? nl_phrase_without_sids(arena, text) : text;
    row->cells[2] =
        (struct nl_cell){.text = brief ? nl_group_id(arena, group) : nl_group_ids(arena, group),
                         .tone = NL_TONE_DIM,
                         .code = true};
}

/* What is to be done about a group, where that can be said shortly; else NULL. */
static const char *action(const struct nl_document *document, const struct nl_finding_group *group)
{
    struct nl_arena *arena = document->arena;
    const struct nl_words *words = document->style->words;
    const struct nl_finding *first = group->findings.items[0];
    const struct nl_judged *judged = group->judged;
    if (first->next.format)
        return nl_phrase_sentence(arena, words, &first->next);
    if (nl_equal(group->rule, "port.open"))
        return nl_document_say(document, NL_T("Close {1}."), nl_group_where(arena, words, group));
    if (!judged || !judged->want || judged->want->kind != NL_WANT_WORD)
        return judged && judged->missing.count
                   ? nl_document_say(document, NL_T("Deny {1} the logon from the network."),
                                     nl_phrase_without_sids(
                                         arena, nl_phrase_accounts(arena, words, &judged->missing)))
                   : NULL;
    const char *title = nl_document_say(document, judged->instance.setting->title);
    const char *where = nl_group_where(arena, words, group);
    const char *wanted = nl_phrase_wanted(arena, words, judged->want);
    if (*where)
        title = nl_document_say(document, NL_T("{1} ({2})"), title, where);
    return nl_document_say(document, NL_T("Set \"{1}\" to \"{2}\"."), title, wanted);
}

/* A card of severity, what to do, what is wrong, and the ids. */
static void card_row(struct nl_document *document, const struct nl_finding_group *group,
                     struct nl_table *table)
{
    const char *to_do = action(document, group);
    group_row(document, group, NL_FORM_HTML, table);
    struct nl_cell *cells = table->rows.items[table->rows.count - 1].cells;
    cells[3] = cells[2];
    cells[2].text = to_do ? cells[1].text : "";
    cells[1].text = to_do ? to_do : cells[1].text;
}

/* What could not be seen is told by itself, not among what is wrong. */
static bool about_seeing(const struct nl_finding_group *group)
{
    return nl_starts(group->rule, "unseen");
}

/* The groups that are told as what matters, and the notes. */
static struct nl_finding_groups told_groups(const struct nl_document *document,
                                            const struct nl_audit *audit)
{
    struct nl_finding_groups groups =
        nl_groups_of_findings(document->arena, audit, NL_VERDICT_FAIL, NL_VERDICT_UNKNOWN);
    size_t kept = 0;
    for (size_t i = 0; i < groups.count; i++) {
        if (!about_seeing(&groups.items[i]))
            groups.items[kept++] = groups.items[i];
    }
    groups.count = kept;
    /* Notes stand last; those of ports repeat their table. */
    const struct nl_finding_groups notes = nl_groups_of_findings(
        document->arena, audit, NL_VERDICT_NOT_CHECKED, NL_VERDICT_NOT_CHECKED);
    for (size_t i = 0; i < notes.count; i++) {
        if (!nl_starts(notes.items[i].rule, "port."))
            *NL_PUSH(document->arena, &groups) = notes.items[i];
    }
    return groups;
}

/* How many columns the sentences have beside the severities and the ids. */
static size_t room_of(const struct nl_document *document, const struct nl_table *table)
{
    enum { USUAL_COLUMNS = 80, LEAST = 20, GAPS = 6 };
    size_t columns = document->style->columns ? document->style->columns : USUAL_COLUMNS;
    size_t severity = 0;
    size_t id = 0;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct nl_cell *cells = table->rows.items[i].cells;
        size_t one = nl_columns(cells[0].text);
        size_t other = nl_columns(cells[2].text);
        severity = one > severity ? one : severity;
        id = other > id ? other : id;
    }
    size_t beside = severity + id + GAPS;
    return columns > beside + LEAST ? columns - beside : LEAST;
}

/* As many rows as fit; returns how many do not. */
static size_t cut(const struct nl_document *document, struct nl_table *lines)
{
    enum { MOST_LINES = 10, LEAST_ROWS = 3 };
    size_t room = room_of(document, lines);
    size_t used = 0;
    for (size_t i = 0; i < lines->rows.count && !document->style->verbose; i++) {
        used += nl_wrap(document->arena, lines->rows.items[i].cells[1].text, room).count;
        if (used > MOST_LINES && i >= LEAST_ROWS) {
            size_t left = lines->rows.count - i;
            lines->rows.count = i;
            return left;
        }
    }
    return 0;
}

static void findings_table(struct nl_document *document, enum nl_document_form form,
                           const struct nl_finding_groups *groups)
{
    struct nl_table table = {.columns = 3,
                             .headless = true,
                             .titles = {nl_document_say(document, NL_T("Severity")),
                                        nl_document_say(document, NL_T("What")),
                                        nl_document_say(document, NL_T("Id"))}};
    for (size_t i = 0; i < groups->count; i++)
        group_row(document, &groups->items[i], form, &table);
    size_t left = form == NL_FORM_TEXT ? cut(document, &table) : 0;
    nl_document_table(document, form, "findings", &table);
    if (left)
        nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_DIM,
                              nl_document_say(document, NL_T("and {1} more: --verbose shows them"),
                                              nl_decimal(left).text));
}

static void cards(struct nl_document *document, const struct nl_finding_groups *groups)
{
    enum { CARDS = 3 };
    struct nl_table table = {.columns = 4};
    for (size_t i = 0; i < groups->count && i < CARDS; i++) {
        if (groups->items[i].verdict != NL_VERDICT_NOT_CHECKED)
            card_row(document, &groups->items[i], &table);
    }
    if (table.rows.count == 0)
        return;
    nl_document_heading(document, NL_FORM_HTML, "first",
                        nl_document_say(document, NL_T("Do this first")));
    nl_document_cards(document, &table);
}

static void matters(struct nl_document *document, const struct nl_audit *audit)
{
    const struct nl_finding_groups groups = told_groups(document, audit);
    if (groups.count == 0) {
        nl_document_gap(document);
    } else {
        cards(document, &groups);
        nl_document_heading(document, NL_FORM_BOTH, "findings",
                            nl_document_say(document, NL_T("What matters, the worst first")));
        findings_table(document, NL_FORM_TEXT, &groups);
        findings_table(document, NL_FORM_HTML, &groups);
    }
    nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_PLAIN, counts(document, audit));
    if (result_words(document, audit))
        nl_document_paragraph(document, NL_FORM_BOTH, NL_TONE_WARN, result_words(document, audit));
    exceptions(document, &audit->requests);
}

/* What could not be seen, by name as far as a line goes, with the first reason; and the way to see
 * it. */
static void unseen(struct nl_document *document, const struct nl_audit *audit)
{
    enum { MOST_NAMES = 3 };
    const struct nl_machine *machine = audit->machine;
    size_t count = machine->unseen.count;
    struct nl_texts names = {0};
    const char *why = NULL;
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        const struct nl_unseen *one = &machine->unseen.items[i];
        if (i < MOST_NAMES)
            nl_texts_add(&names, document->arena,
                         nl_document_say(document, nl_label_part(one->what ? one->what : "?")));
        why = why ? why : one->why;
    }
    const char *list = nl_phrase_join(document->arena, document->style->words, &names);
    if (count > MOST_NAMES)
        list = nl_document_say(document, NL_T("{1} and {2} more"), list,
                               nl_decimal(count - MOST_NAMES).text);
    const char *text =
        machine->session.elevated == NL_ANSWER_NO
            ? nl_document_say(document,
                              NL_T("Not seen: {1}. Run netlatch from an elevated prompt."), list)
        : why ? nl_document_say(document, NL_T("Not seen, or only partly: {1} ({2})."), list, why)
              : nl_document_say(document, NL_T("Not seen: {1}."), list);
    nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_WARN, text);
}

/* The commands that lead out of single findings, for the worst of them. */
static void ways_out(struct nl_document *document, const struct nl_audit *audit)
{
    enum { MOST = 3 };
    size_t shown = 0;
    for (size_t i = 0; i < audit->findings.count && shown < MOST; i++) {
        const struct nl_finding *finding = &audit->findings.items[i];
        if (!finding->fix || finding->verdict != NL_VERDICT_FAIL)
            continue;
        nl_document_heading(document, NL_FORM_TEXT, finding->id,
                            nl_document_say(document,
                                            NL_T("Next: the way out of {1} (changes nothing)"),
                                            finding->id));
        nl_document_command(
            document, NL_FORM_TEXT,
            nl_suggest(document->arena, document->style, NULL, "plan", finding->fix));
        shown++;
    }
}

static void next(struct nl_document *document, const struct nl_audit *audit)
{
    struct nl_arena *arena = document->arena;
    const struct nl_report_style *style = document->style;
    bool clean = nl_audit_clean(audit);
    nl_document_heading(document, NL_FORM_TEXT, "next",
                        clean ? nl_document_say(document, NL_T("Next: look again after every new "
                                                               "network adapter and update of "
                                                               "Windows"))
                              : nl_document_say(document, NL_T("Next: see the changes and what "
                                                               "they may break (changes "
                                                               "nothing)")));
    nl_document_command(document, NL_FORM_TEXT,
                        nl_suggest(arena, style, audit->profile, clean ? "audit" : "plan", NULL));
}

/* The machine, the time and the profile in two lines. */
static void header(struct nl_document *document, const struct nl_audit *audit)
{
    nl_document_paragraph(document, NL_FORM_TEXT, NL_TONE_STRONG,
                          nl_machine_line(document, audit->machine));
    nl_document_paragraph(
        document, NL_FORM_TEXT, NL_TONE_DIM,
        nl_run_line(document, audit->machine, audit->profile, audit->profile_recommended));
    nl_document_gap(document);
}

void nl_audit_document(struct nl_arena *arena, const struct nl_audit *audit,
                       const struct nl_report_style *style, struct nl_document *out_document)
{
    nl_document_begin(out_document, arena, style);
    header(out_document, audit);
    nl_audit_answer(out_document, audit);
    nl_document_heading(out_document, NL_FORM_HTML, "ports",
                        nl_document_say(out_document, NL_T("The five ports")));
    nl_document_ports(out_document, audit->ports, NULL);
    nl_audit_probe_note(out_document, NL_FORM_HTML, audit->machine);
    matters(out_document, audit);
    unseen(out_document, audit);
    nl_audit_details(out_document, audit);
    ways_out(out_document, audit);
    next(out_document, audit);
}

const char *nl_audit_one_line(struct nl_arena *arena, const struct nl_report_style *style,
                              const struct nl_audit *audit)
{
    struct nl_document document;
    nl_document_begin(&document, arena, style);
    return nl_document_say(&document, NL_T("{1}: {2} {3} [{4}]"),
                           audit->machine->name ? audit->machine->name : "?",
                           nl_conclusion_ports(arena, style, audit->ports),
                           counts(&document, audit), audit->profile->name);
}
