/* A list of the portfolio: sorted by any column, narrowed by words, marked, opened row by row, written to a file. */
#include "tui/view.h"

#include "base/width.h"
#include "tui/listing.h"
#include "tui/screens.h"
#include "tui/ui.h"
#include "tui/view_wait.h"

#define MARK_COLUMNS 2
#define GAP 2

struct list_screen {
    struct screen screen;
    struct portfolio_view *view;
    struct view_query query;
    struct view_table table;
    size_t decisions; /* the view's when it was read */
    size_t *order;    /* rows shown, in order */
    size_t shown;
    size_t column; /* sorted by, SIZE_MAX: as they came */
    bool reversed;
    char words[VIEW_WORDS];
    struct listing list;
    int widths[VIEW_COLUMNS_MAX];
};

static struct list_screen *own(struct screen *screen)
{
    return (struct list_screen *)(void *)screen;
}

static void arrange(struct list_screen *v)
{
    v->shown = v->order == NULL ? 0 : view_table_order(&v->table, v->words, v->column, v->reversed, v->order);
    listing_resize(&v->list, (int)v->shown, v->list.area);
}

/* What is being read, for people. */
static const char *query_words(const struct portfolio_view *view, const struct view_query *query)
{
    const bool item = query->kind == VIEW_ITEM && query->id >= 0 && (size_t)query->id < view->nitems;
    const char *title = view_kind_words(query->kind);
    return item ? view->items[query->id].title : title[0] != '\0' ? title : query->words;
}

/* A number that is cut is another number. */
static void fit_numbers(struct view_table *t)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        for (size_t row = 0; row < t->count && t->columns[i].number; row++) {
            const int digits = (int)strlen(view_cell(t, row, i)->text);
            t->columns[i].width = digits > t->columns[i].width ? digits : t->columns[i].width;
        }
    }
}

/* Reads the list anew; the cursor stays on its row number, marks are lost with what they were on. False: nothing has changed, and *after
 * says what to do. */
static bool load(struct list_screen *v, const struct view_query *query, struct ui *ui, struct effect *after)
{
    struct error e = {0};
    struct view_table fresh = {0};
    struct view_wait wait;
    char words[VIEW_WORDS * 2];
    (void)snprintf(words, sizeof words, _("Reading: %s"), query_words(v->view, query));
    view_wait_begin(&wait, v->view, ui, words);
    enum status st = v->view->table(v->view, query, &fresh, &e);
    size_t *order = st == ST_OK ? calloc(fresh.count + 1, sizeof *order) : NULL;
    if (st == ST_OK && (fresh.failed || order == NULL)) {
        st = fail_memory(&e);
    }
    *after = view_wait_end(&wait, st, &e);
    if (st != ST_OK) {
        free(order);
        view_table_release(&fresh);
        return false;
    }
    view_table_release(&v->table);
    free(v->order);
    v->table = fresh;
    fit_numbers(&v->table);
    v->query = *query;
    v->order = order;
    v->decisions = v->view->decisions;
    arrange(v);
    return true;
}

/* Whoever goes through the quarantine sees what is left. */
static void list_enter(struct screen *screen)
{
    struct list_screen *v = own(screen);
    struct effect ignored;
    if (v->query.kind == VIEW_QUARANTINE && v->decisions != v->view->decisions) {
        (void)load(v, &v->query, screen->ui, &ignored);
    }
}

static const struct view_row *here(const struct list_screen *v)
{
    return v->shown == 0 ? NULL : &v->table.rows[v->order[v->list.at]];
}

