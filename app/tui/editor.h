/* Editing a text, one line or several, grapheme cluster by grapheme cluster. Knows events and grids, no terminal. */
#ifndef TENKEN_TUI_EDITOR_H
#define TENKEN_TUI_EDITOR_H

#include "base/error.h"
#include "tui/event.h"
#include "tui/grid.h"

/* Owns text (always NUL-terminated, valid UTF-8 without controls except newlines in several lines). */
struct editor {
    char *text;
    size_t length;
    size_t max;   /* bytes */
    size_t caret; /* offset of a cluster, or length */
    bool lines;   /* newlines are text; otherwise they become spaces when pasted */
    bool wraps;   /* without newlines, yet drawn on several rows */
    int columns;  /* of the area drawn last, for moving by lines */
    int wish;     /* the column that Up and Down keep to; -1: the caret's own */
    int top;      /* first line shown */
    size_t left;  /* first byte shown (one line) */
    /* The text is a proposal, drawn as selected: what is typed or pasted first replaces it; any other key that acts makes it text. */
    bool proposed;
};

enum edit {
    EDIT_IGNORED, /* not for an editor: Enter and Tab in one line, Esc, … */
    EDIT_MOVED,
    EDIT_CHANGED,
    EDIT_FULL, /* refused: it would be longer than max; nothing was lost */
};

enum status editor_init(struct editor *editor, const char *text, size_t max, bool lines, struct error *e);
void editor_release(struct editor *editor);
/* Cleans foreign text (controls, invalid bytes) before it goes in. */
enum edit editor_insert(struct editor *editor, const char *text, size_t n);
enum edit editor_key(struct editor *editor, const struct event *event);
/* Draws into the area; with focus, scrolled so that the caret is seen, and places the grid's cursor. */
void editor_draw(struct editor *editor, struct grid *g, struct area area, bool focus);
/* Without focus the beginning is shown from now on. */
void editor_rewind(struct editor *editor);
/* Puts the caret where a click in the drawn area landed. */
void editor_click(struct editor *editor, struct area area, int row, int column);

#endif
