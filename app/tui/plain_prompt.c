/* Prompts of plain mode: at every one "?" helps and b goes back, and what is not understood is never taken for something else. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json.h"
#include "tui/words.h"

#include <ctype.h>

#define REFUSED_MAX 7 /* bytes of a line that is read back: fewer than a passphrase has */

const char *ask(struct plain *p, const char *prompt)
{
    struct buffer raw;
    say(p, prompt);
    p->io->write(p->io->context, " ");
    buffer_init(&raw, BUFFER_MAX_TEXT);
    const bool got = p->io->read(p->io->context, &raw);
    if (!p->io->echoes || !got) {
        p->io->write(p->io->context, "\n");
    }
    buffer_clear(&p->line);
    if (got) {
        size_t from = 0;
        size_t n = raw.length;
        while (n > 0 && strchr(" \t\r\n", raw.data[n - 1]) != NULL) {
            n--;
        }
        while (from < n && strchr(" \t", raw.data[from]) != NULL) {
            from++;
        }
        utf8_clean(&p->line, buffer_text(&raw) + from, n - from, false);
    }
    buffer_release(&raw);
    p->ended = p->ended || !got;
    return got ? buffer_text(&p->line) : NULL;
}

/* q leaves from everywhere but the middle of a form, where it may be a name. */
bool leaves(struct plain *p, const char *line)
{
    p->quit = p->quit || strcmp(line, "q") == 0 || strcasecmp(line, "quit") == 0;
    return p->quit;
}

/* A letter, a word, or the word of the language; what only begins like one may be something else, typed ahead. */
static bool means(const char *line, const char *letter, const char *english, const char *word)
{
    char ascii[WORDS_MAX];
    (void)plain_ascii(line, ascii);
    return strcasecmp(ascii, letter) == 0 || strcasecmp(ascii, english) == 0 || strcmp(line, word) == 0;
}

bool yes(const char *line)
{
    return means(line, "y", "yes", _("yes"));
}

bool goes_back(const char *line)
{
    return means(line, "b", "back", _("back"));
}

bool backs_out(const char *line)
{
    return goes_back(line) || means(line, "q", "quit", "q");
}

bool asks_help(const char *line)
{
    return means(line, "?", "help", "?");
}

const char *ask_line(struct plain *p, const char *prompt, const char *help)
{
    const char *line;
    while ((line = ask(p, prompt)) != NULL && asks_help(line)) {
        tell(p, _("%s b goes back."), help);
    }
    return line == NULL || goes_back(line) ? NULL : line;
}

bool ask_value(struct plain *p, const char *empty, const char *label, const char *help, char *value, size_t size)
{
    struct buffer prompt;
    buffer_init(&prompt, BUFFER_MAX_TEXT);
    if (value[0] != '\0') {
        (void)buffer_add_format(&prompt, _("%s (Enter: %s; -: none):"), label, value);
    } else {
        (void)buffer_add_text(&prompt, empty);
    }
    const char *line = ask_line(p, buffer_text(&prompt), help);
    if (line != NULL && line[0] != '\0' && (value[0] == '\0' || !yes(line))) { /* y to what Enter takes is no name */
        (void)snprintf(value, size, "%s", strcmp(line, "-") == 0 ? "" : line);
    }
    buffer_release(&prompt);
    return line != NULL;
}

void fill_value(char *out, size_t size, const cJSON *entry, const char *member)
{
    const char *text = json_text(entry, member);
    (void)snprintf(out, size, "%s", text == NULL ? "" : text);
}

/* What goes to customers is not guessed from other words. */
bool ask_yes_or_no(struct plain *p, const char *prompt, bool keeps, const char *help, bool *value)
{
    const char *line;
    while ((line = ask(p, prompt)) != NULL) {
        if (keeps && line[0] == '\0') {
            return true;
        }
        *value = yes(line);
        if (*value || means(line, "n", "no", _("no"))) {
            return true;
        }
        if (goes_back(line)) {
            return false;
        }
        tell(p, "%s", asks_help(line) ? help : _("Please type y or n; b goes back, ? explains it."));
    }
    return false;
}

