/* posix_console.c - the terminal of a POSIX system. */
#include "posix_console.h"

#include "base/text.h"
#include "base/utf8.h"
#include "posix_files.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static struct {
    struct nl_console console;
    bool broken[2];
    bool raw;
    struct termios cooked;
    volatile sig_atomic_t busy;    /* the machine is being changed */
    volatile sig_atomic_t reading; /* a person is asked */
    volatile sig_atomic_t interrupted;
    volatile sig_atomic_t resized;
} terminal;

/* What only looks is ended at once, as other programs are. A change under way is rolled back first, and
 * whoever asks a person (raw: the wizard) ends by itself. */
static void on_signal(int number)
{
    if (number == SIGWINCH) {
        terminal.resized = 1;
        return;
    }
    terminal.interrupted = 1;
    if (terminal.busy || terminal.reading || terminal.raw)
        return;
    (void)signal(number, SIG_DFL);
    (void)raise(number); /* delivered when this handler returns */
}

static bool posix_write(struct nl_console *console, enum nl_stream stream, const char *text,
                        size_t length)
{
    (void)console;
    while (length > 0 && !terminal.broken[stream]) {
        ssize_t done = write(stream == NL_STREAM_OUT ? STDOUT_FILENO : STDERR_FILENO, text, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0) {
            terminal.broken[stream] = true;
            break;
        }
        text += done;
        length -= (size_t)done;
    }
    return !terminal.broken[stream];
}

static bool posix_is_terminal(struct nl_console *console, enum nl_stream stream)
{
    (void)console;
    return isatty(stream == NL_STREAM_OUT ? STDOUT_FILENO : STDERR_FILENO) == 1;
}

static bool posix_input_is_terminal(struct nl_console *console)
{
    (void)console;
    return isatty(STDIN_FILENO) == 1;
}

static bool posix_has_vt(struct nl_console *console, enum nl_stream stream)
{
    const char *kind = getenv("TERM");
    return posix_is_terminal(console, stream) && kind && *kind && strcmp(kind, "dumb") != 0;
}

static void posix_size(struct nl_console *console, unsigned *out_columns, unsigned *out_rows)
{
    (void)console;
    struct winsize size = {0};
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row;
    *out_columns = known ? size.ws_col : 80;
    *out_rows = known ? size.ws_row : 24;
}

/* The next byte of input; -1 at its end or when a signal came. */
static int next_byte(void)
{
    unsigned char byte = 0;
    terminal.reading = 1;
    ssize_t got = read(STDIN_FILENO, &byte, 1);
    terminal.reading = 0;
    return got == 1 ? byte : -1;
}

static char *posix_read_line(struct nl_console *console, struct nl_arena *arena)
{
    (void)console;
    struct nl_text line;
    nl_text_init(&line, arena);
    for (;;) {
        int byte = next_byte();
        if (byte < 0 && (line.length == 0 || terminal.interrupted))
            return NULL;
        if (byte < 0 || byte == '\n')
            break;
        if (byte != '\r' && line.length < 65536)
            nl_text_add_char(&line, (char)byte);
    }
    return nl_utf8_valid(line.data, line.length) ? line.data : nl_arena_text(arena, "?");
}

static enum nl_status posix_read_all_input(struct nl_console *console, struct nl_arena *arena,
                                           size_t max_size, const uint8_t **out_bytes,
                                           size_t *out_size, struct nl_error *err)
{
    (void)console;
    enum nl_status status =
        nl_posix_read_all(arena, STDIN_FILENO, "stdin", max_size, out_bytes, out_size, err);
    if (status == NL_OK && *out_size > max_size)
        return nl_fail(err, NL_INVALID, NL_T("{1} is larger than {2} bytes"), "stdin",
                       nl_decimal(max_size).text);
    return status;
}

static void posix_raw_input(struct nl_console *console, bool on)
{
    (void)console;
    if (on == terminal.raw)
        return;
    if (!on) {
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &terminal.cooked); /* nothing else can be done */
        terminal.raw = false;
        return;
    }
    if (tcgetattr(STDIN_FILENO, &terminal.cooked) != 0)
        return;
    struct termios raw = terminal.cooked;
    raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    terminal.raw = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

static bool more_at_once(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 50) == 1;
}

/* What follows ESC: an arrow or another key of the sequences that terminals share; 0: a key that
 * means nothing here. */
