/* lines.c - asking where lines are read: consoles without escape sequences, --plain, input
 * from a file or a pipe. Nothing is ever drawn over, so that a screen reader reads it in order. */
#include "lines.h"

#include "app/output.h"
#include "base/width.h"
#include "hints.h"

#include <string.h>

static void say(struct nl_wizard *wizard, const char *text)
{
    nl_print(wizard->app, text);
    nl_print(wizard->app, "\n");
}

static void print_item(struct nl_wizard *wizard, const struct nl_wizard_page *page, size_t index)
{
    const struct nl_wizard_item *item = &page->items.items[index];
    const char *box = page->kind != NL_WIZARD_TOGGLE ? "" : item->on ? "[x] " : "[ ] ";
    struct nl_text out;
    nl_text_init(&out, &wizard->page_memory);
    const struct nl_page lines = nl_page_begin(&wizard->page_memory, page->style, &out);
    const char *mark = nl_arena_format(&wizard->page_memory, "%2zu  %s", index + 1, box);
    nl_page_paragraph(&lines, 2, mark, item->tone, item->text);
    if (item->note)
        nl_page_paragraph(&lines, 2 + strlen(mark), "", NL_TONE_DIM, item->note);
    nl_print(wizard->app, out.data);
}

static void print_page(struct nl_wizard *wizard, const struct nl_wizard_page *page)
{
    const char *position = nl_wizard_position(wizard, &wizard->page_memory);
    const struct nl_sentence title =
        nl_say(&wizard->page_memory, NL_T("{1} ({2})"), page->title, position);
    const char *heading = nl_sentence_text(&wizard->page_memory, &title, wizard->app->words);
    struct nl_text rule;
    nl_text_init(&rule, &wizard->page_memory);
    nl_text_repeat(&rule, "-", wizard->app->options.plain ? 0 : nl_columns(heading));
    say(wizard, "");
    say(wizard, heading);
    if (rule.length)
        say(wizard, rule.data);
    size_t length = page->text.length;
    while (length > 1 && page->text.data[length - 1] == '\n' && page->text.data[length - 2] == '\n')
        length--; /* what follows begins with a blank line of its own */
    nl_print(wizard->app, nl_arena_copy(&wizard->page_memory, page->text.data, length));
    if (page->items.count > 0 && length > 0)
        say(wizard, "");
    for (size_t i = 0; i < page->items.count; i++)
        print_item(wizard, page, i);
}

static void print_prompt(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                         const struct nl_wizard_place *place)
{
    const struct nl_texts hints = nl_wizard_hints(wizard, page, place);
    struct nl_text line;
    nl_text_init(&line, &wizard->page_memory);
    for (size_t i = 0; i < hints.count; i++) {
        nl_text_add(&line, i ? nl_word(wizard->app, NL_T("; ")) : "");
        nl_text_add(&line, hints.items[i]);
    }
    struct nl_text out;
    nl_text_init(&out, &wizard->page_memory);
    nl_text_add_char(&out, '\n');
    if (place->notice)
        nl_paragraph(wizard->app, &out, place->notice, 0, 0);
    if (page->kind == NL_WIZARD_TYPED)
        nl_paragraph(wizard->app, &out, page->question, 0, 0);
    const struct nl_sentence all = nl_say(&wizard->page_memory, NL_T("({1})"), line.data);
    if (line.length)
        nl_paragraph(wizard->app, &out,
                     nl_sentence_text(&wizard->page_memory, &all, wizard->app->words), 0, 0);
    nl_text_add(&out, "> ");
    nl_print(wizard->app, out.data);
}

static const char *trimmed(struct nl_arena *arena, const char *line)
{
    size_t length = strlen(line);
    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    while (length > 0 && (*line == ' ' || *line == '\t')) {
        line++;
        length--;
    }
    return nl_arena_copy(arena, line, length);
}

