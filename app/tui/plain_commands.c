/* The commands at a question of plain mode. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "tui/told_changes.h"
#include "tui/told_words.h"
#include "tui/words.h"

enum command {
    DO_UNKNOWN,
    DO_NA,
    DO_VENDOR,
    DO_CONFIRM,
    DO_CLEAR,
    DO_NOTE,
    DO_DETAILS,
    DO_EVIDENCE,
    DO_PLAN,
    DO_TERMS,
    DO_SKIP,
    DO_BACK,
    DO_GO,
    DO_OTHER,
    DO_REVIEW,
    DO_SEARCH,
    DO_RESULTS,
    DO_FINISH,
    DO_INVENTORY,
    DO_PLANNING,
    DO_YEARS,
    DO_VENDOR_PAGE,
    DO_CLOSER,
    DO_FIRM,
    DO_UNDO,
    DO_LANGUAGE,
    DO_HELP,
    DO_KEYS,
    DO_QUIT,
    DO_NOTHING
};

static const struct {
    const char *letter;
    const char *word;
    enum command command;
    bool anywhere; /* also when no question is open */
} COMMANDS[] = {
    {"x", "unknown", DO_UNKNOWN, false},
    {"-", "na", DO_NA, false},
    {"v", "vendor", DO_VENDOR, false},
    {"y", "confirm", DO_CONFIRM, false},
    {".", "clear", DO_CLEAR, false},
    {"n", "note", DO_NOTE, false},
    {"d", "scope", DO_DETAILS, false},
    {"e", "evidence", DO_EVIDENCE, false},
    {"p", "plan", DO_PLAN, false},
    {"t", "words", DO_TERMS, false},
    {"l", "skip", DO_SKIP, false},
    {"h", "back", DO_BACK, true},
    {"go", "goto", DO_GO, true},
    {"g", "other", DO_OTHER, true},
    {"r", "review", DO_REVIEW, true},
    {"/", "search", DO_SEARCH, true},
    {"s", "results", DO_RESULTS, true},
    {"f", "finish", DO_FINISH, true},
    {"i", "products", DO_INVENTORY, true},
    {"w", "closer", DO_CLOSER, true},
    {"c", "firm", DO_FIRM, true},
    {"u", "undo", DO_UNDO, true},
    {"L", "language", DO_LANGUAGE, true},
    {"?", "help", DO_HELP, true},
    {"budget", "budget", DO_PLANNING, true},
    {"o", "years", DO_YEARS, true},
    {"V", "page", DO_VENDOR_PAGE, true},
    {"q", "quit", DO_QUIT, true},
    {"??", "keys", DO_KEYS, true},
    {"b", "b", DO_BACK, true}, /* back, as everywhere */
};

/* The command that a line begins with; *rest: what follows it. */
static enum command parse(const char *line, bool question, const char **rest)
{
    const size_t n = strcspn(line, " ");
    *rest = line + n + strspn(line + n, " ");
    if (line[0] == '/' && line[1] != '\0' && line[1] != ' ') {
        *rest = line + 1;
        return DO_SEARCH;
    }
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        const bool letter = strlen(COMMANDS[i].letter) == n && strncmp(line, COMMANDS[i].letter, n) == 0;
        const bool word = strlen(COMMANDS[i].word) == n && strncasecmp(line, COMMANDS[i].word, n) == 0;
        if ((letter || word) && (question || COMMANDS[i].anywhere)) {
            return COMMANDS[i].command;
        }
    }
    return DO_NOTHING;
}

static const struct question *current(const struct plain *p)
{
    return &p->session->list.questions[p->at];
}

size_t enter_leads(const struct plain *p)
{
    const size_t next = p->doubtful ? session_doubtful_behind(p->session, p->at) : SIZE_MAX;
    return next != SIZE_MAX ? next : session_given_next(p->session) ? SIZE_MAX : session_unanswered(p->session, p->at);
}

void lead_on(struct plain *p)
{
    const size_t next = enter_leads(p);
    p->doubtful = p->doubtful && session_doubtful_behind(p->session, p->at) != SIZE_MAX;
    if (p->doubtful) {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        told_doubtful_next(&words, p->session, next);
        tell(p, "%s", buffer_text(&words));
        buffer_release(&words);
    }
    p->at = next;
}

