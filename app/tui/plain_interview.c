/* The interview one line at a time: the same session, said in words. */
#include "tui/interview.h"
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/rating.h"
#include "model/snippets.h"
#include "tui/session_interview.h"
#include "tui/words.h"

static const struct question *current(const struct plain *p)
{
    return &p->session->list.questions[p->at];
}

static bool rated(const struct plain *p)
{
    return current(p)->home_item->kind == ITEM_LEVEL;
}

/* Saves, and says what the question looks like now. False: it was refused. */
static bool done(struct plain *p, enum status st, const struct error *e)
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

/* ---- ratings ---- */

static void ask_reason_of_difference(struct plain *p)
{
    if (!rating_lacks_reason(&current(p)->answer)) {
        return;
    }
    const char *line = ask(p, _("The ratings differ. Why (Enter: later)?"));
    struct error e = {0};
    if (line != NULL && line[0] != '\0') {
        (void)done(p, session_text(p->session, p->at, "assessor.reason", line, &e), &e);
    }
}

/* One digit of a line as people type it; -1: none. */
static int digit(const char *line, int most)
{
    char ascii[WORDS_MAX];
    (void)plain_ascii(line, ascii);
    return ascii[0] >= '0' && ascii[0] <= '0' + most && ascii[1] == '\0' ? ascii[0] - '0' : -1;
}

static bool assess(struct plain *p, const char *line)
{
    struct error e = {0};
    const int level = strcmp(line, "-") == 0 ? -1 : digit(line, LEVELS - 1);
    if (level < 0 && strcmp(line, "-") != 0) {
        tell(p, "%s", _("Please type a number from 0 to 4."));
        return false;
    }
    return done(p, session_assess(p->session, p->at, level, &e), &e);
}

static bool sure(struct plain *p, const char *line)
{
    struct error e = {0};
    const int which = digit(line, (int)CONFIDENCE_CHOICE_COUNT - 1);
    if (which < 0) {
        tell(p, "%s", _("Please type 0, 1, 2 or 3: none, heard, document, seen."));
        return false;
    }
    return done(p, session_confidence(p->session, p->at, CONFIDENCE_CHOICES[which].value, &e), &e);
}

/* After the firm's level, what belongs beside it; an empty line leaves a thing for later, and what is asked is asked until it is right. */
static void ask_assessor(struct plain *p)
{
    const char *line = NULL;
    if (p->session->presenter || !rated(p)) {
        return;
    }
    do {
        line = ask(p, _("Your level, 0 to 4 (Enter: leave it):"));
    } while (line != NULL && line[0] != '\0' && !assess(p, line));
    if (line != NULL) {
        ask_reason_of_difference(p);
    }
    if (p->ended || current(p)->answer.assessor_level < 0) {
        return;
    }
    do {
        line = ask(p, _("How sure? 1 heard, 2 document read, 3 seen working (Enter: leave it):"));
    } while (line != NULL && line[0] != '\0' && !sure(p, line));
}

static void step(struct plain *p, int direction)
{
    const size_t to = session_step(p->session, p->at, direction);
    if (to == SIZE_MAX) {
        tell(p, "%s", direction > 0 ? _("This is the last question.") : _("This is the first question."));
    }
    go_to(p, to);
}

static void answer(struct plain *p, enum answer_state state, int level)
{
    struct error e = {0};
    const size_t question = p->at;
    if (!refused(p, session_answer(p->session, question, state, level, NULL, &e), &e)) {
        tell_saved(p, question);
        ask_assessor(p);
        step(p, 1);
    }
}

/* ---- commands: each gets what follows it on the line ---- */

static void do_unknown(struct plain *p, const char *rest)
{
    (void)rest;
    answer(p, ANSWER_UNKNOWN, 0);
}

static void do_na(struct plain *p, const char *rest)
{
    if (ask_reason(p, rest)) {
        step(p, 1);
    }
}

