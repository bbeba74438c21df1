/* What the files of a text about one row share; nobody else includes it. */
#ifndef TENKEN_TUI_VIEW_TEXT_PARTS_H
#define TENKEN_TUI_VIEW_TEXT_PARTS_H

#include "tui/view.h"

#define READ_ALOUD 8 /* digits of the fingerprint that have to be typed */

struct text_screen {
    struct screen screen;
    struct portfolio_view *view;
    struct view_query query;
    char title[4 * VIEW_WORDS];
    struct buffer text;
    int top, rows, room; /* first line shown, lines in all and on the screen */
    char code[VIEW_WORDS];
    char fingerprint[256]; /* its digits, as the text has them */
    bool replace;          /* the key that the supplier has */
    bool task;             /* something is to be done about a rejected file */
    bool decided;
    bool question; /* one to the supplier is open */
};

/* More time for a supplier, a question to it, one that is settled, and the end of business with it (view_text_supplier.c). */
struct effect text_supplier_key(struct text_screen *v, const struct event *event, char c);

#endif
