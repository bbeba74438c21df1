/* The terminal of key scripts: one token a line or several separated by white space; "text …", "paste …" take the rest of the line. */
#include "tui/terminal.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "tui/grid.h"

struct script {
    struct terminal terminal;
    struct buffer text;   /* the script itself */
    struct buffer screen; /* the last grid as text */
    size_t at;
    int line;
    const char *typing; /* rest of a "text" line still to be typed */
    size_t typing_length;
    int rows, columns;
    bool ascii;
    char *name;
};

static struct script *script_of(struct terminal *terminal)
{
    return (struct script *)(void *)terminal;
}

static void script_size(const struct terminal *terminal, int *rows, int *columns)
{
    const struct script *s = (const struct script *)(const void *)terminal;
    *rows = s->rows;
    *columns = s->columns;
}

static void script_show(struct terminal *terminal, const struct grid *g)
{
    struct script *s = script_of(terminal);
    buffer_clear(&s->screen);
    grid_dump(g, s->ascii, &s->screen);
}

static bool script_ascii(const struct terminal *terminal)
{
    return ((const struct script *)(const void *)terminal)->ascii;
}

static bool script_pending(const struct terminal *terminal)
{
    (void)terminal; /* every screen is drawn: the script is there to try them */
    return false;
}

static void script_bell(struct terminal *terminal)
{
    (void)terminal;
}

static void script_close(struct terminal *terminal)
{
    struct script *s = script_of(terminal);
    buffer_release(&s->text);
    buffer_release(&s->screen);
    free(s->name);
    free(s);
}

/* "100x40": columns and rows within what a grid holds. */
static bool parse_size(const char *text, int *rows, int *columns)
{
    char end = 0;
    return sscanf(text, "%4dx%4d%c", columns, rows, &end) == 2 && *rows >= 1 && *rows <= GRID_ROWS_MAX && *columns >= 1 &&
           *columns <= GRID_COLUMNS_MAX;
}

static bool parse_place(const char *text, struct event *out)
{
    char end = 0;
    *out = (struct event){.kind = EVENT_CLICK};
    return sscanf(text, "%4d,%4d%c", &out->row, &out->column, &end) == 2;
}

/* The rest of the current line from at (after one space); moves past its end. */
static const char *take_line(struct script *s, size_t *n)
{
    const char *data = buffer_text(&s->text);
    if (data[s->at] == ' ') {
        s->at++;
    }
    const char *rest = data + s->at;
    *n = strcspn(rest, "\r\n");
    s->at += *n;
    return rest;
}

static bool next_word(struct script *s, char word[64])
{
    const char *data = buffer_text(&s->text);
    while (data[s->at] != '\0' && strchr(" \t\r\n", data[s->at]) != NULL) {
        if (data[s->at] == '\n') {
            s->line++;
        }
        s->at++;
    }
    const size_t n = strcspn(data + s->at, " \t\r\n");
    const size_t kept = n < 63 ? n : 63;
    memcpy(word, data + s->at, kept);
    word[kept] = '\0';
    s->at += n;
    return n > 0;
}

/* The next event of the script. ST_NO at its end. */
static enum status next_event(struct script *s, struct event *out, struct error *e)
{
    if (s->typing_length > 0) {
        uint32_t c = 0;
        const size_t n = utf8_decode(s->typing, s->typing_length, &c);
        *out = event_character(s->typing, n);
        s->typing += n;
        s->typing_length -= n;
        return ST_OK;
    }
    char word[64];
    while (next_word(s, word)) {
        size_t n = 0;
        if (word[0] == '#') {
            (void)take_line(s, &n);
        } else if (strcmp(word, "text") == 0) {
            s->typing = take_line(s, &s->typing_length);
            return next_event(s, out, e);
        } else if (strcmp(word, "paste") == 0) {
            const char *paste = take_line(s, &n);
            *out = (struct event){.kind = EVENT_PASTE, .paste = paste, .paste_length = n};
            return ST_OK;
        } else if (strcmp(word, "resize") == 0 && next_word(s, word) && parse_size(word, &s->rows, &s->columns)) {
            *out = (struct event){.kind = EVENT_RESIZE};
            return ST_OK;
        } else if (strcmp(word, "click") == 0 && next_word(s, word) && parse_place(word, out)) {
            return ST_OK;
        } else if (key_parse(word, out)) {
            return ST_OK;
        } else {
            return fail(
                e, ST_INPUT,
                _("%s: line %d: \"%s\" is no key. Keys are characters, names such as Down or Enter, \"text …\", \"resize 100x40\"."),
                s->name, s->line, word);
        }
    }
    return ST_NO;
}

static enum status script_wait(struct terminal *terminal, struct event *out, struct error *e)
{
    struct error ignored = {0};
    (void)e;
    if (next_event(script_of(terminal), out, &ignored) != ST_OK) {
        *out = (struct event){.kind = EVENT_HANGUP};
    }
    return ST_OK;
}

enum status script_open(const char *text, size_t n, const char *name, const struct script_options *options, struct terminal **out,
                        struct error *e)
{
    static const struct terminal_ops ops = {.size = script_size,
                                            .show = script_show,
                                            .wait = script_wait,
                                            .ascii = script_ascii,
                                            .pending = script_pending,
                                            .bell = script_bell,
                                            .pause = script_bell,
                                            .resume = script_bell,
                                            .close = script_close};
    if (!utf8_valid(text, n) || memchr(text, '\0', n) != NULL) {
        return fail(e, ST_INPUT, _("%s: the key script is not UTF-8 text."), name);
    }
    struct script *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return fail_memory(e);
    }
    s->terminal.ops = &ops;
    s->name = strdup(name);
    buffer_init(&s->text, BUFFER_MAX_DOCUMENT);
    buffer_init(&s->screen, BUFFER_MAX_DOCUMENT);
    if (s->name == NULL || !buffer_add(&s->text, text, n) || !buffer_add_text(&s->text, "\n")) {
        script_close(&s->terminal);
        return fail_memory(e);
    }
    /* A dry run first: a mistake is told before anything is changed. */
    s->line = 1;
    struct event event;
    enum status st = ST_OK;
    while (st == ST_OK) {
        st = next_event(s, &event, e);
    }
    if (st != ST_NO) {
        script_close(&s->terminal);
        return st;
    }
    s->at = 0;
    s->rows = options->rows;
    s->columns = options->columns;
    s->ascii = options->ascii;
    *out = &s->terminal;
    return ST_OK;
}

const char *script_screen(const struct terminal *terminal)
{
    return buffer_text(&((const struct script *)(const void *)terminal)->screen);
}