static void do_vendor(struct plain *p, const char *rest)
{
    struct error e = {0};
    (void)rest;
    (void)done(p, session_vendor(p->session, p->at, !current(p)->answer.ask_vendor, &e), &e);
}

static void do_confirm(struct plain *p, const char *rest)
{
    struct error e = {0};
    (void)rest;
    if (!current(p)->answer.unconfirmed) {
        tell(p, "%s", _("Nothing to confirm here: y is for answers from the year before."));
    } else if (done(p, session_confirm(p->session, p->at, &e), &e)) {
        ask_assessor(p);
    }
}

static void do_assess(struct plain *p, const char *rest)
{
    if (assess(p, rest)) {
        ask_reason_of_difference(p);
    }
}

static void do_sure(struct plain *p, const char *rest)
{
    (void)sure(p, rest);
}

/* A text given on the line, or asked for; "-" removes it, nothing leaves it. */
static void set_text(struct plain *p, enum sheet_column column, const char *prompt, const char *rest)
{
    struct error e = {0};
    const char *text = rest[0] != '\0' ? rest : ask(p, prompt);
    if (text != NULL && text[0] != '\0') {
        (void)done(p, sheet_set_text(p->session, p->at, column, strcmp(text, "-") == 0 ? "" : text, &e), &e);
    }
}

static void do_reason(struct plain *p, const char *rest)
{
    set_text(p, SHEET_REASON, _("Why the ratings differ (Enter: leave it; -: remove it):"), rest);
}

static void do_shared(struct plain *p, const char *rest)
{
    set_text(p, SHEET_NOTE, _("Shared note, which the firm reads (Enter: leave it; -: remove it):"), rest);
}

static void do_private(struct plain *p, const char *rest)
{
    set_text(p, SHEET_PRIVATE, _("Your own note, which stays with you (Enter: leave it; -: remove it):"), rest);
}

static void do_followup(struct plain *p, const char *rest)
{
    char text[ANSWER_TEXT_MAX + 1];
    char owner[ANSWER_TEXT_MAX + 1];
    char due[WORDS_MAX];
    struct error e = {0};
    const char *line = rest[0] != '\0' ? rest : ask(p, _("What comes later (Enter: nothing):"));
    if (line == NULL || line[0] == '\0' || snprintf(text, sizeof text, "%s", line) < 0) {
        return;
    }
    line = ask(p, _("Who does or sends it (Enter: nobody yet):"));
    if (line == NULL || snprintf(owner, sizeof owner, "%s", line) < 0) {
        return;
    }
    int64_t seconds = 0;
    while ((line = ask(p, _("By which date, like 2027-03-31 (Enter: none):"))) != NULL) {
        (void)plain_date(line, due);
        if (due[0] == '\0' || date_parse(due, &seconds)) {
            (void)done(p, session_followup(p->session, p->at, text, owner, due, &e), &e);
            return;
        }
        tell(p, _("\"%s\" is no date: write year, month and day as 2027-03-31."), due);
    }
}

static void do_park(struct plain *p, const char *rest)
{
    struct error e = {0};
    const bool park = !session_parked(p->session, p->at);
    (void)rest;
    if (done(p, session_park(p->session, p->at, park, &e), &e)) {
        tell(p, "%s", park ? _("Parked.") : _("No longer parked."));
    }
}

static void do_skip(struct plain *p, const char *rest)
{
    (void)rest;
    step(p, 1);
}

static void do_back(struct plain *p, const char *rest)
{
    (void)rest;
    step(p, -1);
}

