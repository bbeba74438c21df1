/* What is not in order yet: one line each; Enter goes there, and back to the same line. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/check_words.h"
#include "tui/headed_list.h"
#include "tui/interview.h"
#include "tui/listing.h"
#include "tui/ui.h"
#include "tui/vendor_page.h"

#define LIST_LEAST 3 /* rows */

struct todo_screen {
    struct screen screen;
    struct handing *h;
    struct todo *todos;
    size_t n;
    struct listing list;
    int detail_rows; /* of the longest text below the list */
};

static struct todo_screen *own(struct screen *screen)
{
    return (struct todo_screen *)(void *)screen;
}

/* Something must be done before signing. */
static bool blocked(const struct todo_screen *v)
{
    return todos_blocking(v->todos, v->n) > 0;
}

/* Once nothing is needed, the first row goes on, and what is left stands below it. */
static int leading(const struct todo_screen *v)
{
    return blocked(v) ? 0 : 1;
}

/* What a row is about; NULL: going on. */
static const struct todo *todo_at(const struct todo_screen *v, int row)
{
    const int index = row - leading(v);
    return index < 0 || index >= (int)v->n ? NULL : &v->todos[index];
}

static void todo_enter(struct screen *screen)
{
    struct todo_screen *v = own(screen);
    const bool before = v->todos != NULL && blocked(v);
    free(v->todos);
    v->todos = todos_find(v->h, &v->n);
    v->list.at = before && !blocked(v) ? 0 : v->list.at;
    listing_resize(&v->list, (int)v->n + leading(v), v->list.area);
}

static struct effect go(struct todo_screen *v)
{
    const struct todo *todo = todo_at(v, v->list.at);
    struct session *session = v->h->session;
    if (todo == NULL) {
        return effect_pop();
    }
    if (todo->kind == TODO_NAME) {
        return effect_push(profile_form_new(session, false));
    }
    if (todo->question == SIZE_MAX || (todo->hit != NULL && check_about_inventory(todo->hit->check))) {
        return effect_push(inventory_screen_new(session, false));
    }
    if (todo->kind == TODO_GIVEN) {
        return effect_push(given_screen_new(session, false));
    }
    if (todo->kind == TODO_REASON) {
        return effect_push(reason_form_new(session, todo->question));
    }
    if (todo->kind == TODO_DIFFERENCE) {
        return effect_push(difference_form_new(session, todo->question));
    }
    return effect_push(question_screen_once(session, todo->question));
}

static struct effect todo_key(struct screen *screen, const struct event *event)
{
    struct todo_screen *v = own(screen);
    const char c = event_command(event);
    if (listing_opens(&v->list, event)) {
        return go(v);
    }
    if (listing_key(&v->list, event)) {
        return effect_stay();
    }
    if (event->kind == EVENT_KEY && c == 'v' && vendor_waits(v->h->session)) {
        return vendor_page_effect(screen, v->h->session);
    }
    if (event_command(event) == 'u') {
        return undo_effect(screen, v->h->session);
    }
    return usual_key(screen, v->h->session, event);
}

static void row_words(const struct todo_screen *v, const struct todo *todo, struct buffer *out)
{
    if (todo == NULL) {
        (void)buffer_add_text(out, _("go on"));
        return;
    }
    (void)buffer_add_text(out, blocked(v) && !todo_blocks(todo) ? _("may stay: ") : "");
    if (todo->hit == NULL || !check_pair_words(out, v->h->session, todo->hit->check)) { /* else its sentences stand below */
        todo_words(out, v->h->session, todo);
    }
}

static int row_columns(int columns)
{
    return columns - 6;
}

/* What a row is about, below the list; whole, where the row itself has no room for it. */
static void detail_words(const struct todo_screen *v, const struct todo *todo, int columns, struct buffer *out)
{
    struct buffer row;
    if (todo == NULL) {
        (void)buffer_add_text(out, v->n > 0 ? _("Enter goes on. What stands below may stay as it is, or be looked at once more.")
                                            : _("Enter goes on."));
        return;
    }
    buffer_init(&row, BUFFER_MAX_TEXT);
    row_words(v, todo, &row);
    const bool advice = todo_blocks(todo) || todo_about_day(todo) || todo->kind == TODO_NOTE;
    if (!advice || width_text(buffer_text(&row)) > row_columns(columns)) {
        todo_words(out, v->h->session, todo);
        (void)buffer_add_text(out, advice ? "\n" : "");
    }
    todo_advice(out, v->h->session, todo);
    buffer_release(&row);
}