/* What Enter opens, by the kind of the list. */
static struct effect open_row(struct list_screen *v)
{
    const struct view_row *row = here(v);
    if (row == NULL) {
        return effect_stay();
    }
    struct view_query query = {.kind = VIEW_SUPPLIERS, .id = row->id};
    (void)snprintf(query.words, sizeof query.words, "%s", row->code);
    switch (v->query.kind) {
    case VIEW_ITEMS:
        query.kind = VIEW_ITEM;
        return view_list_open(v->view, v->screen.ui, &query);
    case VIEW_CONFLICTS:
        query.kind = VIEW_CONFLICT;
        return view_list_open(v->view, v->screen.ui, &query);
    case VIEW_PRODUCTS:
        query.kind = VIEW_FOUND;
        (void)snprintf(query.words, sizeof query.words, "%s", view_cell(&v->table, v->order[v->list.at], 0)->text);
        return view_list_open(v->view, v->screen.ui, &query);
    case VIEW_QUARANTINE:
    case VIEW_REJECTED:
        query.kind = v->query.kind;
        return effect_push(view_text_new(v->view, &query, v->table.title));
    case VIEW_CONFLICT:
        return effect_stay();
    case VIEW_YEARS:
        query.kind = VIEW_ITEM;
        return row->id < 0 ? effect_stay() : view_list_open(v->view, v->screen.ui, &query); /* a retired question has no answers now */
    default:
        return row->code[0] == '\0' ? effect_stay() : effect_push(view_text_new(v->view, &query, ""));
    }
}

static struct effect take_words(void *context, struct ui *ui, const char *text)
{
    struct list_screen *v = context;
    (void)ui;
    (void)snprintf(v->words, sizeof v->words, "%s", text);
    v->list.at = 0;
    arrange(v);
    return effect_pop();
}

/* The marked rows, or all that are shown when none is; owned by the caller. *n: how many. NULL: out of memory. */
static size_t *chosen(const struct list_screen *v, size_t *n)
{
    size_t *rows = calloc(v->shown + 1, sizeof *rows);
    *n = 0;
    for (size_t i = 0; rows != NULL && i < v->shown; i++) {
        if (v->table.rows[v->order[i]].marked) {
            rows[(*n)++] = v->order[i];
        }
    }
    if (rows != NULL && *n == 0) {
        memcpy(rows, v->order, v->shown * sizeof *rows);
        *n = v->shown;
    }
    return rows;
}

static struct effect take_path(void *context, struct ui *ui, const char *text)
{
    struct list_screen *v = context;
    struct error e = {0};
    size_t n = 0;
    size_t *rows = chosen(v, &n);
    struct view_wait wait;
    view_wait_begin(&wait, v->view, ui, _("Writing"));
    const enum status st = rows == NULL ? fail_memory(&e) : v->view->write(v->view, &v->table, rows, n, text, &e);
    const struct effect after = view_wait_end(&wait, st, &e);
    free(rows);
    if (st != ST_OK) {
        return after;
    }
    ui_say(ui, _n("%d row written to %s", "%d rows written to %s", (int)n), (int)n, text);
    return effect_pop();
}

