#include "tui/session_parts.h"

#include "base/i18n.h"
#include "model/json.h"
#include "tui/words.h"

/* Whether a condition looks at the inventory. */
static bool looks_at_inventory(const cJSON *condition)
{
    for (const cJSON *member = condition == NULL ? NULL : condition->child; member != NULL; member = member->next) {
        if ((member->string != NULL && strcmp(member->string, "inventory") == 0) || looks_at_inventory(member)) {
            return true;
        }
    }
    return false;
}

bool check_about_inventory(const struct check *check)
{
    return looks_at_inventory(check->when);
}

/* The inventory comes last: that it is still empty is no contradiction before it was asked for. */
static size_t drop_early(const struct session *s, struct check_hit *hits, size_t n)
{
    size_t kept = 0;
    if (s->inventory_seen || session_unanswered(s, SIZE_MAX) == SIZE_MAX || cJSON_GetArraySize(session_inventory(s)) > 0) {
        return n;
    }
    for (size_t i = 0; i < n; i++) {
        if (!check_about_inventory(hits[i].check)) {
            hits[kept++] = hits[i];
        }
    }
    return kept;
}

/* What the change took off the list, or put on it. */
static void note_turned(struct session *s, const struct question_list *now)
{
    s->nturned = 0;
    for (size_t i = 0; s->list.count == now->count && i < now->count && s->nturned < SESSION_TURNED; i++) {
        if (question_asked(&s->list.questions[i]) != question_asked(&now->questions[i])) {
            s->turned[s->nturned++] = i;
        }
    }
}

/* Reads everything again that follows from the answers. */
enum status session_refresh(struct session *s, struct error *e)
{
    struct question_list list = {0};
    const enum status st = assessment_questions(s->assessment, s->catalog, &list, NULL, e);
    if (st != ST_OK) {
        return st;
    }
    note_turned(s, &list);
    question_list_release(&s->list);
    s->list = list;

    struct check_hit hits[SESSION_HITS];
    const struct facts facts = assessment_facts(s->assessment);
    size_t n = checks_find(&s->list, s->catalog, &facts, hits, SESSION_HITS);
    n = drop_early(s, hits, n < SESSION_HITS ? n : SESSION_HITS);
    s->remark = NULL;
    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (size_t k = 0; k < s->nhits; k++) {
            known = known || s->hits[k].check == hits[i].check;
        }
        if (!known) {
            s->remark = hits[i].check;
        }
    }
    memcpy(s->hits, hits, n * sizeof *hits);
    s->nhits = n;
    return ST_OK;
}

enum status session_init(struct session *s, struct error *e)
{
    s->list = (struct question_list){0};
    const enum status st = session_refresh(s, e);
    s->remark = NULL;
    return st;
}

void session_release(struct session *s)
{
    for (size_t i = 0; i < s->nundo; i++) {
        cJSON_Delete(s->undo[i].before);
    }
    free(s->undo);
    free(s->folder);
    s->undo = NULL;
    s->folder = NULL;
    s->nundo = s->undo_room = 0;
    question_list_release(&s->list);
}

bool session_unsaved(const struct session *s)
{
    return s->dirty || s->noted;
}

void session_save(struct session *s)
{
    struct error e = {0};
    enum status st = ST_OK;
    if (!session_unsaved(s)) {
        return;
    }
    if (s->dirty) {
        st = s->save(s->context, &e);
        s->dirty = st != ST_OK;
    }
    if (st == ST_OK && s->noted) {
        st = s->save_interview(s->context, &e);
        s->noted = st != ST_OK;
    }
    s->ever_saved = s->ever_saved || st == ST_OK;
    s->problem = st == ST_OK ? (struct error){0} : e;
}

void session_note(struct session *s)
{
    const bool told = s->ever_saved || session_unsaved(s);
    s->dirty = true;
    if (!told) {
        session_save(s);
        s->ever_saved = false;
    }
}