/* Room for the longest of the texts below, so that the list stands still when the cursor moves; the list gets what is left. */
static void todo_layout(struct screen *screen, int rows, int columns)
{
    struct todo_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    const int count = (int)v->n + leading(v);
    v->detail_rows = 0;
    for (int i = 0; i < count; i++) {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        detail_words(v, todo_at(v, i), columns, &words);
        const int lines = wrap_lines(buffer_text(&words), text_columns(columns));
        v->detail_rows = lines > v->detail_rows ? lines : v->detail_rows;
        buffer_release(&words);
    }
    const int room = inside.rows - 4 - v->detail_rows;
    const int shown = count < room ? count : room;
    listing_resize(&v->list, count, (struct area){inside.row + 3, 0, shown > LIST_LEAST ? shown : LIST_LEAST, columns});
}

static void draw_row(const struct todo_screen *v, int index, struct grid *g)
{
    const int row = listing_row(&v->list, index);
    const bool here = index == v->list.at;
    const struct todo *todo = todo_at(v, index);
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    row_words(v, todo, &words);
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, here ? ">" : "");
    (void)grid_text(g, row, 4, row_columns(g->columns),
                    here                                ? ROLE_ACCENT
                    : todo == NULL || todo_blocks(todo) ? ROLE_TEXT
                                                        : ROLE_QUIET,
                    buffer_text(&words));
    buffer_release(&words);
}

static void todo_draw(struct screen *screen, struct grid *g)
{
    struct todo_screen *v = own(screen);
    const struct area inside = handing_frame(screen, g, v->h, _("before you sign"));
    const int wide = text_columns(g->columns);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG,
                    blocked(v)  ? _("Still to be done")
                    : v->n == 0 ? _("Everything is answered and in order.")
                                : _("Everything required is there."));
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            draw_row(v, i, g);
        }
    }
    headed_list_draw_more(&v->list, g);
    const int below = v->list.area.row + v->list.area.rows + 1;
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    detail_words(v, todo_at(v, v->list.at), g->columns, &words);
    (void)grid_wrap(g, (struct area){below, 4, inside.row + inside.rows - below, wide}, 0, ROLE_QUIET, buffer_text(&words));
    buffer_release(&words);
}

static void todo_leave(struct screen *screen, bool keep)
{
    struct todo_screen *v = own(screen);
    (void)keep;
    free(v->todos);
    free(v);
}

#define TODO_MORE                                                                                                                          \
    {"?", N_("keys"), true}, {"u", N_("undo"), false}, {"L", N_("日本語 / English"), false},                                               \
    {                                                                                                                                      \
        NULL, NULL, false                                                                                                                  \
    }

static const struct key_help *todo_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {N_("Enter"), N_("go there"), true}, {N_("Up Down"), N_("choose"), true}, {"Esc", N_("back"), true}, TODO_MORE};
    static const struct key_help vendor[] = {{N_("Enter"), N_("go there"), true},
                                             {"v", N_("page for the IT vendor"), true},
                                             {"Esc", N_("back"), true},
                                             {N_("Up Down"), N_("choose"), false},
                                             TODO_MORE};
    static const struct key_help on[] = {
        {N_("Enter"), N_("go on"), true}, {N_("Up Down"), N_("choose"), true}, {"Esc", N_("back"), true}, TODO_MORE};
    const struct todo_screen *v = (const struct todo_screen *)(const void *)screen;
    return vendor_waits(v->h->session) ? vendor : todo_at(v, v->list.at) == NULL ? on : keys;
}

struct screen *todo_screen_new(struct handing *h)
{
    static const struct screen_ops ops = {
        .enter = todo_enter, .key = todo_key, .layout = todo_layout, .draw = todo_draw, .leave = todo_leave, .keys = todo_keys};
    struct todo_screen *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->screen.ops = &ops;
        v->h = h;
    }
    return v == NULL ? NULL : &v->screen;
}
