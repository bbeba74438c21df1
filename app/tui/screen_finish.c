/* Handing in, step by step: what is done, what comes next; Enter does it. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/listing.h"
#include "tui/steps.h"
#include "tui/ui.h"
#include "tui/vendor_page.h"
#include "tui/words.h"

struct finish_screen {
    struct screen screen;
    struct handing h;
    struct listing list;
    enum handing_step last; /* the next step when it was left for one, so that the cursor moves on only with it */
};

static struct finish_screen *own(struct screen *screen)
{
    return (struct finish_screen *)(void *)screen;
}

static void finish_enter(struct screen *screen)
{
    struct finish_screen *v = own(screen);
    struct error e = {0};
    if (handing_refresh(&v->h, &e) != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
    }
    const enum handing_step next = handing_next(&v->h);
    /* also after a step that was done out of turn: nobody means to do it twice */
    if (next != v->last || handing_done(&v->h, (enum handing_step)v->list.at)) {
        v->list.at = (int)next;
        v->last = next;
    }
}

static size_t first_chosen(const struct handing *h)
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->recipients[i].chosen) {
            return i;
        }
    }
    return 0;
}

static struct screen *sign_again(void *context)
{
    return sign_form_new(context);
}

/* What was signed already is not signed anew without a word: a customer would wonder what has changed. */
static struct effect sign_unless_same(struct finish_screen *v)
{
    static const struct key_help keys[] = {{"y", N_("sign the same again"), true}, {"Esc", N_("back"), true}, {NULL, NULL, false}};
    struct handing *h = &v->h;
    struct ask ask = {.title = N_("Nothing has changed"), .keys = keys, .on_yes = sign_again, .context = h};
    struct buffer sentence;
    buffer_init(&sentence, BUFFER_MAX_TEXT);
    const bool same = handing_same(h, &sentence);
    (void)snprintf(ask.text, sizeof ask.text, "%s", buffer_text(&sentence));
    buffer_release(&sentence);
    return effect_push(same ? ask_screen_new(&ask) : sign_form_new(h));
}

/* Once everything is signed, the step shows what was handed in. */
static struct effect sign_step(struct finish_screen *v)
{
    struct error e = {0};
    if (!handing_done(&v->h, STEP_SIGN)) {
        return sign_unless_same(v);
    }
    if (handing_recall(&v->h, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    return effect_push(handed_screen_new(&v->h, false));
}

static bool at_signed(const struct finish_screen *v)
{
    return v->list.at == STEP_SIGN && handing_done(&v->h, STEP_SIGN);
}

static struct effect step(struct finish_screen *v)
{
    struct handing *h = &v->h;
    const enum handing_step next = handing_next(h);
    switch ((enum handing_step)v->list.at) {
    case STEP_CHECK:
        return effect_push(todo_screen_new(h));
    case STEP_RECIPIENTS:
        return effect_push(recipients_screen_new(h));
    case STEP_PREVIEW:
        return effect_push(preview_screen_new(h, first_chosen(h), false));
    case STEP_AFFIRM:
        return effect_push(affirm_form_new(h->session));
    case STEP_KEY:
        return effect_push(key_screen_new(h));
    case STEP_SIGN:
    case HANDING_STEPS:
        break;
    }
    if (next < STEP_SIGN) {
        v->list.at = (int)next;
        ui_say(v->screen.ui, _("First: %s."), handing_title(next));
        return effect_stay();
    }
    return sign_step(v);
}

static struct effect finish_key(struct screen *screen, const struct event *event)
{
    struct finish_screen *v = own(screen);
    if (listing_opens(&v->list, event)) {
        return step(v);
    }
    if (listing_key(&v->list, event)) {
        return effect_stay();
    }
    const char digit = event_command(event);
    if (digit >= '1' && digit < '1' + HANDING_STEPS) {
        v->list.at = digit - '1';
        return step(v);
    }
    if (event_command(event) == 'n' && at_signed(v)) {
        return sign_unless_same(v);
    }
    if (event_command(event) == 's') {
        return effect_push(results_screen_new(v->h.session));
    }
    if (event_command(event) == 'w') {
        return effect_push(closer_screen_new(v->h.session, false));
    }
    if (event_command(event) == 'i') {
        return effect_push(inventory_screen_new(v->h.session, false));
    }
    if (event_command(event) == 'u' && !handing_done(&v->h, STEP_SIGN)) {
        return undo_effect(screen, v->h.session);
    }
    if (event_command(event) == 'v' && vendor_waits(v->h.session)) {
        return vendor_page_effect(screen, v->h.session);
    }
    return usual_key(screen, v->h.session, event);
}

static void finish_layout(struct screen *screen, int rows, int columns)
{
    struct finish_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, HANDING_STEPS, (struct area){inside.row + 5, 0, HANDING_STEPS, columns});
}

/* What Enter does in the first step: by what is missing. */
static const char *check_hint(const struct handing *h)
{
    size_t n = 0;
    struct todo *todos = todos_find(h, &n);
    const bool blocked = todos_blocking(todos, n) > 0;
    free(todos);
    if (vendor_waits(h->session)) {
        return _("Enter shows what is still open, and how to go on without waiting for your IT vendor; v writes the questions for them "
                 "as a page to hand over.");
    }
    if (blocked) {
        return _("Enter shows what is still open; from there you go to each question and come back.");
    }
    return n > 0 ? _("Enter shows what you may look at once more. It can also stay as it is.")
                 : _("Nothing is missing here: go on with the next step.");
}

/* What Enter does in this row. */
static const char *hint(const struct finish_screen *v)
{
    switch ((enum handing_step)v->list.at) {
    case STEP_CHECK:
        return check_hint(&v->h);
    case STEP_RECIPIENTS:
        return _("Enter shows who asked. Each gets only what it asked for, in files of its own. A customer who is new is confirmed once, "
                 "by a call.");
    case STEP_PREVIEW:
        return _("Enter shows exactly what your customer will see, and what not.");
    case STEP_AFFIRM:
        return _("Enter asks for the name and role of the person in charge who stands behind these answers.");
    case STEP_KEY:
        return v->h.identity.state == IDENTITY_VALID
                   ? _("Enter shows your signing key: its fingerprint, and how to keep a copy.")
                   : _("Enter makes your signing key: it proves to your customers that the answers are yours. Made once, good for five "
                       "years.");
    case STEP_SIGN:
    case HANDING_STEPS:
        break;
    }
    if (handing_done(&v->h, STEP_SIGN)) {
        return _("Enter shows what was handed in: its files, sending them, the receipt. To correct an answer: at home, a on the customer's "
                 "row.");
    }
    return v->h.identity.open ? _("Enter goes on to sign and to write the files to send, and for yourself the whole result as a page. Your "
                                  "key is open: its passphrase is not asked again.")
                              : _("Enter asks for your passphrase, signs, and writes the files to send; for yourself, apart from them, the "
                                  "whole result as a page.");
}

static void draw_step(const struct finish_screen *v, int index, struct grid *g)
{
    const enum handing_step step = (enum handing_step)index;
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    handing_words(&words, &v->h, step);
    step_draw(&v->list, index, handing_title(step), handing_done(&v->h, step) ? MARK_DONE : MARK_OPEN, buffer_text(&words), g);
    buffer_release(&words);
}

struct area handing_frame(const struct screen *screen, struct grid *g, const struct handing *h, const char *right)
{
    char about[CUSTOMER_TEXT * 2] = "";
    const size_t chosen = handing_chosen(h);
    if (chosen > 1) {
        (void)snprintf(about, sizeof about, _n("for %zu customer", "for %zu customers", chosen), chosen);
    } else if (chosen == 1 && h->recipients[first_chosen(h)].request != NULL) {
        (void)snprintf(about, sizeof about, _("for %s"), recipient_name(&h->recipients[first_chosen(h)]));
    }
    return session_frame(screen, g, h->session, about, right);
}

static void finish_draw(struct screen *screen, struct grid *g)
{
    struct finish_screen *v = own(screen);
    const struct area inside = handing_frame(screen, g, &v->h, _("hand in"));
    const int wide = text_columns(g->columns);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("Sign your answers and hand them in"));
    (void)grid_wrap(g, (struct area){inside.row + 2, 4, 2, wide}, 0, ROLE_QUIET,
                    _("Six steps; Enter does the one under the cursor. Nothing leaves this computer by itself."));
    for (int i = 0; i < HANDING_STEPS; i++) {
        draw_step(v, i, g);
    }
    int below = v->list.area.row + HANDING_STEPS + 1;
    below += grid_wrap(g, (struct area){below, 4, inside.row + inside.rows - below, wide}, 0, ROLE_STRONG, hint(v)) + 1;
    if (handing_closer_left(&v->h)) {
        (void)grid_wrap(g, (struct area){below, 4, inside.row + inside.rows - below, wide}, 0, ROLE_QUIET, handing_closer_words());
    }
}

