/* screen.c - drawing a page on the whole screen: one write for a frame, each line erased
 * only behind its text, so that nothing flickers. */
#include "screen.h"

#include "base/clean.h"
#include "base/utf8.h"
#include "base/width.h"
#include "hints.h"

#include "app/output.h"
#include "version.h"

#include <string.h>

enum { HEADER_ROWS = 2, FEWEST_ROWS = 12, FEWEST_COLUMNS = 40, FEWEST_BODY_ROWS = 3 };

/* Whether the alternate screen is shown; one program has one screen. */
static bool taken;

bool nl_wizard_screen_fits(struct nl_app *app)
{
    unsigned columns = 0;
    unsigned rows = 0;
    app->console->ops->size(app->console, &columns, &rows);
    return columns >= FEWEST_COLUMNS && rows >= FEWEST_ROWS;
}

void nl_wizard_screen_take(struct nl_app *app)
{
    app->console->ops->raw_input(app->console, true);
    nl_print(app, "\033[?1049h\033[?25l\033[2J");
    taken = true;
}

void nl_wizard_screen_give_back(struct nl_app *app)
{
    if (!taken)
        return;
    taken = false;
    nl_print(app, "\033[0m\033[?25h\033[?1049l");
    app->console->ops->raw_input(app->console, false);
}

struct line {
    const char *text;
    size_t item; /* whose line it is; SIZE_MAX: the body's */
};

struct frame {
    struct nl_wizard *wizard;
    struct nl_arena *arena; /* ends with the frame */
    struct nl_text out;
    NL_LIST(struct line) lines; /* what is scrolled */
    struct nl_texts footer;
    size_t columns;
    size_t rows;
    size_t typed_column; /* where the cursor stands in the footer's typed line; 0: no such line */
    size_t typed_line;
};

/* Text cut to width columns; escape sequences take none and are all kept. */
static const char *clipped(struct nl_arena *arena, const char *text, size_t width)
{
    struct nl_text out;
    size_t used = 0;
    nl_text_init(&out, arena);
    while (*text) {
        size_t size = 0;
        if (*text == '\033') {
            size = strcspn(text, "m") + 1;
            size = size > strlen(text) ? strlen(text) : size;
        } else {
            (void)nl_utf8_next(text, &size);
            used += nl_columns(nl_arena_copy(arena, text, size));
        }
        if (used <= width || *text == '\033')
            nl_text_add_part(&out, text, size);
        text += size;
    }
    return out.data;
}

static const char *toned(const struct frame *frame, enum nl_tone tone, const char *text)
{
    struct nl_text out;
    nl_text_init(&out, frame->arena);
    const struct nl_report_style style = {.color = frame->wizard->app->color};
    const struct nl_page page = nl_page_begin(frame->arena, &style, &out);
    nl_page_toned(&page, tone, text);
    return out.data;
}

/* Text and spaces up to width columns. */
static const char *padded(const struct frame *frame, const char *text, size_t width)
{
    struct nl_text out;
    size_t used = nl_columns(text);
    nl_text_init(&out, frame->arena);
    nl_text_add(&out, text);
    nl_text_repeat(&out, " ", used < width ? width - used : 0);
    return out.data;
}

static void add_line(struct frame *frame, const char *text, size_t item)
{
    *NL_PUSH(frame->arena, &frame->lines) = (struct line){text, item};
}

static void add_body(struct frame *frame, const struct nl_wizard_page *page)
{
    struct nl_texts lines = nl_split(frame->arena, page->text.data, '\n');
    size_t count = lines.count;
    while (count > 0 && !*lines.items[count - 1])
        count--;
    for (size_t i = 0; i < count; i++)
        add_line(frame, lines.items[i], SIZE_MAX);
    if (count > 0 && page->items.count > 0)
        add_line(frame, "", SIZE_MAX);
}

