/* page.c - building a page. */
#include "page.h"

#include "app/output.h"
#include "base/clean.h"

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
    nl_arena_done(&wizard->page_memory);
    *out_page = (struct nl_wizard_page){.kind = kind, .title = title};
    nl_text_init(&out_page->text, &wizard->page_memory);
    struct nl_report_style *style = nl_arena_alloc(&wizard->page_memory, sizeof *style);
    *style = nl_style(app);
    style->columns = columns;
    style->plain = true;
    out_page->style = style;
}

struct nl_page nl_wizard_body(struct nl_wizard *wizard, struct nl_wizard_page *page)
{
    return nl_page_begin(&wizard->page_memory, page->style, &page->text);
}

struct nl_wizard_item *nl_wizard_add(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                     const char *text, const char *note)
{
    struct nl_wizard_item *item = NL_PUSH(&wizard->page_memory, &page->items);
    item->text = text;
    item->note = note;
    return item;
}

void nl_wizard_line(struct nl_wizard *wizard, const char *line)
{
    if (wizard->whole_screen)
        return;
    nl_print(wizard->app, line);
    nl_print(wizard->app, "\n");
}

void nl_wizard_notice(struct nl_wizard *wizard, struct nl_wizard_place *place,
                      const char *const *format_and_args)
{
    const struct nl_sentence sentence = nl_say_args(wizard->app->arena, format_and_args);
    place->notice = nl_clean(wizard->app->arena, nl_sentence_of(wizard->app, &sentence));
}
