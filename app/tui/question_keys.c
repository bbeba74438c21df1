#include "tui/question_keys.h"

#include "base/i18n.h"
#include "model/json.h"
#include "tui/screens.h"

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

const struct key_help *question_key_table(const struct question *q, struct question_bar bar)
{
    /* y comes first, and only where there is something to confirm. What a narrow bar leaves out is told elsewhere: u after each answer, and
     * the questions lead to the others at their end. An open question asks for a level; to a given answer something is added, and the way
     * on is shown; whoever corrects comes for one question, which stands in the list of all. */
#define KEYS(further, ...)                                                                                                                 \
    {                                                                                                                                      \
        {"y", N_("the same as before"), true}, __VA_ARGS__, {"n", N_("note"), true}, {"?", N_("keys"), true}, {"u", N_("undo"), true},     \
            further, {"x", N_("don't know"), false}, {"-", N_("does not apply"), false}, {"v", N_("ask the IT vendor"), false},            \
            {N_("Up Down"), N_("choose; Enter answers"), false}, {N_("Right"), N_("next question"), false},                                \
            {"Tab", N_("next open question"), false}, {"Delete", N_("takes the answer away"), false},                                      \
            {"g", N_("what contradicts it"), false}, {"d", N_("scope, exceptions"), false}, {"w", N_("second pass"), false},               \
            {"o", N_("last year"), false}, {"i", N_("products in use"), false}, {"c", N_("your firm"), false}, {"/", N_("search"), false}, \
            {"L", N_("日本語 / English"), false}, {"h j k l", N_("like the arrows"), false},                                               \
            {". ~ ! v", N_("in the list: open, from before, look again, ask vendor"), false},                                              \
        {                                                                                                                                  \
            NULL, NULL, false                                                                                                              \
        }                                                                                                                                  \
    }
#define RESULTS                                                                                                                            \
    {                                                                                                                                      \
        "s", N_("results"), true                                                                                                           \
    }
#define HAND_IN                                                                                                                            \
    {                                                                                                                                      \
        "f", N_("hand in"), true                                                                                                           \
    }
#define FURTHER {"r", N_("review"), true}, RESULTS, HAND_IN
#define ANSWER                                                                                                                             \
    {                                                                                                                                      \
        "0-4", N_("answer"), true                                                                                                          \
    }
#define EVIDENCE                                                                                                                           \
    {                                                                                                                                      \
        "e", N_("evidence"), true                                                                                                          \
    }
#define PREVIOUS(shown)                                                                                                                    \
    {                                                                                                                                      \
        N_("Left"), N_("previous"), shown                                                                                                  \
    }
#define WORDS(shown)                                                                                                                       \
    {                                                                                                                                      \
        "t", N_("words"), shown                                                                                                            \
    }
#define PLAN(shown)                                                                                                                        \
    {                                                                                                                                      \
        "p", N_("plan"), shown                                                                                                             \
    }
#define ENTER(text)                                                                                                                        \
    {                                                                                                                                      \
        N_("Enter"), text, true                                                                                                            \
    }
#define OPEN(leave) KEYS(FURTHER, ANSWER, PREVIOUS(true), {"q", leave, true}, EVIDENCE, WORDS(true), PLAN(false))
#define GIVEN(leave) KEYS(FURTHER, ANSWER, EVIDENCE, PLAN(true), {"q", leave, true}, PREVIOUS(true), WORDS(false))
#define STANDS(leave) KEYS(FURTHER, ENTER(N_("next")), ANSWER, EVIDENCE, PLAN(true), {"q", leave, true}, PREVIOUS(false), WORDS(false))
#define CORRECTING(enter, leave)                                                                                                           \
    KEYS(RESULTS, ENTER(enter), {"r", N_("all questions"), true}, ANSWER, {"q", leave, true}, HAND_IN, EVIDENCE, PLAN(true),               \
         PREVIOUS(false), WORDS(false))
    enum { TABLE_OPEN, TABLE_GIVEN, TABLE_STANDS, TABLE_CORRECTING, TABLE_CHOOSING, TABLES };
    static const struct key_help tables[TABLES][2][34] = {
        [TABLE_OPEN] = {OPEN(N_("close")), OPEN(N_("home"))},
        [TABLE_GIVEN] = {GIVEN(N_("close")), GIVEN(N_("home"))},
        [TABLE_STANDS] = {STANDS(N_("close")), STANDS(N_("home"))},
        [TABLE_CORRECTING] = {CORRECTING(N_("next"), N_("close")), CORRECTING(N_("next"), N_("home"))},
        [TABLE_CHOOSING] = {CORRECTING(N_("answer"), N_("close")), CORRECTING(N_("answer"), N_("home"))},
    };
/* From a list: an answer leads back to it; one that corrects may stay, with what f does about it. */
#define FROM_LIST(...)                                                                                                                     \
    {                                                                                                                                      \
        {"y", N_("the same as before"), true}, __VA_ARGS__, EVIDENCE, PLAN(true), {"Esc", N_("back to the list"), true},                   \
            {"n", N_("note"), true}, {"?", N_("keys"), true}, {"u", N_("undo"), true}, {"x", N_("don't know"), false},                     \
            {"-", N_("does not apply"), false}, {"v", N_("ask the IT vendor"), false}, {"Delete", N_("takes the answer away"), false},     \
            WORDS(false), {"d", N_("scope, exceptions"), false}, {"g", N_("what contradicts it"), false},                                  \
            {N_("Left Right"), N_("previous, next"), false},                                                                               \
        {                                                                                                                                  \
            NULL, NULL, false                                                                                                              \
        }                                                                                                                                  \
    }
    static const struct key_help back[] = FROM_LIST({"0-4", N_("answer, back"), true});
    static const struct key_help back_correcting[] = FROM_LIST(ANSWER, HAND_IN);
#undef FROM_LIST
#undef CORRECTING
#undef STANDS
#undef GIVEN
#undef OPEN
#undef ENTER
#undef PLAN
#undef WORDS
#undef PREVIOUS
#undef EVIDENCE
#undef ANSWER
#undef FURTHER
#undef HAND_IN
#undef RESULTS
#undef KEYS
    const bool given = answer_given(&q->answer);
    const int correcting = bar.stands ? TABLE_CORRECTING : TABLE_CHOOSING;
    const int table = given && bar.correcting ? correcting : bar.stands ? TABLE_STANDS : given ? TABLE_GIVEN : TABLE_OPEN;
    const struct key_help *listed = bar.correcting ? back_correcting : back;
    return (bar.once ? listed : tables[table][bar.home]) + !question_to_confirm(q);
}
