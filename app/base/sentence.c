#include "base/sentence.h"

#include "base/i18n.h"

#include <stddef.h>
#include <string.h>

#define PLACES_MAX 12
#define DEPTH_MAX 4     /* a sentence in a place of a sentence … */
#define TEXT_MAX 4096   /* longer ones stay as they are */
#define LITERAL_LEAST 8 /* bytes of a template that tell it from any other text */

struct span {
    const char *at;
    size_t n;
};

/* The next conversion in a format, or its end: *n its length, *place its number ("%2$s" is 2), 0 when it has none of its own. "%%" is no
 * place, and is part of the text. */
static const char *next_place(const char *format, size_t *n, unsigned *place)
{
    for (const char *c = strchr(format, '%'); c != NULL; c = strchr(c + 2, '%')) {
        if (c[1] == '%') {
            continue;
        }
        const size_t digits = strspn(c + 1, "0123456789");
        const bool numbered = digits > 0 && c[1 + digits] == '$';
        *place = 0;
        for (size_t i = 1; numbered && i <= digits && *place < PLACES_MAX; i++) {
            *place = *place * 10 + (unsigned)(c[i] - '0');
        }
        *n = 1 + strspn(c + 1, "0123456789$.-+ #'*hlzjt") + 1;
        return c[*n - 1] == '\0' ? c + strlen(c) : c;
    }
    *n = 0;
    return format + strlen(format);
}

/* Where the literal text of a format (with "%%" for "%") lies in text: at its beginning, or at the first place from there on. NULL:
 * nowhere. *n: bytes of text that it takes. */
static const char *find_literal(const char *text, const char *literal, size_t length, bool here, size_t *n)
{
    char plain[TEXT_MAX];
    *n = 0;
    for (size_t i = 0; i < length && *n + 1 < sizeof plain; i++) {
        plain[(*n)++] = literal[i];
        i += literal[i] == '%';
    }
    plain[*n] = '\0';
    return here ? (strncmp(text, plain, *n) == 0 ? text : NULL) : strstr(text, plain);
}

/* Whether the text was made from the format: what stands in its places, how many they are, and the bytes that are the format's own. */
static bool match(const char *text, const char *format, struct span places[PLACES_MAX], size_t *count, size_t *literal)
{
    size_t n, taken;
    unsigned place;
    const char *c = next_place(format, &n, &place);
    const char *at = find_literal(text, format, (size_t)(c - format), true, &taken);
    *count = 0;
    *literal = taken;
    if (at == NULL) {
        return false;
    }
    at += taken;
    while (*c != '\0') {
        if (*count == PLACES_MAX) {
            return false;
        }
        const char *behind = c + n;
        c = next_place(behind, &n, &place);
        const char *found = *c == '\0' && c == behind ? at + strlen(at) : find_literal(at, behind, (size_t)(c - behind), false, &taken);
        taken = *c == '\0' && c == behind ? 0 : taken;
        if (found != NULL && *c == '\0' && found[taken] != '\0') { /* the last words stand at the end */
            const size_t left = strlen(at);
            found = left >= taken && strncmp(at + left - taken, found, taken) == 0 ? at + left - taken : NULL;
        }
        if (found == NULL) {
            return false;
        }
        places[(*count)++] = (struct span){at, (size_t)(found - at)};
        *literal += taken;
        at = found + taken;
    }
    return *at == '\0';
}

static bool say(struct buffer *out, const char *text, int depth);

/* What stands in a place: perhaps a sentence of its own, with the space before it. */
static void say_place(struct buffer *out, const struct span *place, int depth)
{
    char text[TEXT_MAX];
    size_t spaces = strspn(place->at, " ");
    spaces = spaces < place->n ? spaces : place->n;
    if (place->n >= sizeof text) {
        buffer_add(out, place->at, place->n);
        return;
    }
    buffer_add(out, place->at, spaces);
    memcpy(text, place->at + spaces, place->n - spaces);
    text[place->n - spaces] = '\0';
    if (!say(out, text, depth)) {
        buffer_add_text(out, text);
    }
}

