#include "tui/ui.h"

#include "base/i18n.h"
#include "base/width.h"

#include <stdarg.h>

static struct screen *top(const struct ui *ui)
{
    return ui->depth > 0 ? ui->stack[ui->depth - 1] : NULL;
}

static void say(struct ui *ui, bool warning, const char *format, va_list arguments) __attribute__((format(printf, 3, 0)));
static void say(struct ui *ui, bool warning, const char *format, va_list arguments)
{
    (void)vsnprintf(ui->message, sizeof ui->message, format, arguments);
    ui->warning = warning;
}

void ui_say(struct ui *ui, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(ui, false, format, arguments);
    va_end(arguments);
}

void ui_warn(struct ui *ui, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(ui, true, format, arguments);
    va_end(arguments);
}

static void enter_top(struct ui *ui)
{
    struct screen *screen = top(ui);
    if (screen != NULL) {
        screen->ui = ui;
        if (screen->ops->enter != NULL) {
            screen->ops->enter(screen);
        }
    }
}

static void leave_top(struct ui *ui, bool keep)
{
    struct screen *screen = ui->stack[--ui->depth];
    screen->ops->leave(screen, keep);
}

static void push(struct ui *ui, struct screen *screen)
{
    if (screen == NULL) {
        ui_warn(ui, "%s", _("Out of memory: this cannot be shown. Your answers are safe."));
    } else if (ui->depth == UI_DEPTH) {
        screen->ops->leave(screen, false);
        ui_warn(ui, "%s", _("Too many screens are open: go back with Esc first."));
    } else {
        ui->stack[ui->depth++] = screen;
        enter_top(ui);
    }
}

/* False when the program is to end. */
static bool apply(struct ui *ui, struct effect effect)
{
    switch (effect.kind) {
    case EFFECT_STAY:
        return true;
    case EFFECT_PUSH:
        push(ui, effect.screen);
        return true;
    case EFFECT_REPLACE:
        if (effect.screen != NULL) {
            leave_top(ui, false);
        }
        push(ui, effect.screen);
        return true;
    case EFFECT_POP:
        leave_top(ui, false);
        enter_top(ui);
        return ui->depth > 0;
    case EFFECT_QUIT:
        return false;
    }
    return true;
}

void ui_turn(struct ui *ui, bool away_from_private)
{
    int kept = 1;
    while (kept < ui->depth && !(away_from_private && ui->stack[kept]->secluded)) {
        kept++;
    }
    while (ui->depth > kept) {
        leave_top(ui, true);
    }
    ui->message[0] = '\0';
    for (int i = 0; i < ui->depth; i++) {
        if (ui->stack[i]->ops->turned != NULL) {
            ui->stack[i]->ops->turned(ui->stack[i]);
        }
    }
    enter_top(ui);
}

static bool too_small(const struct ui *ui)
{
    return ui->grid.rows < UI_ROWS_MIN || ui->grid.columns < UI_COLUMNS_MIN;
}

static void draw_too_small(struct ui *ui)
{
    char text[256];
    (void)snprintf(
        text, sizeof text,
        _("This window is %d columns by %d rows. Make it at least %d by %d, then it goes on where you were. Everything is kept."),
        ui->grid.columns, ui->grid.rows, UI_COLUMNS_MIN, UI_ROWS_MIN);
    const int columns = ui->grid.columns < TEXT_COLUMNS ? ui->grid.columns : TEXT_COLUMNS;
    (void)grid_wrap(&ui->grid, (struct area){0, 0, ui->grid.rows, columns}, 0, ROLE_TEXT, text);
}

static void show(struct ui *ui)
{
    grid_clear(&ui->grid);
    if (too_small(ui)) {
        draw_too_small(ui);
    } else {
        int lowest = ui->depth - 1;
        while (lowest > 0 && ui->stack[lowest]->ops->overlay) {
            lowest--;
        }
        for (int i = lowest; i < ui->depth; i++) {
            struct screen *screen = ui->stack[i];
            if (screen->ops->layout != NULL) {
                screen->ops->layout(screen, ui->grid.rows, ui->grid.columns);
            }
            ui->grid.cursor_row = -1;
            screen->ops->draw(screen, &ui->grid);
        }
        frame_message(ui, &ui->grid);
    }
    ui->terminal->ops->show(ui->terminal, &ui->grid);
}

