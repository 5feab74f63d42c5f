/* hints.c - what can be pressed or typed on a page, and how far along it is. */
#include "hints.h"

#include "app/output.h"

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
    *NL_PUSH(&wizard->page_memory, hints) = nl_word(wizard->app, english);
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
            const struct nl_sentence enter = nl_say(&wizard->page_memory, NL_T("Enter: number {1}"),
                                                    nl_decimal(place->at + 1).text);
            *NL_PUSH(&wizard->page_memory, hints) =
                nl_sentence_text(&wizard->page_memory, &enter, wizard->app->words);
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
