/* What was signed: where the files are, what to do with them, and the receipt. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/lines.h"
#include "tui/sending.h"
#include "tui/ui.h"

#define KEYS_MOST 6 /* sign again, the receipt and its file, Enter, the arrows, and the end */

struct handed_screen {
    struct screen screen;
    struct handing *h;
    int scroll, height, room;
    bool gone;   /* the terminal went away while something was being sent */
    bool asking; /* whether to send, with the address: only y is yes, since a letter meant for something else must send nothing */
    bool look;   /* for the receipt, at once */
    struct key_help keys[KEYS_MOST];
    bool sent; /* the login that is typed is for sending, else for a receipt */
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
    v->sent = true;
    ui_busy(v->screen.ui, _("Sending …"));
    const enum status st = sending_run(v->h, login, &watch, &e);
    ui_ready(v->screen.ui);
    if (st == ST_OK) {
        ui_say(v->screen.ui, "%s",
               handing_left(v->h) ? _("Sent. The other files are still to be sent by you: see below.")
                                  : _("Sent: everything has arrived."));
    } else if (!v->gone && login == NULL && sending_login(v->h) != NULL) {
        ui_say(v->screen.ui, "%s", "");
        return effect_push(login_form_new(v->h));
    } else {
        ui_warn(v->screen.ui, "%s", _("Not everything has arrived: see below. s tries again."));
    }
    return v->gone ? effect_quit() : effect_stay();
}

static bool watch_looking(void *context, const char *words, bool news)
{
    struct handed_screen *v = context;
    (void)words;
    (void)news;
    ui_say(v->screen.ui, "%s", _("Looking for the receipt (Esc stops) …"));
    return !ui_stopped(v->screen.ui, &v->gone);
}

/* ST_OK: it is here. Says how it went, unless a login is wanted. */
static enum status look(struct handed_screen *v, const struct send_login *login)
{
    const struct send_watch watch = {.tell = watch_looking, .context = v};
    struct error e = {0};
    v->scroll = 0;
    v->sent = false;
    ui_busy(v->screen.ui, _("Looking for the receipt (Esc stops) …"));
    const enum status st = receipts_look(v->h, NULL, login, &watch, &e);
    ui_ready(v->screen.ui);
    if (st == ST_OK) {
        ui_say(v->screen.ui, "%s", _("The receipt is here."));
    } else if (st == ST_NO) { /* its sentence stands with the files */
        ui_say(v->screen.ui, "%s", _("No receipt: see above."));
    } else {
        ui_warn(v->screen.ui, "%s", e.text);
    }
    return st;
}

static struct effect look_now(struct handed_screen *v)
{
    const bool login = look(v, NULL) != ST_OK && !v->gone && sending_login(v->h) != NULL;
    return v->gone ? effect_quit() : login ? effect_push(login_form_new(v->h)) : effect_stay();
}

static void mark(struct handed_screen *v)
{
    struct error e = {0};
    v->scroll = 0; /* what to do now has changed */
    if (sending_mark(v->h, &e) == ST_OK) {
        ui_say(v->screen.ui, "%s", _("Noted: you have sent them."));
    } else {
        ui_warn(v->screen.ui, "%s", e.text);
    }
}

/* A user name and password may just have been typed. */
static void handed_enter(struct screen *screen)
{
    struct handed_screen *v = own(screen);
    if (v->look) { /* one that wants a login says so; d then asks for it */
        v->look = false;
        (void)look(v, NULL);
    }
    if (v->h->login.given) {
        const struct send_login login = {.user = v->h->login.user, .password = v->h->login.password.text};
        v->h->login.given = false;
        if (v->sent) {
            (void)send_now(v, &login);
        } else {
            (void)look(v, &login);
        }
        handing_forget_login(v->h);
    }
}

/* Beside the keys, where the eye is. */
static void ask_to_send(struct handed_screen *v)
{
    struct buffer hosts;
    buffer_init(&hosts, BUFFER_MAX_TEXT);
    sending_hosts(&hosts, v->h);
    v->asking = true;
    ui_warn(v->screen.ui, _("Send now to %s? y: yes"), buffer_text(&hosts));
    buffer_release(&hosts);
}

