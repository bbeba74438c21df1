/* Where everything stands on the question screen, apart from painting: the same numbers serve drawing, scrolling and mouse clicks. */
#ifndef TENKEN_TUI_QUESTION_VIEW_H
#define TENKEN_TUI_QUESTION_VIEW_H

#include "tui/grid.h"
#include "tui/session.h"

/* Choices of one question, in the order of the cursor: its levels (five, or done and not done), then these three. */
enum { CHOICE_NONE = -1, CHOICE_UNKNOWN = LEVELS, CHOICE_NA, CHOICE_VENDOR, CHOICES };
#define FACTS_MAX 14
#define FACT_TEXT 512
#define REMARK_TEXT 1024
#define NUMBER_TEXT 24

struct question_view {
    struct area rail; /* empty when there is no room */
    struct area body;
    bool listed; /* set by the caller: it goes back to a list, and only what can be done here is said */
    int read;    /* set by the caller: rows that were read on; 0: what is shown follows the cursor */
    int scroll;  /* first row of the body's contents that is shown */
    /* Rows and columns within the body's contents, before scrolling. rows 0: not shown. */
    struct area question, why, choices[CHOICES], remark;
    int label_columns;
    int text_column; /* of the question and why it is asked, behind its number */
    int text_left;   /* column of the levels' texts in the body */
    int facts_row, nfacts;
    int height;
    char remark_text[REMARK_TEXT];    /* "" when there is none */
    char facts[FACTS_MAX][FACT_TEXT]; /* those that begin with "!" are told whole, the others as far as there is room */
    int fact_rows[FACTS_MAX];
};

/* cursor: the choice that must be visible; CHOICE_NONE: the first. */
void question_view_compute(struct question_view *view, const struct session *s, size_t question, int cursor, int rows, int columns);
/* Fills facts. */
void question_facts_collect(struct question_view *view, const struct session *s, size_t question);
/* ---- the words of one question, for other views of it too ---- */
const char *level_label(const struct question *q, int level); /* "throughout", "done" */
const char *level_text(const struct question *q, int level);  /* "" for kind done */
const char *choice_text(int choice);                          /* of those after the levels: "not applicable" */
const char *choice_key(int choice);
bool choice_given(const struct question *q, int choice);
/* What contradicts it, or else what the last answer brought up elsewhere; NULL: nothing. */
const struct check_hit *question_hit(const struct session *s, size_t question);
/* What contradicts it, and the key that goes there; "" when nothing does. */
void question_remark(const struct session *s, size_t question, char out[REMARK_TEXT]);
/* Its number, as it stands before the question; returns its columns. */
int question_number_words(const struct session *s, size_t question, char out[NUMBER_TEXT]);
/* Paint the question with its number and why it is asked, and a remark (nothing when the area has no rows), in places within the contents.
 */
void question_head_draw(const struct session *s, size_t question, struct area text, struct area why, struct grid *g);
void question_remark_draw(struct area area, const char *remark, struct grid *g);
/* Number of levels that the question shows: five, or two for kind done. */
int question_levels(const struct question *q);
/* The choice (0 … CHOICES-1) at a place of the screen, -1 when there is none. */
int question_view_choice(const struct question_view *view, const struct question *q, int row, int column);

void question_view_draw(const struct question_view *view, const struct session *s, size_t question, int cursor, struct grid *g);

/* The rail: sections and questions. */
void rail_draw(const struct session *s, size_t question, struct area rail, struct grid *g);
/* The question in a row of the rail, SIZE_MAX when there is none. */
size_t rail_question(const struct session *s, size_t question, struct area rail, int row);

#endif
