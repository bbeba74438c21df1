/* What is drawn around every screen. */
#include "tui/ui.h"

#include "base/i18n.h"
#include "base/width.h"

struct area frame_inside(int rows, int columns)
{
    return (struct area){.row = 2, .column = 0, .rows = rows - 4, .columns = columns};
}

static int key_columns(const struct key_help *key)
{
    return width_text(_(key->keys)) + 1 + width_text(_(key->text));
}

static bool is_help(const struct key_help *key)
{
    return strcmp(key->keys, "?") == 0;
}

/* Draws "KEYS text" pairs of the bar from a column on, as many as fit. */
static void draw_keys(const struct key_help *keys, struct grid *g, int row, int column, int columns)
{
    int used = 0;
    int kept = 0; /* for "?", which must not fall off the end */
    for (const struct key_help *key = keys; key->keys != NULL; key++) {
        kept = is_help(key) && key->bar ? key_columns(key) + 2 : kept;
    }
    for (; keys->keys != NULL; keys++) {
        const int gap = used > 0 ? 2 : 0;
        kept = is_help(keys) ? 0 : kept;
        if (!keys->bar || used + gap + key_columns(keys) + kept > columns) {
            continue;
        }
        used += gap;
        used += grid_text(g, row, column + used, columns - used, ROLE_STRONG, _(keys->keys)) + 1;
        used += grid_text(g, row, column + used, columns - used, ROLE_TEXT, _(keys->text));
    }
}

static void draw_bar(const struct screen *screen, struct grid *g)
{
    const int row = g->rows - 1;
    bool warning = false;
    const char *state = screen->ui->state != NULL ? screen->ui->state(screen->ui, &warning) : NULL;
    int end = g->columns - 1;
    if (state != NULL && state[0] != '\0') {
        end -= grid_text_right(g, row, end, g->columns / 3, warning ? ROLE_WARNING : ROLE_QUIET, state) + 2;
    }
    if (screen->ops->keys != NULL) {
        draw_keys(screen->ops->keys(screen), g, row, 1, end - 1);
    }
}

static void draw_message(const struct ui *ui, struct grid *g)
{
    if (ui->message[0] == '\0') {
        return;
    }
    char text[sizeof ui->message + 8];
    (void)snprintf(text, sizeof text, ui->warning ? " ! %s " : " %s ", ui->message);
    (void)grid_text(g, g->rows - 2, 1, g->columns - 2, ui->warning ? ROLE_WARNING : ROLE_ACCENT, text);
}

struct area frame_draw(const struct screen *screen, struct grid *g, const char *title, const char *right)
{
    const int taken = right == NULL ? 0 : grid_text_right(g, 0, g->columns - 1, g->columns / 2, ROLE_QUIET, right);
    (void)grid_text(g, 0, 1, g->columns - taken - 4, ROLE_TEXT, title[0] == '\0' ? _("Tenken") : title);
    grid_horizontal(g, 1, 0, g->columns, ROLE_QUIET);
    grid_horizontal(g, g->rows - 2, 0, g->columns, ROLE_QUIET);
    draw_message(screen->ui, g);
    draw_bar(screen, g);
    return frame_inside(g->rows, g->columns);
}

struct area overlay_draw(const struct screen *screen, struct grid *g, int rows, int columns, const char *title)
{
    rows = rows + 4 > g->rows - 4 ? g->rows - 4 : rows + 4;
    columns = columns + 6 > g->columns - 4 ? g->columns - 4 : columns + 6;
    const struct area box = {(g->rows - rows) / 2, (g->columns - columns) / 2, rows, columns};
    /* The screen below steps back, and nothing of it stands directly beside the border. */
    for (int row = 0; row < g->rows; row++) {
        grid_role(g, (struct area){row, 0, 1, g->columns}, ROLE_QUIET);
    }
    grid_blank(g, (struct area){box.row, box.column - 1, box.rows, box.columns + 2}, ROLE_TEXT);
    grid_box(g, box, ROLE_ACCENT);
    if (title != NULL && title[0] != '\0') {
        char text[256];
        (void)snprintf(text, sizeof text, " %s ", title);
        (void)grid_text(g, box.row, box.column + 2, box.columns - 4, ROLE_STRONG, text);
    }
    grid_blank(g, (struct area){g->rows - 2, 0, 2, g->columns}, ROLE_TEXT);
    grid_horizontal(g, g->rows - 2, 0, g->columns, ROLE_QUIET);
    draw_message(screen->ui, g);
    draw_bar(screen, g);
    return (struct area){box.row + 2, box.column + 3, box.rows - 4, box.columns - 6};
}
