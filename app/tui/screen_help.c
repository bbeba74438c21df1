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

/* What the box has room for beside its border (overlay_draw). */
#define AROUND 10
#define BETWEEN 3 /* two columns */

struct places {
    int label, text; /* widest */
    int count;
};

/* Of the entries that take at most `room` columns of text. */
static struct places measure(const struct key_help *keys, int room)
{
    struct places p = {0};
    for (; keys->keys != NULL; keys++) {
        const int label = width_text(_(keys->keys)), text = width_text(_(keys->text));
        if (text <= room) {
            p.label = label > p.label ? label : p.label;
            p.text = text > p.text ? text : p.text;
            p.count++;
        }
    }
    return p;
}

static void draw_key(const struct key_help *key, int row, int column, int label, int columns, struct grid *g)
{
    (void)grid_text(g, row, column, label, ROLE_STRONG, _(key->keys));
    (void)grid_text(g, row, column + label + 2, columns - label - 2, ROLE_TEXT, _(key->text));
}

static void help_draw(struct screen *screen, struct grid *g)
{
    const struct screen *about = own(screen)->about;
    const struct key_help *keys = about->ops->keys(about);
    const struct places all = measure(keys, g->columns);
    if (all.count + 4 <= g->rows - 8) {
        const struct area inside = overlay_draw(screen, g, all.count, all.label + 2 + all.text, _("Keys that work here"));
        for (int i = 0; i < all.count; i++) {
            draw_key(&keys[i], inside.row + i, inside.column, all.label, inside.columns, g);
        }
        return;
    }
    /* Two columns when one would be too high; what is too long for them stands below, over both. */
    const int most = (g->columns - AROUND - BETWEEN) / 2 - all.label - 2;
    const struct places p = measure(keys, most);
    const int rows = (p.count + 1) / 2;
    const struct area inside =
        overlay_draw(screen, g, rows + all.count - p.count, (all.label + 2 + p.text) * 2 + BETWEEN, _("Keys that work here"));
    const int each = (inside.columns - BETWEEN) / 2;
    int paired = 0, below = 0;
    for (int i = 0; i < all.count; i++) {
        if (width_text(_(keys[i].text)) > most) {
            draw_key(&keys[i], inside.row + rows + below++, inside.column, all.label, inside.columns, g);
        } else {
            draw_key(&keys[i], inside.row + paired % rows, inside.column + (paired >= rows ? each + BETWEEN : 0), all.label, each, g);
            paired++;
        }
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