/* Fits the grid to the terminal. Out of memory: the old grid stays. */
static void fit(struct ui *ui)
{
    int rows = 0;
    int columns = 0;
    struct grid next;
    ui->terminal->ops->size(ui->terminal, &rows, &columns);
    if ((rows != ui->grid.rows || columns != ui->grid.columns) && grid_init(&next, rows, columns, NULL) == ST_OK) {
        grid_release(&ui->grid);
        ui->grid = next;
    }
}

/* False when the program is to end. */
static bool handle(struct ui *ui, const struct event *event)
{
    switch (event->kind) {
    case EVENT_HANGUP:
        ui->gone = true;
        return false;
    case EVENT_RESIZE:
        fit(ui);
        return true;
    case EVENT_AMBIGUOUS:
        width_set_ambiguous(event->column);
        return true;
    default:
        break;
    }
    if (ui->before != NULL && ui->before(ui, event)) {
        return true;
    }
    if (too_small(ui)) {
        return true; /* nothing that cannot be seen is changed */
    }
    struct event pressed;
    if (event->kind == EVENT_CLICK && event->row == ui->grid.rows - 1) {
        if (!frame_bar_key(top(ui), ui->grid.columns, event->column, &pressed)) {
            return true;
        }
        event = &pressed;
    }
    ui->message[0] = '\0';
    ui->warning = false;
    return apply(ui, top(ui)->ops->key(top(ui), event));
}

bool ui_stopped(struct ui *ui, bool *gone)
{
    show(ui);
    while (ui->terminal->ops->pending(ui->terminal)) {
        struct event event = {0};
        if (ui->terminal->ops->wait(ui->terminal, &event, NULL) != ST_OK || event.kind == EVENT_HANGUP) {
            ui->gone = *gone = true;
            return true;
        }
        if (event.kind == EVENT_RESIZE) {
            fit(ui);
            show(ui);
        } else if (event.kind == EVENT_KEY && (event.key == KEY_ESCAPE || event_command(&event) == 'q')) {
            return true;
        }
    }
    return false;
}

void ui_busy(struct ui *ui, const char *words)
{
    ui_say(ui, "%s", words);
    show(ui);
}

void ui_ready(struct ui *ui)
{
    ui->message[0] = '\0';
    while (!ui->gone && ui->terminal->ops->pending(ui->terminal)) {
        struct event event = {0};
        if (ui->terminal->ops->wait(ui->terminal, &event, NULL) != ST_OK || event.kind == EVENT_HANGUP) {
            ui->gone = true;
        } else if (event.kind == EVENT_RESIZE) {
            fit(ui);
        }
    }
}

enum status ui_run(struct ui *ui, struct screen *const *first, size_t n, struct error *e)
{
    int rows = 0;
    int columns = 0;
    ui->terminal->ops->size(ui->terminal, &rows, &columns);
    enum status st = first[0] == NULL ? fail_memory(e) : grid_init(&ui->grid, rows, columns, e);
    for (size_t i = 0; i < n; i++) {
        if (first[i] != NULL && st == ST_OK) {
            push(ui, first[i]);
        } else if (first[i] != NULL) {
            first[i]->ops->leave(first[i], false);
        }
    }
    if (st != ST_OK) {
        return st;
    }
    bool going = true;
    bool kept = true;
    while (going) {
        if (!ui->terminal->ops->pending(ui->terminal)) {
            show(ui);
        }
        struct event event = {0};
        st = ui->terminal->ops->wait(ui->terminal, &event, e);
        if (st != ST_OK) {
            event.kind = EVENT_HANGUP;
        }
        going = handle(ui, &event) && !ui->gone;
        kept = event.kind == EVENT_HANGUP || ui->gone;
        if (going && ui->after != NULL) {
            ui->after(ui);
        }
    }
    while (ui->depth > 0) {
        leave_top(ui, kept);
    }
    if (ui->after != NULL) {
        ui->after(ui);
    }
    grid_release(&ui->grid);
    return st;
}
