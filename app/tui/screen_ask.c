/* A question that only y answers with yes: what a single letter pressed by mistake must not do. */
#include "tui/handing_screens.h"

#include "base/i18n.h"
#include "tui/ui.h"

#define ASK_COLUMNS 60

struct ask_screen {
    struct screen screen;
    struct ask ask;
};

static struct ask_screen *own(struct screen *screen)
{
    return (struct ask_screen *)(void *)screen;
}

static struct effect ask_key(struct screen *screen, const struct event *event)
{
    const struct ask *ask = &own(screen)->ask;
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (event_command(event) == 'y' && ask->on_yes != NULL) {
        return effect_replace(ask->on_yes(ask->context));
    }
    return effect_pop();
}

static void ask_draw(struct screen *screen, struct grid *g)
{
    const struct ask *ask = &own(screen)->ask;
    const struct area inside = overlay_draw(screen, g, wrap_lines(ask->text, ASK_COLUMNS), ASK_COLUMNS, _(ask->title));
    (void)grid_wrap(g, inside, 0, ROLE_TEXT, ask->text);
}

static void ask_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *ask_keys(const struct screen *screen)
{
    return ((const struct ask_screen *)(const void *)screen)->ask.keys;
}

struct screen *ask_screen_new(const struct ask *ask)
{
    static const struct screen_ops ops = {.key = ask_key, .draw = ask_draw, .leave = ask_leave, .keys = ask_keys, .overlay = true};
    struct ask_screen *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->screen.ops = &ops;
        v->ask = *ask;
    }
    return v == NULL ? NULL : &v->screen;
}
