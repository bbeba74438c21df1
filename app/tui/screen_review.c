/* Everything on one list: what is answered, what is open, what deserves another look; jump there and come back to the same row. */
#include "tui/screens.h"

#include "base/i18n.h"
#include "base/width.h"
#include "model/json.h"
#include "tui/editor.h"
#include "tui/filter.h"
#include "tui/listing.h"
#include "tui/review_rows.h"
#include "tui/ui.h"
#include "tui/vendor_page.h"
#include "tui/words.h"

#define QUERY_MAX 200

struct review_screen {
    struct screen screen;
    struct session *session;
    enum filter filter;
    struct editor query;
    bool typing;
    size_t *rows; /* questions shown */
    size_t at;    /* the question under the cursor, kept over changes of the list */
    int counts[FILTERS];
    struct review_columns columns;
    struct listing list;
};

static struct review_screen *own(struct screen *screen)
{
    return (struct review_screen *)(void *)screen;
}

static bool contains(const char *text, const char *words)
{
    return text != NULL && strcasestr(text, words) != NULL;
}

static bool found(const struct question *q, const char *words)
{
    const struct answer *a = &q->answer;
    return words[0] == '\0' || contains(question_title(q), words) || contains(text_of(q->home_item->text), words) ||
           contains(text_of(q->home_item->why), words) || contains(json_text(a->tree, "note"), words) ||
           contains(json_text(a->tree, "na_reason"), words);
}

/* Builds the rows anew and puts the cursor on the question that it was on, or the nearest one after it. */
static void collect(struct review_screen *v)
{
    const struct session *s = v->session;
    int n = 0;
    for (int f = 0; f < FILTERS; f++) {
        v->counts[f] = (int)filter_count(s, (enum filter)f);
    }
    v->list.at = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        if (!question_asked(&s->list.questions[i])) {
            continue;
        }
        if (filter_passes(s, i, v->filter) && found(&s->list.questions[i], v->query.text)) {
            if (i <= v->at) {
                v->list.at = n;
            }
            v->rows[n++] = i;
        }
    }
    v->list.count = n;
}

static void review_enter(struct screen *screen)
{
    collect(own(screen));
}

static void remember_row(struct review_screen *v)
{
    if (v->list.count > 0) {
        v->at = v->rows[v->list.at];
    }
}

static void change_filter(struct review_screen *v, int by)
{
    v->filter = (enum filter)(((int)v->filter + by + FILTERS) % FILTERS);
    collect(v);
}

static struct effect open_row(struct review_screen *v)
{
    if (v->list.count == 0) {
        return effect_stay();
    }
    remember_row(v);
    return effect_push(question_screen_once(v->session, v->at));
}

/* While the words to look for are typed. True when the event was for them. */
static bool typing_key(struct review_screen *v, const struct event *event)
{
    if (!v->typing) {
        return false;
    }
    if (event->kind == EVENT_KEY && (event->key == KEY_RETURN || event->key == KEY_ARROW_DOWN || event->key == KEY_TAB)) {
        v->typing = false;
        return true;
    }
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        v->typing = false;
        v->query.caret = v->query.length = 0;
        v->query.text[0] = '\0';
        collect(v);
        return true;
    }
    if (editor_key(&v->query, event) == EDIT_IGNORED) {
        return false;
    }
    collect(v);
    return true;
}

