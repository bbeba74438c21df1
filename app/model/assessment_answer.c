/* Changes to one answer of a draft, at its home. */
#include "model/assessment.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/look.h"
#include "model/profile.h"
#include "model/recheck.h"

static cJSON *answer_of(const struct assessment *a, const struct question *q)
{
    return json_get(json_get(json_get(a->tree, "answers"), q->home_pack->id), q->home_item->id);
}

static cJSON *member_object(cJSON *object, const char *name)
{
    cJSON *member = json_get(object, name);
    if (member == NULL && json_put(object, name, cJSON_CreateObject())) {
        member = json_get(object, name);
    }
    return member;
}

/* The answer object, made when it is not there; NULL when memory runs out. */
static cJSON *answer_made(struct assessment *a, const struct question *q)
{
    cJSON *pack = member_object(member_object(a->tree, "answers"), q->home_pack->id);
    return member_object(pack, q->home_item->id);
}

/* Removes what holds nothing any more, so that an undone answer leaves no trace. */
static void tidy(struct assessment *a, const struct question *q)
{
    cJSON *answers = json_get(a->tree, "answers");
    cJSON *pack = json_get(answers, q->home_pack->id);
    const cJSON *answer = json_get(pack, q->home_item->id);
    if (answer != NULL && answer->child == NULL) {
        json_remove(pack, q->home_item->id);
    }
    if (pack != NULL && pack->child == NULL) {
        json_remove(answers, q->home_pack->id);
    }
}

static const char *const STATE_MEMBERS[] = {"level", "unknown", "na", "na_reason", "done", "done_at", "confirmed", "to_confirm"};

/* Replaces whatever the answer was; its notes, evidence and plans stay. An answer given now is one that somebody looked at. */
static enum status replace_state(struct assessment *a, const struct question *q, const char *member, cJSON *value, struct error *e)
{
    cJSON *answer = answer_made(a, q);
    if (answer == NULL || value == NULL) {
        cJSON_Delete(value);
        return fail_memory(e);
    }
    for (size_t i = 0; i < sizeof STATE_MEMBERS / sizeof STATE_MEMBERS[0]; i++) {
        /* The reason and the day stay when the same answer is given again. */
        const bool companion = (strcmp(member, "na") == 0 && strcmp(STATE_MEMBERS[i], "na_reason") == 0) ||
                               (cJSON_IsTrue(value) && strcmp(member, "done") == 0 && strcmp(STATE_MEMBERS[i], "done_at") == 0);
        if (!companion) {
            json_remove(answer, STATE_MEMBERS[i]);
        }
    }
    return json_put(answer, member, value) ? ST_OK : fail_memory(e);
}

static enum status refuse_kind(const struct question *q, struct error *e)
{
    if (q->home_item->kind == ITEM_DONE) {
        return fail(e, ST_INPUT, _("%s:%s is answered with done, not done or not applicable."), q->pack->id, q->item->id);
    }
    return fail(e, ST_INPUT, _("%s:%s is answered with a level 0–4, unknown or not applicable."), q->pack->id, q->item->id);
}

enum status assessment_set_level(struct assessment *a, const struct question *q, int level, struct error *e)
{
    if (q->home_item->kind != ITEM_LEVEL || level < 0 || level >= LEVELS) {
        return refuse_kind(q, e);
    }
    return replace_state(a, q, "level", cJSON_CreateNumber(level), e);
}

static enum status clear_state(struct assessment *a, const struct question *q)
{
    cJSON *answer = answer_of(a, q);
    for (size_t i = 0; answer != NULL && i < sizeof STATE_MEMBERS / sizeof STATE_MEMBERS[0]; i++) {
        json_remove(answer, STATE_MEMBERS[i]);
    }
    tidy(a, q);
    return ST_OK;
}

enum status assessment_set_state(struct assessment *a, const struct question *q, enum answer_state state, struct error *e)
{
    const bool done_kind = q->home_item->kind == ITEM_DONE;
    switch (state) {
    case ANSWER_NONE:
        return clear_state(a, q);
    case ANSWER_NA:
        return replace_state(a, q, "na", cJSON_CreateTrue(), e);
    case ANSWER_UNKNOWN:
        return done_kind ? refuse_kind(q, e) : replace_state(a, q, "unknown", cJSON_CreateTrue(), e);
    case ANSWER_DONE:
    case ANSWER_NOT_DONE:
        return done_kind ? replace_state(a, q, "done", cJSON_CreateBool(state == ANSWER_DONE), e) : refuse_kind(q, e);
    default: /* a level needs its number */
        return refuse_kind(q, e);
    }
}

