#include "command/conversation.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/width.h"
#include "command/terminal_open.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define SCREEN_MODE 0644

/* ---- the command line ---- */

void conversation_options_init(struct conversation_options *o)
{
    *o = (struct conversation_options){.rows = 24, .columns = 80};
}

bool conversation_option(struct conversation_options *o, int option, const struct command *command, enum status *st, struct error *e)
{
    char end = 0;
    *st = ST_OK;
    switch (option) {
    case 'p':
        o->plain = true;
        return true;
    case 'k':
        o->keys = optarg;
        return true;
    case 'o':
        o->screen = optarg;
        return true;
    case 's':
        if (sscanf(optarg, "%4dx%4d%c", &o->columns, &o->rows, &end) != 2 || o->rows < 1 || o->columns < 1) {
            *st = usage_error(command, e, _("--size takes columns and rows like 80x24, not \"%s\"."), optarg);
        }
        return true;
    case 'a':
        if (strcmp(optarg, "1") != 0 && strcmp(optarg, "2") != 0) {
            *st = usage_error(command, e, _("--ambiguous-width takes 1 or 2, not \"%s\"."), optarg);
        }
        o->ambiguous = optarg[0] - '0';
        return true;
    default:
        return false;
    }
}

enum status conversation_options_check(const struct conversation_options *o, const struct command *command, struct error *e)
{
    if ((o->keys == NULL) != (o->screen == NULL) || (o->keys != NULL && o->plain)) {
        return usage_error(command, e, _("--keys and --screen go together, and not with --plain."));
    }
    return ST_OK;
}

/* ---- standard input and output, for plain mode and short questions ---- */

/* A line without its newline; of a line longer than the buffer the beginning. */
static bool read_line(void *context, struct buffer *line)
{
    (void)context;
    (void)fflush(stdout);
    buffer_clear(line);
    int c;
    bool any = false;
    while ((c = getc(stdin)) != EOF && c != '\n') {
        any = true;
        (void)buffer_add_char(line, (char)c);
    }
    return any || c == '\n';
}

/* Asked at each line: a window may be made wider or narrower at any time. */
static int terminal_columns(void *context)
{
    struct winsize size;
    (void)context;
    return isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static void write_text(void *context, const char *text)
{
    (void)context;
    (void)fputs(text, stdout);
}

/* At the terminal without echo; from a pipe it is a line like any other. */
static bool read_secret(void *context, const char *prompt, struct buffer *line)
{
    (void)fflush(stdout);
    if (isatty(STDIN_FILENO) == 1) {
        return passphrase_line(prompt, line);
    }
    (void)fputs(prompt, stdout);
    const bool got = read_line(context, line);
    (void)putchar('\n');
    return got;
}

static void forget_typed(void *context)
{
    (void)context;
    if (isatty(STDIN_FILENO) == 1) {
        (void)tcflush(STDIN_FILENO, TCIFLUSH);
    }
}

/* A stray key is no consent. The last three: Japanese "yes", and the letters of a full-width keyboard. */
bool conversation_agreed(bool enter_agrees)
{
    static const char *const YES[] = {"y", "Y", "yes", "Yes", "YES", "はい", "ｙ", "Ｙ"};
    struct buffer line;
    buffer_init(&line, BUFFER_MAX_TEXT);
    bool yes = false;
    if (read_line(NULL, &line)) {
        yes = enter_agrees && line.length == 0;
        for (size_t i = 0; i < sizeof YES / sizeof YES[0]; i++) {
            yes = yes || strcmp(buffer_text(&line), YES[i]) == 0;
        }
    }
    buffer_release(&line);
    return yes;
}

/* ---- opening ---- */

static enum status play_script(struct conversation *c, struct error *e)
{
    const struct conversation_options *o = c->options;
    const struct script_options options = {.rows = o->rows, .columns = o->columns, .ascii = o->ambiguous == 2};
    const enum status st = open_script(o->keys, &options, &c->script, &c->terminal, e);
    if (st != ST_OK) {
        buffer_release(&c->script);
    }
    return st;
}

static void say_plain(const struct conversation_options *o)
{
    if (!o->known) {
        (void)fprintf(stderr, "%s\n", _("You are asked one line at a time: this terminal shows no full screens."));
    }
}

/* TERM=dumb and no terminal at all: one line at a time, and that is said once. */
static bool needs_plain(const struct conversation_options *o)
{
    const char *term = getenv("TERM");
    if (o->plain) {
        return true;
    }
    if (!terminal_here()) {
        (void)fprintf(stderr, "%s\n", _("No terminal here: you are asked one line at a time."));
        return true;
    }
    if (term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0) {
        say_plain(o);
        return true;
    }
    return false;
}

enum status conversation_open(struct conversation *c, const struct conversation_options *options, struct error *e)
{
    *c = (struct conversation){.options = options};
    if (options->ambiguous != 0) {
        width_set_ambiguous(options->ambiguous);
    }
    if (options->keys != NULL) {
        return play_script(c, e);
    }
    const bool plain = needs_plain(options);
    const enum status st = plain ? ST_NO : open_terminal(options->ambiguous, &c->terminal, e);
    if (st == ST_NO) { /* also a terminal that turns out to lack what screens need */
        if (!plain) {
            say_plain(options);
        }
        c->io = (struct plain_io){.read = read_line,
                                  .write = write_text,
                                  .secret = read_secret,
                                  .forget = forget_typed,
                                  .columns = terminal_columns,
                                  .echoes = isatty(STDIN_FILENO) == 1};
        return ST_OK;
    }
    return st;
}

enum status conversation_close(struct conversation *c, struct error *e)
{
    enum status st = ST_OK;
    if (c->terminal != NULL && c->options->keys != NULL) {
        const char *screen = script_screen(c->terminal);
        st = file_write_atomic(c->options->screen, screen, strlen(screen), SCREEN_MODE, e);
    }
    if (c->terminal != NULL) {
        c->terminal->ops->close(c->terminal);
        c->terminal = NULL;
    }
    buffer_release(&c->script);
    return st;
}
