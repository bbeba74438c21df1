/* What a report on a prime's portfolio is written from: the database (store/) fills it, writers (export/) read it, and neither
 * knows the other. Rows come one at a time, so that 100,000 suppliers need no more memory than ten. */
#ifndef TENKEN_MODEL_PORTFOLIO_SOURCE_H
#define TENKEN_MODEL_PORTFOLIO_SOURCE_H

#include "base/clock.h"
#include "base/error.h"
#include "model/pack.h"
#include "model/portfolio_periods.h"
#include "model/product.h"
#include "model/rating.h"
#include "model/score.h"

#include <stdint.h>

/* What stands in one cell of the heat map: 0–4, or one of these. */
enum portfolio_level {
    PORTFOLIO_UNANSWERED = -1,
    PORTFOLIO_UNKNOWN = -2,
    PORTFOLIO_NA = -3,
    PORTFOLIO_NOT_ASKED = -4, /* hidden by applies_if, or the pack was not asked */
    PORTFOLIO_DONE = -5,      /* items of kind done */
    PORTFOLIO_NOT_DONE = -6,
};

enum portfolio_state {
    PORTFOLIO_ANSWERED,
    PORTFOLIO_UNFINISHED,  /* begun: what came is unfinished, and the rest is not late */
    PORTFOLIO_WAITING,     /* nothing yet, and not late */
    PORTFOLIO_LATE,        /* nothing yet, or nothing finished, and the due date has passed */
    PORTFOLIO_UNASKED,     /* nothing yet, and no day is known: nobody has asked */
    PORTFOLIO_QUARANTINED, /* something came, but nothing that may be merged yet */
    PORTFOLIO_CONFLICT,    /* answered, and other answers claim the same place: those that were taken in count until it is settled */
    PORTFOLIO_ENDED,       /* the last of them. Nothing finished, and nothing is waited for: the prime no longer works with it */
};

/* Answers of the period that contradict each other, as they say themselves (model/contradictions.h): none; or some that the supplier was
 * asked about since; or some that nobody has asked about. */
enum portfolio_contradiction { PORTFOLIO_CONTRADICTION_NONE, PORTFOLIO_CONTRADICTION_ASKED, PORTFOLIO_CONTRADICTION_NEW };

enum portfolio_tier { PORTFOLIO_TIER_UNSET, PORTFOLIO_TIER_BASE, PORTFOLIO_TIER_HIGHER };

/* A pack that answers of this period name. */
struct portfolio_pack {
    const char *id;
    const char *version;
    const char *digest;      /* hex SHA-256 */
    const struct pack *pack; /* the reader's own copy, or NULL: such answers are kept and not scored */
    uint64_t suppliers;      /* how many answered it */
    int64_t last_supplier;   /* for who counts them: the one counted last */
};

/* One column of the heat map. */
struct portfolio_item {
    const char *pack; /* ids, at the answer's home */
    const char *id;
    const struct pack *home; /* both NULL when the pack is not at hand; then title is the id */
    const struct item *item;
    const char *title; /* in the current language */
    int target;
};

/* Whether it was asked after an alert: that is of no year. */
bool portfolio_item_of_alarm(const struct portfolio_item *item);

/* What is in a supplier's inventory of third-party products. */
enum { PORTFOLIO_INVENTORY_ANY = 1, PORTFOLIO_INVENTORY_INTERNET = 2, PORTFOLIO_INVENTORY_CREDENTIALS = 4 };

/* An assessor's ratings among the answers: the firm's claim, or the word of an assessor whom the prime knows. */
enum portfolio_ratings { PORTFOLIO_RATINGS_NONE, PORTFOLIO_RATINGS_CLAIMED, PORTFOLIO_RATINGS_KNOWN };

/* A level or enum portfolio_level as an answer, for facts (model/condition.h); NULL: out of memory. */
cJSON *portfolio_level_answer(int level);

/* One supplier, in the order of codes. Everything is borrowed and valid during the call only; texts are never NULL ("" when
 * absent) and are foreign: the writer neutralises them. */