/* Puts the text into object, or removes the member when it is empty. */
static bool put_or_remove(cJSON *object, const char *member, const char *text)
{
    if (text[0] == '\0') {
        json_remove(object, member);
        return true;
    }
    return json_put_text(object, member, text);
}

static enum status check_member_text(const struct assessment *a, const struct question *q, const char *member, const char *text,
                                     struct error *e)
{
    static const char *const FREE[] = {"scope", "exceptions", "compensating", "note", "owner", "assessor.note", "assessor.reason"};
    const struct answer answer = answer_view(answer_of(a, q));
    for (size_t i = 0; i < sizeof FREE / sizeof FREE[0]; i++) {
        if (strcmp(member, FREE[i]) == 0) {
            return text_check(text, ANSWER_TEXT_MAX, true, member, e);
        }
    }
    if (strcmp(member, "na_reason") == 0) {
        if (answer.state != ANSWER_NA && text[0] != '\0') {
            return fail(e, ST_INPUT, _("%s:%s is not answered \"not applicable\", so it takes no reason for that."), q->pack->id,
                        q->item->id);
        }
        return text_check(text, ANSWER_TEXT_MAX, true, member, e);
    }
    if (strcmp(member, "done_at") == 0) {
        if (answer.state != ANSWER_DONE && text[0] != '\0') {
            return fail(e, ST_INPUT, _("%s:%s is not answered \"done\", so it takes no day on which it was done."), q->pack->id,
                        q->item->id);
        }
        return date_check(text, member, e);
    }
    if (strcmp(member, "planned_by") == 0) {
        return date_check(text, member, e);
    }
    if (strcmp(member, "assessor.confidence") == 0) {
        return text[0] == '\0' || confidence_valid(text) ? ST_OK : fail(e, ST_INPUT, _("%s: must be heard, document or seen."), member);
    }
    return fail(e, ST_INPUT, _("An answer has no member \"%s\"."), member);
}

/* A rating notes what it rests on; without a level there is none. */
static bool rebase_rating(const struct assessment *a, const struct question *q)
{
    cJSON *answer = answer_of(a, q);
    cJSON *assessor = json_get(answer, "assessor");
    json_remove(assessor, "basis");
    cJSON *basis = json_get(assessor, "level") == NULL ? NULL : recheck_basis(a, q);
    bool ok = json_get(assessor, "level") == NULL || basis != NULL;
    if (cJSON_GetArraySize(basis) > 0) {
        ok = json_put(assessor, "basis", basis);
    } else {
        cJSON_Delete(basis);
    }
    if (assessor != NULL && assessor->child == NULL) {
        json_remove(answer, "assessor");
    }
    return ok;
}

/* Without the empty lines at its end, which are nobody's words: whoever ends a note with Enter leaves some. Owned by the caller. */
static char *without_end(const char *text)
{
    size_t n = strlen(text);
    while (n > 0 && strchr(" \t\r\n", text[n - 1]) != NULL) {
        n--;
    }
    return strndup(text, n + strcspn(text + n, "\r\n"));
}

