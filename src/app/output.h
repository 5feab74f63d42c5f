/* output.h - what a command says: sentences, errors and finished documents. */
#ifndef NL_APP_OUTPUT_H
#define NL_APP_OUTPUT_H

#include "app.h"
#include "report/style.h"

struct yyjson_mut_doc;

/* Text to the standard output; false when nobody reads it any more. */
bool nl_print(struct nl_app *app, const char *text);

/* A marked wording, translated and filled, with a newline, to the standard output or error. */
#define nl_say_out(app, ...) nl_tell((app), NL_STREAM_OUT, (const char *const[]){__VA_ARGS__, NULL})
#define nl_say_err(app, ...) nl_tell((app), NL_STREAM_ERR, (const char *const[]){__VA_ARGS__, NULL})
void nl_tell(struct nl_app *app, enum nl_stream stream, const char *const *format_and_args);

/* The same on the standard error, of what failed: a management system tells it apart. */
#define nl_say_failed(app, ...) nl_tell_failure((app), (const char *const[]){__VA_ARGS__, NULL})
void nl_tell_failure(struct nl_app *app, const char *const *format_and_args);

/* The translation of a marked wording. */
const char *nl_word(const struct nl_app *app, const char *english);

/* A sentence in the person's language. */
const char *nl_sentence_of(struct nl_app *app, const struct nl_sentence *sentence);

/* Says an error on the standard error: one line, then what to do next; returns its exit code. */
int nl_say_error(struct nl_app *app, const struct nl_error *err);

/* Says why this host cannot be changed. */
int nl_say_unable(struct nl_app *app, const struct nl_capabilities *capabilities);

/* Says why a file that was asked for was not written; returns the exit code for that. */
int nl_say_unwritten(struct nl_app *app, const struct nl_error *err);

/* Writes a JSON document to the standard output. */
void nl_deliver_json(struct nl_app *app, struct yyjson_mut_doc *doc);

/* Writes a finished document to --output or the standard output; the exit code. */
int nl_deliver(struct nl_app *app, const char *document, size_t length);

/* Writes bytes to --output exactly as they are; the exit code. */
int nl_deliver_bytes(struct nl_app *app, const void *bytes, size_t length);

/* The code page that standard output is converted to, 0: none (struct nl_console_ops, code_page). */
unsigned nl_code_page(const struct nl_app *app);

/* Appends text broken at the screen's width, every line after indent spaces; with used_columns the
 * first line goes on where it stands. Ends with a newline. */
void nl_paragraph(struct nl_app *app, struct nl_text *out, const char *text, unsigned indent,
                  unsigned used_columns);

/* The style that reports get. */
struct nl_report_style nl_style(const struct nl_app *app);

/* Reads --format against words; word when it is not given. */
NL_MUST_CHECK enum nl_status nl_format_of(const struct nl_app *app, const char *const *words,
                                          size_t count, int *out_format, struct nl_error *err);

#endif
