/* Passphrases: at the terminal without echo, or from a file; never from the command line, which other users of the machine can read. */
#include "command/command.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#define PASSPHRASE_MAX 1024  /* bytes */
#define PASSPHRASE_NEW_MIN 8 /* characters, of a new one */

static volatile sig_atomic_t caught;

static void catch (int signal)
{
    caught = signal;
}

/* Refuses what nobody can have meant. what: the terminal or the file, for the sentence. */
static enum status passphrase_check(const char *text, size_t n, bool is_new, const char *what, struct error *e)
{
    if (n == 0) {
        return fail(e, ST_INPUT, _("%s: the passphrase is empty."), what);
    }
    size_t characters = 0;
    for (size_t i = 0; i < n; characters++) {
        uint32_t c;
        const size_t length = utf8_decode(text + i, n - i, &c);
        if (length == 0 || c < 0x20 || c == 0x7f) {
            return fail(e, ST_INPUT, _("%s: the passphrase holds a control character or is not UTF-8 text."), what);
        }
        i += length;
    }
    if (is_new && characters < PASSPHRASE_NEW_MIN) {
        return fail(e, ST_INPUT, _("%s: the new passphrase is too short: take at least %d characters, better a sentence."), what,
                    PASSPHRASE_NEW_MIN);
    }
    return ST_OK;
}

/* Waits for input; with a mask, signals are let through only here: one that came a moment earlier ends the waiting instead of being
 * overslept. */
static bool wait_for_input(int fd, const sigset_t *mask)
{
    struct pollfd input = {.fd = fd, .events = POLLIN};
    while (ppoll(&input, 1, NULL, mask) < 0) {
        if (errno != EINTR || caught != 0) {
            return false;
        }
    }
    return true;
}

/* Reads up to the end of the line. ST_INPUT at the end of the input without a line, or when it does not fit. */
static enum status read_line(int fd, const sigset_t *mask, char *out, size_t size, size_t *length)
{
    *length = 0;
    for (;;) {
        char c;
        const ssize_t n = wait_for_input(fd, mask) ? read(fd, &c, 1) : -1;
        if (n < 0 && errno == EINTR && caught == 0) {
            continue;
        }
        if (n < 0) {
            return ST_SYSTEM;
        }
        if (n == 0) {
            return *length > 0 ? ST_OK : ST_INPUT;
        }
        if (c == '\n' || c == '\r') {
            return ST_OK;
        }
        if (*length + 1 >= size) {
            return ST_INPUT;
        }
        out[(*length)++] = c;
        out[*length] = '\0';
    }
}

/* Signals that end or stop the program, caught and held back while the terminal is silent. */
#define SIGNAL_COUNT 5
static const int SIGNALS[SIGNAL_COUNT] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

struct held_signals {
    struct sigaction actions[SIGNAL_COUNT];
    sigset_t mask; /* as it was */
};

static void hold_signals(struct held_signals *held)
{
    const struct sigaction action = {.sa_handler = catch};
    sigset_t ours;
    caught = 0;
    (void)sigemptyset(&ours);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaddset(&ours, SIGNALS[i]);
        (void)sigaction(SIGNALS[i], &action, &held->actions[i]);
    }
    (void)sigprocmask(SIG_BLOCK, &ours, &held->mask);
}

static void let_signals_go(const struct held_signals *held)
{
    (void)sigprocmask(SIG_SETMASK, &held->mask, NULL);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaction(SIGNALS[i], &held->actions[i], NULL);
    }
    if (caught != 0) {
        (void)raise(caught);
    }
}

/* One line from the terminal without echo. Signals that end or stop the program first give the terminal its echo back. */
static enum status ask(int tty, const char *prompt, char *out, size_t size, size_t *length, struct error *e)
{
    struct termios before;
    if (tcgetattr(tty, &before) != 0) {
        return fail_errno(e, _("The terminal does not answer"));
    }
    struct termios silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
    struct held_signals held;
    hold_signals(&held);
    (void)tcsetattr(tty, TCSAFLUSH, &silent);
    (void)!write(tty, prompt, strlen(prompt));
    const enum status got = read_line(tty, &held.mask, out, size, length);
    (void)tcsetattr(tty, TCSAFLUSH, &before);
    (void)!write(tty, "\n", 1);
    const bool interrupted = caught != 0;
    let_signals_go(&held);
    if (interrupted) {
        return fail(e, ST_INPUT, _("No passphrase was given: interrupted."));
    }
    return got == ST_OK ? ST_OK
                        : fail(e, ST_INPUT, _("No passphrase was given at the terminal, or one longer than %d bytes."), PASSPHRASE_MAX);
}

static enum status from_terminal(bool confirm, char *out, size_t size, struct error *e)
{
    const int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (tty < 0) {
        return fail(e, ST_INPUT, _("There is no terminal to ask for the passphrase: name a file that holds it with --passphrase-file."));
    }
    size_t length = 0;
    enum status st = ask(tty, confirm ? _("New passphrase: ") : _("Passphrase: "), out, size, &length, e);
    if (st == ST_OK) {
        st = passphrase_check(out, length, confirm, _("Terminal"), e);
    }
    if (st == ST_OK && confirm) {
        char again[PASSPHRASE_MAX + 1] = "";
        size_t n = 0;
        st = ask(tty, _("The same again: "), again, sizeof again, &n, e);
        if (st == ST_OK && (n != length || memcmp(again, out, n) != 0)) {
            st = fail(e, ST_INPUT, _("The two passphrases differ: nothing was done."));
        }
        explicit_bzero(again, sizeof again);
    }
    (void)close(tty);
    return st;
}

bool passphrase_line(const char *prompt, struct buffer *line)
{
    char text[PASSPHRASE_MAX + 1] = "";
    size_t length = 0;
    const int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    const bool got = tty >= 0 && ask(tty, prompt, text, sizeof text, &length, NULL) == ST_OK && buffer_add(line, text, length);
    if (tty >= 0) {
        (void)close(tty);
    }
    explicit_bzero(text, sizeof text);
    return got;
}

/* The first line of the file, which may be a pipe. */
static enum status from_file(const char *path, bool is_new, char *out, size_t size, struct error *e)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return fail_errno(e, _("The passphrase file \"%s\" cannot be opened"), path);
    }
    size_t length = 0;
    caught = 0;
    const enum status got = read_line(fd, NULL, out, size, &length);
    enum status st = ST_OK;
    if (got == ST_SYSTEM) {
        st = fail_errno(e, _("The passphrase file \"%s\" cannot be read"), path);
    } else if (got == ST_INPUT && length > 0) {
        st = fail(e, ST_INPUT, _("The first line of the passphrase file \"%s\" is longer than %d bytes."), path, PASSPHRASE_MAX);
    } else {
        st = passphrase_check(out, length, is_new, path, e);
    }
    (void)close(fd);
    return st;
}

enum status read_passphrase(const char *passphrase_file, bool confirm, char **passphrase, struct error *e)
{
    char text[PASSPHRASE_MAX + 1] = "";
    *passphrase = NULL;
    enum status st =
        passphrase_file != NULL ? from_file(passphrase_file, confirm, text, sizeof text, e) : from_terminal(confirm, text, sizeof text, e);
    if (st == ST_OK) {
        *passphrase = strdup(text);
        if (*passphrase == NULL) {
            st = fail_memory(e);
        }
    }
    explicit_bzero(text, sizeof text);
    return st;
}
