#include "tui/question_keys.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/carry.h"
#include "model/document.h"
#include "model/json.h"
#include "tui/goal_words.h"
#include "tui/screens.h"
#include "tui/told_words.h"

int choice_of_answer(const struct answer *a)
{
    switch (a->state) {
    case ANSWER_LEVEL:
        return a->level;
    case ANSWER_DONE:
        return 1;
    case ANSWER_UNKNOWN:
        return CHOICE_UNKNOWN;
    case ANSWER_NA:
        return CHOICE_NA;
    case ANSWER_NOT_DONE:
        return 0;
    case ANSWER_NONE:
        break;
    }
    return CHOICE_NONE;
}

int choice_of_key(char c)
{
    if (c >= '0' && c < '0' + LEVELS) {
        return c - '0';
    }
    switch (c) {
    case 'x':
        return CHOICE_UNKNOWN;
    case '-':
        return CHOICE_NA;
    case 'v':
        return CHOICE_VENDOR;
    default:
        return -1;
    }
}

int choice_beside(const struct question *q, int choice, int by, int last)
{
    const int levels = question_levels(q);
    const int first_state = levels == LEVELS ? CHOICE_UNKNOWN : CHOICE_NA;
    int to = choice + by;
    if (to >= levels && to < first_state) {
        to = by > 0 ? first_state : levels - 1;
    }
    return to < 0 ? 0 : to > last ? last : to;
}

bool choice_stands(const struct question *q, int choice)
{
    const char *reason = json_text(q->answer.tree, "na_reason");
    const bool whole = q->answer.state != ANSWER_NA || (reason != NULL && reason[0] != '\0');
    return answer_given(&q->answer) && !question_to_confirm(q) && choice == choice_of_answer(&q->answer) && whole;
}

bool choice_answers(const struct question *q, int choice, enum answer_state *state, int *level)
{
    const bool levels = q->home_item->kind == ITEM_LEVEL;
    *level = 0;
    if (choice == CHOICE_NONE) {
        return false;
    }
    if (choice == CHOICE_UNKNOWN) {
        *state = ANSWER_UNKNOWN;
        return levels;
    }
    if (choice >= question_levels(q)) {
        return false;
    }
    if (levels) {
        *state = ANSWER_LEVEL;
        *level = choice;
    } else {
        *state = choice == 1 ? ANSWER_DONE : ANSWER_NOT_DONE;
    }
    return true;
}

bool question_corrects(const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    struct buffer earlier;
    buffer_init(&earlier, BUFFER_MAX_TEXT);
    const bool told = told_earlier(&earlier, s, question, false);
    buffer_release(&earlier);
    return told || recipients_told_otherwise(NULL, s->assessment, q, NULL) > 0 || (s->later != NULL && carry_outdated(s->later, q));
}

/* The last (or first) question asked; the one that it starts from when that is it. */
static size_t end_of(const struct session *s, size_t question, int direction)
{
    size_t last = question;
    for (size_t next = question; next != SIZE_MAX; next = session_step(s, next, direction)) {
        last = next;
    }
    return last;
}

size_t question_beside(const struct session *s, size_t question, enum key key)
{
    switch (key) {
    case KEY_ARROW_RIGHT:
    case KEY_PAGE_DOWN:
        return session_step(s, question, 1);
    case KEY_ARROW_LEFT:
    case KEY_PAGE_UP:
        return session_step(s, question, -1);
    case KEY_START:
        return end_of(s, question, -1);
    case KEY_FINISH:
        return end_of(s, question, 1);
    default:
        return SIZE_MAX;
    }
}

bool question_opens(struct session *session, size_t question, char c, struct effect *effect)
{
    switch (c) {
    case 'e':
        *effect = effect_push(evidence_screen_new(session, question));
        return true;
    case 't':
        *effect = effect_push(terms_screen_new(session, question));
        return true;
    case 'd':
        *effect = effect_push(details_form_new(session, question));
        return true;
    case 'p':
        *effect = effect_push(plan_form_new(session, question, 0));
        return true;
    case 'o':
        *effect = effect_push(years_screen_new(session));
        return true;
    case 's':
        *effect = effect_push(results_screen_new(session));
        return true;
    case 'i':
        *effect = effect_push(inventory_screen_new(session, false));
        return true;
    default:
        return false;
    }
}

/* The bars that there are: an open question asks for a level; to a given answer something is added; where it stands as it is, or waits for
 * the vendor, Enter goes on (WAITS_LAST: nothing else is open, f and r lead on); whoever corrects comes for one question, which stands in
 * the list of all (CHOOSING: another answer is chosen, and Enter gives it). From a list an answer leads back to it; one that corrects may
 * stay, with what f does about it. */
