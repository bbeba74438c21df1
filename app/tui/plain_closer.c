/* The second pass in plain mode. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "tui/closer.h"
#include "tui/told_words.h"
#include "tui/words.h"

static void tell_reasons(struct plain *p, unsigned reasons)
{
    bool first = true;
    for (unsigned bit = 1; bit < LOOK_END; bit <<= 1) {
        if ((reasons & bit) != 0) {
            struct buffer text;
            buffer_init(&text, BUFFER_MAX_TEXT);
            closer_reason(&text, p->session, p->at, (enum look_reason)bit);
            tell(p, first ? _("Shown because: %s") : "   %s", buffer_text(&text));
            first = false;
            buffer_release(&text);
        }
    }
    struct buffer past;
    buffer_init(&past, BUFFER_MAX_TEXT);
    if (told_past(&past, p->session)) {
        tell(p, "%s", buffer_text(&past));
    }
    buffer_release(&past);
}

static void tell_parts(struct plain *p)
{
    bool any = false;
    for (int i = 0; i < CLOSER_PARTS; i++) {
        struct buffer text;
        buffer_init(&text, BUFFER_MAX_TEXT);
        closer_part(&text, p->session, p->at, (enum closer_part)i);
        if (text.length > 0) {
            tell(p, "%s: %s", _(CLOSER_LABELS[i]), buffer_text(&text));
            any = true;
        }
        buffer_release(&text);
    }
    if (!any) {
        tell(p, "%s", _("Nothing is written beside the answer yet."));
    }
}

static void tell_look(struct plain *p, const struct look *look, size_t number, size_t due)
{
    const struct question *q = &p->session->list.questions[p->at];
    char words[WORDS_MAX];
    tell(p, "%s", "");
    const int question = question_number(p->session, p->at);
    if (number <= CLOSER_FIRST && due > CLOSER_FIRST) {
        tell(p, _("Closer look %zu of the first %d: question %d. %s"), number, CLOSER_FIRST, question, text_of(q->home_item->text));
    } else {
        tell(p, _("Closer look %zu of %zu: question %d. %s"), number, due, question, text_of(q->home_item->text));
    }
    if (q->answer.state == ANSWER_LEVEL) {
        tell(p, _("Your answer: %s: %s"), question_words(q, words), text_of(q->home_item->levels[q->answer.level]));
    } else {
        tell(p, _("Your answer: %s"), question_words(q, words));
    }
    tell_reasons(p, look->reasons);
    tell_parts(p);
}

/* A number answers the question anew. */
static bool answer_anew(struct plain *p, const char *line)
{
    const struct question *q = &p->session->list.questions[p->at];
    const bool level = q->home_item->kind == ITEM_LEVEL;
    struct error e = {0};
    if (line[0] < '0' || line[0] > (level ? '4' : '1') || line[1] != '\0') {
        return false;
    }
    const enum answer_state state = level ? ANSWER_LEVEL : line[0] == '1' ? ANSWER_DONE : ANSWER_NOT_DONE;
    if (session_answer(p->session, p->at, state, line[0] - '0', NULL, &e) != ST_OK) {
        tell(p, "%s", e.text);
    } else {
        tell_saved(p, p->at);
    }
    return true;
}

/* One thing to do about the question; false when the line is no such thing. */
static bool act(struct plain *p, const char *line)
{
    if (strcmp(line, "e") == 0 || strcasecmp(line, "evidence") == 0) {
        ask_evidence(p);
    } else if (strcmp(line, "d") == 0 || strcasecmp(line, "scope") == 0) {
        ask_details(p, "");
    } else if (strcmp(line, "p") == 0 || strcasecmp(line, "plan") == 0) {
        ask_plan(p);
    } else if (strcmp(line, "n") == 0 || strcasecmp(line, "note") == 0) {
        ask_note(p, "");
    } else if (asks_help(line)) {
        tell(p, "%s", _("What your customers see beside the answer is best short and true. Enter alone leaves it as it is and goes on."));
        tell_parts(p);
    } else if (strcmp(line, "t") == 0 || strcasecmp(line, "words") == 0) {
        tell_terms(p);
    } else if (strcmp(line, "u") == 0 || strcasecmp(line, "undo") == 0) {
        size_t question = SIZE_MAX;
        (void)take_back(p, &question);
    } else {
        return answer_anew(p, line);
    }
    return true;
}

