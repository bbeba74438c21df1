/* The report for the owner after an interview, as a workbook: what the page of ANSWERS_HTML_INTERVIEW says, in sheets to sort and to go on
 * with. From the draft alone: nothing in it has seen the consultant's private record. */
#ifndef TENKEN_EXPORT_REPORT_XLSX_H
#define TENKEN_EXPORT_REPORT_XLSX_H

#include "export/answers_html.h"

/* The workbook in the current language; its time is in->made_at. */
enum status report_xlsx_write(const struct answers_html_input *in, struct buffer *out, struct error *e);

#endif
