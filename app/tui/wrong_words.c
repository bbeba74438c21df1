#include "tui/wrong_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/found_wrong.h"
#include "model/json.h"
#include "tui/told_words.h"
#include "tui/words.h"

void wrong_words(struct buffer *out, const struct session *s, size_t question)
{
    char was[ANSWER_WORDS], now[ANSWER_WORDS];
    if (!session_found_wrong(s, question)) {
        return;
    }
    const struct question *q = &s->list.questions[question];
    const struct facts facts = assessment_facts(s->later);
    const struct answer later = answer_view(facts_answer(&facts, q->home_pack->id, q->home_item->id));
    const char *period = json_text(s->assessment->tree, "period");
    (void)buffer_add_format(out,
                            _("In %s you found \"%s\" wrong and corrected it to \"%s\". If it was wrong in %s, too, answer anew; if it was "
                              "right then: y."),
                            json_text(s->later->tree, "period"), answer_words(&q->answer, was), answer_words(&later, now), period);
}

static bool has_wrong(const struct session *s, const cJSON *recipient)
{
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (question_asked(q) && found_wrong(s->before, s->assessment, recipient, q->home_pack->id, q->home_item->id)) {
            return true;
        }
    }
    return false;
}

bool wrong_left(struct buffer *out, const struct session *s)
{
    struct buffer names;
    const cJSON *recipient;
    if (s->before == NULL) {
        return false;
    }
    buffer_init(&names, BUFFER_MAX_TEXT);
    cJSON_ArrayForEach(recipient, json_get(s->before->tree, "recipients"))
    {
        if (has_wrong(s, recipient)) {
            (void)told_name(&names, s->before, recipient);
        }
    }
    const bool left = names.length > 0;
    if (left) {
        (void)buffer_add_format(out,
                                _("Still to do: in %s, %s got the answer that you found wrong now. At home, the row for %s leads to it."),
                                json_text(s->before->tree, "period"), buffer_text(&names), json_text(s->before->tree, "period"));
    }
    buffer_release(&names);
    return left;
}
