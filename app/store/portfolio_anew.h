/* One supplier of a period anew, for who has read all of them (store/portfolio_report.h) and keeps them. */
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
};

/* Visits the supplier as going through all of them would; nothing is visited when there is none with this code. ST_NO: its answers name a
 * pack that none named before, so that the columns are other ones now, and all has to be read. */
enum status portfolio_supplier_anew(struct portfolio *p, const struct portfolio_reading *before, const char *code, int64_t as_of,
                                    portfolio_supplier_visit *visit, void *context, struct error *e);

#endif
