/* Who gets answers: each request has files of its own. A customer who is new or has changed is confirmed here, after a call. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/listing.h"
#include "tui/ui.h"

struct recipients_screen {
    struct screen screen;
    struct handing *h;
    struct listing list;
};

static struct recipients_screen *own(struct screen *screen)
{
    return (struct recipients_screen *)(void *)screen;
}

static struct recipient *current(const struct recipients_screen *v)
{
    return &v->h->recipients[v->list.at];
}

static void confirm(struct recipients_screen *v)
{
    struct error e = {0};
    struct recipient *r = current(v);
    if (r->request == NULL || r->facts.standing == STANDING_KNOWN) {
        return;
    }
    if (v->h->session->finish->confirm(v->h->session->finish_context, r, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    } else {
        ui_say(v->screen.ui, _("Confirmed: %s. You will not be asked again."), r->facts.name);
    }
}

static struct effect recipients_key(struct screen *screen, const struct event *event)
{
    struct recipients_screen *v = own(screen);
    const char c = event_command(event);
    const bool again = listing_click_again(&v->list, event);
    if (event->kind == EVENT_KEY && (event->key == KEY_RETURN || event->key == KEY_ESCAPE || c == 'q')) {
        return effect_pop();
    }
    if (c == ' ' || again) {
        current(v)->chosen = !current(v)->chosen;
    } else if (c == 'y') {
        confirm(v);
    } else {
        (void)listing_key(&v->list, event);
    }
    return effect_stay();
}

static void recipients_layout(struct screen *screen, int rows, int columns)
{
    struct recipients_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    const int shown = (int)v->h->n < inside.rows - 16 ? (int)v->h->n : inside.rows - 16;
    listing_resize(&v->list, (int)v->h->n, (struct area){inside.row + 3, 0, shown < 3 ? 3 : shown, columns});
}

static void draw_row(const struct recipients_screen *v, int index, struct grid *g)
{
    const struct recipient *r = &v->h->recipients[index];
    const bool here = index == v->list.at;
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (r->state.signed_on[0] != '\0') {
        (void)buffer_add_format(&words, _("signed before, on %s"), r->state.signed_on);
    } else if (r->request != NULL) {
        customer_due(&words, &r->facts);
    }
    const int row = listing_row(&v->list, index);
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, here ? ">" : "");
    (void)grid_text(g, row, 4, 4, here ? ROLE_ACCENT : ROLE_TEXT, r->chosen ? "[x]" : "[ ]");
    (void)grid_text(g, row, 8, 38, here ? ROLE_ACCENT : ROLE_TEXT, recipient_name(r));
    (void)grid_text(g, row, 47, g->columns - 48, here ? ROLE_ACCENT : ROLE_QUIET, buffer_text(&words));
    buffer_release(&words);
}

/* What the request of the row says, and what is to be done about its sender. */
static void draw_details(const struct recipients_screen *v, struct grid *g, struct area area)
{
    const struct recipient *r = current(v);
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (r->request == NULL) {
        (void)grid_wrap(g, area, 0, ROLE_QUIET,
                        _("Signed answers that name no customer: for one who asked by word of mouth, a bank, or your own files."));
    } else if (r->problem[0] != '\0') {
        (void)grid_wrap(g, area, 0, ROLE_WARNING, r->problem);
    } else if (r->facts.standing == STANDING_KNOWN) {
        customer_words(&words, &r->facts);
        (void)grid_wrap(g, area, 0, ROLE_QUIET, buffer_text(&words));
    } else {
        (void)buffer_add_text(&words, "! ");
        customer_advice(&words, &r->facts);
        const enum role role = r->facts.standing == STANDING_CHANGED ? ROLE_WARNING : ROLE_TEXT;
        const int row = area.row + grid_wrap(g, area, 0, role, buffer_text(&words));
        fingerprint_draw(g, row, ROLE_STRONG, r->facts.groups);
        if (r->facts.host[0] != '\0') {
            buffer_clear(&words);
            (void)buffer_add_format(&words, _("Answers go to this address of theirs: %s"), r->facts.host);
            (void)grid_text(g, row + 3, 4, area.columns, ROLE_TEXT, buffer_text(&words));
        }
    }
    buffer_release(&words);
}

static void recipients_draw(struct screen *screen, struct grid *g)
{
    struct recipients_screen *v = own(screen);
    const struct area inside = session_frame(screen, g, v->h->session, NULL, _("who gets them"));
    const int wide = text_columns(g->columns);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("Who gets these answers?"));
    for (int i = 0; i < (int)v->h->n; i++) {
        if (listing_row(&v->list, i) >= 0) {
            draw_row(v, i, g);
        }
    }
    const int row = v->list.area.row + v->list.area.rows + 1;
    if (v->h->n > 0) {
        draw_details(v, g, (struct area){row, 4, inside.row + inside.rows - row, wide});
    }
}

static void recipients_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *recipients_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("done, back"), true},
                                           {N_("Space"), N_("choose or not"), true},
                                           {N_("Up Down"), N_("move"), true},
                                           {NULL, NULL, false}};
    static const struct key_help asked[] = {{"y", N_("I called: the digits are the same"), true},
                                            {N_("Enter"), N_("back"), true},
                                            {N_("Space"), N_("choose or not"), true},
                                            {NULL, NULL, false}};
    const struct recipients_screen *v = (const struct recipients_screen *)(const void *)screen;
    const struct recipient *r = v->h->n > 0 ? current(v) : NULL;
    return r != NULL && r->request != NULL && r->problem[0] == '\0' && r->facts.standing != STANDING_KNOWN ? asked : keys;
}

struct screen *recipients_screen_new(struct handing *h)
{
    static const struct screen_ops ops = {
        .key = recipients_key, .layout = recipients_layout, .draw = recipients_draw, .leave = recipients_leave, .keys = recipients_keys};
    struct recipients_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->h = h;
    for (size_t i = h->n; i > 0; i--) { /* the cursor on the first that is chosen */
        v->list.at = h->recipients[i - 1].chosen ? (int)i - 1 : v->list.at;
    }
    v->list.count = (int)h->n;
    return &v->screen;
}
