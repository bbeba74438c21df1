/* What the prime's screens have worked out: it holds until the portfolio is written to, or the day is another one. */
#ifndef TENKEN_COMMAND_VIEW_KEPT_H
#define TENKEN_COMMAND_VIEW_KEPT_H

#include "command/product_near.h"
#include "command/urgent.h"
#include "command/view_data.h"
#include "model/two_years.h"
#include "store/portfolio_find.h"

struct kept_plans {
    struct portfolio_plan *each; /* as they come from the source */
    size_t count, room;
    struct portfolio_item *items; /* of these, titles aside (view_item_title) */
    uint64_t unknown;             /* plans_unknown of the source */
    bool there;
};

struct kept_question {
    enum portfolio_question_kind kind;
    struct portfolio_item item; /* the same */
    size_t now;
    struct question_years years;
};

struct kept_years {
    struct kept_question *each;
    size_t count; /* 0: there is no period before */
    uint64_t both;
    const char *now, *before; /* periods */
    bool there;
};

/* A search for a product: who runs it, and who was asked about it. */
struct kept_search {
    char words[VIEW_WORDS];
    struct found_search *found; /* NULL: nothing was searched for */
    struct found_counts counts;
    struct urgent_board board;
    struct product_near near;
};

/* Everybody's inventory, for the other lists of all searches. */
struct kept_firms {
    struct found_supplier *each;
    size_t count, room;
    bool there;
};

/* All requests after an alert, for the boards of all searches. */
struct kept_alarms {
    struct urgent_request *each; /* but for who it is and the request's digest and file, which are "" */
    size_t count, room;
    bool there;
};

/* Who runs what, the one that most suppliers run first. */
struct kept_products {
    struct product_use *each;
    size_t count, room;
    bool there;
};

struct view_kept {
    struct portfolio_moment moment;
    char period[PORTFOLIO_PERIOD_TEXT], day[DATE_TEXT];
    struct arena arena; /* all texts */
    struct kept_plans plans;
    struct kept_years years;
    struct kept_search search;
    struct kept_firms firms;
    struct kept_alarms alarms;
    struct kept_products products;
};

/* Of the period that is shown. Stays until the next call. */
enum status view_kept_plans(struct view_data *d, const struct kept_plans **out, struct error *e);
enum status view_kept_years(struct view_data *d, const struct kept_years **out, struct error *e);
enum status view_kept_products(struct view_data *d, const struct kept_products **out, struct error *e);
/* The same in a transaction, of p. For the search that was kept other words are another one. */
enum status view_kept_search(struct view_data *d, struct portfolio *p, const char *words, const struct kept_search **out, struct error *e);
enum status view_kept_firms(struct view_data *d, struct portfolio *p, const struct kept_firms **out, struct error *e);
/* Hands out what the screens show as a source, in a transaction of its own. */
typedef enum status view_reading(void *context, struct portfolio_source *source, struct error *e);
enum status view_read(struct view_data *d, view_reading *read, void *context, struct error *e);
/* In a transaction: what does not hold for it is forgotten, and what is kept from now on is of it. */
enum status view_kept_now(struct view_data *d, struct portfolio *p, struct error *e);
void view_kept_forget_search(struct kept_search *s);
void view_kept_free(struct view_kept *k); /* or NULL */

#endif
