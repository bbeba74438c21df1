/* Home: requests received, this year's answers and earlier ones, and one key to the obvious next step. */
#include "tui/home_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/listing.h"
#include "tui/path_words.h"
#include "tui/ui.h"
#include "tui/words.h"

#define YEARS_SHOWN 4
#define NEXT_ROWS 3 /* of what is next, usually */

struct home_screen {
    struct screen screen;
    struct home *home;
    struct listing list; /* all rows: the request that nobody has opened (home->lying), if one lies there; requests; years */
    struct area requests, years;
    int first_request;      /* shown */
    struct home_keys *keys; /* of the row of the cursor */
};

static struct home_screen *own(struct screen *screen)
{
    return (struct home_screen *)(void *)screen;
}

/* Rows before those of home.h. */
static int lead(const struct home_screen *v)
{
    return v->home->lying.path[0] != '\0' ? 1 : 0;
}

static bool on_lying(const struct home_screen *v)
{
    return v->list.at < lead(v);
}

/* Of home.h; SIZE_MAX: the one that lies there. */
static size_t row_here(const struct home_screen *v)
{
    return on_lying(v) ? SIZE_MAX : (size_t)(v->list.at - lead(v));
}

/* How many rows stand under "Requests received". */
static int upper(const struct home_screen *v)
{
    return lead(v) + (int)v->home->nrequests;
}

/* To a row, or to the request that comes before it. */
static void go_to(struct home_screen *v, size_t row)
{
    v->list.at = home_row_gives_way(v->home, row) ? 0 : (int)row + lead(v);
}

static void home_enter(struct screen *screen)
{
    struct home_screen *v = own(screen);
    struct error e = {0};
    const size_t rows = home_rows(v->home);
    const int before = lead(v);
    if (v->home->fresh) {
        v->home->fresh = false;
        return;
    }
    if (v->home->ops->refresh(v->home->context, v->home, &e) != ST_OK || home_look(v->home, &e) != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
    }
    if (home_rows(v->home) != rows || lead(v) != before) {
        go_to(v, home_start_row(v->home));
    }
}