void switch_language(struct session *session)
{
    if (session->language != NULL) {
        session->language(session->context, language_current() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
    }
}

/* After a change that may have confirmed an answer: last year's plan goes when it is none for this year. */
static enum status settle(const struct session *s, size_t question, struct error *e)
{
    char today[DATE_TEXT];
    session_today(s, today);
    return goal_settle(s->assessment, &s->list.questions[question], today, e);
}

/* ---- answers ---- */

enum status session_answer(struct session *s, size_t question, enum answer_state state, int level, const char *na_reason, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    enum status st = session_remember_answer(s, question, e);
    if (st != ST_OK) {
        return st;
    }
    st = state == ANSWER_LEVEL ? assessment_set_level(s->assessment, q, level, e) : assessment_set_state(s->assessment, q, state, e);
    if (st == ST_OK && state != ANSWER_NONE && state != ANSWER_UNKNOWN &&
        s->interview == NULL) { /* whoever knows waits for the vendor no longer */
        st = assessment_set_flag(s->assessment, q, "ask_vendor", false, e);
    }
    if (st == ST_OK && state == ANSWER_NA) {
        st = assessment_set_text(s->assessment, q, "na_reason", na_reason, e);
    }
    if (st == ST_OK && state == ANSWER_DONE) {
        char today[DATE_TEXT];
        session_today(s, today);
        st = assessment_set_text(s->assessment, q, "done_at", today, e);
    }
    return session_finish(s, st == ST_OK ? settle(s, question, e) : st, e);
}

enum status session_texts(struct session *s, size_t question, const char *const *members, const char *const *texts, size_t n,
                          size_t *failed, struct error *e)
{
    enum status st = session_remember_answer(s, question, e);
    if (st != ST_OK) {
        return st;
    }
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        *failed = i;
        st = assessment_set_text(s->assessment, &s->list.questions[question], members[i], texts[i], e);
    }
    return session_finish(s, st, e);
}

enum status session_text(struct session *s, size_t question, const char *member, const char *text, struct error *e)
{
    size_t failed = 0;
    return session_texts(s, question, &member, &text, 1, &failed, e);
}

int session_present_level(const struct session *s, size_t question)
{
    const struct answer *a = &s->list.questions[question].answer;
    const int firm = a->state == ANSWER_LEVEL ? a->level : -1;
    return s->interview != NULL && a->assessor_level >= 0 ? a->assessor_level : firm;
}

enum status session_plan_check(const struct session *s, size_t question, int level, struct error *e)
{
    const int present = session_present_level(s, question);
    if (level < 0 || level > present) {
        return ST_OK;
    }
    return fail(e, ST_INPUT, _("That is no plan: today's level is %d %s already. Choose a higher one."), present, _(LEVEL_LABELS[present]));
}

enum status session_day_check(const struct session *s, const char *by, struct error *e)
{
    char today[DATE_TEXT];
    session_today(s, today);
    return goal_day_check(by, today, e);
}

enum status session_plan(struct session *s, size_t question, int level, const char *by, const char *owner, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    enum status st = session_plan_check(s, question, level, e);
    st = st == ST_OK ? session_day_check(s, by, e) : st;
    st = st == ST_OK ? session_remember_answer(s, question, e) : st;
    if (st != ST_OK) {
        return st;
    }
    st = assessment_set_planned(s->assessment, q, level, e);
    if (st == ST_OK) {
        st = assessment_set_text(s->assessment, q, "planned_by", by, e);
    }
    if (st == ST_OK) {
        st = assessment_set_text(s->assessment, q, "owner", owner, e);
    }
    return session_finish(s, st, e);
}

enum status session_confirm(struct session *s, size_t question, struct error *e)
{
    enum status st = session_remember_answer(s, question, e);
    if (st != ST_OK) {
        return st;
    }
    st = assessment_set_flag(s->assessment, &s->list.questions[question], "confirmed", true, e);
    return session_finish(s, st == ST_OK ? settle(s, question, e) : st, e);
}

