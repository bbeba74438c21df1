/* Going after suppliers: more time for one of them, and questions about single answers. */
#ifndef TENKEN_STORE_PORTFOLIO_CHASE_H
#define TENKEN_STORE_PORTFOLIO_CHASE_H

#include "base/clock.h"
#include "store/portfolio.h"

#include <cjson/cJSON.h>
#include <stdint.h>

/* Whether any request of a year went out to the supplier that was not withdrawn. ST_NO: there is no such supplier. */
enum status portfolio_was_asked(struct portfolio *p, const char *code, bool *asked, struct error *e);

/* The earliest day of the alarms that the supplier has not fully replied to, "" none. */
enum status portfolio_alarm_due(struct portfolio *p, const char *code, char out[DATE_TEXT], struct error *e);

/* Gives the supplier until that day for everything that it has been asked so far, but for alarms: their day stays. ST_NO: there is no such
 * supplier. */
enum status portfolio_extend(struct portfolio *p, const char *code, const char *until, const char *reason, int64_t at, struct error *e);

/* Asks the supplier to look at single answers again. items: "PACK:ITEM PACK:ITEM". *id is its number. ST_NO: there is no such supplier. */
enum status portfolio_clarify(struct portfolio *p, const char *code, const char *items, const char *text, int64_t at, int64_t *id,
                              struct error *e);
/* Takes it off the list. ST_NO: there is none with this number, or it is settled already. */
enum status portfolio_settle(struct portfolio *p, int64_t id, int64_t at, struct error *e);

/* Both borrowed; texts never NULL and partly foreign. */
struct clarification {
    int64_t id;
    const char *code, *name, *email;
    const char *items;
    const char *text; /* the prime's words, or "" */
    const char *asked_at;
    const char *settled_at;     /* or "" */
    const char *contradictions; /* recorded with the newest answers (model/contradictions.h), or "" */
    int64_t assessment;         /* those answers, for portfolio_answers; 0 where none were recorded */
    bool answered;              /* newer answers have come since; whether they settle it is for the prime to say */
    bool sheet;                 /* the newest answers came on an answer sheet, which comes back only once */
    const char *period;         /* of those, or "" */
};
struct extension {
    const char *code;
    const char *until, *reason, *given_at;
};
/* What a letter about the answers of a year says of the supplier beside its address. */
struct letter_facts {
    int tiering[3];                        /* the tiering questions: 1, 0, -1 */
    char due[DATE_TEXT], until[DATE_TEXT]; /* of what was asked for that year: first day and, extensions counted in, last; "" nothing was */
    char *file;                            /* the request's file, as the command that wrote it named it; "" not known, or answered */
};
/* file is the caller's to free. A code that is no supplier's has nothing. */
enum status portfolio_letter_facts(struct portfolio *p, const char *code, const char *period, struct letter_facts *out, struct error *e);
/* What an assessment answered, {pack: {item: answer}}, and its products, as facts have both (model/condition.h). The caller's. */
enum status portfolio_answers(struct portfolio *p, int64_t assessment, cJSON **out, struct error *e);
enum status portfolio_inventory(struct portfolio *p, int64_t assessment, cJSON **out, struct error *e);
typedef enum status clarification_visit(void *context, const struct clarification *c, struct error *e);
typedef enum status extension_visit(void *context, const struct extension *x, struct error *e);
/* code: only that supplier's, or NULL; open: only those not settled. In the order of their numbers. */
enum status portfolio_clarifications(struct portfolio *p, const char *code, bool open, clarification_visit *visit, void *context,
                                     struct error *e);
enum status portfolio_extensions(struct portfolio *p, const char *code, extension_visit *visit, void *context, struct error *e);

#endif
