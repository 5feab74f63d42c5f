/* app.h - what every command gets: the options, the person's console, memory. */
#ifndef NL_APP_APP_H
#define NL_APP_APP_H

#include "exit_code.h"
#include "host/clock.h"
#include "host/console.h"
#include "host/host.h"
#include "host/store.h"
#include "model/profile.h"
#include "options.h"

/* Where what a command says beside its document goes. */
enum nl_telling {
    NL_TELLING_TEXT = 0, /* lines for a person */
    NL_TELLING_TRACES,   /* one JSON object a line on the standard error, as DSC v3 reads them */
    NL_TELLING_KEPT      /* kept in told, for the document itself */
};

struct nl_app {
    struct nl_arena *arena;
    struct nl_options options;
    struct nl_console *console;
    struct nl_clock *clock;
    const struct nl_words *words; /* NULL: English */
    bool color;
    unsigned columns;
    bool answered;          /* a document was written: with --format json there is one, always */
    int exit_remains;       /* the exit code for what remains: 2, or what --exit-code=N says */
    bool logs;              /* what is said goes to --log too */
    bool changed;           /* an interrupted change was rolled back on the way */
    struct nl_texts inputs; /* files that were read besides those the options name */
    enum nl_telling telling;
    struct nl_texts told_errors; /* KEPT: what failed, and beside that what else there was to say */
    struct nl_texts told_warnings;
    const struct nl_error *failure;   /* the first error that was said, or NULL */
    const struct nl_machine *machine; /* as it was looked at last; NULL: not yet */
};

/* A command: returns the exit code. */
typedef int (*nl_command)(struct nl_app *app);

/* Whether the run is about the Windows that it runs on, and not about a recording or a disk. */
static inline bool nl_runs_live(const struct nl_app *app)
{
    return !app->options.from && !app->options.offline;
}

#endif
