/* One line to type, over the screen below: words to look for, a file's name, a reason. */
#include "tui/view.h"

#include "base/i18n.h"
#include "tui/editor.h"
#include "tui/secret.h"
#include "tui/ui.h"

#define PROMPT_COLUMNS 60
#define PROMPT_BYTES 400

struct prompt_screen {
    struct screen screen;
    const char *title, *help; /* N_ */
    struct editor editor;
    struct secret secret;
    bool hidden; /* the secret is typed, not the editor's text */
    struct area area;
    view_prompt_taken *taken;
    void *context;
};

static struct prompt_screen *own(struct screen *screen)
{
    return (struct prompt_screen *)(void *)screen;
}

static struct effect prompt_key(struct screen *screen, const struct event *event)
{
    struct prompt_screen *v = own(screen);
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        return effect_pop();
    }
    if (event->kind == EVENT_KEY && event->key == KEY_RETURN) {
        const struct effect effect = v->taken(v->context, screen->ui, v->hidden ? v->secret.text : v->editor.text);
        secret_wipe(&v->secret);
        return effect;
    }
    if (v->hidden) {
        (void)secret_key(&v->secret, event);
    } else if (event->kind == EVENT_PASTE) {
        (void)editor_insert(&v->editor, event->paste, event->paste_length);
    } else if (event->kind == EVENT_CLICK) {
        editor_click(&v->editor, v->area, event->row, event->column);
    } else {
        (void)editor_key(&v->editor, event);
    }
    return effect_stay();
}

static void prompt_draw(struct screen *screen, struct grid *g)
{
    struct prompt_screen *v = own(screen);
    const char *help = _(v->help);
    const int lines = wrap_lines(help, PROMPT_COLUMNS);
    const struct area inside = overlay_draw(screen, g, lines + 2, PROMPT_COLUMNS, _(v->title));
    (void)grid_wrap(g, inside, 0, ROLE_TEXT, help);
    v->area = (struct area){inside.row + lines + 1, inside.column, 1, inside.columns};
    grid_blank(g, v->area, ROLE_FIELD);
    if (v->hidden) {
        secret_draw(&v->secret, g, v->area, true);
    } else {
        editor_draw(&v->editor, g, v->area, true);
    }
}

static void prompt_leave(struct screen *screen, bool keep)
{
    (void)keep;
    editor_release(&own(screen)->editor);
    secret_wipe(&own(screen)->secret);
    free(screen);
}

static const struct key_help *prompt_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("go on"), true}, {"Esc", N_("back"), true}, {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *view_prompt_new(const char *title, const char *help, const char *text, view_prompt_taken *taken, void *context)
{
    static const struct screen_ops ops = {
        .key = prompt_key, .draw = prompt_draw, .leave = prompt_leave, .keys = prompt_keys, .overlay = true};
    struct prompt_screen *v = calloc(1, sizeof *v);
    if (v == NULL || editor_init(&v->editor, text, PROMPT_BYTES, false, NULL) != ST_OK) {
        free(v);
        return NULL;
    }
    v->screen.ops = &ops;
    v->title = title;
    v->help = help;
    v->taken = taken;
    v->context = context;
    return &v->screen;
}

struct screen *view_secret_new(const char *title, const char *help, view_prompt_taken *taken, void *context)
{
    struct screen *screen = view_prompt_new(title, help, "", taken, context);
    if (screen != NULL) {
        own(screen)->hidden = true;
    }
    return screen;
}
