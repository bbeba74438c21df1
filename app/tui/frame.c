/* What is drawn around every screen. */
#include "tui/ui.h"

#include "base/i18n.h"
#include "base/width.h"

struct area frame_inside(int rows, int columns)
{
    return (struct area){.row = 2, .column = 0, .rows = rows - 4, .columns = columns};
}

int text_columns(int columns)
{
    return columns - 8 < TEXT_COLUMNS ? columns - 8 : TEXT_COLUMNS;
}

void fingerprint_draw(struct grid *g, int row, enum role role, const char *groups)
{
    char line[40];
    (void)snprintf(line, sizeof line, "%.39s", groups);
    (void)grid_text(g, row, 8, 40, role, line);
    (void)grid_text(g, row + 1, 8, 40, role, strlen(groups) > 40 ? groups + 40 : "");
}

static int key_columns(const struct key_help *key)
{
    return width_text(_(key->keys)) + 1 + width_text(_(key->text));
}

static bool is_help(const struct key_help *key)
{
    return strcmp(key->keys, "?") == 0;
}

/* Where the keys of the bar stand: the same for painting and for clicks. */
#define BAR_KEYS_MAX 32
struct bar_key {
    const struct key_help *key;
    int column, columns;
};

/* "KEYS text" pairs from a column on, as many as fit. */
static int place_keys(const struct key_help *keys, int column, int columns, struct bar_key out[BAR_KEYS_MAX])
{
    int n = 0;
    int used = 0;
    int kept = 0; /* for "?", which must not fall off the end */
    for (const struct key_help *key = keys; key->keys != NULL; key++) {
        kept = is_help(key) && key->bar ? key_columns(key) + 2 : kept;
    }
    for (; keys->keys != NULL; keys++) {
        const int gap = used > 0 ? 2 : 0;
        kept = is_help(keys) ? 0 : kept;
        if (keys->bar && n < BAR_KEYS_MAX && used + gap + key_columns(keys) + kept <= columns) {
            out[n++] = (struct bar_key){keys, column + used + gap, key_columns(keys)};
            used += gap + key_columns(keys);
        }
    }
    return n;
}

/* What stands at the right end of the bar, "" for nothing. */
static const char *bar_state(const struct screen *screen, bool *warning)
{
    const char *state = screen->ui->state != NULL ? screen->ui->state(screen->ui, warning) : NULL;
    const bool unkept = screen->ops->unkept != NULL && screen->ops->unkept(screen);
    return state == NULL || (unkept && !*warning) ? "" : state;
}

static int place_bar(const struct screen *screen, int columns, struct bar_key out[BAR_KEYS_MAX])
{
    bool warning = false;
    const int state = width_text(bar_state(screen, &warning));
    const int taken = state == 0 ? 0 : (state < columns / 3 ? state : columns / 3) + 2;
    return screen->ops->keys == NULL ? 0 : place_keys(screen->ops->keys(screen), 1, columns - 2 - taken, out);
}

static void draw_bar(const struct screen *screen, struct grid *g)
{
    const int row = g->rows - 1;
    struct bar_key keys[BAR_KEYS_MAX];
    bool warning = false;
    const char *state = bar_state(screen, &warning);
    (void)grid_text_right(g, row, g->columns - 1, g->columns / 3, warning ? ROLE_WARNING : ROLE_QUIET, state);
    const int n = place_bar(screen, g->columns, keys);
    for (int i = 0; i < n; i++) {
        const int used = grid_text(g, row, keys[i].column, keys[i].columns, ROLE_STRONG, _(keys[i].key->keys)) + 1;
        (void)grid_text(g, row, keys[i].column + used, keys[i].columns - used, ROLE_TEXT, _(keys[i].key->text));
    }
}

bool frame_bar_key(const struct screen *screen, int columns, int column, struct event *out)
{
    struct bar_key keys[BAR_KEYS_MAX];
    const int n = place_bar(screen, columns, keys);
    for (int i = 0; i < n; i++) {
        if (column >= keys[i].column && column < keys[i].column + keys[i].columns) {
            return key_parse(keys[i].key->keys, out);
        }
    }
    return false;
}

#define MESSAGE_ROWS 4

/* As it stands on the rule above the bar. */
static void message_line(const struct ui *ui, char out[sizeof ui->message + 8])
{
    (void)snprintf(out, sizeof ui->message + 8, ui->warning ? " ! %s " : " %s ", ui->message);
}

