/* Which request file: those found where downloads and attachments land, or any path. */
#include "tui/home_screens.h"

#include "base/file_path.h"
#include "base/i18n.h"
#include "tui/editor.h"
#include "tui/listing.h"
#include "tui/ui.h"
#include "tui/words.h"

#define LABEL_COLUMNS 14

struct open_screen {
    struct screen screen;
    struct home *home;
    struct found_request *found;
    struct editor path;
    struct listing list; /* the files found, and as the last row the path */
    struct area field;
    char problem[sizeof((struct error *)0)->text];
};

static struct open_screen *own(struct screen *screen)
{
    return (struct open_screen *)(void *)screen;
}

static bool on_path(const struct open_screen *v)
{
    return v->list.at == v->list.count - 1;
}

/* What a file manager drops into a terminal is quoted. */
static void unquote(const char *text, char *out, size_t size)
{
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ') {
        n--;
    }
    while (n > 0 && *text == ' ') {
        text++;
        n--;
    }
    const bool quoted = n >= 2 && (text[0] == '\'' || text[0] == '"') && text[n - 1] == text[0];
    (void)snprintf(out, size, "%.*s", (int)(quoted ? n - 2 : n), quoted ? text + 1 : text);
}

static struct effect open_path(struct open_screen *v)
{
    struct customer_request facts;
    struct error e = {0};
    char path[CUSTOMER_TEXT * 4];
    if (on_path(v)) {
        unquote(v->path.text, path, sizeof path);
    } else {
        (void)snprintf(path, sizeof path, "%s", v->found[v->list.at].path);
    }
    if (path[0] == '\0') {
        (void)snprintf(v->problem, sizeof v->problem, "%s", _("Type where the request file is, or choose one above."));
        return effect_stay();
    }
    if (v->home->ops->open(v->home->context, path, &facts, &e) != ST_OK) {
        memcpy(v->problem, e.text, sizeof v->problem);
        return effect_stay();
    }
    return effect_replace(request_screen_new(v->home, &facts, SIZE_MAX));
}

static void complete(struct open_screen *v)
{
    char path[CUSTOMER_TEXT * 4];
    if (!v->home->ops->complete(v->home->context, v->path.text, path, sizeof path)) {
        v->screen.ui->terminal->ops->bell(v->screen.ui->terminal);
        return;
    }
    (void)editor_key(&v->path, &(struct event){.kind = EVENT_KEY, .key = KEY_CONTROL, .text = "u"});
    (void)editor_insert(&v->path, path, strlen(path));
}

/* True when the event was for the path. */
static bool path_key(struct open_screen *v, const struct event *event)
{
    if (event->kind == EVENT_KEY && event->key == KEY_TAB) {
        complete(v);
        return true;
    }
    const bool vertical = event->kind == EVENT_KEY && (event->key == KEY_ARROW_UP || event->key == KEY_ARROW_DOWN);
    return !vertical && editor_key(&v->path, event) != EDIT_IGNORED;
}

static struct effect open_key(struct screen *screen, const struct event *event)
{
    struct open_screen *v = own(screen);
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        return effect_pop();
    }
    v->problem[0] = '\0';
    if (event->kind == EVENT_PASTE) { /* a file dropped into the window */
        v->list.at = v->list.count - 1;
    }
    if (event->kind == EVENT_CLICK && event->row == v->field.row) {
        v->list.at = v->list.count - 1;
        editor_click(&v->path, v->field, event->row, event->column);
        return effect_stay();
    }
    if (on_path(v) && path_key(v, event)) {
        return effect_stay();
    }
    if (event->kind == EVENT_KEY && event->key == KEY_RETURN) {
        return open_path(v);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_TAB) {
        v->list.at = (v->list.at + 1) % v->list.count;
        return effect_stay();
    }
    if (listing_click_again(&v->list, event)) {
        return open_path(v);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_TEXT && !on_path(v) && event_command(event) == 'q') {
        return effect_pop();
    }
    (void)listing_key(&v->list, event);
    return effect_stay();
}

