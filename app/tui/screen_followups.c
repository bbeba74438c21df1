/* What was agreed to come later: overdue, open, done. */
#include "tui/account.h"
#include "tui/listing.h"
#include "tui/screens.h"
#include "tui/session_interview.h"
#include "tui/ui.h"
#include "tui/words.h"

#include "base/i18n.h"
#include "model/followup.h"
#include "model/record_check.h"

#define STATE_COLUMNS 11
#define DAY_COLUMNS 11
#define ABOUT_COLUMNS 20
#define DETAIL_ROWS 5

struct followups_screen {
    struct screen screen;
    struct session *session;
    size_t rows[FOLLOWUPS_MAX]; /* overdue first, then open, then done */
    size_t n;
    struct listing list;
};

static struct followups_screen *own(struct screen *screen)
{
    return (struct followups_screen *)(void *)screen;
}

static bool overdue(const struct followup *f, const char *today)
{
    return !f->done && f->due[0] != '\0' && strcmp(f->due, today) < 0;
}

/* Open ones come by date, so that those that are late stand first. */
static void refresh(struct followups_screen *v)
{
    char today[DATE_TEXT];
    const struct assessment *a = v->session->assessment;
    session_today(v->session, today);
    v->n = followup_list(a, FOLLOWUPS_OPEN, NULL, today, v->rows, FOLLOWUPS_MAX);
    v->n = v->n > FOLLOWUPS_MAX ? FOLLOWUPS_MAX : v->n;
    size_t done = followup_list(a, FOLLOWUPS_DONE, NULL, today, v->rows + v->n, FOLLOWUPS_MAX - v->n);
    v->n += done > FOLLOWUPS_MAX - v->n ? FOLLOWUPS_MAX - v->n : done;
    listing_resize(&v->list, (int)v->n, v->list.area);
}

static void followups_enter(struct screen *screen)
{
    refresh(own(screen));
}

static struct followup chosen(const struct followups_screen *v)
{
    return followup_view(v->session->assessment, v->rows[v->list.at]);
}

static size_t question_of(const struct followups_screen *v, const struct followup *f)
{
    return f->pack[0] == '\0' ? SIZE_MAX : question_find(&v->session->list, f->pack, f->item);
}

static void complain(struct followups_screen *v, enum status st, const struct error *e)
{
    if (st != ST_OK) {
        ui_warn(v->screen.ui, "%s", e->text);
    }
    refresh(v);
}

static void tick(struct followups_screen *v)
{
    struct error e = {0};
    char today[DATE_TEXT];
    const bool done = chosen(v).done;
    session_today(v->session, today);
    const enum status st = session_followup_set(v->session, v->rows[v->list.at], "done_at", done ? "" : today, true, &e);
    complain(v, st, &e);
    if (st == ST_OK) {
        ui_say(v->screen.ui, "%s", done ? _("Open again.") : _("Done, as of today."));
    }
}

static struct effect add_evidence(struct followups_screen *v)
{
    const struct followup f = chosen(v);
    const size_t question = question_of(v, &f);
    if (question == SIZE_MAX) {
        ui_say(v->screen.ui, "%s", _("This one is about no question that could have evidence."));
        return effect_stay();
    }
    return effect_push(evidence_form_new(v->session, question, SIZE_MAX));
}

/* The keys that need a row: d, x and e. */
static struct effect row_key(struct followups_screen *v, char c)
{
    struct error e = {0};
    if (c == 'd') {
        tick(v);
    } else if (c == 'x') {
        const enum status st = session_followup_remove(v->session, v->rows[v->list.at], &e);
        complain(v, st, &e);
        if (st == ST_OK) {
            ui_say(v->screen.ui, "%s", _("Taken out; u brings it back."));
        }
    } else {
        return add_evidence(v);
    }
    return effect_stay();
}

static struct effect followups_key(struct screen *screen, const struct event *event)
{
    struct followups_screen *v = own(screen);
    const char c = event_command(event);
    if (v->n > 0 && listing_opens(&v->list, event)) {
        return effect_push(followup_entry_form_new(v->session, v->rows[v->list.at]));
    }
    if (listing_key(&v->list, event) || event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (c == 'a') {
        return effect_push(followup_entry_form_new(v->session, SIZE_MAX));
    }
    if (c == 'u') {
        size_t question = SIZE_MAX;
        (void)undo_key(screen, v->session, &question);
        refresh(v);
        return effect_stay();
    }
    return v->n > 0 && (c == 'd' || c == 'x' || c == 'e') ? row_key(v, c) : usual_key(screen, v->session, event);
}

static void followups_layout(struct screen *screen, int rows, int columns)
{
    struct followups_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, (int)v->n, (struct area){inside.row + 3, 0, inside.rows - 4 - DETAIL_ROWS, columns});
}

