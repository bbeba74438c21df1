/* Inside the page of a portfolio: what its parts share. Only export/portfolio_html.c and export/portfolio_page_*.c include this. */
#ifndef TENKEN_EXPORT_PORTFOLIO_PAGE_H
#define TENKEN_EXPORT_PORTFOLIO_PAGE_H

#include "export/html.h"
#include "export/portfolio_html.h"
#include "export/portfolio_words.h"
#include "model/alarms.h"
#include "model/portfolio_statistics.h"
#include "model/two_years.h"

#define PORTFOLIO_TIERS 3
#define WORST_MAX 10
#define LIST_MAX 30

/* A supplier that is named on the page itself. Owns its texts. */
struct page_supplier {
    char *code, *name, *due, *contact;
    char *standing; /* in words */
    int total, floor;
};

/* The first ones by code. */
struct page_list {
    struct page_supplier each[LIST_MAX];
    size_t count;
};

/* Who has to be rung about one alarm; contact: the phone; no due. */
struct page_alarm {
    struct page_list help, overdue;
};

/* Beside what the statistics have of a tier. */
struct tier_figures {
    uint64_t answered, late;
    struct page_supplier worst[WORST_MAX]; /* the lowest totals, lowest first */
    size_t nworst;
};

/* Gathered in a first walk over the suppliers. */
struct portfolio_page {
    struct portfolio_source *source;
    const struct portfolio_year *years;
    size_t nyears;
    struct portfolio_statistics statistics;
    struct two_years two; /* count 0: there is no period before */
    struct tier_figures tiers[PORTFOLIO_TIERS];
    struct page_list late, held; /* held: in quarantine or in conflict */
    struct alarms alarms;
    struct page_alarm *ringing; /* of each alarm that burns */
    FILE *out;
    struct buffer text; /* of the part that is being written; flushed to out */
};

extern const char portfolio_page_css[], portfolio_page_js[]; /* the files beside this one */

/* Hands the text on to out and empties it. */
enum status portfolio_page_flush(struct portfolio_page *p, struct error *e);

enum status portfolio_page_gather(struct portfolio_page *p, struct error *e);
void portfolio_page_release(struct portfolio_page *p);
enum status portfolio_page_alarms_gather(struct portfolio_page *p, struct error *e);

#define PAGE_POINTS_TEXT 16
const char *portfolio_points(int points, char out[PAGE_POINTS_TEXT]);

/* A section with its heading; id is ours. */
void portfolio_page_section(struct portfolio_page *p, const char *id, const char *heading);
/* Around a table that may be wider than a small screen; labelled by the heading with that id. */
void portfolio_page_wide(struct portfolio_page *p, const char *id);
void portfolio_page_wide_end(struct portfolio_page *p);
void portfolio_page_section_end(struct portfolio_page *p);

/* The heading of a row: code and name. */
void portfolio_page_name(struct portfolio_page *p, const struct page_supplier *s);
/* None when nothing was asked after an alert. */
void portfolio_page_alarms(struct portfolio_page *p);
void portfolio_page_figures(struct portfolio_page *p);
void portfolio_page_tiers(struct portfolio_page *p);
void portfolio_page_heat(struct portfolio_page *p);
void portfolio_page_years(struct portfolio_page *p);
void portfolio_page_late(struct portfolio_page *p);
/* The controls and the data that the script works on. */
enum status portfolio_page_search(struct portfolio_page *p, struct error *e);

#endif