static void open_layout(struct screen *screen, int rows, int columns)
{
    struct open_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    const int found = v->list.count - 1;
    const int room = inside.rows - 12;
    const int shown = found < room ? found : room;
    listing_resize(&v->list, v->list.count, (struct area){inside.row + 5, 2, shown + 1, columns - 4});
    v->field = (struct area){inside.row + 5 + (found > 0 ? shown + 2 : 2), 4 + LABEL_COLUMNS, 1, columns - 8 - LABEL_COLUMNS};
}

static void draw_found(const struct open_screen *v, int index, int row, struct grid *g)
{
    const struct found_request *found = &v->found[index];
    const enum role role = index == v->list.at ? ROLE_ACCENT : ROLE_TEXT;
    char due[CUSTOMER_TEXT];
    (void)snprintf(due, sizeof due, _("due %s"), found->due);
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, index == v->list.at ? ">" : "");
    (void)grid_text(g, row, 4, 30, role, found->name);
    (void)grid_text(g, row, 35, 16, role, due);
    (void)grid_text(g, row, 52, g->columns - 53, index == v->list.at ? ROLE_ACCENT : ROLE_QUIET, file_last(found->path));
}

static void open_draw(struct screen *screen, struct grid *g)
{
    struct open_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, session_company(v->home->profile), _("open a request"));
    const int wide = text_columns(g->columns);
    const int found = v->list.count - 1;
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("Which file did your customer send you?"));
    (void)grid_wrap(g, (struct area){inside.row + 3, 4, 2, wide}, 0, ROLE_QUIET,
                    found > 0                ? _("Found here and among your downloads:")
                    : v->home->nrequests > 0 ? _("No new one found here or among your downloads. Save the attachment of the message first.")
                                             : _("None found here or among your downloads. Save the attachment of the message first."));
    for (int i = 0; i < found; i++) {
        const int row = i - v->list.top;
        if (row >= 0 && row < v->list.area.rows) {
            draw_found(v, i, v->list.area.row + row, g);
        }
    }
    (void)grid_text(g, v->field.row, 2, 2, ROLE_ACCENT, on_path(v) ? ">" : "");
    (void)grid_text(g, v->field.row, 4, LABEL_COLUMNS - 1, on_path(v) ? ROLE_STRONG : ROLE_TEXT, _("Other file"));
    editor_draw(&v->path, g, v->field, on_path(v));
    const struct area foot = {v->field.row + 2, 4, inside.row + inside.rows - v->field.row - 2, wide};
    if (v->problem[0] != '\0') {
        char text[sizeof v->problem + 2];
        (void)snprintf(text, sizeof text, "! %s", v->problem);
        (void)grid_wrap(g, foot, 0, ROLE_WARNING, text);
    } else if (on_path(v)) {
        (void)grid_wrap(g, foot, 0, ROLE_QUIET, _("Type the path (Tab completes it), or drag the file into this window."));
    } else { /* in full: the row has no room for it */
        (void)grid_wrap(g, foot, 0, ROLE_QUIET, v->found[v->list.at].path);
    }
}

static void open_leave(struct screen *screen, bool keep)
{
    struct open_screen *v = own(screen);
    (void)keep;
    editor_release(&v->path);
    free(v->found);
    free(v);
}

static const struct key_help *open_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("open this file"), true},
                                           {N_("Up Down"), N_("choose"), true},
                                           {"Tab", N_("complete the path"), true},
                                           {"Esc", N_("back"), true},
                                           {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *open_screen_new(struct home *home)
{
    static const struct screen_ops ops = {
        .key = open_key, .layout = open_layout, .draw = open_draw, .leave = open_leave, .keys = open_keys};
    struct open_screen *v = calloc(1, sizeof *v);
    size_t n = 0;
    struct error e = {0};
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->home = home;
    if (editor_init(&v->path, NULL, CUSTOMER_TEXT * 4 - 1, false, NULL) != ST_OK) {
        open_leave(&v->screen, false);
        return NULL;
    }
    if (home->ops->find(home->context, &v->found, &n, &e) != ST_OK) {
        memcpy(v->problem, e.text, sizeof v->problem);
        n = 0;
    }
    v->list.count = (int)n + 1;
    return &v->screen;
}
