/* What is not in order yet, before answers are signed. */
#include "tui/handing.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/rating.h"
#include "tui/check_words.h"
#include "tui/given_words.h"
#include "tui/goal_words.h"
#include "tui/told_words.h"

bool todo_about_day(const struct todo *todo)
{
    return todo->kind == TODO_DAY || todo->kind == TODO_LEFT;
}

bool todo_blocks(const struct todo *todo)
{
    return todo->kind != TODO_CONTRADICTION && todo->kind != TODO_PRODUCTS && todo->kind != TODO_NOTE && !todo_about_day(todo);
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
        if (question_asked(&s->list.questions[i]) && session_contradiction(s, i) == hit) {
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

/* Whether a customer who is chosen asks what this pack asks; nobody chosen: whoever will be, may. */
static bool chosen_asks(const struct handing *h, const struct pack *pack)
{
    const struct session *s = h->session;
    size_t p = 0;
    while (p < s->list.npacks && s->list.packs[p] != pack) {
        p++;
    }
    bool asks = handing_chosen(h) == 0 || p >= 64;
    for (size_t i = 0; i < h->n && !asks; i++) {
        asks = h->recipients[i].chosen && (h->recipients[i].packs >> p & 1) != 0;
    }
    return asks;
}

/* The same question may stand in several packs, and is asked under the first of them only. */
static bool concerns_chosen(const struct handing *h, size_t question)
{
    const struct question_list *list = &h->session->list;
    if (!question_asked(&list->questions[question])) {
        return false;
    }
    for (size_t i = question; i < list->count; i++) {
        if (list->questions[i].home_item == list->questions[question].home_item && chosen_asks(h, list->questions[i].pack)) {
            return true;
        }
    }
    return false;
}

static bool products_asked(const struct handing *h)
{
    const struct question_list *list = &h->session->list;
    bool asked = false;
    for (size_t i = 0; i < list->npacks; i++) {
        asked = asked || (list->packs[i]->inventory && chosen_asks(h, list->packs[i]));
    }
    return asked;
}

/* Whoever has said in this session that there are none, or has signed so for anybody, is not asked again. */
static bool products_missing(const struct handing *h)
{
    bool said = h->session->inventory_seen;
    for (size_t i = 0; i < h->n; i++) {
        said = said || handed_signed(&h->recipients[i].state);
    }
    return cJSON_GetArraySize(session_inventory(h->session)) == 0 && !said;
}

struct todo *todos_find(const struct handing *h, size_t *n)
{
    const struct session *s = h->session;
    struct todo *todos = calloc(2 * s->list.count + s->nhits + 2, sizeof *todos);
    *n = 0;
    if (todos == NULL) {
        return NULL;
    }
    if (session_company(s)[0] == '\0') {
        todos[(*n)++] = (struct todo){TODO_NAME, SIZE_MAX, NULL};
    }
    for (size_t i = 0; i < s->list.count; i++) {
        enum todo_kind kind;
        if (!concerns_chosen(h, i)) {
            continue;
        }
        if (fault(&s->list.questions[i], &kind)) {
            todos[(*n)++] = (struct todo){kind, i, NULL};
        } else if (given_before_chosen(h, &s->list.questions[i])) {
            todos[(*n)++] = (struct todo){TODO_GIVEN, i, NULL};
        }
    }
    for (size_t i = 0; i < s->list.count; i++) {
        if (concerns_chosen(h, i) && session_day_past(s, i) && !s->list.questions[i].answer.unconfirmed) {
            todos[(*n)++] = (struct todo){TODO_DAY, i, NULL};
        }
    }
    for (size_t i = 0; i < s->list.count; i++) {
        if (concerns_chosen(h, i) && session_plan_left(s, i)) {
            todos[(*n)++] = (struct todo){TODO_LEFT, i, NULL};
        }
    }
    for (size_t i = 0; i < s->list.count; i++) { /* where the day is to be looked at, the note is, too */
        if (concerns_chosen(h, i) && goal_note_old(s, i) && !session_day_past(s, i) && !session_plan_left(s, i) &&
            !s->list.questions[i].answer.unconfirmed) {
            todos[(*n)++] = (struct todo){TODO_NOTE, i, NULL};
        }
    }
    if (products_asked(h) && (assessment_inventory_carried(s->assessment) || products_missing(h))) {
        todos[(*n)++] = (struct todo){TODO_PRODUCTS, SIZE_MAX, NULL};
    }
    for (size_t i = 0; i < s->nhits; i++) {
        if (!s->hits[i].check->advice && chosen_asks(h, s->hits[i].pack)) {
            todos[(*n)++] = (struct todo){TODO_CONTRADICTION, place(s, &s->hits[i]), &s->hits[i]};
        }
    }
    return todos;
}

size_t todos_blocking(const struct todo *todos, size_t n)
{
    size_t blocking = 0;
    for (size_t i = 0; i < n; i++) {
        blocking += todo_blocks(&todos[i]);
    }
    return blocking;
}

bool todo_waits(const struct session *s, const struct todo *todo)
{
    return todo->kind == TODO_OPEN && s->list.questions[todo->question].answer.ask_vendor;
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
        (void)buffer_add_text(out, todo_waits(s, todo) ? _("not answered, waits for the IT vendor") : _("not answered"));
        break;
    case TODO_UNCONFIRMED:
        (void)buffer_add_text(out, _("from before, not confirmed yet"));
        break;
    case TODO_GIVEN:
        given_todo(out, s, &s->list.questions[todo->question]);
        break;
    case TODO_REASON:
        (void)buffer_add_text(out, _("not applicable, but no reason is given"));
        break;
    case TODO_DIFFERENCE:
        (void)buffer_add_text(out, _("the assessor rates it otherwise, and no reason is given"));
        break;
    case TODO_DAY:
        (void)buffer_add_format(out, _("planned for %s: that day is past"), session_goal(s, todo->question).by);
        break;
    case TODO_LEFT:
        (void)buffer_add_format(out, _("last year's plan for %s is left open"), session_goal(s, todo->question).by);
        break;
    case TODO_NOTE:
        (void)buffer_add_text(out, _("is last year's note still true?"));
        break;
    case TODO_PRODUCTS:
        (void)buffer_add_text(
            out, assessment_inventory_mended(s->assessment)    ? _("The list of products, with your changes: is it right as it stands now?")
                 : assessment_inventory_carried(s->assessment) ? _("The list of products is last year's: is it right as it stands now?")
                                                               : _("No products or services listed yet; customers see the list."));
        break;
    case TODO_CONTRADICTION:
        check_words(out, s, todo->hit->check);
        break;
    }
}

void todo_advice(struct buffer *out, const struct session *s, const struct todo *todo)
{
    if (todo->kind == TODO_NOTE) {
        (void)buffer_add_format(out,
                                _("It was written when this was planned for %s, and your customers see it. If it is no longer true, n at "
                                  "the question changes it."),
                                session_lapsed(s, todo->question));
        return;
    }
    if (todo_about_day(todo)) {
        if (!told_past(out, s)) {
            (void)buffer_add_text(out, todo->kind == TODO_DAY
                                           ? _("Your customers see this day. If it is done, answer the question anew; if not, p at the "
                                               "question sets a new day.")
                                           : _("Neither done nor planned anew: signed so, your customers see no plan here any more. If it "
                                               "is done, answer the question anew; if not, p at the question sets a new day."));
        }
        return;
    }
    if (!todo_blocks(todo)) {
        return;
    }
    (void)buffer_add_text(out, _("Needed before these answers can be signed."));
    if (!todo_waits(s, todo)) {
        return;
    }
    (void)buffer_add_text(out, "\n");
    (void)buffer_add_text(out, _("v writes the questions for your IT vendor as a page to hand over."));
    (void)buffer_add_text(out, "\n");
    (void)buffer_add_text(out, s->list.questions[todo->question].home_item->kind == ITEM_LEVEL
                                   ? _("If you cannot wait, answer x, don't know: it counts like 0, and stays marked for the vendor. Once "
                                       "you know, correct it: the customer then gets a new revision.")
                                   : _("If you cannot wait, answer 0, not done, and correct it later: the customer then gets a new "
                                       "revision."));
}