static void confirm(struct review_screen *v)
{
    struct error e = {0};
    if (v->list.count == 0 || !question_to_confirm(&v->session->list.questions[v->rows[v->list.at]])) {
        ui_say(v->screen.ui, "%s", _("Nothing to confirm here: y is for answers that were given before."));
        return;
    }
    remember_row(v);
    const size_t question = v->at;
    if (session_confirm(v->session, question, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return;
    }
    collect(v);
    remember_row(v);
    say_confirmed(&v->screen, v->session, question);
}

static void undo(struct review_screen *v)
{
    size_t question = SIZE_MAX;
    if (undo_key(&v->screen, v->session, &question)) {
        v->at = question != SIZE_MAX ? question : v->at;
        collect(v);
    }
}

static struct effect review_key(struct screen *screen, const struct event *event)
{
    struct review_screen *v = own(screen);
    const char c = event_command(event);
    if (typing_key(v, event)) {
        return effect_stay();
    }
    if (listing_opens(&v->list, event)) {
        return open_row(v);
    }
    if (listing_key(&v->list, event)) {
        remember_row(v);
        return effect_stay();
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (c == 'r') {
        return effect_pop();
    }
    if (event->key == KEY_TAB || event->key == KEY_ARROW_RIGHT || c == 'l') {
        change_filter(v, 1);
    } else if (event->key == KEY_BACK_TAB || event->key == KEY_ARROW_LEFT || c == 'h') {
        change_filter(v, -1);
    } else if (c == '/') {
        v->typing = true;
    } else if (c == 's') {
        return effect_push(results_screen_new(v->session));
    } else if (c == 'f') {
        remember_row(v);
        return finish_effect(&v->screen, v->session);
    } else if (c == 'v' && v->session->finish != NULL) {
        return vendor_page_effect(screen, v->session);
    } else if (c == 'y') {
        confirm(v);
    } else if (c == 'u') {
        undo(v);
    } else {
        return usual_key(screen, v->session, event);
    }
    return effect_stay();
}

static void review_layout(struct screen *screen, int rows, int columns)
{
    struct review_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    review_columns_place(&v->columns, v->session, v->rows, v->list.count, columns);
    const int legend = v->columns.seen[0] != '\0' ? 2 : 1, message = frame_message_rows(screen->ui, columns);
    const int below = legend > message ? legend : message;
    listing_resize(&v->list, v->list.count, (struct area){inside.row + 4, 0, inside.rows - 4 - below, columns});
}

/* Its name and how many it holds; of answers that do not go together also in how many questions, which are marked so. */
static void filter_words(const struct review_screen *v, enum filter filter, char out[WORDS_MAX / 2])
{
    const size_t questions = filter == FILTER_CONTRADICTION ? filter_questions(v->session, filter) : 0;
    if (questions > 0 && (int)questions != v->counts[filter]) {
        (void)snprintf(out, WORDS_MAX / 2, _n("%s %d (%zu marked)", "%s %d (%zu marked)", questions), _(FILTER_NAMES[filter]),
                       v->counts[filter], questions);
    } else {
        (void)snprintf(out, WORDS_MAX / 2, "%s %d", _(FILTER_NAMES[filter]), v->counts[filter]);
    }
}

/* On one line, or two where they do not fit. */
static void draw_filters(const struct review_screen *v, struct grid *g, int row)
{
    int column = 2;
    for (int f = 0; f < FILTERS; f++) {
        char text[WORDS_MAX];
        const bool here = f == (int)v->filter;
        char words[WORDS_MAX / 2];
        filter_words(v, (enum filter)f, words);
        (void)snprintf(text, sizeof text, here ? "[%s]" : " %s ", words);
        if (column + width_text(text) > g->columns - 1) {
            column = 2;
            row++;
        }
        column += grid_text(g, row, column, g->columns - column, here ? ROLE_ACCENT : v->counts[f] > 0 ? ROLE_TEXT : ROLE_QUIET, text);
    }
}

static void review_draw(struct screen *screen, struct grid *g)
{
    struct review_screen *v = own(screen);
    const struct area inside = answering_frame(screen, g, v->session, NULL, _("review"));
    draw_filters(v, g, inside.row);
    if (v->typing || v->query.length > 0) {
        const int label = grid_text(g, inside.row + 2, 3, 20, ROLE_TEXT, _("Search:"));
        editor_draw(&v->query, g, (struct area){inside.row + 2, 4 + label, 1, 50}, v->typing);
    }
    if (v->list.count == 0) {
        (void)grid_text(g, v->list.area.row, 4, g->columns - 8, ROLE_QUIET, _("Nothing on this list."));
    }
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            review_row_draw(&v->columns, v->session, v->rows[i], i == v->list.at, listing_row(&v->list, i), g);
        }
    }
    review_legend_draw(&v->columns, inside.row + inside.rows - 2, g);
    if (v->counts[FILTER_BELOW] > 0) {
        (void)grid_text(g, inside.row + inside.rows - 1, 1, g->columns - 12, ROLE_QUIET,
                        _("target: the level to aim at, of the questionnaire or of a customer"));
    }
    if (v->list.count > v->list.area.rows) {
        char place[32];
        (void)snprintf(place, sizeof place, "%d/%d", v->list.at + 1, v->list.count);
        (void)grid_text_right(g, inside.row + inside.rows - 1, g->columns - 1, 20, ROLE_QUIET, place);
    }
}

static void review_leave(struct screen *screen, bool keep)
{
    struct review_screen *v = own(screen);
    (void)keep;
    editor_release(&v->query);
    free(v->rows);
    free(v);
}

#define REVIEW_KEYS                                                                                                                        \
    {"Esc", N_("back"), true}, {"s", N_("results"), true}, {"?", N_("keys"), true}, {"f", N_("hand in"), false},                           \
        {"y", N_("still so"), false}, {"u", N_("undo"), false}, {N_("Up Down"), N_("move"), false},                                        \
        {N_("Left Right"), N_("which ones"), false}, {"L", N_("日本語 / English"), false},                                                 \
    {                                                                                                                                      \
        NULL, NULL, false                                                                                                                  \
    }

static const struct key_help *review_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {N_("Enter"), N_("look at it"), true}, {"Tab", N_("which ones"), true}, {"/", N_("search"), true}, REVIEW_KEYS};
    static const struct key_help marked[] = {{N_("Enter"), N_("look at it"), true},
                                             {"Tab", N_("which ones"), true},
                                             {"v", N_("vendor's page"), true},
                                             {"/", N_("search"), false},
                                             REVIEW_KEYS};
    static const struct key_help none[] = {{N_("Enter"), N_("look at it"), true},
                                           {"Tab", N_("which ones"), true},
                                           {"/", N_("search"), true},
                                           {"v", N_("vendor's page"), false},
                                           REVIEW_KEYS};
    const struct review_screen *v = (const struct review_screen *)(const void *)screen;
    return v->session->finish == NULL ? keys : v->counts[FILTER_VENDOR] > 0 ? marked : none;
}

struct screen *review_screen_new(struct session *session, size_t question, bool search)
{
    static const struct screen_ops ops = {
        .enter = review_enter, .key = review_key, .layout = review_layout, .draw = review_draw, .leave = review_leave, .keys = review_keys};
    struct review_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->at = question;
    v->typing = search;
    v->rows = calloc(session->list.count + 1, sizeof *v->rows);
    if (v->rows == NULL || editor_init(&v->query, NULL, QUERY_MAX, false, NULL) != ST_OK) {
        review_leave(&v->screen, false);
        return NULL;
    }
    return &v->screen;
}
