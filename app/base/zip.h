/* Archives that are not opened here, only recognised. */
#ifndef TENKEN_BASE_ZIP_H
#define TENKEN_BASE_ZIP_H

#include <stdbool.h>
#include <stddef.h>

/* True when the bytes begin like a zip archive that holds something, as .xlsx and .ods files are (PKWARE APPNOTE.TXT, 4.3.7). */
bool zip_likely(const void *bytes, size_t n);

#endif
