/* Numbers as the program's own screens show them, for files in which they are to be numbers again. */
#ifndef TENKEN_EXPORT_DECIMAL_H
#define TENKEN_EXPORT_DECIMAL_H

#include <stdbool.h>

/* Whether text is a plain decimal number: "12", "1.83", "-6.8", "+89.9"; not "45%" or "–". *places: digits behind the point. */
bool decimal_read(const char *text, double *value, int *places);

#endif
