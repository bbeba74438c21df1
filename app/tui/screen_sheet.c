/* The interview as a table: type straight through. Digits fill a cell and move on; letters typed into a text cell are its new text. */
#include "tui/interview.h"

#include "base/i18n.h"
#include "model/answer.h"
#include "model/interview.h"
#include "tui/interview_keys.h"
#include "tui/interview_private.h"
#include "tui/screens.h"
#include "tui/session_interview.h"
#include "tui/sheet_view.h"
#include "tui/ui.h"
#include "tui/words.h"

#define QUERY_MAX 200

struct sheet_screen {
    struct screen screen;
    struct session *session;
    size_t *rows;
    size_t asked; /* questions asked when the rows were collected */
    struct sheet_state state;
    struct editor query, edit;
    bool editing;
    struct sheet_view view;
};

static struct sheet_screen *own(struct screen *screen)
{
    return (struct sheet_screen *)(void *)screen;
}

/* The question under the cursor. */
static size_t current(const struct sheet_screen *v)
{
    return v->rows[v->view.list.at];
}

static bool empty(const struct sheet_screen *v)
{
    return v->view.list.count == 0;
}

static size_t asked(const struct session *s)
{
    size_t given = 0;
    size_t n = 0;
    session_progress(s, &given, &n);
    return n;
}

/* Rows anew, the cursor on the place, or on the first row. */
static void collect(struct sheet_screen *v)
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

static void remember_row(const struct sheet_screen *v)
{
    if (!empty(v)) {
        session_remember_place(v->session, current(v));
        session_enter_section(v->session, current(v));
    }
}

/* After a change. Rows stay where they are, also when they do not belong to the list any more, until it is chosen again; only questions
 * that came or went by an answer change it. */
static void changed(struct sheet_screen *v)
{
    if (asked(v->session) != v->asked) {
        remember_row(v);
        collect(v);
    }
}

static void say(struct sheet_screen *v, const char *text)
{
    ui_say(v->screen.ui, "%s", text);
}

/* What came of a change; true when it was made. */
static bool made(struct sheet_screen *v, enum status st, const struct error *e, const char *otherwise)
{
    if (st == ST_NO) {
        say(v, otherwise);
    } else if (st != ST_OK) {
        ui_warn(v->screen.ui, "%s", e->text);
    }
    changed(v);
    return st == ST_OK;
}

static void go_on(struct sheet_screen *v)
{
    if (!sheet_next(v->session, v->rows, v->view.list.count, &v->view.list.at, &v->state.column)) {
        say(v, _("That was the last row."));
    }
    remember_row(v);
}

/* While the firm looks on only its own answers are typed. */
static bool writable(struct sheet_screen *v)
{
    return (v->state.column == SHEET_FIRM || consultant_alone(v->screen.ui, v->session)) && !empty(v);
}

/* ---- typing a text ---- */

/* text: what stands there at first. */
static void begin_edit(struct sheet_screen *v, const char *text)
{
    const size_t max = v->state.column == SHEET_PRIVATE ? INTERVIEW_NOTE_MAX : ANSWER_TEXT_MAX;
    if (editor_init(&v->edit, text, max, false, NULL) == ST_OK) {
        v->editing = true;
        v->state.edit = &v->edit;
    }
}

static void end_edit(struct sheet_screen *v, bool keep)
{
    struct error e = {0};
    if (!v->editing) {
        return;
    }
    v->editing = false;
    v->state.edit = NULL;
    if (keep && strcmp(v->edit.text, sheet_text(v->session, current(v), v->state.column)) != 0) {
        (void)made(v, sheet_set_text(v->session, current(v), v->state.column, v->edit.text, &e), &e, "");
    }
    editor_release(&v->edit);
}

static struct effect edit_cell(struct sheet_screen *v)
{
    const char *text = sheet_text(v->session, current(v), v->state.column);
    if (strchr(text, '\n') == NULL) {
        begin_edit(v, text);
        return effect_stay();
    }
    /* Lines would be joined in a cell: they are edited where there is room for them. */
    return effect_push(v->state.column == SHEET_PRIVATE ? private_note_form_new(v->session, current(v))
                       : v->state.column == SHEET_NOTE  ? shared_note_form_new(v->session, current(v))
                                                        : difference_form_new(v->session, current(v)));
}

