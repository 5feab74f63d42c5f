/* document.h - what a report says, before it has a form.
 *
 * An audit or a plan is written once into a document; text, HTML and a page of the wizard render it
 * (document_text.h, document_html.h). A document is a list of blocks in reading order. Everything in
 * it is in the style's language and cleaned, not yet escaped for HTML.
 *
 * What stands between nl_document_details and nl_document_details_end is for who asks: in text it is
 * written with --verbose only, in HTML it is folded up. */
#ifndef NL_REPORT_DOCUMENT_H
#define NL_REPORT_DOCUMENT_H

#include "report/table.h"

/* For which forms a block is. */
enum nl_document_form { NL_FORM_TEXT = 1, NL_FORM_HTML = 2, NL_FORM_BOTH = 3 };

enum nl_block_kind {
    NL_BLOCK_HEADING,    /* text, id: begins a section */
    NL_BLOCK_SUBHEADING, /* text */
    NL_BLOCK_PARAGRAPH,  /* text, tone */
    NL_BLOCK_LIST,       /* items, tone */
    NL_BLOCK_TABLE,      /* table, id: names its columns' widths in the style sheet */
    NL_BLOCK_CARDS, /* table: each row a card of badge, what to do, what is wrong ("": none), ids */
    NL_BLOCK_COMMAND, /* text: to be typed, never wrapped */
    NL_BLOCK_PORTS,   /* ports, after: the picture; HTML only */
    NL_BLOCK_DETAILS, /* text: what is folded up, id */
    NL_BLOCK_DETAILS_END,
    NL_BLOCK_DEPENDENTS, /* dependents: a tree */
    NL_BLOCK_GAP         /* an empty line in text */
};

struct nl_block {
    enum nl_block_kind kind;
    enum nl_document_form form;
    enum nl_tone tone;
    const char *text;
    const char *id; /* an anchor, ours: letters, digits, '-' */
    struct nl_texts items;
    const struct nl_table *table;
    const struct nl_port_exposure *ports; /* five */
    const struct nl_port_exposure *after; /* five, or NULL */
    const struct nl_dependents *dependents;
};

struct nl_document {
    struct nl_arena *arena;
    const struct nl_report_style *style;
    NL_LIST(struct nl_block) blocks;
};

void nl_document_begin(struct nl_document *document, struct nl_arena *arena,
                       const struct nl_report_style *style);

/* Each appends one block. Texts live as long as the arena; nothing is copied. */
void nl_document_heading(struct nl_document *document, enum nl_document_form form, const char *id,
                         const char *text);
void nl_document_subheading(struct nl_document *document, const char *text);
void nl_document_paragraph(struct nl_document *document, enum nl_document_form form,
                           enum nl_tone tone, const char *text);
/* Nothing when there is no sentence. */
void nl_document_sentences(struct nl_document *document, enum nl_tone tone,
                           const struct nl_sentences *sentences);
/* Nothing when there is no row. The table is copied, its rows are shared. */
void nl_document_table(struct nl_document *document, enum nl_document_form form, const char *id,
                       const struct nl_table *table);
void nl_document_cards(struct nl_document *document, const struct nl_table *table);
void nl_document_command(struct nl_document *document, enum nl_document_form form,
                         const char *command);
void nl_document_ports(struct nl_document *document, const struct nl_port_exposure *ports,
                       const struct nl_port_exposure *after);
void nl_document_dependents(struct nl_document *document, const struct nl_dependents *dependents);
void nl_document_gap(struct nl_document *document);
void nl_document_details(struct nl_document *document, const char *id, const char *summary);
void nl_document_details_end(struct nl_document *document);
/* As details in text; in HTML a section that is never folded up. */
void nl_document_box(struct nl_document *document, const char *id, const char *heading);
void nl_document_box_end(struct nl_document *document);

/* A marked wording with arguments in the document's language, cleaned. */
#define nl_document_say(document, ...)                                                             \
    nl_document_say_args((document), (const char *const[]){__VA_ARGS__, NULL})
const char *nl_document_say_args(const struct nl_document *document,
                                 const char *const *format_and_args);

#endif
