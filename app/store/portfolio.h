/* A prime's portfolio: suppliers, whose keys they sign with, files received, what they say, and the log of trust. One database, behind an
 * engine (portfolio_engine.h). Trust and suppliers: portfolio_trust.h; taking files in: portfolio_merge.h; reading: portfolio_status.h and
 * portfolio_report.h. */
#ifndef TENKEN_STORE_PORTFOLIO_H
#define TENKEN_STORE_PORTFOLIO_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum portfolio_mode {
    PORTFOLIO_CREATE, /* a new one, mode 0600; refuses what exists */
    PORTFOLIO_READ,   /* changes nothing; works on a read-only file */
    PORTFOLIO_WRITE,
};

/* One connection; use it from one thread at a time. */
struct portfolio;

/* Refuses, in one sentence each: what does not exist, is no database, another program's, of a newer version of the layout, damaged, or
 * (for writing) read-only. An older layout is brought up to date; on a read-only file it is refused. The caller closes it. */
enum status portfolio_open(struct portfolio **out, const char *location, enum portfolio_mode mode, struct error *e);
void portfolio_close(struct portfolio *p);

/* Somebody waits for what is read: go_on is asked again and again, some hundred times a second, until portfolio_close. Once it says false,
 * whatever is being read is refused with a sentence (ST_INPUT), and the database stays as it is. NULL: nobody waits any more. */
typedef bool portfolio_go_on(void *context);
void portfolio_watch(struct portfolio *p, portfolio_go_on *go_on, void *context);

/* Another program is writing to the file, and this one waits for it, a minute at most: asked between two looks, ten times a second or more,
 * with how long it has waited so far. False: it waits no longer. For all connections of the process; set before any is opened. pause: as
 * sleeping does it; NULL: so. */
typedef bool portfolio_waits(const char *location, int milliseconds);
void portfolio_patience(portfolio_waits *waits, void (*pause)(int milliseconds));

/* Everything between begin and commit happens or does not. write: no other writer comes between; waits for one that is at work. Without
 * write: what is read is one and the same state throughout. */
enum status portfolio_begin(struct portfolio *p, bool write, struct error *e);
enum status portfolio_commit(struct portfolio *p, struct error *e);
void portfolio_rollback(struct portfolio *p);
/* What tells one state of a portfolio from another: while it stays the same, nothing was written. All zero: it cannot be told. */
struct portfolio_moment {
    uint64_t file[2], written[2], changes;
};
/* In a transaction: of the state that is read there. */
enum status portfolio_moment(struct portfolio *p, struct portfolio_moment *out, struct error *e);
/* False where one of them cannot be told. */
bool portfolio_unchanged(const struct portfolio_moment *before, const struct portfolio_moment *now);
/* Whether the database was written since that moment, by whomever, as far as its file tells without being opened. */
bool portfolio_touched(const char *location, const struct portfolio_moment *since);
/* A number that stays the same until another connection than this one has written. */
enum status portfolio_others(struct portfolio *p, int64_t *out, struct error *e);
/* Has the disk begin with what an open transaction has written so far, so that the commit need not wait for all of it. Never waits, and
 * changes nothing of what is whole when. */
void portfolio_write_early(struct portfolio *p);
/* Commits when st is ST_OK, else rolls back and returns st. */
enum status portfolio_end(struct portfolio *p, enum status st, struct error *e);

#endif