static struct effect take_recipients(void *context, struct ui *ui, const char *text)
{
    struct list_screen *v = context;
    struct error e = {0};
    char message[VIEW_MESSAGE];
    size_t n = 0;
    size_t *rows = chosen(v, &n);
    const enum status st = rows == NULL ? fail_memory(&e) : v->view->recipients(v->view, &v->table, rows, n, text, message, &e);
    free(rows);
    if (st != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(ui, "%s", message);
    return effect_pop();
}

/* Lists whose rows are suppliers. */
static bool asks_suppliers(const struct list_screen *v)
{
    return v->query.kind == VIEW_FOUND || v->query.kind == VIEW_SUPPLIERS || v->query.kind == VIEW_MISSING || v->query.kind == VIEW_ITEM;
}

/* Requests to those marked, or to all that are shown. */
static struct effect ask_chosen(struct list_screen *v)
{
    size_t n = 0;
    size_t *rows = chosen(v, &n);
    const char **codes = rows == NULL ? NULL : calloc(n + 1, sizeof *codes);
    for (size_t i = 0; codes != NULL && i < n; i++) {
        codes[i] = v->table.rows[rows[i]].code;
    }
    free(rows);
    return codes == NULL || n == 0 ? (free(codes), effect_stay()) : effect_push(view_request_new(v->view, &v->query, codes, n));
}

static void sort_next(struct list_screen *v, int step)
{
    const size_t n = v->table.ncolumns;
    const size_t now = v->column == SIZE_MAX ? n : v->column;
    const size_t next = (now + (step > 0 ? 1 : n)) % (n + 1);
    v->column = next == n ? SIZE_MAX : next;
    v->reversed = false;
    v->list.at = 0;
    arrange(v);
    if (v->column == SIZE_MAX) {
        ui_say(v->screen.ui, "%s", _("Sorted as at first."));
    } else {
        ui_say(v->screen.ui, _("Sorted by: %s"), v->table.columns[v->column].title);
    }
}

static void mark_all(struct list_screen *v)
{
    size_t marked = 0;
    for (size_t i = 0; i < v->shown; i++) {
        marked += v->table.rows[v->order[i]].marked;
    }
    for (size_t i = 0; i < v->shown; i++) {
        v->table.rows[v->order[i]].marked = marked < v->shown;
    }
    ui_say(v->screen.ui, _n("%d row marked.", "%d rows marked.", (int)(marked < v->shown ? v->shown : 0)),
           (int)(marked < v->shown ? v->shown : 0));
}

/* The rows that stand out: on the board those exposed to the internet. */
static void mark_warned(struct list_screen *v)
{
    int marked = 0;
    for (size_t i = 0; i < v->shown; i++) {
        struct view_row *row = &v->table.rows[v->order[i]];
        row->marked = row->marked || row->warning;
        marked += row->marked;
    }
    ui_say(v->screen.ui, _n("%d row marked.", "%d rows marked.", marked), marked);
}

static struct effect list_letter(struct list_screen *v, char c)
{
    switch (c) {
    case 'q':
        return effect_pop();
    case '?':
        return effect_push(help_screen_new(&v->screen));
    case '/':
        return effect_push(view_prompt_new(N_("Show only rows with"), N_("Words, in any order and spelling. Nothing shows all again."),
                                           v->words, take_words, v));
    case 'c':
        return effect_push(view_prompt_new(N_("Write to a file"),
                                           N_("A name that ends in .csv or .xlsx. Only the rows shown, or those marked, are written."),
                                           "list.csv", take_path, v));
    case 'e':
        return asks_suppliers(v) ? ask_chosen(v) : effect_stay();
    case 'w':
        if (asks_suppliers(v)) {
            return effect_push(view_prompt_new(
                N_("Write the list of whom to ask"),
                N_("A name for the list of those marked, or of all shown, for \"tenken request new --list\". Nothing is signed."),
                "recipients.csv", take_recipients, v));
        }
        break;
    case 's':
    case '>':
        sort_next(v, 1);
        break;
    case '<':
        sort_next(v, -1);
        break;
    case 'r':
        v->reversed = !v->reversed;
        arrange(v);
        break;
    case 'a':
        mark_all(v);
        break;
    case 'x':
        mark_warned(v);
        break;
    case 'u': {
        struct effect after;
        if (view_read_anew(v->view, v->screen.ui, &after) && load(v, &v->query, v->screen.ui, &after)) {
            ui_say(v->screen.ui, "%s", _("Read anew."));
        }
        return after;
    }
    case ' ':
        if (v->shown > 0) {
            struct view_row *row = &v->table.rows[v->order[v->list.at]];
            row->marked = !row->marked;
            (void)listing_key(&v->list, &(struct event){.kind = EVENT_KEY, .key = KEY_ARROW_DOWN});
        }
        break;
    default: {
        bool known;
        return view_goto_beside(v->view, v->screen.ui, c, &known);
    }
    }
    return effect_stay();
}

static struct effect list_key(struct screen *screen, const struct event *event)
{
    struct list_screen *v = own(screen);
    if (listing_opens(&v->list, event)) {
        return open_row(v);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        if (v->words[0] == '\0') {
            return effect_pop();
        }
        v->words[0] = '\0';
        arrange(v);
        return effect_stay();
    }
    if (event->kind == EVENT_KEY && event->key == KEY_TAB && v->query.kind == VIEW_FOUND) {
        struct view_query next = v->query;
        struct effect after;
        next.list = (enum found_list)(((int)v->query.list + 1) % FOUND_LISTS);
        if (load(v, &next, screen->ui, &after)) {
            v->list.at = 0;
            arrange(v);
        }
        return after;
    }
    if (listing_key(&v->list, event)) {
        return effect_stay();
    }
    return event->kind == EVENT_KEY ? list_letter(v, event_command(event)) : effect_stay();
}

/* Widths: each column its own, those that grow share what is left; on a narrow screen the last ones fall away. */
static void list_layout(struct screen *screen, int rows, int columns)
{
    struct list_screen *v = own(screen);
    int used = MARK_COLUMNS, growing = 0;
    bool full = false;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const struct view_column *c = &v->table.columns[i];
        const int title = width_text(c->title);
        const int wide = c->width > title ? c->width : title;
        full = full || used + wide > columns - 1;
        v->widths[i] = full ? 0 : wide;
        used += v->widths[i] == 0 ? 0 : wide + GAP;
        growing += c->grow && v->widths[i] > 0;
    }
    const int left = columns + GAP - 1 - used;
    for (size_t i = 0; i < v->table.ncolumns && growing > 0 && left > 0; i++) {
        if (v->table.columns[i].grow && v->widths[i] > 0) {
            v->widths[i] += left / growing < 40 ? left / growing : 40;
        }
    }
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, (int)v->shown, (struct area){inside.row + 2, 0, inside.rows - 2, columns});
}

