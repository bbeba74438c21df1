/* One CSV file, row by row: UTF-8 with BOM, CR LF, RFC 4180, formulas disarmed. */
#ifndef TENKEN_EXPORT_CSV_TABLE_H
#define TENKEN_EXPORT_CSV_TABLE_H

#include "base/buffer.h"
#include "model/portfolio_source.h"

#include <stdio.h>

/* A row is put together in memory and written at once. Zeroed but for source and out; row initialised and released by the owner. */
struct csv_table {
    struct portfolio_source *source;
    FILE *out;
    struct buffer row;
};

/* Appends one text as a CSV field, always quoted. */
void csv_text(struct buffer *out, const char *text);
/* The same of what is dialled: a line end or a tab in it, too, is shown as what cannot be shown. */
void csv_line(struct buffer *out, const char *text);
/* The same of a number of the program's own as a screen shows it: "-6.8" and "+89.9" stay numbers (-6.8, 89.9), which are no formulas. What
 * is no plain decimal number ("45%", "–") is a text. */
void csv_number(struct buffer *out, const char *text);

void table_begin(struct csv_table *t); /* before the first row of heads */
enum status table_heads(struct csv_table *t, const char *const *names, struct error *e);
void table_text(struct csv_table *t, const char *s);
void table_line(struct csv_table *t, const char *s);
void table_number(struct csv_table *t, long long n);
/* An empty field where there is no number. */
void table_number_or_none(struct csv_table *t, long long n, long long none);
/* A score of 0…1000 and a mean of levels times 100 as screens show them, "74.0" and "2.35"; an empty field for SCORE_NONE. */
void table_score(struct csv_table *t, int score);
void table_mean(struct csv_table *t, int hundredths);
void table_yes(struct csv_table *t, bool value);
/* 0–4, or a fixed word for enum portfolio_level. */
void table_level(struct csv_table *t, int value);
enum status table_end_row(struct csv_table *t, struct error *e);

#endif
