/* Waiting for what takes long, while the screen that is shown stays: it says what is done, and can be left. */
#ifndef TENKEN_TUI_VIEW_WAIT_H
#define TENKEN_TUI_VIEW_WAIT_H

#include "model/portfolio_view.h"
#include "tui/screen.h"

struct view_wait {
    struct portfolio_view *view;
    struct ui *ui;
    const char *words; /* "Reading: Products in use"; borrowed */
    int asked;
    bool stopped, gone;
};

/* From now on what the view does (portfolio_view.go_on) says so below the screen, unless it is over in a moment; Esc and q stop it. */
void view_wait_begin(struct view_wait *w, struct portfolio_view *view, struct ui *ui, const char *words);
/* It is over. st other than ST_OK: the screen says that it was stopped, or why it failed. To stay, or to quit when the terminal is gone. */
struct effect view_wait_end(struct view_wait *w, enum status st, const struct error *e);

#endif
