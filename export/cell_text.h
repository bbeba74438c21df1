/* Foreign text for a worksheet cell: what may stand in one, and how it is written down. */
#ifndef TENKEN_EXPORT_CELL_TEXT_H
#define TENKEN_EXPORT_CELL_TEXT_H

#include <stddef.h>

struct buffer;

/* Excel's limit on a cell, in UTF-16 code units. */
#define CELL_UNITS_MAX 32767

/* Appends text as a cell may hold it: controls, bidirectional overrides and what XML cannot hold become U+FFFD, CR LF becomes LF, and what
 * goes beyond Excel's limit is cut, with "…" as the last character. Cells are compared with signed answers in this form. */
void cell_text(struct buffer *out, const char *text);

/* Appends a cell's text as a workbook stores it: there _xHHHH_ means the character U+HHHH (ECMA-376-1, 22.9.2.19), so that text which looks
 * so is escaped; otherwise a supplier could bring in an ESC past cell_text(). cell_text_decode is the way back. */
void cell_text_encode(struct buffer *out, const char *text);
void cell_text_decode(struct buffer *out, const char *text, size_t n);

/* A fingerprint of 64 hexadecimal digits in groups of four on two lines, so that two people can compare it on the phone. */
#define CELL_FINGERPRINT 96
void cell_fingerprint(const char *sha256, char out[CELL_FINGERPRINT]);

#endif