static void answer(struct plain *p, enum answer_state state, int level)
{
    struct error e = {0};
    /* One that waited to be confirmed leads on as its confirming would. */
    const bool changed = answer_given(&current(p)->answer) && !question_to_confirm(current(p));
    if (session_answer(p->session, p->at, state, level, NULL, &e) != ST_OK) {
        tell(p, "%s", e.text);
        return;
    }
    struct answer then;
    const size_t answered = p->at;
    tell_saved(p, answered);
    if (told_then(p->session, p->at, &then)) {
        tell(p, "%s", _("u takes this change back."));
    }
    lead_on(p);
    tell_hints(p, answered);
    p->told = p->told || (changed && p->at == SIZE_MAX); /* whoever changed one answer asked for nothing else */
}

static bool level_answer(struct plain *p, const char *line)
{
    const int level = line[0] - '0';
    if (line[1] != '\0' || level < 0 || level >= LEVELS) {
        return false;
    }
    if (current(p)->home_item->kind == ITEM_LEVEL) {
        answer(p, ANSWER_LEVEL, level);
        return true;
    }
    if (level > 1) {
        return false;
    }
    answer(p, level == 1 ? ANSWER_DONE : ANSWER_NOT_DONE, 0);
    return true;
}

static void not_applicable(struct plain *p, const char *reason)
{
    if (ask_reason(p, reason)) {
        lead_on(p);
    }
}

static void confirm(struct plain *p)
{
    struct error e = {0};
    if (session_found_wrong(p->session, p->at)) {
        if (!refused(p, session_right_then(p->session, p->at, &e), &e)) {
            tell_saved(p, SIZE_MAX);
            tell(p, "%s", _("Noted: it was right then, and stays."));
            p->at = SIZE_MAX; /* nothing else was asked for */
            p->told = true;
        }
    } else if (!question_to_confirm(current(p))) {
        tell(p, "%s", _("Nothing to confirm here: y is for answers that were given before."));
    } else if (session_confirm(p->session, p->at, &e) != ST_OK) {
        tell(p, "%s", e.text);
    } else {
        struct buffer days;
        buffer_init(&days, BUFFER_MAX_TEXT);
        evidence_days(&days, current(p)->answer.tree);
        tell_saved(p, p->at);
        if (days.length > 0) {
            tell(p, _("The evidence of %s goes with it. Another, or none: go %d, then e."), buffer_text(&days),
                 question_number(p->session, p->at));
        }
        buffer_release(&days);
        lead_on(p);
    }
}

/* Back to no answer; notes, evidence and plan stay. */
static void clear(struct plain *p)
{
    struct error e = {0};
    if (current(p)->answer.state == ANSWER_NONE) {
        tell(p, "%s", _("There is no answer here to take away."));
    } else if (!refused(p, session_answer(p->session, p->at, ANSWER_NONE, 0, NULL, &e), &e)) {
        tell_saved(p, p->at);
    }
}

static void ask_vendor(struct plain *p)
{
    struct error e = {0};
    const bool open = current(p)->answer.state == ANSWER_NONE;
    const bool mark = !current(p)->answer.ask_vendor;
    if (session_vendor(p->session, p->at, mark, &e) != ST_OK) {
        tell(p, "%s", e.text);
        return;
    }
    tell_saved(p, p->at);
    tell_vendor_way(p);
    if (open && mark) {
        const size_t next = session_step(p->session, p->at, 1);
        p->at = next == SIZE_MAX ? p->at : next;
    }
}

/* What was said about g belongs to where it was said. */
static void move_to(struct plain *p, size_t question)
{
    p->at = question;
    p->whole = true;
    p->other = SIZE_MAX;
    p->doubtful = false;
}

static void step(struct plain *p, int direction)
{
    const size_t from = p->at == SIZE_MAX ? p->session->list.count : p->at;
    const size_t to = session_step(p->session, from, direction);
    if (to != SIZE_MAX) {
        move_to(p, to);
    } else {
        tell(p, "%s", direction > 0 ? _("This is the last question.") : _("This is the first question."));
    }
}

