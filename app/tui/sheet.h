/* The interview as a table: rows of questions, columns of what is said about them. The same for its screen and plain mode. */
#ifndef TENKEN_TUI_SHEET_H
#define TENKEN_TUI_SHEET_H

#include "tui/session.h"

enum sheet_column { SHEET_FIRM, SHEET_ASSESSOR, SHEET_CONFIDENCE, SHEET_REASON, SHEET_NOTE, SHEET_PRIVATE, SHEET_COLUMNS };

enum sheet_filter { SHEET_ALL, SHEET_OPEN, SHEET_DIFFERING, SHEET_PARKED, SHEET_NO_EVIDENCE, SHEET_HEARD, SHEET_FILTERS };
extern const char *const SHEET_FILTER_NAMES[SHEET_FILTERS]; /* N_, short */
extern const char *const SHEET_FILTER_WORDS[SHEET_FILTERS]; /* what is typed in plain mode */

/* By the questionnaire, by how far the ratings are apart, by the lowest rating. Equal ones stay in the questionnaire's order. */
enum sheet_order { SHEET_BY_NUMBER, SHEET_BY_DIFFERENCE, SHEET_BY_LEVEL, SHEET_ORDERS };
extern const char *const SHEET_ORDER_NAMES[SHEET_ORDERS]; /* N_ */

/* question: asked. words: "" or what title, question, or a text of the row must hold. While the screen is turned to the firm only what is
 * shown counts, and nothing is parked. */
bool sheet_passes(const struct session *s, size_t question, enum sheet_filter filter, const char *words);
/* Fills rows (room for s->list.count) in order; returns how many. */
int sheet_rows(const struct session *s, enum sheet_filter filter, enum sheet_order order, const char *words, size_t *rows);

bool sheet_column_shown(const struct session *s, enum sheet_column column);
static inline bool sheet_is_text(enum sheet_column column)
{
    return column >= SHEET_REASON;
}
/* The full text of a text column. */
const char *sheet_text(const struct session *s, size_t question, enum sheet_column column);
enum status sheet_set_text(struct session *s, size_t question, enum sheet_column column, const char *text, struct error *e);
/* One key in a rating column: 0–4 for ratings (0 and 1 of kind done), x and v for the firm, 0–3 for confidence (none, heard, document,
 * seen). ST_NO: this key means nothing there. */
enum status sheet_set_key(struct session *s, size_t question, enum sheet_column column, char key, struct error *e);
/* Takes away what stands in a cell. */
enum status sheet_clear(struct session *s, size_t question, enum sheet_column column, struct error *e);
/* The same as in another row. ST_NO: there is nothing that can be copied. */
enum status sheet_copy(struct session *s, size_t from, size_t to, enum sheet_column column, struct error *e);
/* Where the cursor goes after a cell was filled: on in the row, and at its end to the next one; false when there is none. */
bool sheet_next(const struct session *s, const size_t *rows, int count, int *row, enum sheet_column *column);

#endif
