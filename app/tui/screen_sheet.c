/* The interview as a table: type straight through. Digits fill a cell and move on; letters typed into a text cell are its new text. */
#include "tui/sheet_parts.h"

#include "base/i18n.h"
#include "tui/interview.h"
#include "tui/interview_keys.h"
#include "tui/interview_private.h"
#include "tui/screens.h"
#include "tui/session_interview.h"
#include "tui/ui.h"
#include "tui/words.h"

#define QUERY_MAX 200

static struct sheet_screen *own(struct screen *screen)
{
    return (struct sheet_screen *)(void *)screen;
}

/* ---- rows ---- */

static size_t asked(const struct session *s)
{
    size_t given = 0;
    size_t n = 0;
    session_progress(s, &given, &n);
    return n;
}

void sheet_collect(struct sheet_screen *v)
{
    const size_t place = session_place(v->session);
    v->view.list.count = sheet_rows(v->session, v->state.filter, v->state.order, v->query.text, v->rows);
    v->asked = asked(v->session);
    v->view.list.at = 0;
    for (int i = 0; i < v->view.list.count; i++) {
        if (v->rows[i] == place) {
            v->view.list.at = i;
        }
    }
}

void sheet_remember_row(const struct sheet_screen *v)
{
    if (!sheet_empty(v)) {
        session_remember_place(v->session, sheet_question(v));
        session_enter_section(v->session, sheet_question(v));
    }
}

void sheet_changed(struct sheet_screen *v)
{
    if (asked(v->session) != v->asked) {
        sheet_remember_row(v);
        sheet_collect(v);
    }
}

void sheet_say(struct sheet_screen *v, const char *text)
{
    ui_say(v->screen.ui, "%s", text);
}

bool sheet_made(struct sheet_screen *v, enum status st, const struct error *e, const char *otherwise)
{
    if (st == ST_NO) {
        sheet_say(v, otherwise);
    } else if (st != ST_OK) {
        ui_warn(v->screen.ui, "%s", e->text);
    }
    sheet_changed(v);
    return st == ST_OK;
}

void sheet_go_on(struct sheet_screen *v)
{
    if (!sheet_next(v->session, v->rows, v->view.list.count, &v->view.list.at, &v->state.column)) {
        sheet_say(v, _("That was the last row."));
    }
    sheet_remember_row(v);
}

bool cell_writable(struct sheet_screen *v)
{
    return (v->state.column == SHEET_FIRM || consultant_alone(v->screen.ui, v->session)) && !sheet_empty(v);
}

void sheet_choose_filter(struct sheet_screen *v, enum sheet_filter filter)
{
    if (filter == SHEET_PARKED && v->session->presenter) {
        filter = SHEET_NO_EVIDENCE;
    }
    sheet_remember_row(v);
    v->state.filter = filter;
    sheet_collect(v);
}

/* ---- moving ---- */

static void step_column(struct sheet_screen *v, int by)
{
    enum sheet_column to = v->state.column;
    const int last = v->session->presenter ? SHEET_NOTE : SHEET_PRIVATE;
    if ((int)to + by < 0 || (int)to + by > last) { /* as in a sheet: on in the next row, back in the one before */
        if (v->view.list.at + by < 0 || v->view.list.at + by >= v->view.list.count) {
            return;
        }
        v->view.list.at += by;
        v->state.column = by > 0 ? SHEET_FIRM : (enum sheet_column)last;
        return;
    }
    v->state.column = (enum sheet_column)((int)to + by);
}

