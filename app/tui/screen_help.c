/* The keys of the screen below, all of them. */
#include "tui/screens.h"

#include "base/i18n.h"
#include "base/width.h"
#include "tui/ui.h"

struct help_screen {
    struct screen screen;
    const struct screen *about; /* lies below, and changes its keys perhaps */
};

static const struct help_screen *own(const struct screen *screen)
{
    return (const struct help_screen *)(const void *)screen;
}

static struct effect help_key(struct screen *screen, const struct event *event)
{
    (void)screen;
    return event->kind == EVENT_KEY || event->kind == EVENT_CLICK ? effect_pop() : effect_stay();
}

static void help_draw(struct screen *screen, struct grid *g)
{
    const struct screen *about = own(screen)->about;
    const struct key_help *keys = about->ops->keys(about);
    int n = 0;
    int label = 0;
    int text = 0;
    for (; keys[n].keys != NULL; n++) {
        const int k = width_text(_(keys[n].keys));
        const int t = width_text(_(keys[n].text));
        label = k > label ? k : label;
        text = t > text ? t : text;
    }
    /* Two columns when one would be too high. */
    const int rows = n + 4 > g->rows - 8 ? (n + 1) / 2 : n;
    const int column = label + 2 + text;
    const int wide = rows == n ? column : column * 2 + 3;
    const struct area inside = overlay_draw(screen, g, rows, wide, _("Keys that work here"));
    const int each = rows == n ? inside.columns : (inside.columns - 3) / 2;
    for (int i = 0; i < n; i++) {
        const int at = inside.column + (i >= rows ? each + 3 : 0);
        const int row = inside.row + i % rows;
        (void)grid_text(g, row, at, label, ROLE_STRONG, _(keys[i].keys));
        (void)grid_text(g, row, at + label + 2, each - label - 2, ROLE_TEXT, _(keys[i].text));
    }
}

static void help_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *help_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("any key"), N_("back"), true}, {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *help_screen_new(const struct screen *about)
{
    static const struct screen_ops ops = {.key = help_key, .draw = help_draw, .leave = help_leave, .keys = help_keys, .overlay = true};
    struct help_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->about = about;
    return &v->screen;
}