enum status assessment_set_text(struct assessment *a, const struct question *q, const char *member, const char *text, struct error *e)
{
    const enum status st = check_member_text(a, q, member, text, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *answer = answer_made(a, q);
    char *kept = without_end(text);
    bool ok = kept != NULL;
    if (strncmp(member, "assessor.", 9) == 0) {
        cJSON *assessor = member_object(answer, "assessor");
        ok = ok && assessor != NULL && put_or_remove(assessor, member + 9, kept) && rebase_rating(a, q);
    } else {
        ok = ok && answer != NULL && put_or_remove(answer, member, kept);
    }
    free(kept);
    tidy(a, q);
    return ok ? ST_OK : fail_memory(e);
}

static enum status put_level(cJSON *object, const char *member, int level, struct error *e)
{
    if (object != NULL && level < 0) {
        json_remove(object, member);
        return ST_OK;
    }
    return object != NULL && json_put_integer(object, member, level) ? ST_OK : fail_memory(e);
}

static enum status check_level(const char *member, int level, struct error *e)
{
    return level < -1 || level >= LEVELS ? fail(e, ST_INPUT, _("%s: must be %lld–%lld."), member, 0LL, (long long)LEVELS - 1) : ST_OK;
}

enum status assessment_set_planned(struct assessment *a, const struct question *q, int level, struct error *e)
{
    enum status st = check_level("planned_level", level, e);
    st = st == ST_OK ? put_level(answer_made(a, q), "planned_level", level, e) : st;
    tidy(a, q);
    return st;
}

enum status assessment_set_assessor(struct assessment *a, const struct question *q, int level, struct error *e)
{
    enum status st = check_level("level", level, e);
    st = st == ST_OK ? put_level(member_object(answer_made(a, q), "assessor"), "level", level, e) : st;
    st = st == ST_OK && !rebase_rating(a, q) ? fail_memory(e) : st;
    tidy(a, q);
    return st;
}

enum status assessment_set_flag(struct assessment *a, const struct question *q, const char *member, bool value, struct error *e)
{
    const bool confirmed = strcmp(member, "confirmed") == 0;
    if (!confirmed && strcmp(member, "ask_vendor") != 0 && strcmp(member, "right_then") != 0) {
        return fail(e, ST_INPUT, _("An answer has no member \"%s\"."), member);
    }
    cJSON *answer = answer_made(a, q);
    bool ok = answer != NULL;
    /* They stand in a draft only when they say something: ask_vendor and right_then true, confirmed false. */
    if (ok && value == confirmed) {
        json_remove(answer, member);
    } else if (ok) {
        ok = json_put(answer, member, cJSON_CreateBool(value));
    }
    if (confirmed && value) { /* whoever looks at an answer has everybody who asked before them */
        json_remove(answer, "to_confirm");
    }
    tidy(a, q);
    return ok ? ST_OK : fail_memory(e);
}

static enum status check_evidence(const struct assessment *a, const struct question *q, const cJSON *evidence, struct error *e)
{
    enum status st = evidence_check(evidence, "evidence", e);
    const cJSON *member;
    cJSON_ArrayForEach(member, evidence)
    {
        if (st == ST_OK && cJSON_IsString(member)) {
            st = text_check(member->valuestring, ANSWER_TEXT_MAX, false, member->string, e);
        }
    }
    if (st == ST_OK && cJSON_GetArraySize(json_get(answer_of(a, q), "evidence")) >= ANSWER_EVIDENCE_MAX) {
        st = fail(e, ST_INPUT, _("%s:%s has %d pieces of evidence already, which is the limit."), q->pack->id, q->item->id,
                  ANSWER_EVIDENCE_MAX);
    }
    return st;
}

enum status assessment_add_evidence(struct assessment *a, const struct question *q, cJSON *evidence, struct error *e)
{
    if (evidence == NULL) {
        return fail_memory(e);
    }
    const enum status st = check_evidence(a, q, evidence, e);
    if (st != ST_OK) {
        cJSON_Delete(evidence);
        return st;
    }
    cJSON *answer = answer_made(a, q);
    if (json_get(answer, "evidence") == NULL) {
        (void)json_put(answer, "evidence", cJSON_CreateArray());
    }
    cJSON *list = json_get(answer, "evidence");
    if (list == NULL || !cJSON_AddItemToArray(list, evidence)) {
        cJSON_Delete(evidence);
        tidy(a, q);
        return fail_memory(e);
    }
    return ST_OK;
}

enum status assessment_set_looked(struct assessment *a, const struct question *q, struct error *e)
{
    cJSON *pack = member_object(member_object(a->tree, "looked"), q->home_pack->id);
    return pack != NULL && json_put_text(pack, q->home_item->id, look_state(&q->answer)) ? ST_OK : fail_memory(e);
}

const cJSON *assessment_looked(const struct assessment *a)
{
    return json_get(a->tree, "looked");
}

cJSON *assessment_copy_answer(const struct assessment *a, const struct question *q)
{
    return cJSON_Duplicate(answer_of(a, q), true);
}

enum status assessment_restore_answer(struct assessment *a, const struct question *q, cJSON *answer, struct error *e)
{
    if (answer == NULL) {
        json_remove(json_get(json_get(a->tree, "answers"), q->home_pack->id), q->home_item->id);
        tidy(a, q);
        return ST_OK;
    }
    cJSON *pack = member_object(member_object(a->tree, "answers"), q->home_pack->id);
    return json_put(pack, q->home_item->id, answer) ? ST_OK : fail_memory(e);
}