enum status session_right_then(struct session *s, size_t question, struct error *e)
{
    const enum status st = session_remember_answer(s, question, e);
    return st != ST_OK ? st : session_finish(s, assessment_set_flag(s->assessment, &s->list.questions[question], "right_then", true, e), e);
}

enum status session_confirm_given(struct session *s, struct error *e)
{
    enum status st = session_remember_member(s, "answers", e);
    if (st != ST_OK) {
        return st;
    }
    for (size_t i = 0; st == ST_OK && i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (question_asked(q) && given_waits(q->answer.tree, NULL)) {
            st = assessment_set_flag(s->assessment, q, "confirmed", true, e);
            st = st == ST_OK ? settle(s, i, e) : st;
        }
    }
    return session_finish(s, st, e);
}

enum status session_vendor(struct session *s, size_t question, bool ask, struct error *e)
{
    const enum status st = session_remember_answer(s, question, e);
    return st != ST_OK ? st : session_finish(s, assessment_set_flag(s->assessment, &s->list.questions[question], "ask_vendor", ask, e), e);
}

static bool put_unless_empty(cJSON *object, const char *key, const char *text)
{
    return text == NULL || text[0] == '\0' || json_put_text(object, key, text);
}

/* The answer with its evidence, made if need be, for a change to the list. NULL: out of memory. */
static cJSON *answer_with_evidence(const struct session *s, const struct question *q)
{
    cJSON *answer = assessment_copy_answer(s->assessment, q);
    if (answer == NULL) {
        answer = cJSON_CreateObject();
    }
    if (json_get(answer, "evidence") == NULL && !json_put(answer, "evidence", cJSON_CreateArray())) {
        cJSON_Delete(answer);
        return NULL;
    }
    return answer;
}

static cJSON *evidence_entry(const struct evidence *value)
{
    cJSON *entry = cJSON_CreateObject();
    if (!put_unless_empty(entry, "title", value->title) || !put_unless_empty(entry, "kind", value->kind) ||
        !put_unless_empty(entry, "reference", value->reference) || !put_unless_empty(entry, "sha256", value->sha256) ||
        !put_unless_empty(entry, "date", value->date)) {
        cJSON_Delete(entry);
        return NULL;
    }
    return entry;
}

/* Takes an entry out; without any left the list goes too. */
static enum status take_evidence(struct session *s, size_t question, size_t entry, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    cJSON *answer = answer_with_evidence(s, q);
    cJSON *list = json_get(answer, "evidence");
    if (list == NULL || entry >= (size_t)cJSON_GetArraySize(list)) {
        cJSON_Delete(answer);
        return ST_NO;
    }
    cJSON_DeleteItemFromArray(list, (int)entry);
    if (cJSON_GetArraySize(list) == 0) {
        json_remove(answer, "evidence");
    }
    return assessment_restore_answer(s->assessment, q, answer, e);
}

/* Moves the last entry, which has just been added and checked, to where it belongs. */
static enum status move_evidence(struct session *s, size_t question, size_t entry, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    cJSON *answer = answer_with_evidence(s, q);
    cJSON *list = json_get(answer, "evidence");
    cJSON *last = list == NULL ? NULL : cJSON_DetachItemFromArray(list, cJSON_GetArraySize(list) - 1);
    if (last == NULL || !cJSON_InsertItemInArray(list, (int)entry, last)) {
        cJSON_Delete(last);
        cJSON_Delete(answer);
        return fail_memory(e);
    }
    return assessment_restore_answer(s->assessment, q, answer, e);
}

enum status session_evidence_put(struct session *s, size_t question, size_t entry, const struct evidence *value, struct error *e)
{
    enum status st = session_remember_answer(s, question, e);
    if (st != ST_OK) {
        return st;
    }
    if (entry != SIZE_MAX) {
        st = take_evidence(s, question, entry, e);
    }
    if (st == ST_OK) {
        st = assessment_add_evidence(s->assessment, &s->list.questions[question], evidence_entry(value), e);
    }
    if (st == ST_OK && entry != SIZE_MAX) {
        st = move_evidence(s, question, entry, e);
    }
    return session_finish(s, st, e);
}

