/* found.c - what was found: the five ports in three columns and in plain words, and
 * who could reach them. */
#include "found.h"

#include "app/surveying.h"

#include "app/input.h"
#include "app/output.h"
#include "plan/inet.h"
#include "report/conclusion.h"
#include "report/phrase.h"
#include "report/reach.h"
#include "report/table.h"
#include "role.h"
#include "screen.h"
#include "show.h"

enum { IF_TYPE_LOOPBACK = 24 };

/* A line for each port in plain words; where a line has room, with the port's name. */
static void ports(const struct nl_page *body, const struct nl_audit *audit)
{
    enum { ROOM_FOR_NAMES = 95 };
    static const char *const titles[] = {NL_T("Port"), NL_T("Name"), NL_T("Can be reached by"),
                                         NL_T("In plain words")};
    bool names = body->columns >= ROOM_FOR_NAMES;
    struct nl_table table = {0};
    for (size_t i = 0; i < NL_COUNT_OF(titles); i++) {
        if (i != 1 || names)
            table.titles[table.columns++] = nl_page_word(body, titles[i]);
    }
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *port = &audit->ports[i];
        enum nl_reach reach = port->reached_by;
        struct nl_row *row = NL_PUSH(body->arena, &table.rows);
        struct nl_cell *cell = row->cells;
        *cell++ = (struct nl_cell){.text = nl_phrase_port(body->arena, port->port),
                                   .tone = NL_TONE_STRONG};
        if (names)
            (cell++)->text = nl_page_word(body, port->port->name);
        *cell++ = (struct nl_cell){.text = nl_page_word(body, nl_reach_label(reach)),
                                   .tone = nl_reach_tone(reach)};
        cell->text = nl_page_word(body, nl_reach_plain_words(port));
    }
    nl_page_table(body, 0, &table);
}

/* Addresses of adapters that are up: public ones, or those of local networks. */
static struct nl_texts addresses(const struct nl_page *body, const struct nl_machine *machine,
                                 bool public)
{
    struct nl_texts found = {0};
    for (size_t i = 0; i < machine->adapters.count; i++) {
        const struct nl_adapter *adapter = &machine->adapters.items[i];
        if (adapter->up == NL_ANSWER_NO || adapter->type == IF_TYPE_LOOPBACK)
            continue;
        for (size_t a = 0; a < adapter->addresses.count; a++) {
            struct nl_inet address;
            const char *text = adapter->addresses.items[a].address;
            if (!nl_inet_parse(text, &address) || address.v6)
                continue;
            enum nl_inet_kind kind = nl_inet_kind(&address);
            if (public ? kind == NL_INET_PUBLIC : kind == NL_INET_LOCAL)
                nl_texts_add(&found, body->arena, text);
        }
    }
    return found;
}

static void who_could_reach(const struct nl_page *body, const struct nl_machine *machine)
{
    const struct nl_texts outside = addresses(body, machine, true);
    const struct nl_texts inside = addresses(body, machine, false);
    const struct nl_words *words = body->style->words;
    nl_page_blank(body);
    if (outside.count)
        nl_page_paragraph(body, 0, "", NL_TONE_BAD,
                          nl_page_say(body,
                                      NL_T("Who could reach it: this computer has the public "
                                           "address {1}. The whole Internet can try, unless a "
                                           "router in front stops it."),
                                      nl_phrase_join(body->arena, words, &outside)));
    else if (inside.count)
        nl_page_paragraph(body, 0, "", NL_TONE_PLAIN,
                          nl_page_say(body,
                                      NL_T("Who could reach it: every device in the same local "
                                           "network ({1}), guests in the Wi-Fi included."),
                                      nl_phrase_join(body->arena, words, &inside)));
    else
        nl_page_paragraph(body, 0, "", NL_TONE_PLAIN,
                          machine->adapters_state == NL_VALUE_PRESENT
                              ? nl_page_say(body, NL_T("Who could reach it: no network adapter is "
                                                       "connected now."))
                              : nl_page_say(body, NL_T("Who could reach it could not be seen.")));
}

static void earlier_changes(const struct nl_page *body, const struct nl_wizard *wizard)
{
    for (size_t i = 0; i < wizard->interrupted.count; i++)
        nl_page_paragraph(body, 0, "", NL_TONE_BAD,
                          nl_page_say(body,
                                      NL_T("The change {1} was interrupted. It is rolled back "
                                           "first when you apply something."),
                                      wizard->interrupted.items[i]));
    if (wizard->standing)
        nl_page_paragraph(
            body, 0, "", NL_TONE_PLAIN,
            nl_page_say(body,
                        NL_T("netlatch changed settings here before ({2}; settings: {1}). The "
                             "next page can take that back."),
                        nl_decimal(wizard->standing->steps.count).text, wizard->standing->id));
}

