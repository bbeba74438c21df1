/* The heat map: suppliers down, items across, one digit each; the cursor says in words what a cell is. */
#include "tui/view.h"

#include "base/amount.h"
#include "base/fold.h"
#include "base/width.h"
#include "tui/listing.h"
#include "tui/screens.h"
#include "tui/ui.h"
#include "tui/view_wait.h"

#define NAME_LEAST 24 /* what names may take from the items, with the cursor and the gap beside them */
#define NAME_BESIDE 3
#define TOTAL_COLUMNS 7
#define CELL_WIDE 3

enum heat_order { BY_CODE, WORST_FIRST, BY_ITEM, ORDERS };

struct heat_screen {
    struct screen screen;
    struct portfolio_view *view;
    struct listing list;
    size_t *items; /* those that have a column: what was asked after an alert is of no year */
    size_t nitems;
    size_t at, left; /* among them: the cursor's, and the first one shown */
    enum heat_order by;
    size_t sorted; /* by this one of the items */
    size_t *order;
    size_t count;
    int longest, names; /* columns that the longest name takes, and those that names have */
};

static struct heat_screen *own(struct screen *screen)
{
    return (struct heat_screen *)(void *)screen;
}

/* What a cell is worth when the worst come first: what is below everything first, what is not asked last. */
static int worth(int level)
{
    return level >= 0 ? level : level == PORTFOLIO_UNKNOWN || level == PORTFOLIO_NOT_DONE ? -1 : level == PORTFOLIO_UNANSWERED ? 5 : 6;
}

static int compare(const void *a, const void *b, void *context)
{
    const struct heat_screen *v = context;
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;
    const struct view_heat *p = &v->view->heat[x], *q = &v->view->heat[y];
    int order = 0;
    if ((p->levels == NULL) != (q->levels == NULL)) {
        order = p->levels == NULL ? 1 : -1;
    } else if (v->by == WORST_FIRST) {
        order = p->total - q->total;
    } else if (v->by == BY_ITEM && p->levels != NULL && v->sorted < v->nitems) {
        order = worth(p->levels[v->items[v->sorted]]) - worth(q->levels[v->items[v->sorted]]);
    }
    return v->by == BY_CODE || order == 0 ? (x < y ? -1 : x > y) : order;
}

static void arrange(struct heat_screen *v)
{
    for (size_t i = 0; i < v->count; i++) {
        v->order[i] = i;
    }
    qsort_r(v->order, v->count, sizeof *v->order, compare, v);
}

static const char *name_of(const struct view_heat *h)
{
    return h->name[0] != '\0' ? h->name : h->code;
}

static void gather(struct heat_screen *v)
{
    free(v->items);
    v->items = calloc(v->view->nitems + 1, sizeof *v->items);
    v->nitems = 0;
    for (size_t i = 0; v->items != NULL && i < v->view->nitems; i++) {
        if (!portfolio_item_of_alarm(&v->view->items[i])) {
            v->items[v->nitems++] = i;
        }
    }
}

static void heat_enter(struct screen *screen)
{
    struct heat_screen *v = own(screen);
    v->longest = 0;
    for (size_t i = 0; i < v->view->nheat; i++) {
        const char *name = name_of(&v->view->heat[i]);
        const int wide = strlen(name) > (size_t)v->longest ? width_text(name) : 0; /* no text has more columns than bytes */
        v->longest = wide > v->longest ? wide : v->longest;
    }
    free(v->order);
    v->count = v->view->nheat;
    v->order = calloc(v->count + 1, sizeof *v->order);
    gather(v);
    v->at = v->nitems == 0 ? 0 : v->at < v->nitems ? v->at : v->nitems - 1;
    if (v->order == NULL) {
        v->count = 0;
    }
    arrange(v);
}

static struct effect take_path(void *context, struct ui *ui, const char *text)
{
    struct heat_screen *v = context;
    struct view_table table = {0};
    struct error e = {0};
    struct view_wait wait;
    view_wait_begin(&wait, v->view, ui, _("Writing"));
    enum status st = v->view->table(v->view, &(struct view_query){.kind = VIEW_HEAT}, &table, &e);
    st = st == ST_OK && table.failed ? fail_memory(&e) : st;
    st = st == ST_OK ? v->view->write(v->view, &table, v->order, v->count, text, &e) : st;
    const struct effect after = view_wait_end(&wait, st, &e);
    view_table_release(&table);
    if (st != ST_OK) {
        return after;
    }
    ui_say(ui, _n("%s row written to %s", "%s rows written to %s", (int)v->count), COUNT_TEXT(v->count), text);
    return effect_pop();
}

