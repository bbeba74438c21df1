/* The morning after: who was asked about a product, and who has replied. */
#ifndef TENKEN_COMMAND_URGENT_H
#define TENKEN_COMMAND_URGENT_H

#include "base/arena.h"
#include "base/clock.h"
#include "model/portfolio_find.h"
#include "model/product.h"
#include "model/urgent.h"
#include "store/portfolio_urgent.h"
#include "trust/identity.h"

struct urgent_reply {
    int64_t supplier;
    char asked_at[TIME_TEXT]; /* "" not asked */
    char due[DATE_TEXT];
    char replied_at[TIME_TEXT]; /* "" none */
    /* of the newest file in its name that came since and is in quarantine, or was rejected: "" none */
    char held_at[TIME_TEXT], rejected_at[TIME_TEXT];
    enum urgent_state state;
    const char *contact_name, *phone; /* who was named with the reply, "" nobody */
    const char *reason;               /* URGENT_UNUSED: why, as typed; "" where that cannot be read */
    char closed_at[TIME_TEXT];        /* URGENT_CLOSED, else "" */
    const char *closed_reason;
    int64_t file; /* that the reply came in */
};
/* Owns its array. */
struct urgent_board {
    struct arena texts;
    struct urgent_reply *each;
    size_t count, room;
    int64_t states[URGENT_STATES];
    /* while it is read */
    const struct product_terms *terms;
    char since[TIME_TEXT], today[DATE_TEXT];
};

/* Of each supplier the newest request about the product, or one of the last weeks that does not say what it is about. */
enum status urgent_read(struct urgent_board *out, struct portfolio *p, const struct product_terms *terms, int64_t now, struct error *e);
/* Reads why those do not use it who say so, out of what they sent. opener: whose key opens what came sealed, or NULL. */
enum status urgent_reasons(struct urgent_board *board, struct portfolio *p, const struct identity *opener, struct error *e);
/* The same of requests that somebody keeps: begin, each in the order of portfolio_urgent (context is the board), end. */
void urgent_begin(struct urgent_board *out, const struct product_terms *terms, int64_t now);
/* Whether it is about the board's product, as far as it says; ST_NO: about something else. */
enum status urgent_meant(const struct urgent_board *b, const struct urgent_request *r, struct error *e);
enum status urgent_take(void *context, const struct urgent_request *r, struct error *e);
enum status urgent_end(struct urgent_board *board, struct error *e);
void urgent_release(struct urgent_board *board);
/* Never NULL: who is not on it was not asked. */
const struct urgent_reply *urgent_of(const struct urgent_board *board, int64_t supplier);
/* Whether the reply's contact goes before the other one, which came with older answers: it says who is there tonight. */
bool urgent_contact(const struct urgent_reply *reply, const struct found_supplier *supplier);
/* The number to ring. */
const char *urgent_phone(const struct urgent_reply *reply, const struct found_supplier *supplier);
/* Whether that is the usual one, since no number for emergencies is known. */
bool urgent_phone_usual(const struct urgent_reply *reply, const struct found_supplier *supplier);
/* Whether nobody has replied, as far as the portfolio has taken it in, though something has come: before anybody is rung for being silent.
 */
bool urgent_aside(const struct urgent_reply *reply);
/* What came of it, as urgent_state_words has it. */
const char *urgent_words(const struct urgent_reply *reply, char out[URGENT_TEXT]);

#endif