static int escape_sequence(void)
{
    static const struct {
        const char *tail;
        int key;
    } keys[] = {
        {"[A", NL_KEY_UP},       {"[B", NL_KEY_DOWN},       {"[C", NL_KEY_RIGHT},
        {"[D", NL_KEY_LEFT},     {"[H", NL_KEY_HOME},       {"[F", NL_KEY_LAST},
        {"[5~", NL_KEY_PAGE_UP}, {"[6~", NL_KEY_PAGE_DOWN}, {"OA", NL_KEY_UP},
        {"OB", NL_KEY_DOWN},     {"OC", NL_KEY_RIGHT},      {"OD", NL_KEY_LEFT},
        {"[1~", NL_KEY_HOME},    {"[4~", NL_KEY_LAST},
    };
    char tail[8] = {0};
    for (size_t length = 0; length + 1 < sizeof tail && more_at_once(); length++) {
        int byte = next_byte();
        if (byte < 0)
            break;
        tail[length] = (char)byte;
        for (size_t i = 0; i < NL_COUNT_OF(keys); i++) {
            if (strcmp(keys[i].tail, tail) == 0)
                return keys[i].key;
        }
        bool shared = tail[0] == '[' || tail[0] == 'O';
        if (length > 0 && byte >= 0x40 && byte != '[' && byte != 'O')
            return shared ? 0 : NL_KEY_ESCAPE; /* one we do not know, read to its end */
    }
    return NL_KEY_ESCAPE;
}

static int posix_read_key(struct nl_console *console)
{
    (void)console;
    int byte = next_byte();
    if (byte < 0) {
        if (terminal.resized) {
            terminal.resized = 0;
            return NL_KEY_RESIZED;
        }
        return terminal.interrupted ? NL_KEY_INTERRUPT : NL_KEY_END_OF_INPUT;
    }
    if (byte == 27)
        return escape_sequence();
    if (byte == 4)
        return NL_KEY_END_OF_INPUT;
    if (byte == '\n' || byte == '\r')
        return NL_KEY_ENTER;
    if (byte == 127)
        return NL_KEY_BACKSPACE;
    if (byte < 0x80)
        return byte;
    char text[5] = {(char)byte};
    size_t need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    for (size_t i = 1; i < need; i++) {
        int more = next_byte();
        if (more < 0)
            return NL_KEY_END_OF_INPUT;
        text[i] = (char)more;
    }
    size_t used = 0;
    return (int)nl_utf8_next(text, &used);
}

static bool posix_interrupted(struct nl_console *console, bool reset)
{
    (void)console;
    bool was = terminal.interrupted != 0;
    if (reset)
        terminal.interrupted = 0;
    return was;
}

static void posix_busy(struct nl_console *console, bool on)
{
    (void)console;
    terminal.busy = on;
}

static void posix_close(struct nl_console *console)
{
    posix_raw_input(console, false);
}

/* A stream that was closed before the program began gets a stand-in, so that no journal gets its
 * number and the report with it. The stand-in is opened the wrong way round: the stream still fails. */
static void replace_closed_streams(void)
{
    static const int ways[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++) {
        if (fcntl(file, F_GETFD) < 0 && open("/dev/null", ways[file]) < 0)
            return; /* no files can be opened at all: nothing of ours can get the number either */
    }
}

struct nl_console *nl_posix_console(void)
{
    static const struct nl_console_ops ops = {
        .write = posix_write,
        .is_terminal = posix_is_terminal,
        .input_is_terminal = posix_input_is_terminal,
        .has_vt = posix_has_vt,
        .size = posix_size,
        .read_line = posix_read_line,
        .read_all = posix_read_all_input,
        .read_key = posix_read_key,
        .raw_input = posix_raw_input,
        .interrupted = posix_interrupted,
        .busy = posix_busy,
        .close = posix_close,
    };
    replace_closed_streams();
    terminal.console.ops = &ops;
    struct sigaction action = {.sa_handler = on_signal};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL); /* no SA_RESTART: a read ends with EINTR */
    /* The same for whoever ends the program from outside. */
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGHUP, &action, NULL);
    (void)sigaction(SIGWINCH, &action, NULL);
    (void)signal(SIGPIPE, SIG_IGN); /* a closed output is an answer, not a death */
    return &terminal.console;
}
