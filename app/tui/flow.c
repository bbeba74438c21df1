/* Reading a session: order, progress, contradictions, what comes next. */
#include "tui/session.h"

#include "base/i18n.h"
#include "model/document.h"
#include "model/found_wrong.h"
#include "model/given.h"
#include "model/json.h"
#include "model/left_at.h"
#include "tui/told_words.h"
#include "tui/words.h"

const cJSON *session_supplier_object(const struct session *s)
{
    return json_get(s->assessment->tree, "supplier");
}

const char *session_company(const struct session *s)
{
    const char *name = json_text(session_supplier_object(s), "name");
    return name == NULL ? "" : name;
}

const cJSON *session_inventory(const struct session *s)
{
    return json_get(s->assessment->tree, "inventory");
}

struct answer session_last_year(const struct session *s, size_t question, const char **period)
{
    struct facts facts;
    const struct question *q = &s->list.questions[question];
    (void)assessment_last_year(s->assessment, &facts, period);
    return answer_view(facts_answer(&facts, q->home_pack->id, q->home_item->id));
}

/* Another question's reason is never proposed: what is true there says nothing about this one, and whoever presses Enter signs it. */
enum reason_from reason_before(const struct session *s, size_t question, const char **reason)
{
    const struct question *q = &s->list.questions[question];
    const char *period = "";
    *reason = json_text(q->answer.tree, "na_reason");
    if (q->answer.state == ANSWER_NA && *reason != NULL) {
        return q->answer.unconfirmed ? REASON_LAST_YEAR : question_to_confirm(q) ? REASON_GIVEN : REASON_OWN;
    }
    const struct answer last = session_last_year(s, question, &period);
    *reason = last.state == ANSWER_NA ? json_text(last.tree, "na_reason") : NULL;
    return *reason != NULL ? REASON_LAST_YEAR : REASON_NONE;
}

bool question_asked(const struct question *q)
{
    return !q->hidden && !q->repeated;
}

bool question_waits(const struct question *q)
{
    return q->answer.state == ANSWER_NONE && q->answer.ask_vendor;
}

bool question_awaits(const struct question *q)
{
    return q->answer.state == ANSWER_UNKNOWN && q->answer.ask_vendor && !q->answer.unconfirmed;
}

int question_number(const struct session *s, size_t question)
{
    return question_list_number(&s->list, question);
}

void session_progress(const struct session *s, size_t *answered, size_t *asked)
{
    *answered = *asked = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (question_asked(q)) {
            ++*asked;
            *answered += answer_given(&q->answer);
        }
    }
}

/* As many answers of before are confirmed, with y, in the time that one question takes. */
#define CONFIRMING 4

int session_minutes(const struct session *s)
{
    int sum = 0; /* hundredths of a minute */
    bool open = false;
    for (size_t p = 0; p < s->list.npacks; p++) {
        const struct pack *pack = s->list.packs[p];
        int asked = 0;
        int left = 0; /* in parts of a question */
        for (size_t i = 0; i < s->list.count; i++) {
            const struct question *q = &s->list.questions[i];
            if (q->pack == pack && question_asked(q)) {
                asked++;
                left += answer_given(&q->answer) ? 0 : question_to_confirm(q) ? 1 : CONFIRMING;
            }
        }
        open = open || left > 0;
        sum += asked > 0 ? pack->minutes * 100 * left / (asked * CONFIRMING) : 0;
    }
    const int minutes = (sum + 50) / 100;
    return open && minutes < 1 ? 1 : minutes;
}

size_t session_step(const struct session *s, size_t from, int direction)
{
    for (size_t i = from; direction > 0 ? i + 1 < s->list.count : i > 0;) {
        i = direction > 0 ? i + 1 : i - 1;
        if (question_asked(&s->list.questions[i])) {
            return i;
        }
    }
    return SIZE_MAX;
}

size_t session_first(const struct session *s)
{
    return s->list.count > 0 && question_asked(&s->list.questions[0]) ? 0 : session_step(s, 0, 1);
}

size_t session_unanswered(const struct session *s, size_t from)
{
    const size_t n = s->list.count;
    const size_t start = from == SIZE_MAX ? 0 : from + 1;
    size_t waits = SIZE_MAX; /* for the IT vendor: nobody here can answer it now */
    for (size_t i = 0; i < n; i++) {
        const size_t at = (start + i) % n;
        const struct question *q = &s->list.questions[at];
        if (!question_asked(q) || answer_given(&q->answer)) {
            continue;
        }
        if (!question_waits(q)) {
            return at;
        }
        waits = waits == SIZE_MAX ? at : waits;
    }
    return waits;
}

bool session_waits_only(const struct session *s)
{
    const size_t open = session_unanswered(s, SIZE_MAX);
    return open != SIZE_MAX && question_waits(&s->list.questions[open]);
}