enum closer_way { CLOSER_ON, CLOSER_BACK, CLOSER_LATER };

/* Until this one is done with: which way from here. */
static enum closer_way look_closer(struct plain *p, const struct look *look, size_t number, size_t due)
{
    struct error e = {0};
    p->at = look->question;
    tell_look(p, look, number, due);
    for (;;) {
        const char *line =
            ask(p, number > 1 ? _("Enter: looked at, next; b: the one before; q: another day; e evidence, d scope, p plan, n "
                                  "note, 0 to 4 another answer, t words, u undo:")
                              : _("Enter: looked at, next; q: another day; e evidence, d scope, p plan, n note, 0 to 4 "
                                  "another answer, t words, u undo:"));
        char ascii[WORDS_MAX];
        if (line == NULL) {
            return CLOSER_LATER;
        }
        (void)plain_ascii(line, ascii);
        if (goes_back(line)) {
            return number > 1 ? CLOSER_BACK : CLOSER_LATER;
        }
        if (backs_out(line)) {
            return CLOSER_LATER;
        }
        if (ascii[0] == '\0') {
            if (session_looked(p->session, p->at, &e) != ST_OK) {
                tell(p, "%s", e.text);
            }
            session_save(p->session);
            return CLOSER_ON;
        }
        if (!act(p, ascii)) {
            tell_refused(p, line, _("Type 0 to 4, or ? for help."));
        }
        if (p->ended) {
            return CLOSER_LATER;
        }
    }
}

/* The next one, or the one before, that was not looked at when the pass began; count: none. */
static size_t step_from(const struct look *looks, size_t count, size_t at, bool back)
{
    do {
        at = back ? at - 1 : at + 1; /* before the first one: SIZE_MAX */
    } while (at < count && looks[at].seen);
    return at < count ? at : count;
}

void ask_closer(struct plain *p)
{
    const size_t before = p->at;
    struct look *looks = NULL;
    size_t count = 0;
    size_t number = 1;
    const size_t due = session_looks(p->session, &looks, &count);
    p->session->closer_seen = true;
    if (due == 0) {
        tell(p, "%s", _("No answer asks for a closer look."));
    }
    enum closer_way way = CLOSER_ON;
    size_t at = step_from(looks, count, SIZE_MAX, false);
    while (at < count && way != CLOSER_LATER) {
        way = look_closer(p, &looks[at], number, due);
        if (way == CLOSER_ON && number == CLOSER_FIRST && due > number) {
            tell(p, _("Those were the first %d; q leaves the others for another day."), CLOSER_FIRST);
        }
        number = way == CLOSER_BACK ? number - 1 : number + 1;
        at = way == CLOSER_LATER ? at : step_from(looks, count, at, way == CLOSER_BACK);
    }
    if (due > 0 && way == CLOSER_ON) {
        tell(p, "%s", _("That was the last one: everything has been looked at."));
    }
    free(looks);
    p->at = before;
}

void offer_closer(struct plain *p)
{
    struct look *looks = NULL;
    size_t count = 0;
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    closer_offer(&text, session_looks(p->session, &looks, &count));
    free(looks);
    p->session->closer_seen = true;
    tell(p, "%s", "");
    if (session_signing_last(p->session)) {
        tell(p, "%s", buffer_text(&text));
        if (ask_letter(p, _("w: begin; Enter: another day, to signing:"), "w b") == 'w') {
            ask_closer(p);
        }
    } else {
        tell(p, _("%s w begins it."), buffer_text(&text));
    }
    buffer_release(&text);
}
