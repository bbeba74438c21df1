/* What is not in order yet, before answers are signed. */
#include "tui/handing.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/rating.h"
#include "tui/given_words.h"

bool todo_blocks(const struct todo *todo)
{
    return todo->kind != TODO_CONTRADICTION;
}

/* What is wrong with one question; false when nothing is. */
static bool fault(const struct question *q, enum todo_kind *kind)
{
    const char *reason = json_text(q->answer.tree, "na_reason");
    if (q->answer.state == ANSWER_NONE) {
        *kind = TODO_OPEN;
    } else if (q->answer.unconfirmed) {
        *kind = TODO_UNCONFIRMED;
    } else if (q->answer.state == ANSWER_NA && (reason == NULL || reason[0] == '\0')) {
        *kind = TODO_REASON;
    } else if (rating_lacks_reason(&q->answer)) {
        *kind = TODO_DIFFERENCE;
    } else {
        return false;
    }
    return true;
}

/* The question that a contradiction is shown at. */
static size_t place(const struct session *s, const struct check_hit *hit)
{
    for (size_t i = 0; i < s->list.count; i++) {
        if (question_asked(&s->list.questions[i]) && session_hit(s, i) == hit) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Whether a customer who is chosen asked after this answer was given, and it was not looked at for them. */
static bool given_before_chosen(const struct handing *h, const struct question *q)
{
    for (size_t i = 0; i < h->n; i++) {
        const struct recipient *r = &h->recipients[i];
        char digest[65];
        if (r->chosen && r->request != NULL && assessment_request_digest(h->session->assessment, r->request, digest, NULL) == ST_OK &&
            given_waits(q->answer.tree, digest)) {
            return true;
        }
    }
    return false;
}

struct todo *todos_find(const struct handing *h, size_t *n)
{
    const struct session *s = h->session;
    struct todo *todos = calloc(s->list.count + s->nhits + 1, sizeof *todos);
    *n = 0;
    if (todos == NULL) {
        return NULL;
    }
    if (session_company(s)[0] == '\0') {
        todos[(*n)++] = (struct todo){TODO_NAME, SIZE_MAX, NULL};
    }
    for (size_t i = 0; i < s->list.count; i++) {
        enum todo_kind kind;
        if (question_asked(&s->list.questions[i]) && fault(&s->list.questions[i], &kind)) {
            todos[(*n)++] = (struct todo){kind, i, NULL};
        } else if (question_asked(&s->list.questions[i]) && given_before_chosen(h, &s->list.questions[i])) {
            todos[(*n)++] = (struct todo){TODO_GIVEN, i, NULL};
        }
    }
    for (size_t i = 0; i < s->nhits; i++) {
        todos[(*n)++] = (struct todo){TODO_CONTRADICTION, place(s, &s->hits[i]), &s->hits[i]};
    }
    return todos;
}

void todo_words(struct buffer *out, const struct session *s, const struct todo *todo)
{
    if (todo->question != SIZE_MAX) {
        (void)buffer_add_format(out, "%d %s: ", question_number(s, todo->question), question_title(&s->list.questions[todo->question]));
    }
    switch (todo->kind) {
    case TODO_NAME:
        (void)buffer_add_text(out, _("The name of your firm is missing."));
        break;
    case TODO_OPEN:
        (void)buffer_add_text(out, s->list.questions[todo->question].answer.ask_vendor ? _("not answered, waits for the IT vendor")
                                                                                       : _("not answered"));
        break;
    case TODO_UNCONFIRMED:
        (void)buffer_add_text(out, _("from before, not confirmed yet"));
        break;
    case TODO_GIVEN:
        given_todo(out, s, &s->list.questions[todo->question]);
        break;
    case TODO_REASON:
        (void)buffer_add_text(out, _("does not apply, but no reason is given"));
        break;
    case TODO_DIFFERENCE:
        (void)buffer_add_text(out, _("the assessor rates it otherwise, and no reason is given"));
        break;
    case TODO_CONTRADICTION:
        (void)buffer_add_text(out, text_of(todo->hit->check->message));
        break;
    }
}