enum { OPEN = 1, GIVEN = 2, STANDS = 4, CORRECTING = 8, CHOOSING = 16, LISTED = 32, LISTED_CORRECTING = 64, WAITS = 128, WAITS_LAST = 256 };
#define WAITING (WAITS | WAITS_LAST)
#define CORRECT (CORRECTING | CHOOSING)
#define FLOW (OPEN | GIVEN | STANDS | CORRECT | WAITING)
#define LIST (LISTED | LISTED_CORRECTING)
#define ALL (FLOW | LIST)

/* In the order of the bar. What a narrow one leaves out is told elsewhere: u after each answer, and the questions lead to the others at
 * their end. y stands only where there is something to confirm. */
static const struct key_row {
    const char *keys, *text; /* as in key_help */
    unsigned bars;           /* those that have it */
    bool bar;
    enum { AT_ANY, AT_HOME, AWAY, AT_END, BEFORE_END } where; /* whether leaving leads home; whether all is answered */
} ROWS[] = {
    {"y", N_("the same as before"), ALL, true, AT_ANY},
    {N_("Enter"), N_("next"), STANDS | CORRECTING | WAITS, true, AT_ANY},
    {N_("Enter"), N_("answer"), CHOOSING, true, AT_ANY},
    {"r", N_("all questions"), CORRECT, true, AT_ANY},
    {"0-4", N_("answer"), ALL & ~(unsigned)LISTED, true, AT_ANY},
    {"0-4", N_("answer, back"), LISTED, true, AT_ANY},
    {"r", N_("review"), WAITING, true, AT_ANY},
    {"f", N_("hand in"), WAITING, true, AT_ANY},
    {"f", N_("hand in"), GIVEN | STANDS, true, AT_END},
    {N_("Left"), N_("previous"), OPEN, true, AT_ANY},
    {"q", N_("close"), OPEN | CORRECT | WAITING, true, AWAY},
    {"q", N_("home"), OPEN | CORRECT | WAITING, true, AT_HOME},
    {"f", N_("hand in"), CORRECT | LISTED_CORRECTING, true, AT_ANY},
    {"e", N_("evidence"), ALL, true, AT_ANY},
    {"t", N_("words"), OPEN | WAITING, true, AT_ANY},
    {"p", N_("plan"), ALL & ~(unsigned)(OPEN | WAITING), true, AT_ANY},
    {"p", N_("plan"), OPEN | WAITING, false, AT_ANY},
    {"q", N_("close"), GIVEN | STANDS, true, AWAY},
    {"q", N_("home"), GIVEN | STANDS, true, AT_HOME},
    {N_("Left"), N_("previous"), GIVEN, true, AT_ANY},
    {N_("Left"), N_("previous"), STANDS | CORRECT | WAITING, false, AT_ANY},
    {"t", N_("words"), GIVEN | STANDS | CORRECT, false, AT_ANY},
    {"Esc", N_("back to the list"), LIST, true, AT_ANY},
    {"n", N_("note"), ALL, true, AT_ANY},
    {"?", N_("keys"), ALL, true, AT_ANY},
    {"u", N_("undo"), ALL, true, AT_ANY},
    {"r", N_("review"), OPEN | GIVEN | STANDS, true, AT_ANY},
    {"s", N_("results"), FLOW, true, AT_ANY},
    {"f", N_("hand in"), OPEN | GIVEN | STANDS, true, BEFORE_END},
    {"x", N_("don't know"), ALL, false, AT_ANY},
    {"-", N_("not applicable"), ALL, false, AT_ANY},
    {"v", N_("ask the IT vendor"), ALL, false, AT_ANY},
    {N_("Up Down"), N_("choose; Enter answers"), ALL, false, AT_ANY},
    {N_("Space"), N_("read on, where the screen is too small"), ALL, false, AT_ANY},
    {"f", N_("hand in"), LISTED, false, AT_ANY},
    {"s", N_("results"), LIST, false, AT_ANY},
    {N_("Right"), N_("next question"), FLOW, false, AT_ANY},
    {"Tab", N_("next open question"), FLOW, false, AT_ANY},
    {"Delete", N_("takes the answer away"), ALL, false, AT_ANY},
    {"t", N_("words"), LIST, false, AT_ANY},
    {"g", N_("what contradicts it"), ALL, false, AT_ANY},
    {"d", N_("scope, exceptions"), ALL, false, AT_ANY},
    {N_("Left Right"), N_("previous, next"), LIST, false, AT_ANY},
    {"w", N_("second pass"), FLOW, false, AT_ANY},
    {"o", N_("last year"), ALL, false, AT_ANY},
    {"i", N_("products in use"), ALL, false, AT_ANY},
    {"c", N_("your firm"), ALL, false, AT_ANY},
    {"/", N_("search"), ALL, false, AT_ANY},
    {"L", N_("日本語 / English"), ALL, false, AT_ANY},
    {"h j k l", N_("like the arrows"), ALL, false, AT_ANY},
    {". ~ ! v", N_("in the list: open, from before, look again, ask vendor"), FLOW, false, AT_ANY},
};
#define GOES_ON 1      /* the row of ROWS where Enter goes on */
#define BEHIND_ENTER 4 /* the first row behind y, Enter and the way to all questions, for which somebody who corrects has come */
_Static_assert(sizeof ROWS / sizeof *ROWS < sizeof((struct question_keys *)NULL)->keys / sizeof(struct key_help),
               "room for all and the end");