static void put_snippet(void *context, const char *text)
{
    struct sheet_screen *v = context;
    if (!v->editing) {
        begin_edit(v, "");
    }
    if (v->editing && editor_insert(&v->edit, text, strlen(text)) == EDIT_FULL) {
        say(v, _("Too long: nothing was added."));
    }
}

static struct effect snippet(struct sheet_screen *v, bool pick)
{
    if (!sheet_is_text(v->state.column)) {
        say(v, _("Snippets go into texts: a reason, a note."));
    } else if (!snippets_at_hand(v->screen.ui, v->session) || !writable(v)) {
        return effect_stay();
    } else if (pick) {
        return effect_push(snippets_screen_new(v->session, put_snippet, v));
    } else {
        snippet_keep(v->screen.ui, v->session, v->editing ? v->edit.text : sheet_text(v->session, current(v), v->state.column));
    }
    return effect_stay();
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
        end_edit(v, true);
        return listing_key(&v->view.list, event);
    }
    if (event->kind != EVENT_KEY) {
        return false;
    }
    switch (event->key) {
    case KEY_TAB:
    case KEY_BACK_TAB:
        end_edit(v, true);
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
        end_edit(v, true);
        return listing_key(&v->view.list, event);
    case KEY_START:
    case KEY_FINISH:
        return arrows && listing_key(&v->view.list, event);
    default:
        return false;
    }
}

static void choose_filter(struct sheet_screen *v, enum sheet_filter filter)
{
    if (filter == SHEET_PARKED && v->session->presenter) {
        filter = SHEET_NO_EVIDENCE;
    }
    remember_row(v);
    v->state.filter = filter;
    collect(v);
}

static struct effect click(struct sheet_screen *v, const struct event *event)
{
    const enum sheet_filter filter = sheet_view_filter(&v->view, event->row, event->column);
    if (v->editing && event->row == listing_row(&v->view.list, v->view.list.at) &&
        sheet_view_column(&v->view, event->column) == v->state.column) {
        editor_click(&v->edit, sheet_view_edit(&v->view, v->state.column, v->view.foot.columns + 2), event->row, event->column);
        return effect_stay();
    }
    end_edit(v, true);
    if (filter != SHEET_FILTERS) {
        choose_filter(v, filter);
        return effect_stay();
    }
    const enum sheet_column column = sheet_view_column(&v->view, event->column);
    const bool again = listing_click_again(&v->view.list, event) && column == v->state.column;
    if (!listing_key(&v->view.list, event)) {
        return effect_stay();
    }
    v->state.column = column < SHEET_COLUMNS ? column : v->state.column;
    remember_row(v);
    if (again && sheet_is_text(v->state.column)) {
        return writable(v) ? edit_cell(v) : effect_stay();
    }
    return again || column == SHEET_COLUMNS ? effect_pop() : effect_stay();
}

/* ---- commands ---- */

static void undo(struct sheet_screen *v)
{
    struct error e = {0};
    size_t question = SIZE_MAX;
    if (made(v, session_undo(v->session, &question, &e), &e, _("Nothing to take back in this session."))) {
        say(v, _("Taken back."));
        for (int i = 0; question != SIZE_MAX && i < v->view.list.count; i++) {
            v->view.list.at = v->rows[i] == question ? i : v->view.list.at;
        }
    }
}

static void fill_down(struct sheet_screen *v)
{
    struct error e = {0};
    if (!writable(v)) {
        return;
    }
    if (v->view.list.at == 0) {
        say(v, _("There is no row above this one to take it from."));
    } else if (made(v, sheet_copy(v->session, v->rows[v->view.list.at - 1], current(v), v->state.column, &e), &e,
                    _("Nothing in the row above fits here.")) &&
               v->view.list.at + 1 < v->view.list.count) {
        v->view.list.at++;
        remember_row(v);
    }
}

