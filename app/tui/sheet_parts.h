/* What the files of the interview's table share; nobody else includes it. */
#ifndef TENKEN_TUI_SHEET_PARTS_H
#define TENKEN_TUI_SHEET_PARTS_H

#include "tui/screen.h"
#include "tui/sheet_view.h"

struct sheet_screen {
    struct screen screen;
    struct session *session;
    size_t *rows;
    size_t asked; /* questions asked when the rows were collected */
    struct sheet_state state;
    struct editor query, edit;
    bool editing;
    struct sheet_view view;
};

/* The question under the cursor; the table must not be empty. */
static inline size_t sheet_question(const struct sheet_screen *v)
{
    return v->rows[v->view.list.at];
}

static inline bool sheet_empty(const struct sheet_screen *v)
{
    return v->view.list.count == 0;
}

/* ---- screen_sheet.c ---- */
/* Rows anew, the cursor on the place, or on the first row. */
void sheet_collect(struct sheet_screen *v);
void sheet_remember_row(const struct sheet_screen *v);
void sheet_choose_filter(struct sheet_screen *v, enum sheet_filter filter);
/* After a change. Rows stay where they are, also when they do not belong to the list any more, until it is chosen again; only questions
 * that came or went by an answer change it. */
void sheet_changed(struct sheet_screen *v);
/* What came of a change, said if it was not made. otherwise: what ST_NO means. True when it was made. */
bool sheet_made(struct sheet_screen *v, enum status st, const struct error *e, const char *otherwise);
/* To the cell that is filled next. */
void sheet_go_on(struct sheet_screen *v);
void sheet_say(struct sheet_screen *v, const char *text);
/* Whether something may be typed in the column: while the firm looks on only its own answers. If not, says why. */
bool cell_writable(struct sheet_screen *v);

/* ---- sheet_edit.c: the cell under the cursor as a text ---- */
/* text: what stands there at first. */
void cell_edit_begin(struct sheet_screen *v, const char *text);
void cell_edit_end(struct sheet_screen *v, bool keep);
/* Begins with the text that the cell has: in the cell, or in a form when it has several lines. */
struct effect cell_edit(struct sheet_screen *v);
struct effect cell_edit_key(struct sheet_screen *v, const struct event *event);
/* Picks a snippet for the cell, or makes its text one. */
struct effect cell_snippet(struct sheet_screen *v, bool pick);

/* ---- sheet_commands.c ---- */
/* Commands that work in every cell; as letters only where a letter is no text. */
struct effect sheet_command(struct sheet_screen *v, char c);
/* A key in a column of ratings; one that means nothing there is a command. */
struct effect cell_fill(struct sheet_screen *v, char c);
void cell_clear(struct sheet_screen *v);

#endif
