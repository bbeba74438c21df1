/* The cursor of a list: which row, which part is shown. */
#ifndef TENKEN_TUI_LISTING_H
#define TENKEN_TUI_LISTING_H

#include "tui/event.h"
#include "tui/grid.h"

struct listing {
    int count;
    int at;           /* 0 … count - 1; 0 when empty */
    int top;          /* first row shown */
    struct area area; /* where the rows are drawn, set before keys and drawing */
};

void listing_resize(struct listing *l, int count, struct area area); /* keeps the cursor inside and visible */
/* Moves the cursor: arrows, j, k, PgUp, PgDn, Home, End, wheel, click. False when the event is something else. */
bool listing_key(struct listing *l, const struct event *event);
int listing_row(const struct listing *l, int index); /* grid row, -1 when not shown */
/* True when a click hit the row that the cursor was on already: as good as Enter. */
bool listing_click_again(const struct listing *l, const struct event *event);
/* True when the event opens the row under the cursor: Enter, or a second click on it. The list may be empty. */
bool listing_opens(const struct listing *l, const struct event *event);

#endif
