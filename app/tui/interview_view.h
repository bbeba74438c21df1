/* Where everything stands on the interview screen, apart from painting. The question and both ratings on one side; what only the consultant
 * may see on the other: beside it from INTERVIEW_BESIDE columns on, below it in a smaller window, nowhere in presenter mode. */
#ifndef TENKEN_TUI_INTERVIEW_VIEW_H
#define TENKEN_TUI_INTERVIEW_VIEW_H

#include "tui/question_view.h"

#define INTERVIEW_BESIDE 100
#define RATING_LINES 24

/* Which rating the digits give. */
enum rating_focus { FOCUS_FIRM, FOCUS_ASSESSOR };

/* A labelled text below the levels. */
enum rating_line_kind { LINE_FIRM, LINE_ASSESSOR, LINE_CONFIDENCE, LINE_REASON, LINE_NOTE, LINE_FACT };
struct rating_line {
    enum rating_line_kind kind;
    struct area area; /* of the text, within the body's contents */
    bool warning;
    char label[64];
    char text[FACT_TEXT];
};

struct interview_view {
    struct area body;
    struct area side;    /* rows 0: not shown */
    struct area private; /* the consultant's own note, at the end of the side; rows 0: none */
    int scroll;          /* first row of the body's contents that is shown */
    int side_rows;       /* of the side's contents */
    /* Within the body's contents, before scrolling; rows 0: not shown. */
    struct area question, why, choices[CHOICES], remark;
    int text_column; /* of the question and why it is asked, behind its number */
    int label_columns;
    struct rating_line lines[RATING_LINES];
    int nlines;
    int line_label_columns;
    int height;
    char remark_text[REMARK_TEXT];
};

/* cursor: the choice that must be visible. */
void interview_view_compute(struct interview_view *view, const struct session *s, size_t question, int cursor, int rows, int columns);
/* side_top: first row of the side's contents that is shown. */
void interview_view_draw(const struct interview_view *view, const struct session *s, size_t question, int cursor, enum rating_focus focus,
                         int side_top, struct grid *g);

/* What is at a place of the screen. */
struct interview_spot {
    int choice;             /* of question_view.h; -1: none */
    int line;               /* of view.lines; -1: none */
    const char *confidence; /* one of the three words; NULL: none */
};
struct interview_spot interview_view_spot(const struct interview_view *view, const struct session *s, size_t question, int row, int column);

/* ---- interview_side.c ---- */
/* The consultant's side in so many columns: probes, evidence, what is overstated, last year. Draws unless g is NULL; returns its rows. */
int interview_side(const struct session *s, size_t question, struct area area, int top, bool beside, struct grid *g);
/* The private note and its heading. Draws unless g is NULL; returns the rows that it would need. */
int interview_private(const struct session *s, size_t question, struct area area, bool beside, struct grid *g);
/* The side as sentences for plain mode: each entry of a heading is told. */
void interview_side_each(const struct session *s, size_t question, void (*told)(void *context, const char *heading, const char *text),
                         void *context);

#endif
