/* A list of the portfolio: sorted by any column, narrowed by words, marked, opened row by row, written to a file. */
#include "tui/view_list_parts.h"

#include "tui/screens.h"
#include "tui/ui.h"
#include "tui/view_wait.h"

static struct list_screen *own(struct screen *screen)
{
    return (struct list_screen *)(void *)screen;
}

/* Keys of all lists: on which kinds of list they work, and on which they stand at the foot. */
enum {
    FOUND = 1,
    SUPPLIERS = 2,
    MISSING = 4,
    COMPARED = 8, /* two documents side by side: there is nothing inside a row */
    OTHERS = 16,
    CONFLICTS = 32,
    SETTLING = COMPARED | CONFLICTS,
    ASKING = FOUND | SUPPLIERS | MISSING,
    OPENING = ASKING | OTHERS | CONFLICTS,
    ALL = OPENING | COMPARED
};

static const struct {
    const char *keys, *text;
    unsigned on, bar;
} KEYS[] = {{N_("Enter"), N_("look inside"), OPENING, OPENING},
            {N_("Tab"), N_("next list"), FOUND, FOUND},
            {"t", N_("this file holds"), SETTLING, SETTLING},
            {"h", N_("what is held holds"), SETTLING, SETTLING},
            {"m", N_("reminders"), MISSING, MISSING},
            {"e", N_("ask urgently"), FOUND, FOUND},
            {"x", N_("end alarm"), FOUND, FOUND},
            {"e", N_("ask them"), SUPPLIERS | MISSING, SUPPLIERS | MISSING},
            {"/", N_("filter"), ALL, ALL & ~(unsigned)(FOUND | SETTLING)},
            {N_("Space"), N_("mark"), ALL, SUPPLIERS},
            {"a", N_("mark all, none"), ALL, 0},
            {"!", N_("mark all with !"), ALL, 0},
            {"w", N_("list of whom to ask"), ASKING, 0},
            {"s", N_("sort"), ALL, OTHERS},
            {"<", N_("sort by the one before"), ALL, 0},
            {"r", N_("turn round"), ALL, OTHERS},
            {"c", N_("to a file"), ALL, OTHERS | COMPARED},
            {"u", N_("read anew"), ALL, 0},
            {"1-9 p y", N_("another list"), ALL, OTHERS},
            {"?", N_("keys"), ALL, ALL},
            {"q", N_("back"), ALL, ALL}};

_Static_assert(sizeof KEYS / sizeof KEYS[0] <= LIST_KEYS_MAX, "a list has room for all keys");

/* Those that work now. */
static void choose_keys(struct list_screen *v)
{
    const unsigned kind = v->query.kind == VIEW_FOUND       ? FOUND
                          : v->query.kind == VIEW_CONFLICTS ? CONFLICTS
                          : v->query.kind == VIEW_MISSING   ? MISSING
                          : v->query.kind == VIEW_CONFLICT  ? COMPARED
                          : asks_suppliers(v)               ? SUPPLIERS
                                                            : OTHERS;
    size_t n = 0;
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        if ((KEYS[i].on & kind) != 0 && (KEYS[i].on != SETTLING || may_settle(v))) {
            v->keys[n++] = (struct key_help){KEYS[i].keys, KEYS[i].text, (KEYS[i].bar & kind) != 0};
        }
    }
    v->keys[n] = (struct key_help){NULL, NULL, false};
}

static void arrange(struct list_screen *v)
{
    v->shown = v->order == NULL ? 0 : view_table_order(&v->table, v->words, v->column, v->reversed, v->order);
    listing_resize(&v->list, (int)v->shown, v->list.area);
    choose_keys(v);
}

/* What is being read, for people. */
static const char *query_words(const struct portfolio_view *view, const struct view_query *query)
{
    const bool item = (query->kind == VIEW_ITEM || query->kind == VIEW_ITEM_YEARS) && query->id >= 0 && (size_t)query->id < view->nitems;
    const char *title = view_kind_words(query->kind);
    return item ? view->items[query->id].title : title[0] != '\0' ? title : query->words;
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
    list_measure(&v->table, v->needs, v->usually);
    v->query = *query;
    v->order = order;
    v->decisions = v->view->decisions;
    arrange(v);
    return true;
}

static bool any_marked(const struct list_screen *v)
{
    for (size_t i = 0; i < v->table.count; i++) {
        if (v->table.rows[i].marked) {
            return true;
        }
    }
    return false;
}

/* Whoever goes through the quarantine or the conflicts sees what is left, whoever asks from the board whom they have asked, and whoever
 * gives more time who is late still: there marks are worth more. */
static void list_enter(struct screen *screen)
{
    struct list_screen *v = own(screen);
    struct effect ignored;
    const bool lists = v->query.kind == VIEW_QUARANTINE || v->query.kind == VIEW_REJECTED || v->query.kind == VIEW_CONFLICTS ||
                       v->query.kind == VIEW_FOUND;
    const bool kept = (v->query.kind == VIEW_SUPPLIERS || v->query.kind == VIEW_MISSING) && !any_marked(v);
    if ((lists || kept) && v->decisions != v->view->decisions) {
        (void)load(v, &v->query, screen->ui, &ignored);
    }
    choose_keys(v); /* what was compared here may be settled by now */
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
        query.kind = VIEW_ITEM_YEARS;
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

static struct effect list_letter(struct list_screen *v, const struct event *event)
{
    const char c = event_command(event);
    switch (c) {
    case '/':
        return effect_push(view_prompt_new(N_("Show only rows with"), N_("Words, in any order and spelling. Nothing shows all again."),
                                           v->words, take_words, v));
    case 'c':
        return write_chosen(v);
    case 'e':
        return asks_suppliers(v) ? ask_chosen(v) : unused_key(&v->screen, event);
    case 'w':
        return asks_suppliers(v) ? list_recipients(v) : unused_key(&v->screen, event);
    case 'm':
        return v->query.kind == VIEW_MISSING ? write_letters(v) : unused_key(&v->screen, event);
    case 'x':
        return v->query.kind == VIEW_FOUND ? close_alarm(v) : unused_key(&v->screen, event);
    case 't':
    case 'h':
        return may_settle(v) ? settle_conflict(v, c == 't') : unused_key(&v->screen, event);
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
    case '!':
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
        const struct effect effect = view_goto_beside(v->view, v->screen.ui, c, &known);
        return known ? effect : unused_key(&v->screen, event);
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
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE && v->words[0] != '\0') { /* first back to all rows */
        v->words[0] = '\0';
        arrange(v);
        return effect_stay();
    }
    struct effect effect;
    if (back_or_help(screen, event, &effect)) {
        return effect;
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
    return event->kind == EVENT_KEY ? list_letter(v, event) : effect_stay();
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
    return ((const struct list_screen *)(const void *)screen)->keys;
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
