#include "tui/still_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/as_signed.h"
#include "model/carry.h"
#include "model/json.h"
#include "tui/told_words.h"
#include "tui/words.h"
#include "tui/wrong_words.h"

/* Others whose signed answers were corrected, too, and are not among these. True when nothing was sent to any of them yet. */
static bool add_uncorrected(struct buffer *names, const struct handing *h)
{
    bool all_here = true;
    for (size_t i = 0; i < h->n; i++) {
        const struct recipient *r = &h->recipients[i];
        bool here = false;
        for (size_t k = 0; k < h->nhanded; k++) {
            here = here || h->handed[k].request == r->request;
        }
        if (!here && r->request != NULL && handed_outdated(&r->state)) {
            (void)buffer_add_format(names, "%s%s", names->length > 0 ? _(", ") : "", r->facts.name);
            all_here = all_here && handed_outdated_here(&r->state);
        }
    }
    return all_here;
}

static void this_year(struct buffer *out, const struct handing *h)
{
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    const bool unsent = add_uncorrected(&names, h);
    if (names.length > 0) {
        (void)buffer_add_text(out, "\n");
        (void)buffer_add_format(out,
                                unsent ? _("Still to do: the file for %s, signed and not sent yet, has the old answers. At home, its row "
                                           "hands in the corrected ones.")
                                       : _("Still to do: %s has the old answers, too. At home, its row hands in the corrected ones."),
                                buffer_text(&names));
    }
    buffer_release(&names);
}

static void year_before(struct buffer *out, const struct handing *h)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (wrong_left(&words, h->session)) {
        (void)buffer_add_format(out, "\n%s", buffer_text(&words));
    }
    buffer_release(&words);
}

/* Those who were told an answer to that question in the later year. */
static void add_told(struct buffer *names, const struct assessment *later, const struct question *q)
{
    const cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(later->tree, "recipients"))
    {
        if (as_signed_told(recipient, q->home_pack->id, q->home_item->id)) {
            (void)told_name(names, later, recipient);
        }
    }
}

/* Of several questions the first: the others come after it there. */
static void year_after(struct buffer *out, const struct session *s)
{
    struct buffer names;
    size_t at = 0;
    while (at < s->list.count &&
           !(s->later != NULL && question_asked(&s->list.questions[at]) && carry_outdated(s->later, &s->list.questions[at]))) {
        at++;
    }
    if (s->later == NULL || at == s->list.count) {
        return;
    }
    const struct question *q = &s->list.questions[at];
    const char *period = json_text(s->later->tree, "period");
    buffer_init(&names, BUFFER_MAX_TEXT);
    add_told(&names, s->later, q);
    (void)buffer_add_text(out, "\n");
    if (names.length > 0) {
        (void)buffer_add_format(out,
                                _("Still to do: for %s, %s has the old answer to %d %s. At home, the row for %s confirms or corrects it."),
                                period, buffer_text(&names), question_number(s, at), question_title(q), period);
    } else {
        (void)buffer_add_format(out, _("Still to do: for %s, the answer to %d %s is to be confirmed again: at home, the row for %s."),
                                period, question_number(s, at), question_title(q), period);
    }
    buffer_release(&names);
}

void still_words(struct buffer *out, const struct handing *h)
{
    this_year(out, h);
    year_before(out, h);
    year_after(out, h->session);
}
