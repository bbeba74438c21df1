/* What is not in order yet: one line each; Enter goes there, and back to the same line. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/interview.h"
#include "tui/listing.h"
#include "tui/ui.h"

struct todo_screen {
    struct screen screen;
    struct handing *h;
    struct todo *todos;
    size_t n;
    struct listing list;
};

static struct todo_screen *own(struct screen *screen)
{
    return (struct todo_screen *)(void *)screen;
}

static void todo_enter(struct screen *screen)
{
    struct todo_screen *v = own(screen);
    free(v->todos);
    v->todos = todos_find(v->h, &v->n);
    listing_resize(&v->list, (int)v->n, v->list.area);
}

/* Whether something must be done before signing. */
static bool blocked(const struct todo_screen *v)
{
    for (size_t i = 0; i < v->n; i++) {
        if (todo_blocks(&v->todos[i])) {
            return true;
        }
    }
    return false;
}

static struct effect go(struct todo_screen *v)
{
    if (v->n == 0) {
        return effect_pop();
    }
    const struct todo *todo = &v->todos[v->list.at];
    struct session *session = v->h->session;
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
    if (listing_key(&v->list, event) || event->kind != EVENT_KEY) {
        return effect_stay();
    }
    return event->key == KEY_ESCAPE || c == 'q' ? effect_pop() : effect_stay();
}

static void todo_layout(struct screen *screen, int rows, int columns)
{
    struct todo_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, (int)v->n, (struct area){inside.row + 3, 0, inside.rows - 8, columns});
}

static void todo_draw(struct screen *screen, struct grid *g)
{
    struct todo_screen *v = own(screen);
    const struct area inside = handing_frame(screen, g, v->h, _("before you sign"));
    const int wide = text_columns(g->columns);
    if (v->n == 0) {
        (void)grid_wrap(g, (struct area){inside.row + 1, 4, 3, wide}, 0, ROLE_STRONG, _("Everything is answered and in order."));
        return;
    }
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG,
                    blocked(v) ? _("Still to be looked at") : _("Nothing is missing. What follows may stay as it is: Esc goes on."));
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    for (int i = 0; i < (int)v->n; i++) {
        const int row = listing_row(&v->list, i);
        const bool here = i == v->list.at;
        if (row < 0) {
            continue;
        }
        buffer_clear(&words);
        todo_words(&words, v->h->session, &v->todos[i]);
        (void)grid_text(g, row, 2, 2, ROLE_ACCENT, here ? ">" : "");
        (void)grid_text(g, row, 4, g->columns - 6,
                        here                        ? ROLE_ACCENT
                        : todo_blocks(&v->todos[i]) ? ROLE_TEXT
                                                    : ROLE_QUIET,
                        buffer_text(&words));
    }
    buffer_clear(&words);
    todo_words(&words, v->h->session, &v->todos[v->list.at]);
    (void)grid_wrap(g, (struct area){inside.row + inside.rows - 4, 4, 4, wide}, 0, ROLE_QUIET,
                    todo_blocks(&v->todos[v->list.at]) ? _("Needed before these answers can be signed. Enter goes there.")
                                                       : buffer_text(&words));
    buffer_release(&words);
}

static void todo_leave(struct screen *screen, bool keep)
{
    struct todo_screen *v = own(screen);
    (void)keep;
    free(v->todos);
    free(v);
}

static const struct key_help *todo_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {N_("Enter"), N_("go there"), true}, {N_("Up Down"), N_("choose"), true}, {"Esc", N_("back"), true}, {NULL, NULL, false}};
    static const struct key_help advice[] = {
        {N_("Enter"), N_("go there"), true}, {N_("Up Down"), N_("choose"), true}, {"Esc", N_("go on"), true}, {NULL, NULL, false}};
    static const struct key_help none[] = {{N_("Enter"), N_("back"), true}, {NULL, NULL, false}};
    const struct todo_screen *v = (const struct todo_screen *)(const void *)screen;
    return v->n == 0 ? none : blocked(v) ? keys : advice;
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
