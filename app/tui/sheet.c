#include "tui/sheet.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"
#include "model/rating.h"
#include "tui/session_interview.h"

const char *const SHEET_FILTER_NAMES[SHEET_FILTERS] = {N_("all"),    N_("open"),        N_("differing"),
                                                       N_("parked"), N_("no evidence"), N_("only heard")};
const char *const SHEET_FILTER_WORDS[SHEET_FILTERS] = {"all", "open", "differing", "parked", "evidence", "heard"};
const char *const SHEET_ORDER_NAMES[SHEET_ORDERS] = {N_("in order"), N_("largest difference first"), N_("lowest rating first")};

static const struct question *at(const struct session *s, size_t question)
{
    return &s->list.questions[question];
}

static bool rated_by_levels(const struct session *s, size_t question)
{
    return at(s, question)->home_item->kind == ITEM_LEVEL;
}

/* ---- which rows ---- */

static bool claims(const struct answer *a)
{
    return (a->state == ANSWER_LEVEL && a->level > 0) || a->state == ANSWER_DONE;
}

static bool filter_passes(const struct session *s, size_t question, enum sheet_filter filter)
{
    const struct answer *answer = &at(s, question)->answer;
    const struct rating rating = session_rating(s, question);
    switch (filter) {
    case SHEET_OPEN: /* a firm that says that something does not apply leaves nothing to rate */
        return !answer_given(answer) ||
               (session_shows_assessor(s, question) && rating.assessor < 0 && answer->state != ANSWER_NA && rated_by_levels(s, question));
    case SHEET_DIFFERING:
        return session_shows_assessor(s, question) && rating_differs(answer);
    case SHEET_PARKED:
        return session_parked(s, question);
    case SHEET_NO_EVIDENCE:
        return claims(answer) && strcmp(rating.confidence, "document") != 0 && strcmp(rating.confidence, "seen") != 0;
    case SHEET_HEARD:
        return strcmp(rating.confidence, "heard") == 0;
    case SHEET_ALL:
    case SHEET_FILTERS:
        break;
    }
    return true;
}

static bool contains(const char *text, const char *words)
{
    return text != NULL && strcasestr(text, words) != NULL;
}

static bool holds(const struct session *s, size_t question, const char *words)
{
    const struct question *q = at(s, question);
    bool found = words[0] == '\0' || contains(question_title(q), words) || contains(text_of(q->home_item->text), words) ||
                 contains(json_text(q->answer.tree, "note"), words);
    for (enum sheet_column c = SHEET_REASON; c < SHEET_COLUMNS; c++) {
        found = found || contains(sheet_text(s, question, c), words);
    }
    return found;
}

bool sheet_passes(const struct session *s, size_t question, enum sheet_filter filter, const char *words)
{
    return filter_passes(s, question, filter) && holds(s, question, words);
}

/* What a row is sorted by, the smallest first. */
static int rank(const struct session *s, size_t question, enum sheet_order order)
{
    const struct rating rating = session_rating(s, question);
    const bool both = rating.firm >= 0 && rating.assessor >= 0;
    const int lower = both && rating.assessor < rating.firm ? rating.assessor : rating.firm >= 0 ? rating.firm : rating.assessor;
    switch (order) {
    case SHEET_BY_DIFFERENCE:
        return both ? -abs(rating.firm - rating.assessor) : 0;
    case SHEET_BY_LEVEL:
        return lower < 0 ? LEVELS : lower;
    case SHEET_BY_NUMBER:
    case SHEET_ORDERS:
        break;
    }
    return 0;
}

int sheet_rows(const struct session *s, enum sheet_filter filter, enum sheet_order order, const char *words, size_t *rows)
{
    int n = 0;
    for (int wanted = -LEVELS; wanted <= LEVELS; wanted++) { /* a rank after the other: what is equal keeps its order */
        for (size_t i = 0; i < s->list.count; i++) {
            if (question_asked(at(s, i)) && rank(s, i, order) == wanted && sheet_passes(s, i, filter, words)) {
                rows[n++] = i;
            }
        }
    }
    return n;
}

/* ---- cells ---- */

bool sheet_column_shown(const struct session *s, enum sheet_column column)
{
    return column != SHEET_PRIVATE || !s->presenter;
}

const char *sheet_text(const struct session *s, size_t question, enum sheet_column column)
{
    const struct rating rating = session_rating(s, question);
    return column == SHEET_REASON    ? rating.reason
           : column == SHEET_NOTE    ? rating.note
           : column == SHEET_PRIVATE ? session_private(s, question)
                                     : "";
}

