/* The files are written: where they are, and what to do with them. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/ui.h"

struct handed_screen {
    struct screen screen;
    struct handing *h;
    int scroll, height, room;
};

static struct handed_screen *own(struct screen *screen)
{
    return (struct handed_screen *)(void *)screen;
}

static struct effect handed_key(struct screen *screen, const struct event *event)
{
    struct handed_screen *v = own(screen);
    const char c = event_command(event);
    if (event->kind == EVENT_KEY && (event->key == KEY_RETURN || event->key == KEY_ESCAPE || c == 'q')) {
        return effect_quit(); /* the way that questions end: home, or the command line */
    }
    const int by = event->kind == EVENT_WHEEL                                               ? event->row * 3
                   : event->kind == EVENT_KEY && (event->key == KEY_ARROW_DOWN || c == 'j') ? 1
                   : event->kind == EVENT_KEY && (event->key == KEY_ARROW_UP || c == 'k')   ? -1
                   : event->kind == EVENT_KEY && event->key == KEY_PAGE_DOWN                ? v->room
                   : event->kind == EVENT_KEY && event->key == KEY_PAGE_UP                  ? -v->room
                                                                                            : 0;
    v->scroll += by;
    return effect_stay();
}

static void handed_draw(struct screen *screen, struct grid *g)
{
    struct handed_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, session_company(v->h->session), _("handed in"));
    const int wide = g->columns - 8 < TEXT_COLUMNS ? g->columns - 8 : TEXT_COLUMNS;
    const struct area area = {inside.row + 3, 4, inside.rows - 3, wide};
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    handed_words(&words, v->h);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("Signed. The files are written."));
    v->height = wrap_lines(buffer_text(&words), wide);
    v->room = area.rows;
    const int most = v->height > v->room ? v->height - v->room : 0;
    v->scroll = v->scroll > most ? most : v->scroll < 0 ? 0 : v->scroll;
    (void)grid_wrap(g, area, v->scroll, ROLE_TEXT, buffer_text(&words));
    buffer_release(&words);
}

static void handed_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *handed_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("done"), true}, {N_("Up Down"), N_("move"), true}, {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *handed_screen_new(struct handing *h)
{
    static const struct screen_ops ops = {.key = handed_key, .draw = handed_draw, .leave = handed_leave, .keys = handed_keys};
    struct handed_screen *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->screen.ops = &ops;
        v->h = h;
    }
    return v == NULL ? NULL : &v->screen;
}