size_t session_resume(const struct session *s)
{
    const size_t left = left_at_find(s->assessment, &s->list);
    if (left == SIZE_MAX || !question_asked(&s->list.questions[left])) {
        return session_unanswered(s, SIZE_MAX);
    }
    const struct question *q = &s->list.questions[left];
    return answer_given(&q->answer) || q->answer.ask_vendor ? session_unanswered(s, left) : left;
}

bool session_found_wrong(const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    return s->later != NULL && question_asked(q) && found_wrong(s->assessment, s->later, NULL, q->home_pack->id, q->home_item->id);
}

enum doubt session_doubt(const struct session *s, size_t question)
{
    const struct question *q = &s->list.questions[question];
    if (!question_asked(q)) {
        return DOUBT_NONE;
    }
    return session_found_wrong(s, question)                                  ? DOUBT_WRONG
           : session_day_past(s, question) || session_plan_left(s, question) ? DOUBT_LATE
           : q->answer.state == ANSWER_UNKNOWN || q->answer.ask_vendor       ? DOUBT_UNSURE
                                                                             : DOUBT_NONE;
}

size_t session_doubtful(const struct session *s)
{
    if (!told_anybody(s) || session_resume(s) != SIZE_MAX) {
        return SIZE_MAX;
    }
    size_t doubtful = SIZE_MAX;
    enum doubt first = DOUBT_NONE;
    for (size_t i = 0; i < s->list.count; i++) {
        const enum doubt doubt = session_doubt(s, i);
        if (doubt < first) {
            first = doubt;
            doubtful = i;
        }
    }
    return doubtful;
}

size_t session_doubtful_behind(const struct session *s, size_t question)
{
    for (size_t i = question + 1; i < s->list.count; i++) {
        if (session_doubt(s, i) != DOUBT_NONE) {
            return i;
        }
    }
    return SIZE_MAX;
}

void session_leave(struct session *s, size_t question)
{
    bool changed = false;
    const bool open = question != SIZE_MAX && !answer_given(&s->list.questions[question].answer);
    const bool elsewhere = open && question != session_unanswered(s, SIZE_MAX); /* the first open one needs no note */
    if (left_at_note(s->assessment, elsewhere ? &s->list.questions[question] : NULL, &changed, NULL) == ST_OK) {
        s->dirty = s->dirty || changed;
    }
}

/* Index of an item "PACK:ITEM" of a check; SIZE_MAX when it is not asked. */
static size_t find_reference(const struct session *s, const char *reference)
{
    char pack[128];
    const char *colon = strchr(reference, ':');
    if (colon == NULL || (size_t)(colon - reference) >= sizeof pack) {
        return SIZE_MAX;
    }
    memcpy(pack, reference, (size_t)(colon - reference));
    pack[colon - reference] = '\0';
    return question_find(&s->list, pack, colon + 1);
}

/* Whether a reference means this question, under its own name or its home's. */
static bool refers(const struct session *s, const char *reference, size_t question)
{
    const size_t found = find_reference(s, reference);
    return found != SIZE_MAX && s->list.questions[found].home_item == s->list.questions[question].home_item;
}

static const struct check_hit *hit_at(const struct session *s, size_t question, bool advice)
{
    for (size_t i = 0; i < s->nhits; i++) {
        const struct check *check = s->hits[i].check;
        for (size_t k = 0; check->advice == advice && k < check->nitems; k++) {
            if (refers(s, check->items[k], question)) {
                return &s->hits[i];
            }
        }
    }
    return NULL;
}

const struct check_hit *session_contradiction(const struct session *s, size_t question)
{
    return hit_at(s, question, false);
}

const struct check_hit *session_hit(const struct session *s, size_t question)
{
    const struct check_hit *hit = hit_at(s, question, false);
    return hit != NULL ? hit : hit_at(s, question, true);
}

size_t session_other(const struct session *s, const struct check_hit *hit, size_t question)
{
    const struct check *check = hit->check;
    size_t mine = 0; /* the place after this question's in the check's list */
    for (size_t k = 0; k < check->nitems; k++) {
        if (refers(s, check->items[k], question)) {
            mine = k + 1;
        }
    }
    for (size_t k = 0; k < check->nitems; k++) {
        const char *reference = check->items[(mine + k) % check->nitems];
        const size_t found = find_reference(s, reference);
        if (found != SIZE_MAX && !refers(s, reference, question)) {
            return found;
        }
    }
    return SIZE_MAX;
}

#define A_DAY 86400 /* seconds: less is no harm, and may come from another computer */

const char *session_clock_problem(const struct session *s, char out[256])
{
    const char *saved_at = json_text(s->assessment->tree, "saved_at");
    const int64_t now = clock_now(&s->clock);
    char today[DATE_TEXT], day[DATE_TEXT];
    int64_t saved = 0;
    out[0] = '\0';
    if (saved_at != NULL && time_parse(saved_at, &saved) && saved > now + A_DAY) {
        local_day(now, today);
        (void)snprintf(out, 256, _("This computer's clock says %s, the draft was saved on %.10s."), today, local_day_of(saved_at, day));
    }
    return out;
}