static void draw_row(const struct followups_screen *v, int index, const char *today, struct grid *g)
{
    const struct followup f = followup_view(v->session->assessment, v->rows[index]);
    const int row = listing_row(&v->list, index);
    const bool here = index == v->list.at, late = overdue(&f, today);
    const enum role role = here ? ROLE_ACCENT : f.done ? ROLE_QUIET : ROLE_TEXT;
    const size_t question = question_of(v, &f);
    if (row < 0) {
        return;
    }
    int column = 4;
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, here ? ">" : "");
    (void)grid_text(g, row, column, STATE_COLUMNS - 1, late ? ROLE_WARNING : role, f.done ? _("done") : late ? _("late") : _("still open"));
    column += STATE_COLUMNS;
    (void)grid_text(g, row, column, DAY_COLUMNS - 1, role, f.done ? f.done_at : f.due);
    column += DAY_COLUMNS;
    (void)grid_text(g, row, column, ABOUT_COLUMNS - 2, role,
                    question == SIZE_MAX ? _("the firm as a whole") : question_title(&v->session->list.questions[question]));
    column += ABOUT_COLUMNS;
    (void)grid_text(g, row, column, g->columns - column - 1, role, f.text);
}

static void draw_detail(const struct followups_screen *v, struct grid *g, struct area area)
{
    const struct followup f = chosen(v);
    const size_t question = question_of(v, &f);
    char line[WORDS_MAX * 2];
    (void)grid_wrap(g, (struct area){area.row, area.column, 3, area.columns}, 0, ROLE_STRONG, f.text);
    (void)snprintf(line, sizeof line, "%s %s   %s %s", _("Who:"), f.owner[0] == '\0' ? "-" : f.owner, _("agreed on"), f.created_at);
    (void)grid_text(g, area.row + 3, area.column, area.columns, ROLE_QUIET, line);
    if (question != SIZE_MAX) {
        (void)snprintf(line, sizeof line, _("Question %d: goes with the answers to every customer who asks it."),
                       question_number(v->session, question));
    }
    (void)grid_text(g, area.row + 4, area.column, area.columns, ROLE_QUIET,
                    question != SIZE_MAX ? line : _("About no question: stays with the firm and goes to no customer."));
}

static void followups_draw(struct screen *screen, struct grid *g)
{
    struct followups_screen *v = own(screen);
    char today[DATE_TEXT];
    const struct area inside = frame_draw(screen, g, session_company(v->session), _("follow-ups"));
    const int wide = text_columns(g->columns);
    session_today(v->session, today);
    if (v->n == 0) {
        (void)grid_wrap(g, (struct area){inside.row + 1, 4, 3, wide}, 0, ROLE_STRONG,
                        _("Nothing was left for later. a adds one about the firm; f at a question adds one about it."));
        return;
    }
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("What was agreed to come later"));
    for (int i = 0; i < (int)v->n; i++) {
        draw_row(v, i, today, g);
    }
    draw_detail(v, g, (struct area){inside.row + inside.rows - DETAIL_ROWS, 4, DETAIL_ROWS, wide});
}

static void followups_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(own(screen));
}

static const struct key_help *followups_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{"d", N_("done / open"), true},   {N_("Enter"), N_("change"), true},    {"a", N_("add"), true},
                                           {"e", N_("evidence came"), true}, {"x", N_("take out"), true},          {"u", N_("undo"), true},
                                           {"Esc", N_("back"), true},        {N_("Up Down"), N_("choose"), false}, {NULL, NULL, false}};
    static const struct key_help none[] = {{"a", N_("add"), true}, {"u", N_("undo"), true}, {"Esc", N_("back"), true}, {NULL, NULL, false}};
    return ((const struct followups_screen *)(const void *)screen)->n == 0 ? none : keys;
}

struct screen *followups_screen_new(struct session *session)
{
    static const struct screen_ops ops = {.enter = followups_enter,
                                          .key = followups_key,
                                          .layout = followups_layout,
                                          .draw = followups_draw,
                                          .leave = followups_leave,
                                          .keys = followups_keys};
    struct followups_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    return &v->screen;
}
