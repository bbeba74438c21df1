#include "tui/told_changes.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/as_signed.h"
#include "model/document.h"
#include "model/json.h"
#include "tui/words.h"

static bool is_same(const struct answer *a, const struct answer *b)
{
    return a->state == b->state && a->level == b->level;
}

bool told_then(const struct session *s, size_t question, struct answer *then)
{
    const struct question *q = &s->list.questions[question];
    const cJSON *customer = s->customer != NULL ? recipient_of(s->assessment, s->customer) : NULL;
    const bool alone = recipient_told_otherwise(s->assessment, customer, q);
    const cJSON *recipient;
    bool any = false;
    *then = (struct answer){.state = ANSWER_NONE};
    cJSON_ArrayForEach(recipient, json_get(s->assessment->tree, "recipients"))
    {
        if ((alone && recipient != customer) || !recipient_told_otherwise(s->assessment, recipient, q)) {
            continue;
        }
        const struct answer told = as_signed_answer(recipient, q->home_pack->id, q->home_item->id);
        if (any && !is_same(&told, then)) {
            *then = (struct answer){.state = ANSWER_NONE};
            break;
        }
        *then = told;
        any = true;
    }
    return any;
}

static const char *plan_words(const struct answer *a)
{
    const char *by = json_text(a->tree, "planned_by");
    return a->planned_level < 0 || a->planned_level >= LEVELS ? _("none") : by == NULL || by[0] == '\0' ? _("no day") : by;
}

static void add_plan(struct buffer *out, const struct answer *then, const struct answer *now, const char *lapsed)
{
    const char *was = plan_words(then), *is = plan_words(now);
    if (lapsed != NULL && lapsed[0] != '\0' && then->planned_level < 0 && now->planned_level >= 0) {
        (void)buffer_add_format(out, _("its plan (last year for %s, now for %s)"), lapsed, is);
    } else if (lapsed == NULL || strcmp(was, is) == 0) { /* another level, or who does it */
        (void)buffer_add_text(out, _("its plan"));
    } else {
        (void)buffer_add_format(out, _("its plan (%s -> %s)"), was, is);
    }
}

void told_beside(struct buffer *out, const struct answer *then, const struct answer *now, const char *lapsed)
{
    static const struct {
        unsigned part;
        const char *name;
    } NAMES[] = {{BESIDE_NOTE, N_("its note")}, {BESIDE_EVIDENCE, N_("its evidence")}, {BESIDE_DETAILS, N_("where it holds, or why")}};
    const unsigned parts = then->state != ANSWER_NONE && is_same(then, now) ? as_signed_beside(then, now->tree) : 0;
    bool any = (parts & BESIDE_PLAN) != 0;
    if (any) {
        add_plan(out, then, now, lapsed);
    }
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if ((parts & NAMES[i].part) != 0) {
            (void)buffer_add_format(out, "%s%s", any ? _(", ") : "", _(NAMES[i].name));
            any = true;
        }
    }
}

void told_change(struct buffer *out, const struct answer *then, const struct answer *now, const char *lapsed)
{
    char was[ANSWER_WORDS], is[ANSWER_WORDS];
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    told_beside(&beside, then, now, lapsed);
    if (then->state == ANSWER_NONE) {
        (void)buffer_add_text(out, answer_words(now, is));
    } else if (beside.length > 0) {
        (void)buffer_add_format(out, _("%s as before; changed: %s"), answer_words(now, is), buffer_text(&beside));
    } else if (is_same(then, now)) {
        (void)buffer_add_format(out, _("%s as before; what is written beside it has changed"), answer_words(now, is));
    } else {
        (void)buffer_add_format(out, _("then %s, now %s"), answer_words(then, was), answer_words(now, is));
    }
    buffer_release(&beside);
}

size_t told_changes(struct buffer *out, const struct session *s, size_t most)
{
    struct buffer list;
    size_t n = 0;
    buffer_init(&list, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        struct answer then;
        if (!question_asked(q) || !told_then(s, i, &then)) {
            continue;
        }
        if (n < most) {
            (void)buffer_add_format(&list, "%s%d %s: ", n > 0 ? _("; ") : "", question_number(s, i), question_title(q));
            told_change(&list, &then, &q->answer, session_postponed(s, i));
        }
        n++;
    }
    if (n > most) {
        (void)buffer_add_format(&list, _n("; and %zu more", "; and %zu more", n - most), n - most);
    }
    if (n > 0) {
        (void)buffer_add_format(out, _("Changed since it was signed: %s. What was changed by mistake is put back by answering as then."),
                                buffer_text(&list));
    }
    buffer_release(&list);
    return n;
}
