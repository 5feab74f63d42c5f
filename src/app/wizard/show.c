/* show.c - the one loop that shows a page until its answer leads away from it. */
#include "show.h"

#include "app/output.h"
#include "keys.h"
#include "lines.h"

static struct nl_wizard_answer ask(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                   struct nl_wizard_place *place)
{
    if (place->at >= page->items.count)
        place->at = page->items.count ? page->items.count - 1 : 0;
    return wizard->whole_screen ? nl_wizard_ask_screen(wizard, page, place)
                                : nl_wizard_ask_lines(wizard, page, place);
}

enum nl_wizard_way nl_wizard_show(struct nl_wizard *wizard, const struct nl_wizard_shown *shown,
                                  struct nl_wizard_place *place)
{
    for (;;) {
        struct nl_wizard_page page;
        nl_wizard_page_begin(wizard, shown->kind, nl_word(wizard->app, shown->title), &page);
        shown->write(wizard, &page, shown->context);
        const struct nl_wizard_answer answer = ask(wizard, &page, place);
        place->notice = NULL;
        if (answer.kind == NL_ANSWERED_BACK)
            return NL_WAY_BACK;
        if (answer.kind == NL_ANSWERED_QUIT)
            return NL_WAY_QUIT;
        if (answer.kind == NL_ANSWERED_RESIZED)
            continue;
        enum nl_wizard_way way = answer.kind == NL_ANSWERED_NEXT ? NL_WAY_NEXT : NL_WAY_AGAIN;
        place->picked = answer.item;
        if (shown->answered ? shown->answered(wizard, &answer, place, shown->context, &way)
                            : way == NL_WAY_NEXT)
            return way;
    }
}

enum nl_wizard_way nl_wizard_show_text(struct nl_wizard *wizard, const char *title,
                                       void (*write)(struct nl_wizard *wizard,
                                                     struct nl_wizard_page *page, void *context),
                                       void *context)
{
    const struct nl_wizard_shown shown = {
        .kind = NL_WIZARD_TEXT, .title = title, .write = write, .context = context};
    struct nl_wizard_place place = {0};
    return nl_wizard_show(wizard, &shown, &place);
}
