/* A new draft: with the answers of the year before as proposals, with another file's, or with none. */
#include "tui/home_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/editor.h"
#include "tui/listing.h"
#include "tui/ui.h"
#include "tui/words.h"

enum row { ROW_BEFORE, ROW_FILE, ROW_EMPTY, ROWS };

struct begin_screen {
    struct screen screen;
    struct home *home;
    char period[HOME_PERIOD]; /* "": the open request's */
    char before[FINISH_PATH]; /* the draft that may be proposed; "" when there is none */
    char before_period[HOME_PERIOD];
    struct editor file;
    struct listing list;
    int rows[ROWS]; /* what stands in which row */
    struct area field;
    bool mixing; /* "another firm's: take them all the same?" */
    char problem[sizeof((struct error *)0)->text];
};

static struct begin_screen *own(struct screen *screen)
{
    return (struct begin_screen *)(void *)screen;
}

static int here(const struct begin_screen *v)
{
    return v->rows[v->list.at];
}

struct effect begun_effect(struct screen *screen, struct home *home, const struct begun *begun)
{
    struct error e = {0};
    if (home_choose_begun(home, begun->period, &e) != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
        return effect_pop();
    }
    return effect_quit();
}

static struct effect begin(struct begin_screen *v, bool mix)
{
    struct begun begun = {0};
    struct error e = {0};
    const char *from = here(v) == ROW_BEFORE ? v->before : here(v) == ROW_FILE ? v->file.text : NULL;
    if (from != NULL && from[0] == '\0') {
        (void)snprintf(v->problem, sizeof v->problem, "%s", _("Type where the file with the earlier answers is."));
        return effect_stay();
    }
    const enum status st = v->home->ops->begin(v->home->context, v->period[0] == '\0' ? NULL : v->period, from, mix, &begun, &e);
    v->mixing = st == ST_NO;
    if (st != ST_OK) {
        memcpy(v->problem, e.text, sizeof v->problem);
        return effect_stay();
    }
    if (begun.proposed > 0) {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        begun_words(&words, &begun);
        (void)snprintf(v->home->said, sizeof v->home->said, "%s", buffer_text(&words));
        buffer_release(&words);
    }
    return begun_effect(&v->screen, v->home, &begun);
}

static struct effect answer_mixing(struct begin_screen *v, const struct event *event)
{
    const char c = event_command(event);
    if (c == 'y' || c == 'Y') {
        return begin(v, true);
    }
    if (c == 'n' || c == 'N' || (event->kind == EVENT_KEY && event->key == KEY_ESCAPE)) {
        v->mixing = false;
        v->problem[0] = '\0';
    }
    return effect_stay();
}

static struct effect begin_key(struct screen *screen, const struct event *event)
{
    struct begin_screen *v = own(screen);
    if (v->mixing) {
        return answer_mixing(v, event);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        return effect_pop();
    }
    v->problem[0] = '\0';
    if (event->kind == EVENT_KEY && event->key == KEY_RETURN) {
        return begin(v, false);
    }
    const bool vertical = event->kind == EVENT_KEY && (event->key == KEY_ARROW_UP || event->key == KEY_ARROW_DOWN);
    if (here(v) == ROW_FILE && event->kind == EVENT_KEY && event->key == KEY_TAB) {
        char path[CUSTOMER_TEXT * 4];
        if (v->home->ops->complete(v->home->context, v->file.text, path, sizeof path)) {
            (void)editor_key(&v->file, &(struct event){.kind = EVENT_KEY, .key = KEY_CONTROL, .text = "u"});
            (void)editor_insert(&v->file, path, strlen(path));
        }
        return effect_stay();
    }
    if (here(v) == ROW_FILE && !vertical && editor_key(&v->file, event) != EDIT_IGNORED) {
        return effect_stay();
    }
    if (listing_click_again(&v->list, event)) {
        return begin(v, false);
    }
    (void)listing_key(&v->list, event);
    return effect_stay();
}

