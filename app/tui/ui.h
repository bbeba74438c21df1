/* The event loop and its stack of screens. */
#ifndef TENKEN_TUI_UI_H
#define TENKEN_TUI_UI_H

#include "tui/screen.h"
#include "tui/terminal.h"

#define UI_DEPTH 12
#define UI_ROWS_MIN 24
#define UI_COLUMNS_MIN 80

struct ui {
    struct terminal *terminal;
    struct grid grid;
    struct screen *stack[UI_DEPTH];
    int depth;
    char message[512]; /* one remark, shown until the next key */
    bool warning;
    bool gone; /* the terminal went away, nobody left */
    /* Before every event that is not about the window; true: it was for this, no screen gets it. NULL: none. */
    bool (*before)(struct ui *, const struct event *);
    /* After every event, before painting: saves what has changed. */
    void (*after)(struct ui *);
    /* At the right end of the bar, e.g. "saved"; NULL or "": nothing. warning: shown as one. */
    const char *(*state)(struct ui *, bool *warning);
    void *context;
};

/* Runs until a screen quits, the stack is empty or the terminal goes. first: the n screens that it begins with, lowest first (the lowest
 * must be there, others may be NULL); takes ownership of them. The failure, if any, is the terminal's. */
enum status ui_run(struct ui *ui, struct screen *const *first, size_t n, struct error *e);

/* What may be shown has changed: screens that hold private things (screen.secluded) are left with what was typed kept, and whatever lies
 * over them; the others are told (screen_ops.turned), and a remark goes. The lowest screen stays in any case. */
void ui_turn(struct ui *ui, bool away_from_private);

/* Paints in the middle of something that takes long, and looks whether the user wants to stop it (Esc, q, the terminal gone: then *gone).
 * Other keys are dropped. */
bool ui_stopped(struct ui *ui, bool *gone);

/* Before something that takes a moment: says what, where the user sees it at once. */
void ui_busy(struct ui *ui, const char *words);
/* After it: drops what was typed meanwhile, which was meant for no screen that could be seen. */
void ui_ready(struct ui *ui);

void ui_say(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_warn(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- what screens have in common ---- */

/* Longest line of running text: 80 Latin or 40 Japanese characters. */
#define TEXT_COLUMNS 80
/* Columns of running text on a screen so wide: with four columns free on either side, TEXT_COLUMNS at most. */
int text_columns(int columns);

/* The digits of a fingerprint, to be read out: two rows, eight groups each, as much as one can read in a breath without losing the place.
 */
void fingerprint_draw(struct grid *g, int row, enum role role, const char *groups);

/* The frame: title and right text above, rules, the message and the keys below. Returns the area inside. */
struct area frame_draw(const struct screen *screen, struct grid *g, const char *title, const char *right);
/* Over everything: the remark in the rule above the bar; a longer one takes rows from the screen until the next key, rather than being cut.
 */
void frame_message(const struct ui *ui, struct grid *g);
/* How many rows those are, from the bottom of frame_inside, in a window of so many columns; 0: none. What is chosen from stays above. */
int frame_message_rows(const struct ui *ui, int columns);
/* The key that a click on the bar means; false when it means none ("0-4", or between two). */
bool frame_bar_key(const struct screen *screen, int columns, int column, struct event *out);
struct area frame_inside(int rows, int columns);
/* A rule down the column, through these rows inside the frame, joined to the frame's rules above and below. */
void frame_divide(struct grid *g, int column, int row, int rows);
/* A box in the middle over what is drawn already, with a title in its border and its keys below. Returns the area inside. */
struct area overlay_draw(const struct screen *screen, struct grid *g, int rows, int columns, const char *title);

#endif