int frame_message_rows(const struct ui *ui, int columns)
{
    char text[sizeof ui->message + 8];
    message_line(ui, text);
    if (ui->message[0] == '\0' || width_text(text) <= columns - 2) {
        return 0;
    }
    const int lines = wrap_lines(ui->message, columns - 6);
    return lines < MESSAGE_ROWS ? lines : MESSAGE_ROWS;
}

void frame_message(const struct ui *ui, struct grid *g)
{
    char text[sizeof ui->message + 8];
    const enum role role = ui->warning ? ROLE_WARNING : ROLE_ACCENT;
    const int rows = frame_message_rows(ui, g->columns), wide = g->columns - 6;
    if (ui->message[0] == '\0') {
        return;
    }
    if (rows == 0) {
        message_line(ui, text);
        (void)grid_text(g, g->rows - 2, 1, g->columns - 2, role, text);
        return;
    }
    const struct area area = {g->rows - 1 - rows, 4, rows, wide};
    grid_blank(g, (struct area){area.row - 1, 0, rows + 1, g->columns}, ROLE_TEXT);
    grid_horizontal(g, area.row - 1, 0, g->columns, ROLE_QUIET);
    (void)grid_text(g, area.row, 2, 1, role, ui->warning ? "!" : "");
    (void)grid_wrap(g, area, 0, role, ui->message);
}

struct area frame_draw(const struct screen *screen, struct grid *g, const char *title, const char *right)
{
    const int taken = right == NULL ? 0 : grid_text_right(g, 0, g->columns - 1, g->columns / 2, ROLE_QUIET, right);
    (void)grid_text(g, 0, 1, g->columns - taken - 4, ROLE_TEXT, title[0] == '\0' ? _("Tenken") : title);
    grid_horizontal(g, 1, 0, g->columns, ROLE_QUIET);
    grid_horizontal(g, g->rows - 2, 0, g->columns, ROLE_QUIET);
    draw_bar(screen, g);
    return frame_inside(g->rows, g->columns);
}

#define BESIDE_MIN 20 /* columns beside a box in which there is still something to be read */

struct area overlay_draw(const struct screen *screen, struct grid *g, int rows, int columns, const char *title)
{
    rows = rows + 4 > g->rows - 4 ? g->rows - 4 : rows + 4;
    if (title != NULL && width_text(title) > columns) {
        columns = width_text(title);
    }
    columns = columns + 6 > g->columns - 4 ? g->columns - 4 : columns + 6;
    const struct area box = {(g->rows - rows) / 2, (g->columns - columns) / 2, rows, columns};
    /* The screen below steps back, and nothing of it stands directly beside the border; where there is room for stray letters only,
     * nothing at all. */
    for (int row = 0; row < g->rows; row++) {
        grid_role(g, (struct area){row, 0, 1, g->columns}, ROLE_QUIET);
    }
    const int beside = box.column < BESIDE_MIN ? box.column + 1 : 1;
    grid_blank(g, (struct area){box.row, box.column - beside, box.rows, box.columns + 2 * beside}, ROLE_TEXT);
    grid_box(g, box, ROLE_ACCENT);
    if (title != NULL && title[0] != '\0') {
        char text[256];
        (void)snprintf(text, sizeof text, " %s ", title);
        (void)grid_text(g, box.row, box.column + 2, box.columns - 4, ROLE_STRONG, text);
    }
    grid_blank(g, (struct area){g->rows - 2, 0, 2, g->columns}, ROLE_TEXT);
    grid_horizontal(g, g->rows - 2, 0, g->columns, ROLE_QUIET);
    draw_bar(screen, g);
    return (struct area){box.row + 2, box.column + 3, box.rows - 4, box.columns - 6};
}

void frame_divide(struct grid *g, int column, int row, int rows)
{
    grid_vertical(g, row, column, rows, ROLE_QUIET);
    grid_glyph(g, row - 1, column, ROLE_QUIET, GLYPH_TEE_DOWN);
    const struct cell *below = grid_cell(g, g->rows - 2, column); /* a rule, or a message */
    if (below != NULL && below->glyph == GLYPH_HORIZONTAL) {
        grid_glyph(g, g->rows - 2, column, ROLE_QUIET, GLYPH_TEE_UP);
    }
}
