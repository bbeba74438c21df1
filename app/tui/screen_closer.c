/* The second pass: one answer after the other, worst and most essential first, each with the reasons why it is shown and what it holds
 * beside its level. May be left at any time; the draft remembers what was looked at. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/closer.h"
#include "tui/told_words.h"
#include "tui/ui.h"
#include "tui/words.h"

static const char PART_KEYS[CLOSER_PARTS] = {'e', 'd', 'd', 'd', 'p', 'n'};

struct closer_screen {
    struct screen screen;
    struct session *session;
    struct look *looks; /* as they stood when the pass began, so that nothing moves under the reader */
    size_t count, at;
    size_t passed; /* looked at since it was opened */
    bool flow;     /* reached at the end of the questions */
    bool offer;    /* only offering yet */
    int parts_row;
};

static struct closer_screen *own(struct screen *screen)
{
    return (struct closer_screen *)(void *)screen;
}

static size_t current(const struct closer_screen *v)
{
    return v->looks[v->at].question;
}

/* The reasons as they are now: what has been done about them is gone from the list. */
static unsigned reasons_now(const struct closer_screen *v)
{
    struct look *looks = NULL;
    size_t count = 0;
    unsigned reasons = 0;
    (void)session_looks(v->session, &looks, &count);
    for (size_t i = 0; i < count; i++) {
        reasons |= looks[i].question == current(v) ? looks[i].reasons : 0;
    }
    free(looks);
    return reasons;
}

/* From `from` on the first that was not looked at yet; count when there is none. */
static size_t next_due(const struct closer_screen *v, size_t from)
{
    while (from < v->count && v->looks[from].seen) {
        from++;
    }
    return from;
}

static size_t due(const struct closer_screen *v)
{
    size_t n = 0;
    for (size_t i = 0; i < v->count; i++) {
        n += !v->looks[i].seen;
    }
    return n;
}

static struct effect leave(struct closer_screen *v)
{
    v->session->closer_seen = true;
    return v->flow ? flow_effect(v->session) : effect_pop();
}