static void draw_row(const struct list_screen *v, struct grid *g, int row, size_t at, bool cursor)
{
    const struct view_row *r = &v->table.rows[at];
    const enum role role = cursor ? ROLE_SELECTED : r->warning ? ROLE_STRONG : ROLE_TEXT;
    grid_blank(g, (struct area){row, 0, 1, g->columns}, cursor ? ROLE_SELECTED : ROLE_TEXT);
    (void)grid_text(g, row, 0, MARK_COLUMNS, role, r->marked ? (cursor ? ">*" : " *") : cursor ? "> " : r->warning ? "! " : "  ");
    int column = MARK_COLUMNS;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const char *text = view_cell(&v->table, at, i)->text;
        if (v->widths[i] == 0) {
            continue;
        }
        if (v->table.columns[i].number) {
            (void)grid_text_right(g, row, column + v->widths[i], v->widths[i], role, text);
        } else {
            (void)grid_text(g, row, column, v->widths[i], role, text);
        }
        column += v->widths[i] + GAP;
    }
}

static void draw_heads(const struct list_screen *v, struct grid *g, int row)
{
    int column = MARK_COLUMNS;
    for (size_t i = 0; i < v->table.ncolumns; i++) {
        const enum role role = i == v->column ? ROLE_ACCENT : ROLE_QUIET;
        if (v->widths[i] == 0) {
            continue;
        }
        if (v->table.columns[i].number) {
            (void)grid_text_right(g, row, column + v->widths[i], v->widths[i], role, v->table.columns[i].title);
        } else {
            (void)grid_text(g, row, column, v->widths[i], role, v->table.columns[i].title);
        }
        column += v->widths[i] + GAP;
    }
}

static void list_draw(struct screen *screen, struct grid *g)
{
    struct list_screen *v = own(screen);
    char right[VIEW_WORDS * 2];
    if (v->words[0] != '\0') {
        (void)snprintf(right, sizeof right, _("%zu of %zu with \"%s\""), v->shown, v->table.count, v->words);
    } else {
        (void)snprintf(right, sizeof right, "%zu / %zu", v->shown == 0 ? 0 : (size_t)v->list.at + 1, v->table.count);
    }
    const struct area inside = frame_draw(screen, g, v->table.title, right);
    (void)grid_text(g, inside.row, MARK_COLUMNS, inside.columns - MARK_COLUMNS - 1, ROLE_QUIET, v->table.remark);
    draw_heads(v, g, inside.row + 1);
    for (int i = v->list.top; i < v->list.count && listing_row(&v->list, i) >= 0; i++) {
        draw_row(v, g, listing_row(&v->list, i), v->order[i], i == v->list.at);
    }
    if (v->list.count == 0) {
        (void)grid_text(g, inside.row + 3, MARK_COLUMNS, inside.columns - 4, ROLE_TEXT,
                        v->words[0] != '\0' ? _("No row has these words. Esc shows all again.") : _("Nothing here."));
    }
}

