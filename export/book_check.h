/* Whether a workbook that libxlsxwriter says it has written is whole. */
#ifndef TENKEN_EXPORT_BOOK_CHECK_H
#define TENKEN_EXPORT_BOOK_CHECK_H

#include <stdbool.h>

/* libxlsxwriter 1.1.4 collects every part in a temporary file and does not look whether writing there succeeded: on a full disk it reports
 * success over a workbook that is cut off. True when the archive at path is consistent and every part in it is XML up to its end. Needs
 * little memory, whatever the size. */
bool book_whole(const char *path);

#endif