struct portfolio_supplier {
    const char *code;
    const char *name;
    enum portfolio_tier tier;
    enum portfolio_state state;
    const char *verdict; /* of what is merged: verdict_name()'s word, "" when nothing is */
    int total;           /* 0…1000, recomputed by the reader, or SCORE_NONE */
    int floor;           /* 0…4 or SCORE_NONE */
    int perceived;       /* 0…1000 or SCORE_NONE */
    uint64_t answered, asked;
    bool unfinished;    /* of what was asked, some is open still, whatever else is finished: answered and asked tell how much */
    uint64_t finished;  /* documents that are: without one, nothing is answered yet (model/portfolio_standing.h) */
    uint64_t documents; /* whose answers are counted together: more than one when a later request asked for something else */
    bool held;          /* a file of the period that is its own, or claims to be, waits in quarantine, whatever is merged */
    enum portfolio_contradiction contradiction;
    bool score_differs;       /* the document claims another score than the one recomputed */
    const char *answered_on;  /* when the newest finished answers were issued, else what is begun; "" when nothing has come */
    char dated_on[DATE_TEXT]; /* the last day that answers are dated which came before it and count as of then; "" when there are none */
    bool first;               /* of one finished document, never corrected since: nothing finished came before that day */
    const char *due;          /* date, or "" */
    char ended_on[DATE_TEXT]; /* since when the prime no longer works with it, "" as long as it does; why, or "" */
    const char *ended_reason;
    bool ended;                       /* it had ended by the end of the period: of a year that was over by then, nothing changes */
    const char *employees, *industry; /* the profile's values (model/choices.h), or "" */
    const char *contact_name;
    const char *contact_email;
    const char *contact_phone;   /* the contact's, else the one in the prime's list */
    const char *emergency_phone; /* where somebody answers at night; "" when none was named */
    unsigned inventory;          /* PORTFOLIO_INVENTORY_…, together */
    enum portfolio_ratings ratings;
    const char *assessor;   /* with RATINGS_KNOWN: as the prime knows them; else "" */
    const int8_t *assessed; /* nitems values: an assessor's level, -1 none; NULL when nothing was answered */
    /* nitems values, what was said to each of them, texts NULL where it is not known (answers from before it was kept); NULL: no ratings */
    const struct rating_words *rating_words;
    const int8_t *levels;  /* nitems values: 0–4 or enum portfolio_level; NULL when nothing was answered */
    const int8_t *targets; /* nitems values: the level that this supplier is to reach (its tier's), -1 none; NULL: those of the items */
};

/* An item below its target, the largest priority first, ties by supplier code and item. */
struct portfolio_gap {
    const char *code;
    const char *name;
    size_t item; /* index into items */
    int level;   /* 0–4; unknown counts as 0 and is marked */
    bool unknown;
    int target;
    int priority;
};

/* A product that a supplier says it uses, by product name, then supplier code. */
struct portfolio_product {
    const char *code;
    const char *name;
    const char *product;
    const char *vendor;
    const char *version;
    bool internet;
    bool credentials;
    const char *answered_on;
};

/* What a supplier plans for an item and has not reached, the earliest date first, those without one last; ties by supplier code and item.
 */
struct portfolio_plan {
    const char *code;
    const char *name;
    size_t item;       /* index into items */
    int level;         /* as answered: 0–4 or enum portfolio_level */
    int planned;       /* 0–4, -1: no level was named */
    int target;        /* that this supplier is to reach, -1 none */
    const char *by;    /* date, "" when none was named */
    const char *owner; /* who does it, at the supplier; "" when nobody was named */
    bool overdue;      /* the date lies before the report's day */
};

/* A question in this period and in the one before, told by pack and item id. */
enum portfolio_question_kind {
    PORTFOLIO_QUESTION_SAME,
    PORTFOLIO_QUESTION_REWORDED, /* its words or its levels' words have changed: answers compare with care */
    PORTFOLIO_QUESTION_UNSURE,   /* asked in both, but a pack is not at hand, so the words cannot be compared */
    PORTFOLIO_QUESTION_NEW,
    PORTFOLIO_QUESTION_RETIRED,
};
struct portfolio_question {
    enum portfolio_question_kind kind;
    const struct portfolio_item *item; /* of this period; of the one before when it is retired */
    size_t now, before;                /* index into the items of the period; SIZE_MAX when it has none */
};

/* A supplier in both periods; where nothing came for one of them its levels are NULL. What is only begun can be listed with its levels, but
 * is not compared (two_years_both). */
struct portfolio_years {
    const char *code;
    const char *name;
    enum portfolio_tier tier;
    int total[2], floor[2];  /* now, before; SCORE_NONE */
    const int8_t *levels[2]; /* now, before; one an entry of the questions */
    bool answered[2];        /* finished answers stand for it */
};
/* How an answer has changed. */
enum portfolio_change {
    PORTFOLIO_CHANGE_NONE,
    PORTFOLIO_CHANGE_RAISED,
    PORTFOLIO_CHANGE_LOWERED,
    PORTFOLIO_CHANGE_OTHER, /* between answers that no order compares */
    PORTFOLIO_CHANGE_NEW,   /* this supplier was not asked it before */
    PORTFOLIO_CHANGE_GONE,  /* it is no longer asked it */
};
/* levels: 0–4 or enum portfolio_level. */
enum portfolio_change portfolio_change(int before, int now);