static void list_leave(struct screen *screen, bool keep)
{
    (void)keep;
    view_table_release(&own(screen)->table);
    free(own(screen)->order);
    free(screen);
}

static const struct key_help *list_keys(const struct screen *screen)
{
    static const struct key_help found[] = {{N_("Enter"), N_("look inside"), true},
                                            {N_("Tab"), N_("next list"), true},
                                            {N_("Space"), N_("mark"), true},
                                            {"e", N_("emergency request"), true},
                                            {"w", N_("list of whom to ask"), false},
                                            {"x", N_("mark all with !"), false},
                                            {"a", N_("mark all, none"), false},
                                            {"/", N_("filter"), true},
                                            {"s", N_("sort by the next column"), false},
                                            {"<", N_("sort by the one before"), false},
                                            {"r", N_("turn the order round"), false},
                                            {"c", N_("to a file"), true},
                                            {"u", N_("read anew"), false},
                                            {"1-9 p y", N_("another list"), false},
                                            {"?", N_("keys"), true},
                                            {"q", N_("back"), true},
                                            {NULL, NULL, false}};
    static const struct key_help suppliers[] = {{N_("Enter"), N_("look inside"), true},
                                                {"/", N_("filter"), true},
                                                {"s", N_("sort"), true},
                                                {"<", N_("sort by the one before"), false},
                                                {"r", N_("turn round"), false},
                                                {N_("Space"), N_("mark"), true},
                                                {"a", N_("mark all, none"), false},
                                                {"x", N_("mark all with !"), false},
                                                {"e", N_("ask them"), true},
                                                {"w", N_("list of whom to ask"), false},
                                                {"c", N_("to a file"), true},
                                                {"u", N_("read anew"), false},
                                                {"1-9 p y", N_("another list"), false},
                                                {"?", N_("keys"), true},
                                                {"q", N_("back"), true},
                                                {NULL, NULL, false}};
    static const struct key_help keys[] = {{N_("Enter"), N_("look inside"), true},
                                           {"/", N_("filter"), true},
                                           {"s", N_("sort"), true},
                                           {"<", N_("sort by the one before"), false},
                                           {"r", N_("turn round"), true},
                                           {N_("Space"), N_("mark"), false},
                                           {"a", N_("mark all, none"), false},
                                           {"x", N_("mark all with !"), false},
                                           {"c", N_("to a file"), true},
                                           {"u", N_("read anew"), false},
                                           {"1-9 p y", N_("another list"), true},
                                           {"?", N_("keys"), true},
                                           {"q", N_("back"), true},
                                           {NULL, NULL, false}};
    const struct list_screen *v = (const struct list_screen *)(const void *)screen;
    return v->query.kind == VIEW_FOUND ? found : asks_suppliers(v) ? suppliers : keys;
}

struct effect view_list_open(struct portfolio_view *view, struct ui *ui, const struct view_query *query)
{
    static const struct screen_ops ops = {
        .enter = list_enter, .key = list_key, .layout = list_layout, .draw = list_draw, .leave = list_leave, .keys = list_keys};
    struct list_screen *v = calloc(1, sizeof *v);
    struct effect after;
    if (v == NULL) {
        return effect_push(NULL);
    }
    v->screen.ops = &ops;
    v->view = view;
    v->column = SIZE_MAX;
    if (!load(v, query, ui, &after)) {
        list_leave(&v->screen, false);
        return after;
    }
    return effect_push(&v->screen);
}