/* True when there is such a question. */
static bool go(struct plain *p, const char *number)
{
    const struct session *s = p->session;
    char ascii[WORDS_MAX];
    int wanted = 0;
    char end = 0;
    if (sscanf(plain_ascii(number, ascii), "%5d%c", &wanted, &end) == 1) {
        for (size_t i = 0; i < s->list.count; i++) {
            if (question_asked(&s->list.questions[i]) && question_number(s, i) == wanted) {
                move_to(p, i);
                return true;
            }
        }
    }
    tell(p, "%s", _("There is no such question. Type go and its number, for example: go 7"));
    return false;
}

static void go_other(struct plain *p)
{
    if (p->other == SIZE_MAX) {
        tell(p, "%s", _("Nothing here contradicts another answer."));
    } else {
        move_to(p, p->other);
    }
}

static void undo(struct plain *p)
{
    size_t question = SIZE_MAX;
    if (take_back(p, &question)) {
        p->at = question == SIZE_MAX ? p->at : question;
    }
}

/* True when the question is to be read out, also when it is the same. */
static bool perform(struct plain *p, enum command command, const char *rest)
{
    const size_t before = p->at;
    switch (command) {
    case DO_UNKNOWN:
        answer(p, ANSWER_UNKNOWN, 0);
        break;
    case DO_NA:
        not_applicable(p, rest);
        break;
    case DO_VENDOR:
        ask_vendor(p);
        break;
    case DO_CONFIRM:
        confirm(p);
        break;
    case DO_CLEAR:
        clear(p);
        break;
    case DO_NOTE:
        ask_note(p, rest);
        break;
    case DO_DETAILS:
        ask_details(p, rest);
        break;
    case DO_PLANNING:
        ask_planning(p);
        break;
    case DO_VENDOR_PAGE:
        tell_vendor_page(p);
        break;
    case DO_YEARS:
        tell_years(p);
        break;
    case DO_CLOSER:
        ask_closer(p);
        break;
    case DO_EVIDENCE:
        ask_evidence(p);
        break;
    case DO_PLAN:
        ask_plan(p);
        break;
    case DO_TERMS:
        tell_terms(p);
        break;
    case DO_SKIP:
        step(p, 1);
        break;
    case DO_BACK:
        step(p, -1);
        break;
    case DO_GO:
        return go(p, rest);
    case DO_OTHER:
        go_other(p);
        break;
    case DO_REVIEW:
        if (!tell_filtered(p, rest)) {
            tell(p, _("There is no list \"%s\": r alone names them."), rest);
        }
        break;
    case DO_SEARCH:
        tell_review(p, rest);
        break;
    case DO_FINISH:
        if (session_given_first(p->session)) { /* the list leads on to signing */
            p->at = SIZE_MAX;
            p->told = false;
        } else {
            p->quit = ask_finish(p);
        }
        return true;
    case DO_RESULTS:
        tell_results(p);
        break;
    case DO_INVENTORY:
        ask_inventory(p);
        break;
    case DO_FIRM:
        ask_firm(p);
        break;
    case DO_UNDO:
        undo(p);
        break;
    case DO_LANGUAGE:
        switch_language(p->session);
        return true;
    case DO_HELP:
        tell_help(p, p->at != SIZE_MAX && rest[0] == '\0');
        break;
    case DO_KEYS:
        tell_keys(p);
        break;
    case DO_QUIT:
        p->quit = true;
        break;
    case DO_NOTHING:
        break;
    }
    return p->at != before;
}

bool take_command(struct plain *p, const char *line, bool question)
{
    const char *rest = NULL;
    char words[WORDS_MAX];
    const size_t before = p->at;
    if (question && level_answer(p, line)) {
        return p->at != before;
    }
    /* go alone takes a number here: "x1" or "n2" is no command with one. */
    const bool goes = parse(command_words(line, words), question, &rest) == DO_GO;
    const enum command command = goes ? DO_GO : parse(line, question, &rest);
    if (command == DO_NOTHING) {
        tell_refused(p, line, question ? _("Type 0 to 4, or ? for help.") : _("? lists what you can type."));
        return false;
    }
    return perform(p, command, rest);
}
