/* The interview one line at a time: the same session, said in words. */
#include "tui/interview.h"
#include "tui/plain_interview_parts.h"

#include "base/i18n.h"
#include "tui/session_interview.h"
#include "tui/words.h"

bool interview_kept(struct plain *p, enum status st, const struct error *e)
{
    if (refused(p, st, e)) {
        return false;
    }
    tell_saved(p, SIZE_MAX);
    return true;
}

static void go_to(struct plain *p, size_t question)
{
    if (question == SIZE_MAX) {
        return;
    }
    p->at = question;
    session_remember_place(p->session, question);
    session_enter_section(p->session, question);
}

void interview_step(struct plain *p, int direction)
{
    const size_t to = session_step(p->session, p->at, direction);
    if (to == SIZE_MAX) {
        tell(p, "%s", direction > 0 ? _("This is the last question.") : _("This is the first question."));
    }
    go_to(p, to);
}

/* ---- commands ---- */

static void do_park(struct plain *p)
{
    struct error e = {0};
    const bool park = !session_parked(p->session, p->at);
    if (interview_kept(p, session_park(p->session, p->at, park, &e), &e)) {
        tell(p, "%s", park ? _("Parked.") : _("No longer parked."));
    }
}

static void do_skip(struct plain *p)
{
    interview_step(p, 1);
}

static void do_back(struct plain *p)
{
    interview_step(p, -1);
}

static void do_open(struct plain *p)
{
    const size_t next = interview_next_open(p->session, p->at);
    if (next == SIZE_MAX) {
        tell(p, "%s", _("No question is open any more."));
    }
    go_to(p, next);
}

static void do_go(struct plain *p, const char *rest)
{
    const size_t question = question_of_number(p->session, rest);
    if (question == SIZE_MAX) {
        tell(p, "%s", _("There is no such question. Type go and its number, for example: go 7"));
    }
    go_to(p, question);
}

static void do_table(struct plain *p, const char *rest)
{
    if (!tell_interview_rows(p, rest)) {
        tell(p, _("There is no list \"%s\": G alone names them."), rest);
    }
}

static void do_show(struct plain *p)
{
    p->session->presenter = !p->session->presenter;
    tell(p, "%s",
         p->session->presenter
             ? _("From now on nothing private is said. What was said before still stands above: clear it before the firm looks.")
             : _("Everything is said again."));
}

static void do_clock(struct plain *p)
{
    session_pause(p->session, !p->session->timer.paused);
    tell(p, "%s", p->session->timer.paused ? _("The clock stands still; z lets it run again.") : _("The clock runs."));
}

static void do_minutes(struct plain *p, const char *rest)
{
    char ascii[WORDS_MAX];
    int minutes = 0;
    char end = 0;
    struct error e = {0};
    if (sscanf(plain_ascii(rest, ascii), "%5d%c", &minutes, &end) != 1) {
        tell(p, "%s", _("Type T and a number of minutes, T 0 for the usual time."));
    } else {
        (void)interview_kept(p, session_plan_minutes(p->session, p->at, minutes, &e), &e);
    }
}

static void do_stands(struct plain *p)
{
    struct error e = {0};
    (void)interview_kept(p, session_stands(p->session, p->at, &e), &e);
}

static void do_language(struct plain *p)
{
    switch_language(p->session);
}

static void do_quit(struct plain *p)
{
    p->quit = true;
}

static void do_undo(struct plain *p)
{
    struct error e = {0};
    size_t question = SIZE_MAX;
    const enum status st = session_undo(p->session, &question, &e);
    if (st == ST_NO) {
        tell(p, "%s", _("Nothing to take back in this session."));
    } else if (interview_kept(p, st, &e)) {
        tell(p, "%s", _("Taken back."));
        go_to(p, question);
    }
}

