/* What a recipient will see, from the very document that would be signed, and what stays in the firm. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/lines.h"
#include "tui/ui.h"

struct preview_screen {
    struct screen screen;
    struct handing *h;
    size_t at;
    bool alone;
    struct buffer text;
    int scroll, height, room;
};

static struct preview_screen *own(struct screen *screen)
{
    return (struct preview_screen *)(void *)screen;
}

static void preview_enter(struct screen *screen)
{
    struct preview_screen *v = own(screen);
    const struct recipient *r = &v->h->recipients[v->at];
    cJSON *document = NULL;
    struct error e = {0};
    buffer_clear(&v->text);
    v->scroll = 0;
    if (v->h->session->finish->preview(v->h->session->finish_context, r->request, &document, &e) == ST_OK) {
        preview_words(&v->text, v->h->session, r, document);
    } else {
        (void)buffer_add_text(&v->text, e.text);
    }
    cJSON_Delete(document);
}

static void scroll(struct preview_screen *v, int by)
{
    const int most = v->height > v->room ? v->height - v->room : 0;
    v->scroll += by;
    v->scroll = v->scroll > most ? most : v->scroll;
    v->scroll = v->scroll < 0 ? 0 : v->scroll;
}

/* Where it leads back to. */
static struct effect leave(const struct preview_screen *v)
{
    return v->alone ? effect_quit() : effect_pop();
}

/* Whether there is anything to say yes or no to: what was signed is looked at only. */
static bool decides(const struct preview_screen *v)
{
    return !v->alone && !handed_as_signed(&v->h->recipients[v->at].state);
}

/* A page on; at its end this recipient is done, and the next one that is chosen follows. */
static struct effect go_on(struct preview_screen *v)
{
    if (v->scroll + v->room < v->height) {
        scroll(v, v->room - 1);
        return effect_stay();
    }
    v->h->recipients[v->at].seen = true;
    for (size_t i = v->at + 1; i < v->h->n; i++) {
        if (v->h->recipients[i].chosen) {
            v->at = i;
            preview_enter(&v->screen);
            return effect_stay();
        }
    }
    return leave(v);
}

static struct effect preview_key(struct screen *screen, const struct event *event)
{
    struct preview_screen *v = own(screen);
    const char c = event_command(event);
    if (event->kind == EVENT_WHEEL) {
        scroll(v, event->row * 3);
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (event->key == KEY_RETURN || c == ' ') {
        return go_on(v);
    }
    if (event->key == KEY_ESCAPE || c == 'q') {
        if (decides(v) && !handing_done(v->h, STEP_PREVIEW)) {
            ui_say(screen->ui, "%s", _("This step stays open until Enter at the end says that it is right."));
        }
        return leave(v);
    }
    const int page = v->room - 1;
    const int by = event->key == KEY_ARROW_DOWN || c == 'j' ? 1
                   : event->key == KEY_ARROW_UP || c == 'k' ? -1
                   : event->key == KEY_PAGE_DOWN            ? page
                   : event->key == KEY_PAGE_UP              ? -page
                   : event->key == KEY_START                ? -v->height
                   : event->key == KEY_FINISH               ? v->height
                                                            : 0;
    scroll(v, by);
    return effect_stay();
}

static struct area text_area(int rows, int columns)
{
    const struct area inside = frame_inside(rows, columns);
    const int wide = text_columns(columns);
    return (struct area){inside.row + 2, 4, inside.rows - 3, wide};
}

static void preview_layout(struct screen *screen, int rows, int columns)
{
    struct preview_screen *v = own(screen);
    const struct area area = text_area(rows, columns);
    v->height = lines_draw(NULL, area, v->scroll, buffer_text(&v->text));
    v->room = area.rows;
    scroll(v, 0);
}

static void preview_draw(struct screen *screen, struct grid *g)
{
    struct preview_screen *v = own(screen);
    const struct recipient *r = &v->h->recipients[v->at];
    char title[CUSTOMER_TEXT * 2];
    char place[64];
    char about[CUSTOMER_TEXT * 2] = "";
    if (r->request != NULL) {
        (void)snprintf(about, sizeof about, _("for %s"), r->facts.name);
    }
    const struct area inside =
        session_frame(screen, g, v->h->session, about, handed_as_signed(&r->state) ? _("what they see") : _("what they will see"));
    if (r->request == NULL) {
        (void)snprintf(title, sizeof title, "%s", _("What the files say"));
    } else {
        (void)snprintf(title, sizeof title, handed_as_signed(&r->state) ? _("What %s sees") : _("What %s will see"), r->facts.name);
    }
    (void)grid_text(g, inside.row, 4, g->columns - 24, ROLE_STRONG, title);
    const struct area area = text_area(g->rows, g->columns);
    (void)lines_draw(g, area, v->scroll, buffer_text(&v->text));
    if (v->height > v->room) {
        (void)snprintf(place, sizeof place, _("%d%%"), (v->scroll + v->room) * 100 / v->height);
        (void)grid_text_right(g, inside.row, g->columns - 1, 16, ROLE_QUIET, place);
    }
}

static void preview_leave(struct screen *screen, bool keep)
{
    struct preview_screen *v = own(screen);
    (void)keep;
    buffer_release(&v->text);
    free(v);
}

static const struct key_help *preview_keys(const struct screen *screen)
{
    static const struct key_help more[] = {{N_("Enter"), N_("go on reading"), true},
                                           {N_("Up Down"), N_("move"), true},
                                           {"End", N_("last page"), true},
                                           {"Esc", N_("back"), true},
                                           {NULL, NULL, false}};
    static const struct key_help end[] = {{N_("Enter"), N_("that is right"), true},
                                          {N_("Up Down"), N_("move"), true},
                                          {"Esc", N_("back, something is to be changed"), true},
                                          {NULL, NULL, false}};
    static const struct key_help only[] = {{N_("Enter"), N_("back"), true}, {N_("Up Down"), N_("move"), true}, {NULL, NULL, false}};
    const struct preview_screen *v = (const struct preview_screen *)(const void *)screen;
    return v->scroll + v->room < v->height ? more : decides(v) ? end : only;
}

struct screen *preview_screen_new(struct handing *h, size_t recipient, bool alone)
{
    static const struct screen_ops ops = {.enter = preview_enter,
                                          .key = preview_key,
                                          .layout = preview_layout,
                                          .draw = preview_draw,
                                          .leave = preview_leave,
                                          .keys = preview_keys};
    struct preview_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->h = h;
    v->at = recipient;
    v->alone = alone;
    buffer_init(&v->text, BUFFER_MAX_DOCUMENT);
    return &v->screen;
}