/* The request that lies there. */
static struct effect open_lying(struct home_screen *v)
{
    struct customer_request facts;
    struct error e = {0};
    if (v->home->ops->open(v->home->context, v->home->lying.path, &facts, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    return effect_push(request_screen_new(v->home, &facts, SIZE_MAX));
}

static struct effect leave_with(struct home_screen *v, enum home_choice choice)
{
    if (on_lying(v)) {
        return open_lying(v);
    }
    const struct home_year *year = &v->home->years[home_row_year(v->home, row_here(v))];
    if (year->problem[0] != '\0') {
        ui_warn(v->screen.ui, "%s", year->problem);
        return effect_stay();
    }
    if (!year->begun) {
        return effect_push(begin_screen_new(v->home, year->period));
    }
    home_choose(v->home, row_here(v), choice);
    return effect_quit();
}

/* Which have come is told here, or over what is opened. True: here, and nothing is opened. */
static bool take_receipts(struct home_screen *v)
{
    const bool here = home_take_receipts(v->home, row_here(v), v->home->said);
    if (here) {
        ui_say(v->screen.ui, "%s", v->home->said);
        v->home->said[0] = '\0';
    }
    return here;
}

static struct effect look(struct home_screen *v)
{
    struct customer_request facts;
    struct error e = {0};
    if (on_lying(v)) {
        return open_lying(v);
    }
    const struct home_request *request = home_row_request(v->home, row_here(v));
    if (request == NULL) {
        return effect_push(open_screen_new(v->home));
    }
    if (v->home->ops->look(v->home->context, request, &facts, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    return effect_push(request_screen_new(v->home, &facts, row_here(v)));
}

static struct effect next_step(struct home_screen *v)
{
    if (on_lying(v)) {
        return open_lying(v);
    }
    if (home_awaits(v->home, row_here(v))) {
        return take_receipts(v) ? effect_stay() : leave_with(v, home_receipt_choice(v->home, row_here(v)));
    }
    return home_done_for(v->home, row_here(v)) ? look(v) : leave_with(v, home_next_choice(v->home, row_here(v)));
}

static struct effect receipt(struct home_screen *v)
{
    if (take_receipts(v)) { /* on whatever row */
        return effect_stay();
    }
    const char *problem = on_lying(v) ? _("Open the request first: Enter.") : home_receipt_problem(v->home, row_here(v));
    if (problem != NULL) {
        v->home->said[0] = '\0';
        ui_say(v->screen.ui, "%s", problem);
        return effect_stay();
    }
    return leave_with(v, home_receipt_choice(v->home, row_here(v)));
}

/* The answers of a row; where there are none yet, a word instead. */
static struct effect open_row(struct home_screen *v, size_t row, enum home_choice choice, const char *otherwise)
{
    if (row < home_rows(v->home)) {
        home_choose(v->home, row, choice);
        return effect_quit();
    }
    ui_say(v->screen.ui, "%s", otherwise);
    return effect_stay();
}

/* Its screen needs a year's answers: without any it can only be told how it stands. */
static struct effect signing_key(struct home_screen *v)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    home_identity_words(&words, &v->home->identity);
    const struct effect effect = open_row(v, home_key_row(v->home, on_lying(v) ? 0 : row_here(v)), HOME_KEY, buffer_text(&words));
    buffer_release(&words);
    return effect;
}

static struct effect letter(struct home_screen *v, char c)
{
    struct home *home = v->home;
    switch (c) {
    case 'r':
        return effect_push(open_screen_new(home));
    case 'v':
        return look(v);
    case 'a':
        return leave_with(v, HOME_QUESTIONS);
    case 's':
        return leave_with(v, HOME_RESULTS);
    case 'f':
        return leave_with(v, HOME_FINISH);
    case 'd':
        return receipt(v);
    case 'i':
        return open_row(v, home_products_row(v->home, row_here(v)), HOME_PRODUCTS, home_products_problem());
    case 'K':
        return signing_key(v);
    case 'p':
    case 'c':
        return effect_push(home_profile_new(home));
    case 'l':
    case 'L':
        home->ops->language(home->context, language_current() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
        home_enter(&v->screen);
        return effect_stay();
    case '?':
        return effect_push(help_screen_new(&v->screen));
    case 'q':
        home->choice = HOME_LEAVE;
        return effect_quit();
    default:
        ui_say(v->screen.ui, "%s", _("That key does nothing here: ? shows the keys."));
        return effect_stay();
    }
}

/* The row that a click hit, -1: none. The two lists stand apart. */
static int clicked(const struct home_screen *v, const struct event *event)
{
    if (event->row >= v->requests.row && event->row < v->requests.row + v->requests.rows) {
        return v->first_request + event->row - v->requests.row;
    }
    if (event->row >= v->years.row && event->row < v->years.row + v->years.rows) {
        return upper(v) + event->row - v->years.row;
    }
    return -1;
}

/* A request that was not there when home was shown, and comes before what this row says: the cursor goes to it, and nothing else happens.
 */
static bool came_meanwhile(struct home_screen *v)
{
    struct error e = {0};
    if (lead(v) > 0 || home_look(v->home, &e) != ST_OK || lead(v) == 0) {
        return false;
    }
    v->list.at += lead(v); /* the same row, which stands lower now */
    if (!home_request_first(v->home)) {
        return false;
    }
    v->list.at = 0;
    ui_say(v->screen.ui, "%s", _("A request has come meanwhile."));
    return true;
}

static struct effect home_key(struct screen *screen, const struct event *event)
{
    struct home_screen *v = own(screen);
    const char c = event_command(event);
    if (event->kind == EVENT_CLICK) {
        const int row = clicked(v, event);
        if (row < 0) {
            return effect_stay();
        }
        const bool again = row == v->list.at;
        v->list.at = row;
        return again ? next_step(v) : effect_stay();
    }
    if (event->kind == EVENT_KEY && event->key == KEY_RETURN) {
        return came_meanwhile(v) ? effect_stay() : next_step(v);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        ui_say(screen->ui, "%s", _("q leaves; everything is saved as you go."));
        return effect_stay();
    }
    if (listing_key(&v->list, event)) {
        return effect_stay();
    }
    return event->kind == EVENT_KEY && event->key == KEY_TEXT ? letter(v, c) : effect_stay();
}

/* Requests scroll when there are many; of the years the newest few are shown. */
static void home_layout(struct screen *screen, int rows, int columns)
{
    struct home_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    const int nyears = v->home->nyears < YEARS_SHOWN ? (int)v->home->nyears : YEARS_SHOWN;
    const int room = inside.rows - nyears - 12;
    const int shown = upper(v) > room ? room : upper(v);
    v->requests = (struct area){inside.row + 3, 0, shown, columns};
    v->years = (struct area){v->requests.row + (shown > 0 ? shown : 2) + 2, 0, nyears, columns};
    listing_resize(&v->list, upper(v) + nyears, (struct area){inside.row, 0, inside.rows, columns});
    if (v->list.at < upper(v)) {
        v->first_request = v->list.at < v->first_request ? v->list.at : v->first_request;
        v->first_request = v->list.at >= v->first_request + shown ? v->list.at - shown + 1 : v->first_request;
    }
    v->first_request = v->first_request + shown > upper(v) ? upper(v) - shown : v->first_request;
}

static void draw_foot(const struct home_screen *v, struct grid *g, struct area inside)
{
    const int wide = text_columns(g->columns);
    const int over = frame_message_rows(v->screen.ui, g->columns); /* what a long message would hide moves up, where there is room */
    const int lowest = inside.row + inside.rows - 6, above = v->years.row + v->years.rows;
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (on_lying(v)) {
        home_lying_words(&words, v->home);
    } else {
        home_next_words(&words, v->home, row_here(v));
    }
    const int row = lowest - over > above ? lowest - over : lowest;
    const int more = wrap_lines(buffer_text(&words), wide) - NEXT_ROWS; /* rows, which it gets above where they are free */
    const int first = more > 0 ? (row - more > above ? row - more : above < row ? above : row) : row;
    (void)grid_wrap(g, (struct area){first, 4, row + NEXT_ROWS - first, wide}, 0, ROLE_STRONG, buffer_text(&words));
    buffer_clear(&words);
    home_identity_words(&words, &v->home->identity);
    const bool bad = v->home->identity.state == IDENTITY_EXPIRED || v->home->identity.state == IDENTITY_MISSING;
    (void)grid_text(g, row + 3, 4, g->columns - 6, bad ? ROLE_WARNING : ROLE_QUIET, buffer_text(&words));
    buffer_clear(&words);
    kept_words(&words, v->home->folder);
    (void)grid_wrap(g, (struct area){row + 4, 4, 2, wide}, 0, ROLE_QUIET, buffer_text(&words));
    buffer_release(&words);
}

static void home_draw(struct screen *screen, struct grid *g)
{
    struct home_screen *v = own(screen);
    char today[DATE_TEXT];
    local_today(&v->home->clock, today);
    const struct area inside = frame_draw(screen, g, session_company(v->home->profile), today);
    (void)grid_text(g, v->requests.row - 1, 4, g->columns - 8, ROLE_QUIET, _("Requests received"));
    if (upper(v) == 0) {
        (void)grid_wrap(g, (struct area){v->requests.row, 4, 2, g->columns - 8}, 0, ROLE_TEXT,
                        _("None yet. Did a customer send you a request file? Press r."));
    }
    const int column = home_words_column(v->home, g);
    for (int i = 0; i < v->requests.rows; i++) {
        const int row = v->first_request + i;
        home_request_draw(v->home, row < lead(v) ? SIZE_MAX : (size_t)(row - lead(v)), row == v->list.at,
                          (struct area){v->requests.row + i, column, 1, g->columns}, g);
    }
    (void)grid_text(g, v->years.row - 1, 4, g->columns - 8, ROLE_QUIET, _("Your answers"));
    for (int i = 0; i < v->years.rows; i++) {
        home_year_draw(&v->home->years[i], upper(v) + i == v->list.at, v->years.row + i, g);
    }
    draw_foot(v, g, inside);
}

static void home_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(own(screen)->keys);
    free(screen);
}

static const struct key_help *home_keys(const struct screen *screen)
{
    const struct home_screen *v = (const struct home_screen *)(const void *)screen;
    home_key_table(v->home, row_here(v), v->keys);
    return v->keys->keys;
}

struct screen *home_screen_new(struct home *home, size_t row)
{
    static const struct screen_ops ops = {
        .enter = home_enter, .key = home_key, .layout = home_layout, .draw = home_draw, .leave = home_leave, .keys = home_keys};
    struct home_screen *v = calloc(1, sizeof *v);
    struct home_keys *keys = calloc(1, sizeof *keys);
    if (v == NULL || keys == NULL) {
        free(v);
        free(keys);
        return NULL;
    }
    v->screen.ops = &ops;
    v->home = home;
    v->keys = keys;
    go_to(v, row);
    return &v->screen;
}
