/* What cells of a filled-in sheet mean, as people type them and as spreadsheets save them. */
#ifndef TENKEN_EXPORT_FORM_VALUE_H
#define TENKEN_EXPORT_FORM_VALUE_H

#include "base/clock.h"
#include "export/form_table.h"

/* In compatibility form: full-width and circled digits are digits. "" when memory is short, which reads as an unknown word. */
#define FORM_PLAIN 64
void form_plain(const char *text, char out[FORM_PLAIN]);
/* "3", "3 established", "3.0", "?" … to "3", "unknown", "na", "done", "not_done"; NULL for anything else. Words count in both languages,
 * whatever the one that the sheet was made in. */
const char *form_answer_of(const char *text);
/* "2026-11-21", "2026/11/21", or a spreadsheet's day number (early: counted from 1904), to YYYY-MM-DD. False for anything else. */
bool form_day_of(const struct form_cell *cell, bool early, char out[DATE_TEXT]);
/* A text cell as it is; a number without the dress of the format (a corporate number typed as a number). */
const char *form_text_of(const struct form_cell *cell, char number[32]);

#endif
