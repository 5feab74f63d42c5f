/* layout.h - a page of text for a screen: wrapping by columns, tables, tones.
 *
 * Every text handed in has been cleaned (nl_clean); a '\n' in it is ours and ends a line. */
#ifndef NL_REPORT_LAYOUT_H
#define NL_REPORT_LAYOUT_H

#include "report/style.h"

enum nl_tone {
    NL_TONE_PLAIN = 0,
    NL_TONE_STRONG,
    NL_TONE_DIM,
    NL_TONE_GOOD,
    NL_TONE_WARN,
    NL_TONE_BAD
};

struct nl_page {
    struct nl_arena *arena;
    const struct nl_report_style *style;
    struct nl_text *out;
    size_t columns; /* 40 to 240 */
};

struct nl_page nl_page_begin(struct nl_arena *arena, const struct nl_report_style *style,
                             struct nl_text *out);

/* The translation of a marked wording. */
const char *nl_page_word(const struct nl_page *page, const char *english);

/* A sentence in the page's language with its arguments cleaned. */
const char *nl_page_sentence(const struct nl_page *page, const struct nl_sentence *sentence);
#define nl_page_say(page, ...) nl_page_say_args((page), (const char *const[]){__VA_ARGS__, NULL})
const char *nl_page_say_args(const struct nl_page *page, const char *const *format_and_args);

/* Text cut into lines of at most width columns: at spaces, between wide characters (not before
 * closing punctuation), and inside a word only when it alone is too long. */
struct nl_texts nl_wrap(struct nl_arena *arena, const char *text, size_t width);

/* text in its tone, where the style has colours. */
void nl_page_toned(const struct nl_page *page, enum nl_tone tone, const char *text);
/* Ends the line. */
void nl_page_blank(const struct nl_page *page);
void nl_page_heading(const struct nl_page *page, const char *text);

/* text wrapped at indent; mark ("- ") stands before the first line, the rest aligns after it. */
void nl_page_paragraph(const struct nl_page *page, size_t indent, const char *mark,
                       enum nl_tone tone, const char *text);
void nl_page_sentences(const struct nl_page *page, size_t indent, const char *mark,
                       enum nl_tone tone, const struct nl_sentences *sentences);

/* A command to type: never wrapped. */
void nl_page_command(const struct nl_page *page, const char *command);

/* "Label   text", text wrapped and aligned. */
void nl_page_field(const struct nl_page *page, size_t label_columns, const char *label,
                   const char *text);

#endif