/* "3", "3 5 7" or "3,5,7", each the number of an item. */
static bool read_numbers(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                         const char *line, struct nl_wizard_answer *out_answer)
{
    char *copy = nl_arena_text(&wizard->page_memory, line);
    for (char *c = copy; *c; c++)
        *c = *c == ',' ? ' ' : *c;
    struct nl_texts parts = nl_split(&wizard->page_memory, copy, ' ');
    struct nl_wizard_answer answer = {0};
    for (size_t i = 0; i < parts.count; i++) {
        uint64_t number = 0;
        if (!*parts.items[i])
            continue;
        if (!nl_parse_u64(parts.items[i], page->items.count, &number) || number == 0 ||
            answer.item_count == NL_WIZARD_MOST_PICKS)
            return false;
        answer.items[answer.item_count++] = (size_t)number - 1;
    }
    if (answer.item_count == 0)
        return false;
    answer.item = answer.items[0];
    *out_answer = answer;
    return true;
}

static bool numbered(struct nl_wizard *wizard, const struct nl_wizard_page *page, const char *line,
                     struct nl_wizard_answer *out_answer)
{
    bool asks = *line == '?' && page->kind != NL_WIZARD_MENU;
    if (!read_numbers(wizard, page, asks ? line + 1 : line, out_answer))
        return false;
    if (asks || page->kind == NL_WIZARD_LOOK)
        out_answer->kind = NL_ANSWERED_DETAIL;
    else
        out_answer->kind = page->kind == NL_WIZARD_TOGGLE ? NL_ANSWERED_TOGGLE : NL_ANSWERED_NEXT;
    return page->kind == NL_WIZARD_TOGGLE ? !asks || out_answer->item_count == 1
                                          : out_answer->item_count == 1;
}

/* False: the line is no answer to this page. */
static bool understood(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                       const struct nl_wizard_place *place, const char *line,
                       struct nl_wizard_answer *out_answer)
{
    struct nl_wizard_answer answer = {.kind = NL_ANSWERED_NEXT, .item = place->at};
    bool may_go_back = !page->first && !page->last;
    if (nl_same(line, "q") || nl_same(line, "quit"))
        answer.kind = NL_ANSWERED_QUIT;
    else if (may_go_back && (nl_same(line, "b") || nl_same(line, "back")))
        answer.kind = NL_ANSWERED_BACK;
    else if (page->kind == NL_WIZARD_TYPED)
        answer.kind = NL_ANSWERED_TYPED;
    else if (*line)
        return numbered(wizard, page, line, out_answer);
    answer.typed = nl_arena_text(wizard->app->arena, line);
    *out_answer = answer;
    return true;
}

struct nl_wizard_answer nl_wizard_ask_lines(struct nl_wizard *wizard, struct nl_wizard_page *page,
                                            struct nl_wizard_place *place)
{
    struct nl_app *app = wizard->app;
    struct nl_wizard_answer answer = {.kind = NL_ANSWERED_QUIT};
    if (!place->told)
        print_page(wizard, page);
    place->told = true;
    for (;;) {
        print_prompt(wizard, page, place);
        place->notice = NULL;
        const char *line = app->console->ops->read_line(app->console, &wizard->page_memory);
        if (!line || !app->console->ops->input_is_terminal(app->console))
            say(wizard, ""); /* nobody's Enter ended the line */
        /* Not every console ends the reading at Ctrl+C; Wine's waits for Enter. */
        if (!line || app->console->ops->interrupted(app->console, true))
            return answer;
        line = trimmed(&wizard->page_memory, line);
        if (understood(wizard, page, place, line, &answer))
            return answer;
        if (nl_same(line, "l"))
            print_page(wizard, page);
        else
            nl_wizard_note(wizard, place, NL_T("\"{1}\" is no answer here."), line);
        answer = (struct nl_wizard_answer){.kind = NL_ANSWERED_QUIT};
    }
}
