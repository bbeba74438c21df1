/* Requests after an alert (model/pack.h, pack_is_emergency), and where each stands: the one rule behind find, the screens, status and the
 * reports. */
#ifndef TENKEN_MODEL_URGENT_H
#define TENKEN_MODEL_URGENT_H

#include "base/arena.h"
#include "model/portfolio_source.h"

#include <stdint.h>

/* One request that was not withdrawn. Borrowed; texts never NULL, partly foreign. */
struct urgent_request {
    int64_t supplier;
    const char *code, *name, *email;
    enum portfolio_tier tier;
    const char *about;                /* as the request says (model/request.h), or "" */
    const char *issued_at;            /* time */
    const char *due;                  /* the day: more time for the year does not move it */
    const char *ended_at;             /* time at which business with the supplier ended, or "": no reply is waited for then */
    const char *replied_at;           /* time of receipt, or "" */
    const char *contact_name, *phone; /* as the reply says, or "" */
    const char *ring;                 /* the phone to ring: of the reply, else as told before, else of the prime's list; "" none */
    const char *digest;               /* of the request */
    const char *request;              /* its file, as the command that wrote it named it; "" when that was not noted */
    int64_t file;                     /* that the reply came in, 0 none */
    bool clean;                       /* replied: whatever applies has been done */
    bool unused;                      /* clean, since it does not use what the request is about */
    bool unfinished;                  /* replied: of what applies some has no answer yet, and nothing says that help is needed */
    /* of the newest file in the supplier's name that came since and is in quarantine, or was rejected, whoever sent it: times of receipt,
     * "" none */
    const char *held_at, *rejected_at;
    /* time at which the prime closed it, or "": nothing is waited for then, and nobody needs help. What the supplier replied before stays
     * as it was told; a reply that came after it opens it again, and closed_at is "". */
    const char *closed_at, *closed_reason;
};

enum urgent_state {
    URGENT_NOT_ASKED,
    URGENT_WAITING, /* asked, the day has not passed */
    URGENT_OVERDUE,
    URGENT_CLEAN,  /* replied: whatever applies has been done */
    URGENT_UNUSED, /* replied: it is not used there, so that there is nothing to do */
    URGENT_HELP,   /* replied: something is not done yet */
    URGENT_BEGUN,  /* replied in part: the rest is still to come */
    URGENT_CLOSED, /* one of the open ones, and the prime has closed it */
};
#define URGENT_STATES 8
/* "not_asked", "waiting", "overdue", "clean", "not_used", "needs_help", "unfinished", "closed". */
const char *urgent_state_name(enum urgent_state state);
/* The same in the current language, without a day. */
const char *urgent_state_label(enum urgent_state state);
/* today: YYYY-MM-DD. */
enum urgent_state urgent_state_of(const struct urgent_request *r, const char *today);
/* Whether something is still waited for: a reply, the rest of one, or our call. */
bool urgent_is_open(enum urgent_state state);

/* Takes the texts of a copied request over into the arena, whose failure says when there was no room; empty ones take none. */
void urgent_request_keep(struct urgent_request *r, struct arena *arena);

/* Of two requests to one supplier about the same, the newer one tells where it stands; but for an open one that was not made after the
 * reply to the one before. replied_at: of that one, "" none. */
bool urgent_takes_place(const struct urgent_request *newer, const char *replied_at);
/* Whether a reply, or the rest of one, is still waited for. */
bool urgent_awaited(const struct urgent_request *r, enum urgent_state state);
/* Whether somebody has to be called: help is needed, or what is waited for is overdue. */
bool urgent_to_ring(const struct urgent_request *r, enum urgent_state state, const char *today);
/* Whether nobody has replied, as far as the portfolio has taken it in, though something has come: before anybody is rung for being silent.
 */
bool urgent_set_aside(const struct urgent_request *r);
/* "2026-11-24 overdue", "2026-11-22 clean", "2026-11-23 rejected", "2026-11-25 closed": what came of it, in the current language. */
#define URGENT_TEXT 80
const char *urgent_state_words(const struct urgent_request *r, enum urgent_state state, char out[URGENT_TEXT]);

#endif
