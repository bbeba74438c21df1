/* The very first screen: which language. In both of them, since nobody knows yet. */
#include "tui/home_screens.h"

#include "base/i18n.h"
#include "tui/ui.h"

struct language_screen {
    struct screen screen;
    struct home *home;
    int at; /* 0 Japanese, 1 English */
};

static struct language_screen *own(struct screen *screen)
{
    return (struct language_screen *)(void *)screen;
}

static struct effect speak(struct language_screen *v, int at)
{
    v->home->ops->language(v->home->context, at == 0 ? LANGUAGE_JA : LANGUAGE_EN);
    return effect_replace(first_profile_form_new(v->home->profile));
}

static struct effect language_key(struct screen *screen, const struct event *event)
{
    struct language_screen *v = own(screen);
    const char c = event_command(event);
    if (c == '1' || c == '2') {
        return speak(v, c - '1');
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_RETURN:
        return speak(v, v->at);
    case KEY_ARROW_UP:
    case KEY_ARROW_DOWN:
    case KEY_TAB:
        v->at = 1 - v->at;
        break;
    default:
        return c == 'q' ? effect_quit() : effect_stay();
    }
    return effect_stay();
}

static void language_draw(struct screen *screen, struct grid *g)
{
    struct language_screen *v = own(screen);
    static const char *const names[] = {"1  日本語", "2  English"};
    const struct area inside = frame_draw(screen, g, "Tenken 点検", "");
    (void)grid_text(g, inside.row + 3, 4, g->columns - 8, ROLE_STRONG, "どちらの言葉で使いますか。 / Which language?");
    for (int i = 0; i < 2; i++) {
        (void)grid_text(g, inside.row + 5 + i, 4, 2, ROLE_ACCENT, i == v->at ? ">" : "");
        (void)grid_text(g, inside.row + 5 + i, 6, g->columns - 8, i == v->at ? ROLE_ACCENT : ROLE_TEXT, names[i]);
    }
}

static void language_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *language_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{"1 2", "選ぶ / choose", true}, {"q", "終わる / leave", true}, {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *language_screen_new(struct home *home)
{
    static const struct screen_ops ops = {.key = language_key, .draw = language_draw, .leave = language_leave, .keys = language_keys};
    struct language_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->home = home;
    v->at = language_current() == LANGUAGE_JA ? 0 : 1;
    return &v->screen;
}
