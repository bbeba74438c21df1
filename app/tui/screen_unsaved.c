/* Leaving while the last answers are only in memory (full disk, lost drive): say so, try again, or leave all the same. */
#include "tui/screens.h"

#include "base/i18n.h"
#include "tui/ui.h"

#define UNSAVED_COLUMNS 60

struct unsaved_screen {
    struct screen screen;
    struct session *session;
};

static struct unsaved_screen *own(struct screen *screen)
{
    return (struct unsaved_screen *)(void *)screen;
}

static struct effect unsaved_key(struct screen *screen, const struct event *event)
{
    struct session *s = own(screen)->session;
    const char c = event_command(event);
    if (c == 'q') {
        return effect_quit();
    }
    if (event->kind == EVENT_KEY && (event->key == KEY_RETURN || c == 'r')) {
        session_save(s);
        return session_unsaved(s) ? effect_stay() : effect_quit();
    }
    return event->kind == EVENT_KEY && event->key == KEY_ESCAPE ? effect_pop() : effect_stay();
}

static void unsaved_draw(struct screen *screen, struct grid *g)
{
    const struct session *s = own(screen)->session;
    const char *advice = _("Your last answers are in memory only. Make room on the disk, then try again; or go back and go on answering.");
    const int problem = wrap_lines(s->problem.text, UNSAVED_COLUMNS);
    const struct area inside = overlay_draw(screen, g, problem + 1 + wrap_lines(advice, UNSAVED_COLUMNS), UNSAVED_COLUMNS, _("Not saved"));
    (void)grid_wrap(g, inside, 0, ROLE_WARNING, s->problem.text);
    (void)grid_wrap(g, (struct area){inside.row + problem + 1, inside.column, inside.rows - problem - 1, inside.columns}, 0, ROLE_TEXT,
                    advice);
}

static void unsaved_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *unsaved_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("try again and leave"), true},
                                           {"Esc", N_("back"), true},
                                           {"q", N_("leave without the last answers"), true},
                                           {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *unsaved_screen_new(struct session *session)
{
    static const struct screen_ops ops = {
        .key = unsaved_key, .draw = unsaved_draw, .leave = unsaved_leave, .keys = unsaved_keys, .overlay = true};
    struct unsaved_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    return &v->screen;
}
