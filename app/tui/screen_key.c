/* The signing key: there is none yet, or this is it; keeping a copy, taking another one. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/listing.h"
#include "tui/path_words.h"
#include "tui/ui.h"

enum row { ROW_DONE, ROW_MAKE, ROW_AGAIN, ROW_OPEN, ROW_PLUG, ROW_COPY, ROW_STICK, ROWS };
#define ROWS_SHOWN (ROWS + FINISH_STICKS)

struct key_screen {
    struct screen screen;
    struct handing *h;
    struct handing alone; /* h is this one where nothing is handed in */
    struct listing list;
    enum row rows[ROWS_SHOWN];
    char sticks[FINISH_STICKS][FINISH_PATH]; /* the first is the one of the first ROW_STICK */
    size_t nsticks;
};

static struct key_screen *own(struct screen *screen)
{
    return (struct key_screen *)(void *)screen;
}

static void key_enter(struct screen *screen)
{
    struct key_screen *v = own(screen);
    struct handing *h = v->h;
    const bool before = h->identity.state == IDENTITY_VALID;
    h->session->finish->identity(h->session->finish_context, &h->identity);
    int n = 0;
    v->nsticks = 0;
    if (h->identity.state == IDENTITY_VALID) {
        v->rows[n++] = ROW_DONE;
        v->list.at = before && !h->identity.uncopied ? v->list.at : n; /* a key that was made here has no copy yet */
        v->nsticks = h->session->finish->sticks(h->session->finish_context, v->sticks);
        for (size_t i = 0; i < v->nsticks; i++) {
            v->rows[n++] = ROW_STICK;
        }
        if (v->nsticks == 0) {
            v->rows[n++] = ROW_PLUG;
        }
        v->rows[n++] = ROW_COPY;
    } else {
        v->rows[n++] = ROW_MAKE;
    }
    v->rows[n++] = ROW_OPEN;
    if (h->identity.state == IDENTITY_VALID) {
        v->rows[n++] = ROW_AGAIN;
    }
    v->list.at = h->copied ? 0 : v->list.at;
    h->copied = false;
    v->list.count = n;
    v->list.at = v->list.at < n ? v->list.at : 0;
}

/* The sticks follow the first row, one a row. */
static const char *stick_at(const struct key_screen *v, int row)
{
    return v->sticks[row - 1];
}

