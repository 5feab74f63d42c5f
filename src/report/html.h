/* html.h - one self-contained page: nothing fetched from anywhere, everything escaped, no script but
 * the one that a page names by its hash.
 *
 * Pictures are inline SVG that takes its colours from the page's style sheet (res/report.css), so
 * that they follow dark mode and print. */
#ifndef NL_REPORT_HTML_H
#define NL_REPORT_HTML_H

#include "report/style.h"

struct nl_html {
    struct nl_arena *arena;
    const struct nl_report_style *style;
    struct nl_text *out;
};

/* Markup of ours, as it is. */
void nl_html_raw(const struct nl_html *html, const char *markup);
/* A text that is already in the page's language, escaped. */
void nl_html_text(const struct nl_html *html, const char *text);
/* A marked wording with arguments, translated and escaped. */
#define nl_html_say(html, ...) nl_html_say_args((html), (const char *const[]){__VA_ARGS__, NULL})
void nl_html_say_args(const struct nl_html *html, const char *const *format_and_args);
void nl_html_sentence(const struct nl_html *html, const struct nl_sentence *sentence);
/* <element class="class">text</element>; class NULL: none. */
void nl_html_element(const struct nl_html *html, const char *element, const char *class_name,
                     const char *text);
/* <ul> of sentences; nothing when there is none. */
void nl_html_list(const struct nl_html *html, const struct nl_sentences *sentences);
/* A word on a coloured ground; tone is a class of the style sheet: good, warn, bad, dim. */
void nl_html_badge(const struct nl_html *html, const char *tone, const char *text);

/* A section with its heading; id is its anchor. End it with nl_html_raw("</section>\n"). */
void nl_html_section(const struct nl_html *html, const char *id, const char *heading);

/* A table that becomes a list of cards on a narrow screen. titles: count translated heads. Cells
 * name their column for that. class_name sets the widths of its columns. */
void nl_html_table_begin(const struct nl_html *html, const char *class_name, const char *caption,
                         const char *const *titles, size_t count);
void nl_html_cell_begin(const struct nl_html *html, const char *title);
void nl_html_cell_end(const struct nl_html *html);
void nl_html_table_end(const struct nl_html *html);

/* The page's beginning up to its main part: title, the sentence that answers, counts, one line of
 * facts, and the next command. */
struct nl_html_count {
    const char *label; /* translated */
    size_t count;
    const char *tone; /* good, warn, bad or dim */
};
struct nl_html_head {
    const char *kind;   /* "Audit", translated */
    const char *title;  /* the machine's name, cleaned */
    const char *result; /* the result in one sentence, translated */
    const char *tone;   /* good, warn, bad or plain */
    const char *second; /* one more sentence, or NULL */
    NL_LIST(struct nl_html_count) counts;
    struct nl_texts facts;  /* translated */
    const char *next_label; /* translated; NULL: there is no next command */
    const char *next;       /* the command */
    const char *more_style; /* style sheet of this kind of page, behind the common one; or NULL */
    /* "sha256-...": the one script of ours that may run, by its hash; NULL: none may. */
    const char *script_hash;
    const char *body_class; /* of the body element; NULL: none */
};
void nl_html_begin(const struct nl_html *html, const struct nl_html_head *head);
void nl_html_end(const struct nl_html *html);

#endif