static void finish_leave(struct screen *screen, bool keep)
{
    struct finish_screen *v = own(screen);
    (void)keep;
    handing_release(&v->h);
    free(v);
}

static const struct key_help *finish_keys(const struct screen *screen)
{
#define KEYS(choose, second)                                                                                                               \
    {                                                                                                                                      \
        {N_("Enter"), N_("do it"), true}, {N_("Up Down"), N_("choose"), choose}, {"w", N_("second pass"), second},                         \
            {"s", N_("results"), true}, {"i", N_("products"), true}, {"Esc", N_("back"), true}, {"?", N_("keys"), true},                   \
            {"1-6", N_("do that step"), false}, {"v", N_("page for the IT vendor, while a question waits"), false},                        \
            {"n", N_("sign the same again, once it is signed"), false}, {"L", N_("日本語 / English"), false},                              \
        {                                                                                                                                  \
            NULL, NULL, false                                                                                                              \
        }                                                                                                                                  \
    }
    static const struct key_help keys[] = KEYS(true, false), closer[] = KEYS(false, true); /* what the text names stands in the bar */
#undef KEYS
    return handing_closer_left(&((const struct finish_screen *)(const void *)screen)->h) ? closer : keys;
}

struct screen *finish_handed_new(struct screen *finish, bool look)
{
    struct handing *h = &own(finish)->h;
    struct error e = {0};
    return handing_refresh(h, &e) == ST_OK && handing_recall(h, &e) == ST_OK ? handed_screen_new(h, look) : NULL;
}

struct screen *finish_seen_new(struct screen *finish)
{
    struct handing *h = &own(finish)->h;
    return handing_refresh(h, NULL) == ST_OK ? preview_screen_new(h, first_chosen(h), true) : NULL;
}

struct screen *finish_screen_new(struct session *session)
{
    static const struct screen_ops ops = {
        .enter = finish_enter, .key = finish_key, .layout = finish_layout, .draw = finish_draw, .leave = finish_leave, .keys = finish_keys};
    struct finish_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    handing_init(&v->h, session);
    v->last = HANDING_STEPS;
    return &v->screen;
}
