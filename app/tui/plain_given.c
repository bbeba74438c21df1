/* Answers that stood before a customer asked, in plain mode: told as one list, confirmed together or looked at one by one. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "tui/given_words.h"

/* The source that all of them have, told once, not in every line; "" when they differ. */
static const char *common_source(const struct session *s, char out[WORDS_MAX * 2])
{
    char other[WORDS_MAX * 2];
    out[0] = '\0';
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (!question_asked(q) || !given_waits(q->answer.tree, NULL)) {
            continue;
        }
        if (out[0] == '\0') {
            (void)given_source(q, out);
        } else if (strcmp(given_source(q, other), out) != 0) {
            out[0] = '\0';
            return out;
        }
    }
    return out;
}

static size_t tell_given(struct plain *p)
{
    struct buffer words;
    char common[WORDS_MAX * 2];
    size_t n = 0;
    buffer_init(&words, BUFFER_MAX_TEXT);
    given_intro(&words, p->session);
    tell(p, "%s", "");
    tell(p, "%s", buffer_text(&words));
    buffer_release(&words);
    if (common_source(p->session, common)[0] != '\0') {
        tell(p, _("All of them were given on %s."), common);
    }
    for (size_t i = 0; i < p->session->list.count; i++) {
        const struct question *q = &p->session->list.questions[i];
        char answer[ANSWER_WORDS], source[WORDS_MAX * 2];
        if (question_asked(q) && given_waits(q->answer.tree, NULL) && common[0] != '\0') {
            tell(p, "%d %s: %s", question_number(p->session, i), question_title(q), answer_words(&q->answer, answer));
            n++;
        } else if (question_asked(q) && given_waits(q->answer.tree, NULL)) {
            tell(p, _("%d %s: %s, %s"), question_number(p->session, i), question_title(q), answer_words(&q->answer, answer),
                 given_source(q, source));
            n++;
        }
    }
    return n;
}

/* The marked question with this number; SIZE_MAX: none. */
static size_t find(const struct plain *p, const char *line)
{
    char ascii[WORDS_MAX];
    int wanted = 0;
    char end = 0;
    if (sscanf(plain_ascii(line, ascii), "%5d%c", &wanted, &end) != 1) {
        return SIZE_MAX;
    }
    for (size_t i = 0; i < p->session->list.count; i++) {
        const struct question *q = &p->session->list.questions[i];
        if (question_asked(q) && given_waits(q->answer.tree, NULL) && question_number(p->session, i) == wanted) {
            return i;
        }
    }
    return SIZE_MAX;
}

bool ask_given(struct plain *p)
{
    struct error e = {0};
    const size_t n = tell_given(p);
    p->session->confirming = true;
    for (;;) {
        const char *line = ask(p, _("y: all of these hold for them, too; a number: look at that one; Enter: later:"));
        char ascii[WORDS_MAX];
        if (line == NULL || line[0] == '\0' || backs_out(line)) {
            return true;
        }
        (void)plain_ascii(line, ascii);
        if (strcasecmp(ascii, "y") == 0 || strcasecmp(ascii, "yes") == 0) {
            if (session_confirm_given(p->session, &e) != ST_OK) {
                tell(p, "%s", e.text);
                return false;
            }
            tell(p, _n("%zu answer is confirmed.", "%zu answers are confirmed.", n), n);
            tell_saved(p, SIZE_MAX);
            return false;
        }
        const size_t found = find(p, line);
        if (found != SIZE_MAX) {
            p->at = found; /* the list comes again after this one */
            return false;
        }
        if (asks_help(line)) {
            tell(p, "%s",
                 _("y takes all of these answers for them; a number opens that question; Enter alone leaves this for another day."));
        } else {
            tell_refused(p, line, _("Type y, the number of a line, or Enter alone."));
        }
    }
}
