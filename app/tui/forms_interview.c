/* The forms of an interview. Those about what the consultant thinks are secluded, also where it is meant for the firm: it may not have been
 * talked about yet. */
#include "tui/form.h"
#include "tui/interview.h"

#include "base/i18n.h"
#include "model/interview.h"
#include "model/json.h"
#include "model/rating.h"
#include "tui/session_interview.h"
#include "tui/ui.h"
#include "tui/view.h"

/* ---- the private note ---- */

static void private_load(struct form *form)
{
    form_fill(form, 0, interview_note(form_session(form)->interview, form_asked(form)));
}

static enum status private_apply(struct form *form, size_t *field, struct error *e)
{
    *field = 0;
    return session_private_note(form_session(form), form_question(form), form_value(form, 0), e);
}

struct screen *private_note_form_new(struct session *session, size_t question)
{
    static const struct field_spec fields[] = {
        {N_("My note"), N_("Only you read it: it is kept encrypted and goes into no file for the firm. F2 closes it at once."), FIELD_LINES,
         NULL, NULL}};
    static const struct form_spec spec = {.title = N_("My note: stays with me"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .about = form_about,
                                          .load = private_load,
                                          .apply = private_apply,
                                          .keep_on_escape = true,
                                          .secluded = true,
                                          .stays = true};
    return form_new(session, &spec, question, 0);
}

/* ---- what the firm reads ---- */

static void shared_load(struct form *form)
{
    form_fill(form, 0, rating_view(&form_asked(form)->answer).note);
}

static enum status shared_apply(struct form *form, size_t *field, struct error *e)
{
    *field = 0;
    return session_text(form_session(form), form_question(form), "assessor.note", form_value(form, 0), e);
}

struct screen *shared_note_form_new(struct session *session, size_t question)
{
    static const struct field_spec fields[] = {
        {N_("Shared note"), N_("Leaves the room: the firm and its customer read it beside your rating."), FIELD_LINES, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Shared note: the firm and its customer read it"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .about = form_about,
                                          .load = shared_load,
                                          .apply = shared_apply,
                                          .keep_on_escape = true,
                                          .secluded = true};
    return form_new(session, &spec, question, 0);
}

enum { DIFFERENCE_FIRM, DIFFERENCE_ASSESSOR, DIFFERENCE_REASON };

/* "2 throughout: every kind was restored once and worked". */
static void fill_level(struct form *form, size_t field, const struct answer *answer)
{
    const struct item *item = form_asked(form)->home_item;
    char words[ANSWER_WORDS];
    char text[WORDS_MAX * 3];
    const bool level = answer->state == ANSWER_LEVEL && answer->level >= 0 && answer->level < LEVELS;
    const int n = snprintf(text, sizeof text, "%s%s%s", answer_words(answer, words), level ? ": " : "",
                           level ? text_of(item->levels[answer->level]) : "");
    form_fill(form, field, n < 0 ? NULL : text);
}

static void difference_load(struct form *form)
{
    const struct rating rating = rating_view(&form_asked(form)->answer);
    const struct answer assessor = {.state = rating.assessor < 0 ? ANSWER_NONE : ANSWER_LEVEL, .level = rating.assessor};
    fill_level(form, DIFFERENCE_FIRM, &form_asked(form)->answer);
    fill_level(form, DIFFERENCE_ASSESSOR, &assessor);
    form_fill(form, DIFFERENCE_REASON, rating.reason);
}

static enum status difference_apply(struct form *form, size_t *field, struct error *e)
{
    *field = DIFFERENCE_REASON;
    return session_text(form_session(form), form_question(form), "assessor.reason", form_value(form, DIFFERENCE_REASON), e);
}

struct screen *difference_form_new(struct session *session, size_t question)
{
    static const struct field_spec fields[] = {
        {N_("Firm"), NULL, FIELD_SHOWN, NULL, NULL},
        {N_("Assessor"), NULL, FIELD_SHOWN, NULL, NULL},
        {N_("Reason"), N_("What you saw that makes you rate it otherwise. Enter alone leaves it open for later; signing needs it."),
         FIELD_LINE, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("The ratings differ: why?"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .about = form_about,
                                          .load = difference_load,
                                          .apply = difference_apply,
                                          .secluded = true,
                                          .start = DIFFERENCE_REASON};
    return form_new(session, &spec, question, 0);
}

/* ---- a follow-up ---- */

static enum status followup_apply(struct form *form, size_t *field, struct error *e)
{
    char due[WORDS_MAX];
    int64_t seconds = 0;
    (void)plain_date(form_value(form, 2), due);
    *field = 0;
    if (due[0] != '\0' && !date_parse(due, &seconds)) {
        *field = 2;
        return fail(e, ST_INPUT, _("\"%s\" is no date: write year, month and day as 2027-03-31."), due);
    }
    return session_followup(form_session(form), form_question(form), form_value(form, 0), form_value(form, 1), due, e);
}

struct screen *followup_form_new(struct session *session, size_t question)
{
    static const struct field_spec fields[] = {
        {N_("What comes later"), N_("What was promised: \"the record of the last restore\". The firm sees it."), FIELD_LINE, NULL, NULL},
        {N_("Who"), N_("Who does or sends it."), FIELD_LINE, NULL, NULL},
        {N_("By when"), N_("A date such as 2026-12-15, or empty."), FIELD_LINE, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Follow-up"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .about = form_about,
                                          .apply = followup_apply};
    return form_new(session, &spec, question, 0);
}

/* ---- prompts ---- */

size_t question_of_number(const struct session *s, const char *text)
{
    char ascii[WORDS_MAX];
    int wanted = 0;
    char end = 0;
    if (sscanf(plain_ascii(text, ascii), "%5d%c", &wanted, &end) == 1) {
        for (size_t i = 0; i < s->list.count; i++) {
            if (question_asked(&s->list.questions[i]) && question_number(s, i) == wanted) {
                return i;
            }
        }
    }
    return SIZE_MAX;
}

static struct effect take_number(void *context, struct ui *ui, const char *text)
{
    struct session *s = context;
    const size_t question = question_of_number(s, text);
    if (question == SIZE_MAX) {
        ui_warn(ui, "%s", _("There is no question with this number."));
        return effect_stay();
    }
    session_remember_place(s, question);
    return effect_pop();
}

/* The number of what contradicts the question stands there already. */
struct screen *number_prompt_new(struct session *session)
{
    const size_t question = session_place(session);
    const struct check_hit *hit = question == SIZE_MAX ? NULL : session_hit(session, question);
    const size_t other = hit == NULL ? SIZE_MAX : session_other(session, hit, question);
    char number[16] = "";
    if (other != SIZE_MAX) {
        (void)snprintf(number, sizeof number, "%d", question_number(session, other));
    }
    return view_prompt_new(N_("Go to question"), N_("Its number:"), number, take_number, session);
}

static struct effect take_minutes(void *context, struct ui *ui, const char *text)
{
    struct session *s = context;
    char ascii[WORDS_MAX];
    int minutes = 0;
    char end = 0;
    struct error e = {0};
    (void)plain_ascii(text, ascii);
    if (ascii[0] != '\0' && sscanf(ascii, "%5d%c", &minutes, &end) != 1) {
        ui_warn(ui, "%s", _("Type a number of minutes, or nothing for the usual time."));
        return effect_stay();
    }
    if (session_plan_minutes(s, session_place(s), minutes, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    return effect_pop();
}

struct screen *minutes_prompt_new(struct session *session)
{
    struct screen *screen =
        view_prompt_new(N_("Minutes planned"), N_("For this section, in all sessions. Empty: as many as its questions usually take."), "",
                        take_minutes, session);
    if (screen != NULL) {
        screen->secluded = true;
    }
    return screen;
}
