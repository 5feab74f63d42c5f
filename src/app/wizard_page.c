/* wizard_page.c - building a page, and asking it in the way that fits the console. */
#include "wizard.h"

enum { WIDEST_PAGE = 122 };

void nl_wizard_page_begin(struct nl_wizard *wizard, enum nl_wizard_kind kind, const char *title,
                          struct nl_wizard_page *out_page)
{
    struct nl_app *app = wizard->app;
    unsigned columns = app->columns;
    unsigned rows = 0;
    if (wizard->whole_screen) {
        app->console->ops->size(app->console, &columns, &rows);
        columns -= columns > NL_WIZARD_SIDES ? NL_WIZARD_SIDES : 0;
    }
    if (columns > WIDEST_PAGE)
        columns = WIDEST_PAGE;
    nl_arena_done(&wizard->paper);
    *out_page = (struct nl_wizard_page){.kind = kind, .title = title};
    nl_text_init(&out_page->text, &wizard->paper);
    struct nl_report_style *style = nl_arena_alloc(&wizard->paper, sizeof *style);
    *style = nl_style(app);
    style->columns = columns;
    style->plain = true;
    out_page->style = style;
}

struct nl_page nl_wizard_body(struct nl_wizard *wizard, struct nl_wizard_page *page)
{
    return nl_page_begin(&wizard->paper, page->style, &page->text);
}

struct nl_wizard_item *nl_wizard_add(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                     const char *text, const char *note)
{
    struct nl_wizard_item *item = NL_PUSH(&wizard->paper, &page->items);
    item->text = text;
    item->note = note;
    return item;
}

const char *nl_wizard_position(const struct nl_wizard *wizard, struct nl_arena *arena)
{
    /* Pages that not everybody gets to see count with the page before them. */
    static const unsigned steps[] = {
        [NL_STAGE_LANGUAGE] = 1, [NL_STAGE_FOUND] = 2,   [NL_STAGE_RIGHTS] = 2,
        [NL_STAGE_ROLE] = 3,     [NL_STAGE_CHANGES] = 4, [NL_STAGE_PRICE] = 5,
        [NL_STAGE_RISKS] = 5,    [NL_STAGE_DECIDE] = 6,  [NL_STAGE_APPLY] = 7,
    };
    const struct nl_sentence sentence =
        nl_say(arena, NL_T("step {1} of {2}"), nl_decimal(steps[wizard->stage]).text,
               nl_decimal(steps[NL_STAGE_APPLY]).text);
    return nl_sentence_text(arena, &sentence, wizard->app->words);
}

static void add_hint(struct nl_wizard *wizard, struct nl_texts *hints, const char *english)
{
    *NL_PUSH(&wizard->paper, hints) = nl_word(wizard->app, english);
}

/* On the whole screen: keys. */
static void key_hints(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                      struct nl_texts *hints)
{
    switch (page->kind) {
    case NL_WIZARD_MENU:
        add_hint(wizard, hints, NL_T("Up, Down: choose"));
        add_hint(wizard, hints, NL_T("Enter: take it"));
        break;
    case NL_WIZARD_TOGGLE:
        add_hint(wizard, hints, NL_T("Space or number: on or off"));
        add_hint(wizard, hints, NL_T("?: why, and the price"));
        add_hint(wizard, hints, NL_T("Enter: go on"));
        break;
    case NL_WIZARD_LOOK:
        add_hint(wizard, hints, NL_T("?: more about it"));
        add_hint(wizard, hints, NL_T("Enter: go on"));
        break;
    case NL_WIZARD_TYPED:
        add_hint(wizard, hints, NL_T("Enter: done"));
        break;
    case NL_WIZARD_TEXT:
        add_hint(wizard, hints, NL_T("Enter: go on"));
        break;
    }
    if (!page->first && !page->last)
        add_hint(wizard, hints, NL_T("Esc: back"));
    if (!page->last)
        add_hint(wizard, hints,
                 page->kind == NL_WIZARD_TYPED ? NL_T("Ctrl+C: quit") : NL_T("q: quit"));
}

/* Where lines are read: words to type. */
static void line_hints(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                       const struct nl_wizard_place *place, struct nl_texts *hints)
{
    switch (page->kind) {
    case NL_WIZARD_MENU:
        add_hint(wizard, hints, NL_T("a number: choose"));
        if (place->at < page->items.count) {
            const struct nl_sentence enter =
                nl_say(&wizard->paper, NL_T("Enter: number {1}"), nl_decimal(place->at + 1).text);
            *NL_PUSH(&wizard->paper, hints) =
                nl_sentence_text(&wizard->paper, &enter, wizard->app->words);
        }
        break;
    case NL_WIZARD_TOGGLE:
        add_hint(wizard, hints, NL_T("a number: on or off"));
        add_hint(wizard, hints, NL_T("? and a number: why, and the price"));
        add_hint(wizard, hints, NL_T("l: the list again"));
        add_hint(wizard, hints, NL_T("Enter: go on"));
        break;
    case NL_WIZARD_LOOK:
        add_hint(wizard, hints, NL_T("a number: more about it"));
        add_hint(wizard, hints, NL_T("l: the list again"));
        add_hint(wizard, hints, NL_T("Enter: go on"));
        break;
    case NL_WIZARD_TYPED:
        break;
    case NL_WIZARD_TEXT:
        add_hint(wizard, hints, NL_T("Enter: go on"));
        break;
    }
    if (!page->first && !page->last)
        add_hint(wizard, hints, NL_T("b: back"));
    if (!page->last)
        add_hint(wizard, hints, NL_T("q: quit"));
}

void nl_wizard_line(struct nl_wizard *wizard, const char *line)
{
    if (wizard->whole_screen)
        return;
    nl_print(wizard->app, line);
    nl_print(wizard->app, "\n");
}

struct nl_texts nl_wizard_hints(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                                const struct nl_wizard_place *place)
{
    struct nl_texts hints = {0};
    if (page->busy)
        add_hint(wizard, &hints, NL_T("Ctrl+C: stop"));
    else if (wizard->whole_screen)
        key_hints(wizard, page, &hints);
    else
        line_hints(wizard, page, place, &hints);
    return hints;
}

struct nl_wizard_answer nl_wizard_ask(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                      struct nl_wizard_place *place)
{
    if (place->at >= page->items.count)
        place->at = page->items.count ? page->items.count - 1 : 0;
    return wizard->whole_screen ? nl_wizard_ask_screen(wizard, page, place)
                                : nl_wizard_ask_lines(wizard, page, place);
}

bool nl_wizard_leads(const struct nl_wizard_answer *answer, enum nl_wizard_way *out_way)
{
    switch (answer->kind) {
    case NL_ANSWERED_NEXT:
        *out_way = NL_WAY_NEXT;
        return true;
    case NL_ANSWERED_BACK:
        *out_way = NL_WAY_BACK;
        return true;
    case NL_ANSWERED_QUIT:
        *out_way = NL_WAY_QUIT;
        return true;
    case NL_ANSWERED_TOGGLE:
    case NL_ANSWERED_DETAIL:
    case NL_ANSWERED_TYPED:
    case NL_ANSWERED_RESIZED:
        break;
    }
    return false;
}

void nl_wizard_notice(struct nl_wizard *wizard, struct nl_wizard_place *place,
                      const char *const *format_and_args)
{
    const struct nl_sentence sentence = nl_say_args(wizard->app->arena, format_and_args);
    place->notice = nl_clean(wizard->app->arena, nl_sentence_of(wizard->app, &sentence));
}