static void begin_layout(struct screen *screen, int rows, int columns)
{
    struct begin_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, v->list.count, (struct area){inside.row + 7, 2, v->list.count, columns - 4});
    v->field = (struct area){inside.row + 7 + v->list.count + 1, 8, 1, columns - 12};
}

static void draw_row(const struct begin_screen *v, int index, struct grid *g)
{
    char text[CUSTOMER_TEXT];
    switch (v->rows[index]) {
    case ROW_BEFORE:
        (void)snprintf(text, sizeof text, _("with the answers of %s as proposals"), v->before_period);
        break;
    case ROW_FILE:
        (void)snprintf(text, sizeof text, "%s", _("with the answers in another file as proposals"));
        break;
    default:
        (void)snprintf(text, sizeof text, "%s", _("with no answers"));
        break;
    }
    const bool at = index == v->list.at;
    (void)grid_text(g, v->list.area.row + index, 4, 2, ROLE_ACCENT, at ? ">" : "");
    (void)grid_text(g, v->list.area.row + index, 6, g->columns - 8, at ? ROLE_ACCENT : ROLE_TEXT, text);
}

static void begin_draw(struct screen *screen, struct grid *g)
{
    struct begin_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, session_company(v->home->profile), v->period);
    const int wide = text_columns(g->columns);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("How do you want to begin?"));
    (void)grid_wrap(g, (struct area){inside.row + 3, 4, 3, wide}, 0, ROLE_QUIET,
                    v->before[0] != '\0' ? _("Earlier answers are only proposed: you look at each, and it counts once you confirm it with "
                                             "one key or change it. What has "
                                             "changed since then is said.")
                                         : _("This computer has no earlier answers: if this is your first time, Enter begins. If you have "
                                             "a file with earlier ones, they "
                                             "can be proposed to you."));
    for (int i = 0; i < v->list.count; i++) {
        draw_row(v, i, g);
    }
    int row = v->field.row;
    if (here(v) == ROW_FILE) {
        editor_draw(&v->file, g, v->field, true);
        row += 2;
    }
    if (v->problem[0] != '\0') {
        char text[sizeof v->problem + CUSTOMER_TEXT];
        (void)snprintf(text, sizeof text, "! %s%s", v->problem,
                       v->mixing ? _(" Take them over all the same?   y: they are ours   n: no") : "");
        (void)grid_wrap(g, (struct area){row, 4, inside.row + inside.rows - row, wide}, 0, ROLE_WARNING, text);
    } else if (here(v) == ROW_FILE) {
        (void)grid_wrap(g, (struct area){row, 4, 3, wide}, 0, ROLE_QUIET,
                        _("A draft (NAME.tenken), signed answers (JSON) or the workbook of an earlier year. Tab completes the path."));
    }
}

static void begin_leave(struct screen *screen, bool keep)
{
    struct begin_screen *v = own(screen);
    (void)keep;
    editor_release(&v->file);
    free(v);
}

static const struct key_help *begin_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {N_("Enter"), N_("begin"), true}, {N_("Up Down"), N_("choose"), true}, {"Esc", N_("not now"), true}, {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *begin_screen_new(struct home *home, const char *period)
{
    static const struct screen_ops ops = {
        .key = begin_key, .layout = begin_layout, .draw = begin_draw, .leave = begin_leave, .keys = begin_keys};
    struct begin_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->home = home;
    (void)snprintf(v->period, sizeof v->period, "%s", period == NULL ? "" : period);
    if (editor_init(&v->file, NULL, FINISH_PATH - 1, false, NULL) != ST_OK) {
        begin_leave(&v->screen, false);
        return NULL;
    }
    if (home->ops->before(home->context, period, v->before, sizeof v->before, v->before_period, sizeof v->before_period)) {
        v->rows[v->list.count++] = ROW_BEFORE;
        v->rows[v->list.count++] = ROW_EMPTY;
    } else {
        v->before[0] = '\0';
        v->rows[v->list.count++] = ROW_EMPTY;
    }
    v->rows[v->list.count++] = ROW_FILE;
    return &v->screen;
}