static void do_open(struct plain *p, const char *rest)
{
    const size_t next = interview_next_open(p->session, p->at);
    (void)rest;
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

static void do_search(struct plain *p, const char *rest)
{
    tell_interview_found(p, rest);
}

/* The column that a word of the line means; SHEET_COLUMNS: none. */
static enum sheet_column column_of(const char *word)
{
    static const char *const WORDS[SHEET_COLUMNS] = {"firm", "a", "c", "r", "n", "m"};
    enum sheet_column c = SHEET_FIRM;
    while (c < SHEET_COLUMNS && strcmp(word, WORDS[c]) != 0) {
        c++;
    }
    return c;
}

static void do_same(struct plain *p, const char *rest)
{
    struct error e = {0};
    const size_t before = session_step(p->session, p->at, -1);
    const enum sheet_column column = column_of(rest);
    if (column == SHEET_COLUMNS) {
        tell(p, "%s", _("Say what shall be the same: d firm, d a, d c, d r, d n or d m."));
        return;
    }
    const enum status st = before == SIZE_MAX ? ST_NO : sheet_copy(p->session, before, p->at, column, &e);
    if (st == ST_NO) {
        tell(p, "%s", _("The question before has nothing that fits here."));
    } else {
        (void)done(p, st, &e);
    }
}

static bool snippets_here(struct plain *p)
{
    if (p->session->snippets == NULL) {
        tell(p, "%s", _("Snippets belong to a consultant's workspace: there is none here."));
    }
    return p->session->snippets != NULL;
}

static void do_snippets(struct plain *p, const char *rest)
{
    if (snippets_here(p)) {
        tell_snippets(p, rest);
    }
}

/* "2 n" */
static void do_use(struct plain *p, const char *rest)
{
    unsigned number = 0;
    char where = 0;
    char end = 0;
    struct error e = {0};
    if (!snippets_here(p)) {
        return;
    }
    const bool said = sscanf(rest, "%5u %c%c", &number, &where, &end) == 2 && number > 0;
    const enum sheet_column column = column_of((const char[]){where, '\0'});
    if (!said || column == SHEET_COLUMNS || !sheet_is_text(column) || number > snippets_count(p->session->snippets)) {
        tell(p, "%s", _("Say which snippet and where to: use 2 n, use 2 m or use 2 r. snippets lists them."));
        return;
    }
    const char *text = snippets_text(p->session->snippets, number - 1);
    if (done(p, sheet_set_text(p->session, p->at, column, text, &e), &e)) {
        tell_interview_row(p, p->at);
        snippets_used(p->session->snippets, number - 1);
        (void)refused(p, p->session->save_snippets(p->session->context, &e), &e);
    }
}

static void do_keep(struct plain *p, const char *rest)
{
    struct error e = {0};
    const enum sheet_column column = column_of(rest);
    if (!snippets_here(p)) {
        return;
    }
    if (column == SHEET_COLUMNS || !sheet_is_text(column)) {
        tell(p, "%s", _("Say which text: keep n, keep m or keep r."));
        return;
    }
    enum status st = snippets_add(p->session->snippets, sheet_text(p->session, p->at, column), &e);
    st = st == ST_OK ? p->session->save_snippets(p->session->context, &e) : st;
    if (!refused(p, st, &e)) {
        tell(p, "%s", _("Kept as a snippet."));
    }
}

static void do_show(struct plain *p, const char *rest)
{
    (void)rest;
    p->session->presenter = !p->session->presenter;
    tell(p, "%s",
         p->session->presenter
             ? _("From now on nothing private is said. What was said before still stands above: clear it before the firm looks.")
             : _("Everything is said again."));
}

static void do_clock(struct plain *p, const char *rest)
{
    (void)rest;
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
        (void)done(p, session_plan_minutes(p->session, p->at, minutes, &e), &e);
    }
}

#define WITHOUT_REST(name, call)                                                                                                           \
    static void name(struct plain *p, const char *rest)                                                                                    \
    {                                                                                                                                      \
        (void)rest;                                                                                                                        \
        call;                                                                                                                              \
    }
static void do_followups(struct plain *p, const char *rest)
{
    ask_followups(p, rest);
}

static void do_recheck(struct plain *p, const char *rest)
{
    (void)rest;
    tell_recheck(p);
}

static void do_stands(struct plain *p, const char *rest)
{
    struct error e = {0};
    (void)rest;
    (void)done(p, session_stands(p->session, p->at, &e), &e);
}

