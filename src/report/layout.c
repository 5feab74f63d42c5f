/* layout.c - a page of text for a screen: wrapping by columns, headings, fields, paragraphs. */
#include "report/layout.h"

#include "base/clean.h"
#include "base/utf8.h"
#include "base/width.h"
#include "report/phrase.h"

#include <string.h>

enum { DEFAULT_COLUMNS = 80, FEWEST_COLUMNS = 40, MOST_COLUMNS = 240 };

struct nl_page nl_page_begin(struct nl_arena *arena, const struct nl_report_style *style,
                             struct nl_text *out)
{
    size_t columns = style->columns ? style->columns : DEFAULT_COLUMNS;
    if (columns < FEWEST_COLUMNS)
        columns = FEWEST_COLUMNS;
    if (columns > MOST_COLUMNS)
        columns = MOST_COLUMNS;
    return (struct nl_page){arena, style, out, columns};
}

const char *nl_page_word(const struct nl_page *page, const char *english)
{
    return nl_translate(page->style->words, english);
}

const char *nl_page_sentence(const struct nl_page *page, const struct nl_sentence *sentence)
{
    return nl_phrase_sentence(page->arena, page->style->words, sentence);
}

const char *nl_page_say_args(const struct nl_page *page, const char *const *format_and_args)
{
    return nl_phrase_say_args(page->arena, page->style->words, format_and_args);
}

/* Closing punctuation does not begin a line, opening punctuation does not end one. */
static bool never_first(uint32_t c)
{
    static const uint32_t closing[] = {0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F,
                                       0xFF09, 0x300D, 0x300F, 0x300B, 0x3011, 0x201D, 0x2019,
                                       ')',    ',',    '.',    ';',    ':',    '!',    '?'};
    for (size_t i = 0; i < NL_COUNT_OF(closing); i++) {
        if (closing[i] == c)
            return true;
    }
    return false;
}

static bool never_last(uint32_t c)
{
    return c == 0xFF08 || c == 0x300C || c == 0x300E || c == 0x300A || c == 0x3010 || c == 0x201C ||
           c == 0x2018 || c == '(';
}

/* Where a word that is too long for a line is cut with the least harm: paths, ids, numbers. */
static bool parts_word(uint32_t c)
{
    return c == '.' || c == '\\' || c == '/' || c == '-' || c == '[' || c == ',' || c == '_';
}

static size_t width_of(const char *at, size_t size)
{
    char one[8] = {0};
    memcpy(one, at, size < sizeof one - 1 ? size : sizeof one - 1);
    return nl_columns(one);
}

/* How many bytes of text (which holds no newline before end) stand on a line of width columns. */
static size_t line_length(const char *text, const char *end, size_t width)
{
    const char *at = text;
    const char *cut = NULL;  /* the last place where the line may end */
    const char *part = NULL; /* the last place inside a word, if there is no other */
    size_t used = 0;
    size_t before_width = 0;
    uint32_t before = 0;
    while (at < end) {
        size_t size = 0;
        uint32_t c = nl_utf8_next(at, &size);
        size_t columns = width_of(at, size);
        if (before && !never_first(c) && !never_last(before) && c != ' ' &&
            (before == ' ' || columns == 2 || before_width == 2))
            cut = at;
        else if (parts_word(before) && c != ' ')
            part = at;
        if (used + columns > width && c != ' ')
            return (size_t)((cut ? cut : part ? part : at > text ? at : at + size) - text);
        used += columns;
        before = c;
        before_width = columns;
        at += size;
    }
    return (size_t)(end - text);
}

struct nl_texts nl_wrap(struct nl_arena *arena, const char *text, size_t width)
{
    struct nl_texts lines = {0};
    for (;;) {
        const char *end = strchr(text, '\n');
        const char *stop = end ? end : text + strlen(text);
        do {
            size_t length = line_length(text, stop, width);
            const char *next = text + length;
            while (length > 0 && text[length - 1] == ' ')
                length--;
            *NL_PUSH(arena, &lines) = nl_arena_copy(arena, text, length);
            text = next;
        } while (text < stop);
        if (!end)
            return lines;
        text = end + 1;
    }
}

static const char *tone_code(enum nl_tone tone)
{
    static const char *const codes[] = {
        [NL_TONE_PLAIN] = "",        [NL_TONE_STRONG] = "\033[1m", [NL_TONE_DIM] = "\033[90m",
        [NL_TONE_GOOD] = "\033[32m", [NL_TONE_WARN] = "\033[33m",  [NL_TONE_BAD] = "\033[31m",
    };
    return codes[tone];
}

void nl_page_toned(const struct nl_page *page, enum nl_tone tone, const char *text)
{
    bool colored = page->style->color && tone != NL_TONE_PLAIN && *text;
    if (colored)
        nl_text_add(page->out, tone_code(tone));
    nl_text_add(page->out, text);
    if (colored)
        nl_text_add(page->out, "\033[0m");
}

void nl_page_blank(const struct nl_page *page)
{
    nl_text_add_char(page->out, '\n');
}

void nl_page_heading(const struct nl_page *page, const char *text)
{
    nl_page_toned(page, NL_TONE_STRONG, text);
    nl_page_blank(page);
    nl_text_repeat(page->out, page->style->plain ? "-" : "\xE2\x94\x80", nl_columns(text));
    nl_page_blank(page);
}

void nl_page_paragraph(const struct nl_page *page, size_t indent, const char *mark,
                       enum nl_tone tone, const char *text)
{
    size_t hang = indent + nl_columns(mark);
    size_t width = page->columns > hang + 20 ? page->columns - hang : 20;
    struct nl_texts lines = nl_wrap(page->arena, text, width);
    for (size_t i = 0; i < lines.count; i++) {
        if (i == 0) {
            nl_text_repeat(page->out, " ", indent);
            nl_text_add(page->out, mark);
        } else if (*lines.items[i]) {
            nl_text_repeat(page->out, " ", hang);
        }
        nl_page_toned(page, tone, lines.items[i]);
        nl_page_blank(page);
    }
}

void nl_page_sentences(const struct nl_page *page, size_t indent, const char *mark,
                       enum nl_tone tone, const struct nl_sentences *sentences)
{
    for (size_t i = 0; i < sentences->count; i++)
        nl_page_paragraph(page, indent, mark, tone, nl_page_sentence(page, &sentences->items[i]));
}

void nl_page_command(const struct nl_page *page, const char *command)
{
    nl_text_add(page->out, "    ");
    nl_page_toned(page, NL_TONE_STRONG, nl_clean(page->arena, command));
    nl_page_blank(page);
}

void nl_page_field(const struct nl_page *page, size_t label_columns, const char *label,
                   const char *text)
{
    struct nl_text mark;
    nl_text_init(&mark, page->arena);
    nl_text_add(&mark, label);
    size_t used = nl_columns(label);
    nl_text_repeat(&mark, " ", used < label_columns ? label_columns - used : 1);
    nl_page_paragraph(page, 0, mark.data, NL_TONE_PLAIN, text);
}