static unsigned bar_of(const struct question *q, struct question_bar bar)
{
    const bool given = answer_given(&q->answer);
    if (bar.once) {
        return bar.correcting ? LISTED_CORRECTING : LISTED;
    }
    if (given && bar.correcting) {
        return bar.stands ? CORRECTING : CHOOSING;
    }
    return bar.waits ? WAITS : bar.stands ? STANDS : given ? GIVEN : OPEN;
}

/* What y keeps: where last year's answer was corrected since, "the same as before" would be either of two. */
static const char *kept_words(const struct session *session, size_t question)
{
    static const char *const levels[LEVELS] = {N_("keep 0"), N_("keep 1"), N_("keep 2"), N_("keep 3"), N_("keep 4")};
    const struct question *q = &session->list.questions[question];
    const char *period = "";
    const struct answer last = session_last_year(session, question, &period);
    if (!carry_corrected(q, &last)) {
        return ROWS[0].text;
    }
    return q->answer.state == ANSWER_LEVEL ? levels[q->answer.level] : N_("keep this answer");
}

static bool stands_here(const struct key_row *row, struct question_bar bar)
{
    switch (row->where) {
    case AT_HOME:
    case AWAY:
        return (row->where == AT_HOME) == bar.home;
    case AT_END:
    case BEFORE_END:
        return (row->where == AT_END) == bar.all;
    case AT_ANY:
        break;
    }
    return true;
}

/* The keys that the texts beside the question name: they stand in the bar, behind y and Enter. */
static size_t named_keys(const struct session *session, size_t question, bool told, struct key_help *out)
{
    bool note = false;
    size_t n = 0;
    (void)goal_note_label(session, question, &note);
    if (session_goal(session, question).late && !session_over(session)) {
        out[n++] = (struct key_help){"p", N_("plan"), true};
    }
    if (note) {
        out[n++] = (struct key_help){"n", N_("note"), true};
    }
    if (told) {
        out[n++] = (struct key_help){"f", N_("hand in"), true};
    }
    return n;
}

static bool is_named(const struct key_help *keys, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(keys[i].keys, key) == 0) {
            return true;
        }
    }
    return false;
}

/* What Enter does where it goes on: one that leads further than to the next number says so, or nobody knows what was passed over. */
static const char *going_on(const struct session *session, size_t question, size_t next, char words[64])
{
    const int number = next == SIZE_MAX ? 0 : question_number(session, next);
    if (next == SIZE_MAX || number == question_number(session, question) + 1) {
        return ROWS[GOES_ON].text;
    }
    (void)snprintf(words, 64, _("to %d"), number);
    return words;
}

void question_key_table(const struct session *session, size_t question, struct question_bar bar, struct question_keys *table)
{
    struct key_help *const out = table->keys;
    const struct question *q = &session->list.questions[question];
    const bool told = session->finish != NULL && recipients_told_otherwise(NULL, session->assessment, q, NULL) > 0;
    bar.correcting = bar.correcting || (bar.once && told);
    const unsigned which = bar_of(q, bar), wanted = which == WAITS && session_waits_only(session) ? WAITS_LAST : which;
    size_t n = 0;
    if (question_to_confirm(q)) {
        out[n++] = (struct key_help){ROWS[0].keys, kept_words(session, question), true};
    }
    if (session_found_wrong(session, question)) {
        out[n++] = (struct key_help){"y", N_("it was right then"), true};
    }
    size_t from = 0, named = 0;
    for (size_t i = 1; i < sizeof ROWS / sizeof *ROWS; i++) {
        if (i == BEHIND_ENTER) {
            from = n;
            named = named_keys(session, question, told, &out[n]);
            n += named;
        }
        if ((ROWS[i].bars & wanted) != 0 && stands_here(&ROWS[i], bar) && !is_named(&out[from], named, ROWS[i].keys)) {
            const char *text = i == GOES_ON ? going_on(session, question, bar.next, table->enter) : ROWS[i].text;
            out[n++] = (struct key_help){ROWS[i].keys, text, ROWS[i].bar};
        }
    }
    out[n] = (struct key_help){NULL, NULL, false};
}