enum status sheet_set_text(struct session *s, size_t question, enum sheet_column column, const char *text, struct error *e)
{
    switch (column) {
    case SHEET_REASON:
        return session_text(s, question, "assessor.reason", text, e);
    case SHEET_NOTE:
        return session_text(s, question, "assessor.note", text, e);
    case SHEET_PRIVATE:
        return session_private_note(s, question, text, e);
    default:
        return ST_NO;
    }
}

static enum status set_firm(struct session *s, size_t question, char key, struct error *e)
{
    const bool levels = rated_by_levels(s, question);
    if (key == 'v') {
        return session_vendor(s, question, !at(s, question)->answer.ask_vendor, e);
    }
    if (key == 'x') {
        return levels ? session_answer(s, question, ANSWER_UNKNOWN, 0, NULL, e) : ST_NO;
    }
    if (key < '0' || key >= '0' + (levels ? LEVELS : 2)) {
        return ST_NO;
    }
    return levels ? session_answer(s, question, ANSWER_LEVEL, key - '0', NULL, e)
                  : session_answer(s, question, key == '1' ? ANSWER_DONE : ANSWER_NOT_DONE, 0, NULL, e);
}

enum status sheet_set_key(struct session *s, size_t question, enum sheet_column column, char key, struct error *e)
{
    switch (column) {
    case SHEET_FIRM:
        return set_firm(s, question, key, e);
    case SHEET_ASSESSOR:
        return key >= '0' && key < '0' + LEVELS ? session_assess(s, question, key - '0', e) : ST_NO;
    case SHEET_CONFIDENCE:
        return key >= '0' && key < '0' + (int)CONFIDENCE_CHOICE_COUNT
                   ? session_confidence(s, question, CONFIDENCE_CHOICES[key - '0'].value, e)
                   : ST_NO;
    default:
        return ST_NO;
    }
}

enum status sheet_clear(struct session *s, size_t question, enum sheet_column column, struct error *e)
{
    switch (column) {
    case SHEET_FIRM:
        return session_answer(s, question, ANSWER_NONE, 0, NULL, e);
    case SHEET_ASSESSOR:
        return rated_by_levels(s, question) ? session_assess(s, question, -1, e) : ST_NO;
    case SHEET_CONFIDENCE:
        return session_confidence(s, question, "", e);
    default:
        return sheet_set_text(s, question, column, "", e);
    }
}

static enum status copy_firm(struct session *s, size_t from, size_t to, struct error *e)
{
    const struct answer *answer = &at(s, from)->answer;
    const bool levels = rated_by_levels(s, to);
    const bool level = answer->state == ANSWER_LEVEL || answer->state == ANSWER_UNKNOWN;
    if (answer->state == ANSWER_NONE || (answer->state != ANSWER_NA && level != levels)) {
        return ST_NO;
    }
    return session_answer(s, to, answer->state, answer->level, json_text(answer->tree, "na_reason"), e);
}

enum status sheet_copy(struct session *s, size_t from, size_t to, enum sheet_column column, struct error *e)
{
    const struct rating rating = session_rating(s, from);
    switch (column) {
    case SHEET_FIRM:
        return copy_firm(s, from, to, e);
    case SHEET_ASSESSOR:
        return rating.assessor < 0 || !rated_by_levels(s, to) ? ST_NO : session_assess(s, to, rating.assessor, e);
    case SHEET_CONFIDENCE:
        return rating.confidence[0] == '\0' ? ST_NO : session_confidence(s, to, rating.confidence, e);
    default:
        break;
    }
    char *text = strdup(sheet_text(s, from, column)); /* the change builds the answers anew */
    const enum status st = text == NULL ? fail_memory(e) : text[0] == '\0' ? ST_NO : sheet_set_text(s, to, column, text, e);
    free(text);
    return st;
}

bool sheet_next(const struct session *s, const size_t *rows, int count, int *row, enum sheet_column *column)
{
    const size_t question = rows[*row];
    switch (s->presenter ? SHEET_NOTE : *column) { /* the firm's answers alone are typed while it looks on */
    case SHEET_FIRM:
        *column = rated_by_levels(s, question) ? SHEET_ASSESSOR : SHEET_CONFIDENCE;
        return true;
    case SHEET_ASSESSOR:
        *column = SHEET_CONFIDENCE;
        return true;
    case SHEET_CONFIDENCE: /* the reason only where one is asked for */
        *column = rating_lacks_reason(&at(s, question)->answer) ? SHEET_REASON : SHEET_NOTE;
        return true;
    case SHEET_REASON:
        *column = SHEET_NOTE;
        return true;
    default:
        break;
    }
    *column = SHEET_FIRM;
    if (*row + 1 >= count) {
        return false;
    }
    ++*row;
    return true;
}
