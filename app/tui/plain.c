/* The flow of plain mode: what is told and asked next. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "tui/goal_words.h"
#include "tui/told_changes.h"
#include "tui/told_words.h"
#include "tui/words.h"

static const char *leaving(const struct plain *p)
{
    return p->session->home ? _("q home") : _("q leave");
}

/* Answered, and nothing of it is still to be confirmed: Enter alone leaves it so. */
static bool settled(const struct plain *p)
{
    const struct question *q = &p->session->list.questions[p->at];
    return answer_given(&q->answer) && !question_to_confirm(q);
}

/* Whether Enter would leave out questions: then the prompt says where it leads. */
static bool leads_far(const struct plain *p)
{
    const size_t to = enter_leads(p);
    return to != SIZE_MAX && question_number(p->session, to) != question_number(p->session, p->at) + 1;
}

static void far_prompt(const struct plain *p, bool read_out, char out[WORDS_MAX * 2])
{
    const struct session *s = p->session;
    const int number = question_number(s, p->at), to = question_number(s, enter_leads(p));
    char words[WORDS_MAX];
    if (read_out) {
        (void)snprintf(out, WORDS_MAX * 2, _("Another answer (Enter: leave it so, on to question %d; ? help):"), to);
    } else if (session_unanswered(s, SIZE_MAX) == SIZE_MAX) {
        (void)snprintf(out, WORDS_MAX * 2,
                       _("Question %d stays \"%s\". Enter: on to question %d; f sign and hand in; %s; or another answer:"), number,
                       question_words(&s->list.questions[p->at], words), to, leaving(p));
    } else {
        (void)snprintf(out, WORDS_MAX * 2, _("Question %d stays \"%s\". Enter: on to question %d; %s; or another answer:"), number,
                       question_words(&s->list.questions[p->at], words), to, leaving(p));
    }
}

/* Of an open question. read_out: it was just now; after anything else, such as a list with numbers, the prompt says which question a number
 * would answer. Never without a word about what Enter does, once there is an answer that it could keep. */
static void question_prompt(const struct plain *p, bool read_out, char out[WORDS_MAX * 2])
{
    const struct session *s = p->session;
    const int number = question_number(s, p->at);
    char words[WORDS_MAX];
    bool note;
    (void)goal_note_label(s, p->at, &note);
    if (question_waits(&s->list.questions[p->at]) && session_waits_only(s)) {
        (void)snprintf(
            out, WORDS_MAX * 2,
            _("The IT vendor's answer to question %d (a digit: put it in; Enter: hear it; s: results so far; page; f; %s; ? help):"),
            number, leaving(p));
    } else if (!settled(p) && read_out) {
        (void)snprintf(out, WORDS_MAX * 2, "%s", note ? _("Your answer (n: another note):") : _("Your answer:"));
    } else if (question_to_confirm(&s->list.questions[p->at])) {
        (void)snprintf(out, WORDS_MAX * 2, _("Question %d, your answer (y: still so; Enter: hear it again; ? help):"), number);
    } else if (!settled(p)) {
        (void)snprintf(out, WORDS_MAX * 2, _("Question %d, your answer (Enter: hear it again; ? help):"), number);
    } else if (leads_far(p)) {
        far_prompt(p, read_out, out);
    } else if (read_out) {
        (void)snprintf(out, WORDS_MAX * 2, "%s",
                       note ? _("Another answer (Enter: leave it so and go on; n: another note; ? help):")
                            : _("Another answer (Enter: leave it so and go on; ? help):"));
    } else if (session_unanswered(s, SIZE_MAX) == SIZE_MAX) {
        (void)snprintf(out, WORDS_MAX * 2, _("Question %d stays \"%s\". Enter: go on; f sign and hand in; %s; or another answer:"), number,
                       question_words(&s->list.questions[p->at], words), leaving(p));
    } else {
        (void)snprintf(out, WORDS_MAX * 2, _("Question %d stays \"%s\". Enter: go on; %s; or another answer:"), number,
                       question_words(&s->list.questions[p->at], words), leaving(p));
    }
}

/* Where none is open. */
static void end_prompt(const struct plain *p, char out[WORDS_MAX * 2])
{
    const bool open = session_unanswered(p->session, SIZE_MAX) != SIZE_MAX;
    const size_t to_confirm = given_count(&p->session->list, NULL);
    if (!open && to_confirm > 0) {
        (void)snprintf(
            out, WORDS_MAX * 2,
            _n("All answered, but %zu answer is still to be confirmed. Enter: the list of them, s results, r review, %s, ? help:",
               "All answered, but %zu answers are still to be confirmed. Enter: the list of them, s results, r review, %s, ? "
               "help:",
               to_confirm),
            to_confirm, leaving(p));
        return;
    }
    (void)snprintf(out, WORDS_MAX * 2,
                   open ? _("Not all is answered. Enter: the next question, s results, r review, %s, ? help:")
                   : has_year_before(p)
                       ? _("All answered. f sign and hand in, go 7 changes answer 7, w closer look, s results, o last year, r "
                           "review, %s, ? help:")
                       : _("All answered. f sign and hand in, go 7 changes answer 7, w closer look, s results, r review, %s, ? help:"),
                   leaving(p));
}

/* Enter alone; true when there is something to be read out. */
static bool enter(struct plain *p, bool question)
{
    if (question && settled(p)) {
        lead_on(p);
        p->told = p->told || p->at == SIZE_MAX; /* nothing was changed: the prompt says what can be done */
        return p->at != SIZE_MAX;
    }
    p->told = p->told && (question || given_count(&p->session->list, NULL) == 0); /* the list of those to be confirmed comes again */
    p->whole = question;
    p->at = question ? p->at : session_unanswered(p->session, SIZE_MAX);
    return p->at != SIZE_MAX;
}

