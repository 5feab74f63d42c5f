/* progress.c - how far a change is: a bar on a console. */
#include "progress.h"

#include "base/utf8.h"
#include "base/width.h"
#include "output.h"

/* To the beginning of the line, and empty to its end. */
#define EMPTY_LINE "\r\x1b[K"

static bool draws(struct nl_app *app)
{
    const struct nl_console_ops *ops = app->console->ops;
    return !app->options.plain && !app->options.quiet &&
           ops->is_terminal(app->console, NL_STREAM_OUT) &&
           ops->has_vt(app->console, NL_STREAM_OUT);
}

/* As much of a text as fits in columns: a line that wraps could not be drawn over. */
static void add_cut(struct nl_text *out, const char *text, size_t columns)
{
    while (*text) {
        size_t size = 0;
        size_t width = nl_char_columns(nl_utf8_next(text, &size));
        if (width > columns)
            return;
        nl_text_add_part(out, text, size);
        columns -= width;
        text += size;
    }
}

bool nl_progress_show(struct nl_app *app, size_t done, size_t total, const char *text)
{
    enum { BAR = 20, BESIDE = BAR + 12 };
    struct nl_text line;
    if (!draws(app) || total == 0)
        return false;
    size_t full = done >= total ? BAR : done * BAR / total;
    nl_text_init(&line, app->arena);
    nl_text_add(&line, EMPTY_LINE "[");
    nl_text_repeat(&line, "#", full);
    nl_text_repeat(&line, ".", BAR - full);
    nl_text_format(&line, "] %zu/%zu  ", done, total);
    add_cut(&line, text, app->columns > BESIDE ? app->columns - BESIDE : 0);
    (void)nl_print(app, line.data);
    return true;
}

void nl_progress_end(struct nl_app *app)
{
    if (draws(app))
        (void)nl_print(app, EMPTY_LINE);
}
