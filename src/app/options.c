/* options.c - reading the command line by the table of options. */
#include "options.h"

#include "base/clean.h"
#include "option_rows.h"

#include <string.h>

static bool *flag_at(struct nl_options *options, const struct nl_option *row)
{
    return (bool *)(void *)((char *)options + row->offset);
}

const char *nl_nearest(const char *wrong, const struct nl_texts *words)
{
    enum { LONGEST = 40 };
    size_t length = strlen(wrong);
    size_t best = length / 3 + 1; /* more wrong than this is another word */
    const char *found = NULL;
    if (length == 0 || length > LONGEST)
        return NULL;
    for (size_t w = 0; w < words->count && length >= 4; w++) {
        if (nl_starts(words->items[w], wrong))
            return words->items[w]; /* the beginning of a longer word */
    }
    for (size_t w = 0; w < words->count; w++) {
        const char *word = words->items[w];
        size_t other = strlen(word);
        size_t row[LONGEST + 1];
        if (other > LONGEST)
            continue;
        for (size_t i = 0; i <= length; i++)
            row[i] = i;
        for (size_t j = 1; j <= other; j++) {
            size_t corner = row[0];
            row[0] = j;
            for (size_t i = 1; i <= length; i++) {
                size_t above = row[i];
                size_t change = corner + (wrong[i - 1] != word[j - 1]);
                size_t gap = (row[i] < row[i - 1] ? row[i] : row[i - 1]) + 1;
                row[i] = change < gap ? change : gap;
                corner = above;
            }
        }
        if (row[length] <= best) {
            best = row[length];
            found = word;
        }
    }
    return found;
}

static enum nl_status unknown(struct nl_arena *arena, const char *word, const char *near,
                              bool is_command, struct nl_error *err)
{
    const char *shown = nl_clean(arena, word);
    if (near)
        (void)nl_fail(err, NL_INVALID,
                      is_command ? NL_T("unknown command {1}; did you mean {2}?")
                                 : NL_T("unknown option {1}; did you mean {2}?"),
                      shown, near);
    else
        (void)nl_fail(err, NL_INVALID,
                      is_command ? NL_T("unknown command {1}") : NL_T("unknown option {1}"), shown);
    return nl_next(err, NL_T("netlatch --help lists all commands and options."));
}

static const struct nl_option *find_long(const char *name, size_t length)
{
    size_t count = 0;
    const struct nl_option *rows = nl_option_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, name, length) == 0)
            return &rows[i];
    }
    return NULL;
}

static const struct nl_option *find_letter(char letter)
{
    size_t count = 0;
    const struct nl_option *rows = nl_option_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].letter == letter)
            return &rows[i];
    }
    return NULL;
}

static const char *nearest_option(struct nl_arena *arena, const char *name)
{
    struct nl_texts names = {0};
    size_t count = 0;
    const struct nl_option *rows = nl_option_rows(&count);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(&names, arena, rows[i].name);
    const char *near = nl_nearest(name, &names);
    return near ? nl_arena_format(arena, "--%s", near) : NULL;
}