static void do_account(struct plain *p, const char *rest)
{
    ask_account(p, rest);
}

WITHOUT_REST(do_evidence, ask_evidence(p))
WITHOUT_REST(do_plan, ask_plan(p))
WITHOUT_REST(do_terms, tell_terms(p))
WITHOUT_REST(do_results, tell_results(p))
WITHOUT_REST(do_inventory, ask_inventory(p))
WITHOUT_REST(do_firm, ask_firm(p))
WITHOUT_REST(do_language, switch_language(p->session))
WITHOUT_REST(do_help, tell_interview_help(p))
WITHOUT_REST(do_quit, p->quit = true)

static void do_undo(struct plain *p, const char *rest)
{
    struct error e = {0};
    size_t question = SIZE_MAX;
    const enum status st = session_undo(p->session, &question, &e);
    (void)rest;
    if (st == ST_NO) {
        tell(p, "%s", _("Nothing to take back in this session."));
    } else if (done(p, st, &e)) {
        tell(p, "%s", _("Taken back."));
        go_to(p, question);
    }
}

static const struct command {
    const char *letter, *word;
    void (*run)(struct plain *p, const char *rest);
    bool private; /* not while the firm looks on */
} COMMANDS[] = {
    {"x", "unknown", do_unknown, false},
    {"-", "na", do_na, false},
    {"v", "vendor", do_vendor, false},
    {"y", "confirm", do_confirm, false},
    {"a", "assessor", do_assess, true},
    {"c", "sure", do_sure, true},
    {"r", "reason", do_reason, true},
    {"n", "note", do_shared, true},
    {"m", "mine", do_private, true},
    {"f", "follow-up", do_followup, false},
    {"F", "follow-ups", do_followups, false},
    {"R", "recheck", do_recheck, true},
    {"=", "stands", do_stands, true},
    {"X", "after", do_account, false},
    {"k", "park", do_park, true},
    {"l", "skip", do_skip, false},
    {"h", "back", do_back, false},
    {"o", "open", do_open, false},
    {"g", "go", do_go, false},
    {"G", "table", do_table, false},
    {"/", "search", do_search, false},
    {"d", "same", do_same, true},
    {"snippets", "snippet", do_snippets, true},
    {"use", "use", do_use, true},
    {"keep", "keep", do_keep, true},
    {"show", "show", do_show, false},
    {"z", "clock", do_clock, true},
    {"T", "minutes", do_minutes, true},
    {"e", "evidence", do_evidence, false},
    {"p", "plan", do_plan, false},
    {"t", "words", do_terms, false},
    {"N", "firm-note", ask_note, false},
    {"scope", "scope", ask_details, false},
    {"s", "results", do_results, false},
    {"i", "products", do_inventory, false},
    {"C", "firm", do_firm, false},
    {"L", "language", do_language, false},
    {"u", "undo", do_undo, false},
    {"?", "help", do_help, false},
    {"q", "quit", do_quit, false},
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

static bool level_answer(struct plain *p, const char *line)
{
    const int level = digit(line, rated(p) ? LEVELS - 1 : 1);
    if (level < 0) {
        return false;
    }
    if (rated(p)) {
        answer(p, ANSWER_LEVEL, level);
    } else {
        answer(p, level == 1 ? ANSWER_DONE : ANSWER_NOT_DONE, 0);
    }
    return true;
}

/* Takes one line; true when the question has to be read out again or another one. */
static bool take_line(struct plain *p)
{
    char line[ANSWER_TEXT_MAX + 64];
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
    const struct command *command = parse(line, &rest);
    if (command == NULL) {
        tell(p, _("\"%s\" is not understood. Type 0 to 4, or ? for help."), line);
    } else if (command->private && p->session->presenter) {
        tell(p, "%s", _("Not while the firm looks on: show ends it."));
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
        if (!question_asked(current(&p))) { /* hidden by an answer meanwhile */
            step(&p, 1);
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