/* Fills the places of a translated format. */
static void fill(struct buffer *out, const char *format, const struct span *places, size_t count, int depth)
{
    size_t next = 0;
    for (;;) {
        size_t n;
        unsigned place;
        const char *c = next_place(format, &n, &place);
        for (const char *l = format; l < c; l++) {
            buffer_add_char(out, *l);
            l += *l == '%';
        }
        if (*c == '\0') {
            return;
        }
        const size_t which = place > 0 ? place - 1 : next++;
        if (which < count) {
            say_place(out, &places[which], depth);
        }
        format = c + n;
    }
}

/* Words that stand in places beside sentences: roles of signers (trust/header.c), sheets and labels of an answer sheet (export/form_read.c,
 * export/form_layout.c). */
static bool is_word_of_ours(const char *text)
{
    static const char *const WORDS[] = {"supplier", "assessor", "requester", "Answers", "Inventory", "People", "Industry", "Mail", "Phone"};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (strcmp(WORDS[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static bool say_template(struct buffer *out, const char *text, int depth)
{
    struct span places[PLACES_MAX], best[PLACES_MAX];
    const struct sentence_template *found = NULL;
    size_t count, literal, most = LITERAL_LEAST - 1, n = 0;
    for (const struct sentence_template *t = SENTENCE_TEMPLATES; t->text != NULL; t++) {
        if (match(text, t->text, places, &count, &literal) && literal > most) {
            most = literal;
            found = t;
            n = count;
            memcpy(best, places, sizeof best);
        }
    }
    const char *format = found == NULL ? NULL : gettext(found->key);
    if (format == NULL || format == found->key) {
        return false;
    }
    fill(out, format, best, n, depth + 1);
    return true;
}

/* "PREFIX: sentence", which fail_prefix and fail_errno make without a format of their own. */
static bool say_behind_colon(struct buffer *out, const char *text, int depth)
{
    for (const char *colon = strstr(text, ": "); colon != NULL; colon = strstr(colon + 2, ": ")) {
        const size_t before = out->length;
        say_place(out, &(struct span){text, (size_t)(colon - text)}, depth + 1);
        buffer_add(out, ": ", 2);
        if (say(out, colon + 2, depth + 1)) {
            return true;
        }
        if (out->data != NULL) {
            out->length = before;
            out->data[before] = '\0';
        }
    }
    return false;
}

/* False: not known, nothing was appended. */
static bool say(struct buffer *out, const char *text, int depth)
{
    if (depth > DEPTH_MAX || text[0] == '\0' || strlen(text) >= TEXT_MAX) {
        return false;
    }
    /* a single word in a place is a name more often than ours */
    const char *whole = depth == 0 || strchr(text, ' ') != NULL || is_word_of_ours(text) ? gettext(text) : text;
    if (whole != text) {
        return buffer_add_text(out, whole);
    }
    return say_template(out, text, depth) || say_behind_colon(out, text, depth);
}

/* "The file: has …" and "The file, line 1: …" without the beginning, and with a large letter when what follows is a plain word. */
static void add_without_file(struct buffer *out, const char *text)
{
    const char *name = _(SENTENCE_FILE);
    const size_t n = strlen(name);
    if (strncmp(text, name, n) == 0 && (text[n] == ':' || text[n] == ',') && text[n + 1] == ' ') {
        text += n + 2;
        const size_t word = strspn(text, "abcdefghijklmnopqrstuvwxyz");
        if (word > 0 && text[word] == ' ') {
            buffer_add_char(out, (char)(text[0] - 'a' + 'A'));
            text++;
        }
    }
    buffer_add_text(out, text);
}

bool sentence_say(struct buffer *out, const char *kept)
{
    struct buffer line, said;
    buffer_init(&line, BUFFER_MAX_TEXT);
    buffer_init(&said, BUFFER_MAX_TEXT);
    for (const char *at = kept; *at != '\0';) {
        const size_t n = strcspn(at, "\n");
        buffer_clear(&line);
        buffer_clear(&said);
        buffer_add(&line, at, n);
        buffer_add_text(out, at == kept ? "" : " ");
        const bool known = language_current() != LANGUAGE_EN && say(&said, buffer_text(&line), 0);
        add_without_file(out, buffer_text(known ? &said : &line));
        at += n + (at[n] == '\n');
    }
    const bool ok = !line.failed && !said.failed && !out->failed;
    buffer_release(&line);
    buffer_release(&said);
    return ok;
}
