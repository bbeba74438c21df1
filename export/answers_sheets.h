/* Inside the answers workbook: what its sheets share. Only export/answers_*.c include this. */
#ifndef TENKEN_EXPORT_ANSWERS_SHEETS_H
#define TENKEN_EXPORT_ANSWERS_SHEETS_H

#include "export/answers_map.h"
#include "export/answers_xlsx.h"
#include "export/book.h"
#include "export/chart.h"
#include "model/document.h"
#include "model/gap.h"
#include "model/score.h"

#define ANSWERS_PACKS_MAX 64

struct answers_book {
    struct book book;
    const struct answers_xlsx_input *in;
    struct envelope envelope;
    const cJSON *document;
    const struct pack *packs[ANSWERS_PACKS_MAX]; /* at hand */
    size_t npacks;
    bool missing; /* a pack is not at hand */
    struct question_list questions;
    struct score score;
    struct gap *gaps;
    size_t ngaps;
    struct answers_map map;
    struct answers_charts *charts; /* where the figures of the charts lie */
    char note[512];                /* for the footers */
    bool report;                   /* of an interview, for the owner: made from the draft, not from signed answers */
};

/* Adds a sheet to the book and to the map, in which its index is *index (which may be NULL). NULL: failed, e is filled. */
lxw_worksheet *answers_sheet(struct answers_book *ab, const char *name, enum page page, int *index, struct error *e);
/* Writes a text member of the document and maps it. */
void answers_mapped_text(struct answers_book *ab, lxw_worksheet *sheet, int index, int row, int column, const char *pointer,
                         enum style style);

/* Columns of the upright sheets: twelve narrow ones, so that cards, tables and charts share one grid. */
#define GRID_COLUMNS 12
#define GRID_WIDTH 7.3
#define GRID_DIGITS 84 /* digits of all columns together */
void answers_grid(lxw_worksheet *sheet);

/* Where the figures of the charts lie in the sheet "Chart data"; planned before the sheets, since charts stand in front of it. */
struct answers_charts {
    const char *sheet;
    int section_last;                  /* rows 1 … of columns 0 (section) and 1 (points) */
    int item_first[ANSWERS_PACKS_MAX]; /* rows of a pack in columns 3 (item), 4 (level), 5 (target) */
    int item_count[ANSWERS_PACKS_MAX];
};
void charts_plan(const struct answers_book *ab, struct answers_charts *c);
/* A radar needs three points. */
#define RADAR_LEAST 3
lxw_chart *charts_radar(struct answers_book *ab, size_t pack);
lxw_chart *charts_sections(struct answers_book *ab);

/* Total, weakest, expected, answered: four cards from row CARDS_ROW on; and up to two charts, returning the row below them. */
#define CARDS_ROW 3
#define CARDS_END 7
void answers_cards(struct answers_book *ab, lxw_worksheet *sheet);
int answers_chart_pair(struct answers_book *ab, lxw_worksheet *sheet, int row);

enum status answers_summary(struct answers_book *ab, struct error *e);
enum status answers_scores(struct answers_book *ab, struct error *e);
enum status answers_table(struct answers_book *ab, struct error *e);
enum status answers_gaps(struct answers_book *ab, struct error *e);
enum status answers_evidence(struct answers_book *ab, struct error *e);
enum status answers_inventory(struct answers_book *ab, struct error *e);
enum status answers_howto(struct answers_book *ab, struct error *e);
enum status answers_chart_data(struct answers_book *ab, struct error *e);

#endif
