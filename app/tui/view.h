/* The prime's screens: each file's maker. NULL: out of memory. */
#ifndef TENKEN_TUI_VIEW_H
#define TENKEN_TUI_VIEW_H

#include "model/portfolio_view.h"
#include "tui/screen.h"
#include "tui/terminal.h"

/* Shows the portfolio on a terminal until the user leaves. */
enum status view_screens(struct portfolio_view *view, struct terminal *terminal, struct error *e);

struct screen *view_home_new(struct portfolio_view *view);
/* Reads a list while the screen that is shown stays, then opens it; it may be left before it is there. */
struct effect view_list_open(struct portfolio_view *view, struct ui *ui, const struct view_query *query);
struct screen *view_text_new(struct portfolio_view *view, const struct view_query *query, const char *title);
/* Draws the lines of a text (portfolio_view.h) from the line top on, or only counts them when g is NULL; returns how many there are. */
int view_lines(const char *text, int top, struct grid *g, struct area area);
/* Requests to these suppliers, to be looked at and signed; takes codes over. */
struct screen *view_request_new(struct portfolio_view *view, const struct view_query *query, const char **codes, size_t ncodes);
struct screen *view_heat_new(struct portfolio_view *view);
/* One line to type over the screen below. taken gets the text at Enter, and says what follows; it is asked again while it returns a stay
 * effect and leaves a message. */
typedef struct effect view_prompt_taken(void *context, struct ui *ui, const char *text);
struct screen *view_prompt_new(const char *title, const char *help, const char *text, view_prompt_taken *taken, void *context);

/* The same for a passphrase, which is not shown and is wiped when the prompt goes. */
struct screen *view_secret_new(const char *title, const char *help, view_prompt_taken *taken, void *context);

/* ---- view_near.c ---- */
/* The supplier with this code; NULL: the list has none. */
const struct view_heat *view_supplier_of(const struct portfolio_view *view, const char *code);
/* Suppliers whose code or name is like what was typed as a code: "S03 Mihon Works, S13 Mihon Plating"; "" when there are none. */
#define VIEW_NEAR_TEXT 300
const char *view_codes_near(const struct portfolio_view *view, const char *code, char out[VIEW_NEAR_TEXT]);

/* The keys that open lists, the same on every screen. *known: whether it is one. */
struct effect view_goto(struct portfolio_view *view, struct ui *ui, char key, bool *known);
/* The same in the place of the screen that asks: lists lie side by side, not one over the other without end. Questions lie over it. */
struct effect view_goto_beside(struct portfolio_view *view, struct ui *ui, char key, bool *known);
/* Reads everything anew; true when it has been read, else *after says what to do. */
bool view_read_anew(struct portfolio_view *view, struct ui *ui, struct effect *after);
/* After something was done about one supplier: reads that one anew (portfolio_view.h). Who stops it stays with the lists as they were. */
void view_read_one(struct portfolio_view *view, struct ui *ui, const char *code, bool held);

#endif
