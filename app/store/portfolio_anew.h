/* For who has read all suppliers of a period (store/portfolio_report.h) and keeps them: one of them anew, or more about all. */
#ifndef TENKEN_STORE_PORTFOLIO_ANEW_H
#define TENKEN_STORE_PORTFOLIO_ANEW_H

#include "model/portfolio_source.h"
#include "store/portfolio.h"

/* What is kept of that reading; borrowed. */
struct portfolio_reading {
    const char *period;
    const struct portfolio_pack *packs;
    size_t npacks;
    const struct portfolio_item *items;
    size_t nitems;
    const struct portfolio_periods *periods;
    const struct portfolio_supplier *suppliers; /* all of the period */
    size_t nsuppliers;
    uint64_t plans_unknown;         /* as the source said */
    struct portfolio_moment moment; /* of the portfolio then */
};

/* Visits the supplier as going through all of them would; nothing is visited when there is none with this code. ST_NO: its answers name a
 * pack that none named before, so that the columns are other ones now, and all has to be read. */
enum status portfolio_supplier_anew(struct portfolio *p, const struct portfolio_reading *before, const char *code, int64_t as_of,
                                    portfolio_supplier_visit *visit, void *context, struct error *e);

/* For each item the file (portfolio_look.h) whose answer, and what is written to it, is the one that counts; left open: of the newest that
 * asks; 0: nobody was asked. And the levels, also of who has answered nothing but an alarm. ST_NO: there is no supplier with this code.
 * files, levels: nitems. */
enum status portfolio_answer_files(struct portfolio *p, const struct portfolio_reading *before, const char *code, int64_t *files,
                                   int8_t *levels, struct error *e);

/* A source with the plans, questions and years alone (the other walks are NULL), which need not read again what was read before. Else as
 * portfolio_source_open; before must outlive it, too. ST_NO: something was written in between, or it cannot be told. */
enum status portfolio_source_again(struct portfolio_source *out, struct portfolio *p, const struct catalog *catalog,
                                   const struct portfolio_reading *before, int64_t as_of, struct error *e);

#endif
