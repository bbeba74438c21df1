/* Inside the owner's workbook: what its own sheets share. Only export/report_*.c include this. */
#ifndef TENKEN_EXPORT_REPORT_SHEETS_H
#define TENKEN_EXPORT_REPORT_SHEETS_H

#include "export/answers_sheets.h"
#include "export/report_xlsx.h"

struct report_book {
    const struct answers_html_input *in;
    struct answers_book ab; /* document: the draft */
};

/* On the front sheet from this row on; returns the row below. */
int report_first_steps(struct report_book *rb, lxw_worksheet *sheet, int row);
enum status report_plan(struct report_book *rb, struct error *e);
enum status report_views(struct report_book *rb, struct error *e);
enum status report_followups(struct report_book *rb, struct error *e);

#endif