static struct effect looked(struct closer_screen *v)
{
    struct error e = {0};
    if (session_looked(v->session, current(v), &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    v->looks[v->at].seen = true;
    size_t next = next_due(v, v->at + 1);
    if (next == v->count) {
        next = next_due(v, 0);
    }
    if (next == v->count) {
        ui_say(v->screen.ui, "%s", _("That was the last one: everything has been looked at."));
        return leave(v);
    }
    v->at = next;
    if (++v->passed == CLOSER_FIRST) {
        ui_say(v->screen.ui, _("Those were the first %d; Esc leaves the others for another day."), CLOSER_FIRST);
    }
    return effect_stay();
}

static void go(struct closer_screen *v, int by)
{
    if (by > 0 && v->at + 1 < v->count) {
        v->at++;
    } else if (by < 0 && v->at > 0) {
        v->at--;
    } else {
        ui_say(v->screen.ui, "%s", by > 0 ? _("This is the last question.") : _("This is the first question."));
    }
}

static struct effect to_other(struct closer_screen *v)
{
    const struct check_hit *hit = session_contradiction(v->session, current(v));
    const size_t other = hit == NULL ? SIZE_MAX : session_other(v->session, hit, current(v));
    if (other == SIZE_MAX) {
        ui_say(v->screen.ui, "%s", _("Nothing here contradicts another answer."));
        return effect_stay();
    }
    return effect_push(question_screen_once(v->session, other));
}

static struct effect letter(struct closer_screen *v, const struct event *event)
{
    struct session *s = v->session;
    const char c = event_command(event);
    size_t question = SIZE_MAX;
    switch (c) {
    case 'e':
        return effect_push(evidence_screen_new(s, current(v)));
    case 'd':
        return effect_push(details_form_new(s, current(v)));
    case 'p':
        return effect_push(plan_form_new(s, current(v), 0));
    case 'n':
        return effect_push(note_form_new(s, current(v)));
    case 'a':
        return effect_push(question_screen_once(s, current(v)));
    case 'o':
        return effect_push(years_screen_new(s));
    case 't':
        return effect_push(terms_screen_new(s, current(v)));
    case 'g':
        return to_other(v);
    case 'u':
        (void)undo_key(&v->screen, s, &question);
        return effect_stay();
    case 'l':
    case 'h':
        go(v, c == 'l' ? 1 : -1);
        return effect_stay();
    case 'q':
        return leave(v);
    case ' ':
        return looked(v);
    default:
        return usual_key(&v->screen, s, event);
    }
}

static struct effect offer_key(struct closer_screen *v, const struct event *event)
{
    const char c = event_command(event);
    if (event->kind == EVENT_KEY && (event->key == KEY_RETURN || c == 'w')) {
        v->offer = false;
    } else if (c == 'q') {
        return quit_effect(v->session);
    } else if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        v->session->closer_seen = true;
        return effect_pop();
    } else if (c == 's') {
        v->session->closer_seen = true;
        return effect_replace(results_screen_new(v->session));
    } else if (c == 'f') {
        return hand_in_effect(&v->screen, v->session);
    } else if (c == 'u') {
        return undo_effect(&v->screen, v->session);
    } else {
        return usual_key(&v->screen, v->session, event);
    }
    return effect_stay();
}

static struct effect click(struct closer_screen *v, const struct event *event)
{
    const int part = event->row - v->parts_row;
    if (part < 0 || part >= CLOSER_PARTS) {
        return effect_stay();
    }
    const struct event key = event_character(&PART_KEYS[part], 1);
    return letter(v, &key);
}

static struct effect closer_key(struct screen *screen, const struct event *event)
{
    struct closer_screen *v = own(screen);
    if (v->offer || v->count == 0) {
        return v->count == 0 && event->kind == EVENT_KEY ? leave(v) : offer_key(v, event);
    }
    if (event->kind == EVENT_CLICK) {
        return click(v, event);
    }
    if (event->kind == EVENT_WHEEL) {
        go(v, event->row);
        return effect_stay();
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_RETURN:
        return looked(v);
    case KEY_ARROW_RIGHT:
    case KEY_PAGE_DOWN:
        go(v, 1);
        return effect_stay();
    case KEY_ARROW_LEFT:
    case KEY_PAGE_UP:
    case KEY_RUBOUT:
        go(v, -1);
        return effect_stay();
    case KEY_ESCAPE:
        return leave(v);
    default:
        return letter(v, event);
    }
}

/* ---- painting ---- */

static int draw_text(struct grid *g, struct area inside, int row, int left, int wide, enum role role, const char *text)
{
    const int room = inside.row + inside.rows - row;
    return row + grid_wrap(g, (struct area){row, left, room, wide}, 0, role, text);
}

static int draw_reasons(const struct closer_screen *v, struct grid *g, struct area inside, int row, int wide)
{
    const unsigned reasons = reasons_now(v);
    for (unsigned bit = 1; bit < LOOK_END; bit <<= 1) {
        if ((reasons & bit) != 0) {
            struct buffer text;
            buffer_init(&text, BUFFER_MAX_TEXT);
            closer_reason(&text, v->session, current(v), (enum look_reason)bit);
            (void)grid_text(g, row, 4, 1, bit == LOOK_CONTRADICTION ? ROLE_WARNING : ROLE_TEXT, bit == LOOK_CONTRADICTION ? "!" : "-");
            row = draw_text(g, inside, row, 6, wide - 2, ROLE_TEXT, buffer_text(&text));
            buffer_release(&text);
        }
    }
    if (reasons == 0) {
        return draw_text(g, inside, row, 4, wide, ROLE_TEXT, _("Nothing left to do here. Enter goes on."));
    }
    struct buffer past;
    buffer_init(&past, BUFFER_MAX_TEXT);
    if (told_past(&past, v->session)) {
        (void)grid_text(g, row, 4, 1, ROLE_WARNING, "!");
        row = draw_text(g, inside, row, 6, wide - 2, ROLE_TEXT, buffer_text(&past));
    }
    buffer_release(&past);
    return row;
}

static void draw_parts(const struct closer_screen *v, struct grid *g, int row, int wide)
{
    int label = 0;
    for (int i = 0; i < CLOSER_PARTS; i++) {
        const int columns = width_text(_(CLOSER_LABELS[i]));
        label = columns > label ? columns : label;
    }
    for (int i = 0; i < CLOSER_PARTS; i++) {
        const char key[2] = {PART_KEYS[i], '\0'};
        struct buffer text;
        buffer_init(&text, BUFFER_MAX_TEXT);
        closer_part(&text, v->session, current(v), (enum closer_part)i);
        if (i == 0 || PART_KEYS[i] != PART_KEYS[i - 1]) {
            (void)grid_text(g, row + i, 4, 1, ROLE_STRONG, key);
        }
        (void)grid_text(g, row + i, 6, label, ROLE_QUIET, _(CLOSER_LABELS[i]));
        (void)grid_text(g, row + i, 8 + label, wide - label - 4, ROLE_TEXT, text.length > 0 ? buffer_text(&text) : "-");
        buffer_release(&text);
    }
}

static void draw_answer(struct closer_screen *v, struct grid *g, struct area inside)
{
    const struct session *s = v->session;
    const struct question *q = &s->list.questions[current(v)];
    const int wide = text_columns(g->columns);
    char words[WORDS_MAX];
    char text[WORDS_MAX * 4];
    int row = inside.row + 1;
    (void)snprintf(text, sizeof text, "%d. %s", question_number(s, current(v)), text_of(q->home_item->text));
    row = draw_text(g, inside, row, 4, wide, ROLE_STRONG, text) + 1;
    const char *level = q->answer.state == ANSWER_LEVEL ? text_of(q->home_item->levels[q->answer.level]) : "";
    (void)snprintf(text, sizeof text, "%s   %s", question_words(q, words), level);
    row = draw_text(g, inside, row, 4, wide, ROLE_ACCENT, text) + 1;
    row = draw_reasons(v, g, inside, row, wide) + 1;
    v->parts_row = row;
    draw_parts(v, g, row, wide);
}

static void closer_draw(struct screen *screen, struct grid *g)
{
    struct closer_screen *v = own(screen);
    char right[WORDS_MAX];
    if (v->offer) { /* what comes unasked says where one is */
        (void)snprintf(right, sizeof right, "%s", session_signing_last(v->session) ? _("before signing: second pass") : _("second pass"));
    } else if (v->at < CLOSER_FIRST && v->count > CLOSER_FIRST) {
        (void)snprintf(right, sizeof right, _("second pass   %zu of first %d, then %zu more"), v->at + 1, CLOSER_FIRST,
                       v->count - CLOSER_FIRST);
    } else {
        (void)snprintf(right, sizeof right, _("second pass   %zu of %zu, %zu to look at"), v->count == 0 ? 0 : v->at + 1, v->count, due(v));
    }
    const struct area inside = session_frame(screen, g, v->session, NULL, right);
    const int wide = text_columns(g->columns);
    if (v->count == 0) {
        (void)draw_text(g, inside, inside.row + 2, 4, wide, ROLE_TEXT, _("No answer asks for a closer look."));
    } else if (v->offer) {
        struct buffer text;
        buffer_init(&text, BUFFER_MAX_TEXT);
        closer_offer(&text, due(v));
        (void)draw_text(g, inside, inside.row + 2, 4, wide, ROLE_TEXT, buffer_text(&text));
        buffer_release(&text);
    } else {
        draw_answer(v, g, inside);
    }
}

static void closer_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(own(screen)->looks);
    free(screen);
}

