#include "tui/account.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/rating.h"
#include "model/recheck.h"
#include "tui/session_interview.h"
#include "tui/words.h"

bool session_cosigned(const struct session *s)
{
    return json_true(s->assessment->tree, "cosign_expected");
}

static size_t open_answers(const struct session *s)
{
    size_t answered, asked;
    session_progress(s, &answered, &asked);
    return asked - answered;
}

static size_t open_followups(const struct session *s, enum followup_which which)
{
    char today[DATE_TEXT];
    session_today(s, today);
    return followup_list(s->assessment, which, NULL, today, NULL, 0);
}

static bool affirmed(const struct session *s)
{
    const char *name = json_text(json_get(s->assessment->tree, "affirmation"), "name");
    return name != NULL && name[0] != '\0';
}

enum account_state account_state(const struct session *s, enum account_step step)
{
    bool done = false;
    switch (step) {
    case ACCOUNT_ANSWERS:
        done = open_answers(s) == 0 && session_company(s)[0] != '\0';
        break;
    case ACCOUNT_VIEWS:
        done = ratings_different(&s->list, true, NULL, 0) == 0;
        break;
    case ACCOUNT_FOLLOWUPS:
        done = open_followups(s, FOLLOWUPS_OVERDUE) == 0;
        break;
    case ACCOUNT_RECHECK:
        done = recheck_list(s->assessment, &s->list, NULL, 0) == 0;
        break;
    case ACCOUNT_AFFIRM:
        done = affirmed(s);
        break;
    case ACCOUNT_COSIGN:
    case ACCOUNT_REPORT:
    case ACCOUNT_HAND:
    case ACCOUNT_SIGN:
    case ACCOUNT_STEPS:
        return ACCOUNT_OFFERED;
    }
    return done ? ACCOUNT_DONE : ACCOUNT_OPEN;
}

const char *account_title(enum account_step step)
{
    static const char *const TITLES[ACCOUNT_STEPS] = {[ACCOUNT_ANSWERS] = N_("Answers complete"),
                                                      [ACCOUNT_VIEWS] = N_("Differences explained"),
                                                      [ACCOUNT_FOLLOWUPS] = N_("Follow-ups"),
                                                      [ACCOUNT_RECHECK] = N_("Rate again"),
                                                      [ACCOUNT_AFFIRM] = N_("The owner affirms"),
                                                      [ACCOUNT_COSIGN] = N_("Co-signature"),
                                                      [ACCOUNT_REPORT] = N_("Report"),
                                                      [ACCOUNT_HAND] = N_("Draft to the firm"),
                                                      [ACCOUNT_SIGN] = N_("Co-sign")};
    return _(TITLES[step]);
}

static void views_words(struct buffer *out, const struct session *s)
{
    const size_t different = ratings_different(&s->list, false, NULL, 0), silent = ratings_different(&s->list, true, NULL, 0);
    (void)buffer_add_format(out, _n("%zu difference", "%zu differences", different), different);
    if (silent > 0) {
        (void)buffer_add_text(out, _(", "));
        (void)buffer_add_format(out, _("%zu without a reason"), silent);
    }
}

static void followups_words(struct buffer *out, const struct session *s)
{
    const size_t open = open_followups(s, FOLLOWUPS_OPEN), overdue = open_followups(s, FOLLOWUPS_OVERDUE);
    (void)buffer_add_format(out, _n("%zu open", "%zu open", open), open);
    if (overdue > 0) {
        (void)buffer_add_text(out, _(", "));
        (void)buffer_add_format(out, _n("%zu overdue", "%zu overdue", overdue), overdue);
    }
}

static void affirm_words(struct buffer *out, const struct session *s)
{
    const cJSON *affirmation = json_get(s->assessment->tree, "affirmation");
    const char *role = json_text(affirmation, "role");
    if (!affirmed(s)) {
        (void)buffer_add_text(out, _("name and role of who answers for them"));
        return;
    }
    (void)buffer_add_format(out, "%s%s%s", json_text(affirmation, "name"), role == NULL || role[0] == '\0' ? "" : _(", "),
                            role == NULL ? "" : role);
}

void account_words(struct buffer *out, const struct session *s, enum account_step step)
{
    const size_t open = open_answers(s), again = recheck_list(s->assessment, &s->list, NULL, 0);
    switch (step) {
    case ACCOUNT_ANSWERS:
        if (open > 0) {
            (void)buffer_add_format(out, _n("%zu question is open", "%zu questions are open", open), open);
        } else {
            (void)buffer_add_text(out, session_company(s)[0] == '\0' ? _("the firm's name is missing") : _("yes"));
        }
        break;
    case ACCOUNT_VIEWS:
        views_words(out, s);
        break;
    case ACCOUNT_FOLLOWUPS:
        followups_words(out, s);
        break;
    case ACCOUNT_RECHECK:
        (void)buffer_add_format(out, _n("%zu question", "%zu questions", again), again);
        break;
    case ACCOUNT_AFFIRM:
        affirm_words(out, s);
        break;
    case ACCOUNT_COSIGN:
        (void)buffer_add_text(out, session_cosigned(s) ? _("expected: you sign after the firm") : _("none: the firm signs alone"));
        break;
    case ACCOUNT_REPORT:
        (void)buffer_add_text(out, _("page and workbook for the owner"));
        break;
    case ACCOUNT_HAND:
        (void)buffer_add_text(out, _("it signs on its own computer"));
        break;
    case ACCOUNT_SIGN:
        (void)buffer_add_text(out, _("the JSON file that came back from the firm"));
        break;
    case ACCOUNT_STEPS:
        break;
    }
}

const char *account_hint(const struct session *s, enum account_step step)
{
    switch (step) {
    case ACCOUNT_ANSWERS:
        return _("Enter shows what is open. Nothing is signed before every question is answered.");
    case ACCOUNT_VIEWS:
        return _(
            "Enter asks for the first reason that is missing. Nothing is signed while a rating of yours differs and does not say why.");
    case ACCOUNT_FOLLOWUPS:
        return _("Enter shows what was agreed to come later, with who and until when; it goes to the customer with the answers.");
    case ACCOUNT_RECHECK:
        return _("Enter shows what to rate again, because evidence came or a follow-up was done after your rating.");
    case ACCOUNT_AFFIRM:
        return _("Enter asks for the name and role of the person in charge who stands behind these answers.");
    case ACCOUNT_COSIGN:
        return session_cosigned(s) ? _("Enter takes it back. The answers now say that a signature of yours is to come.")
                                   : _("Enter announces it: the answers then say that a signature of yours is to come.");
    case ACCOUNT_REPORT:
        return _("Enter writes the report: where the firm stands, what to do first, the plan, where your views differ, follow-ups, every "
                 "answer.");
    case ACCOUNT_HAND:
        return _(
            "Enter writes a copy of the draft for the firm. There it is opened with \"tenken answer\", and f signs it with the firm's own "
            "key, which never comes to you. The firm sends the JSON file back.");
    case ACCOUNT_SIGN:
    case ACCOUNT_STEPS:
        break;
    }
    return _("Enter puts your signature beside the firm's on the JSON file that it sent, and says what to send back.");
}

enum status account_write(const struct session *s, enum account_step step, const char *path, struct buffer *said, struct error *e)
{
    const struct account_ops *ops = s->account;
    return step == ACCOUNT_REPORT ? ops->report(s->account_context, path, said, e)
           : step == ACCOUNT_HAND ? ops->hand(s->account_context, path, said, e)
                                  : ops->cosign(s->account_context, path, said, e);
}