/* Takes one line; true when the question has to be read out again or another one. read_out: it was just now. */
static bool take_line(struct plain *p, bool question, bool read_out)
{
    char line[ANSWER_TEXT_MAX + 64], prompt[WORDS_MAX * 2];
    if (question) {
        question_prompt(p, read_out, prompt);
    } else {
        end_prompt(p, prompt);
    }
    const char *text = ask(p, prompt);
    if (text == NULL) {
        return false;
    }
    if (snprintf(line, sizeof line, "%s", text) >= (int)sizeof line) {
        tell(p, _("Too long: a text holds at most %d bytes (about %d Japanese characters). Nothing was added."), ANSWER_TEXT_MAX,
             ANSWER_TEXT_MAX / 3);
        return false;
    }
    char ascii[WORDS_MAX];
    (void)plain_ascii(text, ascii); /* full-width digits and letters of an input method count */
    if ((ascii[0] != '\0' && ascii[1] == '\0') || strcmp(ascii, "??") == 0) {
        (void)snprintf(line, sizeof line, "%s", ascii);
    }
    if (line[0] == '\0') {
        return enter(p, question);
    }
    return take_command(p, line, question);
}

/* What a change here would be, when there is something signed. */
static void tell_before(struct plain *p)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (p->session->finish != NULL) {
        (void)told_before(&text, p->session);
        if (p->session->start == START_QUESTIONS) {
            told_doubtful(&text, p->session);
        }
        tell_lines(p, &text);
        buffer_clear(&text);
        (void)told_changes(&text, p->session, SIZE_MAX);
        tell_lines(p, &text);
    }
    buffer_release(&text);
}

/* To the first open question, or where the command wants to begin. */
static void begin(struct plain *p)
{
    size_t open = SIZE_MAX;
    p->at = SIZE_MAX;
    if (p->session->start == START_FINISH) {
        (void)ask_finish(p);
        p->quit = p->at == SIZE_MAX; /* unless a question is to be answered first */
        return;
    }
    if (p->session->start == START_PRODUCTS) {
        ask_inventory(p);
        p->quit = true;
        return;
    }
    if (p->session->start == START_KEY) {
        ask_key_alone(p);
        p->quit = true;
        return;
    }
    if (p->session->start == START_SEEN) {
        ask_seen(p);
        p->quit = p->at == SIZE_MAX; /* unless something is to be changed */
        return;
    }
    if (p->session->start > START_FINISH) {
        ask_handed(p, p->session->start == START_RECEIPT);
        p->quit = p->at == SIZE_MAX; /* unless a question is to be answered before it is signed anew */
        return;
    }
    if (p->session->start == START_RESULTS) {
        tell_results(p);
        return;
    }
    tell_before(p);
    if (p->session->start == START_QUESTIONS && p->session->finish != NULL && told_anybody(p->session)) {
        tell(p, "%s", _("go and a number goes to a question, like go 6; r lists all with their numbers. ? helps."));
    } else {
        tell(p, "%s", _("Type an answer and Enter. ? helps."));
    }
    if (session_flow(p->session, &open) == FLOW_PROFILE) {
        ask_name(p);
    }
    if (!p->ended && !p->quit && session_flow(p->session, &open) == FLOW_BELIEF) {
        ask_belief(p);
    }
    p->at = p->session->start == START_FLOW && session_given_next(p->session) ? SIZE_MAX : session_resume(p->session);
    if (p->at == SIZE_MAX && p->session->start == START_QUESTIONS) {
        p->doubtful = session_doubtful(p->session) != SIZE_MAX;
        p->at = p->doubtful ? session_doubtful(p->session) : session_first(p->session);
    }
}

enum status answer_plain(struct session *session, const struct plain_io *io, struct error *e)
{
    struct plain p = {.session = session, .io = io, .other = SIZE_MAX, .owner = true};
    size_t open = SIZE_MAX;
    (void)e;
    buffer_init(&p.line, BUFFER_MAX_TEXT);
    char clock[256];
    if (session_clock_problem(session, clock)[0] != '\0') {
        tell(&p, "%s", clock);
    }
    tell_year(&p);
    bool read_out = true;
    begin(&p);
    p.told = session->start == START_RESULTS; /* the results, since everything is answered */
    while (!p.ended && !p.quit) {
        if (p.at == SIZE_MAX && !p.told) {
            if (session_flow(session, &open) == FLOW_GIVEN) {
                p.quit = ask_given(&p); /* what comes after it cannot be done before; home, or the farewell, says what is left */
                continue;
            }
            if (session_flow(session, &open) == FLOW_FINISH) {
                p.quit = ask_finish(&p);
                p.told = true;
                continue;
            }
            if (session_flow(session, &open) == FLOW_INVENTORY) {
                ask_inventory(&p);
                continue;
            }
            if (session_flow(session, &open) == FLOW_CLOSER) {
                offer_closer(&p);
                continue;
            }
            tell_outcome(&p);
            p.told = true;
        }
        if (p.at != SIZE_MAX && read_out) {
            p.told = false;
            tell_question(&p);
        }
        read_out = take_line(&p, p.at != SIZE_MAX, read_out);
    }
    if (session->start <= START_QUESTIONS) {
        session_leave(session, p.at);
    }
    session->gone = p.ended;
    buffer_release(&p.line);
    return ST_OK;
}