static bool may_be_duration(const char *word)
{
    size_t alphanumeric =
        strspn(word, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return word[0] >= '0' && word[0] <= '9' && word[alphanumeric] == '\0';
}

/* Takes one option; *index moves on when its value is the next argument. */
static enum nl_status take(struct nl_arena *arena, int argc, const char *const *argv, int *index,
                           const struct nl_option *row, const char *inline_value,
                           struct nl_options *options, struct nl_error *err)
{
    if (row->kind == NL_OPTION_FLAG) {
        if (inline_value)
            return nl_fail(err, NL_INVALID, NL_T("--{1} takes no value"), row->name);
        *flag_at(options, row) = true;
        return NL_OK;
    }
    const char *value = inline_value;
    bool behind = row->kind == NL_OPTION_BEHIND;
    bool may_lack = (behind || row->kind == NL_OPTION_DURATION) && !inline_value;
    if (!value && !behind && *index + 1 < argc && (!may_lack || may_be_duration(argv[*index + 1])))
        value = argv[++*index];
    if (!value && may_lack)
        value = "";
    else if (!value || !*value)
        return nl_fail(err, NL_INVALID, NL_T("--{1} needs a value: {2}"), row->name, row->value);
    if (row->kind != NL_OPTION_TEXTS) {
        const char **text = (const char **)(void *)((char *)options + row->offset);
        if (*text)
            return nl_fail(err, NL_INVALID, NL_T("--{1} was given twice"), row->name);
        *text = value;
    } else {
        nl_texts_add((struct nl_texts *)(void *)((char *)options + row->offset), arena, value);
    }
    return NL_OK;
}

static enum nl_status take_command(struct nl_arena *arena, const char *word,
                                   struct nl_options *options, struct nl_error *err)
{
    size_t count = 0;
    const struct nl_command_row *rows = nl_command_rows(&count);
    struct nl_texts names = {0};
    for (size_t i = 0; i < count; i++) {
        if (rows[i].meaning)
            nl_texts_add(&names, arena, rows[i].name);
        if (strcmp(rows[i].name, word) == 0) {
            options->command = rows[i].id;
            options->command_given = true;
            return NL_OK;
        }
    }
    return unknown(arena, word, nl_nearest(word, &names), true, err);
}

/* Options that the command does not take are refused, never ignored. */
static enum nl_status check_command(const struct nl_options *options, const bool *used,
                                    struct nl_error *err)
{
    size_t count = 0;
    const struct nl_option *rows = nl_option_rows(&count);
    if (options->help)
        return NL_OK;
    for (size_t i = 0; i < count; i++) {
        /* Without a command it will be the wizard, where there is somebody to ask. */
        if (used[i] && !options->command_given && !(rows[i].commands & 1U << NL_COMMAND_WIZARD))
            return nl_fail(err, NL_INVALID, NL_T("--{1} needs a command"), rows[i].name);
        if (used[i] && options->command_given && !(rows[i].commands & 1U << options->command)) {
            size_t commands = 0;
            return nl_fail(err, NL_INVALID, NL_T("--{1} is not an option of {2}"), rows[i].name,
                           nl_command_rows(&commands)[options->command].name);
        }
    }
    return NL_OK;
}

enum nl_status nl_options_parse(struct nl_arena *arena, int argc, const char *const *argv,
                                struct nl_options *out_options, struct nl_error *err)
{
    struct nl_options options = {0};
    size_t count = 0;
    const struct nl_option *rows = nl_option_rows(&count);
    bool *used = nl_arena_array(arena, count, sizeof *used);
    bool only_words = false;
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        enum nl_status status = NL_OK;
        const struct nl_option *row = NULL;
        if (!only_words && (strcmp(arg, "/?") == 0 || strcmp(arg, "-?") == 0)) {
            options.help = true;
        } else if (!only_words && strcmp(arg, "--") == 0) {
            only_words = true;
        } else if (!only_words && arg[0] == '-' && arg[1] == '-') {
            const char *equals = strchr(arg, '=');
            size_t length = equals ? (size_t)(equals - arg) - 2 : strlen(arg) - 2;
            row = find_long(arg + 2, length);
            const char *name = nl_arena_copy(arena, arg + 2, length);
            status =
                row ? take(arena, argc, argv, &i, row, equals ? equals + 1 : NULL, &options, err)
                    : unknown(arena, arg, nearest_option(arena, name), false, err);
        } else if (!only_words && arg[0] == '-' && arg[1]) {
            row = arg[2] ? NULL : find_letter(arg[1]);
            status = row ? take(arena, argc, argv, &i, row, NULL, &options, err)
                         : unknown(arena, arg, NULL, false, err);
        } else if (!options.command_given) {
            status = take_command(arena, arg, &options, err);
        } else {
            nl_texts_add(&options.words, arena, arg);
        }
        if (status != NL_OK)
            return status;
        if (row)
            used[row - rows] = true;
    }
    enum nl_status status = check_command(&options, used, err);
    if (status == NL_OK)
        *out_options = options;
    return status;
}
