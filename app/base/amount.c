#include "base/amount.h"

#include <stdio.h>

const char *amount_text(int64_t amount, char out[AMOUNT_TEXT])
{
    char digits[24];
    const int n = snprintf(digits, sizeof digits, "%lld", (long long)amount);
    size_t used = 0;
    for (int i = 0; i < n; i++) {
        if (i > 0 && digits[i - 1] != '-' && (n - i) % 3 == 0) {
            out[used++] = ',';
        }
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return out;
}