static void park(struct sheet_screen *v)
{
    struct error e = {0};
    if (consultant_alone(v->screen.ui, v->session) && !empty(v)) {
        (void)made(v, session_park(v->session, current(v), !session_parked(v->session, current(v)), &e), &e, "");
    }
}

/* Commands that work in every cell; as letters only where a letter is no text. */
static struct effect command(struct sheet_screen *v, char c)
{
    switch (c) {
    case 'f':
    case 'l':
        choose_filter(v, (enum sheet_filter)((v->state.filter + 1) % SHEET_FILTERS));
        break;
    case 'o':
        v->state.order = (enum sheet_order)((v->state.order + 1) % SHEET_ORDERS);
        choose_filter(v, v->state.filter);
        break;
    case 'd':
        fill_down(v);
        break;
    case 'u':
        undo(v);
        break;
    case 'k':
        park(v);
        break;
    case 't':
    case 'n':
        return snippet(v, c == 't');
    default:
        say(v, _("That key does nothing here: ? shows the keys."));
        break;
    }
    return effect_stay();
}

static struct effect fill(struct sheet_screen *v, char c)
{
    struct error e = {0};
    if (c == '-' && v->state.column == SHEET_FIRM) {
        return effect_push(reason_form_new(v->session, current(v)));
    }
    const enum status st = sheet_set_key(v->session, current(v), v->state.column, c, &e);
    if (st == ST_NO) {
        return command(v, c);
    }
    if (made(v, st, &e, "") && c != 'v') {
        go_on(v);
    }
    return effect_stay();
}

static void clear(struct sheet_screen *v)
{
    struct error e = {0};
    if (writable(v)) {
        (void)made(v, sheet_clear(v->session, current(v), v->state.column, &e), &e, "");
    }
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
        collect(v);
    } else if (editor_key(&v->query, event) == EDIT_CHANGED) {
        collect(v);
    } else {
        return event->kind == EVENT_KEY;
    }
    return true;
}

static struct effect edit_key(struct sheet_screen *v, const struct event *event)
{
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        end_edit(v, false);
    } else if (event->kind == EVENT_KEY && event->key == KEY_RETURN) {
        end_edit(v, true);
        go_on(v);
    } else if (event->kind == EVENT_KEY && event->key == KEY_CONTROL && (event->text[0] == 't' || event->text[0] == 'n')) {
        return snippet(v, event->text[0] == 't');
    } else if (editor_key(&v->edit, event) == EDIT_FULL) {
        say(v, _("Too long: nothing was added."));
    }
    return effect_stay();
}

static struct effect enter_key(struct sheet_screen *v)
{
    if (empty(v)) {
        return effect_stay();
    }
    if (sheet_is_text(v->state.column)) {
        return writable(v) ? edit_cell(v) : effect_stay();
    }
    remember_row(v);
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
    if (!writable(v)) {
        return effect_stay();
    }
    if (!sheet_is_text(v->state.column)) {
        return c == 0 ? effect_stay() : fill(v, c);
    }
    begin_edit(v, "");
    return v->editing ? edit_key(v, event) : effect_stay();
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
        remember_row(v);
        return effect_stay();
    }
    if (v->editing) {
        return edit_key(v, event);
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
        clear(v);
        return effect_stay();
    case KEY_CONTROL:
        return command(v, event->text[0]);
    default:
        return effect_stay();
    }
}

/* ---- the screen ---- */

static void sheet_enter(struct screen *screen)
{
    struct sheet_screen *v = own(screen);
    if (asked(v->session) != v->asked) {
        collect(v);
    }
}

static void sheet_turned(struct screen *screen)
{
    struct sheet_screen *v = own(screen);
    end_edit(v, true);
    remember_row(v);
    v->state.typing = false;
    v->query.caret = v->query.length = 0; /* the words may be those of a private note */
    v->query.text[0] = '\0';
    v->state.column = v->session->presenter && v->state.column == SHEET_PRIVATE ? SHEET_NOTE : v->state.column;
    v->state.filter = v->session->presenter && v->state.filter == SHEET_PARKED ? SHEET_ALL : v->state.filter;
    collect(v);
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
    end_edit(v, keep);
    remember_row(v);
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
    collect(v);
    return &v->screen;
}