/* The keys that move; with text being typed only those that the text has no use for. */
static bool move(struct sheet_screen *v, const struct event *event)
{
    const bool arrows = !v->editing;
    if (event->kind == EVENT_WHEEL) {
        cell_edit_end(v, true);
        return listing_key(&v->view.list, event);
    }
    if (event->kind != EVENT_KEY) {
        return false;
    }
    switch (event->key) {
    case KEY_TAB:
    case KEY_BACK_TAB:
        cell_edit_end(v, true);
        step_column(v, event->key == KEY_TAB ? 1 : -1);
        return true;
    case KEY_ARROW_LEFT:
    case KEY_ARROW_RIGHT:
        if (arrows) {
            const int by = event->key == KEY_ARROW_RIGHT ? 1 : -1;
            const int to = (int)v->state.column + by;
            v->state.column = to < 0 || to > (v->session->presenter ? SHEET_NOTE : SHEET_PRIVATE) ? v->state.column : (enum sheet_column)to;
        }
        return arrows;
    case KEY_ARROW_UP:
    case KEY_ARROW_DOWN:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        cell_edit_end(v, true);
        return listing_key(&v->view.list, event);
    case KEY_START:
    case KEY_FINISH:
        return arrows && listing_key(&v->view.list, event);
    default:
        return false;
    }
}

static struct effect click(struct sheet_screen *v, const struct event *event)
{
    const enum sheet_filter filter = sheet_view_filter(&v->view, event->row, event->column);
    if (v->editing && event->row == listing_row(&v->view.list, v->view.list.at) &&
        sheet_view_column(&v->view, event->column) == v->state.column) {
        editor_click(&v->edit, sheet_view_edit(&v->view, v->state.column, v->view.foot.columns + 2), event->row, event->column);
        return effect_stay();
    }
    cell_edit_end(v, true);
    if (filter != SHEET_FILTERS) {
        sheet_choose_filter(v, filter);
        return effect_stay();
    }
    const enum sheet_column column = sheet_view_column(&v->view, event->column);
    const bool again = listing_click_again(&v->view.list, event) && column == v->state.column;
    if (!listing_key(&v->view.list, event)) {
        return effect_stay();
    }
    v->state.column = column < SHEET_COLUMNS ? column : v->state.column;
    sheet_remember_row(v);
    if (again && sheet_is_text(v->state.column)) {
        return cell_writable(v) ? cell_edit(v) : effect_stay();
    }
    return again || column == SHEET_COLUMNS ? effect_pop() : effect_stay();
}

/* ---- keys ---- */

static bool search_key(struct sheet_screen *v, const struct event *event)
{
    if (!v->state.typing) {
        return false;
    }
    if (event->kind == EVENT_KEY && (event->key == KEY_RETURN || event->key == KEY_TAB || event->key == KEY_ARROW_DOWN)) {
        v->state.typing = false;
    } else if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        v->state.typing = false;
        v->query.caret = v->query.length = 0;
        v->query.text[0] = '\0';
        sheet_collect(v);
    } else if (editor_key(&v->query, event) == EDIT_CHANGED) {
        sheet_collect(v);
    } else {
        return event->kind == EVENT_KEY;
    }
    return true;
}

static struct effect enter_key(struct sheet_screen *v)
{
    if (sheet_empty(v)) {
        return effect_stay();
    }
    if (sheet_is_text(v->state.column)) {
        return cell_writable(v) ? cell_edit(v) : effect_stay();
    }
    sheet_remember_row(v);
    return effect_pop();
}

/* A character or a paste with nothing being typed. */
static struct effect text_key(struct sheet_screen *v, const struct event *event)
{
    const char c = event_command(event);
    if (c == '?') {
        return effect_push(help_screen_new(&v->screen));
    }
    if (c == '/') {
        v->state.typing = true;
        return effect_stay();
    }
    if (c == ' ' || (c == 'q' && !sheet_is_text(v->state.column))) {
        return c == 'q' ? effect_pop() : effect_stay();
    }
    if (!cell_writable(v)) {
        return effect_stay();
    }
    if (!sheet_is_text(v->state.column)) {
        return c == 0 ? effect_stay() : cell_fill(v, c);
    }
    cell_edit_begin(v, "");
    return v->editing ? cell_edit_key(v, event) : effect_stay();
}