static const struct key_help *closer_keys(const struct screen *screen)
{
#define OFFER(leave)                                                                                                                       \
    {                                                                                                                                      \
        {N_("Enter"), N_("begin"), true}, {"f", N_("hand in"), true}, {"s", N_("results"), true}, {"Esc", N_("back"), true},               \
            {"q", leave, true}, {"L", N_("日本語 / English"), true}, {"u", N_("undo"), false}, {"?", N_("keys"), false},                   \
        {                                                                                                                                  \
            NULL, NULL, false                                                                                                              \
        }                                                                                                                                  \
    }
    static const struct key_help offers[2][9] = {OFFER(N_("close")), OFFER(N_("home"))};
#undef OFFER
    static const struct key_help none[] = {{N_("any key"), N_("back"), true}, {NULL, NULL, false}};
    static const struct key_help keys[] = {{N_("Enter"), N_("next"), true},
                                           {"e", N_("evidence"), true},
                                           {"d", N_("scope"), true},
                                           {"p", N_("plan"), true},
                                           {"Esc", N_("another day"), true},
                                           {"n", N_("note"), true},
                                           {"?", N_("keys"), true},
                                           {"q", N_("another day"), false},
                                           {"a", N_("answer it again"), false},
                                           {"o", N_("last year"), false},
                                           {N_("Left Right"), N_("previous, next"), false},
                                           {"g", N_("what contradicts it"), false},
                                           {"t", N_("words"), false},
                                           {"u", N_("undo"), false},
                                           {"L", N_("日本語 / English"), false},
                                           {"h l", N_("like the arrows"), false},
                                           {NULL, NULL, false}};
    const struct closer_screen *v = (const struct closer_screen *)(const void *)screen;
    return v->count == 0 ? none : !v->offer ? keys : offers[v->session->home];
}

struct screen *closer_screen_new(struct session *session, bool flow)
{
    static const struct screen_ops ops = {.key = closer_key, .draw = closer_draw, .leave = closer_leave, .keys = closer_keys};
    struct closer_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->flow = v->offer = flow;
    (void)session_looks(session, &v->looks, &v->count);
    v->at = next_due(v, 0);
    v->at = v->at == v->count ? 0 : v->at;
    return &v->screen;
}
