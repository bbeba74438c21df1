/* Inside the reading of a portfolio: one period's answers, and what the walks of a report share. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_YEAR_H
#define TENKEN_STORE_PORTFOLIO_YEAR_H

#include "base/arena.h"
#include "base/clock.h"
#include "model/portfolio_source.h"
#include "store/portfolio_columns.h"
#include "store/portfolio_period.h"
#include "store/portfolio_sort.h"

/* What the supplier that is being visited plans for one item. */
struct item_plan {
    bool there;
    int8_t level;   /* -1 none */
    const char *by; /* date, or "" */
    const char *owner;
};

/* A period and, one supplier after the other, the answers of that period; the arrays have an entry for each item of columns. */
struct year {
    char *period;
    struct columns columns;
    int8_t *levels;
    int8_t *targets;
    int8_t *assessed;
    struct answer_cell *cells; /* the levels with targets and priorities */
    int64_t *from;             /* the assessment that answers each, negative: an alarm's reply; 0: none */
    struct item_plan *plans;   /* NULL: they are not read */
    struct arena plan_texts;
    struct rating_words *ratings; /* NULL: no supplier had any so far */
    bool rated;                   /* the supplier that is being visited has */
    struct arena rating_texts;
};

/* What one assessment adds to its supplier's row. */
struct row_texts {
    struct arena arena;
    const char *name, *answered_on, *contact_name, *contact_email, *contact_phone, *emergency_phone, *verdict, *employees, *industry,
        *assessor;
};

/* One of a supplier's documents, which come with the newest first. */
struct year_document {
    int64_t assessment;
    bool alarm;  /* a reply to one, which alone does not answer for a year */
    bool counts; /* some of its answers stand: no newer document has them all (year_counts) */
};

/* contact: name, e-mail, phone, emergency phone. What t has already stays. */
void year_contact(struct row_texts *t, const struct sql_value contact[4]);

/* Zeroed but for the period, which it owns. counted: columns_load. */
enum status year_load(struct year *y, struct portfolio *p, const struct catalog *catalog, bool counted, struct error *e);
/* The same with the columns of an earlier reading, which are borrowed. */
enum status year_take(struct year *y, const struct portfolio_item *items, size_t n, struct error *e);
void year_release(struct year *y);
/* All of the supplier's assessments of the period: each question by the newest that answers it, so that what answers a part of the
 * questions completes the others and replaces none of them. s->tier is set. s->documents: how many count, 0 when there is none but replies
 * to alarms. */
enum status year_read(struct year *y, struct portfolio *p, int64_t supplier, struct portfolio_supplier *s, struct row_texts *t,
                      struct error *e);

/* The same of its levels and score alone, for who compares years, in less than half the time. */
enum status year_read_levels(struct year *y, struct portfolio *p, int64_t supplier, struct portfolio_supplier *s, struct error *e);
/* And of its plans alone. */
enum status year_read_plans(struct year *y, struct portfolio *p, int64_t supplier, struct error *e);

/* What these share. Whether what d has for an item is taken, which it is unless a newer document answered it, or left it open as d does; a
 * reply to an alarm only where no document of the year does. The caller keeps y->levels. */
bool year_take_item(struct year *y, size_t at, const struct year_document *d, int level);
/* Whether the document, whose items were all taken, is one of those that count together: with answers that stand, or the newest of the
 * year, whatever became of its answers. Then s->documents has it. */
bool year_counts(struct portfolio_supplier *s, const struct year_document *d);
void year_note_score(struct portfolio_supplier *s, const struct sql_value score[2]);
/* When several documents count: the score of all questions that they answer, in place of that of the newest. */
void year_score(const struct year *y, struct portfolio_supplier *s);
/* After the items of that pack. */
enum status year_note_plans(struct year *y, const struct year_document *d, const char *pack, const char *plans, struct error *e);

struct portfolio_reading;

struct report {
    struct portfolio *portfolio;
    const struct portfolio_reading *known; /* what was read before and holds still (portfolio_anew.h), or NULL */
    const struct catalog *catalog;
    char *before; /* the period before */
    char today[DATE_TEXT];
    bool meant; /* the period is the one that is meant when nobody names one */
    struct period_span span;
    struct year now;
    int64_t visited; /* the supplier that the walk is at */
    /* Of the period before, made when somebody compares (portfolio_years.c); past_loaded: it is. */
    struct year past;
    bool past_loaded;
    struct portfolio_question *questions;
    size_t nquestions;
    int8_t *levels[2]; /* of both years, one an entry of questions */
};

/* A supplier as the walks see it: its row, its id, and whether it has answered in this period. */
typedef enum status report_row_visit(void *context, const struct portfolio_supplier *row, int64_t supplier, struct error *e);
enum status report_walk(struct report *r, report_row_visit *visit, void *context, struct error *e);
/* The same for one supplier; nothing is visited when there is none with this code. */
enum status report_walk_one(struct report *r, const char *code, report_row_visit *visit, void *context, struct error *e);

/* The same for all of r->known (portfolio_again.c). */
enum status known_walk(struct report *r, report_row_visit *visit, void *context, struct error *e);

enum status report_plans(struct portfolio_source *source, portfolio_plan_visit *visit, void *context, struct error *e);
enum status report_questions(struct portfolio_source *source, const struct portfolio_question **out, size_t *n, struct error *e);
enum status report_years(struct portfolio_source *source, portfolio_years_visit *visit, void *context, struct error *e);
enum status report_years_of(struct portfolio_source *source, const struct portfolio_supplier *visited, portfolio_years_visit *visit,
                            void *context, struct error *e);
void report_years_release(struct report *r);

#endif