static struct effect sheet_key(struct screen *screen, const struct event *event)
{
    struct sheet_screen *v = own(screen);
    if (event->kind == EVENT_CLICK) {
        return click(v, event);
    }
    if (search_key(v, event)) {
        return effect_stay();
    }
    if (move(v, event)) {
        sheet_remember_row(v);
        return effect_stay();
    }
    if (v->editing) {
        return cell_edit_key(v, event);
    }
    if (event->kind == EVENT_PASTE || (event->kind == EVENT_KEY && event->key == KEY_TEXT)) {
        return text_key(v, event);
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_RETURN:
        return enter_key(v);
    case KEY_ESCAPE:
        return effect_pop();
    case KEY_DELETE:
    case KEY_RUBOUT:
        cell_clear(v);
        return effect_stay();
    case KEY_CONTROL:
        return sheet_command(v, event->text[0]);
    default:
        return effect_stay();
    }
}

/* ---- the screen ---- */

static void sheet_enter(struct screen *screen)
{
    struct sheet_screen *v = own(screen);
    if (asked(v->session) != v->asked) {
        sheet_collect(v);
    }
}

static void sheet_turned(struct screen *screen)
{
    struct sheet_screen *v = own(screen);
    cell_edit_end(v, true);
    sheet_remember_row(v);
    v->state.typing = false;
    v->query.caret = v->query.length = 0; /* the words may be those of a private note */
    v->query.text[0] = '\0';
    v->state.column = v->session->presenter && v->state.column == SHEET_PRIVATE ? SHEET_NOTE : v->state.column;
    v->state.filter = v->session->presenter && v->state.filter == SHEET_PARKED ? SHEET_ALL : v->state.filter;
    sheet_collect(v);
}

static void sheet_layout(struct screen *screen, int rows, int columns)
{
    struct sheet_screen *v = own(screen);
    sheet_view_compute(&v->view, &v->state, v->view.list.count, rows, columns);
}

static void sheet_draw(struct screen *screen, struct grid *g)
{
    struct sheet_screen *v = own(screen);
    char title[WORDS_MAX];
    char right[WORDS_MAX] = "";
    const struct listing *list = &v->view.list;
    (void)snprintf(title, sizeof title, _("%s  interview, all questions"), session_company(v->session));
    if (list->count > 0) {
        (void)snprintf(right, sizeof right, "%d/%d", list->at + 1, list->count);
    }
    (void)frame_draw(screen, g, title, right);
    sheet_view_draw(&v->view, &v->state, g);
}

static void sheet_leave(struct screen *screen, bool keep)
{
    struct sheet_screen *v = own(screen);
    cell_edit_end(v, keep);
    sheet_remember_row(v);
    editor_release(&v->query);
    free(v->rows);
    free(v);
}

static const struct key_help *sheet_keys(const struct screen *screen)
{
    const struct sheet_screen *v = (const struct sheet_screen *)(const void *)screen;
    return sheet_key_table(v->session->presenter, v->editing);
}

struct screen *sheet_screen_new(struct session *session, enum sheet_filter filter, bool search)
{
    static const struct screen_ops ops = {.enter = sheet_enter,
                                          .key = sheet_key,
                                          .layout = sheet_layout,
                                          .draw = sheet_draw,
                                          .leave = sheet_leave,
                                          .keys = sheet_keys,
                                          .turned = sheet_turned};
    struct sheet_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->rows = calloc(session->list.count + 1, sizeof *v->rows);
    if (v->rows == NULL || editor_init(&v->query, NULL, QUERY_MAX, false, NULL) != ST_OK) {
        free(v->rows);
        free(v);
        return NULL;
    }
    v->state = (struct sheet_state){.session = session, .rows = v->rows, .filter = filter, .query = &v->query, .typing = search};
    sheet_collect(v);
    return &v->screen;
}