enum portfolio_incident_kind { PORTFOLIO_INCIDENT_QUARANTINED, PORTFOLIO_INCIDENT_CONFLICT, PORTFOLIO_INCIDENT_REJECTED };

/* A file that was not merged, by time of receipt. */
struct portfolio_incident {
    const char *file;
    const char *received;    /* time */
    const char *code;        /* "" when the supplier is not known */
    const char *name;        /* as claimed, "" when unreadable */
    const char *verdict;     /* verdict_name()'s word, or "" */
    const char *fingerprint; /* SHA-256 of the signer's certificate, or "" */
    const char *reason;      /* a sentence */
};

struct urgent_request; /* model/urgent.h */

/* A visitor's answer other than ST_OK ends the walk and is what the walk returns. */
typedef enum status portfolio_supplier_visit(void *context, const struct portfolio_supplier *row, struct error *e);
typedef enum status portfolio_gap_visit(void *context, const struct portfolio_gap *row, struct error *e);
typedef enum status portfolio_product_visit(void *context, const struct portfolio_product *row, struct error *e);
typedef enum status portfolio_incident_visit(void *context, const struct portfolio_incident *row, struct error *e);
typedef enum status portfolio_plan_visit(void *context, const struct portfolio_plan *row, struct error *e);
typedef enum status portfolio_years_visit(void *context, const struct portfolio_years *row, struct error *e);
typedef enum status urgent_visit(void *context, const struct urgent_request *request, struct error *e);

/* Owned by whoever made it; the arrays stay until it is released. Every walk may be made more than once, and sees one and the same
 * state of the portfolio (one read transaction). All suppliers of the period come (store/portfolio_period.h), those that have not answered
 * too. */
struct portfolio_source {
    const char *owner;                /* the prime's name, "" when not known */
    const char *period;               /* "2026" */
    const char *period_before;        /* the newest earlier one that has answers, "" when there is none */
    const char *from, *until;         /* moments, as times or "": its year; the usual one and what comes after it have no end */
    struct portfolio_periods periods; /* all of them */
    int64_t as_of;                    /* when the report is made */
    bool rated;                       /* some answers hold ratings by an assessor */
    uint64_t plans_unknown;           /* suppliers whose answers came in before plans were kept and cannot be read again */
    uint64_t files;                   /* files ever taken in for this period, whatever became of them */
    const struct portfolio_pack *packs;
    size_t npacks;
    const struct portfolio_item *items;
    size_t nitems;
    enum status (*suppliers)(struct portfolio_source *, portfolio_supplier_visit *visit, void *context, struct error *);
    enum status (*gaps)(struct portfolio_source *, portfolio_gap_visit *visit, void *context, struct error *);
    enum status (*products)(struct portfolio_source *, portfolio_product_visit *visit, void *context, struct error *);
    enum status (*incidents)(struct portfolio_source *, enum portfolio_incident_kind kind, portfolio_incident_visit *visit, void *context,
                             struct error *);
    enum status (*plans)(struct portfolio_source *, portfolio_plan_visit *visit, void *context, struct error *);
    /* The questions of both periods: those of now in the order of items, then the retired ones. Owned by the source. Nothing when there is
     * no period before. */
    enum status (*questions)(struct portfolio_source *, const struct portfolio_question **out, size_t *n, struct error *);
    /* Suppliers of the period that answered in it or in the one before, in the order of codes. */
    enum status (*years)(struct portfolio_source *, portfolio_years_visit *visit, void *context, struct error *);
    /* The same for the one that `suppliers` is visiting, inside its visit. */
    enum status (*years_of)(struct portfolio_source *, const struct portfolio_supplier *visited, portfolio_years_visit *visit,
                            void *context, struct error *);
    /* All requests after an alert, of whichever year: by supplier code, each supplier's in the order of their issue. */
    enum status (*alarms)(struct portfolio_source *, urgent_visit *visit, void *context, struct error *);
    const struct product_aliases *aliases; /* names of products that stand for each other; NULL: none (the command's) */
    /* Words for a verdict's name in the current language (trust's, passed in by the command); NULL: the name itself is shown. */
    const char *(*verdict_words)(const char *name);
    void *context; /* the implementation's */
};

#endif
