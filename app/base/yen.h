/* Amounts of yen as people type them. */
#ifndef TENKEN_BASE_YEN_H
#define TENKEN_BASE_YEN_H

#include <stdbool.h>
#include <stdint.h>

#define YEN_MOST INT64_C(1000000000000)

/* "10000", "10,000", "¥10,000", "1万円", full-width digits and signs. False for anything else, and beyond YEN_MOST. */
bool yen_read(const char *text, int64_t *yen);

#endif
