/* Packing a workbook that is all written, and looking whether it is whole. */
#ifndef TENKEN_EXPORT_BOOK_CLOSE_H
#define TENKEN_EXPORT_BOOK_CLOSE_H

#include "export/book.h"

/* Both free the workbook, which is written to path. LXW_ERROR_ZIP_CLOSE, too: the file was cut off, though nothing said so. */
lxw_error book_close(lxw_workbook *workbook, const char *path);
/* False: go_on said no, and what lies at the path is of no use. */
bool book_close_while(lxw_workbook *workbook, const char *path, book_go_on *go_on, void *context, lxw_error *result);

#endif
