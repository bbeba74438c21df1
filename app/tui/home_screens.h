/* The screens around home: each file's maker. NULL: out of memory. */
#ifndef TENKEN_TUI_HOME_SCREENS_H
#define TENKEN_TUI_HOME_SCREENS_H

#include "tui/home.h"
#include "tui/screens.h"

struct screen *home_screen_new(struct home *home, size_t row);
/* The keys of a row (home.h), ended as screen_ops.keys says; SIZE_MAX: of the request that nobody has opened. */
struct home_keys {
    struct key_help keys[32];
    char results[64]; /* what one of them may say */
};
void home_key_table(const struct home *home, size_t row, struct home_keys *out);
/* A year's row; here: the cursor is on it. */
struct grid;
void home_year_draw(const struct home_year *year, bool here, int at, struct grid *g);
/* Where the words of the customers' rows begin. */
int home_words_column(const struct home *home, const struct grid *g);
/* A customer's row, SIZE_MAX: the request that nobody has opened. at: its row, and the column of the words. */
void home_request_draw(const struct home *home, size_t row, bool here, struct area at, struct grid *g);
/* The first start: which language. */
struct screen *language_screen_new(struct home *home);
/* The company profile that new drafts begin with. */
struct screen *home_profile_new(struct home *home);
/* Choosing a request file: those found in the usual places, or any path. */
struct screen *open_screen_new(struct home *home);
/* One request: who asks, what, and confirming the customer; of one that answers were signed for, what that customer has had, and the ways
 * on from there. The facts are copied. row: of home.h; SIZE_MAX: it is not taken in yet. */
struct screen *request_screen_new(struct home *home, const struct customer_request *facts, size_t row);
/* A new draft: with last year's answers as proposals, another file's, or none. period NULL: the open request's. */
struct screen *begin_screen_new(struct home *home, const char *period);
/* From home to the questions of answers that were just begun. */
struct effect begun_effect(struct screen *screen, struct home *home, const struct begun *begun);

#endif
