/* What a recipient does not see: it stays in the firm. */
#include "tui/preview_parts.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"

/* Packs that the firm answers for others; questions that this recipient asks, too, are not among those. */
static void add_others(struct buffer *out, const struct session *s, const cJSON *(*answer)(const cJSON *, const struct question *),
                       const cJSON *document)
{
    for (size_t p = 0; p < s->list.npacks; p++) {
        const struct pack *pack = s->list.packs[p];
        size_t shared = 0, others = 0;
        for (size_t i = 0; i < s->list.count; i++) {
            const struct question *q = &s->list.questions[i];
            if (q->pack == pack && question_asked(q)) {
                shared += answer(document, q) != NULL;
                others += answer(document, q) == NULL;
            }
        }
        if (pack_named(document, pack->id) || others == 0) {
            continue;
        }
        if (shared > 0) {
            (void)buffer_add_format(out,
                                    _n("- the other %zu question of \"%s\" and its answer: others ask it",
                                       "- the other %zu questions of \"%s\" and their answers: others ask them", others),
                                    others, text_of(pack->title));
        } else {
            (void)buffer_add_format(out, _("- the questions \"%s\" and their answers: others ask them"), text_of(pack->title));
        }
        (void)buffer_add_text(out, "\n");
    }
}

/* What is planned has its own heading where they see it: the rest of the plan is no promise to anybody. */
void preview_unseen(struct buffer *out, const struct session *s, const cJSON *(*answer)(const cJSON *, const struct question *),
                    const cJSON *document)
{
    add_others(out, s, answer, document);
    if (cJSON_GetArraySize(session_inventory(s)) > 0 && cJSON_GetArraySize(json_get(document, "inventory")) == 0) {
        (void)buffer_add_format(out, "%s\n", _("- the list of products and services that you use: it is not asked for"));
    }
    (void)buffer_add_format(out, "%s\n", _("- who else asked you, and what you answered them"));
    (void)buffer_add_format(out, "%s\n", _("- what is in your evidence: files stay with you"));
    (void)buffer_add_format(out, "%s\n", _("- your budget, and steps that are only proposed to you"));
    (void)buffer_add_format(out, "%s\n", _("- what you marked for your IT vendor, and what you said last year"));
}