static struct effect letter(struct handed_screen *v, char c)
{
    if (c == 'f' && handing_old(v->h)) {
        return effect_pop(); /* handing in lies below */
    }
    if (c == 's' && sending_left(v->h) && !handing_old(v->h)) {
        ask_to_send(v);
        return effect_stay();
    }
    if (c == 'm' && handing_left(v->h)) {
        mark(v);
    } else if (c == 'd' && receipt_awaited(v->h)) {
        return look_now(v);
    } else if (c == 'r' && receipt_awaited(v->h)) {
        return effect_push(receipt_form_new(v->h));
    }
    return effect_stay();
}

static struct effect handed_key(struct screen *screen, const struct event *event)
{
    struct handed_screen *v = own(screen);
    const char c = event_command(event);
    if (v->asking && event->kind == EVENT_KEY) {
        v->asking = false;
        if (c == 'y') {
            return send_now(v, NULL);
        }
        ui_say(screen->ui, "%s", _("Not sent. s sends it, and y then says yes."));
        return effect_stay();
    }
    if (v->gone || (event->kind == EVENT_KEY && (event->key == KEY_RETURN || event->key == KEY_ESCAPE || c == 'q'))) {
        return effect_quit(); /* the way that questions end: home, or the command line */
    }
    if (event->kind == EVENT_KEY && event->key == KEY_TEXT && strchr("fsmdr", c) != NULL && c != '\0') {
        return letter(v, c);
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

static void draw_title(const struct handed_screen *v, struct grid *g, int row, int columns)
{
    struct buffer title;
    buffer_init(&title, BUFFER_MAX_TEXT);
    handed_title(&title, v->h);
    (void)grid_text(g, row, 4, columns, ROLE_STRONG, buffer_text(&title));
    buffer_release(&title);
}

static const char *stage(const struct handing *h)
{
    return handing_left(h) ? _("signed") : receipts_complete(h) ? _("receipt here") : _("sent");
}

static void handed_draw(struct screen *screen, struct grid *g)
{
    struct handed_screen *v = own(screen);
    const struct area inside = handing_frame(screen, g, v->h, stage(v->h));
    const int wide = text_columns(g->columns);
    const struct area area = {inside.row + 2, 4, inside.rows - 3, wide};
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    handed_words(&words, v->h, false, true);
    draw_title(v, g, inside.row, wide);
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

/* The bar names what can be done now; Enter leads home, or to the command line where that was the way here. */
static void handed_layout(struct screen *screen, int rows, int columns)
{
    struct handed_screen *v = own(screen);
    const bool old = handing_old(v->h), left = handing_left(v->h);
    int n = 0;
    (void)rows;
    (void)columns;
    if (v->asking && !old) {
        v->keys[n++] = (struct key_help){"y", N_("send"), true};
        v->keys[n++] = (struct key_help){N_("any other key"), N_("not now"), true};
    } else {
        if (old) {
            v->keys[n++] = (struct key_help){"f", N_("sign again"), true};
        } else if (sending_left(v->h)) {
            v->keys[n++] = (struct key_help){"s", N_("send"), true};
        }
        const bool awaited = !left && receipt_awaited(v->h);
        if (left) {
            v->keys[n++] = (struct key_help){"m", old ? N_("I have sent the old ones") : N_("I have sent them myself"), true};
        } else if (awaited) {
            v->keys[n++] = (struct key_help){"d", N_("look for the receipt"), true};
        }
        v->keys[n++] = (struct key_help){N_("Enter"), v->h->session->home ? N_("home") : N_("close"), true};
        if (awaited) {
            v->keys[n++] = (struct key_help){"r", N_("open a receipt's file"), true};
        }
        v->keys[n++] = (struct key_help){N_("Up Down"), N_("move"), true};
    }
    v->keys[n] = (struct key_help){NULL, NULL, false};
}

static const struct key_help *handed_keys(const struct screen *screen)
{
    return ((const struct handed_screen *)(const void *)screen)->keys;
}

struct screen *handed_screen_new(struct handing *h, bool look)
{
    static const struct screen_ops ops = {
        .enter = handed_enter, .key = handed_key, .layout = handed_layout, .draw = handed_draw, .leave = handed_leave, .keys = handed_keys};
    struct handed_screen *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->screen.ops = &ops;
        v->h = h;
        v->look = look;
    }
    return v == NULL ? NULL : &v->screen;
}
