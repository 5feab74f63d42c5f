/* option_rows.h - the command line as one table: parsing, help and completion all come from it. */
#ifndef NL_APP_OPTION_ROWS_H
#define NL_APP_OPTION_ROWS_H

#include "base/text.h"

#include <stdbool.h>

/* Which commands take an option: bit 1u << enum nl_command_id. */
enum nl_command_id {
    NL_COMMAND_WIZARD = 0,
    NL_COMMAND_AUDIT,
    NL_COMMAND_PLAN,
    NL_COMMAND_APPLY,
    NL_COMMAND_ROLLBACK,
    NL_COMMAND_HISTORY,
    NL_COMMAND_EXPLAIN,
    NL_COMMAND_PROFILE,
    NL_COMMAND_RECORD,
    NL_COMMAND_HELP,
    NL_COMMAND_CONFIRM,
    NL_COMMAND_EVENTS,
    NL_COMMAND_PROBE,
    NL_COMMAND_INSTALL,
    NL_COMMAND_UNINSTALL,
    NL_COMMAND_RESCUE,
    NL_COMMAND_EXPORT,
    NL_COMMAND_FLEET,
    NL_COMMAND_DIFF,
    NL_COMMAND_DSC,
    NL_COMMAND_GUARD, /* for the service manager; not shown */
    NL_COMMAND_COUNT
};

struct nl_options {
    enum nl_command_id command;
    bool command_given;
    struct nl_texts words; /* what is no option, after the command */
    const char *profile;
    struct nl_texts sets;
    struct nl_texts accept;
    struct nl_texts ports;
    struct nl_texts leave_out;
    const char *format;
    const char *output;
    const char *from;
    const char *offline;
    const char *language;
    const char *color;
    const char *to;
    const char *confirm_within; /* "": given without a value */
    const char *extend;
    const char *add_to;
    const char *expect;
    const char *stale;
    const char *since;
    bool any_machine;
    bool probe;
    const char *exit_code; /* "": given without a number */
    const char *log;
    bool line;
    bool yes;
    bool what_if;
    bool force;
    bool abandon;
    bool path;
    bool quiet;
    bool verbose;
    bool plain;
    bool help;
    bool version;
};

enum nl_option_kind {
    NL_OPTION_FLAG,
    NL_OPTION_TEXT,
    NL_OPTION_TEXTS,
    NL_OPTION_DURATION, /* a text that may be left out: the next word is taken only when it is made
                         * of digits and letters and begins with a digit */
    NL_OPTION_BEHIND    /* a text that may be left out, and stands behind an equals sign alone */
};

struct nl_option {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    enum nl_option_kind kind;
    size_t offset;       /* in struct nl_options */
    unsigned commands;   /* which take it */
    const char *value;   /* name of the value for help, or NULL */
    const char *meaning; /* one line of help; NULL: another name of the row before it */
};

const struct nl_option *nl_option_rows(size_t *out_count);

struct nl_command_row {
    enum nl_command_id id;
    const char *name;
    const char *usage;    /* what follows the name */
    const char *meaning;  /* one line; NULL: the command is not shown */
    const char *examples; /* lines, untranslated */
};
const struct nl_command_row *nl_command_rows(size_t *out_count);

#endif
