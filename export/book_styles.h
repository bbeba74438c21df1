#ifndef TENKEN_EXPORT_BOOK_STYLES_H
#define TENKEN_EXPORT_BOOK_STYLES_H

#include "export/book.h"

/* Makes all formats of a workbook, in the font of the current language. False: out of memory. */
bool book_styles_make(struct book *b);

#endif