/* An item under the cursor is a bar where there are colours, and has a mark in any case. */
static void add_item(struct frame *frame, const struct nl_wizard_page *page, size_t index,
                     bool current)
{
    const struct nl_wizard_item *item = &page->items.items[index];
    const char *box = page->kind != NL_WIZARD_TOGGLE ? "" : item->on ? "[x] " : "[ ] ";
    const char *number =
        nl_arena_format(frame->arena, page->items.count > 9 ? "%2zu  " : "%zu  ", index + 1);
    const char *mark = nl_arena_format(frame->arena, "%s%s%s", current ? "> " : "  ", box, number);
    size_t indent = strlen(mark);
    size_t width = page->style->columns - indent;
    struct nl_texts lines = nl_wrap(frame->arena, item->text, width);
    for (size_t i = 0; i < lines.count; i++) {
        struct nl_text line;
        nl_text_init(&line, frame->arena);
        nl_text_add(&line, i == 0 ? mark : padded(frame, "", indent));
        if (current && frame->wizard->app->color) {
            const char *whole = nl_arena_format(frame->arena, "%s%s", line.data, lines.items[i]);
            line.length = 0;
            nl_text_format(&line, "\033[7m%s\033[0m", padded(frame, whole, page->style->columns));
        } else {
            nl_text_add(&line, toned(frame, item->tone, lines.items[i]));
        }
        add_line(frame, line.data, index);
    }
    if (!current || !item->note)
        return;
    lines = nl_wrap(frame->arena, item->note, width - 2);
    for (size_t i = 0; i < lines.count; i++)
        add_line(frame,
                 nl_arena_format(frame->arena, "%s%s", padded(frame, "", indent + 2),
                                 toned(frame, NL_TONE_DIM, lines.items[i])),
                 index);
}

static void add_footer_text(struct frame *frame, const char *text, enum nl_tone tone)
{
    struct nl_texts lines = nl_wrap(frame->arena, text, frame->columns);
    for (size_t i = 0; i < lines.count; i++)
        *NL_PUSH(frame->arena, &frame->footer) = toned(frame, tone, lines.items[i]);
}

/* The end of what was typed, with the cursor behind it. */
static void add_typed(struct frame *frame, const struct nl_wizard_place *place)
{
    const char *text = place->typed.data ? place->typed.data : "";
    size_t room = frame->columns - 4;
    while (nl_columns(text) > room) {
        size_t size = 0;
        (void)nl_utf8_next(text, &size);
        text += size;
    }
    frame->typed_line = frame->footer.count;
    frame->typed_column = 4 + nl_columns(text);
    *NL_PUSH(frame->arena, &frame->footer) =
        nl_arena_format(frame->arena, "> %s", nl_clean(frame->arena, text));
}

/* Hints side by side, as many on a line as fit. */
static void add_hints(struct frame *frame, const struct nl_texts *hints)
{
    struct nl_text line;
    nl_text_init(&line, frame->arena);
    for (size_t i = 0; i < hints->count; i++) {
        size_t used = nl_columns(line.data);
        if (used && used + 3 + nl_columns(hints->items[i]) > frame->columns) {
            add_footer_text(frame, line.data, NL_TONE_DIM);
            nl_text_init(&line, frame->arena);
        }
        nl_text_add(&line, line.length ? "   " : "");
        nl_text_add(&line, hints->items[i]);
    }
    add_footer_text(frame, line.data, NL_TONE_DIM);
}

static void add_footer(struct frame *frame, const struct nl_wizard_page *page,
                       const struct nl_wizard_place *place, const char *number)
{
    const struct nl_words *words = frame->wizard->app->words;
    if (place->notice)
        add_footer_text(frame, place->notice, NL_TONE_WARN);
    if (number && *number) {
        const struct nl_sentence sentence =
            nl_say(frame->arena, NL_T("Number {1}_ (another digit, or Enter)"), number);
        add_footer_text(frame, nl_sentence_text(frame->arena, &sentence, words), NL_TONE_STRONG);
    }
    if (page->kind == NL_WIZARD_TYPED) {
        add_footer_text(frame, page->question, NL_TONE_STRONG);
        add_typed(frame, place);
    }
    const struct nl_texts hints = nl_wizard_hints(frame->wizard, page, place);
    add_hints(frame, &hints);
}

/* Moves the window over the lines so that it lies inside them, and over the item to be seen. */
static void scroll(const struct frame *frame, struct nl_wizard_place *place, size_t height)
{
    size_t total = frame->lines.count;
    size_t first = SIZE_MAX;
    size_t last = 0;
    for (size_t i = 0; i < total; i++) {
        if (frame->lines.items[i].item == place->at) {
            first = first == SIZE_MAX ? i : first;
            last = i;
        }
    }
    if (place->follow && first != SIZE_MAX) {
        if (last >= place->top + height)
            place->top = last + 1 - height;
        if (first < place->top)
            place->top = first;
    }
    place->follow = false;
    if (place->top + height > total)
        place->top = total > height ? total - height : 0;
}

