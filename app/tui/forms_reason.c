/* The form that asks why a question does not apply. */
#include "tui/form.h"
#include "tui/screens.h"

#include "base/i18n.h"

static void reason_load(struct form *form)
{
    const char *reason;
    if (reason_before(form_session(form), form_question(form), &reason) == REASON_OWN) {
        form_fill(form, 0, reason);
    } else {
        form_propose(form, 0, reason);
    }
}

static enum status reason_apply(struct form *form, size_t *field, struct error *e)
{
    char trimmed[WORDS_MAX];
    *field = 0;
    if (plain_ascii(form_value(form, 0), trimmed)[0] == '\0') {
        return fail(e, ST_INPUT, _("Please say in a few words why: \"not applicable\" without a reason comes back as a question."));
    }
    return session_answer(form_session(form), form_question(form), ANSWER_NA, 0, form_value(form, 0), e);
}

static const struct field_spec FIELDS[] = {
    {N_("Because"), N_("For example: we have no website; we hand no work to other firms. The question then leaves the score."),
     FIELD_WRAPPED, NULL, NULL}};

#define REASON_FORM(words)                                                                                                                 \
    {                                                                                                                                      \
        .title = N_("Not applicable: why?"), .fields = FIELDS, .nfields = sizeof FIELDS / sizeof *FIELDS, .about = form_about,             \
        .load = reason_load, .apply = reason_apply, .intro = (words)                                                                       \
    }

struct screen *reason_form_new(struct session *session, size_t question)
{
    static const struct form_spec specs[] = {
        [REASON_NONE] = REASON_FORM(NULL),
        [REASON_OWN] = REASON_FORM(NULL),
        [REASON_LAST_YEAR] = REASON_FORM(N_("! This is last year's reason. Enter keeps it if it is still so; else type today's.")),
        [REASON_GIVEN] = REASON_FORM(N_("! This reason was given before this customer asked. Enter keeps it if it holds here, too."))};
    const char *reason;
    return form_new(session, &specs[reason_before(session, question, &reason)], question, 0);
}