void tell_refused(struct plain *p, const char *line, const char *advice)
{
    char ascii[WORDS_MAX];
    const bool letter = p->owner && plain_ascii(line, ascii)[0] != '\0' && ascii[1] == '\0';
    const bool home = letter && strchr("rvasfdpl", ascii[0]) != NULL;
    const bool questions = letter && strchr("xvyndepthlgrsfiwcuo", ascii[0]) != NULL;
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (strchr(line, ' ') != NULL || strlen(line) > REFUSED_MAX) {
        (void)buffer_add_text(&text, _("That is not understood."));
    } else if (home || questions) {
        (void)buffer_add_format(&text,
                                !questions ? _("Not here: %s works at home.")
                                : !home    ? _("Not here: %s works in the questions.")
                                           : _("Not here: %s works at home and in the questions."),
                                line);
    } else {
        (void)buffer_add_format(&text, _("\"%s\" is not understood."), line);
    }
    tell(p, "%s%s%s", buffer_text(&text), between_sentences(), advice);
    buffer_release(&text);
}

void tell_no_file(struct plain *p, const char *line, enum status st, const struct error *e)
{
    if (st == ST_NO) {
        tell(p, "%s", _("That is a folder: give the path of a file."));
    } else {
        tell(p, "%s",
             strpbrk(line, "/.~") != NULL ? e->text : _("There is no such file: give its folder and name, like ~/Downloads/name.json."));
    }
}

char ask_letter(struct plain *p, const char *prompt, const char *letters)
{
    return ask_letter_or(p, prompt, letters, NULL);
}

char ask_letter_or(struct plain *p, const char *prompt, const char *letters, const char *otherwise)
{
    const char *line;
    while ((line = ask(p, prompt)) != NULL) {
        char ascii[WORDS_MAX];
        (void)plain_ascii(line, ascii);
        const char c = ascii[0] == '\0' ? ' ' : yes(line) ? 'y' : ascii[1] != '\0' ? '\0' : (char)tolower((unsigned char)ascii[0]);
        if (c != '\0' && strchr(letters, c) != NULL) {
            return c;
        }
        if (backs_out(line) && strchr(letters, 'b') != NULL) {
            return 'b';
        }
        if (asks_help(line)) {
            tell(p, "%s", _("Type one of these letters and Enter, or Enter alone where it is named:"));
        } else if (otherwise != NULL) {
            tell(p, "%s", otherwise);
        } else {
            tell_refused(p, line, _("Here it is one of these:"));
        }
    }
    return '\0';
}

bool refused(struct plain *p, enum status st, const struct error *e)
{
    if (st != ST_OK) {
        tell(p, "%s", e->text);
    }
    return st != ST_OK;
}

const char *command_words(const char *line, char out[WORDS_MAX])
{
    const size_t length = strlen(plain_ascii(line, out));
    size_t n = 0;
    while (isalpha((unsigned char)out[n])) {
        n++;
    }
    const bool joined = n > 0 && n < length && out[n] != ' ' && n + strspn(out + n, "0123456789 ") == length;
    if (joined && length + 1 < WORDS_MAX) {
        memmove(out + n + 1, out + n, length - n + 1);
        out[n] = ' ';
    }
    return out;
}

/* The number after one of the words, which need no blank before it; 0: it is not one of them. */
static size_t number_after(const char *line, const char *const *words)
{
    char ascii[WORDS_MAX];
    (void)plain_ascii(line, ascii);
    for (; *words != NULL; words++) {
        const size_t n = strlen(*words);
        unsigned number = 0;
        char end = 0;
        if (strncasecmp(ascii, *words, n) == 0 && sscanf(ascii + n, "%5u%c", &number, &end) == 1) {
            return number;
        }
    }
    return 0;
}

size_t removal(const char *line)
{
    static const char *const words[] = {"remove", "消す", "削除", NULL};
    return number_after(line, words);
}

size_t change_of(const char *line)
{
    static const char *const words[] = {"change", "直す", "変更", NULL};
    return number_after(line, words);
}