static void put(struct frame *frame, const char *text)
{
    nl_text_add_char(&frame->out, ' ');
    nl_text_add(&frame->out, clipped(frame->arena, text, frame->columns));
    nl_text_add(&frame->out, "\033[0m\033[K\r\n");
}

static void put_header(struct frame *frame, const struct nl_wizard_page *page)
{
    const char *position = nl_wizard_position(frame->wizard, frame->arena);
    const char *title = nl_arena_format(frame->arena, "netlatch  %s", page->title);
    size_t used = nl_columns(title) + nl_columns(position) + 1;
    struct nl_text line;
    nl_text_init(&line, frame->arena);
    nl_text_add(&line, toned(frame, NL_TONE_STRONG, title));
    if (used < frame->columns) {
        nl_text_repeat(&line, " ", frame->columns - used);
        nl_text_add(&line, toned(frame, NL_TONE_DIM, position));
    }
    put(frame, line.data);
}

/* A rule across the screen, with words near its right end. */
static void put_rule(struct frame *frame, const char *words)
{
    struct nl_text line;
    nl_text_init(&line, frame->arena);
    size_t used = *words ? nl_columns(words) + 6 : 0;
    nl_text_repeat(&line, "-", frame->columns > used ? frame->columns - used : 0);
    if (*words)
        nl_text_format(&line, " %s ----", words);
    put(frame, toned(frame, NL_TONE_DIM, line.data));
}

static const char *window_words(const struct frame *frame, const struct nl_wizard_place *place,
                                size_t height)
{
    size_t total = frame->lines.count;
    if (total <= height)
        return "";
    const struct nl_sentence sentence =
        nl_say(frame->arena, NL_T("lines {1} to {2} of {3}, PgUp and PgDn scroll"),
               nl_decimal(place->top + 1).text, nl_decimal(place->top + height).text,
               nl_decimal(total).text);
    return nl_sentence_text(frame->arena, &sentence, frame->wizard->app->words);
}

size_t nl_wizard_draw(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                      struct nl_wizard_place *place, const char *number)
{
    struct nl_app *app = wizard->app;
    struct nl_arena arena;
    unsigned columns = 0;
    unsigned rows = 0;
    nl_arena_init(&arena, app->arena->exhausted, app->arena->context);
    app->console->ops->size(app->console, &columns, &rows);
    struct frame frame = {.wizard = wizard,
                          .arena = &arena,
                          .columns = columns > NL_WIZARD_SIDES ? columns - NL_WIZARD_SIDES : 1,
                          .rows = rows};
    nl_text_init(&frame.out, &arena);
    add_body(&frame, page);
    for (size_t i = 0; i < page->items.count; i++)
        add_item(&frame, page, i, i == place->at);
    add_footer(&frame, page, place, number);

    size_t fixed = HEADER_ROWS + 1 + frame.footer.count;
    size_t height = frame.rows > fixed + FEWEST_BODY_ROWS ? frame.rows - fixed : FEWEST_BODY_ROWS;
    scroll(&frame, place, height);
    nl_text_add(&frame.out, "\033[?25l\033[H");
    put_header(&frame, page);
    put_rule(&frame, "");
    for (size_t i = 0; i < height; i++) {
        size_t line = place->top + i;
        put(&frame, line < frame.lines.count ? frame.lines.items[line].text : "");
    }
    put_rule(&frame, window_words(&frame, place, height));
    for (size_t i = 0; i < frame.footer.count; i++)
        put(&frame, frame.footer.items[i]);
    frame.out.length -= strlen("\r\n"); /* the last line must not scroll the screen */
    if (frame.typed_column)
        nl_text_format(&frame.out, "\033[%zu;%zuH\033[?25h",
                       HEADER_ROWS + height + 2 + frame.typed_line, frame.typed_column);
    app->console->ops->write(app->console, NL_STREAM_OUT, frame.out.data, frame.out.length);
    nl_arena_done(&arena);
    return height;
}
