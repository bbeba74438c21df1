/* How plain mode says a line: cleaned, at the width of the terminal, and page by page in a long list. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/width.h"

#include <ctype.h>
#include <stdarg.h>

/* One sign that is typed; a closing bracket or a colon starts no line. */
static bool is_key(char c)
{
    return isalnum((unsigned char)c) || (c != '\0' && strchr("?/-.=", c) != NULL);
}

/* Bytes of a Latin word that ends there and whose number comes next ("who 3"): the two stay together. 0: none. */
static size_t numbered_word(const char *text, size_t end)
{
    size_t n = 0;
    while (text[end] == ' ' && isdigit((unsigned char)text[end + 1]) && n < end && isalpha((unsigned char)text[end - 1 - n])) {
        n++;
    }
    return n;
}

#define BRACKET 40 /* bytes: a longer one is a sentence of its own */

/* Bytes of a short bracket at the end of a line that closes on the next one, as "(0 not yet)" might: with it. 0: none. */
static size_t open_bracket(const char *text, size_t end)
{
    size_t n = 0;
    while (n < end && n < BRACKET && text[end - 1 - n] != '(' && text[end - 1 - n] != ')') {
        n++;
    }
    const size_t rest = strcspn(text + end, "()\n");
    return n < end && text[end - 1 - n] == '(' && text[end + rest] == ')' && n + rest < BRACKET ? n + 1 : 0;
}

static int columns_of(const char *text, size_t n)
{
    int columns = 0, wide = 0;
    for (size_t i = 0; i < n; columns += wide) {
        i += width_cluster(text + i, n - i, &wide);
    }
    return columns;
}

/* A number alone: at the beginning of a line it is heard as one to choose. */
static bool is_lone_number(const char *text)
{
    const size_t n = strspn(text, "0123456789");
    return n > 0 && (strchr(" .,;:)", text[n]) != NULL || strncmp(text + n, "。", 3) == 0 || strncmp(text + n, "、", 3) == 0);
}

/* As width_break_phrase, but no line begins with a lone number or within a short bracket, if there is another place for its end. */
static size_t phrase_line(const char *text, int columns, size_t *next)
{
    const size_t widest = width_break_phrase(text, columns, next);
    const size_t widest_next = *next;
    size_t n = widest;
    for (int narrow = columns; text[*next] != '\0' && text[n] != '\n';) {
        const size_t bracket = open_bracket(text, n);
        if (bracket == 0 && !is_lone_number(text + *next)) {
            return n;
        }
        narrow = columns_of(text, n - bracket) - 1;
        if (narrow < columns / 2) {
            *next = widest_next;
            return widest;
        }
        n = width_break_phrase(text, narrow, next);
    }
    return n;
}

/* Bytes of the text's first line, and where the next one starts. A word longer than a line, a path say, stays whole: the terminal cuts it,
 * and it can be copied. */
static size_t first_line(const char *text, int columns, size_t *next)
{
    size_t n = phrase_line(text, columns, next);
    const bool cut = n > 0 && n == *next && (text[n - 1] & 0x80) == 0 && (text[n] & 0x80) == 0 && text[n] != '\0';
    if (cut) {
        n += strcspn(text + n, " \n");
        *next = n + (text[n] != '\0');
    }
    const bool key = n > 2 && text[n] == ' ' && is_key(text[n - 1]) && (text[n - 2] == ' ' || (text[n - 2] & 0x80) != 0);
    if (key) { /* "r review": a key stays with what it does */
        *next = --n;
        n -= text[n - 1] == ' ';
    } else if (n > 3 && text[n] == ' ' && is_key(text[n - 1]) && text[n - 2] == '(') { /* "(0 not yet)": a level with its name */
        n -= 2;
        *next = n;
        n -= text[n - 1] == ' ';
    }
    const size_t word = n - numbered_word(text, n);
    if (word > 1 && word < n) {
        *next = word;
        n = word - (text[word - 1] == ' ');
    }
    return n;
}

/* Lines that end between words, or phrases, and not where the terminal's last column happens to be: neither a reader of lines nor a line of
 * braille gets half a word. No blanks before or after: nothing is said that means nothing. */
static void add_lines(struct buffer *out, const char *text, int columns)
{
    while (*text != '\0') {
        size_t next = 0;
        const size_t n = first_line(text, columns, &next);
        (void)buffer_add(out, text, n);
        text += next;
        if (*text != '\0' || text[-1] == '\n') {
            (void)buffer_add_char(out, '\n');
        }
    }
}

#define NARROW 20 /* columns: what is narrower is no terminal that somebody reads */

void say(struct plain *p, const char *text)
{
    struct buffer clean, lines;
    const int columns = p->io->columns == NULL ? 0 : p->io->columns(p->io->context);
    buffer_init(&clean, BUFFER_MAX_DOCUMENT);
    buffer_init(&lines, BUFFER_MAX_DOCUMENT);
    utf8_clean(&clean, text, strlen(text), true);
    if (columns >= NARROW) {
        add_lines(&lines, buffer_text(&clean), columns - 1); /* in its last column some terminals begin a line of their own */
    }
    p->io->write(p->io->context, buffer_text(columns >= NARROW ? &lines : &clean));
    buffer_release(&lines);
    buffer_release(&clean);
}

#define PAGE_LINES 20

void list_begins(struct plain *p)
{
    p->listing = p->io->echoes;
    p->enough = false;
    p->listed = p->entry = 0;
}

#define HEADED_LINES 3 /* a heading, and at least an entry of two lines */

void list_heads(struct plain *p)
{
    if (p->listing && p->listed + HEADED_LINES > PAGE_LINES) {
        p->listed = PAGE_LINES; /* the stop comes before it */
    }
}

void list_ends(struct plain *p)
{
    p->listing = p->enough = p->years_near = false;
}

/* Before the next line of a long list: whether it is to be told. An entry is cut only where it is longer than a page itself. */
static bool goes_on(struct plain *p, const char *line)
{
    if (!p->listing || p->enough) {
        return !p->enough;
    }
    p->entry = line[0] == ' ' ? p->entry : 0;
    if (p->listed >= PAGE_LINES && (p->entry == 0 || p->entry >= PAGE_LINES)) {
        p->listing = false; /* for what the prompt itself tells */
        const char letter = ask_letter(
            p, p->years_near ? _("Enter: more; o: this year beside last year; b: that is enough:") : _("Enter: more; b: that is enough:"),
            p->years_near ? " ob" : " b");
        p->enough = letter != ' ';
        p->years_asked = letter == 'o';
        p->listing = true;
        p->listed = p->entry = 0;
    }
    p->listed++;
    p->entry++;
    return !p->enough;
}

void tell(struct plain *p, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (n < 0) {
        return;
    }
    if (goes_on(p, text)) {
        say(p, strncmp(text, "! ", 2) == 0 ? text + 2 : text); /* a mark for the eye; the sentence says it to the ear */
        p->io->write(p->io->context, "\n");
    }
    free(text);
}

void tell_words(struct plain *p, const struct buffer *words)
{
    if (words->length > 0) {
        tell(p, "%s", buffer_text(words));
    }
}

void tell_lines(struct plain *p, const struct buffer *text)
{
    for (const char *line = buffer_text(text); *line != '\0';) {
        if (strncmp(line, "\n\n", 2) == 0) { /* a second empty line says nothing more */
            line++;
            continue;
        }
        if (strncmp(line, "# ", 2) == 0) {
            line += 2;
            list_heads(p);
        }
        const size_t n = strcspn(line, "\n");
        tell(p, "%.*s", (int)n, line);
        line += n + (line[n] == '\n');
    }
}
