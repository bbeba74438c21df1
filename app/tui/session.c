#include "tui/session.h"

#include "base/i18n.h"
#include "model/json.h"

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

/* Reads everything again that follows from the answers. */
static enum status refresh(struct session *s, struct error *e)
{
    struct question_list list = {0};
    const enum status st = assessment_questions(s->assessment, s->catalog, &list, NULL, e);
    if (st != ST_OK) {
        return st;
    }
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
    const enum status st = refresh(s, e);
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

void session_save(struct session *s)
{
    if (!s->dirty) {
        return;
    }
    struct error e = {0};
    if (s->save(s->context, &e) == ST_OK) {
        s->dirty = false;
        s->ever_saved = true;
        s->problem.text[0] = '\0';
    } else {
        s->problem = e;
    }
}

void switch_language(struct session *session)
{
    if (session->language != NULL) {
        session->language(session->context, language_current() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
    }
}

/* ---- undo ---- */

/* Takes ownership of before. */
static enum status remember(struct session *s, struct undo step, struct error *e)
{
    if (s->nundo == s->undo_room) {
        const size_t room = s->undo_room == 0 ? 64 : s->undo_room * 2;
        struct undo *grown = reallocarray(s->undo, room, sizeof *grown);
        if (grown == NULL) {
            cJSON_Delete(step.before);
            return fail_memory(e);
        }
        s->undo = grown;
        s->undo_room = room;
    }
    s->undo[s->nundo++] = step;
    return ST_OK;
}

static enum status remember_answer(struct session *s, size_t question, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    return remember(
        s, (struct undo){.pack = q->home_pack->id, .item = q->home_item->id, .before = assessment_copy_answer(s->assessment, q)}, e);
}

static enum status remember_member(struct session *s, const char *member, struct error *e)
{
    const cJSON *now = json_get(s->assessment->tree, member);
    cJSON *copy = now == NULL ? NULL : cJSON_Duplicate(now, 1);
    if (now != NULL && copy == NULL) {
        return fail_memory(e);
    }
    return remember(s, (struct undo){.member = member, .before = copy}, e);
}

/* Puts back what a step remembers and forgets the step. */
static enum status take_back(struct session *s, size_t *question, struct error *e)
{
    const struct undo step = s->undo[--s->nundo];
    if (step.member == NULL) {
        *question = question_find(&s->list, step.pack, step.item);
        if (*question == SIZE_MAX) {
            cJSON_Delete(step.before);
            return ST_NO;
        }
        return assessment_restore_answer(s->assessment, &s->list.questions[*question], step.before, e);
    }
    if (step.before == NULL) {
        json_remove(s->assessment->tree, step.member);
        return ST_OK;
    }
    return json_put(s->assessment->tree, step.member, step.before) ? ST_OK : fail_memory(e);
}

/* Ends a change: a refused one is taken back, so that half of it never stays. */
static enum status finish(struct session *s, enum status st, struct error *e)
{
    if (st != ST_OK) {
        size_t question = SIZE_MAX;
        struct error ignored = {0};
        (void)take_back(s, &question, &ignored);
        (void)refresh(s, &ignored);
        return st;
    }
    s->dirty = true;
    return refresh(s, e);
}

enum status session_undo(struct session *s, size_t *question, struct error *e)
{
    *question = SIZE_MAX;
    if (s->nundo == 0) {
        return ST_NO;
    }
    const enum status st = take_back(s, question, e);
    if (st == ST_OK) {
        s->dirty = true;
        return refresh(s, e);
    }
    return st;
}

/* ---- answers ---- */

enum status session_answer(struct session *s, size_t question, enum answer_state state, int level, const char *na_reason, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    enum status st = remember_answer(s, question, e);
    if (st != ST_OK) {
        return st;
    }
    st = state == ANSWER_LEVEL ? assessment_set_level(s->assessment, q, level, e) : assessment_set_state(s->assessment, q, state, e);
    if (st == ST_OK && state == ANSWER_NA) {
        st = assessment_set_text(s->assessment, q, "na_reason", na_reason, e);
    }
    if (st == ST_OK && state == ANSWER_DONE) {
        char today[DATE_TEXT];
        date_format(clock_now(&s->clock), today);
        st = assessment_set_text(s->assessment, q, "done_at", today, e);
    }
    return finish(s, st, e);
}

enum status session_texts(struct session *s, size_t question, const char *const *members, const char *const *texts, size_t n,
                          size_t *failed, struct error *e)
{
    enum status st = remember_answer(s, question, e);
    if (st != ST_OK) {
        return st;
    }
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        *failed = i;
        st = assessment_set_text(s->assessment, &s->list.questions[question], members[i], texts[i], e);
    }
    return finish(s, st, e);
}

enum status session_text(struct session *s, size_t question, const char *member, const char *text, struct error *e)
{
    size_t failed = 0;
    return session_texts(s, question, &member, &text, 1, &failed, e);
}

enum status session_plan(struct session *s, size_t question, int level, const char *by, const char *owner, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    enum status st = remember_answer(s, question, e);
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
    return finish(s, st, e);
}

enum status session_confirm(struct session *s, size_t question, struct error *e)
{
    const enum status st = remember_answer(s, question, e);
    return st != ST_OK ? st : finish(s, assessment_set_flag(s->assessment, &s->list.questions[question], "confirmed", true, e), e);
}

enum status session_vendor(struct session *s, size_t question, bool ask, struct error *e)
{
    const enum status st = remember_answer(s, question, e);
    return st != ST_OK ? st : finish(s, assessment_set_flag(s->assessment, &s->list.questions[question], "ask_vendor", ask, e), e);
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
    enum status st = remember_answer(s, question, e);
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
    return finish(s, st, e);
}

enum status session_evidence_remove(struct session *s, size_t question, size_t entry, struct error *e)
{
    const enum status st = remember_answer(s, question, e);
    return st != ST_OK ? st : finish(s, take_evidence(s, question, entry, e), e);
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
        const enum status st = remember_member(s, "affirmation", e);
        if (st != ST_OK) {
            return st;
        }
    }
    return finish(s, assessment_set_affirmation(s->assessment, member, text, e), e);
}

enum status session_perceived(struct session *s, int perceived, struct error *e)
{
    const enum status st = remember_member(s, "perceived", e);
    return st != ST_OK ? st : finish(s, assessment_set_perceived(s->assessment, perceived, e), e);
}

enum status session_budgets(struct session *s, int64_t initial, int64_t monthly, struct error *e)
{
    const enum status st = remember_member(s, "plan", e);
    return st != ST_OK ? st : finish(s, assessment_set_budgets(s->assessment, initial, monthly, e), e);
}

enum status session_wish(struct session *s, size_t question, const struct action *action, enum plan_wish wish, struct error *e)
{
    const enum status st = remember_member(s, "plan", e);
    return st != ST_OK ? st : finish(s, assessment_set_wish(s->assessment, &s->list.questions[question], action, wish, e), e);
}

enum status session_supplier(struct session *s, const char *path, const char *text, bool first, struct error *e)
{
    if (first) {
        const enum status st = remember_member(s, "supplier", e);
        if (st != ST_OK) {
            return st;
        }
    }
    return finish(s, assessment_set_supplier(s->assessment, path, text, e), e);
}

enum status session_inventory_remove(struct session *s, size_t entry, struct error *e)
{
    const enum status st = remember_member(s, "inventory", e);
    return st != ST_OK ? st : finish(s, assessment_remove_inventory(s->assessment, entry, e), e);
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
    enum status st = remember_member(s, "inventory", e);
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
    return finish(s, st, e);
}
