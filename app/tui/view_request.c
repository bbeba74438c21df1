/* Requests about to be signed: whom, what, by when, with which key; Enter asks for the passphrase and signs. */
#include "tui/view.h"

#include "base/i18n.h"
#include "tui/screens.h"
#include "tui/ui.h"
#include "tui/view_wait.h"

struct request_screen {
    struct screen screen;
    struct portfolio_view *view;
    struct view_query query;
    struct view_order order;
    struct buffer text;
    bool ready, signed_now;
    int top;
};

static struct request_screen *own(struct screen *screen)
{
    return (struct request_screen *)(void *)screen;
}

/* What would happen now; or why it cannot. */
static void look(struct request_screen *v)
{
    struct error e = {0};
    struct buffer told;
    buffer_init(&told, BUFFER_MAX_DOCUMENT);
    buffer_clear(&v->text);
    v->ready = v->view->preview(v->view, &v->order, &told, &e) == ST_OK;
    if (!v->ready) {
        view_line(&v->text, VIEW_LINE_WARNING, "%s", e.text);
        view_line(&v->text, VIEW_LINE_TEXT, "%s", "");
    }
    (void)buffer_add(&v->text, buffer_text(&told), told.length);
    buffer_release(&told);
}

static void request_enter(struct screen *screen)
{
    struct request_screen *v = own(screen);
    struct error e = {0};
    if (v->order.due[0] == '\0' && v->view->order(v->view, &v->query, &v->order, &e) != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
    }
    if (!v->signed_now) {
        look(v);
    }
}

/* One of the order's texts, typed anew. */
static struct effect take(struct request_screen *v, char *to, size_t size, const char *text)
{
    (void)snprintf(to, size, "%s", text);
    look(v);
    return effect_pop();
}

static struct effect take_pack(void *context, struct ui *ui, const char *text)
{
    struct request_screen *v = context;
    (void)ui;
    return take(v, v->order.pack, sizeof v->order.pack, text);
}

static struct effect take_about(void *context, struct ui *ui, const char *text)
{
    struct request_screen *v = context;
    if (text[0] == '\0') {
        ui_warn(ui, "%s", _("Type the name of a product, or leave with Esc."));
        return effect_stay();
    }
    if (strlen(text) >= sizeof v->order.about) {
        ui_warn(ui, "%s", _("The name is too long."));
        return effect_stay();
    }
    return take(v, v->order.about, sizeof v->order.about, text);
}

static struct effect take_due(void *context, struct ui *ui, const char *text)
{
    struct request_screen *v = context;
    (void)ui;
    return take(v, v->order.due, sizeof v->order.due, text);
}

static struct effect take_directory(void *context, struct ui *ui, const char *text)
{
    struct request_screen *v = context;
    (void)ui;
    return take(v, v->order.directory, sizeof v->order.directory, text);
}

static struct effect take_identity(void *context, struct ui *ui, const char *text)
{
    struct request_screen *v = context;
    (void)ui;
    return take(v, v->order.identity, sizeof v->order.identity, text);
}

static struct effect sign(struct request_screen *v, struct ui *ui, const char *passphrase)
{
    struct error e = {0};
    struct buffer result;
    struct view_wait wait;
    buffer_init(&result, BUFFER_MAX_DOCUMENT);
    view_wait_begin(&wait, v->view, ui, _("Signing"));
    const enum status st = v->view->sign(v->view, &v->order, passphrase, &result, &e);
    const struct effect after = view_wait_end(&wait, st, &e);
    if (st != ST_OK) {
        buffer_release(&result);
        return after;
    }
    buffer_release(&v->text);
    v->text = result;
    v->signed_now = true;
    v->view->decisions++; /* the board behind it knows better now */
    v->top = 0;
    return passphrase == NULL ? effect_stay() : effect_pop(); /* off the prompt */
}

static struct effect take_passphrase(void *context, struct ui *ui, const char *text)
{
    return sign(context, ui, text);
}

static struct effect request_letter(struct request_screen *v, const struct event *event)
{
    switch (v->signed_now ? '\0' : event_command(event)) {
    case 'p':
        return effect_push(view_prompt_new(N_("What to ask"),
                                           N_("The id of a questionnaire that is installed, such as emergency-product; or several with a "
                                              "space between them, such as basic10 supply-chain."),
                                           v->order.pack, take_pack, v));
    case 'a':
        return v->order.words[0] == '\0'
                   ? unused_key(&v->screen, event)
                   : effect_push(view_prompt_new(N_("What it is about"), N_("The product's name, as the suppliers are to read it."),
                                                 v->order.about, take_about, v));
    case 'd':
        return effect_push(view_prompt_new(N_("By when"), N_("A day such as 2026-12-15."), v->order.due, take_due, v));
    case 'o':
        return effect_push(view_prompt_new(N_("Where the requests are written"), N_("A directory; it is made if it is not there."),
                                           v->order.directory, take_directory, v));
    case 'i':
        return effect_push(view_prompt_new(N_("Your signing key"), N_("A file ending in .p12, with which your requests are signed."),
                                           v->order.identity, take_identity, v));
    case 'n':
        v->order.again = !v->order.again;
        look(v);
        return effect_stay();
    default:
        return unused_key(&v->screen, event);
    }
}