static struct effect heat_key(struct screen *screen, const struct event *event)
{
    struct heat_screen *v = own(screen);
    const char c = event_command(event);
    bool known = false;
    if (listing_opens(&v->list, event)) {
        struct view_query query = {.kind = VIEW_SUPPLIERS};
        if (v->count == 0) {
            return effect_stay();
        }
        (void)snprintf(query.words, sizeof query.words, "%s", v->view->heat[v->order[v->list.at]].code);
        return effect_push(view_text_new(v->view, &query, ""));
    }
    struct effect effect;
    if (back_or_help(screen, event, &effect)) {
        return effect;
    }
    if (listing_key(&v->list, event) || event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (event->key == KEY_ARROW_RIGHT || c == 'l') {
        v->at += v->at + 1 < v->nitems;
    } else if (event->key == KEY_ARROW_LEFT || c == 'h') {
        v->at -= v->at > 0;
    } else if (c == 's') {
        v->by = (enum heat_order)(((int)v->by + 1) % ORDERS);
        v->sorted = v->at;
        v->list.at = 0;
        arrange(v);
        ui_say(screen->ui, "%s",
               v->by == BY_CODE       ? _("In the order of codes.")
               : v->by == WORST_FIRST ? _("The lowest totals first.")
                                      : _("The lowest levels of this item first."));
    } else if (c == 'c') {
        return effect_push(view_prompt_new(N_("Write to a file"),
                                           N_("A name that ends in .csv or .xlsx. All rows are written, in this order."), "heat.csv",
                                           take_path, v));
    } else {
        effect = view_goto_beside(v->view, screen->ui, c, &known);
        return known ? effect : unused_key(screen, event);
    }
    return effect_stay();
}

/* What all the items leave goes to the names, as far as they need it. */
static int names_wide(const struct heat_screen *v, int columns)
{
    const int left = columns - TOTAL_COLUMNS - 1 - (int)v->nitems * CELL_WIDE;
    const int most = left > NAME_LEAST ? left : NAME_LEAST;
    return v->longest + NAME_BESIDE < most ? v->longest + NAME_BESIDE : most;
}

static int items_wide(const struct heat_screen *v, int columns)
{
    return (columns - v->names - TOTAL_COLUMNS - 1) / CELL_WIDE;
}

static bool names_cut(const struct heat_screen *v)
{
    return v->longest > v->names - NAME_BESIDE;
}

static void heat_layout(struct screen *screen, int rows, int columns)
{
    struct heat_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    v->names = names_wide(v, columns);
    const size_t wide = (size_t)items_wide(v, columns);
    listing_resize(&v->list, (int)v->count, (struct area){inside.row + 3, 0, inside.rows - (names_cut(v) ? 5 : 4), columns});
    v->left = v->at < v->left ? v->at : v->at >= v->left + wide ? v->at - wide + 1 : v->left;
}

static const char *mark_of(int level, char out[2])
{
    const char mark = level >= 0                      ? (char)('0' + level)
                      : level == PORTFOLIO_UNKNOWN    ? '?'
                      : level == PORTFOLIO_NA         ? '-'
                      : level == PORTFOLIO_DONE       ? 'o'
                      : level == PORTFOLIO_NOT_DONE   ? 'x'
                      : level == PORTFOLIO_UNANSWERED ? '.'
                                                      : ' ';
    out[0] = mark;
    out[1] = '\0';
    return out;
}

static const struct portfolio_item *item_of(const struct heat_screen *v, size_t column)
{
    return &v->view->items[v->items[column]];
}

/* Pack and number of each item above its column: the pack's name where it begins, the ids turned into the last characters. What the rows
 * are sorted by has a mark behind it, as in the lists. */
static void draw_heads(const struct heat_screen *v, struct grid *g, int row, int first)
{
    const size_t wide = (size_t)items_wide(v, g->columns);
    const int right = v->names + TOTAL_COLUMNS - 2;
    (void)grid_text_right(g, row + 1, right, TOTAL_COLUMNS - 1, v->by == WORST_FIRST ? ROLE_ACCENT : ROLE_QUIET, _("Total"));
    if (v->by == WORST_FIRST) {
        grid_glyph(g, row + 1, right, ROLE_ACCENT, GLYPH_UP);
    }
    for (size_t i = v->left; i < v->nitems && i < v->left + wide; i++) {
        const struct portfolio_item *item = item_of(v, i);
        const int column = first + (int)(i - v->left) * CELL_WIDE;
        const bool begins = i == v->left || strcmp(item_of(v, i - 1)->pack, item->pack) != 0;
        if (begins) {
            size_t n = 1;
            while (i + n < v->nitems && i + n < v->left + wide && strcmp(item_of(v, i + n)->pack, item->pack) == 0) {
                n++;
            }
            (void)grid_text(g, row, column, (int)n * CELL_WIDE - 1, ROLE_QUIET,
                            item->home != NULL ? text_of(item->home->title) : item->pack);
        }
        char number[VIEW_NUMBER_TEXT];
        const int end =
            column + grid_text(g, row + 1, column, CELL_WIDE - 1, i == v->at ? ROLE_ACCENT : ROLE_QUIET, view_item_number(item, number));
        if (v->by == BY_ITEM && i == v->sorted) {
            grid_glyph(g, row + 1, end, ROLE_ACCENT, GLYPH_UP);
        }
    }
}

static void draw_row(const struct heat_screen *v, struct grid *g, int row, const struct view_heat *h, bool cursor, int first)
{
    const size_t wide = (size_t)items_wide(v, g->columns);
    char total[SCORE_TEXT];
    (void)grid_text(g, row, 0, 2, ROLE_ACCENT, cursor ? ">" : " ");
    (void)grid_text(g, row, 2, v->names - NAME_BESIDE, cursor ? ROLE_ACCENT : ROLE_TEXT, name_of(h));
    (void)grid_text_right(g, row, v->names + TOTAL_COLUMNS - 2, TOTAL_COLUMNS - 1, ROLE_TEXT, score_text(h->total, total));
    if (h->levels == NULL) { /* nothing has come, and why */
        (void)grid_text(g, row, first, g->columns - first - 1, ROLE_QUIET, h->state);
    }
    for (size_t i = v->left; h->levels != NULL && i < v->nitems && i < v->left + wide; i++) {
        char mark[2];
        const int level = h->levels[v->items[i]], target = h->targets[v->items[i]];
        const bool below = (level >= 0 && level < target) || (level == PORTFOLIO_UNKNOWN && target > 0) || level == PORTFOLIO_NOT_DONE;
        const enum role role = cursor && i == v->at ? ROLE_SELECTED : below ? ROLE_STRONG : ROLE_QUIET;
        const int column = first + (int)(i - v->left) * CELL_WIDE;
        (void)grid_text(g, row, column, 1, role, mark_of(level, mark));
        (void)grid_text(g, row, column + 1, 1, below ? ROLE_WARNING : ROLE_QUIET, below ? "!" : " ");
    }
}

static void heat_draw(struct screen *screen, struct grid *g)
{
    struct heat_screen *v = own(screen);
    char right[64], title[VIEW_WORDS], words[512] = "", text[VIEW_LEVEL_TEXT], number[VIEW_NUMBER_TEXT];
    (void)snprintf(right, sizeof right, "%s / %s", COUNT_TEXT(v->count == 0 ? 0 : v->list.at + 1), COUNT_TEXT(v->count));
    const struct area inside = frame_draw(screen, g, view_title(v->view, VIEW_HEAT, _("Heat map"), title), right);
    const int first = v->names + TOTAL_COLUMNS;
    draw_heads(v, g, inside.row, first);
    for (int i = v->list.top; i < v->list.count && listing_row(&v->list, i) >= 0; i++) {
        draw_row(v, g, listing_row(&v->list, i), &v->view->heat[v->order[i]], i == v->list.at, first);
    }
    if (v->count > 0 && v->nitems > 0) {
        const struct view_heat *h = &v->view->heat[v->order[v->list.at]];
        const struct portfolio_item *item = item_of(v, v->at);
        const int level = h->levels == NULL ? PORTFOLIO_UNANSWERED : h->levels[v->items[v->at]],
                  target = h->targets == NULL ? -1 : h->targets[v->items[v->at]];
        if (level >= 0 && target >= 0) {
            (void)snprintf(words, sizeof words, _("%s %s: %s, target %d"), view_item_number(item, number), item->title,
                           view_level_words(level, text), target);
        } else {
            (void)snprintf(words, sizeof words, "%s %s: %s", view_item_number(item, number), item->title, view_level_words(level, text));
        }
    }
    if (v->count > 0 && names_cut(v)) {
        (void)grid_text(g, inside.row + inside.rows - 2, 2, inside.columns - 4, ROLE_STRONG, name_of(&v->view->heat[v->order[v->list.at]]));
    }
    (void)grid_text(g, inside.row + inside.rows - 1, 2, inside.columns - 4, ROLE_STRONG, words);
}

static void heat_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(own(screen)->order);
    free(own(screen)->items);
    free(screen);
}

static const struct key_help *heat_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("arrows"), N_("move"), true},
                                           {"s", N_("sort"), true},
                                           {N_("Enter"), N_("look inside"), true},
                                           {"c", N_("to a file"), true},
                                           {"1-9 p y", N_("another list"), false},
                                           {"?", N_("keys"), true},
                                           {"q", N_("back"), true},
                                           {"!", N_("below the target"), true},
                                           {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *view_heat_new(struct portfolio_view *view)
{
    static const struct screen_ops ops = {
        .enter = heat_enter, .key = heat_key, .layout = heat_layout, .draw = heat_draw, .leave = heat_leave, .keys = heat_keys};
    struct heat_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->view = view;
    return &v->screen;
}
