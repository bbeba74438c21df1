/* Before the first question: how well protected the owner believes the firm to be. The result shows it beside the answers. */
#include "tui/screens.h"

#include "base/i18n.h"
#include "tui/listing.h"
#include "tui/ui.h"
#include "tui/words.h"

struct belief_screen {
    struct screen screen;
    struct session *session;
    struct listing list;
    bool chosen; /* nobody believes anything before they have said so */
};

static struct belief_screen *own(struct screen *screen)
{
    return (struct belief_screen *)(void *)screen;
}

static struct effect done(struct belief_screen *b)
{
    b->session->belief_seen = true;
    return flow_effect(b->session);
}

static struct effect believe(struct belief_screen *b, int level)
{
    struct error e = {0};
    if (session_perceived(b->session, level, &e) != ST_OK) {
        ui_warn(b->screen.ui, "%s", e.text);
        return effect_stay();
    }
    return done(b);
}

static struct effect belief_key(struct screen *screen, const struct event *event)
{
    struct belief_screen *b = own(screen);
    const char c = event_command(event);
    if (!b->chosen && event->kind == EVENT_KEY && event->key == KEY_RETURN) {
        ui_say(screen->ui, "%s", _("Nothing is chosen yet: 0 to 4 says how well; Esc leaves it out."));
        return effect_stay();
    }
    if (b->chosen && listing_opens(&b->list, event)) {
        return believe(b, b->list.at);
    }
    if (c >= '0' && c < '0' + LEVELS) {
        return believe(b, c - '0');
    }
    if (c == 'q') {
        return quit_effect(b->session);
    }
    if (c == 'L') {
        switch_language(b->session);
    } else if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        return done(b);
    } else {
        const bool moved = listing_key(&b->list, event);
        if (moved && !b->chosen && event->kind == EVENT_KEY) { /* the first arrow shows where it stands */
            b->list.at = event->key == KEY_ARROW_UP ? LEVELS - 1 : 0;
        }
        b->chosen = b->chosen || moved;
    }
    return effect_stay();
}

static void belief_layout(struct screen *screen, int rows, int columns)
{
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&own(screen)->list, LEVELS, (struct area){inside.row + 9, 4, LEVELS, columns - 8});
}

static void belief_draw(struct screen *screen, struct grid *g)
{
    struct belief_screen *b = own(screen);
    const struct area inside = session_frame(screen, g, b->session, NULL, _("before the first question"));
    const int wide = text_columns(g->columns);
    (void)grid_wrap(g, (struct area){inside.row + 2, 4, 2, wide}, 0, ROLE_STRONG,
                    _("How well do you think your firm is protected against attacks and failures?"));
    (void)grid_wrap(
        g, (struct area){inside.row + 5, 4, 3, wide}, 0, ROLE_QUIET,
        _("A feeling is enough. Afterwards you see it beside what your answers say; most people are surprised, one way or the other. Your "
          "customers see it in the signed answers, too; Esc leaves it out."));
    for (int i = 0; i < LEVELS; i++) {
        char text[WORDS_MAX];
        (void)snprintf(text, sizeof text, "%s %d  %s", b->chosen && i == b->list.at ? ">" : " ", i, _(BELIEFS[i]));
        (void)grid_text(g, listing_row(&b->list, i), 4, wide, b->chosen && i == b->list.at ? ROLE_ACCENT : ROLE_TEXT, text);
    }
}

static void belief_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *belief_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{"0-4", N_("choose, go on"), true}, {N_("Up Down"), N_("move; Enter chooses"), true},
                                           {"Esc", N_("skip"), true},          {"L", N_("日本語 / English"), true},
                                           {"q", N_("close"), true},           {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *belief_screen_new(struct session *session)
{
    static const struct screen_ops ops = {
        .key = belief_key, .layout = belief_layout, .draw = belief_draw, .leave = belief_leave, .keys = belief_keys};
    struct belief_screen *b = calloc(1, sizeof *b);
    if (b == NULL) {
        return NULL;
    }
    b->screen.ops = &ops;
    b->session = session;
    return &b->screen;
}