static struct effect request_key(struct screen *screen, const struct event *event)
{
    struct request_screen *v = own(screen);
    struct effect effect;
    if (back_or_help(screen, event, &effect)) {
        return effect;
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (event->key == KEY_ARROW_DOWN || event->key == KEY_ARROW_UP) {
        v->top += event->key == KEY_ARROW_DOWN ? 1 : v->top > 0 ? -1 : 0;
        return effect_stay();
    }
    if (event->key == KEY_RETURN && v->signed_now) {
        return effect_pop();
    }
    if (event->key == KEY_RETURN && !v->ready) {
        ui_warn(screen->ui, "%s", _("Mend what the line with ! says first."));
        return effect_stay();
    }
    if (event->key == KEY_RETURN && v->view->unlocked(v->view, &v->order)) {
        return sign(v, screen->ui, NULL);
    }
    if (event->key == KEY_RETURN) {
        return effect_push(view_secret_new(N_("Sign the requests"),
                                           N_("The passphrase of your signing key; it is shown as *. With it the requests are signed and "
                                              "recorded in the portfolio."),
                                           take_passphrase, v));
    }
    return request_letter(v, event);
}

static int draw_choice(struct grid *g, int row, char key, const char *label, const char *value)
{
    const char name[2] = {key, '\0'};
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, name);
    (void)grid_text(g, row, 4, 22, ROLE_QUIET, label);
    (void)grid_text(g, row, 27, g->columns - 28, ROLE_TEXT, value[0] == '\0' ? "-" : value);
    return row + 1;
}

static void request_draw(struct screen *screen, struct grid *g)
{
    struct request_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, v->signed_now ? _("Requests: done") : _("Requests: look before you sign"), "");
    int row = inside.row;
    if (!v->signed_now) {
        row = draw_choice(g, row, 'p', _("Questionnaire"), v->order.pack);
        if (v->order.words[0] != '\0') {
            row = draw_choice(g, row, 'a', _("Product"), v->order.about);
        }
        row = draw_choice(g, row, 'd', _("Due on"), v->order.due);
        row = draw_choice(g, row, 'i', _("Signing key"), v->order.identity);
        row = draw_choice(g, row, 'o', _("Directory"), v->order.directory);
        row = draw_choice(g, row, 'n', _("Asked already"), v->order.again ? _("ask anew, the earlier one is withdrawn") : _("leave alone"));
    }
    const struct area below = {row + 1, 2, inside.row + inside.rows - row - 1, inside.columns - 4};
    (void)view_lines(buffer_text(&v->text), v->top, g, below);
}

static void request_leave(struct screen *screen, bool keep)
{
    struct request_screen *v = own(screen);
    (void)keep;
    buffer_release(&v->text);
    free(v->order.codes);
    free(v);
}

static const struct key_help *request_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{"a", N_("what it is about"), false}, /* only after an alert */
                                           {N_("Enter"), N_("sign"), true},
                                           {"p", N_("what to ask"), false},
                                           {"d", N_("by when"), true},
                                           {"i", N_("signing key"), true},
                                           {"o", N_("directory"), true},
                                           {"n", N_("ask anew"), false},
                                           {N_("Up Down"), N_("read on"), false},
                                           {"?", N_("keys"), true},
                                           {"q", N_("back"), true},
                                           {NULL, NULL, false}};
    static const struct key_help done[] = {{N_("Enter"), N_("back"), true}, {N_("Up Down"), N_("read on"), true}, {NULL, NULL, false}};
    const struct request_screen *v = (const struct request_screen *)(const void *)screen;
    return v->signed_now ? done : keys + (v->order.words[0] == '\0');
}

struct screen *view_request_new(struct portfolio_view *view, const struct view_query *query, const char **codes, size_t ncodes)
{
    static const struct screen_ops ops = {
        .enter = request_enter, .key = request_key, .draw = request_draw, .leave = request_leave, .keys = request_keys};
    struct request_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        free(codes);
        return NULL;
    }
    v->screen.ops = &ops;
    v->view = view;
    v->query = *query;
    v->order = (struct view_order){.codes = codes, .ncodes = ncodes};
    buffer_init(&v->text, BUFFER_MAX_DOCUMENT);
    return &v->screen;
}
