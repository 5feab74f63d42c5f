/* keys.c - asking on the whole screen: key by key. */
#include "keys.h"

#include "base/utf8.h"
#include "screen.h"

#include <string.h>

enum { LONGEST_TYPED = 260 };

/* What a person is doing on a page that is shown. */
struct asking {
    struct nl_wizard *wizard;
    struct nl_wizard_page *page;
    struct nl_wizard_place *place;
    char number[4]; /* digits so far, where one more could follow */
    size_t height;  /* lines of the page that are in sight */
};

static struct nl_wizard_answer plain_answer(enum nl_wizard_answer_kind kind)
{
    return (struct nl_wizard_answer){.kind = kind};
}

/* What Enter or a whole number does to an item. */
static struct nl_wizard_answer take(const struct asking *asking, size_t item)
{
    struct nl_wizard_answer answer = {.kind = NL_ANSWERED_NEXT, .item = item};
    if (asking->page->kind == NL_WIZARD_LOOK) {
        answer.kind = NL_ANSWERED_DETAIL;
    } else if (asking->page->kind == NL_WIZARD_TOGGLE) {
        answer.kind = NL_ANSWERED_TOGGLE;
        answer.items[0] = item;
        answer.item_count = 1;
    }
    return answer;
}

static void add_typed(struct asking *asking, int key)
{
    struct nl_text *typed = &asking->place->typed;
    if (typed->length > LONGEST_TYPED)
        return;
    char bytes[4];
    nl_text_add_part(typed, bytes, nl_utf8_put((uint32_t)key, bytes));
}

static void remove_typed(struct nl_text *typed)
{
    while (typed->length > 0) {
        typed->length--;
        bool begins = ((unsigned char)typed->data[typed->length] & 0xC0) != 0x80;
        typed->data[typed->length] = '\0';
        if (begins)
            return;
    }
}

static void move(struct asking *asking, int key)
{
    struct nl_wizard_place *place = asking->place;
    size_t count = asking->page->items.count;
    size_t page = asking->height > 1 ? asking->height - 1 : 1;
    bool up = key == NL_KEY_UP || key == NL_KEY_PAGE_UP || key == NL_KEY_HOME;
    bool by_item = key == NL_KEY_UP || key == NL_KEY_DOWN || key == NL_KEY_TAB;
    if (by_item && count > 0 && (up ? place->at > 0 : place->at + 1 < count)) {
        place->at = up ? place->at - 1 : place->at + 1;
        place->follow = true;
        return;
    }
    size_t by = key == NL_KEY_HOME || key == NL_KEY_LAST ? SIZE_MAX / 2 : by_item ? 1 : page;
    if (up)
        place->top = place->top > by ? place->top - by : 0;
    else
        place->top += by; /* drawing puts it back inside */
    if (count > 0 && (key == NL_KEY_HOME || key == NL_KEY_LAST))
        place->at = up ? 0 : count - 1;
}

/* A digit picks at once where no other could follow it. */
static bool take_digit(struct asking *asking, int key, struct nl_wizard_answer *out_answer)
{
    size_t count = asking->page->items.count;
    size_t length = strlen(asking->number);
    uint64_t number = 0;
    if (length + 1 >= sizeof asking->number)
        length = 0;
    asking->number[length] = (char)key;
    asking->number[length + 1] = '\0';
    if (!nl_parse_u64(asking->number, count, &number) || number == 0) {
        asking->number[0] = '\0';
        return false;
    }
    asking->place->at = (size_t)number - 1;
    asking->place->follow = true;
    if (number * 10 <= count)
        return false;
    *out_answer = take(asking, asking->place->at);
    return true;
}

/* A key that ends the asking. */
static bool answered(struct asking *asking, int key, struct nl_wizard_answer *out_answer)
{
    const struct nl_wizard_page *page = asking->page;
    bool typing = page->kind == NL_WIZARD_TYPED;
    bool has_items = page->items.count > 0;
    bool back = key == NL_KEY_ESCAPE ||
                (!typing && (key == NL_KEY_LEFT || key == NL_KEY_BACKSPACE || key == 'b'));
    if (key == NL_KEY_END_OF_INPUT || key == NL_KEY_INTERRUPT ||
        (!typing && (key == 'q' || key == 'Q'))) {
        *out_answer = plain_answer(NL_ANSWERED_QUIT);
    } else if (key == NL_KEY_RESIZED) {
        *out_answer = plain_answer(NL_ANSWERED_RESIZED);
    } else if (back && !page->first && !page->last) {
        *out_answer = plain_answer(NL_ANSWERED_BACK);
    } else if (key == NL_KEY_ENTER) {
        *out_answer = plain_answer(typing ? NL_ANSWERED_TYPED : NL_ANSWERED_NEXT);
        out_answer->item = asking->place->at;
        out_answer->typed = nl_arena_text(asking->wizard->app->arena, asking->place->typed.data);
    } else if (key == ' ' && has_items && page->kind != NL_WIZARD_MENU) {
        *out_answer = take(asking, asking->place->at);
    } else if ((key == '?' || key == NL_KEY_RIGHT) && has_items && page->kind != NL_WIZARD_MENU) {
        *out_answer = plain_answer(NL_ANSWERED_DETAIL);
        out_answer->item = asking->place->at;
    } else if (!typing && has_items && key >= '0' && key <= '9') {
        return take_digit(asking, key, out_answer);
    } else {
        return false;
    }
    return true;
}

struct nl_wizard_answer nl_wizard_ask_screen(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                             struct nl_wizard_place *place)
{
    struct asking asking = {.wizard = wizard, .page = page, .place = place};
    struct nl_console *console = wizard->app->console;
    struct nl_wizard_answer answer = {0};
    if (!place->typed.data)
        nl_text_init(&place->typed, wizard->app->arena);
    if (!place->told)
        place->follow = page->items.count > 0;
    place->told = true;
    for (;;) {
        asking.height = nl_wizard_draw(wizard, page, place, asking.number);
        int key = console->ops->read_key(console);
        if (asking.number[0]) {
            bool enter = key == NL_KEY_ENTER || key == ' ';
            if (enter)
                return take(&asking, place->at);
            if (key < '0' || key > '9')
                asking.number[0] = '\0';
            if (key == NL_KEY_ESCAPE || key == NL_KEY_BACKSPACE)
                continue;
        }
        if (answered(&asking, key, &answer))
            return answer;
        if (key >= NL_KEY_UP || key == NL_KEY_TAB)
            move(&asking, key);
        else if (key == ' ' && page->kind == NL_WIZARD_TEXT)
            move(&asking, NL_KEY_PAGE_DOWN);
        else if (page->kind == NL_WIZARD_TYPED && key == NL_KEY_BACKSPACE)
            remove_typed(&place->typed);
        else if (page->kind == NL_WIZARD_TYPED && key >= ' ')
            add_typed(&asking, key);
    }
}
