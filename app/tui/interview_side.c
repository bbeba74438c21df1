/* The consultant's side: what to ask aloud, what would prove it, what is usually overstated, last year's answer, the private note. */
#include "tui/interview_view.h"

#include "base/i18n.h"
#include "base/width.h"
#include "model/json.h"
#include "tui/session_interview.h"
#include "tui/ui.h"

static const char *localized(const cJSON *text)
{
    const char *own = json_text(text, language_code(language_current()));
    return own != NULL ? own : json_text(text, "en");
}

static void each_text(const cJSON *list, const char *heading, void (*told)(void *context, const char *heading, const char *text),
                      void *context)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, list)
    {
        const char *text = localized(entry);
        if (text != NULL) {
            told(context, heading, text);
        }
    }
}

void interview_side_each(const struct session *s, size_t question, void (*told)(void *context, const char *heading, const char *text),
                         void *context)
{
    const cJSON *interview = json_get(s->list.questions[question].home_item->tree, "interview");
    const char *overstated = localized(json_get(interview, "overstated"));
    const char *period = "";
    const struct answer last = session_last_year(s, question, &period);
    each_text(json_get(interview, "probes"), _("Ask aloud"), told, context);
    each_text(json_get(interview, "good_evidence"), _("Good evidence"), told, context);
    if (overstated != NULL) {
        told(context, _("Often overstated"), overstated);
    }
    if (last.state != ANSWER_NONE) {
        char label[64];
        char words[ANSWER_WORDS];
        (void)snprintf(label, sizeof label, _("In %s"), period);
        told(context, label, answer_words(&last, words));
    }
}

/* ---- on the screen ---- */

/* Drawing in progress. */
struct side {
    struct area area;
    int top, row;
    int label_columns; /* 0: headings stand above their texts */
    char heading[64];  /* the one drawn last */
    struct grid *g;    /* NULL: counted only */
};

static void draw_lines(struct side *side, int indent, const char *bullet, const char *text, enum role role)
{
    const int wide = side->area.columns - indent;
    const int lines = wrap_lines(text, wide);
    for (int i = 0; i < lines; i++, side->row++) {
        const int row = side->row - side->top;
        if (side->g != NULL && row >= 0 && row < side->area.rows) {
            if (i == 0) {
                (void)grid_text(side->g, side->area.row + row, side->area.column + indent - 2, 2, role, bullet);
            }
            (void)grid_wrap(side->g, (struct area){side->area.row + row, side->area.column + indent, 1, wide}, i, role, text);
        }
    }
}

static void draw_heading(struct side *side, const char *heading, int columns)
{
    const int row = side->row - side->top;
    if (side->g != NULL && row >= 0 && row < side->area.rows) {
        (void)grid_text(side->g, side->area.row + row, side->area.column, columns, ROLE_STRONG, heading);
    }
}

static void draw_entry(void *context, const char *heading, const char *text)
{
    struct side *side = context;
    const bool again = strcmp(side->heading, heading) == 0;
    if (!again) {
        (void)snprintf(side->heading, sizeof side->heading, "%s", heading);
    }
    if (side->label_columns > 0) {
        if (!again) {
            draw_heading(side, heading, side->label_columns);
        }
        draw_lines(side, side->label_columns + 3, "-", text, ROLE_TEXT);
        return;
    }
    if (!again) {
        side->row += side->row > 0 ? 1 : 0;
        draw_heading(side, heading, side->area.columns);
        side->row++;
    }
    draw_lines(side, 2, "-", text, ROLE_TEXT);
}

static void widest(void *context, const char *heading, const char *text)
{
    int *columns = context;
    const int wide = width_text(heading);
    (void)text;
    *columns = wide > *columns ? wide : *columns;
}

int interview_side(const struct session *s, size_t question, struct area area, int top, bool beside, struct grid *g)
{
    struct side side = {.area = area, .top = top, .g = g};
    if (!beside) {
        interview_side_each(s, question, widest, &side.label_columns);
    }
    interview_side_each(s, question, draw_entry, &side);
    return side.row;
}

int interview_private(const struct session *s, size_t question, struct area area, bool beside, struct grid *g)
{
    const char *note = session_private(s, question);
    const char *heading = _("My note, stays with me");
    const int most = beside ? 6 : 2;
    if (s->presenter || (note[0] == '\0' && !beside)) {
        return 0;
    }
    const int left = beside ? 2 : width_text(heading) + 2;
    const int lines = note[0] == '\0' ? 1 : wrap_lines(note, area.columns - left);
    const int shown = lines < most ? lines : most;
    if (g != NULL) {
        (void)grid_text(g, area.row, area.column, area.columns, ROLE_PRIVATE, heading);
        const struct area text = {area.row + (beside ? 1 : 0), area.column + left, shown, area.columns - left};
        (void)grid_wrap(g, text, 0, note[0] == '\0' ? ROLE_QUIET : ROLE_PRIVATE, note[0] == '\0' ? _("nothing yet") : note);
        if (lines > shown) {
            (void)grid_text_right(g, text.row + shown - 1, text.column + text.columns, 8, ROLE_QUIET, _(" … m"));
        }
    }
    return shown + (beside ? 1 : 0);
}