static struct effect copy_to_stick(struct key_screen *v)
{
    struct error e = {0};
    struct buffer words;
    if (key_copy(v->h, stick_at(v, v->list.at), &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    buffer_init(&words, BUFFER_MAX_TEXT);
    key_copied_words(&words, v->h);
    ui_say(v->screen.ui, "%s", buffer_text(&words));
    buffer_release(&words);
    key_enter(&v->screen);
    return effect_stay();
}

/* The stick may be there by now. */
static void look_for_sticks(struct key_screen *v)
{
    key_enter(&v->screen);
    if (v->nsticks == 0) {
        ui_warn(v->screen.ui, "%s", _("No USB stick is there yet. Plug it in, wait a moment, press Enter again."));
        return;
    }
    v->list.at = 1;
    ui_say(v->screen.ui, "%s", _("The stick is there: Enter keeps the copy on it."));
}

static struct effect go(struct key_screen *v)
{
    switch (v->rows[v->list.at]) {
    case ROW_STICK:
        return copy_to_stick(v);
    case ROW_PLUG:
        look_for_sticks(v);
        return effect_stay();
    case ROW_MAKE:
    case ROW_AGAIN:
        return effect_push(key_make_form_new(v->h));
    case ROW_OPEN:
        return effect_push(key_open_form_new(v->h));
    case ROW_COPY:
        return effect_push(key_copy_form_new(v->h));
    case ROW_DONE:
    case ROWS:
        break;
    }
    return effect_pop();
}

static struct effect key_key(struct screen *screen, const struct event *event)
{
    struct key_screen *v = own(screen);
    const char c = event_command(event);
    if (listing_opens(&v->list, event)) {
        return go(v);
    }
    if (event->kind == EVENT_KEY && (event->key == KEY_ESCAPE || c == 'q')) {
        return effect_pop();
    }
    (void)listing_key(&v->list, event);
    return effect_stay();
}

static void key_layout(struct screen *screen, int rows, int columns)
{
    struct key_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    /* under the few words when there is nothing to tell of a key; else the room above is needed */
    const int message = frame_message_rows(screen->ui, columns), below = message > 1 ? message : 1;
    const int row = v->h->identity.state == IDENTITY_NONE ? inside.row + 10 : inside.row + inside.rows - v->list.count - below;
    listing_resize(&v->list, v->list.count, (struct area){row, 0, v->list.count, columns});
}

static void draw_identity(const struct key_screen *v, struct grid *g, int row, int wide)
{
    const struct identity_facts *id = &v->h->identity;
    char text[FINISH_PATH + CUSTOMER_TEXT];
    (void)snprintf(text, sizeof text, _("%s, valid until %s"), id->subject, id->until);
    (void)grid_text(g, row, 4, wide, ROLE_TEXT, text);
    (void)grid_text(g, row + 1, 4, wide, ROLE_QUIET, _("Its fingerprint, to be read out when a customer calls:"));
    fingerprint_draw(g, row + 2, ROLE_STRONG, id->groups);
    row += 5;
    row += grid_wrap(
               g, (struct area){row, 4, 4, wide}, 0, ROLE_TEXT,
               _("Keep a copy of the key's file in another place, and the passphrase apart from it. If either is lost, nobody can sign as "
                 "you again: you would need a new key, and every customer would have to accept it after a call.")) +
           1;
    struct buffer where;
    buffer_init(&where, BUFFER_MAX_TEXT);
    if (path_hidden(id->file)) {
        (void)buffer_add_text(&where, _("The file here lies in a hidden folder: make the copy with a row below."));
    } else {
        struct buffer path;
        buffer_init(&path, BUFFER_MAX_TEXT);
        path_words(&path, id->file);
        (void)buffer_add_format(&where, _("The file here: %s"), buffer_text(&path));
        buffer_release(&path);
    }
    (void)grid_text(g, row, 4, g->columns - 6, ROLE_QUIET, buffer_text(&where));
    buffer_release(&where);
}

/* What a row does. */
static void row_words(const struct key_screen *v, int row, struct buffer *out)
{
    switch (v->rows[row]) {
    case ROW_DONE:
        (void)buffer_add_text(out, _("done, back"));
        break;
    case ROW_MAKE:
        (void)buffer_add_text(out, _("make a signing key"));
        break;
    case ROW_AGAIN:
        (void)buffer_add_text(out, v->h->identity.unused ? _("make the key again, for example because the name is wrong")
                                                         : _("make another key; every customer then has to accept it after a call"));
        break;
    case ROW_OPEN:
        (void)buffer_add_text(out, _("use a key file that you have already"));
        break;
    case ROW_STICK:
        (void)buffer_add_format(out, _("keep a copy on this stick: %s"), stick_at(v, row));
        break;
    case ROW_COPY:
        (void)buffer_add_text(out, _("keep a copy in another folder"));
        break;
    case ROW_PLUG:
        (void)buffer_add_text(out, _("keep a copy on a USB stick: plug it in, then press Enter here"));
        break;
    case ROWS:
        break;
    }
}

static void key_draw(struct screen *screen, struct grid *g)
{
    struct key_screen *v = own(screen);
    const struct area inside = session_frame(screen, g, v->h->session, NULL, _("signing key"));
    const int wide = text_columns(g->columns);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("Your signing key"));
    if (v->h->identity.state == IDENTITY_VALID) {
        draw_identity(v, g, inside.row + 3, wide);
    } else {
        (void)grid_wrap(g, (struct area){inside.row + 3, 4, 6, wide}, 0, ROLE_TEXT,
                        _("A signing key is your firm's seal: with it your customers can tell that the answers are yours and that nobody "
                          "changed them. It is one file, protected by a passphrase that only you know. It is made once and good for five "
                          "years."));
        if (v->h->identity.state != IDENTITY_NONE) {
            char text[FINISH_PATH + CUSTOMER_TEXT];
            if (v->h->identity.state == IDENTITY_EXPIRED) {
                (void)snprintf(text, sizeof text,
                               _("! The one that you had expired on %s. Your customers will have to accept the new one."),
                               v->h->identity.until);
            } else {
                struct buffer where;
                buffer_init(&where, BUFFER_MAX_TEXT);
                path_words(&where, v->h->identity.file);
                (void)snprintf(text, sizeof text,
                               _("! The one that you had, %s, is not there any more. Do you have a copy? Then use that."),
                               buffer_text(&where));
                buffer_release(&where);
            }
            (void)grid_wrap(g, (struct area){inside.row + 10, 4, 3, wide}, 0, ROLE_WARNING, text);
        }
    }
    grid_blank(g, v->list.area, ROLE_TEXT); /* a long message moves the rows up */
    for (int i = 0; i < v->list.count; i++) {
        const bool here = i == v->list.at;
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        row_words(v, i, &words);
        (void)grid_text(g, listing_row(&v->list, i), 2, 2, ROLE_ACCENT, here ? ">" : "");
        (void)grid_text(g, listing_row(&v->list, i), 4, g->columns - 6, here ? ROLE_ACCENT : ROLE_TEXT, buffer_text(&words));
        buffer_release(&words);
    }
}

static void key_leave(struct screen *screen, bool keep)
{
    struct key_screen *v = own(screen);
    (void)keep;
    if (v->h == &v->alone) {
        handing_release(&v->alone);
    }
    free(v);
}

static const struct key_help *key_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {N_("Enter"), N_("do it"), true}, {N_("Up Down"), N_("choose"), true}, {"Esc", N_("back"), true}, {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *key_screen_new(struct handing *h)
{
    static const struct screen_ops ops = {
        .enter = key_enter, .key = key_key, .layout = key_layout, .draw = key_draw, .leave = key_leave, .keys = key_keys};
    struct key_screen *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->screen.ops = &ops;
        v->h = h;
    }
    return v == NULL ? NULL : &v->screen;
}

struct screen *key_alone_new(struct session *session)
{
    struct screen *screen = key_screen_new(NULL);
    if (screen != NULL) {
        struct key_screen *v = own(screen);
        handing_init(&v->alone, session);
        v->h = &v->alone;
    }
    return screen;
}
