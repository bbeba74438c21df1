#include "tui/given_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* A customer's own words, cleaned for display. The caller releases out. */
static const char *clean(struct buffer *out, const char *text)
{
    buffer_init(out, BUFFER_MAX_TEXT);
    (void)utf8_clean(out, text, strlen(text), false);
    return buffer_text(out);
}

static const char *customers(struct buffer *out, const struct session *s, const cJSON *const *answers, size_t n)
{
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    given_customers(&names, s->assessment, answers, n);
    (void)clean(out, buffer_text(&names));
    buffer_release(&names);
    return buffer_text(out);
}

void given_intro(struct buffer *out, const struct session *s)
{
    const cJSON **answers = calloc(s->list.count + 1, sizeof *answers);
    struct buffer names;
    size_t n = 0;
    for (size_t i = 0; answers != NULL && i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (question_asked(q) && given_waits(q->answer.tree, NULL)) {
            answers[n++] = q->answer.tree;
        }
    }
    (void)buffer_add_format(out,
                            _n("%s asks, too, what you have answered already (%zu question). See whether the answer holds for this "
                               "customer as well.",
                               "%s asks, too, what you have answered already (%zu questions). See whether each answer holds for this "
                               "customer as well.",
                               n),
                            customers(&names, s, answers, n), n);
    buffer_release(&names);
    free(answers);
}

const char *given_source(const struct question *q, char out[WORDS_MAX * 2])
{
    const char *customer, *on;
    struct buffer name;
    out[0] = '\0';
    if (!given_before(q->answer.tree, &customer, &on)) {
        return out;
    }
    (void)clean(&name, customer);
    if (name.length == 0) {
        (void)snprintf(out, WORDS_MAX * 2, "%s", on);
    } else {
        (void)snprintf(out, WORDS_MAX * 2, _("%s, for %.200s"), on, buffer_text(&name));
    }
    buffer_release(&name);
    return out;
}

void given_todo(struct buffer *out, const struct session *s, const struct question *q)
{
    struct buffer names;
    (void)buffer_add_format(out, _("given already, to be confirmed for %s"), customers(&names, s, &q->answer.tree, 1));
    buffer_release(&names);
}

void given_sentence(struct buffer *out, const struct session *s, const struct question *q)
{
    const char *customer, *on;
    struct buffer name, names;
    if (!given_before(q->answer.tree, &customer, &on)) {
        return;
    }
    (void)clean(&name, customer);
    (void)customers(&names, s, &q->answer.tree, 1);
    if (name.length == 0) {
        (void)buffer_add_format(out, _("y: it holds for %s, too. Given already, on %s."), buffer_text(&names), on);
    } else {
        (void)buffer_add_format(out, _("y: it holds for %s, too. Given already, on %s for %s."), buffer_text(&names), on,
                                buffer_text(&name));
    }
    buffer_release(&name);
    buffer_release(&names);
}