enum status session_evidence_remove(struct session *s, size_t question, size_t entry, struct error *e)
{
    const enum status st = session_remember_answer(s, question, e);
    return st != ST_OK ? st : session_finish(s, take_evidence(s, question, entry, e), e);
}

enum status session_looked(struct session *s, size_t question, struct error *e)
{
    s->dirty = true;
    return assessment_set_looked(s->assessment, &s->list.questions[question], e);
}

/* ---- the firm ---- */

enum status session_affirmation(struct session *s, const char *member, const char *text, bool first, struct error *e)
{
    if (first) {
        const enum status st = session_remember_member(s, "affirmation", e);
        if (st != ST_OK) {
            return st;
        }
    }
    return session_finish(s, assessment_set_affirmation(s->assessment, member, text, e), e);
}

enum status session_perceived(struct session *s, int perceived, struct error *e)
{
    const enum status st = session_remember_member(s, "perceived", e);
    return st != ST_OK ? st : session_finish(s, assessment_set_perceived(s->assessment, perceived, e), e);
}

enum status session_budgets(struct session *s, int64_t initial, int64_t monthly, struct error *e)
{
    const enum status st = session_remember_member(s, "plan", e);
    return st != ST_OK ? st : session_finish(s, assessment_set_budgets(s->assessment, initial, monthly, e), e);
}

enum status session_wish(struct session *s, size_t question, const struct action *action, enum plan_wish wish, struct error *e)
{
    const enum status st = session_remember_member(s, "plan", e);
    return st != ST_OK ? st : session_finish(s, assessment_set_wish(s->assessment, &s->list.questions[question], action, wish, e), e);
}

enum status session_supplier(struct session *s, const char *path, const char *text, bool first, struct error *e)
{
    if (first) {
        const enum status st = session_remember_member(s, "supplier", e);
        if (st != ST_OK) {
            return st;
        }
    }
    return session_finish(s, assessment_set_supplier(s->assessment, path, text, e), e);
}

enum status session_inventory_confirm(struct session *s, struct error *e)
{
    const enum status st = session_remember_member(s, "inventory_carried", e);
    if (st == ST_OK) {
        assessment_confirm_inventory(s->assessment);
    }
    return session_finish(s, st, e);
}

enum status session_inventory_remove(struct session *s, size_t entry, struct error *e)
{
    const enum status st = session_remember_member(s, "inventory", e);
    return st != ST_OK ? st : session_finish(s, assessment_remove_inventory(s->assessment, entry, e), e);
}

enum status session_inventory_put(struct session *s, size_t entry, const struct inventory_entry *value, struct error *e)
{
    cJSON *object = cJSON_CreateObject();
    bool made = put_unless_empty(object, "name", value->name) && put_unless_empty(object, "vendor", value->vendor) &&
                put_unless_empty(object, "version", value->version);
    made = made && json_put(object, "internet", cJSON_CreateBool(value->internet)) &&
           json_put(object, "credentials", cJSON_CreateBool(value->credentials));
    if (!made) {
        cJSON_Delete(object);
        return fail_memory(e);
    }
    enum status st = session_remember_member(s, "inventory", e);
    if (st != ST_OK) {
        cJSON_Delete(object);
        return st;
    }
    st = assessment_add_inventory(s->assessment, object, e); /* checks it; at the end of the list */
    if (st == ST_OK && entry != SIZE_MAX) {
        cJSON *list = json_get(s->assessment->tree, "inventory");
        cJSON *added = cJSON_DetachItemFromArray(list, cJSON_GetArraySize(list) - 1);
        if (!cJSON_ReplaceItemInArray(list, (int)entry, added)) {
            cJSON_Delete(added);
            st = ST_NO;
        }
    }
    return session_finish(s, st, e);
}
