/* app.h - what every command gets: the options, the person's console, memory, and ways to reach a
 * host. */
#ifndef NL_APP_APP_H
#define NL_APP_APP_H

#include "exit_code.h"
#include "host/clock.h"
#include "host/console.h"
#include "host/host.h"
#include "host/store.h"
#include "model/profile.h"
#include "options.h"
#include "report/report.h"

struct yyjson_mut_doc;

struct nl_app {
    struct nl_arena *arena;
    struct nl_options options;
    struct nl_console *console;
    struct nl_clock *clock;
    const struct nl_words *words; /* NULL: English */
    bool color;
    unsigned columns;
    bool answered; /* a document was written: with --format json there is one, always */
    bool changed;  /* an interrupted change was rolled back on the way */
    const struct nl_error *failure; /* the first error that was said, or NULL */
};

/* A command: returns the exit code. */
typedef int (*nl_command)(struct nl_app *app);
int nl_command_audit(struct nl_app *app);
int nl_command_plan(struct nl_app *app);
int nl_command_apply(struct nl_app *app);
int nl_command_rollback(struct nl_app *app);
int nl_command_history(struct nl_app *app);
int nl_command_explain(struct nl_app *app);
int nl_command_install(struct nl_app *app);
int nl_command_uninstall(struct nl_app *app);
int nl_command_profile(struct nl_app *app);
int nl_command_record(struct nl_app *app);
int nl_command_help(struct nl_app *app);
int nl_command_confirm(struct nl_app *app);
int nl_command_events(struct nl_app *app);
int nl_command_probe(struct nl_app *app);
int nl_command_rescue(struct nl_app *app);
int nl_command_guard(struct nl_app *app);

/* Runs the program: argv in UTF-8. */
int nl_app_main(int argc, const char *const *argv);

/* Text to the standard output; false when nobody reads it any more. */
bool nl_print(struct nl_app *app, const char *text);

/* A marked wording, translated and filled, with a newline, to the standard output or error. */
#define nl_say_out(app, ...) nl_tell((app), NL_STREAM_OUT, (const char *const[]){__VA_ARGS__, NULL})
#define nl_say_err(app, ...) nl_tell((app), NL_STREAM_ERR, (const char *const[]){__VA_ARGS__, NULL})
void nl_tell(struct nl_app *app, enum nl_stream stream, const char *const *format_and_args);

/* The translation of a marked wording. */
const char *nl_word(const struct nl_app *app, const char *english);

/* A sentence in the person's language. */
const char *nl_sentence_of(struct nl_app *app, const struct nl_sentence *sentence);

/* Says an error on the standard error: one line, then what to do next; returns its exit code. */
int nl_say_error(struct nl_app *app, const struct nl_error *err);

/* Says why this host cannot be changed. */
int nl_say_unable(struct nl_app *app, const struct nl_capabilities *capabilities);

/* Writes a JSON document to the standard output. */
void nl_deliver_json(struct nl_app *app, struct yyjson_mut_doc *doc);

/* Writes a finished document to --output or the standard output; the exit code. */
int nl_deliver(struct nl_app *app, const char *document, size_t length);

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

/* The host that --from and --offline name, or the live one. */
NL_MUST_CHECK enum nl_status nl_open_host(struct nl_app *app, struct nl_host **out_host,
                                          struct nl_error *err);

/* Opens it again, now that the store is locked: another netlatch may have changed the file that was
 * read before. On failure the old host stays. */
NL_MUST_CHECK enum nl_status nl_reopen_host(struct nl_app *app, struct nl_host **host,
                                            struct nl_error *err);

/* " --from FILE" or " --offline DIR" of this run, for commands that are suggested; "" live. */
const char *nl_source_options(const struct nl_app *app);

/* The store of the journals that belong to that host. */
NL_MUST_CHECK enum nl_status nl_open_store(struct nl_app *app, struct nl_store **out_store,
                                           struct nl_error *err);

/* The profile that --profile and --set name. NL_INVALID when neither is given. */
NL_MUST_CHECK enum nl_status nl_wanted_profile(struct nl_app *app, struct nl_profile *out_profile,
                                               struct nl_error *err);

/* One built-in profile or one from a file. */
NL_MUST_CHECK enum nl_status nl_load_profile(struct nl_app *app, const char *name,
                                             struct nl_profile *out_profile, struct nl_error *err);

/* Refuses words after the command beyond most. */
NL_MUST_CHECK enum nl_status nl_at_most_words(const struct nl_app *app, size_t most,
                                              struct nl_error *err);

#endif