static void write_found(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    struct nl_page body = nl_wizard_body(wizard, page);
    const struct nl_machine *machine = &wizard->machine;
    const struct nl_words *words = body.style->words;
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("{1}: {2}"), machine->name ? machine->name : "?",
                                  nl_phrase_system(body.arena, words, machine)));
    nl_page_blank(&body);
    nl_page_paragraph(&body, 0, "", nl_conclusion_tone(&wizard->audit),
                      nl_conclusion_ports(body.arena, body.style, wizard->audit.ports));
    nl_page_blank(&body);
    ports(&body, &wizard->audit);
    who_could_reach(&body, machine);
    if (machine->unseen.count)
        nl_page_paragraph(&body, 0, "", NL_TONE_DIM,
                          nl_page_say(&body,
                                      NL_T("Things that could not be seen: {1}. netlatch audit "
                                           "lists them. What is unknown never counts as closed."),
                                      nl_decimal(machine->unseen.count).text));
    earlier_changes(&body, wizard);
    nl_wizard_add(wizard, page, nl_page_say(&body, NL_T("Go on, page by page")), NULL);
    if (wizard->capabilities.can_write && !nl_audit_clean(&wizard->audit))
        nl_wizard_add(wizard, page,
                      nl_page_say(&body, NL_T("Take the recommended profile ({1})"),
                                  wizard->audit.recommendation.profile),
                      nl_page_say(&body, NL_T("Shows what it changes before anything is changed; "
                                              "all of it can be rolled back.")));
}

/* The changes netlatch made here before. That they cannot be listed is no reason to stop: applying
 * would say so. */
static void look_at_journals(struct nl_wizard *wizard)
{
    struct nl_app *app = wizard->app;
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    if (nl_open_store(app, &store, NULL) != NL_OK)
        return;
    if (nl_journal_list(store, app->arena, &journals, NULL) == NL_OK) {
        for (size_t i = 0; i < journals.count; i++) {
            struct nl_journal *journal = &journals.items[i];
            bool stands = journal->state == NL_JOURNAL_APPLIED ||
                          journal->state == NL_JOURNAL_UNCONFIRMED ||
                          journal->state == NL_JOURNAL_INCOMPLETE;
            if (journal->state == NL_JOURNAL_OPEN)
                nl_texts_add(&wizard->interrupted, app->arena, journal->id);
            else if (stands && !wizard->standing && wizard->capabilities.can_write)
                wizard->standing = journal;
        }
    }
    store->ops->close(store);
}

static enum nl_status look(struct nl_wizard *wizard, struct nl_error *err)
{
    struct nl_app *app = wizard->app;
    struct nl_wizard_page page;
    nl_wizard_page_begin(wizard, NL_WIZARD_TEXT, nl_word(app, NL_T("Looking at this computer ...")),
                         &page);
    struct nl_wizard_place place = {0};
    page.busy = true;
    if (wizard->whole_screen)
        (void)nl_wizard_draw(wizard, &page, &place, NULL);
    nl_wizard_line(wizard, page.title);
    enum nl_status status = nl_surveying_run(app, wizard->host, &wizard->machine, err);
    if (status == NL_OK)
        status = nl_audit_make(app->arena, &wizard->machine, NULL, &wizard->audit, err);
    if (status == NL_OK)
        look_at_journals(wizard);
    return status;
}

enum nl_wizard_way nl_wizard_found(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    struct nl_error err = {0};
    if (!wizard->audit.machine && look(wizard, &err) != NL_OK) {
        nl_wizard_screen_give_back(wizard->app);
        wizard->code = nl_say_error(wizard->app, &err);
        return NL_WAY_END;
    }
    struct nl_wizard_place place = {0};
    const struct nl_wizard_shown shown = {
        .kind = NL_WIZARD_MENU, .title = NL_T("What was found"), .write = write_found};
    enum nl_wizard_way way = nl_wizard_show(wizard, &shown, &place);
    if (way != NL_WAY_NEXT || place.picked == 0)
        return way;
    if (!nl_wizard_take_recommended(wizard))
        return NL_WAY_END;
    wizard->straight = true;
    /* Straight to the risks, and past them where there are none; or to the page that says that
     * nothing is left to change. */
    wizard->stage = wizard->changes.count ? NL_STAGE_PRICE : NL_STAGE_ROLE;
    return NL_WAY_NEXT;
}
