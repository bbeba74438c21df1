/* Taking changes back. */
#include "tui/session_parts.h"

#include "model/interview.h"
#include "model/json.h"

enum status session_remember(struct session *s, struct undo step, struct error *e)
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

enum status session_remember_answer(struct session *s, size_t question, struct error *e)
{
    const struct question *q = &s->list.questions[question];
    return session_remember(
        s, (struct undo){.pack = q->home_pack->id, .item = q->home_item->id, .before = assessment_copy_answer(s->assessment, q)}, e);
}

enum status session_remember_member(struct session *s, const char *member, struct error *e)
{
    const cJSON *now = json_get(s->assessment->tree, member);
    cJSON *copy = now == NULL ? NULL : cJSON_Duplicate(now, 1);
    if (now != NULL && copy == NULL) {
        return fail_memory(e);
    }
    return session_remember(s, (struct undo){.member = member, .before = copy}, e);
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
        const struct question *q = &s->list.questions[*question];
        if (step.noted) {
            s->noted = true;
            return interview_restore_item(s->interview, q, step.before, e);
        }
        return assessment_restore_answer(s->assessment, q, step.before, e);
    }
    if (step.before == NULL) {
        json_remove(s->assessment->tree, step.member);
        return ST_OK;
    }
    return json_put(s->assessment->tree, step.member, step.before) ? ST_OK : fail_memory(e);
}

void session_forget(struct session *s)
{
    cJSON_Delete(s->undo[--s->nundo].before);
}

enum status session_finish(struct session *s, enum status st, struct error *e)
{
    if (st != ST_OK) {
        size_t question = SIZE_MAX;
        struct error ignored = {0};
        (void)take_back(s, &question, &ignored);
        (void)session_refresh(s, &ignored);
        return st;
    }
    s->dirty = true;
    return session_refresh(s, e);
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
        return session_refresh(s, e);
    }
    return st;
}