size_t session_looks(const struct session *s, struct look **looks, size_t *count)
{
    size_t due = 0;
    char today[DATE_TEXT];
    session_today(s, today);
    if (looks_find(s->assessment, &s->list, s->hits, s->nhits, today, looks, count, NULL) != ST_OK) {
        return 0;
    }
    for (size_t i = 0; i < *count; i++) {
        due += !(*looks)[i].seen;
    }
    return due;
}

struct goal session_goal(const struct session *s, size_t question)
{
    char today[DATE_TEXT];
    session_today(s, today);
    return goal_of(s->assessment, &s->list.questions[question], today);
}

bool session_day_past(const struct session *s, size_t question)
{
    return s->list.questions[question].answer.planned_level >= 0 && session_goal(s, question).late;
}

bool session_plan_left(const struct session *s, size_t question)
{
    char today[DATE_TEXT];
    session_today(s, today);
    return goal_left(s->assessment, &s->list.questions[question], today);
}

const char *session_lapsed(const struct session *s, size_t question)
{
    char today[DATE_TEXT];
    const char *by = "";
    session_today(s, today);
    (void)goal_lapsed(s->assessment, &s->list.questions[question], today, &by);
    return by;
}

const char *session_postponed(const struct session *s, size_t question)
{
    const struct answer *a = &s->list.questions[question].answer;
    const char *then = session_lapsed(s, question), *now = json_text(a->tree, "planned_by");
    return a->planned_level >= 0 && now != NULL && strcmp(now, then) > 0 ? then : "";
}

/* ---- what comes next ---- */

/* Whoever has handed in a pack's answers was asked for the products, and offered the second pass, then: once a further customer's marks are
 * confirmed, only what that one is the first to ask is still offered. */
static bool offered_then(const struct session *s, const char *pack)
{
    return s->confirming && given_handed(s->assessment, pack);
}

bool session_products_due(const struct session *s)
{
    bool due = false;
    for (size_t i = 0; i < s->list.npacks; i++) {
        due = due || (s->list.packs[i]->inventory && !offered_then(s, s->list.packs[i]->id));
    }
    return due && !s->inventory_seen && (cJSON_GetArraySize(session_inventory(s)) == 0 || assessment_inventory_carried(s->assessment));
}

/* Under whatever pack it was asked. */
static bool question_offered_then(const struct session *s, const struct question *question)
{
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (q->home_item == question->home_item && offered_then(s, q->pack->id)) {
            return true;
        }
    }
    return false;
}

bool session_closer_left(const struct session *s)
{
    struct look *looks = NULL;
    size_t count = 0;
    bool left = false;
    (void)session_looks(s, &looks, &count);
    for (size_t i = 0; i < count; i++) {
        left = left || (!looks[i].seen && !question_offered_then(s, &s->list.questions[looks[i].question]));
    }
    free(looks);
    return left;
}

bool session_closer_due(const struct session *s)
{
    return !s->closer_seen && session_closer_left(s);
}

bool session_signing_last(const struct session *s)
{
    bool before = false;
    for (size_t i = 0; i < s->list.npacks; i++) {
        before = before || offered_then(s, s->list.packs[i]->id);
    }
    return before && s->finish != NULL && given_count(&s->list, NULL) == 0;
}

bool session_given_next(const struct session *s)
{
    return given_count(&s->list, NULL) > 0 && (session_unanswered(s, SIZE_MAX) == SIZE_MAX || session_waits_only(s));
}

bool session_given_first(const struct session *s)
{
    if (s->finish == NULL || !session_given_next(s)) {
        return false;
    }
    for (size_t i = 0; i < s->list.count; i++) {
        if (recipients_told_otherwise(NULL, s->assessment, &s->list.questions[i], NULL) > 0) {
            return false; /* a correction goes on its way as before */
        }
    }
    return true;
}

enum flow session_flow(const struct session *s, size_t *question)
{
    *question = session_unanswered(s, SIZE_MAX);
    if (!s->profile_seen && session_company(s)[0] == '\0') {
        return FLOW_PROFILE;
    }
    /* A guess is one only before the first answer. */
    size_t answered = 0, asked = 0;
    session_progress(s, &answered, &asked);
    if (answered == 0 && !s->belief_seen && assessment_perceived(s->assessment) < 0) {
        return FLOW_BELIEF;
    }
    if (session_given_next(s)) {
        return FLOW_GIVEN;
    }
    if (*question != SIZE_MAX) {
        return FLOW_QUESTION;
    }
    if (session_products_due(s)) {
        return FLOW_INVENTORY;
    }
    if (session_closer_due(s)) {
        return FLOW_CLOSER;
    }
    return session_signing_last(s) ? FLOW_FINISH : FLOW_DONE;
}
