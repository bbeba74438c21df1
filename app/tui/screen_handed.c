/* The files are written: where they are, and what to do with them. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/lines.h"
#include "tui/sending.h"
#include "tui/ui.h"

struct handed_screen {
    struct screen screen;
    struct handing *h;
    int scroll, height, room;
    bool gone; /* the terminal went away while something was being sent */
};

static struct handed_screen *own(struct screen *screen)
{
    return (struct handed_screen *)(void *)screen;
}

/* Paints how far it is; the answer to whether to go on. */
static bool watch_sending(void *context, const char *words, bool news)
{
    (void)news;
    struct handed_screen *v = context;
    ui_say(v->screen.ui, _("Sending (Esc stops): %s"), words);
    return !ui_stopped(v->screen.ui, &v->gone);
}

static struct effect send_now(struct handed_screen *v, const struct send_login *login)
{
    const struct send_watch watch = {.tell = watch_sending, .context = v};
    struct error e = {0};
    v->scroll = 0;
    if (sending_run(v->h, login, &watch, &e) == ST_OK) {
        ui_say(v->screen.ui, "%s", _("Sent: everything has arrived."));
    } else if (!v->gone && login == NULL && sending_login(v->h) != NULL) {
        ui_say(v->screen.ui, "%s", "");
        return effect_push(login_form_new(v->h));
    } else {
        ui_warn(v->screen.ui, "%s", _("Not everything has arrived: see below. s tries again."));
    }
    return v->gone ? effect_quit() : effect_stay();
}

/* A user name and password may just have been typed. */
static void handed_enter(struct screen *screen)
{
    struct handed_screen *v = own(screen);
    if (v->h->login.given) {
        const struct send_login login = {.user = v->h->login.user, .password = v->h->login.password.text};
        v->h->login.given = false;
        (void)send_now(v, &login);
        handing_forget_login(v->h);
    }
}

static struct effect handed_key(struct screen *screen, const struct event *event)
{
    struct handed_screen *v = own(screen);
    const char c = event_command(event);
    if (v->gone || (event->kind == EVENT_KEY && (event->key == KEY_RETURN || event->key == KEY_ESCAPE || c == 'q'))) {
        return effect_quit(); /* the way that questions end: home, or the command line */
    }
    if (event->kind == EVENT_KEY && c == 's' && sending_left(v->h)) {
        return send_now(v, NULL);
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
    const int wide = text_columns(g->columns);
    const struct area area = {inside.row + 2, 4, inside.rows - 3, wide};
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    handed_words(&words, v->h, false);
    (void)grid_text(g, inside.row, 4, wide, ROLE_STRONG, _("Signed. The files are written."));
    v->height = lines_draw(NULL, area, 0, buffer_text(&words));
    v->room = area.rows;
    const int most = v->height > v->room ? v->height - v->room : 0;
    v->scroll = v->scroll > most ? most : v->scroll < 0 ? 0 : v->scroll;
    (void)lines_draw(g, area, v->scroll, buffer_text(&words));
    if (v->scroll < most) {
        (void)grid_text_right(g, inside.row + inside.rows - 1, g->columns - 1, 40, ROLE_QUIET, _("more below: PgDn"));
    }
    buffer_release(&words);
}

static void handed_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *handed_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {"s", N_("send"), true}, {N_("Enter"), N_("done"), true}, {N_("Up Down"), N_("move"), true}, {NULL, NULL, false}};
    const struct handed_screen *v = (const struct handed_screen *)(const void *)screen;
    return sending_left(v->h) ? keys : keys + 1;
}

struct screen *handed_screen_new(struct handing *h)
{
    static const struct screen_ops ops = {
        .enter = handed_enter, .key = handed_key, .draw = handed_draw, .leave = handed_leave, .keys = handed_keys};
    struct handed_screen *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->screen.ops = &ops;
        v->h = h;
    }
    return v == NULL ? NULL : &v->screen;
}