/* One of run and act: what it does with the rest of the line, or that it takes none. */
static const struct command {
    const char *letter, *word;
    void (*run)(struct plain *p, const char *rest);
    void (*act)(struct plain *p);
    bool private;  /* not while the firm looks on */
    bool numbered; /* takes a number and no text: also without a blank before it */
} COMMANDS[] = {
    {"x", "unknown", .act = do_unknown},
    {"-", "na", .run = do_na},
    {"v", "vendor", .act = do_vendor},
    {"y", "confirm", .act = do_confirm},
    {"a", "assessor", .run = do_assess, .numbered = true, .private = true},
    {"c", "sure", .run = do_sure, .numbered = true, .private = true},
    {"r", "reason", .run = do_reason, .private = true},
    {"n", "note", .run = do_shared, .private = true},
    {"m", "mine", .run = do_private, .private = true},
    {"f", "follow-up", .run = do_followup},
    {"F", "follow-ups", .run = ask_followups, .numbered = true},
    {"R", "recheck", .act = tell_recheck, .private = true},
    {"=", "stands", .act = do_stands, .private = true},
    {"X", "after", .run = ask_account, .numbered = true},
    {"k", "park", .act = do_park, .private = true},
    {"l", "skip", .act = do_skip},
    {"h", "back", .act = do_back},
    {"o", "open", .act = do_open},
    {"g", "go", .run = do_go, .numbered = true},
    {"G", "table", .run = do_table},
    {"/", "search", .run = tell_interview_found},
    {"d", "same", .run = do_same, .private = true},
    {"snippets", "snippet", .run = do_snippets, .private = true},
    {"use", "use", .run = do_use, .private = true},
    {"keep", "keep", .run = do_keep, .private = true},
    {"show", "show", .act = do_show},
    {"z", "clock", .act = do_clock, .private = true},
    {"T", "minutes", .run = do_minutes, .numbered = true, .private = true},
    {"e", "evidence", .act = ask_evidence},
    {"p", "plan", .act = ask_plan},
    {"t", "words", .act = tell_terms},
    {"N", "firm-note", .run = ask_note},
    {"scope", "scope", .run = ask_details},
    {"s", "results", .act = tell_results},
    {"i", "products", .act = ask_inventory},
    {"C", "firm", .act = ask_firm},
    {"L", "language", .act = do_language},
    {"u", "undo", .act = do_undo},
    {"?", "help", .act = tell_interview_help},
    {"q", "quit", .act = do_quit},
};

/* The command that a line begins with; *rest: what follows it. NULL: none. */
static const struct command *parse(const char *line, const char **rest)
{
    const size_t n = strcspn(line, " ");
    *rest = line + n + strspn(line + n, " ");
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        const struct command *c = &COMMANDS[i];
        if ((strlen(c->letter) == n && strncmp(line, c->letter, n) == 0) || (strlen(c->word) == n && strncasecmp(line, c->word, n) == 0)) {
            return c;
        }
    }
    if (line[0] == '/') {
        *rest = line + 1;
        return parse("/", &line);
    }
    return NULL;
}

/* Takes one line; true when the question has to be read out again or another one. */
static bool take_line(struct plain *p)
{
    char line[ANSWER_TEXT_MAX + 64];
    char words[WORDS_MAX];
    const char *rest = NULL;
    const size_t before = p->at;
    const bool presenter = p->session->presenter;
    const char *text = ask(p, _("The firm's level or a command:"));
    session_count_time(p->session);
    if (text == NULL) {
        return false;
    }
    if (snprintf(line, sizeof line, "%s", text) >= (int)sizeof line) {
        tell(p, "%s", _("Too long: nothing was added."));
        return false;
    }
    if (line[0] == '\0') {
        return true;
    }
    if (level_answer(p, line)) {
        return p->at != before;
    }
    const struct command *command = parse(command_words(line, words), &rest);
    command = command != NULL && command->numbered ? command : parse(line, &rest);
    if (command == NULL) {
        tell_refused(p, line, _("Type 0 to 4, or ? for help."));
    } else if (command->private && p->session->presenter) {
        tell(p, "%s", _("Not while the firm looks on: show ends it."));
    } else if (command->act != NULL) {
        command->act(p);
    } else {
        command->run(p, rest);
    }
    return p->at != before || p->session->presenter != presenter;
}

enum status interview_plain(struct session *session, const struct plain_io *io, struct error *e)
{
    struct plain p = {.session = session, .io = io, .at = SIZE_MAX};
    const size_t first = session->list.count == 0 ? SIZE_MAX : interview_first(session);
    if (first == SIZE_MAX) {
        return fail(e, ST_INPUT, _("This draft asks no questions."));
    }
    buffer_init(&p.line, BUFFER_MAX_TEXT);
    char clock[256];
    if (session_clock_problem(session, clock)[0] != '\0') {
        tell(&p, "%s", clock);
    }
    tell(&p, "%s", _("Type an answer and Enter. ? lists what you can type."));
    go_to(&p, first);
    for (bool read_out = true; !p.ended && !p.quit; read_out = take_line(&p)) {
        if (!question_asked(&session->list.questions[p.at])) { /* hidden by an answer meanwhile */
            interview_step(&p, 1);
        }
        if (read_out) {
            tell_interview_question(&p);
        }
    }
    session_count_time(session);
    session->noted = true; /* the place where it was left, and the time that passed last */
    session_save(session);
    session->gone = p.ended;
    buffer_release(&p.line);
    return ST_OK;
}
