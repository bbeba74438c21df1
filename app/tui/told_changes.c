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

void told_change(struct buffer *out, const struct answer *then, const struct answer *now)
{
    char was[ANSWER_WORDS], is[ANSWER_WORDS];
    if (then->state == ANSWER_NONE) {
        (void)buffer_add_text(out, answer_words(now, is));
    } else if (is_same(then, now)) {
        (void)buffer_add_format(out, _("%s as before; what is written beside it has changed"), answer_words(now, is));
    } else {
        (void)buffer_add_format(out, _("then %s, now %s"), answer_words(then, was), answer_words(now, is));
    }
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
            told_change(&list, &then, &q->answer);
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
