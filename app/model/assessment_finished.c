/* Whether a record is complete enough to be signed. */
#include "model/assessment.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/rating.h"

#define NAMED_MAX 3

/* Questions with the same fault: how many, and the first ones by name. */
struct fault {
    size_t count;
    const struct question *first[NAMED_MAX];
};

static void note_fault(struct fault *fault, const struct question *q)
{
    if (fault->count < NAMED_MAX) {
        fault->first[fault->count] = q;
    }
    fault->count++;
}

/* "3 Restore tests" */
static void add_name(struct buffer *out, const struct question *q, const struct question_list *numbers)
{
    for (size_t i = 0; i < numbers->count; i++) {
        if (numbers->questions[i].home_item == q->home_item) {
            (void)buffer_add_format(out, "%d ", question_list_number(numbers, i));
            break;
        }
    }
    (void)buffer_add_text(out, question_title(q));
}

/* "3 Restore tests, 5 Authentication …" */
static void add_names(struct buffer *out, const struct fault *fault, const struct question_list *numbers)
{
    for (size_t i = 0; i < fault->count && i < NAMED_MAX; i++) {
        (void)buffer_add_text(out, i > 0 ? _(", ") : "");
        add_name(out, fault->first[i], numbers);
    }
    (void)buffer_add_text(out, fault->count > NAMED_MAX ? " …" : "");
}

static void add_reason(struct buffer *reasons, const struct fault *fault, const struct question_list *numbers, const char *sentence)
{
    if (fault->count == 0) {
        return;
    }
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    add_names(&names, fault, numbers);
    (void)buffer_add_text(reasons, reasons->length > 0 ? " " : "");
    /* Translators: a fault and the questions that have it, such as "2 questions are open (3 Restore tests, 5 Authentication)." */
    (void)buffer_add_format(reasons, _("%s (%s)."), sentence, buffer_text(&names));
    buffer_release(&names);
}

enum status record_finished(const struct facts *facts, const struct question_list *list, const struct question_list *numbers,
                            struct error *e)
{
    numbers = numbers != NULL ? numbers : list;
    struct fault open = {0}, unconfirmed = {0}, reasonless = {0}, disagreed = {0};
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->hidden || q->repeated) {
            continue;
        }
        const char *reason = json_text(q->answer.tree, "na_reason");
        if (q->answer.state == ANSWER_NONE) {
            note_fault(&open, q);
        } else if (q->answer.unconfirmed) {
            note_fault(&unconfirmed, q);
        } else if (q->answer.state == ANSWER_NA && (reason == NULL || reason[0] == '\0')) {
            note_fault(&reasonless, q);
        }
        if (rating_lacks_reason(&q->answer)) {
            note_fault(&disagreed, q);
        }
    }
    struct buffer reasons;
    buffer_init(&reasons, BUFFER_MAX_TEXT);
    const char *name = json_text(facts->supplier, "name");
    if (name == NULL || name[0] == '\0') {
        (void)buffer_add_text(&reasons, _("The firm's name is missing."));
    }
    char text[256];
    (void)snprintf(text, sizeof text, _n("%zu question is open", "%zu questions are open", open.count), open.count);
    add_reason(&reasons, &open, numbers, text);
    (void)snprintf(text, sizeof text,
                   _n("%zu answer from before is not confirmed yet", "%zu answers from before are not confirmed yet", unconfirmed.count),
                   unconfirmed.count);
    add_reason(&reasons, &unconfirmed, numbers, text);
    (void)snprintf(text, sizeof text,
                   _n("%zu answer \"not applicable\" gives no reason", "%zu answers \"not applicable\" give no reason", reasonless.count),
                   reasonless.count);
    add_reason(&reasons, &reasonless, numbers, text);
    (void)snprintf(text, sizeof text,
                   _n("%zu rating of the assessor differs from the firm's and says not why",
                      "%zu ratings of the assessor differ from the firm's and say not why", disagreed.count),
                   disagreed.count);
    add_reason(&reasons, &disagreed, numbers, text);
    const enum status st = reasons.length == 0 ? ST_OK : fail(e, ST_NO, _("Not finished: %s"), buffer_text(&reasons));
    buffer_release(&reasons);
    return st;
}

enum status assessment_finished(const struct assessment *a, const struct question_list *list, struct error *e)
{
    const struct facts facts = assessment_facts(a);
    return record_finished(&facts, list, NULL, e);
}
